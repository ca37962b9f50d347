"""Comparisons as CSV: a row for one, or a table with a row and a column for each definition."""

import csv
from collections.abc import Sequence
from typing import TextIO

from palermo.compare.relation import Comparison
from palermo.write.as_csv import cell
from palermo.write.compare.matrix import relation_of, relations
from palermo.write.compare.telling import Telling
from palermo.write.context import Context

COLUMNS = ("a", "b", "relation", "bounded", "by", "only_a", "only_b", "both")


def write_csv(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    """Write one comparison, or the matrix: each cell says how the definition of the row relates to that of the
    column."""
    rows = csv.writer(out, lineterminator="\n")
    if matrix:
        known = relations(found)
        rows.writerow(["", *(cell(id_) for id_ in context.definitions)])
        for a in context.definitions:
            rows.writerow([cell(a), *(relation_of(known, a, b) for b in context.definitions)])
        return
    telling = Telling(context)
    rows.writerow(COLUMNS)
    for one in found:
        said = (
            one.a,
            one.b,
            one.relation,
            str(one.bounded).lower(),
            one.by,
            *map(telling.sentence, telling.sides(one)),
        )
        rows.writerow([cell(value) for value in said])
