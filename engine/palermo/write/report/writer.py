"""The report on a run, case by case, as text for a terminal or as Markdown."""

from collections.abc import Sequence
from typing import TextIO

from palermo.findings import CaseFindings
from palermo.problems import Problem
from palermo.write.blocks_out import Show
from palermo.write.context import Context
from palermo.write.report import case_blocks
from palermo.write.report.closing import Overview, closing_blocks


class ReportWriter:
    """Writes the report with ``show``, one of those of :mod:`palermo.write.blocks_out`."""

    def __init__(self, out: TextIO, context: Context, show: Show) -> None:
        self._out = out
        self._context = context
        self._show = show
        self._overview = Overview(context)

    def begin(self) -> None:
        """Nothing comes before the first case."""

    def case(self, findings: CaseFindings) -> None:
        """Write the report on one case."""
        self._show(self._out, self._context, case_blocks(findings, self._context))
        self._out.write("\n\n")
        self._overview.add(findings)

    def end(self, _problems: Sequence[Problem]) -> None:
        """Write what is said once for the run, where there was a case."""
        if not self._overview.cases:
            return
        self._show(self._out, self._context, [*self._overview.blocks(), *closing_blocks(self._context)])
