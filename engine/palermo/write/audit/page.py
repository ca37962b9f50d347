"""An audit as a page: what it counts and what it does not mean, totals, tables, and rows where they are asked for."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TextIO

from palermo.audit.figures import COLUMNS, Figures, Group, Number, Table
from palermo.audit.keys import NONE_RECORDED
from palermo.audit.rows import LabelRow, PersonRow
from palermo.write import grid
from palermo.write.audit.report import Names, Report, percent
from palermo.write.audit.said import NOT_MEANT, said
from palermo.write.context import Context
from palermo.write.grid import Grid
from palermo.write.layout import Layout
from palermo.write.markdown import markdown_lines
from palermo.write.report.block import Block, heading, item, line

#: So many groups a table of the page has at most; CSV and JSON have all.
MOST_ROWS = 30
#: So many groups are named as those with the most labels that say more than the record.
_NAMED = 3
_WITHHELD = "*"

Part = Block | Grid


def write_text(out: TextIO, context: Context, report: Report) -> None:
    """Write the page for a terminal."""
    layout = Layout(context.width, context.colour)
    _write(out, Page(context, report).parts(), lambda table: grid.text_lines(table, context.width), layout.lines)


def write_markdown(out: TextIO, context: Context, report: Report) -> None:
    """Write the page as Markdown."""
    _write(out, Page(context, report).parts(), grid.markdown_lines, markdown_lines)


def _write(
    out: TextIO,
    parts: Iterable[Part],
    table_lines: Callable[[Grid], Iterable[str]],
    block_lines: Callable[[Iterable[Block]], Iterable[str]],
) -> None:
    """Tables one by one, the blocks between them together, as they come."""
    for is_table, group in groupby(parts, key=lambda part: isinstance(part, Grid)):
        if is_table:
            shown: Iterable[str] = (text for part in group if isinstance(part, Grid) for text in table_lines(part))
        else:
            shown = block_lines(part for part in group if isinstance(part, Block))
        out.writelines(text + "\n" for text in shown)


class Page:
    """The parts of the page, in order."""

    def __init__(self, context: Context, report: Report) -> None:
        self._context, self._report, self._audit = context, report, report.audit
        self._names = Names(context)
        self._words = self._names.words

    def parts(self) -> Iterator[Part]:
        """All of them; rows are read as they come."""
        yield Block("case", self._say("audit.title"))
        yield line(self._say("audit.counts"), 0)
        yield from self._unverified()
        yield heading(self._say("audit.not-meant"))
        yield from (item(self._say(id_), 1) for id_ in NOT_MEANT)
        yield from self._totals()
        yield from self._more()
        if self._context.definitions:
            yield from self._unlabelled()
        for table in self._audit.tables:
            yield from self._table(table)
        yield from self._regions()
        if self._report.labels is not None:
            yield from self._label_rows(self._report.labels.label_rows())
        if self._report.persons is not None:
            yield from self._person_rows(self._report.persons.person_rows())
        yield from self._closing()

    def _say(self, id_: str, **places: object) -> str:
        return said(self._context, id_, **places)

    def _unverified(self) -> Iterator[Block]:
        """A banner for each definition in use that was not held in full against the text of the law."""
        for card in self._context.rulebook.definitions:
            if card.id in self._context.definitions and not card.verified:
                yield line(self._say("audit.unverified", definition=self._words.label(card.iri)), 0)

    # --- all labels

    def _totals(self) -> Iterator[Part]:
        audit, figures = self._audit, self._audit.totals
        yield heading(self._say("audit.totals"))
        yield line(
            self._say(
                "audit.size",
                labels=_number(figures.labels),
                labelled=_number(audit.labelled),
                persons=_number(audit.persons),
                cases=_number(audit.cases),
            )
        )
        if self._report.problems:
            yield line(self._say("audit.problems", count=_number(len(self._report.problems))))
        if not figures.labels:
            if figures.labels is None:
                yield line(self._say("audit.too-few", threshold=audit.threshold))
            return
        rows = [
            (self._say("audit.column." + name), _number(number), percent(number, figures.labels))
            for name, number in zip(COLUMNS, figures.supports, strict=True)
        ]
        yield Grid(
            (self._say("audit.column.support"), self._say("audit.column.labels"), self._say("audit.share")), (*rows,)
        )

    def _more(self) -> Iterator[Block]:
        figures = self._audit.totals
        if not figures.labels:
            return
        yield heading(self._say("audit.more"))
        number, part = figures.more, percent(figures.more, figures.labels)
        if number is None:
            yield line(self._say("audit.more.withheld"))
        else:
            yield line(self._say("audit.more.all", count=_number(number), labels=_number(figures.labels), share=part))
        if figures.labels in figures.supports:
            yield line(self._say("audit.uniform"))
        missing = [(element, n) for element, n in figures.missing if n != 0]
        if missing:
            elements = ", ".join(f"{self._element(element)} {_number(n)}" for element, n in missing)
            yield line(self._say("audit.missing", elements=elements))
        for table in self._audit.tables:
            known = (group for group in table.groups if group.key and group.figures.more)
            worst = sorted(known, key=_most_first)[:_NAMED]
            if worst:
                all_shown = all(group.figures.more is not None for group in table.groups) and not table.others
                yield item(
                    self._say(
                        "audit.most" if all_shown else "audit.most.shown",
                        grouping=self._names.grouping(table.grouping),
                        groups="; ".join(self._counted(table, group) for group in worst),
                    ),
                    1,
                )

    def _counted(self, table: Table, group: Group) -> str:
        more, labels = group.figures.more, group.figures.labels
        return self._say(
            "audit.most.group",
            group=self._names.group(table.grouping, group.key),
            count=_number(more),
            labels=_number(labels),
            share=percent(more, labels),
        )

    def _element(self, id_: str) -> str:
        """The label of an element, as the first definition that has it calls it."""
        elements = self._context.rulebook.elements
        reached = (shape for card in self._context.rulebook.definitions for shape, _ in card.elements)
        return next((self._words.label(shape) for shape in reached if elements[shape].id == id_), id_)

    def _unlabelled(self) -> Iterator[Block]:
        audit = self._audit
        number, several = audit.totals.unlabelled, len(audit.unlabelled_by) > 1
        yield heading(self._say("audit.unlabelled"))
        if number is None:
            yield line(self._say("audit.unlabelled.withheld"))
        elif audit.meeting == 0:
            yield line(self._say("audit.unlabelled.nobody", definitions=self._definitions()))
            return
        elif audit.meeting is None:
            yield line(self._say("audit.unlabelled.count", count=_number(number), definitions=self._definitions()))
        else:
            places = {"count": _number(number), "meeting": _number(audit.meeting), "definitions": self._definitions()}
            yield line(self._say("audit.unlabelled.of", **places))
        for definition, count in audit.unlabelled_by if several else ():
            if count != 0:
                yield item(self._say("audit.unlabelled.by", definition=definition, count=_number(count)), 1)
        yield line(self._say("audit.unlabelled.careful"))

    def _definitions(self) -> str:
        """What the definitions chosen are called, or how many they are."""
        cards = [card for card in self._context.rulebook.definitions if card.id in self._context.definitions]
        if len(cards) > _NAMED:
            return self._say("audit.definitions", count=_number(len(cards)))
        named = [self._say("audit.definition", definition=self._words.label(card.iri), id=card.id) for card in cards]
        return self._words.join(named, "audit.or")

    # --- groups

    def _table(self, table: Table) -> Iterator[Part]:
        grouping = table.grouping
        if not table.groups and not table.others:
            return
        if not table.others and [group.key for group in table.groups] == [NONE_RECORDED]:
            none = self._names.group(grouping, NONE_RECORDED)
            yield heading(self._say("audit.by", grouping=self._names.grouping(grouping)))
            yield line(self._say("audit.by.none", none=none))
            return
        yield heading(self._say("audit.by", grouping=self._names.grouping(grouping)))
        if grouping.property is not None:
            yield line(self._say("audit.by.nearest"))
        of_persons = grouping.property is not None
        rows = [
            (self._names.group(grouping, group.key), *_cells(group.figures, of_persons))
            for group in table.groups[:MOST_ROWS]
        ]
        if table.others:
            rows.append((self._say("audit.others"), *_cells(table.others, of_persons)))
        head = [self._say("audit.column." + name) for name in ("group", "labels", *COLUMNS, "more")]
        if of_persons:
            head.append(self._say("audit.column.unlabelled"))
        yield Grid((*head,), (*rows,))
        hidden = len(table.groups) - MOST_ROWS
        if hidden > 0:
            yield line(self._say("audit.more-groups", count=_number(hidden)))
        if grouping.id in self._audit.crowded:
            yield line(self._say("audit.crowded"))

    def _regions(self) -> Iterator[Part]:
        audit = self._audit
        if not audit.regions or not self._context.definitions:
            return
        yield heading(self._say("audit.regions"))
        yield line(self._say("audit.regions.counts", definitions=self._definitions()))
        rows = [
            (
                self._region(region.region),
                _number(region.met),
                _number(region.not_met),
            )
            for region in audit.regions
        ]
        total = audit.regions_total
        rows.append((self._say("audit.regions.all"), _number(total.met), _number(total.not_met)))
        head = (self._say("audit.column.region"), self._say("audit.column.met"), self._say("audit.column.not-met"))
        yield Grid(head, (*rows,))

    def _region(self, id_: str) -> str:
        """An area of the diagram by its circles, in words."""
        if not id_:
            return self._say("audit.regions.others")
        region = next((region for region in self._context.rulebook.regions if region.id == id_), None)
        circles = [c for c in self._context.rulebook.circles if region is not None and c.iri in region.circles]
        if not circles:
            return self._say("audit.regions.outside")
        return self._say("audit.regions.and").join(self._words.label(circle.iri) for circle in circles)

    # --- rows

    def _label_rows(self, rows: Iterable[LabelRow]) -> Iterator[Block]:
        yield heading(self._say("audit.rows"))
        yield line(self._say("audit.rows.careful"))
        for row in rows:
            parts = [
                self._say("audit.row", label=self._words.in_sentence(row.label), person=row.person, case=row.case),
                self._say("audit.row.source", source=row.source) if row.source else self._say("audit.none.source"),
                self._say("audit.column." + (row.support or "untested").replace("-", "_")),
            ]
            if row.definition:
                parts.append(self._say("audit.row.definition", definition=row.definition))
            if row.missing:
                missing = ", ".join(self._element(element) for element in row.missing)
                parts.append(self._say("audit.row.missing", elements=missing))
            yield item("; ".join(parts), 1)

    def _person_rows(self, rows: Iterable[PersonRow]) -> Iterator[Block]:
        yield heading(self._say("audit.unlabelled-rows"))
        yield line(self._say("audit.unlabelled-rows.warning"))
        for row in rows:
            yield item(
                self._say("audit.unlabelled-row", person=row.person, case=row.case, definition=row.definition), 1
            )

    def _closing(self) -> Iterator[Block]:
        yield heading(self._say("audit.reading"))
        yield item(self._say("audit.reading.share"), 1)
        yield item(self._say("audit.reading.several"), 1)
        if self._audit.threshold > 1:
            yield item(self._say("audit.reading.withheld", threshold=self._audit.threshold), 1)
        else:
            yield item(self._say("audit.reading.nothing-withheld"), 1)
        yield Block("basis", self._say("not-advice"), depth=0)


def _cells(figures: Figures, of_persons: bool) -> tuple[str, ...]:
    numbers = (figures.labels, *figures.supports)
    part = percent(figures.more, figures.labels) if figures.more is not None else _WITHHELD
    return (*map(_number, numbers), part, *((_number(figures.unlabelled),) if of_persons else ()))


def _number(number: Number) -> str:
    return _WITHHELD if number is None else f"{number:,}"


def _most_first(group: Group) -> tuple[int, int, str]:
    return (-(group.figures.more or 0), group.figures.labels or 0, group.key)
