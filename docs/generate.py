"""Write ``docs/commands.md`` from the program itself. A test fails when the page is stale."""

import os
from collections.abc import Iterator

import click

from palermo_cli.main import COMMANDS, palermo

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "commands.md")
HEAD = """# Commands

Generated from the program by `make docs`; do not edit.

Exit codes: 0 done; 1 done, and the answer is "no" (violations under `validate`, unmet expectations under `test`,
errors or warnings under `check`, unsupported labels under `audit --strict`); 2 the command could not do its work. An
error is one line on standard error: `palermo: FILE:LINE:COLUMN: what is wrong and what to do`. A bad file among many
does not stop the others.

A PATH is a file, a folder (walked), or `-` for standard input; Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD,
each also gzipped. Colours follow the terminal and `NO_COLOR`, and say nothing that the words do not say.
`PALERMO_DEBUG=1` shows where an internal error came from.
"""


def page() -> str:
    """The page."""
    parent = click.Context(palermo, info_name="palermo")
    parts = [HEAD]
    for name in COMMANDS:
        command = palermo.get_command(parent, name)
        assert command is not None
        parts.extend(_sections(command, name, parent))
    return "\n".join(parts)


def _sections(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from _sections(found, inner, context)
        return
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## `{context.command_path}`\n"
    yield f"```\n{context.command_path} {usage}\n```\n"
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n")) + "\n"
    records = [option.get_help_record(context) for option in command.params if isinstance(option, click.Option)]
    options = [record for record in records if record is not None]
    if options:
        yield "| option | |\n| --- | --- |"
        yield "\n".join(f"| `{_cell(names)}` | {_cell(text)} |" for names, text in options) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8", newline="\n") as out:
        out.write(page())
