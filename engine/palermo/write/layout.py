"""Blocks of a report as lines of a terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from palermo.escape import esc
from palermo.write.report.block import Block
from palermo.write.wrap import columns, padded, wrapped

#: Colours of tones; a tone that is itself the name of a terminal colour is shown in that colour.
_COLOURS = {
    "established": "green",
    "alleged": "yellow",
    "not-established": "cyan",
    "excluded": "red",
    "supported": "green",
    "if-proved": "yellow",
    "unsupported": "cyan",
    "contradicted": "red",
    "violation": "red",
    "warning": "yellow",
} | {colour: colour for colour in ("red", "green", "yellow", "blue", "magenta", "cyan")}

_INDENT = "  "
#: The widest that the two first columns of a table grow, as a share of the line.
_LABEL_SHARE, _STATUS_SHARE = 0.4, 0.25
#: Text is not squeezed into less than this.
_NARROWEST = 16


class Layout:
    """How blocks become lines: the width, and whether there are colours."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The lines of a report, each at most as wide as the layout; blocks may hold anything, lines are harmless."""
        for kind, group in groupby((_harmless(block) for block in blocks), key=lambda block: block.kind):
            if kind == "row":
                yield from self._table(list(group))
            else:
                for block in group:
                    yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        if block.kind == "case":
            yield from self._spread(block.text, block.aside, "", bold=True)
            yield "═" * self._width
        elif block.kind == "person":
            yield ""
            yield from self._spread(block.text, "", "", bold=True)
        elif block.kind == "heading":
            yield ""
            yield from self._spread(block.text, block.aside, _INDENT * block.depth, bold=True, tone=block.tone)
        elif block.kind == "item":
            yield from self._item(block)
        elif block.kind == "basis":
            yield ""
            yield from self._spread(block.text, "", _INDENT * block.depth)
        else:
            yield from self._spread(block.text, block.aside, _INDENT * block.depth)

    def _item(self, block: Block) -> Iterator[str]:
        indent = _INDENT * block.depth
        status = block.status + "  " if block.status else ""
        text = f"{status}{block.text} [{block.aside}]" if block.aside else status + block.text
        mark = "• "
        for piece in wrapped(text, max(_NARROWEST, self._width - len(indent) - 2)):
            painted = (
                self._paint(block.status, block.tone, bold=True) + piece[len(block.status) :] if mark.strip() else piece
            )
            yield f"{indent}{mark}{painted}".rstrip()
            mark = "  "

    def _table(self, rows: list[Block]) -> Iterator[str]:
        """Rows in columns: label, status, text. A cell that is wider than its column goes on below."""
        indent = _INDENT * rows[0].depth
        label = min(max(columns(row.label) for row in rows), int(self._width * _LABEL_SHARE))
        status = min(max(columns(row.status) for row in rows), int(self._width * _STATUS_SHARE))
        used = len(indent) + label + 2 + (status + 2 if status else 0)
        for row in rows:
            cells = zip_longest(
                wrapped(row.label, label),
                wrapped(row.status, status),
                self._with_aside(row.text, row.aside, self._width - used),
                fillvalue="",
            )
            for name, standing, text in cells:
                shown = self._paint(standing, row.tone) + " " * (status - columns(standing) + 2) if status else ""
                yield f"{indent}{padded(name, label)}  {shown}{text}".rstrip()

    def _with_aside(self, text: str, aside: str, width: int) -> list[str]:
        """``text`` in lines, ``aside`` at the right end of the first; within the text where it would take too much."""
        beside = columns(aside) + 2 if aside else 0
        if beside > width // 4:
            return wrapped(f"{text} [{aside}]" if text else f"[{aside}]", max(_NARROWEST, width))
        first, *others = wrapped(text, max(_NARROWEST, width - beside))
        return [padded(first, width - columns(aside)) + aside if aside else first, *others]

    def _spread(self, text: str, aside: str, indent: str, *, bold: bool = False, tone: str = "") -> Iterator[str]:
        """``text`` at the left and ``aside`` at the right of a line, or of the next where it does not fit."""
        room = self._width - len(indent)
        if aside and columns(text) + columns(aside) + 2 <= room:
            gap = " " * (room - columns(text) - columns(aside))
            yield indent + self._paint(text, "", bold=bold) + gap + self._paint(aside, tone, bold=bool(tone))
            return
        for piece in wrapped(text, room):
            yield (indent + self._paint(piece, "", bold=bold)).rstrip()
        for piece in wrapped(aside, room) if aside else ():
            yield indent + " " * (room - columns(piece)) + self._paint(piece, tone, bold=bool(tone))

    def _paint(self, text: str, tone: str, *, bold: bool = False) -> str:
        if not self._colour or not text:
            return text
        from click import style

        return style(text, fg=_COLOURS.get(tone), bold=bold or None)


def _harmless(block: Block) -> Block:
    return block._replace(
        text=esc(block.text), aside=esc(block.aside), label=esc(block.label), status=esc(block.status)
    )
