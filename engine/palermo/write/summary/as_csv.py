"""A summary as CSV: a number a row, for a spreadsheet's pivot table.

A cell that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
from collections.abc import Iterator
from typing import TextIO

from palermo.findings import OUTCOMES
from palermo.summary.figures import Counts, Group, OfDefinition, Table, View
from palermo.write.as_csv import cell
from palermo.write.context import Context
from palermo.write.summary.report import Names, Report

COLUMNS = ("table", "view", "definition", "key", "label", "figure", "count", "caveat")

#: A row but for the count's column and the caveat.
_Row = tuple[str, str, str, str, str, str, int]


def write_csv(out: TextIO, context: Context, report: Report) -> None:
    """Write one table."""
    names, rows = Names(context), csv.writer(out, lineterminator="\n")
    caveat = names.words.say("summary.caveat")
    rows.writerow(COLUMNS)
    for *texts, count in _rows(names, report):
        rows.writerow([*(cell(str(text)) for text in texts), count, caveat])


def _rows(names: Names, report: Report) -> Iterator[_Row]:
    summary = report.summary
    totals = {
        "cases": summary.cases,
        "repeated-cases": summary.repeated,
        "left-out-inputs": summary.left_out,
        "persons": summary.persons,
    }
    for figure, count in totals.items():
        yield "all", "", "", "", "", figure, count
    for of in summary.definitions:
        yield from _definition(names, of)
    for view in summary.views:
        yield from _view(names, view)
    for table in summary.tables:
        yield from _table(names, table)


def _definition(names: Names, of: OfDefinition) -> Iterator[_Row]:
    id_ = of.definition
    label = names.definition(id_)
    yield from (("outcomes", "", id_, "", label, outcome, count) for outcome, count in _named(of.outcomes))
    for element, count in of.missing:
        yield "missing", "", id_, element, names.element(id_, element), "persons", count
    for missing, count in of.missing_sets:
        yield "missing-set", "", id_, " ".join(missing), names.elements(id_, missing), "persons", count
    if of.other_sets:
        yield "missing-set", "", id_, "", names.words.say("summary.missing.sets.others"), "persons", of.other_sets


def _view(names: Names, view: View) -> Iterator[_Row]:
    divided = {area.id: " ".join(card.id for card in area.definitions) for area in names.areas.cards}
    for area in view.areas:
        label = names.area(area.region)
        figures = (("persons", area.persons), ("of-its-category", area.named))
        for figure, count in figures:
            if count is not None:
                yield "region", view.view, "", area.region, label, figure, count
        for figure, count in (("definition-met", area.met), ("definition-not-met", area.not_met)):
            if count is not None:
                yield "region", view.view, divided.get(area.region, ""), area.region, label, figure, count
    yield "region", view.view, "", "", "", "unplaced", view.unplaced
    for id_, count in view.categories:
        yield "category", view.view, "", id_, names.category(id_), "persons", count


def _table(names: Names, table: Table) -> Iterator[_Row]:
    for group in table.groups:
        yield from _group(table.grouping, group, names.group(table.grouping, group.key))
    if table.others:
        yield from _group("other-" + table.grouping, table.others, names.words.say("summary.others"))


def _group(table: str, group: Group, label: str) -> Iterator[_Row]:
    yield table, "", "", group.key, label, "persons", group.persons
    for definition, counts in group.outcomes:
        yield from ((table, "", definition, group.key, label, outcome, count) for outcome, count in _named(counts))


def _named(counts: Counts) -> Iterator[tuple[str, int]]:
    return zip(OUTCOMES, counts, strict=True)
