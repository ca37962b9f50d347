"""The standard streams, where the program is started without some of them (``>&-``)."""

import os
import sys
from typing import TextIO


def complete() -> None:
    """Put something in the place of each standard stream that is closed, so that no file is opened in its place.

    Input is empty. Output takes nothing, and says so when it is written to. Complaints go nowhere.
    """
    if sys.stdin is None:
        sys.stdin = _empty()
    if sys.stdout is None:
        sys.stdout = _out(os.O_RDONLY)
    if sys.stderr is None:
        sys.stderr = _out(os.O_WRONLY)


def _empty() -> TextIO:
    return open(os.open(os.devnull, os.O_RDONLY), encoding="utf-8", closefd=False)


def _out(flags: int) -> TextIO:
    return open(os.open(os.devnull, flags), "w", encoding="utf-8", closefd=False)
