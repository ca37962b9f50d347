"""Finds the known sheets and columns in a workbook: pages to rows whose cells are known by column."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from palermo.escape import clip
from palermo.problems import Problem
from palermo.sheet.cells import Cell, Page, Row
from palermo.sheet.layout import Layout, Sheet


class Entry(NamedTuple):
    """A filled row of a known sheet: its cells by the column's place in the sheet."""

    sheet: Sheet
    title: str
    number: int
    cells: dict[int, Cell]


def entries(file: str, made: Layout, pages: Iterable[Page]) -> Iterator[Entry | Problem]:
    """The filled rows of the sheets of a layout, in the order in which the layout has its sheets; what is wrong with
    sheets and headings before them."""
    aside = {text.casefold() for id_ in ("readme.title", "terms.title") for text in made.texts[id_].values()}
    known = {title.casefold(): sheet for sheet in made.sheets for title in sheet.titles.values()}
    found: dict[int, list[Entry]] = {}
    for page in pages:
        sheet = known.get(page.title.casefold())
        if sheet is not None:
            for item in _rows(file, sheet, page):
                if isinstance(item, Problem):
                    yield item
                else:
                    found.setdefault(made.sheets.index(sheet), []).append(item)
        elif page.title.casefold() not in aside:
            names = ", ".join(s.title("en") for s in made.sheets)
            yield Problem(file, None, None, f"the sheet {clip(page.title)} is left out: known are {names}", "P622")
    for index in sorted(found):
        yield from found[index]


def fault(file: str, entry: Entry, cell: Cell, message: str) -> Problem:
    """What is wrong with a cell, at its place."""
    return Problem(file, entry.number, cell.column, f"{clip(entry.title)}!{cell.name}: {message}", "P623")


def _rows(file: str, sheet: Sheet, page: Page) -> Iterator[Entry | Problem]:
    heading = next(page.rows, None)
    if heading is None:
        return
    columns: dict[int, int] = {}
    for cell in heading.cells.values():
        place = _column(sheet, cell.text)
        if place is None:
            yield _at(file, page, heading, cell, _unknown(sheet, cell.text))
        elif place in columns.values():
            yield _at(file, page, heading, cell, f"the heading {clip(cell.text)} is there twice: keep one")
        else:
            columns[cell.column] = place
    if lacking := [c.title("en") for n, c in enumerate(sheet.columns) if c.kind == "key" and n not in columns.values()]:
        message = f"the sheet {clip(page.title)} is not read: no column is headed {', '.join(lacking)}"
        yield Problem(file, heading.number, None, message, "P621")
        return
    for row in page.rows:
        yield Entry(sheet, page.title, row.number, {columns[n]: c for n, c in row.cells.items() if n in columns})
        for cell in (cell for n, cell in row.cells.items() if n not in heading.cells):
            yield _at(file, page, row, cell, "a cell under no heading: move it under one, or empty it")


def _column(sheet: Sheet, text: str) -> int | None:
    wanted = text.casefold()
    named = ({title.casefold() for title in column.titles.values()} for column in sheet.columns)
    return next((n for n, titles in enumerate(named) if wanted in titles), None)


def _unknown(sheet: Sheet, text: str) -> str:
    near = get_close_matches(text, [column.title("en") for column in sheet.columns], 1)
    hint = f"did you mean {near[0]}?" if near else "the column is left out"
    return f"no column is headed {clip(text)}; {hint}"


def _at(file: str, page: Page, row: Row, cell: Cell, message: str) -> Problem:
    return Problem(file, row.number, cell.column, f"{clip(page.title)}!{cell.name}: {message}", "P621")
