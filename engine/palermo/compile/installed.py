"""Packs that came as Python distributions: found by the entry points of a group, and never imported.

A distribution names a pack by an entry point whose value is the package that holds ``ontology/`` and ``shapes/``
(Python Packaging User Guide, entry points specification).
"""

import os
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec

from palermo.compile.refused import Refused, refuse

GROUP = "palermo.packs"


def folder_of(name: str) -> str:
    """The folder of the installed pack of that name.

    Raises Refused where there is none, where two distributions have one, or where its package holds no pack.
    """
    installed = entry_points(group=GROUP)
    found = [point for point in installed if point.name == name]
    if not found:
        raise _unknown(name, sorted({point.name for point in installed}))
    if len(found) > 1:
        owners = " and ".join(sorted(point.dist.name if point.dist else "?" for point in found))
        message = f"two installed packs have this name, of {owners}; remove one, or give its folder"
        raise refuse(message, file=name, code="P314")
    folder = _folder(found[0])
    if folder is None:
        message = f"the installed pack is to be in the package {found[0].value}, which has no ontology/ or shapes/"
        raise refuse(f"{message}; install it anew", file=name, code="P315")
    return folder


def _folder(point: EntryPoint) -> str | None:
    """The folder of the package that an entry point names. Of a package within others only the outermost is looked up:
    to look up an inner one would import those around it."""
    outermost, *inner = point.value.partition(":")[0].partition("[")[0].strip().split(".")
    try:
        spec = find_spec(outermost)
    except (ImportError, ValueError):
        return None
    for base in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.join(base, *inner)
        if any(os.path.isdir(os.path.join(path, part)) for part in ("ontology", "shapes")):
            return path
    return None


def _unknown(name: str, installed: list[str]) -> Refused:
    from difflib import get_close_matches

    near = get_close_matches(name, installed, 1)
    there = f"installed are {', '.join(installed)}" if installed else "none is installed"
    hint = f"did you mean {near[0]}?" if near else "--with takes a folder that has ontology/ and shapes/ or a name"
    return refuse(f"no such pack: no folder is called so, and {there}; {hint}", file=name, code="P310")
