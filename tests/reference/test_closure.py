"""The reference's own closure draws what owlrl draws, and carries the members of a union up, which owlrl does not."""

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import RDF, Graph, URIRef

from palermo.names import TYPE
from palermo.reference.axioms import Axioms, read_axioms
from palermo.reference.closure import entail
from palermo.terms import Literal, Triple

_PREFIXES = """
@prefix : <urn:x:> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
_FALSE = Literal("false", "http://www.w3.org/2001/XMLSchema#boolean")
_ZERO = Literal("0", "http://www.w3.org/2001/XMLSchema#boolean")


def x(name: str) -> str:
    return "urn:x:" + name


def axioms(turtle: str) -> Axioms:
    return read_axioms(Graph().parse(data=_PREFIXES + turtle, format="turtle"))


@pytest.mark.parametrize(
    ("ontology", "case", "follows"),
    [
        pytest.param(
            ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", [("a", "type", "A")], ("a", "type", "C"), id="subclass"
        ),
        pytest.param(":A owl:equivalentClass :B .", [("a", "type", "B")], ("a", "type", "A"), id="equivalent class"),
        pytest.param(":p rdfs:subPropertyOf :q .", [("a", "p", "b")], ("a", "q", "b"), id="subproperty"),
        pytest.param(":p owl:equivalentProperty :q .", [("a", "q", "b")], ("a", "p", "b"), id="equivalent property"),
        pytest.param(":p rdfs:domain :A .", [("a", "p", "b")], ("a", "type", "A"), id="domain"),
        pytest.param(":p rdfs:range :A .", [("a", "p", "b")], ("b", "type", "A"), id="range"),
        pytest.param(":p owl:inverseOf :q .", [("a", "p", "b")], ("b", "q", "a"), id="inverse"),
        pytest.param(":p owl:inverseOf :q .", [("a", "q", "b")], ("b", "p", "a"), id="inverse, the other way"),
        pytest.param(":p a owl:SymmetricProperty .", [("a", "p", "b")], ("b", "p", "a"), id="symmetric"),
        pytest.param(
            ":p a owl:TransitiveProperty .", [("a", "p", "b"), ("b", "p", "c")], ("a", "p", "c"), id="transitive"
        ),
        pytest.param(
            ":r owl:propertyChainAxiom ( :p :q ) .", [("a", "p", "b"), ("b", "q", "c")], ("a", "r", "c"), id="chain"
        ),
        pytest.param(
            ":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] .",
            [("a", "type", "B"), ("a", "type", "C")],
            ("a", "type", "A"),
            id="intersection",
        ),
        pytest.param(
            ":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] .",
            [("a", "type", "A")],
            ("a", "type", "C"),
            id="part of an intersection",
        ),
        pytest.param(
            ":A owl:equivalentClass [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
            [("a", "p", "b"), ("b", "type", "B")],
            ("a", "type", "A"),
            id="some values from",
        ),
        pytest.param(
            ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :v ] .",
            [("a", "p", "v")],
            ("a", "type", "A"),
            id="has value",
        ),
        pytest.param(
            ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :v ] .",
            [("a", "type", "A")],
            ("a", "p", "v"),
            id="has value, the other way",
        ),
        pytest.param(
            ":p a owl:ObjectProperty .", [("a", "sameAs", "b"), ("a", "p", "c")], ("b", "p", "c"), id="same as"
        ),
    ],
)
def test_as_owlrl(ontology: str, case: list[tuple[str, str, str]], follows: tuple[str, str, str]) -> None:
    def named(s: str, p: str, o: str) -> Triple:
        known = {"type": TYPE, "sameAs": "http://www.w3.org/2002/07/owl#sameAs"}
        return x(s), known.get(p, x(p)), x(o)

    triples = [named(*t) for t in case]
    wanted = named(*follows)
    assert wanted not in triples
    assert wanted in entail(axioms(ontology), triples)
    graph = Graph().parse(data=_PREFIXES + ontology, format="turtle")
    for s, p, o in triples:
        graph.add((URIRef(s), URIRef(p), URIRef(str(o))))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    assert (URIRef(wanted[0]), URIRef(wanted[1]), URIRef(str(wanted[2]))) in graph


def test_a_member_of_a_union_is_a_member_of_what_it_is_under() -> None:
    under = ":A owl:equivalentClass [ owl:unionOf ( :B :C ) ] . :A rdfs:subClassOf :D ."
    assert (x("a"), TYPE, x("D")) in entail(axioms(under), [(x("a"), TYPE, x("C"))])


def test_literals_of_one_value_are_one() -> None:
    inner = axioms(":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue false ] .")
    assert (x("a"), TYPE, x("A")) in entail(inner, [(x("a"), x("p"), _FALSE)])
    assert (x("a"), TYPE, x("A")) in entail(inner, [(x("a"), x("p"), _ZERO)])


def test_memberships_of_unnamed_classes_are_left_out() -> None:
    found = entail(axioms(":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] ."), [(x("a"), TYPE, x("A"))])
    assert found == {(x("a"), TYPE, x("A")), (x("a"), x("p"), x("v"))}


def test_a_class_that_is_exactly_a_union_knows_its_kinds() -> None:
    found = axioms(":A owl:equivalentClass [ owl:unionOf ( :B :C ) ] . :D rdfs:subClassOf [ owl:unionOf ( :B :C ) ] .")
    assert found.kinds == {x("A"): (frozenset((x("B"), x("C"))),)}
    assert str(RDF.type) == TYPE
