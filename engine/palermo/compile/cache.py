"""Compiled rulebooks on disk, each under a hash of the bytes it was compiled from, or of the state of the core's files.

A kept rulebook is plain data (``marshal``) with a checksum: one that was cut short or altered is compiled anew, and a
folder that cannot be written costs time, nothing else. ``PALERMO_CACHE`` names another folder; empty, it keeps nothing.
The hash is the one by which Python keys its own compiled modules (PEP 552): this guards against change and damage, and
the folder is the user's own, so nobody else's bytes come in.
"""

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import source_hash
from typing import TYPE_CHECKING

from palermo import data
from palermo.compile.plan import Plan, from_plain, to_plain

if TYPE_CHECKING:
    from palermo.compile.packs import Pack

#: Part of every key: raise it when the form of a plan changes.
FORM = b"4"
_CHECK = 8


def key_of_core() -> str:
    """The same for the core pack alone, by the state of its files and not by their bytes: path, size, times of change
    and number in the file system, which together change with every change of a file. Reading them all would take
    longer than to judge a case."""
    states = sorted(state for name in ("ontology", "shapes") for state in _states(data.folder(name)))
    parts = [FORM, sys.version.encode(), b"core", *(repr(state).encode() for state in states)]
    content = b"\0".join(parts)
    return source_hash(content).hex() + f"{len(content):x}"


def _states(folder: str) -> Iterator[tuple[str, int, int, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(entry.path)
            else:
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def key_of(packs: "Sequence[Pack]") -> str:
    """A hash of everything that a compiled rulebook depends on: the packs, this Python, the form of a plan."""
    parts = [FORM, sys.version.encode()]
    for pack in packs:
        parts.append(b"\0pack\0" + pack.name.encode())
        parts.extend(b"\0file\0" + source.path.encode() + b"\0" + source.text for source in pack.sources)
    content = b"".join(parts)
    return source_hash(content).hex() + f"{len(content):x}"


def load(key: str) -> Plan | None:
    """The kept rulebook, or None where there is none that is whole."""
    path = _path(key)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return None
    body = memoryview(content)[_CHECK:]
    if source_hash(body) != content[:_CHECK]:
        return None
    try:
        return from_plain(marshal.loads(body))
    except (ValueError, EOFError, TypeError):
        return None


def keep(plan: Plan, key: str) -> None:
    """Keeps a rulebook; whole or not at all."""
    path = _path(key)
    if path is None:
        return
    body = marshal.dumps(to_plain(plan))
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(source_hash(body) + body)
        os.replace(temporary, path)
    except OSError:
        return


def _path(key: str) -> str | None:
    folder = os.environ.get("PALERMO_CACHE")
    if folder is None:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
        folder = os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "palermo")
    return os.path.join(folder, f"{key}.rulebook") if folder else None
