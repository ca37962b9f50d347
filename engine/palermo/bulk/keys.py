"""Under what name the result of a portion is kept: a hash of all that it depends on.

That is the order (the rulebook's digest in it), the engine's own code, the portion's name and its bytes. Not where in
the file it stands: what came of it stays right when something is put in before it.
"""

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from io import BufferedReader
from typing import TYPE_CHECKING, Final, cast

import palermo
from palermo.bulk.values import Order, Portion
from palermo.problems import Problem
from palermo.read.gate import open_source
from palermo.read.walk import STDIN, Source
from palermo.write.context import VERSION

if TYPE_CHECKING:
    from hashlib import _Hash

#: A whole file is read in pieces of this size.
_PIECE: Final = 1 << 20


class Keys:
    """Gives portions their keys. Keeps the file that it read last open, and the bytes of the portion."""

    def __init__(self, order: Order) -> None:
        self._begun = sha256(repr((VERSION, sys.version, *_code(), *order)).encode())
        self._headed: tuple[object, _Hash] = (None, self._begun)
        self._place = ""
        self._file: BufferedReader | None = None
        self._room = bytearray(_PIECE)
        self._size = 0

    def of(self, portion: Portion) -> bytes | None:
        """The key of a portion; None where it cannot be read, or not twice."""
        found = self._head(portion).copy()
        if portion.data is not None:
            found.update(portion.data)
            return found.digest()
        if portion.end < 0:
            self.close()  # so that a file that was put in the place of another is seen
        file = self._opened(portion.place or portion.path)
        if file is None:
            return None
        try:
            file.seek(portion.start)
            if portion.end < 0:
                while size := file.readinto(self._room):
                    found.update(memoryview(self._room)[:size])
            else:
                found.update(self._read(file, portion.end - portion.start))
        except OSError:
            return None
        return found.digest()

    def filled(self, portion: Portion) -> Portion:
        """The portion that was just given a key, with the bytes that this was made of, where it is no whole file."""
        if portion.end < 0 or portion.data is not None:
            return portion
        return portion._replace(data=bytes(memoryview(self._room)[: self._size]))

    def _read(self, file: BufferedReader, size: int) -> memoryview:
        """So many bytes. They are read into the same room each time: new room would take longer than to read.

        Raises OSError where there are fewer by now.
        """
        if size > len(self._room):
            self._room = bytearray(size)
        self._size = file.readinto(memoryview(self._room)[:size])
        if self._size < size:
            raise OSError
        return memoryview(self._room)[:size]

    def close(self) -> None:
        """Close the file read last."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _head(self, portion: Portion) -> "_Hash":
        """The hash of everything but the bytes."""
        said = (portion.path, portion.syntax, portion.start > 0, portion.end < 0, portion.first_line)
        if self._headed[0] != said:
            self._headed = (said, self._begun.copy())
            self._headed[1].update(repr(said).encode() + b"\0")
        return self._headed[1]

    def _opened(self, place: str) -> BufferedReader | None:
        if self._file is None or place != self._place:
            self.close()
            stream = None if place == STDIN else open_source(Source(place, "", False))
            if stream is None or isinstance(stream, Problem):
                return None
            self._place, self._file = place, cast(BufferedReader, stream)
        return self._file


def _code() -> Iterator[tuple[str, int, int]]:
    """The state of the files that the engine is made of: other code may judge otherwise, whatever its version says."""
    parser = find_spec("pyoxigraph")
    folders = [os.path.dirname(palermo.__file__), *(parser.submodule_search_locations or () if parser else ())]
    return (state for folder in folders for state in sorted(_states(folder, len(folder))))


def _states(folder: str, prefix: int) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(entry.path, prefix)
            elif entry.name.endswith((".py", ".so", ".pyd")):
                state = entry.stat()
                yield entry.path[prefix:], state.st_size, state.st_mtime_ns
