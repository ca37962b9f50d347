"""Writes the empty workbook: sheets with noted headings and drop-down lists, a sheet of terms, a sheet to read first.

The bytes are the same on every run: no clock goes in.
"""

import io
import re
import zipfile
from typing import Any, Final, NamedTuple

from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.sheet.choices import Choices, choices
from palermo.sheet.layout import Column, Layout, Sheet, read_layout

#: How many rows have lists; further rows may be filled in all the same.
ROWS: Final = 2000
_NEVER: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDE: Final = 100
_NOTE_WIDTH: Final = 320


def new_workbook(rulebook: Rulebook, layout: str = "facts", lang: str = "en") -> bytes:
    """The bytes of an empty workbook (Office Open XML) of a layout, with its lists from the rulebook.

    Raises PalermoError where openpyxl is not installed or there is no such layout.
    """
    made = read_layout()
    if layout not in made.names():
        raise PalermoError(Problem("--rows", None, None, f"no layout is called {layout}; {', '.join(made.names())}"))
    book = _openpyxl().Workbook()
    book.remove(book.active)
    chosen = made.of(layout)
    offered = choices(rulebook, chosen.classes(), lang)
    lists = _lists(chosen.sheets, offered, rulebook, lang)
    _read_me(book, made, lang)
    for sheet in chosen.sheets:
        _sheet(book, sheet, lists, made.text("lists.title", lang), lang)
    _terms(book, made, rulebook, lists, lang)
    _list_sheet(book, made.text("lists.title", lang), lists)
    book.active = 1
    return _timeless(book)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        message = "workbooks need openpyxl, which is not installed; try pip install 'palermo[sheet]'"
        raise PalermoError(Problem("", None, None, message)) from None
    return openpyxl


class _List(NamedTuple):
    """What a cell may be filled from: ``key`` is the IRI that a column names it by (empty: the properties), ``heading``
    how the sheet of lists calls it, ``entries`` label to IRI."""

    key: str
    heading: str
    entries: dict[str, str]


def _lists(sheets: tuple[Sheet, ...], offered: Choices, rulebook: Rulebook, lang: str) -> tuple[_List, ...]:
    """Each list that some column of these sheets wants."""
    columns = [column for sheet in sheets for column in sheet.columns]
    open_ = any(column.kind == "kind" for column in columns)
    asked = {column.property for column in columns if column.kind == "kinds"}
    found = [_List("", "", offered.properties)] if open_ else []
    found += [
        _List(iri, label, offered.kinds[iri]) for label, iri in offered.properties.items() if open_ or iri in asked
    ]
    found += [_List(cls, rulebook.label(cls, lang), entries) for cls, entries in offered.individuals.items()]
    return tuple(found)


def _read_me(book: Any, made: Layout, lang: str) -> None:
    page = book.create_sheet(made.text("readme.title", lang))
    page.column_dimensions["A"].width = _WIDE
    for line in made.text("readme.lines", lang).splitlines():
        page.append([line])
    page["A1"].font = _bold()


def _sheet(book: Any, sheet: Sheet, lists: tuple[_List, ...], list_sheet: str, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page = book.create_sheet(sheet.title(lang))
    page.append([column.title(lang) for column in sheet.columns])
    page.freeze_panes = "A2"
    about = next((n for n, column in enumerate(sheet.columns, 1) if column.kind == "property"), None)
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        heading = page.cell(1, number)
        heading.font, heading.alignment = _bold(), Alignment(wrap_text=True, vertical="top")
        said = column.note(lang) if number > 1 else f"{sheet.note(lang)}\n{column.note(lang)}"
        heading.comment = Comment(said, "palermo", width=_NOTE_WIDTH)
        if column.kind == "date":
            for row in range(2, ROWS + 1):
                page.cell(row, number).number_format = "yyyy-mm-dd"
        formula = _formula(column, lists, list_sheet, get_column_letter(about) if about else "")
        if formula:
            several = column.kind == "kinds"  # a list takes one; several are typed, and only warned of
            rule = DataValidation(
                type="list", formula1=formula, allow_blank=True, errorStyle="information" if several else "stop"
            )
            rule.add(f"{letter}2:{letter}{ROWS}")
            page.add_data_validation(rule)


def _formula(column: Column, lists: tuple[_List, ...], sheet: str, about: str) -> str | None:
    """Where a column's list stands. That of kinds depends on the cell that says what the fact is about."""
    from openpyxl.utils import get_column_letter

    if column.kind == "kind":
        last = get_column_letter(len(lists))
        at = f"MATCH(${about}2,'{sheet}'!$A$1:${last}$1,0)-1"
        longest = max(len(offer.entries) for offer in lists)
        counted = f"COUNTA(OFFSET('{sheet}'!$A$2,0,{at},{longest},1))"
        return f"OFFSET('{sheet}'!$A$2,0,{at},{counted},1)"
    key = {"property": "", "choice": column.values, "standing": column.values, "kinds": column.property}.get(
        column.kind
    )
    place = next((n for n, offer in enumerate(lists, 1) if offer.key == key), None)
    if key is None or place is None:
        return None
    letter = get_column_letter(place)
    return f"'{sheet}'!${letter}$2:${letter}${len(lists[place - 1].entries) + 1}"


def _terms(book: Any, made: Layout, rulebook: Rulebook, lists: tuple[_List, ...], lang: str) -> None:
    from openpyxl.styles import Alignment

    page = book.create_sheet(made.text("terms.title", lang))
    page.append([made.text(f"terms.{name}", lang) for name in ("about", "term", "meaning", "source")])
    for letter, width in zip("ABCD", (24, 40, _WIDE, 50), strict=True):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].font = _bold()
    page.freeze_panes = "A2"
    for offer in lists:
        for label, iri in offer.entries.items():
            sources = "; ".join(rulebook.label(source, lang) for source in rulebook.citations(iri))
            page.append(
                [offer.heading or made.text("terms.properties", lang), label, rulebook.text(iri, lang), sources]
            )
            page.cell(page.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")


def _list_sheet(book: Any, title: str, lists: tuple[_List, ...]) -> None:
    page = book.create_sheet(title)
    for number, offer in enumerate(lists, 1):
        for row, text in enumerate((offer.heading, *offer.entries), 1):
            page.cell(row, number).value = text
    page.sheet_state = "hidden"


def _bold() -> Any:
    from openpyxl.styles import Font

    return Font(bold=True)


def _timeless(book: Any) -> bytes:
    """The workbook's bytes with the times of writing taken out."""
    written, steady = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            kept = zipfile.ZipInfo(entry.filename, _NEVER)
            kept.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(kept, content)
    return steady.getvalue()
