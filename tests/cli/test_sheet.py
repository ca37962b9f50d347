"""``palermo new sheet`` and ``palermo import sheet``, from an empty workbook to a finding."""

import json
from pathlib import Path

import pytest

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need openpyxl (extra sheet)")


def test_from_an_empty_workbook_to_a_finding(run, tmp_path: Path) -> None:
    path, cases = str(tmp_path / "cases.xlsx"), str(tmp_path / "cases.trig")
    assert run("new", "sheet", "--rows", "persons", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    page = book["People"]
    place = {cell.value: cell.column for cell in page[1]}
    for heading, value in (("Case", "1"), ("Person", "the worker"), ("Acts", "recruitment"), ("Means", "decption")):
        page.cell(2, place[heading]).value = value
    book.save(path)
    refused = run("import", "sheet", path, "-o", cases)
    assert refused.code == 2
    column = openpyxl.utils.get_column_letter(place["Means"])
    assert f"cases.xlsx:2:{place['Means']}: People!{column}2: decption is not in the list" in refused.err
    assert not Path(cases).exists()
    page.cell(2, place["Means"]).value = "deception"
    book.save(path)
    assert run("import", "sheet", path, "-o", cases).code == 0
    found = json.loads(run("classify", cases, "--format", "json").out)
    (finding,) = found["cases"][0]["persons"][0]["findings"]
    assert (finding["outcome"], finding["missing"]) == ("not-established", ["purpose"])


def test_a_workbook_is_never_written_over(run, tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_text("mine")
    assert run("new", "sheet", "-o", str(path)).code == 2
    assert path.read_text() == "mine"


def test_it_may_be_read_by_its_owner_only(run, tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    assert run("new", "sheet", "-o", str(path)).code == 0
    assert path.stat().st_mode & 0o077 == 0
