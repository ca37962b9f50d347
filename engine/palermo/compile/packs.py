"""Packs: folders with ``ontology/`` and ``shapes/``, read as Turtle. Nothing is ever fetched."""

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from palermo import data
from palermo.compile.refused import refuse
from palermo.terms import Literal, Term, Triple

#: What stands in a pack's ontology folder without being part of its rulebook.
_APART = ("mappings", "templates", "alignments.ttl")
#: The pack that every rulebook begins with.
CORE = "core"


class Source(NamedTuple):
    """One file of a pack, whole."""

    path: str
    text: bytes


class Pack(NamedTuple):
    """A pack and its files, in a fixed order."""

    name: str
    sources: tuple[Source, ...]


def open_packs(folders: Sequence[str]) -> tuple[Pack, ...]:
    """The core pack and the packs in these folders.

    Raises :class:`palermo.compile.refused.Refused` where a folder is missing or holds no pack.
    """
    core = Pack(CORE, tuple(_sources((data.folder("ontology"), data.folder("shapes")))))
    return (core, *(_open(folder) for folder in folders))


def _open(folder: str) -> Pack:
    path = folder.rstrip("/" + os.sep)
    parts = [os.path.join(path, name) for name in ("ontology", "shapes")]
    if not os.path.isdir(path):
        raise refuse("no such pack; --with takes a folder that has ontology/ and shapes/", file=folder, code="P310")
    sources = tuple(_sources([p for p in parts if os.path.isdir(p)]))
    if not sources:
        raise refuse("not a pack; it needs a folder ontology/ or shapes/ with Turtle in it", file=folder, code="P311")
    return Pack(os.path.basename(os.path.abspath(path)), sources)


def _sources(folders: Sequence[str]) -> Iterator[Source]:
    for folder in folders:
        for base, inner, names in os.walk(folder):
            inner[:] = sorted(n for n in inner if n not in _APART and not n.startswith("."))
            for name in sorted(names):
                if name.endswith(".ttl") and name not in _APART:
                    path = os.path.join(base, name)
                    with open(path, "rb") as file:
                        yield Source(path, file.read())


def read_triples(pack: Pack) -> Iterator[tuple[Source, Triple]]:
    """The triples of a pack, file by file; blank nodes of different files are kept apart."""
    for number, source in enumerate(pack.sources):
        yield from ((source, triple) for triple in parse(source, f"{pack.name}{number}"))


def parse(source: Source, scope: str) -> list[Triple]:
    """The triples of one Turtle file. Raises Refused with line and column where the syntax is broken."""
    import pyoxigraph

    try:
        quads = list(pyoxigraph.parse(source.text, format=pyoxigraph.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise refuse(str(error.msg), file=source.path, line=error.lineno, column=error.offset, code="P312") from error
    return [(str(_term(q.subject, scope)), q.predicate.value, _term(q.object, scope)) for q in quads]


def _term(node: Any, scope: str) -> Term:
    kind = type(node).__name__
    if kind == "NamedNode":
        return str(node.value)
    if kind == "BlankNode":
        return f"_:{scope}-{node.value}"
    language = node.language
    return Literal(node.value, node.datatype.value, language.lower() if language else None)
