"""``palermo validate``: data quality only."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.command("validate", short_help="Check the quality of descriptions only.")
@options.paths
@options.packs
@options.formats("text", "json", "markdown")
@options.output
@options.lang
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    packs: tuple[str, ...],
    format_: str,
    output: str | None,
    lang: str,
) -> int:
    """Check the descriptions in PATH against the rules of a case description.

    Exit code 1 where a violation is found, 2 where a file could not be read.
    """
    from palermo.quality import check
    from palermo.write.quality import WRITERS

    work = session.start(packs)
    found = check(work.rulebook, paths, input_format)
    with outputs.opened(output) as out:
        WRITERS[format_](out, session.context(work, lang, output), found)
    for problem in found.unreadable:
        report(problem)
    return 2 if found.unreadable else 0 if found.conforms else 1
