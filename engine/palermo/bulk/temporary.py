"""Temporary files that leave nothing behind, whatever happens.

Where the system lists open files under ``/proc``, such a file has no name of its own: it is gone with the last process
that holds it open, even one that is killed. Elsewhere it has a name, and is removed when it is closed. They stand in
the folder that ``TMPDIR`` names and only their owner may read them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from palermo.escape import esc
from palermo.problems import PalermoError, Problem

_OPEN_FILES: Final = "/proc/self/fd"
#: Many small pieces are written: the fewer writes, the better.
_BUFFER: Final = 1 << 20


def temporary() -> IO[bytes]:
    """A new file to write and read. Raises OSError."""
    import tempfile

    if os.path.isdir(_OPEN_FILES):
        return tempfile.TemporaryFile(buffering=_BUFFER)
    return tempfile.NamedTemporaryFile(buffering=_BUFFER)


def read_at(file: IO[bytes], at: int, count: int) -> bytes:
    """So many bytes of a temporary file that is written and flushed, or as many as there are; no more is read, as it
    would be to fill a buffer. Raises OSError."""
    handle = file.fileno()
    os.lseek(handle, at, os.SEEK_SET)
    parts = []
    while count and (part := os.read(handle, count)):
        parts.append(part)
        count -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def place_of(file: IO[bytes]) -> str:
    """By what name this and other processes of the same person open a temporary file, as long as it is open here."""
    return f"/proc/{os.getpid()}/fd/{file.fileno()}" if os.path.isdir(_OPEN_FILES) else file.name


@contextmanager
def room(path: str) -> Iterator[None]:
    """What is written to temporary files for the sake of ``path``. Raises PalermoError for an OSError, which is mostly
    a full disk."""
    try:
        yield
    except OSError as error:
        import tempfile

        folder = f" in {esc(tempfile.tempdir)}" if tempfile.tempdir else ""
        reason = esc(error.strerror or str(error))
        message = f"no temporary file can be written{folder} ({reason}): make room, or let TMPDIR name another folder"
        raise PalermoError(Problem(path, None, None, message, "P100")) from None
