"""Parts of drawings (SVG 1.1): letters, how wide they are, and how parts of a bar look.

Parts differ by pattern and by how dark they are, not by colour alone. The colours stay apart for colour-blind readers.
"""

from collections.abc import Iterator, Sequence
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


# --- a whole drawing

#: How wide a drawing is that is read on a telephone as well as in print.
WIDTH: Final = 400
MARGIN: Final = 14
#: The letters of such a drawing: of its title, of names, of what stands below.
TITLE_SIZE, NAME_SIZE, NOTE_SIZE = 17, 15, 14

#: What is dark where the reader's screen is: page, letters, frames.
DARK: Final = ".page { fill: #15181c } .ink { fill: #ececec } .frame { stroke: #ececec }"


class Drawing(NamedTuple):
    """A drawing: what it is called, what it shows in words, how high it is, what its parts refer to, its parts, and
    which rules besides :data:`DARK` make it dark."""

    id: str
    title: str
    told: str
    height: float
    defined: tuple[str, ...]
    parts: tuple[str, ...]
    dark: str = ""


class Sheet:
    """A drawing in the making, from top to bottom."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.y = float(MARGIN)
        self.defined: list[str] = []
        self.parts: list[str] = []

    def title(self, content: str) -> None:
        """Lines in bold."""
        self._lines(content, TITLE_SIZE, MARGIN, bold=True)

    def note(self, content: str) -> None:
        """Lines of small letters."""
        self._lines(content, NOTE_SIZE, MARGIN)

    def beside(self, swatch: str, content: str) -> None:
        """A small field of a look, drawn by ``swatch`` with the place of its corner, and lines beside it."""
        self.parts.append(swatch.format(x=MARGIN, y=f"{self.y + 2:.1f}"))
        self._lines(content, NAME_SIZE, MARGIN + 34)

    def skip(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def _lines(self, content: str, size: int, left: float, bold: bool = False) -> None:
        letter = LETTER * size / 12 * (1.12 if bold else 1)
        for line in paragraph(content, WIDTH - left - MARGIN, letter):
            self.parts.append(text(left, self.y + size, line, size=size, bold=bold))
            self.y += round(size * 1.35)

    def drawing(self, title: str, told: str, dark: str = "") -> Drawing:
        """What was drawn."""
        return Drawing(self.id, title, told, self.y + MARGIN, tuple(self.defined), tuple(self.parts), dark)


def below(id_: str, drawings: Sequence[Drawing]) -> Drawing:
    """Drawings one below the other."""
    parts: list[str] = []
    height = 0.0
    for one in drawings:
        parts += [f'<g transform="translate(0 {height:.0f})">', *one.parts, "</g>"]
        height += one.height
    return Drawing(
        id_,
        drawings[0].title,
        " ".join(one.told for one in drawings),
        height,
        tuple(line for one in drawings for line in one.defined),
        tuple(parts),
        " ".join(dict.fromkeys(one.dark for one in drawings)),
    )


def svg(drawing: Drawing, *, alone: bool = True) -> Iterator[str]:
    """The lines of a drawing: as a file of its own, or for a page that has the rules for dark screens."""
    id_, height = drawing.id, round(drawing.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-labelledby="{id_}-title {id_}-description" {FONTS}>'
    )
    yield f'<title id="{id_}-title">{xml(drawing.title)}</title>'
    yield f'<desc id="{id_}-description">{xml(drawing.told)}</desc>'
    if alone:
        yield f"<style>@media screen and (prefers-color-scheme: dark) {{ {DARK} {drawing.dark}".rstrip() + " }</style>"
    yield "<defs>"
    yield from drawing.defined
    yield "</defs>"
    yield f'<rect class="page" width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    yield from drawing.parts
    yield "</svg>"
