"""The definitions translated a second time, by test code over rdflib and the whole ontology: the same follows."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations, permutations
from pathlib import Path

import pytest
from definitions_for_tests import ACT, GAIN, MEANS, conduct, definition, has, needs_reasoner
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from palermo.compare import java, owl
from palermo.compare.reasoner import Reasoner
from palermo.compare.search import Search
from palermo.reference.packs import read
from palermo.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).parents[1] / "differential"))
from owl_expression import Expressions

_SECOND = "urn:second:"
#: Where owlready2 looks for the name of a Python module that it then imports.
_OWLREADY = "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl"
_FOUND = re.compile(r"^(SubClassOf|EquivalentClasses)\( (<[^>]+>(?: <[^>]+>)*) \)$", re.MULTILINE)
_AXIOMS = (
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.unionOf, OWL.intersectionOf,
    OWL.inverseOf, OWL.disjointWith, OWL.members, OWL.onProperty, OWL.someValuesFrom, OWL.hasValue, RDF.first, RDF.rest,
)  # fmt: skip
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.Restriction, OWL.AllDisjointClasses)


def whole_ontology(packs: tuple[str, ...]) -> Graph:
    """All axioms of the ontology, without data properties and texts."""
    ontology, out = read(packs, "ontology"), Graph()
    data = {s for kind in (OWL.DatatypeProperty, OWL.AnnotationProperty) for s in ontology.subjects(RDF.type, kind)}
    for s, p, o in ontology:
        if s not in data and (p in _AXIOMS or (p == RDF.type and o in _KINDS)):
            out.add((s, p, o))
    return out


def above(graph: Graph, number: int, folder: Path) -> set[tuple[int, int]]:
    """What HermiT says of the classes ``urn:second:0`` …: each with those above it."""
    path = folder / "all.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    command = java.command(str(folder), "-N", "-c", path.as_uri())
    assert command is not None
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True, cwd=folder)
    edges: dict[str, set[str]] = {}
    for kind, names in _FOUND.findall(done.stdout):
        listed = names[1:-1].split("> <")
        for lower, upper in permutations(listed, 2) if kind == "EquivalentClasses" else (listed,):
            edges.setdefault(lower, set()).add(upper)
    reached = {at: set(_reached(edges, f"{_SECOND}{at}")) for at in range(number)}
    return {(a, b) for a in range(number) for b in range(number) if a != b and f"{_SECOND}{b}" in reached[a]}


def _reached(edges: dict[str, set[str]], start: str) -> Iterator[str]:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += edges.get(here, set()) - seen
        seen |= edges.get(here, set())


class TestWithJava:
    pytestmark = needs_reasoner

    def test_the_part_of_the_ontology_says_what_the_whole_says(self, core: Rulebook, tmp_path: Path) -> None:
        cards = core.definitions
        search = Search(core, cards)
        with Reasoner(core.plan.axioms, [search.expressions[card.id] for card in cards], (), 120) as running:
            ours = running.answer()
        assert ours.how == "answered"
        graph, shapes = whole_ontology(()), read((), "shapes")
        expressions = Expressions(shapes, graph)
        for at, card in enumerate(cards):
            expressions.define(URIRef(f"{_SECOND}{at}"), URIRef(card.iri))
        assert above(graph, len(cards), tmp_path) == ours.above

    def test_both_is_asked_for_pairs(self, rulebook_with: Callable[..., Rulebook]) -> None:
        rulebook = rulebook_with(
            "my:Lure a owl:Class ; rdfs:subClassOf pal:Act . my:Lie a owl:Class ; rdfs:subClassOf pal:Means ."
            " my:Gain a owl:Class ; rdfs:subClassOf pal:Purpose .",
            definition("a", "sh:class pal:Child ; " + conduct(ACT))
            + definition("b", "sh:class pal:Adult ; " + conduct(MEANS))
            + definition("c", conduct(GAIN)),
        )
        cards = [card for card in rulebook.definitions if card.id in "abc"]
        search = Search(rulebook, cards)
        expressions = [search.expressions[card.id] for card in cards]
        with Reasoner(rulebook.plan.axioms, expressions, tuple(combinations(range(3), 2)), 120) as running:
            assert running.answer().empty == {(0, 1)}


def test_nothing_but_terms_gets_into_the_document(rulebook_with: Callable[..., Rulebook]) -> None:
    rulebook = rulebook_with(
        'my:Lure a owl:Class ; rdfs:subClassOf pal:Act ; rdfs:label "> <urn:x> <urn:y> ."@en .'
        f' my:o a owl:Ontology ; <{_OWLREADY}#python_module> "os" .',
        definition("a", conduct(ACT)),
    )
    search = Search(rulebook, [card for card in rulebook.definitions if card.id == "a"])
    text = owl.document(rulebook.plan.axioms, [search.expressions["a"]], ())
    assert "urn:x" not in text
    assert "owlready" not in text
    assert "imports" not in text
    assert all(line.endswith(" .") for line in text.splitlines())


@pytest.mark.parametrize(
    "asked",
    [
        has("pal:startedOn", 'sh:hasValue "2001-01-01"^^xsd:date'),
        has("pal:crossedBorder", "sh:datatype xsd:boolean"),
        "sh:property [ sh:path pal:startedOn ; sh:minCount 2 ]",
    ],
)
def test_what_is_not_translated_is_refused(rulebook_with: Callable[..., Rulebook], asked: str) -> None:
    rulebook = rulebook_with(
        "", definition("a", f"{asked} ; {has('[ sh:inversePath pal:towards ]', 'sh:class pal:Conduct')}")
    )
    search = Search(rulebook, [card for card in rulebook.definitions if card.id == "a"])
    with pytest.raises(owl.NotTranslatable):
        owl.document(rulebook.plan.axioms, [search.expressions["a"]], ())
