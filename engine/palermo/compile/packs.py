"""Packs: folders with ``ontology/`` and ``shapes/``, read as Turtle. Nothing is ever fetched."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from palermo import data
from palermo.compile.refused import refuse
from palermo.terms import Literal, Term, Triple

#: What stands in a pack's ontology folder without being part of its rulebook.
APART = ("mappings", "templates", "alignments.ttl")
#: The pack that every rulebook begins with.
CORE = "core"
#: No file of a pack is larger, in bytes.
LARGEST = 64 << 20
#: The folders of a pack, in the order in which they are read.
ONTOLOGY, SHAPES = "ontology", "shapes"
#: What the text of a file has that imports something, however it spells that.
_SIGNS = (b"imports", b"\\u", b"\\U")


class Source(NamedTuple):
    """One file of a pack, whole, and in which of its folders it stands."""

    path: str
    text: bytes
    part: str = ""


class Pack(NamedTuple):
    """A pack and its files, in a fixed order."""

    name: str
    sources: tuple[Source, ...]


def open_packs(names: Sequence[str]) -> tuple[Pack, ...]:
    """The core pack and these packs, each a folder or the name of an installed pack; of the core only what they import,
    where each of them says what it imports (see :mod:`palermo.compile.imports`).

    Raises :class:`palermo.compile.refused.Refused` where one is missing, holds no pack, or imports what is not there.
    """
    core, *rest = read_packs(names)
    packs = tuple(rest)
    if not any(sign in source.text for pack in packs for source in pack.sources for sign in _SIGNS):
        return (core, *packs)
    from palermo.compile.imports import resolved

    return resolved(core, packs)


def read_packs(names: Sequence[str]) -> tuple[Pack, ...]:
    """The whole core pack and these packs as they are, whatever they import. Raises Refused where one is missing, or
    holds no pack."""
    core = Pack(CORE, tuple(_sources({part: data.folder(part) for part in (ONTOLOGY, SHAPES)})))
    by_place = {os.path.realpath(folder): (folder, name) for folder, name in map(_found, names)}
    folders = dict(by_place.values())
    named = zip(folders, _distinct(folders.values()), strict=True)
    return (core, *(_open(folder, name) for folder, name in named))


def _found(name: str) -> tuple[str, str]:
    """The folder of a pack and what it is called: a folder as it is given, else the installed pack of that name."""
    path = name.rstrip("/" + os.sep)
    if os.path.isdir(path):
        return path, os.path.basename(os.path.abspath(path))
    if os.path.lexists(name):
        raise refuse("no such pack; --with takes a folder that has ontology/ and shapes/", file=name, code="P310")
    from palermo.compile.installed import folder_of

    return folder_of(name), name


def _distinct(names: Iterable[str]) -> Iterator[str]:
    """The names of packs, so that no two are called alike: of several that are, all but the first have a number."""
    seen = {CORE: 1}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _open(path: str, name: str) -> Pack:
    parts = {part: os.path.join(path, part) for part in (ONTOLOGY, SHAPES)}
    sources = tuple(_sources({part: folder for part, folder in parts.items() if os.path.isdir(folder)}))
    if not sources:
        raise refuse("not a pack; it needs a folder ontology/ or shapes/ with Turtle in it", file=path, code="P311")
    return Pack(name, sources)


def _sources(folders: dict[str, str]) -> Iterator[Source]:
    for part, folder in folders.items():
        for base, inner, names in os.walk(folder):
            inner[:] = sorted(n for n in inner if n not in APART and not n.startswith("."))
            for name in sorted(names):
                if name.endswith(".ttl") and name not in APART:
                    path = os.path.join(base, name)
                    yield Source(path, _read(path), part)


def _read(path: str) -> bytes:
    """The bytes of a file of a pack: a regular one, that is no larger than any law is."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise refuse("not a regular file; a pack holds Turtle files", file=path, code="P311")
        if found.st_size > LARGEST:
            raise refuse(f"larger than {LARGEST >> 20} MB; split it", file=path, code="P311")
        return file.read()


def read_triples(pack: Pack) -> Iterator[tuple[Source, Triple]]:
    """The triples of a pack, file by file; blank nodes of different files are kept apart."""
    for number, source in enumerate(pack.sources):
        yield from ((source, triple) for triple in parse(source, f"{pack.name}{number}"))


def parse(source: Source, scope: str) -> list[Triple]:
    """The triples of one Turtle file. Raises Refused with line and column where the syntax is broken."""
    return list(triples(source, scope))


def triples(source: Source, scope: str) -> Iterator[Triple]:
    """The triples of one Turtle file as they are read. Raises Refused as :func:`parse` does, once it comes so far."""
    import pyoxigraph

    try:
        for q in pyoxigraph.parse(source.text, format=pyoxigraph.RdfFormat.TURTLE):
            yield str(_term(q.subject, scope)), q.predicate.value, _term(q.object, scope)
    except SyntaxError as error:
        raise refuse(str(error.msg), file=source.path, line=error.lineno, column=error.offset, code="P312") from error


def _term(node: Any, scope: str) -> Term:
    kind = type(node).__name__
    if kind == "NamedNode":
        return str(node.value)
    if kind == "BlankNode":
        return f"_:{scope}-{node.value}"
    language = node.language
    return Literal(node.value, node.datatype.value, language.lower() if language else None)
