"""Under what name the result of a portion is kept: hashes of all that it depends on.

That is the order (the rulebook's digest in it), the engine's own code, the portion's name and its bytes. Not where in
the file it stands: what came of it stays right when something is put in before it.

All but the bytes goes into SHA-256, and so do the bytes of whole files. Those of a part of a big file go into
SipHash-1-3, the one that Python names its compiled modules by (PEP 552), behind 32 bytes that nobody knows who cannot
write the cache: SHA-256 of these bytes took a third of a run in which nothing has to be classified. Two different
contents of one length and one file have the same 64 bits once in 18 million million million pairs.
"""

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec, source_hash
from io import BufferedReader
from typing import Final, cast

import palermo
from palermo.bulk.values import Order, Portion
from palermo.problems import Problem
from palermo.read.gate import open_source
from palermo.read.walk import STDIN, Source
from palermo.write.context import VERSION

#: A whole file is read in pieces of this size.
_PIECE: Final = 1 << 20
#: Bytes of SHA-256. So many stand before the bytes that are hashed with SipHash.
_WIDTH: Final = 32


class Keys:
    """Gives portions their keys. Keeps the file that it read last open."""

    def __init__(self, order: Order, secret: bytes) -> None:
        """``secret`` belongs to the cache and is told to nobody."""
        self._begun = repr((secret, VERSION, sys.version, *_code(), *order)).encode()
        self._said: object = None
        self._head = self._tag = b""
        self._place = ""
        self._file: BufferedReader | None = None
        self._room = bytearray(_WIDTH + _PIECE)

    def of(self, portion: Portion) -> bytes | None:
        """The key of a portion; None where it cannot be read, or not twice."""
        self._begin(portion)
        if portion.data is not None:
            return sha256(self._head + portion.data).digest()
        try:
            return self._of_file(portion) if portion.end < 0 else self._of_part(portion)
        except OSError:
            return None

    def close(self) -> None:
        """Close the file read last."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self, portion: Portion) -> None:
        """Take up all that the key depends on but the bytes."""
        said = (portion.path, portion.syntax, portion.start > 0, portion.end < 0, portion.first_line)
        if self._said != said:
            self._said = said
            self._head = sha256(self._begun + repr(said).encode()).digest()
            self._tag = sha256(self._head).digest()[:16]
            self._room[:_WIDTH] = self._head

    def _of_part(self, portion: Portion) -> bytes | None:
        """Its bytes are read into the same room each time: new room would take longer than to read."""
        size = portion.end - portion.start
        if len(self._room) < _WIDTH + size:
            self._room = bytearray(_WIDTH + size)
            self._room[:_WIDTH] = self._head
        file = self._opened(portion.place or portion.path)
        file.seek(portion.start)
        room = memoryview(self._room)[: _WIDTH + size]
        if file.readinto(room[_WIDTH:]) < size:
            return None
        return self._tag + size.to_bytes(8, "big") + source_hash(room)

    def _of_file(self, portion: Portion) -> bytes:
        self.close()  # so that a file that was put in the place of another is seen
        file = self._opened(portion.path)
        found = sha256(self._head)
        room = memoryview(self._room)[_WIDTH:]
        while size := file.readinto(room):
            found.update(room[:size])
        return found.digest()

    def _opened(self, place: str) -> BufferedReader:
        """The file at a place, as it was opened before. Raises OSError."""
        if self._file is None or place != self._place:
            self.close()
            stream = Problem(place, None, None, "") if place == STDIN else open_source(Source(place, "", False))
            if isinstance(stream, Problem):
                raise OSError
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
