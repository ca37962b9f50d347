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

    Of the boundaries of graphs in the last eighth of ``nominal`` bytes, that one is taken whose first line has the
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
    share = nominal // 8
    begin = start + nominal - share
    file.seek(begin)
    found = min(_within(file.read(share)), default=None)
    if found is not None:
        return begin + found[1]
    at = next(_boundaries(file, begin, path), None)
    return file.tell() if at is None else at


def _within(block: bytes) -> Iterator[tuple[int, int]]:
    """Each whole line of a block with another graph than the one before it: its checksum, and where it begins. From the
    first line of a graph this goes on after the last, so that few lines are looked at."""
    before = b""
    at = block.find(b"\n") + 1
    while (end := block.find(b"\n", at)) >= 0:
        line = block[at:end]
        graph = plain_graph(line.rstrip(b"\r \t"))
        if graph:
            if before and graph != before:
                yield crc32(line), at
            before = graph
            last = block.rfind(b" " + graph + b" .\n", end)
            end = block.index(b"\n", last) if last >= 0 else end
        at = end + 1


def _boundaries(file: IO[bytes], start: int, path: str) -> Iterator[int]:
    """From a byte on, where each line begins that has another graph than the one before it."""
    file.seek(start)
    at = start + len(_line(file, path))
    graph, tail = b"", b"\0"
    while line := _line(file, path):
        if not line.endswith(tail):
            found = plain_graph(line.rstrip(b"\r\n \t"))
            if found:
                if graph and found != graph:
                    yield at
                graph, tail = found, b" " + found + b" .\n"
        at += len(line)


def _line(file: IO[bytes], path: str) -> bytes:
    line = file.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        message = "a line of more than 16 MB: keep long texts elsewhere and link to them"
        raise PalermoError(Problem(path, None, None, message, "P118"))
    return line
