"""The external sort: lines by graph, the graphs in the order of their first lines, in little memory.

Lines are dealt out to buckets by a hash of their graph's key, so that all lines of a graph are in one bucket, and a
bucket fits in memory. Each bucket is grouped and becomes a run, with its graphs in order; the runs are merged. Every
line keeps its number. At no time is more than twice the text on disk.
"""

import heapq
from array import array
from collections.abc import Iterator
from typing import IO, Any, Final, NamedTuple

from palermo.bulk.graphs import Keyed
from palermo.bulk.temporary import read_at

#: So many bytes of lines are gathered before they are dealt out.
_GATHERED: Final = 8 << 20
#: So many bytes a bucket should hold: few, so that it is quick to group. There are to be no more buckets than so many;
#: then they grow, but not beyond what memory takes.
_BUCKET: Final = 1 << 20
_MANY: Final = 1 << 9
_BIG: Final = 32 << 20
#: So many bytes of all runs together are held in the merge, and so many of one at least and at most.
_MERGED: Final = 32 << 20
_LEAST, _MOST = 1 << 14, 1 << 20

#: Numbers are kept in 8 bytes.
_WIDE: Final = "Q"
_WIDTH: Final = 8


class Group(NamedTuple):
    """A graph: the number of its first line, the numbers of all its lines as bytes, and its lines."""

    first: int
    numbers: bytes
    text: bytes


class Buckets:
    """Lines in buckets, on disk, for a text of ``size`` bytes."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        wanted = max(min(size // _BUCKET, _MANY), size // _BIG)
        self.count = 1 << (wanted - 1).bit_length() if wanted else 1
        self._deals: list[tuple[int, array[int]]] = []
        self._written = 0
        self._renew()

    def _renew(self) -> None:
        self._gathered = 0
        self._into: list[list[Any]] = [[] for _ in range(self.count)]

    def add(self, lines: Keyed, size: int) -> None:
        """Gather lines of ``size`` bytes. Raises OSError."""
        mask, into = self.count - 1, self._into
        for line, key, number in zip(*lines, strict=True):
            bucket = into[hash(key) & mask]
            bucket.append(line)
            bucket.append(number)
        self._gathered += size
        if self._gathered >= _GATHERED:
            self._deal()

    def _deal(self) -> None:
        ends = array("I", (0,))
        for bucket in self._into:
            text, numbers = b"".join(bucket[::2]), array(_WIDE, bucket[1::2])
            self._file.write(text)
            numbers.tofile(self._file)
            ends.append(ends[-1] + len(text))
            ends.append(ends[-1] + len(numbers) * _WIDTH)
        self._deals.append((self._written, ends))
        self._written += ends[-1]
        self._renew()

    def close(self) -> None:
        """Deal out what is left. Nothing may be added then, and buckets may be read. Raises OSError."""
        self._deal()
        self._file.flush()

    def bucket(self, at: int) -> Iterator[tuple[bytes, "array[int]"]]:
        """The lines of a bucket in order, in parts: text, and the number of each line. Raises OSError."""
        texts: list[bytes] = []
        numbers = array(_WIDE)
        gathered = 0
        for base, ends in self._deals:
            start, middle, end = ends[2 * at : 2 * at + 3]
            data = read_at(self._file, base + start, end - start)
            texts.append(data[: middle - start])
            numbers.frombytes(data[middle - start :])
            gathered += middle - start
            if gathered >= _BUCKET:
                yield b"".join(texts), numbers
                texts, numbers, gathered = [], array(_WIDE), 0
        yield b"".join(texts), numbers


class Runs:
    """Runs of groups, on disk, each in the order of their first lines."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._bounds = [0]

    def add(self, groups: Iterator[Group]) -> None:
        """Write a run. Raises OSError."""
        end = self._bounds[-1]
        for first, numbers, text in groups:
            self._file.write(array(_WIDE, (first, len(numbers), len(text))).tobytes())
            self._file.write(numbers)
            self._file.write(text)
            end += 3 * _WIDTH + len(numbers) + len(text)
        self._bounds.append(end)

    def merged(self) -> Iterator[Group]:
        """The groups of all runs in order. Nothing may be added then. Raises OSError."""
        self._file.flush()
        runs = len(self._bounds) - 1
        block = max(_LEAST, min(_MOST, _MERGED // max(1, runs)))
        pairs = zip(self._bounds, self._bounds[1:], strict=False)
        return heapq.merge(*(_groups(_Part(self._file, start, end, block)) for start, end in pairs))


class _Part:
    """A part of a file, read in blocks."""

    def __init__(self, file: IO[bytes], start: int, end: int, block: int) -> None:
        self._file, self._at, self._end, self._block = file, start, end, block
        self._data = b""
        self._here = 0

    def take(self, count: int) -> bytes:
        """The next bytes; none at the end."""
        until = self._here + count
        if until > len(self._data):
            rest = self._data[self._here :]
            more = read_at(self._file, self._at, min(max(self._block, count - len(rest)), self._end - self._at))
            self._at += len(more)
            self._data = rest + more
            self._here, until = 0, count
        found = self._data[self._here : until]
        self._here = until
        return found


def _groups(part: _Part) -> Iterator[Group]:
    head: array[int] = array(_WIDE)
    while data := part.take(3 * _WIDTH):
        head.frombytes(data)
        first, numbers, text = head
        del head[:]
        yield Group(first, part.take(numbers), part.take(text))
