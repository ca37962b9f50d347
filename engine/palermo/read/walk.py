"""From the PATHs of a command to the files to read."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palermo.escape import esc
from palermo.problems import Problem
from palermo.read.formats import EXTENSIONS, FORMATS, format_of_name

#: What PATH means standard input.
STDIN = "-"


class Source(NamedTuple):
    """A file to read. ``found`` is true where walking a folder found it, false where it was named."""

    path: str
    format: str
    gzipped: bool
    found: bool = False


def sources(paths: Sequence[str], input_format: str | None = None) -> Iterator[Source | Problem]:
    """The files that PATHs stand for, in order: as given, and by name within a folder.

    In a folder, hidden entries, files without an RDF extension, and the ``ontology`` and ``shapes`` of a pack are
    passed over. ``input_format`` holds for named files and standard input; in a folder the names tell.
    """
    for path in paths:
        if path == STDIN:
            yield _stdin(input_format)
        elif os.path.isdir(path):
            yield from _folder(path)
        else:
            yield _named(path, input_format)


def _stdin(input_format: str | None) -> Source | Problem:
    if input_format is None:
        return Problem(
            STDIN, None, None, f"say what standard input holds: --input-format {'|'.join(FORMATS)}", "P106"
        )
    return Source(STDIN, input_format, False)


def _named(path: str, input_format: str | None) -> Source | Problem:
    if not os.path.lexists(path):
        return Problem(path, None, None, "no such file or folder: check the path", "P101")
    by_name, gzipped = format_of_name(path)
    chosen = input_format or by_name
    if chosen is None:
        known = " ".join("." + extension for extension in EXTENSIONS)
        message = f"the name does not tell the format: name it {known} (also .gz), or give --input-format"
        return Problem(path, None, None, message, "P106")
    return Source(path, chosen, gzipped)


def _folder(path: str) -> Iterator[Source | Problem]:
    found = False
    waiting = [path]
    while waiting:
        here = waiting.pop()
        try:
            names = sorted(name for name in os.listdir(here) if not name.startswith("."))
        except OSError as error:
            yield Problem(here, None, None, f"cannot look into the folder: {esc(error.strerror or str(error))}", "P102")
            found = True
            continue
        if "ontology" in names and "shapes" in names:
            names = [name for name in names if name not in ("ontology", "shapes")]
        below = []
        for name in names:
            entry = os.path.join(here, name)
            if os.path.isdir(entry):
                if not os.path.islink(entry):
                    below.append(entry)
                continue
            by_name, gzipped = format_of_name(name)
            if by_name is not None:
                found = True
                yield Source(entry, by_name, gzipped, found=True)
        waiting.extend(reversed(below))
    if not found:
        yield Problem(path, None, None, "the folder holds no case file: add one, or name another folder", "P107")
