"""``palermo test``: cases that carry ``pal:expects``, held against the findings."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.command("test", short_help="Hold expectations in cases against the findings.")
@options.paths
@options.packs
@options.formats("text", "json", "markdown")
@options.output
@options.lang
@options.engine
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    packs: tuple[str, ...],
    format_: str,
    output: str | None,
    lang: str,
    engine: str,
) -> int:
    """Hold what the cases in PATH expect against what is found. Exit code 1 on any difference."""
    from palermo.expectations import trial
    from palermo.write.expectations import WRITERS

    work = session.start(packs, ("all",), engine)
    found = trial(work.rulebook, work.judge, paths, input_format)
    with outputs.opened(output) as out:
        WRITERS[format_](out, session.context(work, lang, output), found)
    for problem in found.problems:
        report(problem)
    return 2 if found.problems else 1 if found.unmet else 0
