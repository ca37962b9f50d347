"""An audit as CSV: one row for all labels and one for each group; or, where rows are asked for, those instead.

The column ``row`` says of what a row is: all labels, a group, those of which nothing is recorded, or other groups.

A withheld figure is ``*``. A cell that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
from collections.abc import Iterator
from typing import TextIO

from palermo.audit.figures import COLUMNS, Figures, Number
from palermo.write.as_csv import cell
from palermo.write.audit.report import Names, Report, share
from palermo.write.audit.said import said
from palermo.write.context import Context

WITHHELD = "*"
GROUP_COLUMNS = (
    "row",
    "by",
    "group",
    "group_label",
    "labels",
    *COLUMNS,
    "more_than_record",
    *(f"share_{name}" for name in (*COLUMNS, "more_than_record")),
    "missing",
    "established_but_unlabelled",
    "caveat",
)
ROW_COLUMNS = ("kind", "case", "person", "label", "source", "definition", "support", "missing", "caveat")


def write_csv(out: TextIO, context: Context, report: Report) -> None:
    """Write one table."""
    table = csv.writer(out, lineterminator="\n")
    asked_rows = report.labels is not None or report.persons is not None
    table.writerow(ROW_COLUMNS if asked_rows else GROUP_COLUMNS)
    for row in _rows(context, report) if asked_rows else _groups(context, report):
        table.writerow([cell(value) for value in row])


def _groups(context: Context, report: Report) -> Iterator[list[str]]:
    names, caveat = Names(context), said(context, "audit.figures-caveat")
    audit = report.audit
    yield ["all", "", "", "", *_cells(audit.totals, True), caveat]
    for table in audit.tables:
        by, of_persons = table.grouping.id, table.grouping.property is not None
        for group in table.groups:
            label = names.group(table.grouping, group.key)
            kind = "group" if group.key else "none"
            yield [kind, by, group.key, label, *_cells(group.figures, of_persons), caveat]
        if table.others:
            yield ["others", by, "", names.words.say("audit.others"), *_cells(table.others, of_persons), caveat]


def _cells(figures: Figures, of_persons: bool) -> Iterator[str]:
    numbers = (*figures.supports, figures.more)
    yield from (_number(number) for number in (figures.labels, *numbers))
    for number in numbers:
        part = share(number, figures.labels)
        yield "" if part is None else f"{part:.4f}"
    yield " ".join(f"{element}:{_number(number)}" for element, number in figures.missing)
    yield _number(figures.unlabelled) if of_persons else ""


def _number(number: Number) -> str:
    return WITHHELD if number is None else str(number)


def _rows(context: Context, report: Report) -> Iterator[list[str]]:
    caveat = said(context, "audit.row-caveat")
    for row in report.labels.label_rows() if report.labels else ():
        support = row.support or "untested"
        yield [
            "label", row.case, row.person, row.label, row.source or "", row.definition or "", support,
            " ".join(row.missing), caveat,
        ]  # fmt: skip
    warning = f"{said(context, 'audit.unlabelled-row.caveat')}. {said(context, 'audit.unlabelled-rows.warning')}"
    for person in report.persons.person_rows() if report.persons else ():
        yield [
            "no-label", person.case, person.person, "", "", person.definition, "", "", warning,
        ]  # fmt: skip
