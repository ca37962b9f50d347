"""Ontology triples to vocabulary and rules: what is closed beforehand, what becomes a rule, what unions mean."""

from collections.abc import Callable

import pytest

from palermo.compile.axioms import closure_of, read_axioms
from palermo.compile.graph import Graph
from palermo.compile.plan import Axioms
from palermo.names import PAL
from palermo.rulebook import Rulebook
from palermo.terms import Triple

MY = "https://example.org/my#"
Triples = Callable[[str], frozenset[Triple]]


@pytest.fixture
def axioms(triples: Triples) -> Callable[[str], Axioms]:
    """The axioms of an ontology written as Turtle."""

    def read(turtle: str) -> Axioms:
        blank = [
            (s.replace("https://example.org/t#blank-", "_:"), p, _blank(o) if isinstance(o, str) else o)
            for s, p, o in sorted(triples(turtle), key=repr)
        ]
        return read_axioms(Graph(blank))

    return read


def _blank(node: str) -> str:
    return node.replace("https://example.org/t#blank-", "_:")


def names(*locals_: str) -> frozenset[str]:
    """The classes ``my:…``."""
    return frozenset(MY + name for name in locals_)


def test_the_closure_of_edges_ends_in_a_circle() -> None:
    """Classes that are each below the other are no trouble."""
    assert closure_of({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}, "b") == {"a", "b", "c"}


CLASSES = [
    ("my:B rdfs:subClassOf my:A . my:C rdfs:subClassOf my:B .", "C", "A B C"),
    ("my:B owl:equivalentClass my:A .", "B", "A B"),
    ("my:B owl:equivalentClass my:A .", "A", "A B"),
    ("my:A rdfs:subClassOf my:B . my:B rdfs:subClassOf my:A .", "A", "A B"),
    ("my:C rdfs:subClassOf [ owl:intersectionOf ( my:A my:B ) ] .", "C", "A B C"),
    ("my:C owl:equivalentClass [ owl:intersectionOf ( my:A my:B ) ] .", "C", "A B C"),
    ("my:C owl:equivalentClass [ owl:intersectionOf ( my:A [ owl:intersectionOf ( my:B my:D ) ] ) ] .", "C", "A B C D"),
    ("my:C owl:intersectionOf ( my:A my:B ) .", "C", "A B C"),
    ("my:C owl:equivalentClass [ owl:unionOf ( my:A my:B ) ] .", "A", "A C"),
    ("my:C owl:equivalentClass [ owl:unionOf ( my:A my:B ) ] .", "C", "C"),
    ("my:C owl:unionOf ( my:A my:B ) .", "B", "B C"),
    ("[ owl:unionOf ( my:A my:B ) ] rdfs:subClassOf my:C .", "A", "A C"),
    ("[ owl:unionOf ( my:A my:B ) ] owl:equivalentClass my:C .", "A", "A C"),
    ("[ owl:intersectionOf ( my:A my:B ) ] owl:equivalentClass my:C .", "C", "A B C"),
    ("my:C rdfs:subClassOf [ owl:unionOf ( my:A my:B ) ] .", "C", "C"),
    ("my:C rdfs:subClassOf [ owl:complementOf my:A ] .", "C", "C"),
    ("my:C owl:disjointWith my:A .", "C", "C"),
]


@pytest.mark.parametrize(("ontology", "cls", "above"), CLASSES)
def test_the_class_tree(axioms: Callable[[str], Axioms], ontology: str, cls: str, above: str) -> None:
    """Each class with all classes that a member of it is surely a member of, and no other."""
    declared = " ".join(f"my:{name} a owl:Class ." for name in "ABCD")
    assert axioms(declared + ontology).vocabulary.classes[MY + cls] == names(*above.split())


def test_no_blank_node_in_the_class_tree(core: Rulebook) -> None:
    """A rulebook has none."""
    classes = core.vocabulary.classes
    assert not [c for c, above in classes.items() if any(x.startswith("_:") for x in (c, *above))]
    assert PAL + "Fact" in classes[PAL + "Deception"]


def test_domains_ranges_and_superproperties_are_inherited(axioms: Callable[[str], Axioms]) -> None:
    """A property has the domains and ranges of those above it."""
    info = axioms(
        "my:p a owl:ObjectProperty ; rdfs:domain my:A ; rdfs:range my:B . my:q a owl:ObjectProperty ; "
        "rdfs:subPropertyOf my:p ; rdfs:domain [ owl:intersectionOf ( my:C my:D ) ] ; rdfs:range owl:Thing . "
        "my:r a owl:ObjectProperty ; rdfs:subPropertyOf my:q ."
    ).vocabulary.properties
    assert info[MY + "r"].supers == names("p", "q", "r")
    assert set(info[MY + "r"].domains) == names("A", "C", "D")
    assert info[MY + "r"].ranges == (MY + "B",)
    assert info[MY + "p"].domains == (MY + "A",)


def test_kinds_of_properties(axioms: Callable[[str], Axioms]) -> None:
    """Object, datatype, annotation; functional or not; an equivalent property is above and below."""
    info = axioms(
        "my:o a owl:ObjectProperty . my:d a owl:DatatypeProperty , owl:FunctionalProperty . "
        "my:a a owl:AnnotationProperty . my:t a owl:TransitiveProperty . my:e owl:equivalentProperty my:o ."
    ).vocabulary.properties
    assert [info[MY + p].kind for p in "odat"] == ["object", "datatype", "annotation", "object"]
    assert [info[MY + p].functional for p in "od"] == [False, True]
    assert info[MY + "e"].supers == info[MY + "o"].supers == names("e", "o")


