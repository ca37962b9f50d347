"""From the PATHs of a command to the files to read."""

import os
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from palermo.escape import esc
from palermo.problems import Problem
from palermo.read.formats import EXTENSIONS, FORMATS, format_of_name

#: What PATH means standard input.
STDIN = "-"


#: Names that other files have too: in a folder such a file counts only if it holds this near its beginning.
_MARKS: Final = {".json": b'"@', ".xml": b"22-rdf-syntax-ns#"}
_BEGINNING: Final = 1 << 16


class Source(NamedTuple):
    """A file to read."""

    path: str
    format: str
    gzipped: bool


def sources(paths: Sequence[str], input_format: str | None = None) -> Iterator[Source | Problem]:
    """The files that PATHs stand for, in order: as given, and by name within a folder.

    In a folder, hidden entries, files without an RDF extension, JSON and XML that is no RDF, the ``ontology`` and
    ``shapes`` of a pack, and packs that carry their own cases are passed over: those cases need their pack.
    ``input_format`` holds for named files and standard input; in a folder the names tell.
    """
    for path in paths:
        if path == STDIN:
            yield _stdin(input_format)
        elif os.path.isdir(path):
            yield from _folder(path)
        else:
            yield _named(path, input_format)


def carries_cases(folder: str) -> bool:
    """Whether a folder is a pack with cases of its own: ``cases/`` beside ``ontology/`` or ``shapes/``."""
    own, *pack = (os.path.isdir(os.path.join(folder, name)) for name in ("cases", "ontology", "shapes"))
    return own and any(pack)


def packs_within(paths: Sequence[str]) -> Iterator[str]:
    """The packs with cases of their own in the folders among these PATHs, in order; one that is a PATH itself too."""
    for path in paths:
        for here, below, _ in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            if carries_cases(here):
                below.clear()
                yield here


def only_packs(path: str) -> bool:
    """Whether a PATH is a folder in which no case stands but those that packs carry; a pack with cases is one too."""
    if carries_cases(path):
        return True
    if not os.path.isdir(path) or next(packs_within([path]), None) is None:
        return False
    return not any(isinstance(item, Source) for item in sources([path]))


def _stdin(input_format: str | None) -> Source | Problem:
    if input_format is None:
        return Problem(STDIN, None, None, f"say what standard input holds: --input-format {'|'.join(FORMATS)}", "P106")
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
                if not os.path.islink(entry) and not carries_cases(entry):
                    below.append(entry)
                continue
            by_name, gzipped = format_of_name(name)
            if by_name is not None and _is_meant(source := Source(entry, by_name, gzipped)):
                found = True
                yield source
        waiting.extend(reversed(below))
    if not found:
        pack = next(packs_within([path]), None)
        message = "the folder holds no case file: add one, or name another folder"
        if pack is not None:
            cases = esc(os.path.join(pack, "cases"))
            message = f"the folder holds no case file but those of packs: name {cases}, say, and its pack by --with"
        yield Problem(path, None, None, message, "P107")


def _is_meant(source: Source) -> bool:
    """Whether a file found in a folder is one for us, as far as its name leaves that open."""
    lowered = source.path.lower().removesuffix(".gz")
    mark = next((mark for extension, mark in _MARKS.items() if lowered.endswith(extension)), None)
    if mark is None:
        return True
    from palermo.read.gate import open_source, take

    stream = open_source(source)
    if isinstance(stream, Problem):
        return True
    with stream:
        beginning = take(stream, _BEGINNING, source.path)
    return isinstance(beginning, Problem) or mark in beginning
