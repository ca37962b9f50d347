"""``palermo query``: SPARQL over cases, inferences and findings."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import complain, report


@click.command("query", short_help="Ask cases, inferences and findings in SPARQL 1.1.")
@click.argument("arguments", metavar="(QUERY | -f FILE) PATH...", nargs=-1, required=True)
@click.option("-f", "--file", "query_file", metavar="FILE", help="Read the query from FILE.")
@click.option(
    "--input-format", type=click.Choice(options.FORMATS), help="Format of the input, where its name does not say it."
)
@options.packs
@options.definitions
@options.point_in_time
@options.formats("text", "json", "csv", "turtle", "markdown")
@options.output
@options.lang
@click.option(
    "--seconds", type=click.IntRange(1, 3600), default=30, show_default=True, help="Stop the query after this time."
)
@click.option(
    "--megabytes", type=click.IntRange(64, 65536), default=2048, show_default=True, help="Stop it at this memory."
)
def command(
    arguments: tuple[str, ...],
    query_file: str | None,
    input_format: str | None,
    packs: tuple[str, ...],
    definitions: tuple[str, ...],
    at: str | None,
    jurisdictions: tuple[str, ...],
    unverified: bool,
    format_: str,
    output: str | None,
    lang: str,
    seconds: int,
    megabytes: int,
) -> int:
    """Run a SPARQL 1.1 query over the cases in PATH, what follows from them, and the findings on them.

    The query runs in a process of its own, without network, and is stopped at the limits. SELECT and ASK give a table,
    JSON or CSV; CONSTRUCT and DESCRIBE give Turtle.
    """
    from palermo.query import Limits, answer, query_and_paths
    from palermo.write.answer import WRITERS

    query, paths = query_and_paths(arguments, query_file)
    work = session.start(packs, definitions, at=at, jurisdictions=jurisdictions, unverified=unverified)
    limits = Limits(seconds, megabytes)
    found = answer(work.rulebook, query, paths, work.definitions, limits, input_format, lang, work.judge)
    with outputs.opened(output) as out:
        WRITERS[format_](out, session.context(work, lang, output), found)
    for problem in found.problems:
        report(problem)
    if found.problems:
        complain("the answer leaves out what is named above")
    return 2 if found.problems else 0