def test_individuals(axioms: Callable[[str], Axioms]) -> None:
    """Named individuals with their classes; classes and properties are none."""
    found = axioms(
        "my:A a owl:Class . my:B a owl:Class ; rdfs:subClassOf my:A . my:i a owl:NamedIndividual , my:B . "
        "my:p a owl:ObjectProperty , owl:FunctionalProperty . my:o a owl:Ontology ."
    ).vocabulary.individuals
    assert found.keys() == names("i")
    assert found[MY + "i"] >= names("A", "B")


@pytest.mark.parametrize(
    ("ontology", "unions"),
    [
        ("my:C owl:equivalentClass [ owl:unionOf ( my:B my:A ) ] .", {"C": "A B"}),
        ("[ owl:unionOf ( my:A my:B ) ] owl:equivalentClass my:C .", {"C": "A B"}),
        ("my:C owl:unionOf ( my:A my:B ) .", {"C": "A B"}),
        ("my:C rdfs:subClassOf [ owl:unionOf ( my:A my:B ) ] .", {}),
        ("[ owl:unionOf ( my:A my:B ) ] rdfs:subClassOf my:C .", {}),
        ("my:C owl:equivalentClass [ owl:intersectionOf ( my:A my:B ) ] .", {}),
        ("my:C owl:equivalentClass [ owl:unionOf ( my:A [ owl:complementOf my:B ] ) ] .", {}),
    ],
)
def test_exact_unions(axioms: Callable[[str], Axioms], ontology: str, unions: dict[str, str]) -> None:
    """Refutation climbs only to a class that is exactly the union of named kinds."""
    assert axioms(ontology).unions == {
        MY + c: tuple(MY + kind for kind in kinds.split()) for c, kinds in unions.items()
    }


def test_unions_of_the_core(core: Rulebook) -> None:
    """Acts and means are exactly the union of their kinds; the purposes are an open list."""
    unions = core._plan.axioms.unions
    assert len(unions[PAL + "ProtocolMeans"]) == 9
    assert len(unions[PAL + "ProtocolAct"]) == 5
    assert PAL + "ProtocolExploitation" not in unions


def test_what_indicators_point_to(axioms: Callable[[str], Axioms]) -> None:
    """An indicator points to a class and to those above it; so does an indicator below it."""
    found = axioms(
        "my:A a owl:Class . my:B a owl:Class ; rdfs:subClassOf my:A . my:I a owl:Class ; pal:indicates my:B . "
        "my:J a owl:Class ; rdfs:subClassOf my:I . my:N a owl:Class ."
    ).indicated
    assert found == {MY + "I": names("A", "B"), MY + "J": names("A", "B")}


def test_namespaces_are_the_packs_own(axioms: Callable[[str], Axioms], core: Rulebook) -> None:
    """Terms of a standard that a pack declares again do not make the standard its own."""
    found = axioms("my:o a owl:Ontology . my:A a owl:Class . dct:source a owl:AnnotationProperty .")
    assert MY in found.vocabulary.namespaces
    assert not any("purl.org" in n for n in found.vocabulary.namespaces)
    assert PAL in core.vocabulary.namespaces


@pytest.mark.parametrize(
    ("ontology", "rules"),
    [
        ("my:p owl:inverseOf my:q .", [("inverse", MY + "p", MY + "q"), ("inverse", MY + "q", MY + "p")]),
        ("my:p a owl:SymmetricProperty .", [("inverse", MY + "p", MY + "p")]),
        ("my:p a owl:TransitiveProperty .", [("transitive", MY + "p")]),
        ("my:p owl:propertyChainAxiom ( my:q my:r ) .", [("chain", (MY + "q", MY + "r"), MY + "p")]),
        ("my:A rdfs:subClassOf my:B .", []),
        ("my:A rdfs:subClassOf [ owl:onProperty my:p ; owl:hasValue 1 ] .", ["value"]),
        ("my:A rdfs:subClassOf [ owl:onProperty my:p ; owl:allValuesFrom my:B ] .", ["only"]),
        ("my:A rdfs:subClassOf [ owl:onProperty my:p ; owl:someValuesFrom my:B ] .", []),
        ("my:A owl:equivalentClass [ owl:onProperty my:p ; owl:someValuesFrom my:B ] .", ["member"]),
        ("my:A owl:equivalentClass [ owl:onProperty my:p ; owl:hasValue 1 ] .", ["member", "value"]),
        ("my:A owl:equivalentClass [ owl:complementOf my:B ] .", []),
        ("my:A owl:equivalentClass [ owl:onProperty my:p ; owl:maxCardinality 1 ] .", []),
        ("my:A owl:equivalentClass [ owl:oneOf ( my:i ) ] .", []),
        ("my:A owl:equivalentClass [ owl:intersectionOf ( my:B [ owl:complementOf my:C ] ) ] .", []),
        ("my:A owl:equivalentClass [ owl:unionOf ( my:B my:C ) ] .", []),
    ],
)
def test_rules(axioms: Callable[[str], Axioms], ontology: str, rules: list[object]) -> None:
    """Only what the closed trees do not answer becomes a rule; what is outside the rules becomes none."""
    found = axioms(ontology).rules
    assert [rule if rules and isinstance(rules[0], tuple) else rule[0] for rule in found] == rules
