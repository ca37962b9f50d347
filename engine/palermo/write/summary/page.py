"""A summary as a page: what it counts, outcomes, what is missing, where situations lie, groups, and how to read it.

The parts are the same on a terminal, in Markdown and in HTML; only HTML shows the pictures among them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple, TextIO

from palermo.findings import OUTCOMES
from palermo.summary.figures import JURISDICTION, LABEL_SOURCE, YEAR, Counts, Group, OfDefinition, Table, View
from palermo.write import grid
from palermo.write.context import Context
from palermo.write.grid import Grid
from palermo.write.layout import Layout
from palermo.write.markdown import markdown_lines
from palermo.write.report.block import Block, heading, item, line
from palermo.write.report.definitions import banner_blocks
from palermo.write.summary.charts import DIAGRAM, MISSING, OUTCOMES_CHART
from palermo.write.summary.report import Names, Report

#: So many groups a table of the page has at most, and so many definitions a section; CSV and JSON have all.
MOST_ROWS: Final = 30
MOST_DEFINITIONS: Final = 3

_NOT_ESTABLISHED: Final = OUTCOMES.index("not-established")
_NOTHING: Final = (0,) * len(OUTCOMES)


class Picture(NamedTuple):
    """Where a chart stands, by its name."""

    chart: str


Part = Block | Grid | Picture


def write_text(out: TextIO, context: Context, report: Report) -> None:
    """Write the page for a terminal."""
    layout = Layout(context.width, context.colour)
    blocks = partial(_spaced, layout)
    _write(out, Page(context, report).parts(), lambda table: grid.text_lines(table, context.width), blocks)


def _spaced(layout: Layout, blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of blocks, apart from a table before them."""
    found = list(blocks)
    if found[0].kind == "line":
        yield ""
    yield from layout.lines(found)


def write_markdown(out: TextIO, context: Context, report: Report) -> None:
    """Write the page as Markdown."""
    _write(out, Page(context, report).parts(), grid.markdown_lines, markdown_lines)


def _write(
    out: TextIO,
    parts: Iterable[Part],
    table_lines: Callable[[Grid], Iterable[str]],
    block_lines: Callable[[Iterable[Block]], Iterable[str]],
) -> None:
    for kind, group in groupby((part for part in parts if not isinstance(part, Picture)), key=type):
        if kind is Grid:
            shown: Iterable[str] = (text for part in group if isinstance(part, Grid) for text in table_lines(part))
        else:
            shown = block_lines(part for part in group if isinstance(part, Block))
        out.writelines(text + "\n" for text in shown)


