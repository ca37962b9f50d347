"""Which cases a run has read already, in little memory: a million of them take 21 MB.

An IRI is kept as a digest of 8 bytes. Among a million cases two of the same digest are to be expected once in 30
million runs, and then one is reported as read twice; none is lost silently.
"""

from _blake2 import blake2b  # what hashlib.blake2b is; hashlib itself would load all of OpenSSL first
from collections.abc import Iterator, Mapping
from struct import Struct
from typing import Final

#: Bytes of a digest.
WIDTH: Final = 8
_ORDER: Final = "little"
_NOWHERE: Final[Mapping[int, str]] = {}
#: A digest in two: its first two bytes as a number, and the rest of it.
_PARTS: Final = Struct("<H6s")
_FIRST: Final = 0xFFFF
_REST: Final = 6
#: Bytes of the number that a digest has of its own.
_VALUE: Final = 4


def digest(name: str) -> bytes:
    """The 8 bytes that stand for a name, the same in every process; never all zero.

    >>> digest("https://example.org/a").hex()
    '2ca93349eca67313'
    """
    found: bytes = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=WIDTH).digest()
    return found if any(found) else b"\1" + found[1:]


def numbers(digests: bytes) -> Iterator[int]:
    """Digests that stand one after the other, as numbers."""
    return (int.from_bytes(digests[at : at + WIDTH], _ORDER) for at in range(0, len(digests), WIDTH))


class Digests:
    """Digests, as numbers, each with a small number of its own.

    Those that begin with the same two bytes lie in one row of bytes: their other bytes, each followed by its number.
    """

    def __init__(self) -> None:
        self._rows: dict[int, bytes] = {}

    def add(self, key: int, value: int = 0) -> int | None:
        """The value that a digest has already; None where it is new, and then it is kept with this value."""
        return next(iter(self.add_each(key.to_bytes(WIDTH, _ORDER), value).values()), None)

    def add_each(self, digests: bytes, value: int = 0) -> dict[int, int]:
        """Those that are there already of digests that stand one after the other, each with its value; the others are
        kept with this value."""
        rows, tail = self._rows, value.to_bytes(_VALUE, _ORDER)
        found: dict[int, int] = {}
        for first, rest in _PARTS.iter_unpack(digests):
            row = rows.get(first, b"")
            there = _value(row, rest) if rest in row else None
            if there is None:
                rows[first] = row + rest + tail
            else:
                found[_key(first, rest)] = there
        return found

    def get(self, key: int) -> int | None:
        """The value of a digest, None where it is not there."""
        return _value(self._rows.get(key & _FIRST, b""), key.to_bytes(WIDTH, _ORDER)[-_REST:])

    def __iter__(self) -> Iterator[int]:
        return (
            _key(first, row[at : at + _REST])
            for first, row in self._rows.items()
            for at in range(0, len(row), _REST + _VALUE)
        )


def _value(row: bytes, rest: bytes) -> int | None:
    at = row.find(rest)
    while at >= 0:
        if at % (_REST + _VALUE) == 0:
            return int.from_bytes(row[at + _REST : at + _REST + _VALUE], _ORDER)
        at = row.find(rest, at + 1)  # it was the end of one and the beginning of another
    return None


def _key(first: int, rest: bytes) -> int:
    return int.from_bytes(rest, _ORDER) << 16 | first


class Seen:
    """The cases read so far and the file of each; ``elsewhere`` are digests, as numbers, of cases that were read by
    somebody else, each with its file."""

    def __init__(self, elsewhere: Mapping[int, str] = _NOWHERE) -> None:
        self._elsewhere = elsewhere
        self._digests = Digests()
        self._files: list[str] = []

    def before(self, iri: str, file: str) -> str | None:
        """The file that a case was read from before; None where it was not, and then it is now read from ``file``."""
        key = int.from_bytes(digest(iri), _ORDER)
        if key in self._elsewhere:
            return self._elsewhere[key]
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        number = self._digests.add(key, len(self._files) - 1)
        return None if number is None else self._files[number]

    def digests(self) -> bytes:
        """The digests of the cases read here, one after the other."""
        return b"".join(key.to_bytes(WIDTH, _ORDER) for key in self._digests)
