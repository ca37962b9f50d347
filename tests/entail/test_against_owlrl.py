"""Inference held against an OWL 2 RL closure by others (owlrl), on the ontology and a pack with every kind of rule."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.names import TYPE
from palermo.rulebook import Rulebook
from palermo.split.case import Case

rdflib = pytest.importorskip("rdflib", reason="needs the extra reference")
owlrl = pytest.importorskip("owlrl", reason="needs the extra reference")

PACK = """
my:knows a owl:ObjectProperty , owl:SymmetricProperty . my:above a owl:ObjectProperty , owl:TransitiveProperty .
my:holds a owl:ObjectProperty ; owl:inverseOf my:heldBy . my:heldBy a owl:ObjectProperty .
my:uncle a owl:ObjectProperty ; owl:propertyChainAxiom ( my:holds my:above ) .
my:near a owl:ObjectProperty ; rdfs:subPropertyOf my:knows ; rdfs:domain my:Place ; rdfs:range my:Place .
my:Place a owl:Class ; rdfs:subClassOf my:Thing . my:Thing a owl:Class .
my:Held a owl:Class ;
    owl:equivalentClass [ a owl:Restriction ; owl:onProperty my:heldBy ; owl:someValuesFrom my:Place ] .
my:Both a owl:Class ; owl:equivalentClass [ owl:intersectionOf ( my:Held my:Thing ) ] .
my:Lit a owl:Class ; owl:equivalentClass [ a owl:Restriction ; owl:onProperty my:flag ; owl:hasValue true ] .
my:flag a owl:DatatypeProperty . my:Kind a owl:Class ; owl:equivalentClass [ owl:unionOf ( my:Held my:Lit ) ] .
my:Ring a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty my:knows ; owl:allValuesFrom my:Thing ] .
"""
CASE = """
:a my:near :b . :b my:above :c . :c my:above :d . :p my:holds :b . :q my:flag true . :r a my:Ring ; my:knows :s .
:s owl:sameAs :t . :t my:flag true . :u my:heldBy :a . :v a my:Both .
"""


def _closed(pack: str, case: Case) -> set[tuple[str, str, str]]:
    """What owlrl makes of the pack and the case, as far as it is about nodes of the case and terms of the pack."""
    graph = rdflib.Graph()
    for path in Path(pack).rglob("*.ttl"):
        graph.parse(path, format="turtle")
    for s, p, o in case.triples:
        term = rdflib.URIRef(o) if isinstance(o, str) else rdflib.Literal(o.lexical, datatype=rdflib.URIRef(o.datatype))
        graph.add((rdflib.URIRef(s), rdflib.URIRef(p), term))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    nodes = {s for s, _, _ in case.triples}
    return {
        (str(s), str(p), str(o))
        for s, p, o in graph
        if str(s) in nodes and ("/my#" in str(p) or (str(p) == TYPE and "/my#" in str(o)))
    }


def test_the_same_follows(
    pack: Callable[..., str], alone: Callable[..., Rulebook], case_of: Callable[[str], Case]
) -> None:
    """Every edge and class in the pack's terms, no more and no less."""
    case = case_of(CASE)
    found = {
        (s, p, o if isinstance(o, str) else o.lexical)
        for s, p, o in alone(PACK, "").infer(case)
        if "/my#" in p or (p == TYPE and isinstance(o, str) and "/my#" in o)
    }
    assert found == _closed(pack(PACK, ""), case)
    assert len(found) > 30
