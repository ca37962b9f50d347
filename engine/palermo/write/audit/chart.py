"""An audit as a chart: a bar for each group of labels, divided by what the records support (SVG 1.1).

Parts differ by pattern and by how dark they are, not by colour alone, and carry their numbers where these fit; a
description holds all numbers for who listens. No script, nothing fetched. Where the reader's screen is dark, page and
letters are too.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TextIO

from palermo.audit.figures import COLUMNS, Figures, Table
from palermo.write.audit.report import Names, Report, percent
from palermo.write.audit.said import said
from palermo.write.context import Context
from palermo.write.drawing import LETTER, OUTCOME_LOOKS, Look, clipped, paragraph, text, xml

#: So many bars a chart has at most.
MOST_BARS: Final = 20

WIDTH: Final = 860
_LEFT, _BAR, _MARGIN = 250, 470, 20
_ROW, _THICK, _LINE, _SMALL = 34, 22, 20, 16
#: How wide a digit in a bar is, about.
_DIGIT = 7.2
#: What is left free beside a number.
_CLEAR = 3
_WITHHELD: Final = "withheld"


_LOOKS: Final = dict(
    zip(
        (*COLUMNS, _WITHHELD),
        (*OUTCOME_LOOKS, Look("#ffffff", "", "", "#000000"), Look("#d9d9d9", "M4 0V8", "#8a8a8a", "#000000")),
        strict=True,
    )
)


class _Piece(NamedTuple):
    """A part of a bar: what it is, how many labels, and whether that number may be told."""

    name: str
    number: int


class _Bar(NamedTuple):
    name: str
    labels: int
    pieces: tuple[_Piece, ...]


def write_chart(out: TextIO, context: Context, report: Report) -> None:
    """Write the chart of the first table of an audit."""
    out.writelines(line + "\n" for line in _Chart(context, report.audit.tables[0]).lines())


class _Chart:
    """The lines of a drawing, top to bottom."""

    def __init__(self, context: Context, table: Table) -> None:
        self._context, self._table, self._names = context, table, Names(context)
        self._bars = [_bar(self._names.group(table.grouping, g.key), g.figures) for g in table.groups[:MOST_BARS]]
        if table.others:
            self._bars.append(_bar(said(context, "audit.others"), table.others))
        self._bars = [bar for bar in self._bars if bar.labels]
        self._unshown = table.groups[MOST_BARS:]

    def lines(self) -> Iterator[str]:
        """All of them."""
        title = said(self._context, "audit.chart.title", grouping=self._names.grouping(self._table.grouping))
        head = paragraph(title, WIDTH - 2 * _MARGIN, LETTER * 1.35)
        note = paragraph(said(self._context, "audit.chart.text"), WIDTH - 2 * _MARGIN)
        top = _MARGIN + 24 * len(head)
        legend = list(self._legend(top))
        bars = top + _LINE * 2 + 14
        foot = bars + _ROW * max(1, len(self._bars)) + 8
        extra = list(self._rest())
        height = foot + _SMALL * (len(note) + len(extra)) + _MARGIN
        yield from self._opening(height, title)
        yield from (text(_MARGIN, _MARGIN + 12 + 24 * at, part, size=17, bold=True) for at, part in enumerate(head))
        yield from legend
        yield from self._drawn(bars)
        for at, part in enumerate([*extra, *note]):
            yield text(_MARGIN, foot + 12 + _SMALL * at, part, size=12)
        yield "</svg>"

    def _rest(self) -> Iterator[str]:
        """What is not drawn."""
        if self._unshown:
            labels = sum(group.figures.labels or 0 for group in self._unshown)
            yield said(self._context, "audit.chart.more", count=f"{len(self._unshown):,}", labels=f"{labels:,}")

    def _opening(self, height: int, title: str) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' role="img" aria-labelledby="audit-title audit-description"'
            ' font-family="DejaVu Sans, Verdana, Arial, sans-serif">'
        )
        yield f'<title id="audit-title">{xml(title)}</title>'
        told = " ".join([said(self._context, "audit.chart.text"), *map(self._told, self._bars)])
        yield f'<desc id="audit-description">{xml(told)}</desc>'
        yield "<style>@media screen and (prefers-color-scheme: dark) { .page { fill: #15181c } .ink { fill: #ececec } "
        yield ".frame { stroke: #ececec } }</style>"
        yield "<defs>"
        for name, look in _LOOKS.items():
            yield look.defined(f"audit-{name}")
        yield "</defs>"
        yield f'<rect class="page" width="{WIDTH}" height="{height}" fill="#ffffff"/>'

    def _legend(self, top: int) -> Iterator[str]:
        names = [*COLUMNS, *([_WITHHELD] if any(p.name == _WITHHELD for b in self._bars for p in b.pieces) else [])]
        step = (WIDTH - 2 * _MARGIN) // 3
        for at, name in enumerate(names):
            x, y = _MARGIN + step * (at % 3), top + _LINE * (at // 3)
            yield _rect(x, y, 26, 14, name)
            yield text(x + 34, y + 12, self._word(name), size=13)

    def _drawn(self, top: int) -> Iterator[str]:
        if not self._bars:
            yield text(_MARGIN, top + 16, said(self._context, "audit.chart.empty"), size=13)
        for at, bar in enumerate(self._bars):
            y = top + _ROW * at
            yield f"<g><title>{xml(self._told(bar))}</title>"
            yield text(_LEFT - 10, y + 16, clipped(bar.name, _LEFT - 10 - _MARGIN), size=13, anchor="end")
            yield from self._pieces(bar, y)
            count = said(self._context, "audit.chart.count", count=f"{bar.labels:,}")
            yield text(_LEFT + _BAR + 10, y + 16, count, size=13)
            yield "</g>"

    def _pieces(self, bar: _Bar, y: int) -> Iterator[str]:
        done = 0
        for piece in bar.pieces:
            x = _LEFT + _BAR * done / bar.labels
            width = _BAR * piece.number / bar.labels
            done += piece.number
            yield _rect(x, y, width, _THICK, piece.name)
            number = "*" if piece.name == _WITHHELD else f"{piece.number:,}"
            if len(number) * _DIGIT + 2 * _CLEAR <= width:
                yield from _number(x + width / 2, y, number, _LOOKS[piece.name])

    def _told(self, bar: _Bar) -> str:
        """A bar in words."""
        parts = [self._part(piece, bar.labels) for piece in bar.pieces]
        return said(
            self._context, "audit.chart.bar", group=bar.name, labels=f"{bar.labels:,}", parts=", ".join(parts) + "."
        )

    def _part(self, piece: _Piece, labels: int) -> str:
        name = self._word(piece.name)
        if piece.name == _WITHHELD:
            return name
        number = f"{piece.number:,} ({percent(piece.number, labels)})"
        return said(self._context, "audit.chart.part", name=name, count=number)

    def _word(self, name: str) -> str:
        return said(self._context, "audit.chart.withheld" if name == _WITHHELD else "audit.column." + name)


def _bar(name: str, figures: Figures) -> _Bar:
    labels = figures.labels or 0
    known = [_Piece(column, number) for column, number in zip(COLUMNS, figures.supports, strict=True) if number]
    rest = labels - sum(piece.number for piece in known)
    return _Bar(name, labels, (*known, _Piece(_WITHHELD, rest)) if rest else tuple(known))


def _number(x: float, y: int, number: str, look: Look) -> Iterator[str]:
    """A number in the middle of a part, on a ground without the pattern."""
    wide = len(number) * _DIGIT + _CLEAR
    yield (
        f'<rect x="{x - wide / 2:.1f}" y="{y + 4}" width="{wide:.1f}" height="{_THICK - 8}" fill="{look.ground}"/>'
        f'<text x="{x:.1f}" y="{y + 15.2:.1f}" font-size="12" text-anchor="middle" fill="{look.ink}">{number}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, name: str) -> str:
    return (
        f'<rect class="frame" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
        f' fill="url(#audit-{name})" stroke="#141414" stroke-width="0.8"/>'
    )


__all__: Sequence[str] = ("MOST_BARS", "WIDTH", "write_chart")
