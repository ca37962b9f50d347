"""A summary as JSON, with the keys of the packaged schema ``summary``. All figures are whole numbers."""

from typing import Any, TextIO

from palermo.findings import OUTCOMES
from palermo.summary.figures import Area, Counts, Group, OfDefinition, Table, View
from palermo.write.as_json import line, problem_tree
from palermo.write.context import VERSION, Context
from palermo.write.summary.report import Names, Report

Tree = dict[str, Any]


def write_json(out: TextIO, context: Context, report: Report) -> None:
    """Write the document, a key a line."""
    summary, names = report.summary, Names(context)
    tree: Tree = {
        "palermo": VERSION,
        "counts": names.words.say("summary.counts"),
        "caveat": names.words.say("summary.caveat"),
        "cases": summary.cases,
        "repeated_cases": summary.repeated,
        "left_out_inputs": summary.left_out,
        "persons": summary.persons,
        "definitions": [_definition(of) for of in summary.definitions],
        "diagram": _diagram(names, summary.views) if summary.views else None,
        "by": {table.grouping: _table(names, table) for table in summary.tables},
        "problems": [problem_tree(problem) for problem in report.problems],
    }
    out.write("{" + ",\n ".join(f"{line(key)}: {line(value)}" for key, value in tree.items()) + "}\n")


def outcomes_tree(counts: Counts) -> Tree:
    """The four outcomes by name."""
    return {outcome.replace("-", "_"): count for outcome, count in zip(OUTCOMES, counts, strict=True)}


def _definition(of: OfDefinition) -> Tree:
    return {
        "definition": of.definition,
        "persons": sum(of.outcomes),
        **outcomes_tree(of.outcomes),
        "missing": dict(of.missing),
        "missing_sets": [{"missing": missing, "persons": count} for missing, count in of.missing_sets],
        "other_missing_sets": of.other_sets,
    }


def _diagram(names: Names, views: tuple[View, ...]) -> Tree:
    divided = {area.id: [card.id for card in area.definitions] for area in names.areas.cards if area.definitions}
    return {"divided_by": divided, **{view.view: _view(view) for view in views}}


def _view(view: View) -> Tree:
    return {
        "regions": {area.region: _area(area) for area in view.areas},
        "categories": dict(view.categories),
        "unplaced": view.unplaced,
    }


def _area(area: Area) -> Tree:
    return {
        "persons": area.persons,
        "of_its_category": area.named,
        "definition_met": area.met,
        "definition_not_met": area.not_met,
    }


def _table(names: Names, table: Table) -> Tree:
    return {
        "groups": [
            {"key": group.key, "label": names.group(table.grouping, group.key), **_group(group)}
            for group in table.groups
        ],
        "others": _group(table.others) if table.others else None,
    }


def _group(group: Group) -> Tree:
    return {
        "persons": group.persons,
        "outcomes": {definition: outcomes_tree(counts) for definition, counts in group.outcomes},
    }
