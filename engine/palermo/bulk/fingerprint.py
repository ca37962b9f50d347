"""What a run is of: by this an interrupted run is known again.

Two runs with the same fingerprint write the same bytes. Of a file the size, the time of its last change, and a checksum
of its beginning and end are taken; its whole content would have to be read.
"""

import os
from collections.abc import Sequence
from typing import Any, Final
from zlib import crc32

from palermo.bulk.portions import size_of
from palermo.bulk.values import Order
from palermo.problems import Problem
from palermo.read.walk import Source
from palermo.write.context import VERSION

#: A fingerprint as JSON has it.
Fingerprint = dict[str, Any]

_SAMPLE: Final = 64 << 10
#: What a person calls the parts of an order.
_OPTIONS: Final = {
    "packs": "--with", "definitions": "--definition", "engine": "--engine", "at": "--at",
    "jurisdictions": "--jurisdiction", "unverified": "--include-unverified", "lang": "--lang", "format": "--format",
}  # fmt: skip


def fingerprint(order: Order, sources: Sequence[Source | Problem], nominal: int) -> Fingerprint:
    """What a run is of: ``nominal`` is the size of its portions."""
    return {
        "version": VERSION,
        "order": {key: list(value) if isinstance(value, tuple) else value for key, value in order._asdict().items()},
        "nominal": nominal,
        "inputs": [_input(source) for source in sources],
    }


def difference(old: Fingerprint, new: Fingerprint) -> str | None:
    """In words, the first thing in which a run differs from an earlier one; None where it does not."""
    if old == new:
        return None
    before, now = old["order"], new["order"]
    for key, option in _OPTIONS.items():
        if before.get(key) != now[key]:
            return f"{option} was {_said(before.get(key))}, and now is {_said(now[key])}"
    if old["version"] != new["version"] or before.get("digest") != now["digest"]:
        return "the rulebook has changed (palermo itself, or a pack)"
    if old["nominal"] != new["nominal"]:
        return "--cache was given in one of the two runs only"
    names = [name for name, *_ in old["inputs"]]
    for was, is_ in zip(old["inputs"], new["inputs"], strict=False):
        if was[0] != is_[0]:
            return f"the inputs are others: there was {was[0]}, and now {is_[0]}"
        if was != is_:
            return f"{was[0]} has changed"
    return f"there were {len(names)} inputs, and now there are {len(new['inputs'])}"


def _said(value: object) -> str:
    said = " ".join(map(str, value)) if isinstance(value, list) else value
    return "not given" if said in (None, "", False) else "given" if said is True else str(said)


def _input(source: Source | Problem) -> list[str | int]:
    if isinstance(source, Problem):
        return [source.file, source.message]
    try:
        changed = os.stat(source.path).st_mtime_ns
        with open(source.path, "rb") as file:
            size = size_of(source)
            check = crc32(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            check = crc32(file.read(_SAMPLE), check)
    except OSError as error:
        return [source.path, str(error.strerror)]
    return [source.path, source.format, size, changed, check]
