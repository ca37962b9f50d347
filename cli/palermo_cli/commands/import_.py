"""``palermo import``: records of a case-data standard to RDF cases."""

from collections.abc import Iterator
from itertools import chain, islice

import click

from palermo.importers import SYNTAXES, ImportedCase, import_records, map_path, sound, write_cases
from palermo.problems import Problem
from palermo_cli import options, session
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
    return _written(import_records(map_path("sherloc"), file), format_, output)


@command.command("sheet")
@click.argument("file")
@options.packs
@options.formats(*SYNTAXES, default="trig")
@options.output
@options.lang
def sheet(file: str, packs: tuple[str, ...], format_: str, output: str | None, lang: str) -> int:
    """Turn a workbook made by `palermo new sheet` and filled in (FILE.xlsx) into RDF, case by case.

    What cannot be read is named by its sheet and cell; a case with such a cell is left out, the others are written.
    """
    from palermo.sheet import read_workbook

    return _written(read_workbook(session.start(packs).rulebook, file, lang), format_, output)


def _written(found: Iterator[ImportedCase | Problem], format_: str, output: str | None) -> int:
    """Write the cases and report the problems; the exit code."""
    problems: list[Problem] = []
    cases = sound(found, problems)  # nothing is written before there is a case
    first = list(islice(cases, 1))
    if first or not problems:
        with outputs.opened(output) as out:
            write_cases(chain(first, cases), out, format_)
    for problem in problems:
        report(problem)
    return 2 if problems else 0
