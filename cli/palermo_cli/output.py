"""Where output goes, and how it may look there."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

NARROWEST, WIDEST = 60, 100

#: Names of descriptors that are open already. Opened anew, a file behind one would be written from its beginning.
_DESCRIPTORS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_NUMBERED = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})\Z")


@contextmanager
def opened(path: str | None, *, fresh: bool = False) -> Iterator[TextIO]:
    """Standard output, or FILE: written beside its place and moved there when whole; where FILE is a link, to the
    place that it names. What exists and is no regular file (a device, a pipe) is written to as it is.

    With ``fresh``, a file that is there already is refused. Raises OSError, with the path as it was given.
    """
    if path is None or path == "-":
        _steady(sys.stdout)
        yield sys.stdout
        return
    try:
        existing = _mode(path)
        if existing is None or stat.S_ISREG(existing):
            if fresh and existing is not None:
                raise _there(path)
            with _whole(os.path.realpath(path), fresh) as handle, _text(handle, closefd=False) as out:
                yield out
        else:
            with _text(_through(path)) as out:
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, f"cannot write here: {error.strerror}", path) from None


def place(path: str | None) -> str | None:
    """Where the regular file stands, or will stand, that FILE means, through links; None for standard output and for
    what exists and is no regular file. Raises OSError, with the path as it was given."""
    if path is None or path == "-":
        return None
    try:
        existing = _mode(path)
    except OSError as error:
        raise OSError(error.errno, f"cannot write here: {error.strerror}", path) from None
    if existing is not None and not stat.S_ISREG(existing):
        return None
    target = os.path.realpath(path)
    return path if target == os.path.abspath(path) else target


def write_new(path: str, content: bytes) -> None:
    """Write a FILE that is not text. One that is there already is refused. Raises OSError, with the path."""
    try:
        with _whole(path, True) as handle, open(handle, "wb", closefd=False) as out:
            out.write(content)
    except OSError as error:
        if error.errno == errno.EEXIST:
            raise _there(path) from None
        raise OSError(error.errno, f"cannot write here: {error.strerror}", path) from None


def _there(path: str) -> OSError:
    """What is said of a file that must be new and is not."""
    return OSError(errno.EEXIST, "there already; give another name, or move it away", path)


def _mode(path: str) -> int | None:
    """The mode of what is at ``path`` or at the end of its links, None where nothing is. What is open already counts as
    a pipe. A folder is refused."""
    if _descriptor(path) is not None:
        return stat.S_IFIFO
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        if os.path.basename(path):
            return None
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR)) from None
    except OSError as error:
        raise _unnamed(error) from None
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    return mode


@contextmanager
def _whole(target: str, fresh: bool) -> Iterator[int]:
    """A descriptor of the file at ``target``, which is there when it is whole and not before; with ``fresh``, it must
    not come up meanwhile."""
    draft = target if fresh else f"{target}.{os.getpid()}.tmp"
    handle = _open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            yield handle
            os.fsync(handle)
        finally:
            os.close(handle)
        if not fresh:
            _replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise


def _through(path: str) -> int:
    """A descriptor of what is there; nothing is made, cut or replaced."""
    number = _descriptor(path)
    return _open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)) if number is None else os.dup(number)


def _descriptor(path: str) -> int | None:
    numbered = _NUMBERED.match(path)
    return int(numbered[1]) if numbered else _DESCRIPTORS.get(path)


def _open(path: str, flags: int) -> int:
    try:
        return os.open(path, flags, 0o600)
    except OSError as error:
        raise _unnamed(error) from None


def _replace(draft: str, target: str) -> None:
    try:
        os.replace(draft, target)
    except OSError as error:
        raise _unnamed(error) from None


def _unnamed(error: OSError) -> OSError:
    """The same error without the name of a file that nobody gave."""
    return OSError(error.errno, error.strerror)


def _text(handle: int, closefd: bool = True) -> TextIO:
    return open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n", closefd=closefd)


def width(path: str | None) -> int:
    """The width of text: that of the terminal, within bounds; the widest where there is none."""
    if path is not None or not sys.stdout.isatty():
        return WIDEST
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return WIDEST
    return max(NARROWEST, min(columns, WIDEST))


def colour(path: str | None) -> bool:
    """Whether colours are shown: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return path is None and not os.environ.get("NO_COLOR") and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _steady(stream: TextIO) -> None:
    """The same bytes on every system: UTF-8, and line feeds."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
