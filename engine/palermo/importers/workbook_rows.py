"""The rows of a workbook's sheet (extra ``sheet``)."""

from collections.abc import Iterator
from itertools import chain

from palermo.escape import clip
from palermo.importers.rows import Row
from palermo.problems import PalermoError, Problem
from palermo.sheet.cells import Page, open_workbook


def workbook_rows(file: str, sheet: str | None = None) -> Iterator[Row | Problem]:
    """The rows of the sheet called ``sheet``, or of the first that holds anything, the header first."""
    try:
        page = _page(file, sheet)
        if isinstance(page, Problem):
            yield page
            return
        width = 0
        for row in page.rows:
            width = width or max(row.cells)
            last = max(width, *row.cells)
            cells = [row.cells[n].text if n in row.cells else "" for n in range(1, last + 1)]
            yield Row(row.number, cells, {n - 1: cell.fault for n, cell in row.cells.items() if cell.fault})
    except PalermoError as error:
        yield error.problem


def _page(file: str, sheet: str | None) -> Page | Problem:
    titles = []
    for page in open_workbook(file):
        titles.append(page.title)
        if sheet is not None and page.title.casefold() != sheet.casefold():
            continue
        first = next(page.rows, None)
        if first is not None:
            return Page(page.title, chain((first,), page.rows))
    if sheet is not None and sheet.casefold() not in (title.casefold() for title in titles):
        names = ", ".join(map(clip, titles))
        return Problem(file, None, None, f"no sheet is called {clip(sheet)}: there are {names}", "P610")
    return Problem(file, None, None, "the sheet is empty: its first row names the columns", "P610")
