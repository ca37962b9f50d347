"""Compiled rulebooks on disk, each under a hash of the bytes it was compiled from.

A kept rulebook is plain data (``marshal``) with a checksum: one that was cut short or altered is compiled anew, and a
folder that cannot be written costs time, nothing else. ``PALERMO_CACHE`` names another folder; empty, it keeps nothing.
The hash is the one by which Python keys its own compiled modules (PEP 552): this guards against change and damage, and
the folder is the user's own, so nobody else's bytes come in.
"""

import marshal
import os
import sys
from collections.abc import Sequence
from importlib.util import source_hash

from palermo.compile.packs import Pack
from palermo.compile.plan import Plan, from_plain, to_plain

#: Part of every key: raise it when the form of a plan changes.
FORM = b"3"
_CHECK = 8


def key_of(packs: Sequence[Pack]) -> str:
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
    body = content[_CHECK:]
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
