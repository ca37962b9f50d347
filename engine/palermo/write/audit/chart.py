"""An audit as a chart: a bar for each group of labels, divided by what the records support (SVG 1.1).

Parts differ by pattern and by how dark they are, not by colour alone, and carry their numbers where these fit; a
description holds all numbers for who listens. No script, nothing fetched. Where the reader's screen is dark, page and
letters are too.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

from palermo.audit.figures import COLUMNS, Figures, Table
from palermo.escape import esc
from palermo.write.audit.report import Names, Report, percent
from palermo.write.audit.said import said
from palermo.write.context import Context
from palermo.write.wrap import columns, wrapped

#: So many bars a chart has at most.
MOST_BARS: Final = 20

WIDTH: Final = 860
_LEFT, _BAR, _MARGIN = 250, 470, 20
_ROW, _THICK, _LINE, _SMALL = 34, 22, 20, 16
#: How wide a letter of a paragraph is, and a digit in a bar, about.
_LETTER, _DIGIT = 6.9, 7.2
#: How wide the letters of names are: most of them, narrow ones, wide ones.
_MOST, _NARROW, _WIDE = 7.7, 5.2, 10.4
#: What is left free beside a number.
_CLEAR = 3
_WITHHELD: Final = "withheld"


class _Look(NamedTuple):
    """How a part of a bar looks: its ground, its pattern (lines in a square of eight), and the letters on it."""

    ground: str
    pattern: str
    line: str
    ink: str


_LOOKS: Final = dict(
    zip(
        (*COLUMNS, _WITHHELD),
        (
            _Look("#0b3c5d", "", "", "#ffffff"),
            _Look("#9cc3e6", "M-2 10L10 -2M-2 2L2 -2M6 10L10 6", "#0b3c5d", "#000000"),
            _Look("#fde0b8", "M2 2h1.6v1.6h-1.6zM6 6h1.6v1.6h-1.6z", "#9a4a00", "#000000"),
            _Look("#9a4a00", "M0 0L8 8M8 0L0 8", "#fde0b8", "#ffffff"),
            _Look("#ffffff", "", "", "#000000"),
            _Look("#d9d9d9", "M4 0V8", "#8a8a8a", "#000000"),
        ),
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
        head = _paragraph(title, WIDTH - 2 * _MARGIN, _LETTER * 1.35)
        note = _paragraph(said(self._context, "audit.chart.text"), WIDTH - 2 * _MARGIN, _LETTER)
        top = _MARGIN + 24 * len(head)
        legend = list(self._legend(top))
        bars = top + _LINE * 2 + 14
        foot = bars + _ROW * max(1, len(self._bars)) + 8
        extra = list(self._rest())
        height = foot + _SMALL * (len(note) + len(extra)) + _MARGIN
        yield from self._opening(height, title)
        yield from (_text(_MARGIN, _MARGIN + 12 + 24 * at, part, size=17, bold=True) for at, part in enumerate(head))
        yield from legend
        yield from self._drawn(bars)
        for at, part in enumerate([*extra, *note]):
            yield _text(_MARGIN, foot + 12 + _SMALL * at, part, size=12)
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
        yield f'<title id="audit-title">{_xml(title)}</title>'
        text = " ".join([said(self._context, "audit.chart.text"), *map(self._told, self._bars)])
        yield f'<desc id="audit-description">{_xml(text)}</desc>'
        yield "<style>@media screen and (prefers-color-scheme: dark) { .page { fill: #15181c } .ink { fill: #ececec } "
        yield ".frame { stroke: #ececec } }</style>"
        yield "<defs>"
        for name, look in _LOOKS.items():
            yield f'<pattern id="audit-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            yield f'<rect width="8" height="8" fill="{look.ground}"/>'
            if look.pattern:
                yield f'<path d="{look.pattern}" stroke="{look.line}" fill="{look.line}" stroke-width="1"/>'
            yield "</pattern>"
        yield "</defs>"
        yield f'<rect class="page" width="{WIDTH}" height="{height}" fill="#ffffff"/>'

    def _legend(self, top: int) -> Iterator[str]:
        names = [*COLUMNS, *([_WITHHELD] if any(p.name == _WITHHELD for b in self._bars for p in b.pieces) else [])]
        step = (WIDTH - 2 * _MARGIN) // 3
        for at, name in enumerate(names):
            x, y = _MARGIN + step * (at % 3), top + _LINE * (at // 3)
            yield _rect(x, y, 26, 14, name)
            yield _text(x + 34, y + 12, self._word(name), size=13)

    def _drawn(self, top: int) -> Iterator[str]:
        if not self._bars:
            yield _text(_MARGIN, top + 16, said(self._context, "audit.chart.empty"), size=13)
        for at, bar in enumerate(self._bars):
            y = top + _ROW * at
            yield f"<g><title>{_xml(self._told(bar))}</title>"
            yield _text(_LEFT - 10, y + 16, _clipped(bar.name, _LEFT - 10 - _MARGIN), size=13, anchor="end")
            yield from self._pieces(bar, y)
            count = said(self._context, "audit.chart.count", count=f"{bar.labels:,}")
            yield _text(_LEFT + _BAR + 10, y + 16, count, size=13)
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


def _number(x: float, y: int, number: str, look: _Look) -> Iterator[str]:
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


def _text(x: float, y: float, text: str, *, size: int, bold: bool = False, anchor: str = "") -> str:
    weight = ' font-weight="bold"' if bold else ""
    at = f" text-anchor={quoteattr(anchor)}" if anchor else ""
    return (
        f'<text class="ink" x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="#141414"{weight}{at}>{_xml(text)}</text>'
    )


def _paragraph(text: str, width: int, letter: float) -> list[str]:
    return wrapped(esc(text), int(width / letter))


def _clipped(text: str, width: float) -> str:
    """As much of a name as fits."""
    shown = esc(text)
    if _wide(shown) <= width:
        return shown
    while _wide(shown) > width - _WIDE:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def _wide(text: str) -> float:
    """How wide a name is, about and at most."""
    return sum(
        _NARROW if c in " .,:;'|!ijlt()[]" else _WIDE if c.isupper() or c in "mw@%&" else _MOST * columns(c)
        for c in text
    )


def _xml(text: str) -> str:
    return escape(esc(text))


__all__: Sequence[str] = ("MOST_BARS", "WIDTH", "write_chart")
