"""Where a big N-Quads file may be cut: between graphs, found by looking near each cut only.

Where the cuts fall depends on what stands near them, not on how far from the beginning that is. So after a small change
of the file the later cuts fall where they fell before, and what was kept of those portions is found again. A wrong
guess at what the graph of a line is does no harm: whoever reads the portions sees that a graph stands in two of them.
"""

from collections.abc import Iterator
from typing import IO, Final
from zlib import crc32

from palermo.problems import PalermoError, Problem
from palermo.read.lines import plain_graph

#: A line longer than this is no line of a case.
LONGEST_LINE: Final = 16 << 20


def cuts(file: IO[bytes], size: int, nominal: int, path: str) -> Iterator[int]:
    """The bytes after which the portions of a file of ``size`` bytes end, in order; the last is ``size``.

    Of the boundaries of graphs in the last quarter of ``nominal`` bytes, that one is taken whose first line has the
    least checksum; where there is none, the next one. Raises PalermoError at a line without end.
    """
    start = 0
    while size - start > nominal:
        start = _cut(file, start, nominal, path)
        if start >= size:
            break
        yield start
    yield size


def _cut(file: IO[bytes], start: int, nominal: int, path: str) -> int:
    least, cut = -1, 0
    for at, line in _boundaries(file, start + nominal - nominal // 4, path):
        if at > start + nominal:
            return cut if cut else at
        check = crc32(line)
        if not cut or check < least:
            least, cut = check, at
    return cut if cut else file.tell()


def _boundaries(file: IO[bytes], start: int, path: str) -> Iterator[tuple[int, bytes]]:
    """From a byte on, each line with another graph than the one before it: where it begins, and the line."""
    file.seek(start)
    at = start + len(_line(file, path))
    graph, tail = b"", b"\0"
    while line := _line(file, path):
        if not line.endswith(tail):
            found = plain_graph(line.rstrip(b"\r\n \t"))
            if found:
                if graph and found != graph:
                    yield at, line
                graph, tail = found, b" " + found + b" .\n"
        at += len(line)


def _line(file: IO[bytes], path: str) -> bytes:
    line = file.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        message = "a line of more than 16 MB: keep long texts elsewhere and link to them"
        raise PalermoError(Problem(path, None, None, message, "P118"))
    return line