class Page:
    """The parts of the page, in order."""

    def __init__(self, context: Context, report: Report) -> None:
        self._context, self._report, self._summary = context, report, report.summary
        self._names = Names(context)
        self._say = self._names.words.say

    def parts(self) -> Iterator[Part]:
        """All of them."""
        summary = self._summary
        yield Block("case", self._say("summary.title"))
        yield line(self._say("summary.counts"), 0)
        yield line(self._say("summary.size", cases=f"{summary.cases:,}", persons=f"{summary.persons:,}"), 0)
        yield from self._notices()
        found = tuple(of.definition for of in summary.definitions)
        yield from banner_blocks(self._context._replace(definitions=found))
        if summary.persons:
            yield from self._outcomes()
            yield from self._missing()
            yield from self._diagram()
            for table in summary.tables:
                yield from self._table(table)
        yield from self._closing()

    def _notices(self) -> Iterator[Block]:
        summary = self._summary
        counted = (
            ("repeated", summary.repeated),
            ("left-out", summary.left_out),
            ("problems", len(self._report.problems)),
        )
        for name, count in counted:
            if count:
                yield line(self._say("summary." + name, count=f"{count:,}"), 0)
        if not summary.persons:
            yield line(self._say("summary.nobody"), 0)

    # --- outcomes, and what is missing

    def _outcomes(self) -> Iterator[Part]:
        yield heading(self._say("summary.outcomes"))
        yield line(self._say("summary.outcomes.counts"))
        yield Picture(OUTCOMES_CHART)
        rows = [(self._names.definition(of.definition), *_cells(of.outcomes)) for of in self._summary.definitions]
        yield Grid(self._head("definition"), tuple(rows))

    def _missing(self) -> Iterator[Part]:
        lacking = [of for of in self._summary.definitions if of.outcomes[_NOT_ESTABLISHED]]
        if not lacking:
            return
        yield heading(self._say("summary.missing"))
        for at, of in enumerate(lacking[:MOST_DEFINITIONS]):
            count = f"{of.outcomes[_NOT_ESTABLISHED]:,}"
            yield line(
                self._say("summary.missing.counts", definition=self._names.definition(of.definition), count=count)
            )
            if not at:
                yield Picture(MISSING)
            yield from self._elements(of)
        yield from self._more_definitions(lacking)

    def _elements(self, of: OfDefinition) -> Iterator[Grid]:
        persons = self._say("summary.column.persons")
        elements = [(self._names.element(of.definition, element), f"{count:,}") for element, count in of.missing]
        yield Grid((self._say("summary.column.element"), persons), tuple(elements))
        sets = [(self._names.elements(of.definition, missing), f"{count:,}") for missing, count in of.missing_sets]
        rest = of.other_sets + sum(count for _, count in of.missing_sets[MOST_ROWS:])
        others = [(self._say("summary.missing.sets.others"), f"{rest:,}")] if rest else []
        yield Grid((self._say("summary.column.sets"), persons), (*sets[:MOST_ROWS], *others))

    def _more_definitions(self, of: Sequence[object]) -> Iterator[Block]:
        hidden = len(of) - MOST_DEFINITIONS
        if hidden > 0:
            yield line(self._say("summary.more-definitions", count=f"{hidden:,}"))

    # --- the diagram

    def _diagram(self) -> Iterator[Part]:
        if not self._summary.views:
            return
        established, alleged = self._summary.views
        yield heading(self._say("summary.diagram"))
        yield line(self._say("summary.diagram.counts"))
        if self._names.dividing():
            yield line(self._say("summary.diagram.divided", definitions=self._names.dividing()))
        yield Picture(DIAGRAM)
        yield from self._view(established)
        if alleged._replace(view=established.view) == established:
            yield line(self._say("summary.view.same"))
        else:
            yield from self._view(alleged)
        if established.categories:
            yield line(self._say("summary.categories.counts"))
            yield self._categories(established, alleged)
        if established.unplaced:
            yield line(self._say("summary.unplaced", count=f"{established.unplaced:,}"))

    def _view(self, view: View) -> Iterator[Part]:
        yield line(self._say("summary.view." + view.view) + ":")
        rows = [
            (self._names.area(area.region), f"{area.persons:,}", _or_nothing(area.met), _or_nothing(area.not_met))
            for area in view.areas
        ]
        yield Grid(tuple(self._say("summary.column." + c) for c in ("area", "persons", "met", "not-met")), tuple(rows))

    def _categories(self, established: View, alleged: View) -> Grid:
        first, then = dict(established.categories), dict(alleged.categories)
        rows = [(self._names.category(id_), f"{first.get(id_, 0):,}", f"{then[id_]:,}") for id_ in then]
        head = ("category", "view.established", "view.alleged")
        return Grid(tuple(self._say("summary.column." + column) for column in head), tuple(rows))

    # --- groups

    def _table(self, table: Table) -> Iterator[Part]:
        grouping = table.grouping
        yield heading(self._say(_BY[grouping]))
        yield line(self._say(_BY[grouping] + ".counts"))
        for at, of in enumerate(self._summary.definitions[:MOST_DEFINITIONS]):
            yield line(self._say("summary.under", definition=self._names.definition(of.definition)) + ":")
            if not at:
                yield Picture(grouping)
            rows = [self._group(grouping, group, of.definition) for group in table.groups[:MOST_ROWS]]
            if table.others:
                rows.append((self._say("summary.others"), *_cells(_of(table.others, of.definition))))
            yield Grid(self._head("group"), tuple(rows))
        hidden = len(table.groups) - MOST_ROWS
        if hidden > 0:
            yield line(self._say("summary.more-groups", count=f"{hidden:,}"))
        yield from self._more_definitions(self._summary.definitions)

    def _group(self, grouping: str, group: Group, definition: str) -> tuple[str, ...]:
        return self._names.group(grouping, group.key), *_cells(_of(group, definition))

    def _head(self, first: str) -> tuple[str, ...]:
        return tuple(self._say("summary.column." + column) for column in (first, *OUTCOMES, "persons"))

    def _closing(self) -> Iterator[Block]:
        yield heading(self._say("summary.reading"))
        several = ("applicable",) if len(self._summary.definitions) > 1 else ()
        for id_ in ("outcomes", "not-established", *several, "not-withheld"):
            yield item(self._say("summary.reading." + id_), 1)
        yield Block("basis", self._say("not-advice"), depth=0)


#: The wording of each grouping.
_BY: Final = {
    JURISDICTION: "summary.by.jurisdiction",
    YEAR: "summary.by.year",
    LABEL_SOURCE: "summary.by.label-source",
}


def _cells(counts: Counts) -> Iterator[str]:
    yield from (f"{count:,}" for count in (*counts, sum(counts)))


def _of(group: Group, definition: str) -> Counts:
    return dict(group.outcomes).get(definition, _NOTHING)


def _or_nothing(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
