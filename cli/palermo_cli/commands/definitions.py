"""``palermo definitions``: what the rulebook knows."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs


@click.command("definitions", short_help="The definitions that the rulebook knows, with citations.")
@options.packs
@options.formats("text", "json", "markdown")
@options.output
@options.lang
def command(packs: tuple[str, ...], format_: str, output: str | None, lang: str) -> int:
    """List the definitions: identifier, provision, time and place in force, elements, and what is not encoded."""
    from palermo.write.catalogue import DEFINITION_WRITERS

    work = session.start(packs, ("all",))
    with outputs.opened(output) as out:
        DEFINITION_WRITERS[format_](out, session.context(work, lang, output))
    return 0
