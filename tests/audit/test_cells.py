"""No withheld cell can be worked out: for each there is another table of counts with the same published figures."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.audit.cells import Cells, is_small, withheld_in_row

Row = tuple[int, ...]


def rows_with(total: int, fixed: dict[int, int], width: int) -> Iterator[Row]:
    """Every row of this sum that has these numbers in these places."""
    free = [column for column in range(width) if column not in fixed]
    left = total - sum(fixed.values())
    for numbers in product(range(left + 1), repeat=len(free)):
        if sum(numbers) == left:
            values = dict(zip(free, numbers, strict=True))
            yield tuple({**fixed, **values}[column] for column in range(width))


def readings(rows: list[Row], hidden: list[frozenset[int]], sums: frozenset[int]) -> list[set[int]]:
    """For each cell, row by row, the numbers that a reader of what is published cannot rule out."""
    width = len(rows[0])
    published = [
        {column: row[column] for column in range(width) if column not in cells}
        for row, cells in zip(rows, hidden, strict=True)
    ]
    totals = [sum(row[column] for row in rows) for column in range(width)]
    found: list[set[int]] = [set() for _ in range(width * len(rows))]
    ways = [list(rows_with(sum(row), known, width)) for row, known in zip(rows, published, strict=True)]
    for table in product(*ways):
        if all(sum(row[c] for row in table) == totals[c] for c in range(width) if c not in sums):
            for at, number in enumerate(n for row in table for n in row):
                found[at].add(number)
    return found


@st.composite
def tables(draw: st.DrawFn, width: int, most: int, largest: int) -> tuple[list[Row], int]:
    """A table whose rows are as large as the threshold, and the threshold."""
    threshold = draw(st.integers(2, 4))
    row = st.tuples(*[st.integers(0, largest)] * width).filter(lambda row: sum(row) >= threshold)
    return draw(st.lists(row, min_size=1, max_size=most)), threshold


def judged(rows: list[Row], threshold: int, blocks: str = "") -> None:
    sums = withheld_in_row([sum(row[c] for row in rows) for c in range(len(rows[0]))], threshold, blocks)
    cells = Cells(rows, threshold, sums, blocks)
    hidden = [cells.hidden(index) for index in range(len(rows))]
    for row, withheld in zip(rows, hidden, strict=True):
        assert {c for c, number in enumerate(row) if is_small(number, threshold)} <= withheld
        assert not withheld or sum(row[c] for c in withheld) >= threshold
    possible = readings(rows, hidden, sums)
    for index, withheld in enumerate(hidden):
        for column in withheld:
            assert len(possible[index * len(rows[0]) + column]) > 1, (index, column)
    for column in sums:  # nor can the sum of a column be added up
        assert any(column in withheld for withheld in hidden)


@settings(max_examples=150, deadline=None)
@given(tables(width=3, most=3, largest=4), st.sampled_from(("", "amm", "mam", "ooo")))
def test_no_withheld_cell_can_be_worked_out(table: tuple[list[Row], int], blocks: str) -> None:
    judged(*table, blocks)


@settings(max_examples=150, deadline=None)
@given(tables(width=2, most=4, largest=7))
def test_nor_in_a_table_of_two_columns(table: tuple[list[Row], int]) -> None:
    judged(*table)


def test_a_small_cell_alone_takes_three_others_with_it() -> None:
    cells = Cells([(1, 20, 30), (40, 50, 60), (70, 80, 9)], 5)
    assert [sorted(cells.hidden(row)) for row in range(3)] == [[0, 2], [], [0, 2]]


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    cells = Cells([(0, 20, 30), (40, 0, 60)], 5)
    assert [cells.hidden(row) for row in range(2)] == [frozenset(), frozenset()]


def test_a_row_alone() -> None:
    assert withheld_in_row((20, 0, 30, 3, 7), 5) == {3, 4}
    assert withheld_in_row((3, 0, 0), 5) == {0, 1, 2}
    assert withheld_in_row((20, 0, 30), 5) == frozenset()


def test_what_is_withheld_in_a_column_comes_to_the_threshold() -> None:
    rows = [(1, 30, 40), (0, 30, 50), (30, 30, 60)]
    cells = Cells(rows, 5)
    assert sum(row[0] for index, row in enumerate(rows) if 0 in cells.hidden(index)) >= 5
