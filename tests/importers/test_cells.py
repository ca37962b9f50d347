"""What the cells of a column make is remembered, up to a bound."""

from palermo.importers.cells import Cells
from palermo.importers.record_map import Column, Make


def test_so_many_cells_are_remembered_and_no_more() -> None:
    column = Column("a", ("a",), frozenset({"TextColumn"}), "a", makes=(Make("case", "https://example.org/p"),))
    cells = Cells(column, (), sourced=False)
    for number in range(10_000):
        assert b'"%d"' % number in cells[str(number)].quads
        assert len(cells) <= 4096
    kept = len(cells)
    assert cells["9999"] is cells["9999"]
    assert cells["x" * 1000].quads
    assert len(cells) == kept  # a long text seldom comes again
