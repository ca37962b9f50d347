"""Which cases a run has read already, in little memory: a million of them take 25 MB.

An IRI is kept as a digest of 8 bytes. Among a million cases two of the same digest are to be expected once in 30
million runs, and then one is reported as read twice; none is lost silently.
"""

from _blake2 import blake2b  # what hashlib.blake2b is; hashlib itself would load all of OpenSSL first
from collections.abc import Iterator, Mapping
from typing import Final

#: Bytes of a digest.
WIDTH: Final = 8
_ORDER: Final = "little"
_NOWHERE: Final[Mapping[int, str]] = {}
#: Places of a new table; it grows when two thirds of them are taken.
_FIRST: Final = 256


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
    """Digests, as numbers, each with a small number of its own; a digest of zero cannot be kept."""

    def __init__(self) -> None:
        self._make(_FIRST)

    def _make(self, places: int) -> None:
        self._mask = places - 1
        self._keys = memoryview(bytearray(places * WIDTH)).cast("Q")
        self._values = memoryview(bytearray(places * 4)).cast("I")
        self._free = places * 2 // 3

    def add(self, key: int, value: int = 0) -> int | None:
        """The value that a digest has already; None where it is new, and then it is kept with this value."""
        keys, mask = self._keys, self._mask
        at = key & mask
        while there := keys[at]:
            if there == key:
                return self._values[at]
            at = (at + 1) & mask
        keys[at], self._values[at] = key, value
        self._free -= 1
        if not self._free:
            self._grow()
        return None

    def get(self, key: int) -> int | None:
        """The value of a digest, None where it is not there."""
        at = key & self._mask
        while there := self._keys[at]:
            if there == key:
                return self._values[at]
            at = (at + 1) & self._mask
        return None

    def __iter__(self) -> Iterator[int]:
        return (key for key in self._keys if key)

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._make(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if key:
                self.add(key, value)


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
