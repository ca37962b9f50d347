"""A table of figures: a name at the left of each row, figures at the right ends of their columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from palermo.escape import esc
from palermo.write.markdown import marked
from palermo.write.wrap import columns, padded, wrapped

_INDENT = "  "
_GAP = 2
#: A column of figures is not wider than this, its heading is broken at spaces; the names take what is left.
_WIDEST = 12
_NARROWEST = 14


class Grid(NamedTuple):
    """Headings and rows, each a name and figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def text_lines(grid: Grid, width: int) -> Iterator[str]:
    """The lines of a grid on a terminal; a name that is too wide goes on below."""
    head = [wrapped(esc(text), _WIDEST) for text in grid.head[1:]]
    rows = [[esc(text) for text in row] for row in grid.rows]
    widths = [
        max([columns(line) for line in heading] + [columns(row[at]) for row in rows])
        for at, heading in enumerate(head, 1)
    ]
    left = max(_NARROWEST, width - len(_INDENT) - sum(widths) - _GAP * len(widths))
    names = [columns(row[0]) for row in rows] + [columns(esc(grid.head[0]))]
    left = min(left, max(names))
    yield ""
    first = wrapped(esc(grid.head[0]), left)
    tall = max(map(len, (first, *head)))
    columns_of_head = [[""] * (tall - len(cell)) + cell for cell in (first, *head)]
    yield from (_line(cells, left, widths) for cells in zip(*columns_of_head, strict=True))
    yield _INDENT + "─" * (left + sum(widths) + _GAP * len(widths))
    for row in rows:
        for name, figures in zip_longest(wrapped(row[0], left), [row[1:]], fillvalue=None):
            yield _line([name or "", *(figures or [""] * len(widths))], left, widths)


def _line(cells: Sequence[str], left: int, widths: Sequence[int]) -> str:
    name, *figures = cells
    right = "".join(
        " " * (_GAP + width - columns(figure)) + figure for figure, width in zip(figures, widths, strict=True)
    )
    return f"{_INDENT}{padded(name, left)}{right}".rstrip()


def markdown_lines(grid: Grid) -> Iterator[str]:
    """The lines of a grid on a page."""
    yield ""
    yield "| " + " | ".join(map(marked, grid.head)) + " |"
    yield "| --- |" + " ---: |" * (len(grid.head) - 1)
    for row in grid.rows:
        yield "| " + " | ".join(map(marked, row)) + " |"
