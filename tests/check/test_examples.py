"""A page for each diagnostic; its example gives that diagnostic, and no other that the example does not own up to."""

import os
from importlib.util import find_spec
from types import ModuleType

import pytest

from palermo.check.table import SEVERITY
from palermo.check.texts import texts

CODES = tuple(SEVERITY)


def has_reasoner() -> bool:
    java = pytest.importorskip("palermo.compare.java")
    return find_spec("owlready2") is not None and java.find_java() is not None


def test_each_code_has_words_a_page_and_an_example(pages: ModuleType) -> None:
    coded = {code for code in texts() if code in SEVERITY}
    assert coded == set(SEVERITY) == set(pages.examples())
    for code in CODES:
        text = texts()[code]
        assert all(said.get("en") for said in text), code
        assert text.advice["en"].endswith(".")
        assert text.means["en"].endswith(".")
    assert {name for name in os.listdir(pages.PAGES) if name.endswith(".md")} == {
        "index.md",
        *(f"{c}.md" for c in CODES),
    }


def test_the_law_of_the_how_to_page_is_sound(pages: ModuleType) -> None:
    assert pages.checked(pages.law()).diagnostics == ()


@pytest.mark.parametrize("code", CODES)
def test_an_example_gives_its_diagnostic_and_the_page_shows_it(code: str, pages: ModuleType) -> None:
    by_reasoner = code in pages.BY_REASONER
    if by_reasoner and not has_reasoner():
        pytest.skip("no reasoner here (extra: reasoner)")
    edits = pages.examples()[code]
    report = pages.checked(pages.slipped(pages.law(), edits), reasoner=by_reasoner)
    also = {other for edit in edits for other in edit.get("also", ())}
    assert {found.code for found in report.diagnostics} == {code} | also
    assert all(found.severity == SEVERITY[found.code] for found in report.diagnostics)
    with open(os.path.join(pages.PAGES, f"{code}.md"), encoding="utf-8") as page:
        assert page.read() == pages.page(code, edits, report), "stale: run python docs/generate_diagnostics.py"


def test_the_list_of_pages_is_fresh(pages: ModuleType) -> None:
    with open(os.path.join(pages.PAGES, "index.md"), encoding="utf-8") as page:
        assert page.read() == pages.index()
