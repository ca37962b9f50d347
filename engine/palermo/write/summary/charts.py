"""The charts of a summary, by name."""

from collections.abc import Callable
from typing import Final

from palermo.findings import OUTCOMES
from palermo.problems import PalermoError, Problem
from palermo.summary.figures import JURISDICTION, LABEL_SOURCE, YEAR, Counts, OfDefinition
from palermo.write.context import Context
from palermo.write.drawing import OUTCOME_LOOKS, Drawing, Look, below
from palermo.write.summary.bars import Bar, Bars, Kind, drawn
from palermo.write.summary.diagram import diagram, drawable
from palermo.write.summary.report import Names, Report

DIAGRAM, OUTCOMES_CHART, MISSING = "diagram", "outcomes", "missing"
#: The names of charts, in the order of a report.
CHARTS: Final = (DIAGRAM, OUTCOMES_CHART, MISSING, JURISDICTION, YEAR, LABEL_SOURCE)

_NOT_ESTABLISHED: Final = OUTCOMES.index("not-established")
_REST: Final = Look("#ffffff", "", "", "#000000")


def chart(context: Context, report: Report, name: str | None = None) -> Drawing:
    """A chart by its name; for none, the diagram, or the outcomes where there is no diagram.

    Raises PalermoError for a diagram where there is none.
    """
    charts = Charts(context, report)
    if name == DIAGRAM and not charts.views():
        message = "there is no diagram: the findings name no area of one; choose another chart"
        raise PalermoError(Problem("--chart", None, None, message, "P804"))
    return charts.one(name or (DIAGRAM if charts.views() else OUTCOMES_CHART))


class Charts:
    """Draws the charts of one summary."""

    def __init__(self, context: Context, report: Report) -> None:
        self._names = Names(context)
        self._summary, self._say = report.summary, self._names.words.say

    def one(self, name: str) -> Drawing:
        """A chart as one drawing; both views of the diagram below one another."""
        if name == DIAGRAM:
            views = self.views()
            return below(DIAGRAM, views) if len(views) > 1 else views[0]
        made: dict[str, Callable[[], Bars]] = {OUTCOMES_CHART: self._outcomes, MISSING: self._missing}
        return drawn(self._names.words, made[name]() if name in made else self._group(name))

    def views(self, notes: bool = True) -> list[Drawing]:
        """The diagram on each view, the alleged one only where its figures are others; none where there is no
        diagram. ``notes`` are said below the last."""
        if not self._summary.views or not drawable(self._names):
            return []
        established, alleged = self._summary.views
        same = alleged._replace(view=established.view) == established
        shown = [established] if same else [established, alleged]
        said = self._notes(same) if notes else []
        return [diagram(self._names, view, said if view is shown[-1] else ()) for view in shown]

    def _notes(self, same: bool) -> list[str]:
        say = self._say
        divided = [say("summary.chart.divided", definitions=self._names.dividing())] if self._names.dividing() else []
        end = say("summary.chart.diagram.text") + " " + say("summary.chart.text")
        return [*([say("summary.view.same")] if same else []), *divided, end]

    def _outcomes(self) -> Bars:
        bars = (_bar(self._names.definition(of.definition), of.outcomes) for of in self._summary.definitions)
        return self._of_outcomes(OUTCOMES_CHART, "", tuple(bars))

    def _group(self, name: str) -> Bars:
        first = next(iter(self._summary.definitions), None)
        table = next(table for table in self._summary.tables if table.grouping == name)
        if first is None:
            return self._of_outcomes(name, "", ())
        nothing = (0,) * len(OUTCOMES)
        bars = [
            _bar(self._names.group(name, group.key), dict(group.outcomes).get(first.definition, nothing))
            for group in table.groups
        ]
        if table.others:
            bars.append(_bar(self._say("summary.others"), dict(table.others.outcomes).get(first.definition, nothing)))
        return self._of_outcomes(name, self._under(first), tuple(bars))

    def _of_outcomes(self, name: str, under: str, bars: tuple[Bar, ...]) -> Bars:
        kinds = [Kind(self._say("summary.column." + outcome), look) for outcome, look in _LOOKS]
        title = self._say("summary.chart." + name)
        return Bars(name, title, under, tuple(kinds), bars, (self._say("summary.chart.text"),))

    def _missing(self) -> Bars:
        title, note = self._say("summary.chart." + MISSING), self._say("summary.chart.text")
        first = next((of for of in self._summary.definitions if of.outcomes[_NOT_ESTABLISHED]), None)
        if first is None:
            return Bars(MISSING, title, "", (), (), (note,))
        of = first.outcomes[_NOT_ESTABLISHED]
        kinds = (
            Kind(self._say("summary.column.missing"), OUTCOME_LOOKS[_NOT_ESTABLISHED]),
            Kind(self._say("summary.chart.shown"), _REST),
        )
        bars = (
            Bar(self._names.element(first.definition, element), of, (count, of - count))
            for element, count in first.missing
        )
        return Bars(MISSING, title, self._under(first), kinds, tuple(bars), (note,))

    def _under(self, of: OfDefinition) -> str:
        return self._say("summary.under", definition=self._names.definition(of.definition))


_LOOKS: Final = tuple(zip(OUTCOMES, OUTCOME_LOOKS, strict=True))


def _bar(name: str, counts: Counts) -> Bar:
    return Bar(name, sum(counts), counts)
