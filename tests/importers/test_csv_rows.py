"""CSV is read strictly and row by row, and a broken row takes no other with it."""

import gzip
import io
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.importers.csv_rows import csv_rows
from palermo.importers.rows import Row, rows_of
from palermo.problems import Problem

Table = Callable[[str | bytes], str]


def read(path: str) -> list[tuple[int, list[str]] | tuple[int | None, str]]:
    """Line and cells of each row; line and message of each problem."""
    return [(item.line, item.cells) if isinstance(item, Row) else (item.line, item.message) for item in csv_rows(path)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_what_programs_write(table: Table, mark: str, end: str, bom: bytes) -> None:
    text = end.join([mark.join(("a", '"b c"')), "", mark.join(("1", f'"x{mark}y{end}z"')), mark.join(("", "")), ""])
    assert read(table(bom + text.encode())) == [(1, ["a", "b c"]), (3, ["1", f"x{mark}y{end}z"])]


def test_blank_lines_before_the_header(table: Table) -> None:
    assert read(table("\n\na,b\n1,2\n")) == [(3, ["a", "b"]), (4, ["1", "2"])]


def test_a_quote_left_open_takes_its_own_line_only(table: Table) -> None:
    rows = ["a,b", '1,"open', "2,x", '3,"y"', '4,"open again', "5,z"]
    found = read(table("\n".join(rows)))
    assert [item for item in found if isinstance(item[1], list)] == [
        (1, ["a", "b"]), (3, ["2", "x"]), (4, ["3", "y"]), (6, ["5", "z"]),
    ]  # fmt: skip
    told = [(line, message) for line, message in found if isinstance(message, str)]
    assert [line for line, _ in told] == [2, 5]
    assert all(message.startswith("record left out: not well-formed CSV") for _, message in told)


def test_two_quotes_left_open_that_close_each_other(table: Table) -> None:
    # nothing tells them from a cell of three lines, which a table may have
    found = read(table('a,b\n1,"open\n2,x\n3,"\n4,y\n'))
    assert found == [(1, ["a", "b"]), (2, ["1", "open\n2,x\n3,"]), (5, ["4", "y"])]


def test_a_row_of_several_lines_without_the_cells_of_the_header(table: Table) -> None:
    found = read(table('a,b,c\n1,"open\n2,x,y\n3,"\n4,y,z\n'))
    assert found[1] == (2, ["1", "open\n2,x,y\n3,"])
    assert (3, ["2", "x", "y"]) in found
    assert found[-1] == (5, ["4", "y", "z"])


@pytest.mark.parametrize("end", ["", "\n"])
def test_an_open_quote_in_the_last_line(table: Table, end: str) -> None:
    found = read(table('a,b\n1,2\n3,"' + end))
    assert found[:2] == [(1, ["a", "b"]), (2, ["1", "2"])]
    assert found[2][0] == 3
    assert len(found) == 3


def test_a_cell_beyond_all_bounds(table: Table) -> None:
    found = read(table("a,b\n1," + "x" * 200_000 + "\n2,y\n"))
    assert [line for line, _ in found] == [1, 2, 3]
    assert found[2] == (3, ["2", "y"])


def test_a_byte_that_is_not_utf_8_spoils_its_own_cell(table: Table) -> None:
    found = read(table(b"a,b\n1,caf\xe9\n2,caf\xc3\xa9\n"))
    assert found[1] == (2, ["1", "caf\udce9"])
    assert found[2] == (3, ["2", "caf\u00e9"])


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert read(str(path)) == [(1, ["a", "b"]), (2, ["1", "2"])]
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 1000)[:-20])
    [(line, message)] = [item for item in read(str(path)) if isinstance(item[1], str)]
    assert (line, message) == (None, "not a whole gzip archive: pack it again")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a,b\n1,2\n")))
    assert read("-") == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_a_csv_file_has_no_sheets(table: Table) -> None:
    [problem] = rows_of(table("a,b\n"), "one")
    assert isinstance(problem, Problem)
    assert "it has no sheets" in problem.message


@pytest.mark.slow
def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with open(path, "w", encoding="utf-8") as out:
        out.write("a,b\n")
        for number in range(400_000):
            out.write(f'{number},"a text of some length, the same in no two rows: {number}"\n')
    tracemalloc.start()
    count = sum(1 for _ in csv_rows(str(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400_001
    assert peak < 16 << 20 < path.stat().st_size
