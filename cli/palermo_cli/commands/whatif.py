"""``palermo whatif``: what would change a result, and the result under assumptions."""

import click

from palermo.problems import Problem
from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.command("whatif", short_help="What would change a result; the result under assumed facts.")
@options.paths
@click.option("--person", metavar="IRI", help="Only this person: the IRI, or its end.")
@click.option(
    "--assume",
    metavar="FACT",
    multiple=True,
    help="Suppose that this is established: a recorded fact (its IRI, or the end of it), CLASS or "
    "CLASS@CONDUCT-OR-PERSON for one that is not recorded, or a characteristic such as 'child'. Repeatable.",
)
@click.option("--refute", metavar="FACT", multiple=True, help="The same, supposed to be refuted. Repeatable.")
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
    assume: tuple[str, ...],
    refute: tuple[str, ...],
    packs: tuple[str, ...],
    definitions: tuple[str, ...],
    at: str | None,
    jurisdictions: tuple[str, ...],
    unverified: bool,
    format_: str,
    output: str | None,
    lang: str,
) -> int:
    """Say for the cases in PATH what would change each result.

    Where a definition is not established: the smallest sets of facts, not refuted by the record, that would make it so.
    Where it is: the facts that it rests on, and which of them, refuted, would undo it. With --assume and --refute also
    the result under these assumptions. Nothing is written to the cases.
    """
    from palermo.pipeline import supposed
    from palermo.whatif import Assumption
    from palermo.write.whatif import WRITERS

    work = session.start(packs, definitions, at=at, jurisdictions=jurisdictions, unverified=unverified)
    assumptions = [*(Assumption(text, False) for text in assume), *(Assumption(text, True) for text in refute)]
    problems: list[Problem] = []
    with outputs.opened(output) as out:
        writer = WRITERS[format_](out, session.context(work, lang, output))
        writer.begin()
        for item in supposed(
            work.rulebook, work.judge, paths, work.definitions, assumptions, person, lang, input_format
        ):
            if isinstance(item, Problem):
                problems.append(item)
                report(item)
            else:
                writer.case(*item)
        writer.end(problems)
    return 2 if problems else 0
