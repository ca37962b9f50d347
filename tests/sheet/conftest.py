"""Workbooks made, filled in and read back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from palermo.importers import ImportedCase
from palermo.problems import Problem
from palermo.rulebook import Rulebook
from palermo.sheet import new_workbook, read_workbook

openpyxl = pytest.importorskip("openpyxl", reason="workbooks need openpyxl (extra sheet)")

Cells = dict[str, list[dict[str, Any]]]
Read = tuple[list[ImportedCase], list[Problem]]


@pytest.fixture
def filled(core: Rulebook, tmp_path: Path) -> Callable[..., str]:
    """A workbook of a layout with rows filled in: sheet title to rows, each heading to value."""

    def fill(rows: Cells, layout: str = "facts") -> str:
        path = tmp_path / "cases.xlsx"
        path.write_bytes(new_workbook(core, layout))
        book = openpyxl.load_workbook(path)
        for title, entries in rows.items():
            page = book[title]
            headings = {cell.value: cell.column for cell in page[1]}
            for number, entry in enumerate(entries, 2):
                for heading, value in entry.items():
                    page.cell(number, headings[heading]).value = value
        book.save(path)
        return str(path)

    return fill


@pytest.fixture
def read(core: Rulebook, filled: Callable[..., str]) -> Callable[..., Read]:
    """What a workbook with these rows is read as: cases and problems."""

    def read(rows: Cells, layout: str = "facts") -> Read:
        found = list(read_workbook(core, filled(rows, layout)))
        cases = [item for item in found if isinstance(item, ImportedCase)]
        return cases, [item for item in found if isinstance(item, Problem)]

    return read


@pytest.fixture
def waitress() -> Cells:
    """A case as it is filled in, one row a fact."""
    return {
        "Cases": [{"Case": "7", "Title": "A waitress job", "Country": "IT", "Source": "the file"}],
        "Persons": [{"Case": 7, "Person": "the waitress", "Age": 24}],
        "Dealings": [
            {"Case": 7, "Dealing": "the agent's dealing", "Person": "the waitress", "Began on": "2016-05-01"},
        ],
        "Facts": [
            fact("act", "recruitment", "was found a job", "established"),
            fact("means", "deception", "the job was another", "alleged", "https://example.org/page"),
            fact("purpose", "Forced labour or services", "to make her work", "established"),
            {**fact("moved", "movement", "to another town", None), "Dealing": None, "Person": "the waitress"},
        ],
        "Labels": [{"Case": "7", "Called": "trafficking in persons", "By whom": "the police"}],
    }


def fact(about: str, kind: str, words: str, standing: str | None, source: str = "the file") -> dict[str, Any]:
    """A row of the sheet of facts."""
    return {
        "Case": 7,
        "Dealing": "the agent's dealing",
        "What it is about": about,
        "Kind": kind,
        "In words": words,
        "How far established": standing,
        "Source": source,
    }
