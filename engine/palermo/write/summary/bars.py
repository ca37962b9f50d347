"""Bars as a drawing: as long as their numbers are great, name and number above, in parts that differ by pattern."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from palermo.write.drawing import (
    MARGIN,
    NAME_SIZE,
    WIDTH,
    Drawing,
    Look,
    Sheet,
    paragraph,
    text,
    wide,
    xml,
)  # fmt: skip
from palermo.write.words import Words

#: So many bars a drawing has at most.
MOST: Final = 20

_BAR, _STEP, _CLEAR = 20, 19, 4
_FULL: Final = WIDTH - 2 * MARGIN
_DIGITS: Final = 13
#: How wide a letter of a name is, about, and so many lines it has at most.
_LETTER, _LINES = 8.6, 3


class Kind(NamedTuple):
    """A kind of part: what it is called, and how it looks."""

    name: str
    look: Look


class Bar(NamedTuple):
    """A bar: its name, its number, and how many of each kind."""

    name: str
    total: int
    parts: tuple[int, ...]


class Bars(NamedTuple):
    """What to draw: a title, what stands below it, kinds of parts, bars, and sentences to stand below."""

    id: str
    title: str
    under: str
    kinds: tuple[Kind, ...]
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]


def drawn(words: Words, bars: Bars) -> Drawing:
    """The drawing, with as many bars as fit; what is left out is said."""
    return _Drawn(words, bars).drawing()


class _Drawn:
    def __init__(self, words: Words, bars: Bars) -> None:
        self._say, self._bars, self._sheet = words.say, bars, Sheet(bars.id)
        self._shown = [bar for bar in bars.bars if bar.total][:MOST]
        self._longest = max((bar.total for bar in self._shown), default=1)
        self._kinds = [at for at, _ in enumerate(bars.kinds) if any(bar.parts[at] for bar in self._shown)]

    def drawing(self) -> Drawing:
        bars, sheet = self._bars, self._sheet
        sheet.title(bars.title)
        if bars.under:
            sheet.note(bars.under)
        sheet.skip(4)
        for at in self._kinds:
            sheet.defined.append(bars.kinds[at].look.defined(self._id(at)))
            sheet.beside(_box("{x}", "{y}", 26, 15, self._id(at)), bars.kinds[at].name)
        sheet.skip(8)
        for bar in self._shown:
            self._bar(bar)
        notes = [*([] if self._shown else [self._say("summary.chart.empty")]), *self._left(), *bars.notes]
        for note in notes:
            sheet.note(note)
        told = [bars.under, *map(self._told, self._shown), *notes]
        return sheet.drawing(bars.title, " ".join(filter(None, told)))

    def _bar(self, bar: Bar) -> None:
        sheet, number = self._sheet, f"{bar.total:,}"
        room = _FULL - wide(number, NAME_SIZE) - 10
        sheet.parts.append(f"<g><title>{xml(self._told(bar))}</title>")
        sheet.parts.append(text(WIDTH - MARGIN, sheet.y + NAME_SIZE, number, size=NAME_SIZE, anchor="end"))
        for line in paragraph(bar.name, room, _LETTER)[:_LINES]:
            sheet.parts.append(text(MARGIN, sheet.y + NAME_SIZE, line, size=NAME_SIZE))
            sheet.skip(_STEP)
        sheet.skip(2)
        sheet.parts.extend(self._pieces(bar))
        sheet.parts.append("</g>")
        sheet.skip(_BAR + 10)

    def _pieces(self, bar: Bar) -> Iterator[str]:
        done, y = 0, self._sheet.y
        for at in self._kinds:
            count = bar.parts[at]
            if not count:
                continue
            left, width = MARGIN + _FULL * done / self._longest, _FULL * count / self._longest
            done += count
            yield _box(f"{left:.1f}", f"{y:.1f}", width, _BAR, self._id(at))
            number = f"{count:,}"
            taken = wide(number, _DIGITS) + _CLEAR
            if taken + _CLEAR <= width:
                look, middle = self._bars.kinds[at].look, left + width / 2
                yield (
                    f'<rect x="{middle - taken / 2:.1f}" y="{y + 3:.1f}" width="{taken:.1f}" height="{_BAR - 6}"'
                    f' fill="{look.ground}"/><text x="{middle:.1f}" y="{y + 14.8:.1f}" font-size="{_DIGITS}"'
                    f' text-anchor="middle" fill="{look.ink}">{number}</text>'
                )

    def _left(self) -> Iterator[str]:
        """What is not drawn."""
        rest = [bar for bar in self._bars.bars if bar.total][MOST:]
        if rest:
            persons = sum(bar.total for bar in rest)
            yield self._say("summary.chart.more", count=f"{len(rest):,}", persons=f"{persons:,}")

    def _told(self, bar: Bar) -> str:
        kinds = self._bars.kinds
        parts = [self._say("summary.chart.part", name=kinds[at].name, count=f"{bar.parts[at]:,}") for at in self._kinds]
        return self._say("summary.chart.bar", group=bar.name, count=f"{bar.total:,}", parts=", ".join(parts))

    def _id(self, at: int) -> str:
        return f"{self._bars.id}-{at}"


def _box(x: str, y: str, width: float, height: int, pattern: str) -> str:
    return (
        f'<rect class="frame" x="{x}" y="{y}" width="{width:.1f}" height="{height}"'
        f' fill="url(#{pattern})" stroke="#141414" stroke-width="0.8"/>'
    )


__all__: Sequence[str] = ("MOST", "Bar", "Bars", "Kind", "drawn")
