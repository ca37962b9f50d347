"""A workbook makes the same cases as the same table in CSV, and what cannot be read in it is told by its place."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from palermo.importers import Asked, Record, Rejected, map_paths, read_records
from palermo.importers.rows import Row, rows_of
from palermo.problems import Problem

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need openpyxl (extra sheet)")

HEADER = ("prs_FirstName", "vic_MethodsOfControl", "vic_AgeWhenTrafficked", "hte_Type", "hte_Date", "hte_Country")
ROWS: list[tuple[Any, ...]] = [
    ("x", "FalsePromises; DebtBondage", 16, "Recruitment", date(2019, 2, 28), "IT"),
    ("x", None, 17.0, "Transit", datetime(2019, 2, 28), "IT"),
    ("x", "Other", None, None, None, None),
    (None, None, None, None, None, None),
    ("x", "Othr", 300, "Recruitment", "28/2/2019", "IT"),
    ("x", "PhysicalAbuse", "18", "Exploitation", "2019-03-01", "Côte d’Ivoire"),
]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., str]:
    """Writes sheets (title to rows), and says where the workbook is."""

    def write(sheets: dict[str, list[tuple[Any, ...]]], hidden: str = "") -> str:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
            page.sheet_state = "hidden" if title == hidden else "visible"
        path = tmp_path / "records.xlsx"
        book.save(path)
        return str(path)

    return write


def imported(path: str, sheet: str | None = None) -> tuple[list[bytes], list[tuple[int | None, int | None, str]]]:
    found = list(read_records(map_paths("htcds"), path, Asked(sheet=sheet)))
    told = [item.problem for item in found if isinstance(item, Rejected)]
    cases = [item.encoded() for item in found if isinstance(item, Record)]
    return cases, [(problem.line, problem.column, problem.message) for problem in told]


def test_the_same_bytes_as_from_csv(workbook: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    with open(path, "w", encoding="utf-8", newline="") as stream:
        rows = [["" if cell is None else str(cell) for cell in row] for row in ROWS]
        csv.writer(stream).writerows([HEADER, *rows])
    from_workbook, from_csv = imported(workbook({"Records": [HEADER, *ROWS]})), imported(str(path))
    assert from_workbook == from_csv
    assert len(from_csv[0]) == 4
    assert [(line, column) for line, column, _ in from_csv[1]] == [(6, 2), (6, 3), (6, 5)]


def test_rows_above_the_table_and_beside_it(workbook: Callable[..., str]) -> None:
    found = list(rows_of(workbook({"A": [(), ("a", "b"), (), ("1",), ("1", "2", "3")]})))
    assert found == [Row(2, ["a", "b"], {}), Row(4, ["1", ""], {}), Row(5, ["1", "2", "3"], {})]
    assert imported(workbook({"A": [HEADER, (*ROWS[0], "beside")]}))[1] == [
        (2, None, "record left out: 7 cells where the header has 6: put cells that hold what stands between cells in "
         "quotation marks"),
    ]  # fmt: skip


def test_a_formula_is_told_where_it_would_be_read_and_only_there(workbook: Callable[..., str]) -> None:
    row = ("=A1", "=B1", 16, None, None, None)
    cases, told = imported(workbook({"A": [HEADER, row, ROWS[0]]}))
    assert len(cases) == 1
    [(line, column, message)] = told
    assert (line, column) == (2, 2)
    assert message.startswith("record left out: vic_MethodsOfControl: a formula; write the value itself")


def test_which_sheet_is_read(workbook: Callable[..., str]) -> None:
    other = [("prs_Gender", "vic_MethodsOfControl"), ("x", "Other")]
    path = workbook({"Hidden": other, "Empty": [], "Records": [HEADER, *ROWS[:3]], "Other": other}, "Hidden")
    assert len(imported(path)[0]) == 3
    assert len(imported(path, "other")[0]) == 1
    assert imported(path, "None")[1] == [
        (None, None, "no sheet is called None: there are Empty, Records, Other")
    ]  # fmt: skip
    assert imported(path, "Empty")[1] == [(None, None, "the sheet is empty: its first row names the columns")]


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    path.write_text("a,b\n")
    [problem] = rows_of(str(path))
    assert isinstance(problem, Problem)
    assert "not a workbook that can be read" in problem.message
