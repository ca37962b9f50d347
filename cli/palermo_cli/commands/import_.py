"""``palermo import``: records of a case-data standard to RDF cases."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from typing import Any

import click

from palermo.importers import (
    SYNTAXES,
    Asked,
    ImportedCase,
    Record,
    Rejected,
    RejectedTable,
    map_paths,
    read_records,
    sound,
    write_cases,
)
from palermo.problems import PalermoError, Problem
from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import complain, report


@click.group("import", short_help="Records of a case-data standard to RDF cases.")
def command() -> None:
    """Turn records of a case-data standard into case descriptions in RDF.

    What cannot be read is named by its line and column and left out; the other records are written.
    """


def _table(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and options of every command that reads a table."""
    for decorate in (
        options.option("-q", "--quiet", is_flag=True, help="Nothing on standard error but problems."),
        options.output,
        options.formats(*SYNTAXES, default="trig"),
        options.option("--base", metavar="IRI", help="What the names of the cases begin with.  [default: by the map]"),
        options.option("--rejected", metavar="FILE", help="Write what was left out, and why, to this table (CSV)."),
        options.option("--sheet", metavar="NAME", help="The sheet of a workbook to read.  [default: the first]"),
        options.option(
            "--with-identity", "identity", is_flag=True, help="Take over names, addresses, telephones, birth dates."
        ),
        click.argument("file"),
    ):
        function = decorate(function)
    return function


@command.command("htcds")
@_table
def htcds(**asked: Any) -> int:
    """Turn a table in the layout of IOM's HTCDS 2.0 (CSV, XLSX) into RDF, a case a row.

    One conduct and one person are assumed for each row, and said so; everything in it is alleged.
    """
    return _imported(map_paths("htcds"), **asked)


@command.command("ctdc")
@_table
def ctdc(**asked: Any) -> int:
    """Turn a data set of the Counter-Trafficking Data Collaborative (CSV, XLSX) into RDF, a case a row.

    Its columns tell which of the published layouts it has. One conduct and one person are assumed for each row.
    """
    return _imported(map_paths("ctdc"), **asked)


@command.command("sherloc")
@_table
def sherloc(**asked: Any) -> int:
    """Turn UNODC's table of court cases (CSV) into RDF, a case a row.

    One conduct and one person are assumed for each row, and said so; what its labels claim is alleged.
    """
    return _imported(map_paths("sherloc"), **asked)


@command.command("table")
@options.option(
    "--map", "map_", metavar="MAP", required=True, help="The record map: FILE.ttl, or a packaged one's name."
)
@_table
def table(map_: str, **asked: Any) -> int:
    """Turn any table (CSV, XLSX) into RDF, a case a row, as a record map says.

    A record map is a Turtle file that says what each column means; no program is needed.
    """
    return _imported((map_,) if map_.endswith(".ttl") else map_paths(map_), **asked)


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

    problems: list[Problem] = []
    cases = sound(read_workbook(session.start(packs).rulebook, file, lang), problems)
    _written(cases, format_, output, lambda: len(problems))
    for problem in problems:
        report(problem)
    return 2 if problems else 0


def _imported(
    maps: Sequence[str],
    file: str,
    identity: bool,
    sheet: str | None,
    base: str | None,
    rejected: str | None,
    format_: str,
    output: str | None,
    quiet: bool,
) -> int:
    """Write the cases of a table, report what was left out as it is met; the exit code."""
    if rejected is not None and rejected in (output, "-"):
        raise PalermoError(Problem("--rejected", None, None, "give another file than that of the cases"))
    with ExitStack() as stack:
        aside = RejectedTable(stack.enter_context(outputs.opened(rejected))) if rejected is not None else None
        records = _Records(maps, file, Asked(identity, sheet, base), aside, quiet)
        _written(iter(records), format_, output, lambda: records.problems)
    return 2 if records.problems else 0


class _Records:
    """The records of a table; what is wrong with it is told, put aside and counted on the way."""

    def __init__(self, maps: Sequence[str], file: str, asked: Asked, aside: RejectedTable | None, quiet: bool) -> None:
        self._found = read_records(maps, file, asked)
        self._aside = aside
        self._quiet = quiet
        self.problems = 0

    def __iter__(self) -> Iterator[Record]:
        for item in self._found:
            if isinstance(item, Record):
                yield item
            elif isinstance(item, Rejected):
                self.problems += 1
                report(item.problem)
                if self._aside is not None:
                    self._aside.add(item)
            elif not self._quiet:
                complain(f"{item.file}: {item.message}")


def _written(
    cases: Iterator[ImportedCase | Record], format_: str, output: str | None, problems: Callable[[], int]
) -> None:
    """Write the cases. Nothing is written where there is none, and a problem."""
    first = list(islice(cases, 1))
    if first or not problems():
        with outputs.opened(output) as out:
            write_cases(chain(first, cases), out, format_)
