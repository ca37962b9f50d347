"""Files of findings: what ``palermo classify --format json`` and ``jsonl`` write, read one case at a time.

Memory holds one case, however the document is laid out and whatever its size.
"""

import json
from collections.abc import Iterator
from typing import IO, Final, NamedTuple

from palermo.problems import PalermoError, Problem
from palermo.read.gate import foreign, unreadable
from palermo.summary.told import NotFindings, Told, told_in

#: The longest line of JSON Lines, and the longest part of a document, in bytes: a case of 100,000 persons.
LONGEST: Final = 256 << 20
_PIECE: Final = 1 << 20
_BLANK: Final = " \t\r\n"
#: What is said of another kind of file, and what is said here instead.
_NOT_RDF: Final = "not RDF text: export the case as RDF first"
_WRITE: Final = "write findings with palermo classify --format jsonl"
#: So many lines of one file are told to be no findings, one by one.
_NAMED: Final = 10


class LeftOut(NamedTuple):
    """How many inputs a document says could not be classified."""

    inputs: int


def lines(stream: IO[bytes], path: str) -> Iterator[Told | Problem]:
    """The cases of JSON Lines. A line that holds none is a problem and stops nothing; of many such lines the first are
    named. Raises PalermoError where the file cannot be read on."""
    number = wrong = 0
    while line := _read_line(stream, path):
        number += 1
        if number == 1:
            line = _first(line, path)
        if line.isspace():
            continue
        try:
            yield told_in(json.loads(line.rstrip().decode("utf-8")))
        except (ValueError, RecursionError) as error:
            wrong += 1
            if wrong <= _NAMED:
                yield Problem(path, number, _column(error), _message(error), "P801")
    if wrong > _NAMED:
        message = f"{wrong} lines are no findings on a case, the first {_NAMED} of them named above"
        yield Problem(path, None, None, message, "P801")


def document(stream: IO[bytes], path: str) -> Iterator[Told | LeftOut]:
    """The cases of one JSON document, and how many inputs it says were left out. Raises PalermoError where the file
    cannot be read on, or is no such document."""
    reading = _Reading(stream, path)
    try:
        yield from _document(reading)
    except (ValueError, RecursionError) as error:
        line = reading.line_of(error)
        raise PalermoError(Problem(path, line, _column(error), _message(error), "P801")) from None


def _document(reading: "_Reading") -> Iterator[Told | LeftOut]:
    reading.take("{")
    keys: set[object] = set()
    while not keys or reading.take(",}") == ",":
        key = reading.value()
        reading.take(":")
        keys.add(key)
        if key == "cases":
            yield from map(told_in, reading.members())
        elif key == "problems":
            yield LeftOut(sum(1 for _ in reading.members()))
        else:
            reading.value()
    if "cases" not in keys:
        raise NotFindings('the key "cases" is missing')
    reading.end()


class _Reading:
    """A JSON text of which one part after the other is taken."""

    def __init__(self, stream: IO[bytes], path: str) -> None:
        self._stream, self._path = stream, path
        self._decoder = json.JSONDecoder()
        self._text, self._rest, self._at, self._line = "", b"", 0, 1
        self._begun = self._ended = False

    def take(self, characters: str) -> str:
        """The next character, which must be one of these."""
        found = self._peek()
        if not found or found not in characters:
            raise json.JSONDecodeError(f"expecting {' or '.join(characters)}", self._text, self._at)
        self._at += 1
        return found

    def value(self) -> object:
        """The next value, whole."""
        self._peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if self._more():
                    continue
                raise
            if end < len(self._text) or not self._more():
                self._at = end
                return found

    def members(self) -> Iterator[object]:
        """The members of a list."""
        self.take("[")
        if self._peek() == "]":
            self._at += 1
            return
        yield self.value()
        while self.take(",]") == ",":
            yield self.value()

    def end(self) -> None:
        """Make sure that nothing comes any more."""
        if self._peek():
            raise json.JSONDecodeError("something after the end of the document", self._text, self._at)

    def line_of(self, error: Exception) -> int:
        """The line of an error: its own where it has one, else where reading stands."""
        within = error.pos if isinstance(error, json.JSONDecodeError) else self._at
        return self._line + self._text.count("\n", 0, within)

    def _peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANK:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on, as much again as there is; false at the end of the file."""
        if self._ended:
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :], 0
        if len(self._text) > LONGEST:
            raise _too_long(self._path, self._line)
        data = _read(self._stream, max(_PIECE, len(self._text)), self._path)
        if data and not self._begun:
            data, self._begun = _first(data, self._path), True
        self._ended = not data
        data = self._rest + data
        whole = len(data) if self._ended else _boundary(data)
        self._rest = data[whole:]
        self._text += data[:whole].decode("utf-8")
        return not self._ended or whole > 0


def _boundary(data: bytes) -> int:
    """Where the last whole character ends: a character is not cut in two."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            return len(data) - back
    return len(data)


def _read(stream: IO[bytes], size: int, path: str) -> bytes:
    try:
        return stream.read(size)
    except (OSError, EOFError) as error:
        raise PalermoError(unreadable(path, error)) from None
    except Exception as error:
        raise _unpacking(path, error) from None


def _read_line(stream: IO[bytes], path: str) -> bytes:
    try:
        line = stream.readline(LONGEST + 1)
    except (OSError, EOFError) as error:
        raise PalermoError(unreadable(path, error)) from None
    except Exception as error:
        raise _unpacking(path, error) from None
    if len(line) > LONGEST:
        raise _too_long(path, None)
    return line


def _unpacking(path: str, error: Exception) -> Exception:
    """A broken archive is the file's fault; anything else is ours."""
    return PalermoError(unreadable(path, error)) if type(error).__module__ == "zlib" else error


def _too_long(path: str, line: int | None) -> PalermoError:
    message = f"one case takes more than {LONGEST >> 20} MB: this is no file of findings"
    return PalermoError(Problem(path, line, None, message, "P802"))


def _first(data: bytes, path: str) -> bytes:
    """The beginning of a file without its byte order mark. Raises PalermoError where it is another kind of file."""
    other = foreign(data[:16])
    if other is not None:
        message, code = other
        raise PalermoError(Problem(path, None, None, message.replace(_NOT_RDF, f"no findings: {_WRITE}"), code))
    return data.removeprefix(b"\xef\xbb\xbf")


_OTHER: Final = {RecursionError: "nested too deep", UnicodeDecodeError: "not UTF-8 text"}


def _message(error: Exception) -> str:
    why = str(error)
    if isinstance(error, json.JSONDecodeError):
        why = f"no JSON here: {error.msg[:1].lower()}{error.msg[1:]}"
    elif not isinstance(error, NotFindings):
        why = _OTHER.get(type(error), "a number that is too long")
    return f"no findings on a case: {why}; {_WRITE}"


def _column(error: Exception) -> int | None:
    return error.colno if isinstance(error, json.JSONDecodeError) else None
