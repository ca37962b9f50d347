"""``palermo import``: records of a case-data standard to RDF cases."""

from collections.abc import Iterator
from itertools import chain, islice

import click

from palermo.importers import SYNTAXES, ImportedCase, import_records, map_path, write_cases
from palermo.problems import Problem
from palermo_cli import options
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.group("import", short_help="Records of a case-data standard to RDF cases.")
def command() -> None:
    """Turn records of a case-data standard into case descriptions in RDF."""


@command.command("sherloc")
@click.argument("file")
@options.formats(*SYNTAXES, default="trig")
@options.output
def sherloc(file: str, format_: str, output: str | None) -> int:
    """Turn UNODC's table of court cases (CSV) into RDF, a case a row.

    One conduct and one person are assumed for each row, and said so; what its labels claim is alleged.
    """
    problems: list[Problem] = []
    cases = _sound(import_records(map_path("sherloc"), file), problems)
    first = list(islice(cases, 1))
    if first or not problems:
        with outputs.opened(output) as out:
            write_cases(chain(first, cases), out, format_)
    for problem in problems:
        report(problem)
    return 2 if problems else 0


def _sound(found: Iterator[ImportedCase | Problem], problems: list[Problem]) -> Iterator[ImportedCase]:
    """The cases; what is wrong is put with the problems, so that nothing is written before there is a case."""
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
