"""The rows of a table, whatever file it stands in."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from palermo.problems import Problem

_NONE: Final[Mapping[int, str]] = MappingProxyType({})


class Row(NamedTuple):
    """A row that holds anything: its line (in a workbook, its number), its cells, and by place why one of them cannot
    be read."""

    line: int
    cells: list[str]
    faults: Mapping[int, str] = _NONE


def rows_of(file: str, sheet: str | None = None) -> Iterator[Row | Problem]:
    """The rows of a table, the header first: a CSV file (``-``: standard input; ``.gz`` is unpacked) or a workbook
    (``.xlsx``), of which ``sheet`` is read, or the first.

    What cannot be read is a problem; the rows after it still come, where that can be.
    """
    if file.lower().endswith(".xlsx"):
        from palermo.importers.workbook_rows import workbook_rows

        return workbook_rows(file, sheet)
    from palermo.importers.csv_rows import csv_rows

    if sheet is not None:
        problem = Problem(file, None, None, "no workbook, so it has no sheets: leave the name of the sheet out", "P610")
        return iter((problem,))
    return csv_rows(file)
