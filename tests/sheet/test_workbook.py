"""The empty workbook: what it offers, that it explains itself, that it is the same on every run."""

from io import BytesIO
from typing import Any

import pytest

from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.sheet import new_workbook

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need openpyxl (extra sheet)")
LAYOUTS = ("facts", "persons")


def opened(core: Rulebook, layout: str) -> Any:
    return openpyxl.load_workbook(BytesIO(new_workbook(core, layout)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_heading_is_explained(core: Rulebook, layout: str) -> None:
    book = opened(core, layout)
    pages = [page for page in book if page.title not in ("Read me", "Terms", "Lists")]
    assert pages
    for page in pages:
        for cell in page[1]:
            assert cell.value
            assert len(cell.comment.text) > 10, cell.value


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_list_that_a_cell_takes_from_holds_entries(core: Rulebook, layout: str) -> None:
    book = opened(core, layout)
    lists, seen = book["Lists"], 0
    for page in book:
        for rule in page.data_validations.dataValidation:
            formula = rule.formula1
            if not formula.startswith("OFFSET"):
                first, last = formula.removeprefix("'Lists'!").replace("$", "").split(":")
                column = [row[0].value for row in lists[f"{first}:{last}"]]
                assert column
                assert all(column)
                assert lists.cell(lists[last].row + 1, lists[last].column).value is None
                seen += 1
    assert seen >= 3


def test_the_list_of_kinds_depends_on_what_the_fact_is_about(core: Rulebook) -> None:
    book = opened(core, "facts")
    lists, facts = book["Lists"], book["Facts"]
    headings = [cell.value for cell in lists[1]]
    about = [cell.value for row in lists["A2:A40"] for cell in row if cell.value]
    assert about
    assert set(about) <= set(headings)
    (formula,) = [r.formula1 for r in facts.data_validations.dataValidation if r.formula1.startswith("OFFSET")]
    assert "$D2" in formula
    assert facts["D1"].value == "What it is about"
    means = [cell.value for cell in lists[openpyxl.utils.get_column_letter(headings.index("means") + 1)] if cell.value]
    assert {"deception", "use of force"} <= set(means)
    assert "recruitment" not in means


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_entry_of_a_list_is_explained(core: Rulebook, layout: str) -> None:
    book = opened(core, layout)
    explained = {row[1].value: row[2].value for row in book["Terms"].iter_rows(min_row=2)}
    for column in book["Lists"].columns:
        for cell in column[1:]:
            if cell.value:
                assert explained[cell.value], cell.value


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_bytes_on_every_run(core: Rulebook, layout: str) -> None:
    assert new_workbook(core, layout) == new_workbook(core, layout)


def test_kinds_of_a_pack_are_offered(rulebook_with) -> None:
    oath = "my:Oath a owl:Class ; rdfs:subClassOf pal:Coercion ; rdfs:label 'oath'@en ; skos:definition 'An oath.'@en ."
    book = opened(rulebook_with(oath), "facts")
    assert "oath" in {cell.value for column in book["Lists"].columns for cell in column}


def test_an_unknown_layout_is_refused(core: Rulebook) -> None:
    with pytest.raises(PalermoError, match="no layout is called rows; facts, persons"):
        new_workbook(core, "rows")
