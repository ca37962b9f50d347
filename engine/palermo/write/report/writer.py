"""The report on a run, case by case, as text for a terminal or as Markdown."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from palermo.findings import CaseFindings
from palermo.problems import Problem
from palermo.write.blocks_out import Show
from palermo.write.context import Context
from palermo.write.report import case_blocks
from palermo.write.report.block import Block
from palermo.write.report.closing import Overview, closing_blocks
from palermo.write.report.key import key_blocks


class ReportWriter:
    """Writes the report with ``show``, one of those of :mod:`palermo.write.blocks_out`.

    The first case waits until it is known whether there is a second: then the key to the words comes before it.
    """

    def __init__(self, out: TextIO, context: Context, show: Show) -> None:
        self._out = out
        self._context = context
        self._show = show
        self._overview = Overview(context)
        self._waiting: CaseFindings | None = None

    def begin(self) -> None:
        """Nothing comes before the first case is known."""

    def case(self, findings: CaseFindings) -> None:
        """Write the report on one case."""
        self._overview.add(findings)
        if self._overview.cases == 1:
            self._banner()
            self._waiting = findings
            return
        if self._waiting is not None:
            self._part(key_blocks(self._context))
            self._first()
        self._part(case_blocks(findings, self._context))

    def end(self, _problems: Sequence[Problem]) -> None:
        """Write what is said once for the run, where there was a case."""
        if not self._overview.cases:
            return
        self._first()
        closing = closing_blocks(self._context, self._overview.cases)
        self._show(self._out, self._context, [*self._overview.blocks(), *closing])

    def _banner(self) -> None:
        """Write which definitions were not verified in full, where any chosen was not."""
        chosen, cards = self._context.definitions, self._context.rulebook.definitions
        if any(card.id in chosen and not card.verified for card in cards):
            from palermo.write.report.definitions import banner_blocks

            self._part(banner_blocks(self._context))

    def _first(self) -> None:
        if self._waiting is not None:
            self._part(case_blocks(self._waiting, self._context))
            self._waiting = None

    def _part(self, blocks: Iterable[Block]) -> None:
        self._show(self._out, self._context, blocks)
        self._out.write("\n\n")
