"""Copies of inputs that cannot be read where they are: standard input and gzipped N-Quads, unpacked; N-Quads whose
graphs stand in any order, sorted.

They are temporary files, for one run. A small standard input stays in memory.
"""

import warnings
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, Final, NamedTuple, Self

from palermo.problems import Notice, PalermoError, Problem
from palermo.read.cases import too_much
from palermo.read.formats import N_QUADS
from palermo.read.gate import WHOLE, open_source, take
from palermo.read.walk import STDIN, Source

_PIECE: Final = 1 << 20


class Copy(NamedTuple):
    """A file that stands for an input, and its size in bytes. ``line`` gives the number that a line of it has in the
    original, where that is another."""

    place: str
    size: int
    line: Callable[[int], int] | None = None


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
        """The content of a source: its bytes where it is standard input that is read whole (N-Quads of up to ``limit``
        bytes, all others), else a file. Raises PalermoError where it cannot be read or written."""
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

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Notice)
            self._say(f"{path}: its graphs are not each in one stretch: it is sorted first")
            ordered = self._open.enter_context(into_order(copy.place, path))
        return Copy(ordered.place, ordered.text.seek(0, 2), ordered.line)

    def _read(self, source: Source, limit: int) -> Copy | bytes:
        stream = open_source(source)
        if isinstance(stream, Problem):
            raise PalermoError(stream)
        if source.path != STDIN:
            with stream:
                return self._kept(stream, source.path, b"")
        quads = source.format == N_QUADS
        whole = limit if quads else WHOLE
        beginning = _taken(stream, whole + 1, source.path)
        if len(beginning) <= whole:
            return beginning
        if not quads:
            raise PalermoError(too_much(source, WHOLE))
        return self._kept(stream, source.path, beginning)

    def _kept(self, stream: IO[bytes], path: str, beginning: bytes) -> Copy:
        from palermo.bulk.temporary import place_of, room, temporary

        with room(path):
            out = self._open.enter_context(temporary())
            out.write(beginning)
            while piece := _taken(stream, _PIECE, path):
                out.write(piece)
            out.flush()
            return Copy(place_of(out), out.tell())


def _taken(stream: IO[bytes], limit: int, path: str) -> bytes:
    data = take(stream, limit, path)
    if isinstance(data, Problem):
        raise PalermoError(data)
    return data
