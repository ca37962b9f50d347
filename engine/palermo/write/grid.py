"""A table of figures: a name at the left of each row, figures at the right ends of their columns."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palermo.escape import esc
from palermo.write.markdown import marked
from palermo.write.wrap import columns, padded, wrapped

_INDENT = "  "
_GAPS = (2, 1)
#: A heading is broken at spaces where it is wider than this; the names of rows take what the figures leave.
_WIDEST = 9
_NARROWEST = 10


class Grid(NamedTuple):
    """Headings and rows, each a name and figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def text_lines(grid: Grid, width: int) -> Iterator[str]:
    """The lines of a grid on a terminal: a name that is too wide has lines of its own, and where the figures are too
    many for a line, each row is told in sentences."""
    head = [esc(text) for text in grid.head]
    rows = [[esc(text) for text in row] for row in grid.rows]
    broken = [wrapped(text, max(_WIDEST, *map(columns, text.split(" ")))) for text in head[1:]]
    widths = [
        max([columns(line) for line in heading] + [columns(row[at]) for row in rows])
        for at, heading in enumerate(broken, 1)
    ]
    room = width - len(_INDENT) - sum(widths)
    gap = next((gap for gap in _GAPS if room - gap * len(widths) >= _NARROWEST), None)
    yield ""
    if gap is None:
        yield from _sentences(head, rows, width)
        return
    left = min(room - gap * len(widths), max(columns(row[0]) for row in [head, *rows]))
    first = wrapped(head[0], left)
    tall = max(map(len, (first, *broken)))
    for cells in zip(*([""] * (tall - len(cell)) + cell for cell in (first, *broken)), strict=True):
        yield _line(cells, left, widths, gap)
    yield _INDENT + "─" * (left + sum(widths) + gap * len(widths))
    for name, *figures in rows:
        if columns(name) > left:
            yield from (_INDENT + line for line in wrapped(name, width - len(_INDENT)))
            name = ""
        yield _line([name, *figures], left, widths, gap)


def _sentences(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for name, *figures in rows:
        told = ", ".join(f"{text} {figure}" for text, figure in zip(head[1:], figures, strict=True) if figure)
        yield from (_INDENT + line for line in wrapped(f"{name}: {told}", width - len(_INDENT)))


def _line(cells: Sequence[str], left: int, widths: Sequence[int], gap: int) -> str:
    name, *figures = cells
    right = "".join(
        " " * (gap + width - columns(figure)) + figure for figure, width in zip(figures, widths, strict=True)
    )
    return f"{_INDENT}{padded(name, left)}{right}".rstrip()


def markdown_lines(grid: Grid) -> Iterator[str]:
    """The lines of a grid on a page."""
    yield ""
    yield "| " + " | ".join(map(marked, grid.head)) + " |"
    yield "| --- |" + " ---: |" * (len(grid.head) - 1)
    for row in grid.rows:
        yield "| " + " | ".join(map(marked, row)) + " |"
