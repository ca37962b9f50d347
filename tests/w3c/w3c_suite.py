"""The W3C SHACL Core tests as values: what each gives an engine, and what it expects back.

The suite (https://w3c.github.io/data-shapes/data-shapes-test-suite/) is not part of this project. It is read from
where it lies; see :func:`location`.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from palermo.terms import XSD_STRING, Literal, Term, Triple

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class Expected(NamedTuple):
    """What a test expects: a refusal, or whether the data conform and the (focus node, path) of each result.

    A path is an IRI, or None where the test gives none or a compound one.
    """

    failure: bool
    conforms: bool
    results: tuple[tuple[Term, str | None], ...]


class W3CTest(NamedTuple):
    """One test: its name (folder/name), its two graphs, and what is expected."""

    name: str
    shapes: Path
    data: Path
    expected: Expected


def location() -> Path:
    """The folder of the Core tests, under ``$PALERMO_W3C_SHACL`` or ``../shared/data/w3c-shacl/tests``."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data" / "w3c-shacl" / "tests"
    return Path(os.environ.get("PALERMO_W3C_SHACL") or beside) / "core"


@cache
def triples(path: Path) -> tuple[Triple, ...]:
    """The triples of a Turtle file; blank nodes keep one name each, written ``_:x``."""
    parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    return tuple((_name(q.subject), q.predicate.value, _term(q.object)) for q in parsed)


def core_tests(folder: Path) -> Iterator[W3CTest]:
    """The tests that the manifest in this folder includes, in its order."""
    yield from _walk(folder / "manifest.ttl", folder)


def _walk(manifest: Path, root: Path) -> Iterator[W3CTest]:
    graph = triples(manifest)
    for entry in _items(graph, _one(graph, manifest.as_uri(), MF + "entries")):
        yield _test(graph, str(entry), manifest, root)
    for included in sorted(str(o) for _, p, o in graph if p == MF + "include"):
        yield from _walk(_path(included), root)


def _test(graph: tuple[Triple, ...], entry: str, manifest: Path, root: Path) -> W3CTest:
    action = _one(graph, entry, MF + "action")
    name = f"{manifest.parent.relative_to(root)}/{entry.rsplit('/', 1)[1]}"
    shapes, data = (_path(str(_one(graph, str(action), SHT + p))) for p in ("shapesGraph", "dataGraph"))
    return W3CTest(name, shapes, data, _expected(graph, _one(graph, entry, MF + "result"), manifest != data))


def _expected(graph: tuple[Triple, ...], report: Term | None, elsewhere: bool) -> Expected:
    if report == SHT + "Failure":
        return Expected(True, False, ())
    conforms = _one(graph, str(report), SH + "conforms")
    results = [
        (_focus(_one(graph, str(r), SH + "focusNode"), elsewhere), _iri(_one(graph, str(r), SH + "resultPath")))
        for s, p, r in graph
        if s == report and p == SH + "result"
    ]
    return Expected(False, isinstance(conforms, Literal) and conforms.lexical in ("true", "1"), tuple(results))


def _focus(term: Term | None, elsewhere: bool) -> Term:
    """The focus node; a blank node of another file than the data cannot be told apart, so it is just ``_:``."""
    if term is None:
        raise ValueError("a result without a focus node")
    return "_:" if elsewhere and isinstance(term, str) and term.startswith("_:") else term


def _iri(term: Term | None) -> str | None:
    return term if isinstance(term, str) and not term.startswith("_:") else None


def _one(graph: tuple[Triple, ...], subject: str, predicate: str) -> Term | None:
    return next((o for s, p, o in graph if s == subject and p == predicate), None)


def _items(graph: tuple[Triple, ...], head: Term | None) -> Iterator[Term]:
    while isinstance(head, str) and head != RDF + "nil":
        item = _one(graph, head, RDF + "first")
        if item is not None:
            yield item
        head = _one(graph, head, RDF + "rest")


def _path(iri: str) -> Path:
    return Path(iri.removeprefix("file://"))


def _name(node: object) -> str:
    if isinstance(node, ox.NamedNode):
        return node.value
    if isinstance(node, ox.BlankNode):
        return "_:" + node.value
    raise ValueError(f"not a subject: {node}")


def _term(node: object) -> Term:
    if isinstance(node, ox.Literal):
        datatype = node.datatype.value if node.datatype else XSD_STRING
        return Literal(node.value, datatype, node.language.lower() if node.language else None)
    return _name(node)
