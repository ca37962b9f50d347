"""``palermo validate``: data quality only."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from palermo.problems import Problem
from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report

if TYPE_CHECKING:
    from palermo.rulebook import Rulebook
    from palermo.write.report_rdf import Reported


@click.command("validate", short_help="Check the quality of descriptions only.")
@options.paths
@options.packs
@options.formats("text", "json", "markdown", "turtle")
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

    Exit code 1 where a violation is found, 2 where a file could not be read. In Turtle the outcome is a SHACL
    validation report; there, as SHACL has it, a warning too makes sh:conforms false.
    """
    work = session.start(packs)
    if format_ == "turtle":
        return _reported(work.rulebook, paths, input_format, output)
    from palermo.quality import check
    from palermo.write.quality import WRITERS

    found = check(work.rulebook, paths, input_format)
    with outputs.opened(output) as out:
        WRITERS[format_](out, session.context(work, lang, output), found)
    return _code(found.unreadable, found.conforms)


def _reported(rulebook: "Rulebook", paths: Sequence[str], input_format: str | None, output: str | None) -> int:
    """Write the SHACL validation report; the exit code."""
    from palermo.write.report_rdf import write_report

    unreadable: list[Problem] = []
    found = list(_results(rulebook, paths, input_format, unreadable))
    with outputs.opened(output) as out:
        write_report(out, found)
    return _code(unreadable, not any(one.result.severity == "violation" for one in found))


def _results(
    rulebook: "Rulebook", paths: Sequence[str], input_format: str | None, unreadable: list[Problem]
) -> "Iterator[Reported]":
    """What gates and shapes say, each result whole: the list that the other formats show has less in it."""
    from palermo.pipeline import places_of
    from palermo.quality import FIRST_OF_DESCRIPTION
    from palermo.read import read_cases
    from palermo.write.report_rdf import of_gate, of_shape

    for item in read_cases(paths, rulebook.vocabulary, input_format=input_format):
        if not isinstance(item, Problem):
            results = rulebook.validate(item)
            for result, (line, _) in zip(results, places_of(item, results, input_format), strict=True):
                yield of_shape(result, item.file, line)
        elif item.code >= FIRST_OF_DESCRIPTION:
            yield of_gate(item)
        else:
            unreadable.append(item)


def _code(unreadable: Sequence[Problem], conforms: bool) -> int:
    for problem in unreadable:
        report(problem)
    return 2 if unreadable else 0 if conforms else 1
