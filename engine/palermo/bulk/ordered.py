"""Big N-Quads whose graphs stand in any order: is each in one stretch, and if not, a sorted copy where each is.

In the copy the graphs come in the order of their first lines, and the lines of each in their own order, as they were
written. Nothing is in memory but a part of the text, whatever its size.
"""

import os
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import IO, Any, Final, Self

from palermo.bulk.graphs import chunks, key_of, keyed, line_keys, stretch_keys
from palermo.bulk.sorting import Buckets, Group, Runs
from palermo.bulk.temporary import place_of, room, temporary
from palermo.problems import PalermoError, Problem
from palermo.read.gate import unclean

_NUMBER: Final = 8
#: Hashes are kept in so many arrays, by their last bits.
_SHARES: Final = 64
#: Equal hashes are first looked for when there are so many, and again whenever there are twice as many.
_FIRST_LOOK: Final = 1 << 10


def in_order(place: str, path: str | None = None) -> bool:
    """Whether each graph of the N-Quads file ``place`` stands in one stretch, and nothing outside of any graph.

    Lines that are wrong count for nothing: who reads the file stops there. ``path`` is what messages call the file.
    Raises OSError where it cannot be opened, PalermoError where it cannot be read.
    """
    known = _Known()
    last = b""
    with open(place, "rb") as file:
        for chunk in chunks(file, path or place):
            for key in stretch_keys(chunk) or _key_by_key(chunk):
                if key is None:
                    return False
                if key != last:
                    last = key
                    if known.again(hash(key)):
                        return False
    return not known.any_twice()


def is_scattered(place: str, path: str) -> bool:
    """Whether at the beginning of an N-Quads file most lines stand in another graph than the line before. Then it is
    hardly in order, and to find that out by reading its cases would be dear. Raises as ``in_order`` does."""
    with open(place, "rb") as file:
        chunk = next(chunks(file, path), b"")
    keys = [key for key in line_keys(chunk)[1] if key]
    return 2 * sum(key != before for key, before in pairwise(keys)) > len(keys)


def _key_by_key(chunk: bytes) -> Iterator[bytes | None]:
    for line, key in zip(*line_keys(chunk), strict=True):
        found = key or _key_or_nothing(line)
        if found != b"":
            yield found


def _key_or_nothing(line: bytes) -> bytes | None:
    try:
        return key_of(line, "", 1)
    except (PalermoError, UnicodeDecodeError):
        return b""


class _Known:
    """Hashes of all keys so far, in 8 bytes each. Two keys of one hash are taken for one: a needless sort."""

    def __init__(self) -> None:
        self._shares = [array("q") for _ in range(_SHARES)]
        self._until_look = _FIRST_LOOK
        self._next = _FIRST_LOOK

    def again(self, number: int) -> bool:
        """Keep a hash; whether one is known to have come twice. That is looked for now and then only."""
        self._shares[number % _SHARES].append(number)
        self._until_look -= 1
        if self._until_look:
            return False
        self._until_look = self._next
        self._next *= 2
        return self.any_twice()

    def any_twice(self) -> bool:
        """Whether a hash came twice."""
        return any(len(set(share)) < len(share) for share in self._shares)


class Ordered:
    """A sorted copy, until it is closed.

    ``place`` is the name by which this and other processes open it; ``text`` is the file, at its beginning.
    """

    def __init__(self, text: IO[bytes], numbers: IO[bytes]) -> None:
        self.text = text
        self.place = place_of(text)
        self._numbers = numbers

    def line(self, number: int) -> int:
        """The number that a line of the copy has in the original; both from 1."""
        self._numbers.seek((number - 1) * _NUMBER)
        found = array("Q")
        found.frombytes(self._numbers.read(_NUMBER))
        return found[0]

    def close(self) -> None:
        """Remove the copy."""
        self.text.close()
        self._numbers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def into_order(place: str, path: str) -> Ordered:
    """A sorted copy of the N-Quads file ``place``, to be closed by the caller. ``path`` is what messages call the file.

    Raises PalermoError at a line that is wrong, and where no temporary file can be written; OutsideGraphs at a
    statement outside of any graph.
    """
    with room(path), temporary() as run_file:
        runs = Runs(run_file)
        with temporary() as file:
            buckets = _dealt(place, path, file)
            for at in range(buckets.count):
                runs.add(_grouped(buckets.bucket(at), path))
        return _written(runs.merged())


def _dealt(place: str, path: str, file: IO[bytes]) -> Buckets:
    buckets = Buckets(file, os.stat(place).st_size)
    first = 1
    with open(place, "rb") as text:
        for chunk in chunks(text, path):
            fault = unclean(chunk)
            if fault is not None:
                message, line, column = fault
                raise PalermoError(Problem(path, line + first - 1, column, message, "P105"))
            buckets.add(keyed(chunk, path, first), len(chunk))
            first += chunk.count(b"\n")
    buckets.close()
    return buckets


def _grouped(parts: Iterator[tuple[bytes, "array[int]"]], path: str) -> Iterator[Group]:
    groups: dict[bytes, list[Any]] = {}
    for text, numbers in parts:
        lines, keys, _ = keyed(text, path, 1)
        for line, key, number in zip(lines, keys, numbers, strict=True):
            said = groups.get(key)
            if said is None:
                said = groups[key] = []
            said.append(line)
            said.append(number)
    for said in groups.values():
        numbers = array("Q", said[1::2])
        yield Group(numbers[0], numbers.tobytes(), b"".join(said[::2]))


def _written(groups: Iterator[Group]) -> Ordered:
    with ExitStack() as opened:
        text, numbers = opened.enter_context(temporary()), opened.enter_context(temporary())
        for group in groups:
            text.write(group.text)
            numbers.write(group.numbers)
        text.flush()
        numbers.flush()
        opened.pop_all()
    text.seek(0)
    return Ordered(text, numbers)
