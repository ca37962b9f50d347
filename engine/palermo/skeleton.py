"""A skeleton of a pack, to fill in: the files of ``ontology/templates/pack/`` under the name of the new pack."""

import os
import re
from collections.abc import Iterator
from typing import Final

from palermo.data import folder
from palermo.problems import PalermoError, Problem

#: What stands in the templates where the name of the pack goes, in texts and in names of files.
_PLACE: Final = "NAME"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_LONGEST: Final = 60
_TAKEN: Final = ("core", "all", "applicable")


def skeleton(name: str) -> dict[str, str]:
    """Path within the pack to text, for a pack of this name, in order.

    Raises PalermoError where the name cannot be that of a pack: it becomes part of addresses and file names.
    """
    if not _NAME.match(name) or len(name) > _LONGEST or name in _TAKEN:
        message = 'no name for a pack: use small letters, digits and hyphens, such as "example-act-2030"'
        raise PalermoError(Problem(name, None, None, message, "P316"))
    base = os.path.join(folder("ontology"), "templates", "pack")
    found: dict[str, str] = {}
    for path in _files(base):
        with open(path, encoding="utf-8") as file:
            found[os.path.relpath(path, base).replace(_PLACE, name)] = file.read().replace(_PLACE, name)
    return found


def _files(base: str) -> Iterator[str]:
    for here, folders, names in os.walk(base):
        folders.sort()
        yield from (os.path.join(here, name) for name in sorted(names))
