"""Where output goes, and how it may look there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

NARROWEST, WIDEST = 60, 100


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Standard output, or FILE: written beside its place and moved there when whole."""
    if path is None or path == "-":
        _steady(sys.stdout)
        yield sys.stdout
        return
    draft = f"{path}.{os.getpid()}.tmp"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise OSError(error.errno, f"cannot write here: {error.strerror}", path) from None
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


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
