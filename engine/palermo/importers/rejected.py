"""A table of what was left out of an import: line, column, header, value and reason."""

import csv
from typing import Final, TextIO

from palermo.importers.values import Rejected

COLUMNS: Final = ("line", "column", "header", "value", "reason")


class RejectedTable:
    """A CSV table of problems, written row by row. A value by which a person may be recognised is withheld; a cell that
    a spreadsheet would take for a formula has an apostrophe before it."""

    def __init__(self, out: TextIO) -> None:
        from palermo.write.as_csv import cell

        self._cell = cell
        self._rows = csv.writer(out, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def add(self, item: Rejected) -> None:
        """Writes one problem."""
        problem = item.problem
        places = ("" if place is None else str(place) for place in (problem.line, problem.column))
        self._rows.writerow([*places, *map(self._cell, (item.header, item.value, problem.message))])
