"""``palermo show``: one term of the rulebook."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs


@click.command("show", short_help="One term: what it means, where it comes from, what is above and below it.")
@click.argument("term")
@options.packs
@options.formats("text", "json", "markdown")
@options.output
@options.lang
def command(term: str, packs: tuple[str, ...], format_: str, output: str | None, lang: str) -> int:
    """Show TERM, a class, property, individual or shape: its IRI, 'pal:Name', 'Name', or the identifier of a shape."""
    from palermo.catalogue import entry
    from palermo.write.catalogue import ENTRY_WRITERS

    work = session.start(packs)
    found = entry(work.rulebook, packs, term, lang)
    with outputs.opened(output) as out:
        ENTRY_WRITERS[format_](out, session.context(work, lang, output), found)
    return 0
