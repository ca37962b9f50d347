"""Compiled rulebooks on disk, each under a hash of the bytes it was compiled from.

A kept rulebook is plain data (``marshal``) with a checksum: one that was cut short or altered is compiled anew, and a
folder that cannot be written costs time, nothing else. ``PALERMO_CACHE`` names another folder; empty, it keeps nothing.
"""

import hashlib
import marshal
import os
import sys
from collections.abc import Sequence

from palermo.compile.packs import Pack
from palermo.compile.plan import Plan, from_plain, to_plain

#: Part of every key: raise it when the form of a plan changes.
FORM = b"1"
_CHECK = 32


def digest_of(packs: Sequence[Pack]) -> str:
    """A hash of everything that a compiled rulebook depends on: the packs, this Python, the form of a plan."""
    found = hashlib.sha256(FORM + sys.version.encode())
    for pack in packs:
        found.update(b"\0pack\0" + pack.name.encode())
        for source in pack.sources:
            found.update(b"\0file\0" + source.path.encode() + b"\0" + source.text)
    return found.hexdigest()


def load(digest: str) -> Plan | None:
    """The kept rulebook, or None where there is none that is whole."""
    path = _path(digest)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return None
    body = content[_CHECK:]
    if hashlib.sha256(body).digest() != content[:_CHECK]:
        return None
    try:
        return from_plain(marshal.loads(body))
    except (ValueError, EOFError, TypeError):
        return None


def keep(plan: Plan) -> None:
    """Keeps a rulebook; whole or not at all."""
    path = _path(plan.digest)
    if path is None:
        return
    body = marshal.dumps(to_plain(plan))
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        os.replace(temporary, path)
    except OSError:
        return


def _path(digest: str) -> str | None:
    folder = os.environ.get("PALERMO_CACHE")
    if folder is None:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
        folder = os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "palermo")
    return os.path.join(folder, f"{digest}.rulebook") if folder else None
