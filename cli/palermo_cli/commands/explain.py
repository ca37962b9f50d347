"""``palermo explain``: why and why not."""

import click

from palermo.problems import Problem
from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.command("explain", short_help="Why and why not: a tree of shapes down to facts.")
@options.paths
@click.option("--person", metavar="IRI", help="Only this person: the IRI, or its end.")
@options.packs
@options.definitions
@options.point_in_time
@options.formats("text", "json", "markdown")
@options.output
@options.lang
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    person: str | None,
    packs: tuple[str, ...],
    definitions: tuple[str, ...],
    at: str | None,
    jurisdictions: tuple[str, ...],
    unverified: bool,
    format_: str,
    output: str | None,
    lang: str,
) -> int:
    """Say for the cases in PATH why each definition holds or not: every step with its shape, provision and facts."""
    from palermo.pipeline import explained
    from palermo.write.explanation import WRITERS

    work = session.start(packs, definitions, at=at, jurisdictions=jurisdictions, unverified=unverified)
    problems = 0
    with outputs.opened(output) as out:
        writer = WRITERS[format_](out, session.context(work, lang, output))
        writer.begin()
        for item in explained(work.rulebook, paths, work.definitions, person, input_format, work.judge):
            if isinstance(item, Problem):
                problems += 1
                report(item)
            else:
                writer.case(*item)
        writer.end()
    return 2 if problems else 0
