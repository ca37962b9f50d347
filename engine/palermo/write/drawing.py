"""Parts of drawings (SVG 1.1): letters, how wide they are, and how parts of a bar look.

Parts differ by pattern and by how dark they are, not by colour alone. The colours stay apart for colour-blind readers.
"""

from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from palermo.escape import esc
from palermo.write.wrap import columns, wrapped

#: The letters of every drawing: the first of these that the reader has.
FONTS: Final = 'font-family="DejaVu Sans, Noto Sans, Verdana, Arial, sans-serif"'
#: How wide a letter of a paragraph is at a size of 12, about.
LETTER: Final = 6.9
#: How wide the letters of names are at a size of 13: most of them, narrow ones, wide ones.
_MOST, _NARROW, _WIDE = 7.7, 5.2, 10.4
_SIZE: Final = 13


class Look(NamedTuple):
    """How a part of a bar looks: its ground, its pattern (lines in a square of eight), and the letters on it."""

    ground: str
    pattern: str
    line: str
    ink: str

    def defined(self, id_: str) -> str:
        """The pattern, to be referred to by ``id_``."""
        drawn = f'<path d="{self.pattern}" stroke="{self.line}" fill="{self.line}" stroke-width="1"/>'
        return (
            f'<pattern id="{id_}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{self.ground}"/>{drawn if self.pattern else ""}</pattern>'
        )


#: How the four outcomes look, best first; a label's four supports look alike.
OUTCOME_LOOKS: Final = (
    Look("#0b3c5d", "", "", "#ffffff"),
    Look("#9cc3e6", "M-2 10L10 -2M-2 2L2 -2M6 10L10 6", "#0b3c5d", "#000000"),
    Look("#fde0b8", "M2 2h1.6v1.6h-1.6zM6 6h1.6v1.6h-1.6z", "#9a4a00", "#000000"),
    Look("#9a4a00", "M0 0L8 8M8 0L0 8", "#fde0b8", "#ffffff"),
)


def text(x: float, y: float, content: str, *, size: int, bold: bool = False, anchor: str = "") -> str:
    """A line of letters; ``anchor`` is ``middle`` or ``end`` where it does not begin at ``x``."""
    weight = ' font-weight="bold"' if bold else ""
    at = f" text-anchor={quoteattr(anchor)}" if anchor else ""
    return (
        f'<text class="ink" x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="#141414"{weight}{at}>{xml(content)}</text>'
    )


def paragraph(content: str, width: float, letter: float = LETTER) -> list[str]:
    """Text in lines of a width, by the width of a letter."""
    return wrapped(esc(content), int(width / letter))


def clipped(content: str, width: float, size: int = _SIZE) -> str:
    """As much of a name as fits."""
    shown = esc(content)
    if wide(shown, size) <= width:
        return shown
    while shown and wide(shown, size) > width - _WIDE * size / _SIZE:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def wide(content: str, size: int = _SIZE) -> float:
    """How wide a name is, about and at most."""
    at_13 = sum(
        _NARROW if c in " .,:;'|!ijlt()[]" else _WIDE if c.isupper() or c in "mw@%&" else _MOST * columns(c)
        for c in content
    )
    return at_13 * size / _SIZE


def xml(content: str) -> str:
    """Text as XML that shows it and nothing else."""
    return escape(esc(content))
