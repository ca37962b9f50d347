"""An audit as JSON, with the keys of the packaged schema ``audit``. What is withheld is null and named under
``withheld``."""

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from palermo.audit.figures import COLUMNS, Figures, Region, Table
from palermo.audit.rows import LabelRow, PersonRow
from palermo.problems import Problem
from palermo.write.as_json import line
from palermo.write.audit.report import Names, Report, share
from palermo.write.audit.said import NOT_MEANT, said
from palermo.write.context import VERSION, Context

Tree = dict[str, Any]


def write_json(out: TextIO, context: Context, report: Report) -> None:
    """Write the document; rows are written as they are read."""
    audit, names = report.audit, Names(context)
    head: Tree = {
        "palermo": VERSION,
        "rulebook": {"packs": context.rulebook.packs, "definitions": context.definitions},
        "counts": said(context, "audit.counts"),
        "not_meant": [said(context, id_) for id_ in NOT_MEANT],
        "min_cell": audit.threshold,
        "cases": audit.cases,
        "persons": audit.persons,
        "labelled_persons": audit.labelled,
        "persons_meeting": audit.meeting,
        **figures_tree(audit.totals, of_persons=True),
        "unlabelled_by_definition": dict(audit.unlabelled_by),
        "by": {table.grouping.id: _groups(table, names) for table in audit.tables},
        "others": {
            table.grouping.id: figures_tree(table.others, of_persons=table.grouping.property is not None)
            if table.others
            else None
            for table in audit.tables
        },
        "regions": {region.region: _region(region) for region in audit.regions if region.region},
        "other_regions": next((_region(region) for region in audit.regions if not region.region), None),
        "regions_total": _region(audit.regions_total),
        "crowded": audit.crowded,
    }
    out.write("{" + ",\n ".join(f"{line(key)}: {line(value)}" for key, value in head.items()))
    _listed(out, "rows", (label_tree(context, row) for row in report.labels.label_rows()) if report.labels else ())
    persons = report.persons.person_rows() if report.persons else ()
    warning = said(context, "audit.unlabelled-rows.warning") if report.persons else None
    out.write(f',\n "established_but_unlabelled_rows_warning": {line(warning)}')
    _listed(out, "established_but_unlabelled_rows", (person_tree(context, row) for row in persons))
    _listed(out, "problems", map(_problem, report.problems))
    out.write("}\n")


def figures_tree(figures: Figures, *, of_persons: bool) -> Tree:
    """The figures of all labels or of a group. ``of_persons`` says whether persons without a label are counted."""
    supports = dict(zip(COLUMNS, figures.supports, strict=True))
    tree: Tree = {
        "labels": figures.labels,
        **supports,
        "more_than_record": figures.more,
        "missing": dict(figures.missing),
        "shares": {name: share(number, figures.labels) for name, number in supports.items()}
        | {"more_than_record": share(figures.more, figures.labels)},
        "established_but_unlabelled": figures.unlabelled,
    }
    tree["withheld"] = [*_withheld(tree, figures, of_persons)]
    return tree


def _withheld(tree: Tree, figures: Figures, of_persons: bool) -> Iterator[str]:
    numbers = ("labels", *COLUMNS, "more_than_record", *(("established_but_unlabelled",) if of_persons else ()))
    yield from (name for name in numbers if tree[name] is None)
    yield from (f"missing.{element}" for element, number in figures.missing if number is None)


def _groups(table: Table, names: Names) -> Tree:
    return {
        group.key: {"label": names.group(table.grouping, group.key)}
        | figures_tree(group.figures, of_persons=table.grouping.property is not None)
        for group in table.groups
    }


def _region(region: Region) -> Tree:
    return {"definition_met": region.met, "definition_not_met": region.not_met}


def label_tree(context: Context, row: LabelRow) -> Tree:
    """A row of a label, with what it is not, since rows travel alone."""
    return {**row._asdict(), "caveat": said(context, "audit.row-caveat")}


def person_tree(context: Context, row: PersonRow) -> Tree:
    """A row of a person without a label, with the same."""
    return {**row._asdict(), "caveat": said(context, "audit.unlabelled-row.caveat")}


def _problem(problem: Problem) -> Tree:
    return {"file": problem.file, "line": problem.line, "column": problem.column, "message": problem.message}


def _listed(out: TextIO, key: str, trees: Iterable[Tree]) -> None:
    out.write(f',\n "{key}": [')
    for number, tree in enumerate(trees):
        out.write((",\n  " if number else "") + line(tree))
    out.write("]")
