"""Where other processes of this machine put what they wrote, for the one that they work for to take.

A pipe would carry it too, at a third of what classifying costs. The shelf is a temporary file with a place for each
portion under way; what is too long for its place, or finds no room on the disk, goes through the pipe.
"""

from typing import IO, Final, NamedTuple

from palermo.bulk.temporary import place_of, read_at, temporary
from palermo.bulk.values import Done

#: The bytes of a place; only those that are written take room.
_WIDTH: Final = 16 << 20


class Place(NamedTuple):
    """A place on a shelf: the file, by a name that any process of the same person can open it by, and where in it."""

    file: str
    start: int


class Shelved(NamedTuple):
    """What came of a portion, of which so many bytes of text lie in the portion's place; its own text is empty then."""

    done: Done
    length: int


class Shelf:
    """A shelf. A place of it is used again once what lay there was taken."""

    def __init__(self) -> None:
        """Raises OSError where there can be no temporary file."""
        self._file: IO[bytes] = temporary()
        self._name = place_of(self._file)

    def close(self) -> None:
        """Remove the shelf."""
        self._file.close()

    def place(self, number: int) -> Place:
        """The place 0, 1, 2 …"""
        return Place(self._name, number * _WIDTH)

    def take(self, place: Place, shelved: Shelved) -> Done:
        """What came of a portion, with its text. Raises OSError."""
        done, length = shelved
        if not length:
            return done
        text = read_at(self._file, place.start, length)
        if len(text) < length:
            raise OSError("a temporary file has lost what was written to it")
        return done._replace(text=text)


def shelve(place: Place, done: Done) -> Shelved:
    """Put what came of a portion into its place, as far as it finds room."""
    text = done.text
    if not text or len(text) > _WIDTH:
        return Shelved(done, 0)
    try:
        with open(place.file, "r+b", buffering=0) as file:
            file.seek(place.start)
            if file.write(text) < len(text):
                return Shelved(done, 0)
    except OSError:
        return Shelved(done, 0)
    return Shelved(done._replace(text=b""), len(text))
