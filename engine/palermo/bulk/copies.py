"""Copies of inputs that cannot be read where they are: standard input and gzipped N-Quads, unpacked; big TriG, as
N-Quads; N-Quads whose graphs stand in any order, sorted.

They are temporary files, for one run. A small standard input stays in memory.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, NamedTuple, Self

from palermo.problems import PalermoError, Problem
from palermo.read.cases import too_much
from palermo.read.formats import N_QUADS, TRIG
from palermo.read.gate import WHOLE, open_source, take
from palermo.read.walk import STDIN, Source


class Copy(NamedTuple):
    """A file that stands for an input, and its size in bytes. ``line`` gives the number that a line of it has in the
    original, where that is another; None where it has none."""

    place: str
    size: int
    line: Callable[[int], int | None] | None = None


class Copies:
    """The copies made so far, by the number of their source. As a context it removes them at its end.

    ``say`` is told what takes time.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._open = ExitStack()
        self._unpacked: dict[int, Copy | bytes] = {}
        self._sorted: dict[int, Copy] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def unpacked(self, number: int, source: Source, limit: int) -> Copy | bytes:
        """The content of a source: its bytes where it is read whole (N-Quads and TriG of up to ``limit`` bytes, all
        others), else a file. Raises PalermoError where it cannot be read or written."""
        if number not in self._unpacked:
            self._unpacked[number] = self._read(source, limit)
        return self._unpacked[number]

    def sorted(self, number: int, copy: Copy, path: str) -> Copy:
        """N-Quads in which each graph stands in one stretch. Raises PalermoError where they cannot be read or written,
        OutsideGraphs where something stands outside of any graph."""
        if number not in self._sorted:
            self._sorted[number] = self._in_order(copy, path)
        return self._sorted[number]

    def _in_order(self, copy: Copy, path: str) -> Copy:
        from palermo.bulk.ordered import into_order
        from palermo.read.stream import said_of_sorting

        self._say(said_of_sorting(path))
        ordered = self._open.enter_context(into_order(copy.place, path))
        return Copy(ordered.place, os.stat(ordered.place).st_size, copy.line or ordered.line)

    def _read(self, source: Source, limit: int) -> Copy | bytes:
        stream = open_source(source)
        if isinstance(stream, Problem):
            raise PalermoError(stream)
        any_size = source.format in (N_QUADS, TRIG)
        whole = limit if any_size else WHOLE
        try:
            beginning = take(stream, whole + 1, source.path)
            if isinstance(beginning, Problem):
                raise PalermoError(beginning)
            if len(beginning) <= whole:
                return beginning
            if not any_size:
                raise PalermoError(too_much(source, whole))
            return self._kept(stream, source, beginning)
        finally:
            if source.path != STDIN:
                stream.close()

    def _kept(self, stream: IO[bytes], source: Source, beginning: bytes) -> Copy:
        from palermo.bulk.spool import spooled
        from palermo.bulk.temporary import place_of

        file = self._open.enter_context(spooled(stream, source, beginning))
        place = place_of(file)
        return Copy(place, os.stat(place).st_size, _nowhere if source.format == TRIG else None)


def _nowhere(_number: int) -> None:
    """The line of something that has none."""
