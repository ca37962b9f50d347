"""A filled workbook becomes the cases that were meant; what cannot be read is named by its cell."""

import copy
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.importers import ImportedCase, write_cases
from palermo.pipeline import classified
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.sheet import read_workbook

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need openpyxl (extra sheet)")


def outcomes(core: Rulebook, cases: list[ImportedCase], tmp_path: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Person by label to outcome and what is missing; the description breaks no rule."""
    path = tmp_path / "cases.trig"
    with open(path, "w", encoding="utf-8") as out:
        write_cases(cases, out, "trig")
    found = list(classified(core, core, [str(path)], ("un-protocol-2000",)))
    assert not [item for item in found if isinstance(item, Problem)]
    return {
        str(person.label): (person.findings[0].outcome, person.findings[0].missing)
        for item in found
        if not isinstance(item, Problem)
        for person in item.persons
    }


def test_one_row_a_fact(read, waitress, core: Rulebook, tmp_path: Path) -> None:
    cases, problems = read(waitress)
    assert problems == []
    assert outcomes(core, cases, tmp_path) == {"the waitress": ("alleged", ())}
    text = str(cases[0].triples)
    assert "https://example.org/page" in text
    assert "2016-05-01" in text
    assert "labelling" in text


def test_what_is_not_filled_in_counts_as_alleged(read, waitress, core: Rulebook, tmp_path: Path) -> None:
    for row in waitress["Facts"]:
        row["How far established"] = "established"
    waitress["Facts"][0]["How far established"] = None
    assert outcomes(core, read(waitress)[0], tmp_path)["the waitress"][0] == "alleged"
    waitress["Facts"][0]["How far established"] = "established"
    assert outcomes(core, read(waitress)[0], tmp_path)["the waitress"][0] == "established"


def test_one_row_a_person(read, core: Rulebook, tmp_path: Path) -> None:
    cases, problems = read(
        {
            "People": [
                {
                    "Case": "A-1", "Title": "Two persons", "Country": "ZA", "Person": "the first", "Age": 30,
                    "Acts": "recruitment; transportation", "Means": "deception", "How far established": "established",
                    "Purposes": "servitude", "Called": "trafficking in persons", "Called so by": "the press",
                },
                {"Case": "A-1", "Person": "the second", "Age at least": 18, "Acts": "harbouring"},
            ]
        },
        "persons",
    )  # fmt: skip
    assert problems == []
    assert len(cases) == 1
    found = outcomes(core, cases, tmp_path)
    assert found == {"the first": ("established", ()), "the second": ("not-established", ("means", "purpose"))}


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "cell", "said"),
    [
        ("Facts", 1, "Kind", "decepion", "Facts!E3", "decepion is not in the list; did you mean deception?"),
        ("Facts", 1, "Kind", "recruitment", "Facts!E3", "recruitment is not in the list"),
        ("Facts", 1, "What it is about", "mens", "Facts!D3", "did you mean means?"),
        ("Facts", 1, "What it is about", None, "Facts!E3", "say what the fact is about"),
        ("Facts", 1, "How far established", "sure", "Facts!G3", "choose from it: alleged, established"),
        ("Labels", 0, "Called", "trafficking", "Labels!C2", "trafficking is not in the list; choose from it: "),
        ("Facts", 1, "Dealing", "the agents dealing", "Facts!C3", "did you mean the agent's dealing?"),
        ("Facts", 1, "Case", "8", "Facts!A3", "no case of that name is on the sheet of cases: 8"),
        ("Facts", 1, "Case", None, "Facts!C3", "the row names no case"),
        ("Facts", 1, "In words", "=1+1", "Facts!F3", "a formula; write the value itself"),
        ("Facts", 1, "Source", "https://exa mple.org", "Facts!I3", "not a web address"),
        ("Facts", 3, "Person", None, "Facts!D5", "say which person"),
        ("Persons", 0, "Age", "twenty", "Persons!C2", "not a whole number of years: twenty"),
        ("Persons", 0, "Age", 24.5, "Persons!C2", "not a whole number of years: 24.5"),
        ("Persons", 0, "Person", None, "Persons!A2", "the row names no person"),
        ("Dealings", 0, "Began on", "2016-02-30", "Dealings!D2", "not a full date: 2016-02-30"),
        ("Dealings", 0, "Person", "the waiter", "Dealings!C2", "did you mean the waitress?"),
        ("Labels", 0, "Called", None, "Labels!D2", "it says by whom, and not what was said"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell(read, waitress, sheet, row, heading, value, cell, said) -> None:
    rows = copy.deepcopy(waitress)
    rows[sheet][row][heading] = value
    rows["Cases"].append({"Case": "other", "Title": "Another"})
    cases, problems = read(rows)
    at = [p for p in problems if p.line is not None]
    assert any(p.message.startswith(cell + ": ") and said in p.message for p in at), problems
    assert all(p.line and p.column for p in at)
    assert [case.iri.rsplit("/", 1)[1] for case in cases] in (["other#case"], ["7#case", "other#case"])
    assert ("7#case" in str([case.iri for case in cases])) == (heading == "Case")


def test_a_name_that_comes_up_twice(read, waitress) -> None:
    waitress["Persons"].append({"Case": 7, "Person": "the waitress", "Age": 30})
    assert "Persons!A3: the same names as in row 2" in str(read(waitress)[1])


def test_two_cells_that_say_otherwise(read) -> None:
    row = {"Case": "1", "Title": "One", "Person": "the first"}
    _, problems = read({"People": [row, {**row, "Person": "the second", "Title": "Two"}]}, "persons")
    assert "People!B3: it says otherwise than B2" in str(problems)


def test_an_unknown_heading_and_an_unknown_sheet_are_told(filled, waitress, core: Rulebook) -> None:
    path = filled(waitress)
    book = openpyxl.load_workbook(path)
    book["Facts"]["J1"] = "Notes of mine"
    book["Facts"]["J2"] = "x"
    book.create_sheet("Sheet1")["A1"] = "x"
    book.save(path)
    messages = [p.message for p in read_workbook(core, path) if isinstance(p, Problem)]
    assert any(m.startswith("Facts!J1: no column is headed Notes of mine") for m in messages)
    assert any("the sheet Sheet1 is left out" in m for m in messages)


def test_sorting_the_rows_changes_no_finding(read, waitress, core: Rulebook, tmp_path: Path) -> None:
    before = outcomes(core, read(waitress)[0], tmp_path)
    waitress["Facts"].reverse()
    assert outcomes(core, read(waitress)[0], tmp_path) == before


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (300 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"Case,Title\n", "not a workbook that can be read"),
        (lambda: b"PK\x03\x04 damaged", "not a workbook that can be read"),
        (lambda: b"", "not a workbook that can be read"),
        (bomb, "larger than 256 MB when unpacked"),
    ],
    ids=["text", "damaged", "empty", "bomb"],
)
def test_what_is_no_workbook_is_one_line(
    core: Rulebook, tmp_path: Path, content: Callable[[], bytes], said: str
) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(content())
    with pytest.raises(PalermoError, match=said):
        list(read_workbook(core, str(path)))
