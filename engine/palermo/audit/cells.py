"""Which cells of a table to withhold, so that no small number can be read or worked out.

A table has rows and columns of counts; the sum of each row is published, and so is the sum of each column unless it is
named as withheld. A cell below the threshold, and above nought, is withheld. Alone it could be worked out from its row
or column. So each withheld cell is made a corner of a rectangle of four withheld cells: adding one to two opposite
corners and taking one from the others leaves all sums as they were, and a reader cannot tell the two tables apart (the
column sums may take the part of a row, where they are withheld themselves). Also, what is withheld in one row, or in
one column, comes to the threshold at least, since that sum can be worked out.

Columns may form blocks: where there is a choice, no more than one block of a row is touched, so that the sum of the
others can still be told.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

#: The row that stands for the sums of the columns.
SUMS: Final = -1


def is_small(number: int, threshold: int) -> bool:
    """Whether a number is withheld for itself."""
    return 0 < number < threshold


def withheld_in_row(row: Sequence[int], threshold: int, blocks: str = "") -> frozenset[int]:
    """The columns to withhold in a row that stands alone and whose sum is published: none, or two and more that come to
    the threshold. All where the sum itself is small. ``blocks`` has a letter for each column."""
    if is_small(sum(row), threshold):
        return frozenset(range(len(row)))
    hidden = {column for column, number in enumerate(row) if is_small(number, threshold)}
    while hidden and (len(hidden) < 2 or sum(row[c] for c in hidden) < threshold):
        rest = [c for c, number in enumerate(row) if c not in hidden and number]
        if not rest:
            return frozenset(range(len(row)))
        hidden.add(_next(rest, row, hidden, blocks))
    return frozenset(hidden)


class Cells:
    """The cells withheld in a table. ``sums`` are the columns whose sums are withheld, two or more, or none."""

    def __init__(
        self, rows: Sequence[Sequence[int]], threshold: int, sums: frozenset[int] = frozenset(), blocks: str = ""
    ) -> None:
        self._rows, self._threshold, self._sums, self._blocks = rows, threshold, sums, blocks
        self._width = len(rows[0]) if rows else 0
        self._totals = [sum(row[column] for row in rows) for column in range(self._width)]
        self._hidden: list[set[int]] = [set() for _ in rows]
        pairs = list(combinations(range(self._width), 2))
        #: For each two columns the rows that withhold both, and those with most to lose last.
        self._both: dict[tuple[int, int], list[int]] = {pair: [SUMS] * (set(pair) <= sums) for pair in pairs}
        self._cheapest = {(a, b): _by_size(rows, a, b) for a, b in pairs}
        self._safe: set[tuple[int, int]] = set()
        self._waiting: list[tuple[int, int]] = [(SUMS, column) for column in sorted(sums)] if rows else []
        self._cover()

    def hidden(self, row: int) -> frozenset[int]:
        """The columns withheld in a row."""
        return frozenset(self._hidden[row])

    def _cover(self) -> None:
        for index, row in enumerate(self._rows):
            for column, number in enumerate(row):
                if is_small(number, self._threshold):
                    self._hide(index, column)
        while self._waiting:
            while self._waiting:
                self._protect(*self._waiting.pop())
            self._fill_rows()
            self._fill_columns()

    def _hide(self, row: int, column: int) -> None:
        hidden = self._hidden[row]
        if column in hidden:
            return
        for other in hidden:
            self._both[_pair(column, other)].append(row)
        hidden.add(column)
        self._waiting.append((row, column))

    def _protect(self, row: int, column: int) -> None:
        """Make a withheld cell a corner of a rectangle, withholding as little as that takes; where nothing will do,
        withhold the whole table."""
        if (row, column) in self._safe:
            return
        best = min(self._ways(row, column), default=None)
        if best is None:
            every = [(index, c) for index in range(len(self._rows)) for c in range(self._width)]
            self._safe.update(every)
            corners = every
        else:
            _, beside, other = best
            corners = [(at, c) for at in (row, beside) for c in (column, other)]
            self._safe.update(corners)
        for at, c in corners:
            if at != SUMS:
                self._hide(at, c)

    def _ways(self, row: int, column: int) -> Iterator[tuple[tuple[int, int], int, int]]:
        """What each rectangle costs, the row beside and the other column: for each column the cheapest row, among those
        that withhold both and among all."""
        for other in range(self._width):
            if other != column and (row != SUMS or other in self._sums):
                pair = _pair(column, other)
                for rows in (self._both[pair], self._cheapest[pair]):
                    beside = next((b for b in rows if b != row and self._movable(row, column, other, b)), None)
                    if beside is not None:
                        yield self._cost(row, column, other, beside), beside, other

    def _cost(self, row: int, column: int, other: int, beside: int) -> tuple[int, int]:
        """First in how many rows a block is touched that was not, then how many labels are withheld with the cells."""
        cells = [(at, c) for at in (row, beside) if at != SUMS for c in (column, other) if c not in self._hidden[at]]
        touched = {(at, self._blocks[c]) for at, c in cells} if self._blocks else set()
        new = [at for at, block in touched if block not in {self._blocks[c] for c in self._hidden[at]}]
        return len(new), sum(self._rows[at][c] + 1 for at, c in cells)

    def _movable(self, row: int, column: int, other: int, beside: int) -> bool:
        """Whether one can be moved round the rectangle in at least one direction, and no corner goes below nought."""
        here, there = self._at(row, column), self._at(row, other)
        near, far = self._at(beside, column), self._at(beside, other)
        if SUMS in (row, beside):  # the sum of a column moves with its cell
            return (here > 0 and near > 0) or (there > 0 and far > 0)
        return (here > 0 and far > 0) or (there > 0 and near > 0)

    def _at(self, row: int, column: int) -> int:
        return self._totals[column] if row == SUMS else self._rows[row][column]

    def _fill_rows(self) -> None:
        """Withhold one more in each row where what is withheld comes to less than the threshold."""
        for index, row in enumerate(self._rows):
            hidden = self._hidden[index]
            if hidden and sum(row[c] for c in hidden) < self._threshold:
                rest = [c for c, number in enumerate(row) if c not in hidden and number]
                if rest:
                    self._hide(index, _next(rest, row, hidden, self._blocks))

    def _fill_columns(self) -> None:
        """The same for the columns whose sums are published."""
        for column in set(range(self._width)) - self._sums:
            cells = [i for i, hidden in enumerate(self._hidden) if column in hidden]
            if cells and sum(self._rows[i][column] for i in cells) < self._threshold:
                rest = [i for i, row in enumerate(self._rows) if column not in self._hidden[i] and row[column]]
                if rest:
                    self._hide(min(rest, key=lambda i: (self._rows[i][column], i)), column)


def _next(rest: Sequence[int], row: Sequence[int], hidden: set[int], blocks: str) -> int:
    """Which column to withhold next: the smallest, of a block that is touched already if it may be."""
    touched = {blocks[c] for c in hidden} if blocks else set()
    return min(rest, key=lambda c: (bool(blocks) and blocks[c] not in touched, row[c], c))


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _by_size(rows: Sequence[Sequence[int]], a: int, b: int) -> list[int]:
    return sorted((i for i, row in enumerate(rows) if row[a] or row[b]), key=lambda i: (rows[i][a] + rows[i][b], i))
