"""Findings as Turtle, or as TriG with a named graph for each case's findings."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from palermo.findings import CaseFindings
from palermo.problems import Problem
from palermo.write.context import Context
from palermo.write.findings_rdf import FindingsRdf
from palermo.write.turtle import graph_lines, prefix_lines, subject_lines


class TurtleWriter:
    """The findings of the run in one graph."""

    def __init__(self, out: TextIO, context: Context) -> None:
        self._out = out
        self._rdf = FindingsRdf(context)

    def begin(self) -> None:
        """Write the prefixes, and what is said of the run."""
        self._lines(prefix_lines())
        self._lines(subject_lines(self._rdf.run_triples()))

    def case(self, findings: CaseFindings) -> None:
        """Write the findings on one case."""
        self._lines(subject_lines(self._rdf.case_triples(findings)))

    def end(self, _problems: Sequence[Problem]) -> None:
        """Nothing comes after the last case."""

    def _lines(self, lines: Iterable[str]) -> None:
        self._out.write("\n".join(lines) + "\n\n")


class TrigWriter(TurtleWriter):
    """The findings on each case in the named graph ``<case>/findings``; the run in the default graph."""

    def case(self, findings: CaseFindings) -> None:
        """Write the findings on one case."""
        self._lines(graph_lines(self._rdf.case_triples(findings), findings.case.iri + "/findings"))
