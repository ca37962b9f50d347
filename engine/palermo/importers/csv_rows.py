"""The rows of a CSV file, one by one, in bounded memory.

Reading is strict, and a row that is broken takes no other with it: where a quote is left open or a row of several lines
does not have the cells of the header, the first line alone is given up and reading goes on with the second.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import IO, Final

from palermo.escape import esc
from palermo.importers.rows import Row
from palermo.problems import PalermoError, Problem
from palermo.read.gate import foreign, open_source, pieces
from palermo.read.walk import STDIN, Source

_BOM: Final = b"\xef\xbb\xbf"
#: What may stand between cells, the likeliest first: spreadsheets write a semicolon where a comma is in numbers.
_DELIMITERS: Final = (",", ";", "\t")
_EMPTY: Final = "the file is empty: the first line names the columns"


def csv_rows(file: str) -> Iterator[Row | Problem]:
    """The rows of a CSV file, the header first. What stands between the cells is told by the header."""
    stream = open_source(Source(file, "csv", gzipped=file.lower().endswith(".gz")))
    if isinstance(stream, Problem):
        yield stream
        return
    try:
        yield from _rows(stream, file)
    except PalermoError as error:
        yield error.problem
    finally:
        if file != STDIN:
            stream.close()


def _rows(stream: IO[bytes], file: str) -> Iterator[Row | Problem]:
    lines = _Lines(_texts(stream, file))
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        yield Problem(file, None, None, _EMPTY, "P610")
        return
    lines.back(1)
    yield from _parsed(lines, max(_DELIMITERS, key=lambda mark: _width(first, mark)), file)


def _width(header: str, delimiter: str) -> int:
    return len(next(csv.reader([header], delimiter=delimiter)))


def _texts(stream: IO[bytes], file: str) -> Iterator[str]:
    """The lines of a text. A byte that is not UTF-8 becomes a lone surrogate, and so spoils its own cell only.

    Raises PalermoError where the file cannot be read or is of another kind.
    """
    begun = False
    for piece in pieces(stream, file):
        if not begun:
            begun = True
            if foreign(piece[:16]) is not None:
                raise PalermoError(Problem(file, None, None, "not CSV text: export the table as CSV in UTF-8", "P610"))
            piece = piece.removeprefix(_BOM)
        yield from io.StringIO(piece.decode("utf-8", "surrogateescape"), newline="")


class _Lines:
    """Lines that come one by one, those of the row under way kept, so that they can be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.kept: list[str] = []
        self.number = 1  # of the first line kept, or to come

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.kept.append(line)
        return line

    def done(self) -> None:
        """The lines kept make a row."""
        self.number += len(self.kept)
        self.kept.clear()

    def back(self, count: int) -> None:
        """All but ``count`` lines of those kept are done with; these are to be read again."""
        cut = len(self.kept) - count
        self._again.extendleft(reversed(self.kept[cut:]))
        self.number += cut
        self.kept.clear()


def _parsed(lines: _Lines, delimiter: str, file: str) -> Iterator[Row | Problem]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    width = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            message = f"record left out: not well-formed CSV, {esc(str(error))}; is a quotation mark left open?"
            yield Problem(file, lines.number, None, message, "P613")
            lines.back(len(lines.kept) - 1)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        width = width or len(cells)
        if len(cells) != width and len(lines.kept) > 1:
            yield Row(lines.number, cells)
            lines.back(len(lines.kept) - 1)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        number = lines.number
        lines.done()
        if any(cells):
            yield Row(number, cells)
