"""Opens a filled workbook and gives its rows as text, with nothing guessed: formulas and errors are refused, sizes are
bounded before anything is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from palermo.problems import PalermoError, Problem
from palermo.read.gate import open_source, take
from palermo.read.walk import Source

#: Bounds of a workbook: bytes as it is, bytes unpacked, columns and rows of a sheet that are read.
LARGEST: Final = 32 << 20
UNPACKED: Final = 256 << 20
COLUMNS: Final = 200
ROWS: Final = 200_000


class Refused(Exception):
    """A cell cannot be read; the message says why."""


class Cell(NamedTuple):
    """A cell that holds something: where it is, and its text. A date is ``YYYY-MM-DD``, a whole number has no point;
    ``fault`` says why the cell cannot be read."""

    column: int
    name: str
    text: str
    fault: str = ""


class Row(NamedTuple):
    """A row that holds anything: its number, and its cells by column."""

    number: int
    cells: dict[int, Cell]


class Page(NamedTuple):
    """A sheet by its name: its rows, the heading first."""

    title: str
    rows: Iterator[Row]


def open_workbook(file: str) -> Iterator[Page]:
    """The visible sheets of a workbook. Raises PalermoError where the file is none that can be read."""
    content = _bytes(file)
    _check_sizes(file, content)
    try:
        import defusedxml  # noqa: F401  (openpyxl reads safely where it is installed)
        import openpyxl
    except ImportError as error:
        message = f"workbooks need {error.name}, which is not installed; try pip install 'palermo[sheet]'"
        raise PalermoError(Problem("", None, None, message)) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception:  # whatever a damaged file brings up
        raise _not_one(file) from None
    for page in book.worksheets:
        if page.sheet_state == "visible" and hasattr(page, "iter_rows"):  # a chart has no rows
            yield Page(page.title, _rows(file, page))


def _bytes(file: str) -> bytes:
    stream = open_source(Source(file, "xlsx", gzipped=False))
    if isinstance(stream, Problem):
        raise PalermoError(stream)
    with stream:
        content = take(stream, LARGEST + 1, file)
    if isinstance(content, Problem):
        raise PalermoError(content)
    if len(content) > LARGEST:
        raise PalermoError(Problem(file, None, None, f"larger than {LARGEST >> 20} MB: split the workbook", "P620"))
    return content


def _check_sizes(file: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _not_one(file) from None
    if size > UNPACKED:
        message = f"larger than {UNPACKED >> 20} MB when unpacked: split the workbook"
        raise PalermoError(Problem(file, None, None, message, "P620"))


def _not_one(file: str) -> PalermoError:
    message = "not a workbook that can be read; save it as Excel workbook (.xlsx), without a password"
    return PalermoError(Problem(file, None, None, message, "P620"))


def _rows(file: str, page: Any) -> Iterator[Row]:
    from openpyxl.utils import get_column_letter

    try:
        for number, cells in enumerate(page.iter_rows(max_col=COLUMNS, max_row=ROWS + 1), 1):
            if number > ROWS:
                message = f"more than {ROWS} rows in the sheet {page.title}: split the workbook"
                raise PalermoError(Problem(file, None, None, message, "P620"))
            found = {}
            for column, cell in enumerate(cells, 1):
                if cell.value is not None and str(cell.value).strip():
                    found[column] = _cell(cell, column, f"{get_column_letter(column)}{number}")
            if found:
                yield Row(number, found)
    except PalermoError:
        raise
    except Exception:  # whatever a damaged sheet brings up
        raise _not_one(file) from None


def _cell(cell: Any, column: int, name: str) -> Cell:
    if cell.data_type == "f":
        return Cell(column, name, "", "a formula; write the value itself (copy, then paste values)")
    if cell.data_type == "e":
        return Cell(column, name, "", f"an error of the spreadsheet program, {cell.value}; write the value itself")
    return Cell(column, name, _text(cell.value))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
