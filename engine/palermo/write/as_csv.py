"""Findings as CSV: one row for each person and definition, for a spreadsheet.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it; to read the value back,
remove one apostrophe before such a character.
"""

import csv
from collections.abc import Sequence
from typing import TextIO

from palermo.escape import esc
from palermo.findings import CaseFindings, Finding, PersonFindings
from palermo.problems import Problem
from palermo.write.context import Context

COLUMNS = (
    "case",
    "case_label",
    "file",
    "person",
    "person_label",
    "characteristics",
    "definition",
    "classification",
    "outcome",
    "conduct",
    "missing",
    "missing_alternatives",
    "elements",
    "circles",
    "region",
    "categories",
    "region_alleged",
    "categories_alleged",
    "remarks",
    "labels",
    "divergences",
    "basis",
    "caveat",
    "applicable",
    "applicable_because",
)

#: What is open is an empty cell.
_TRUTH = {True: "true", False: "false", None: ""}
_FORMULA = tuple("=+-@\t\r\n'＝＋－＠")


class CsvWriter:
    """One table for the run."""

    def __init__(self, out: TextIO, _context: Context) -> None:
        self._rows = csv.writer(out, lineterminator="\n")

    def begin(self) -> None:
        """Write the head of the table."""
        self._rows.writerow(COLUMNS)

    def case(self, findings: CaseFindings) -> None:
        """Write the rows of one case."""
        for person in findings.persons:
            for finding in person.findings:
                self._rows.writerow([cell(value) for value in _row(findings, person, finding)])

    def end(self, _problems: Sequence[Problem]) -> None:
        """Nothing comes after the last row."""


def cell(value: str) -> str:
    """``value`` as a cell that no spreadsheet runs.

    >>> cell("=1+1")
    "'=1+1"
    """
    shown = esc(value)
    return "'" + shown if shown.startswith(_FORMULA) else shown


def _row(findings: CaseFindings, person: PersonFindings, finding: Finding) -> list[str]:
    return [
        findings.case.iri,
        findings.label or "",
        findings.case.file,
        person.person,
        person.label or "",
        " ".join(person.characteristics),
        finding.definition,
        finding.classification or "",
        finding.outcome,
        finding.conduct or "",
        " ".join(finding.missing),
        " | ".join(" ".join(way) for way in finding.missing_alternatives),
        " ".join(f"{element.element}:{element.outcome}" for element in finding.elements),
        " ".join(circle for circle, holds in person.established.circles if holds),
        person.established.region or "",
        " ".join(person.established.categories),
        person.alleged.region or "",
        " ".join(person.alleged.categories),
        " ".join(remark.id for remark in person.remarks),
        " ".join(f"{label.labelled_as}:{label.support or 'untested'}" for label in person.labellings),
        " ".join(divergence.id for divergence in person.divergences),
        finding.basis,
        finding.caveat,
        _TRUTH[finding.applicable],
        finding.applicable_because,
    ]
