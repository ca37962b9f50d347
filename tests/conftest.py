"""What the tests of the engine share: cases and packs written as a few lines of Turtle."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from palermo.compile.compiler import compile_packs
from palermo.compile.packs import open_packs
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple

#: The prefixes of every snippet: ``:`` is for a case's own nodes, ``my:`` for the terms of a pack.
PREFIXES = """\
@prefix pal: <https://w3id.org/palermo#> .
@prefix ps: <https://w3id.org/palermo/shapes#> .
@prefix law: <https://w3id.org/palermo/law/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix my: <https://example.org/my#> .
@prefix : <https://example.org/t#> .
"""
CASE = "https://example.org/t#case"


def _term(node: Any) -> Term:
    if isinstance(node, pyoxigraph.NamedNode):
        return str(node.value)
    if isinstance(node, pyoxigraph.BlankNode):
        return f"https://example.org/t#blank-{node.value}"
    return Literal(node.value, node.datatype.value, node.language)


def _parse(turtle: str) -> Case:
    quads = pyoxigraph.parse(PREFIXES + turtle, format=pyoxigraph.RdfFormat.TURTLE)
    triples = [(str(_term(q.subject)), q.predicate.value, _term(q.object)) for q in quads]
    return Case(CASE, tuple(dict.fromkeys(triples)), "t.ttl")


@pytest.fixture(scope="session")
def case_of() -> Callable[[str], Case]:
    """From Turtle, without prefixes, to a case; the case node is ``:case``."""
    return _parse


@pytest.fixture(scope="session")
def core() -> Rulebook:
    """The rulebook of the core pack."""
    return Rulebook.load(cache=False)


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., str]:
    """Writes a pack of one ontology and one shapes file, each after thirteen lines of prefixes; gives its folder."""

    def write(ontology: str = "", shapes: str = "", name: str = "mine") -> str:
        for folder, text in (("ontology", ontology), ("shapes", shapes)):
            path = tmp_path / name / folder
            path.mkdir(parents=True, exist_ok=True)
            (path / "my.ttl").write_text(PREFIXES + text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def rulebook_with(pack: Callable[..., str]) -> Callable[..., Rulebook]:
    """The rulebook of the core and of a pack written as Turtle; never kept on disk."""

    def load(ontology: str = "", shapes: str = "") -> Rulebook:
        return Rulebook.load([pack(ontology, shapes)], cache=False)

    return load


@pytest.fixture
def alone(pack: Callable[..., str]) -> Callable[..., Rulebook]:
    """The rulebook of a pack by itself, without the core: quick, and nothing else is in the way."""

    def load(ontology: str = "", shapes: str = "") -> Rulebook:
        return Rulebook(compile_packs(open_packs([pack(ontology, shapes)])[1:]))

    return load


@pytest.fixture(scope="session")
def triples() -> Callable[[str], frozenset[Triple]]:
    """From Turtle, without prefixes, to the set of its triples."""
    return lambda turtle: frozenset(_parse(turtle).triples)
