"""The file gate: from a file to bytes that are text, or the problem that stops it.

Regular files only, not empty, no other kind of file, strict UTF-8 without byte order mark, no NUL.
"""

import os
import stat
from collections.abc import Iterator
from typing import IO, Final, cast

from palermo.escape import esc
from palermo.problems import PalermoError, Problem
from palermo.read.walk import STDIN, Source

#: A file that is read whole may hold this much, unpacked.
WHOLE: Final = 256 << 20
#: A stream is read in pieces of this size.
_PIECE: Final = 1 << 20
_LONGEST_LINE: Final = 16 << 20

BOM: Final = b"\xef\xbb\xbf"
_MAGIC: Final = (
    (b"PK\x03\x04", "a zip or office file"), (b"%PDF", "a PDF"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format", "a database"), (b"\x7fELF", "a program"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"@\x00", b"\x00@", b"{\x00", b"\x00{")
_GZIP: Final = b"\x1f\x8b"


def open_source(source: Source) -> IO[bytes] | Problem:
    """The unpacked bytes of a file as a stream; a problem where there is no regular file to open."""
    if source.path == STDIN:
        import sys

        stream: IO[bytes] = sys.stdin.buffer
        gzipped = stream.peek(2)[:2] == _GZIP if hasattr(stream, "peek") else False
        if not gzipped:
            return stream
        import gzip

        return cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb"))
    try:
        handle = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        reason = esc(error.strerror or str(error))
        return Problem(source.path, None, None, f"cannot be opened: {reason}", "P102")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        message = "not a regular file: give a file, a folder, or - for standard input"
        return Problem(source.path, None, None, message, "P102")
    if not source.gzipped:
        return os.fdopen(handle, "rb")
    import gzip
    from io import FileIO

    packed = FileIO(handle)
    unpacked = gzip.GzipFile(fileobj=packed, mode="rb")
    unpacked.myfileobj = packed  # to be closed with it
    return cast(IO[bytes], unpacked)


def take(stream: IO[bytes], limit: int, path: str) -> bytes | Problem:
    """Up to ``limit`` bytes of the stream; a problem where it cannot be read (a broken archive, a bad disk)."""
    parts = []
    left = limit
    try:
        while left > 0:
            part = stream.read(left)
            if not part:
                break
            parts.append(part)
            left -= len(part)
    except (OSError, EOFError) as error:
        return unreadable(path, error)
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        return unreadable(path, error)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def unreadable(path: str, error: Exception) -> Problem:
    """The problem that stands for a failure to read or unpack."""
    gzipped = type(error).__name__ in ("BadGzipFile", "EOFError", "error")
    reason = "not a whole gzip archive: pack it again" if gzipped else f"cannot be read: {esc(str(error))}"
    return Problem(path, None, None, reason, "P102")


def text_of(data: bytes, path: str) -> bytes | Problem:
    """``data`` without byte order mark where it is UTF-8 text; else the problem. An empty file is one."""
    other = foreign(data[:16])
    if other is not None:
        return Problem(path, None, None, *other)
    if data.startswith(BOM):
        data = data[3:]
    fault = unclean(data)
    if fault is not None:
        message, line, column = fault
        return Problem(path, line, column, message, "P105")
    return data if data.strip() else empty(path)


def empty(path: str) -> Problem:
    """The problem of a file with nothing in it."""
    return Problem(path, None, None, "the file is empty: describe a case in it, or leave it out", "P103")


def foreign(head: bytes) -> tuple[str, str] | None:
    """Message and code where the first bytes are those of another kind of file."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return f"this is {kind}, not RDF text: export the case as RDF first", "P104"
    if head.startswith(_GZIP):
        return "this is gzipped: let the name end in .gz", "P104"
    if head.startswith(_UTF_16):
        return "this is UTF-16 text: save it as UTF-8", "P105"
    return None


def unclean(data: bytes) -> tuple[str, int, int] | None:
    """Message, line and column of the first byte that is not UTF-8 text."""
    try:
        if not data.isascii():
            data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place_of(data, error.start)
        return "not UTF-8 text: save the file as UTF-8", line, column
    nul = data.find(b"\0")
    if nul >= 0:
        line, column = place_of(data, nul)
        return "a NUL byte: this is a binary file, or a damaged one", line, column
    return None


def place_of(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, both from 1; the column counts characters."""
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "replace")) + 1


def pieces(stream: IO[bytes], path: str) -> Iterator[bytes]:
    """The stream in pieces of whole lines. Raises PalermoError where it cannot be read or a line has no end."""
    left = b""
    while True:
        data = take(stream, _PIECE, path)
        if isinstance(data, Problem):
            raise PalermoError(data)
        if not data:
            break
        cut = data.rfind(b"\n") + 1
        if cut:
            yield left + data[:cut]
            left = data[cut:]
        else:
            left += data
            if len(left) > _LONGEST_LINE:
                message = "a line of more than 16 MB: keep long texts elsewhere and link to them"
                raise PalermoError(Problem(path, None, None, message, "P118"))
    if left:
        yield left


def clean_lines(stream: IO[bytes], path: str) -> Iterator[str]:
    """The stream as text, in pieces of whole lines. Raises PalermoError where it is not UTF-8 text."""
    first = True
    lines = 0
    for piece in pieces(stream, path):
        if first:
            piece = piece.removeprefix(BOM)
            first = False
        fault = unclean(piece)
        if fault is not None:
            message, line, column = fault
            raise PalermoError(Problem(path, line + lines, column, message, "P105"))
        lines += piece.count(b"\n")
        yield piece.decode()
