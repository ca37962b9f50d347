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
#: A cut is looked for in the last quarter of a portion, in pieces of an eighth, and from one graph to the next by steps
#: of at most a thirty-second.
_PIECES: Final = 2
_PIECE: Final = 8
_STEP: Final = 32
#: One graph in four begins with a line whose checksum is below this.
_SMALL: Final = 1 << 30
_ALL: Final = (1 << 32) - 1
#: An odd number by which checksums of lines that are alike but for a digit become unlike (2^32 over the golden ratio).
_SPREAD: Final = 0x9E3779B1


def cuts(file: IO[bytes], size: int, nominal: int, path: str) -> Iterator[int]:
    """The bytes after which the portions of a file of ``size`` bytes end, in order; the last is ``size``.

    Of the boundaries of graphs in the last quarter of ``nominal`` bytes, the first is taken whose first line has a
    small checksum; where there is none, that with the least; where there is no boundary, the next one. Raises
    PalermoError at a line without end.
    """
    start = 0
    while size - start > nominal:
        start = _cut(file, start, nominal, path)
        if start >= size:
            break
        yield start
    yield size


def _cut(file: IO[bytes], start: int, nominal: int, path: str) -> int:
    piece = nominal // _PIECE
    begin = start + nominal - _PIECES * piece
    least, cut = _ALL + 1, 0
    file.seek(begin)
    for number in range(_PIECES):
        for at, line in _within(file.read(piece), nominal // _STEP):
            check = crc32(line) * _SPREAD & _ALL
            if check < least:
                least, cut = check, begin + number * piece + at
            if check < _SMALL:
                return cut
    if cut:
        return cut
    found = next(_boundaries(file, begin, path), None)
    return file.tell() if found is None else found


def _within(block: bytes, step: int) -> Iterator[tuple[int, bytes]]:
    """Each whole line of a block with another graph than the one before it, and where it begins. From a line this goes
    on after the last of the same graph within ``step`` bytes, so that few lines are looked at."""
    before = b""
    at = block.find(b"\n") + 1
    while (end := block.find(b"\n", at)) >= 0:
        line = block[at:end]
        graph = plain_graph(line.rstrip(b"\r \t"))
        if graph:
            if before and graph != before:
                yield at, line
            before = graph
            last = block.rfind(b" " + graph + b" .\n", end, end + step)
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
