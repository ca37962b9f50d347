"""Findings as JSON, with the keys of the packaged schema ``classify``.

In: findings. Out: one document (``json``), or one case a line as soon as it is known (``jsonl``). Keys are never left
out; an unknown is null or an empty list.
"""

import json
from collections.abc import Sequence
from typing import Any, TextIO

from palermo.findings import (
    CaseFindings,
    DivergenceFinding,
    ElementOutcome,
    Finding,
    LabelFinding,
    PersonFindings,
    Placement,
)
from palermo.problems import Problem
from palermo.write.context import VERSION, Context
from palermo.write.harmless import escaped

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

#: A tree of dicts and lists as JSON has them.
Tree = dict[str, Any]


def line(tree: object) -> str:
    """``tree`` as JSON on one line, with nothing in it that a terminal would obey."""
    return escaped(_encode(tree))


def _element(item: ElementOutcome) -> Tree:
    return {
        "element": item.element,
        "outcome": item.outcome,
        "why": item.why,
        "facts": item.facts,
        "indicators": item.indicators,
        "provision": item.provision,
    }


def finding_tree(finding: Finding) -> Tree:
    """One finding as an entry of ``findings``."""
    return {
        "definition": finding.definition,
        "classification": finding.classification,
        "outcome": finding.outcome,
        "conduct": finding.conduct,
        "elements": [_element(item) for item in finding.elements],
        "missing": finding.missing,
        "missing_alternatives": finding.missing_alternatives,
        "basis": finding.basis,
        "caveat": finding.caveat,
        "applicable": finding.applicable,
        "applicable_because": finding.applicable_because,
    }


def _placement(placement: Placement) -> Tree:
    return {
        "circles": dict(placement.circles),
        "region": placement.region,
        "categories": placement.categories,
    }


def _labelling(label: LabelFinding) -> Tree:
    return {
        "as": label.labelled_as,
        "definition": label.definition,
        "source": label.source,
        "support": label.support,
        "missing": label.missing,
    }


def _person(person: PersonFindings) -> Tree:
    model = _placement(person.established)
    model["alleged"] = _placement(person.alleged)
    return {
        "person": person.person,
        "label": person.label,
        "characteristics": person.characteristics,
        "findings": [finding_tree(finding) for finding in person.findings],
        "model": model,
        "remarks": [{"id": r.id, "text": r.text, "provision": r.provision, "view": r.view} for r in person.remarks],
        "labellings": [_labelling(label) for label in person.labellings],
        "divergences": [divergence_tree(divergence) for divergence in person.divergences],
    }


def divergence_tree(divergence: DivergenceFinding) -> Tree:
    """One entry of ``divergences``."""
    return {"id": divergence.id, "text": divergence.text}


def case_tree(findings: CaseFindings) -> Tree:
    """One case as an entry of ``cases``."""
    return {
        "case": findings.case.iri,
        "label": findings.label,
        "file": findings.case.file,
        "jurisdictions": findings.jurisdictions,
        "years": findings.years,
        "persons": [_person(person) for person in findings.persons],
    }


def problem_tree(problem: Problem) -> Tree:
    """A problem as an entry of ``problems``."""
    return {"file": problem.file, "line": problem.line, "column": problem.column, "message": problem.message}


class JsonWriter:
    """One JSON document, written case by case so that memory stays constant."""

    def __init__(self, out: TextIO, context: Context) -> None:
        self._out = out
        self._context = context
        self._separator = "\n  "

    def begin(self) -> None:
        """Write the head, up to the list of cases."""
        packs = {"packs": self._context.rulebook.packs, "definitions": self._context.definitions}
        self._out.write(f'{{"palermo": {line(VERSION)},\n "rulebook": {line(packs)},\n "cases": [')

    def case(self, findings: CaseFindings) -> None:
        """Write one case."""
        self._out.write(self._separator + line(case_tree(findings)))
        self._separator = ",\n  "

    def end(self, problems: Sequence[Problem]) -> None:
        """Write the problems and close the document."""
        listed = ",\n  ".join(line(problem_tree(problem)) for problem in problems)
        self._out.write(f'],\n "problems": [{listed}]}}\n')


class JsonLinesWriter:
    """One case a line. Problems go to standard error only."""

    def __init__(self, out: TextIO, _context: Context) -> None:
        self._out = out

    def begin(self) -> None:
        """Nothing comes before the first line."""

    def case(self, findings: CaseFindings) -> None:
        """Write one case as one line."""
        self._out.write(line(case_tree(findings)) + "\n")

    def end(self, problems: Sequence[Problem]) -> None:
        """Nothing comes after the last line."""
