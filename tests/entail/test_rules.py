"""The inference rules, row by row as docs/inference.md lists them, each on a small ontology and a small case."""

from collections.abc import Callable

import pytest

from palermo.compile.refused import Refused
from palermo.names import PAL, TYPE
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Triple

EX = "https://example.org/t#"
MY = "https://example.org/my#"

#: Rule: ontology, case, what follows, what must not.
RULES = {
    "prp-dom": ("my:p a owl:ObjectProperty ; rdfs:domain my:A .", ":x my:p :y .", ":x a my:A .", ":y a my:A ."),
    "prp-rng": ("my:p a owl:ObjectProperty ; rdfs:range my:A .", ":x my:p :y .", ":y a my:A .", ":x a my:A ."),
    "prp-dom, inherited": (
        "my:p a owl:ObjectProperty ; rdfs:domain my:A . my:q a owl:ObjectProperty ; rdfs:subPropertyOf my:p . "
        "my:A a owl:Class ; rdfs:subClassOf my:B . my:B a owl:Class .",
        ":x my:q :y .",
        ":x a my:A , my:B ; my:p :y .",
        ":y a my:A .",
    ),
    "prp-symp": ("my:p a owl:SymmetricProperty .", ":x my:p :y .", ":y my:p :x .", ":x my:p :x ."),
    "prp-trp": (
        "my:p a owl:TransitiveProperty .",
        ":x my:p :y . :y my:p :z . :z my:p :u .",
        ":x my:p :z , :u . :y my:p :u .",
        ":z my:p :x .",
    ),
    "prp-spo1": (
        "my:q a owl:ObjectProperty ; rdfs:subPropertyOf my:p . my:p a owl:ObjectProperty ; rdfs:subPropertyOf my:o .",
        ":x my:q :y .",
        ":x my:p :y ; my:o :y .",
        ":y my:p :x .",
    ),
    "prp-spo1 downwards is none": (
        "my:q a owl:ObjectProperty ; rdfs:subPropertyOf my:p .",
        ":x my:p :y .",
        "",
        ":x my:q :y .",
    ),
    "prp-spo2": (
        "my:forNetwork owl:propertyChainAxiom ( my:by my:memberOf ) .",
        ":d my:by :y . :y my:memberOf :n .",
        ":d my:forNetwork :n .",
        ":y my:forNetwork :n .",
    ),
    "prp-spo2 of three": (
        "my:p owl:propertyChainAxiom ( my:a my:b my:c ) .",
        ":w my:a :x . :x my:b :y . :y my:c :z .",
        ":w my:p :z .",
        ":w my:p :y .",
    ),
    "prp-inv1": ("my:p owl:inverseOf my:q .", ":x my:p :y .", ":y my:q :x .", ":x my:q :y ."),
    "prp-inv2": ("my:p owl:inverseOf my:q .", ":x my:q :y .", ":y my:p :x .", ":x my:p :y ."),
    "prp-eqp1": ("my:p owl:equivalentProperty my:q .", ":x my:p :y .", ":x my:q :y .", ":y my:q :x ."),
    "prp-eqp2": ("my:p owl:equivalentProperty my:q .", ":x my:q :y .", ":x my:p :y .", ":y my:p :x ."),
    "cax-sco": (
        "my:B a owl:Class ; rdfs:subClassOf my:A . my:C a owl:Class ; rdfs:subClassOf my:B .",
        ":x a my:C . :y a my:A .",
        ":x a my:A , my:B .",
        ":y a my:B .",
    ),
    "cax-eqc1": ("my:A owl:equivalentClass my:B .", ":x a my:A .", ":x a my:B .", ":x a my:C ."),
    "cax-eqc2": ("my:A owl:equivalentClass my:B .", ":x a my:B .", ":x a my:A .", ":x a my:C ."),
    "cls-int1": (
        "my:C owl:equivalentClass [ owl:intersectionOf ( my:A my:B ) ] .",
        ":x a my:A , my:B . :y a my:A .",
        ":x a my:C .",
        ":y a my:C .",
    ),
    "cls-int2": (
        "my:C owl:equivalentClass [ owl:intersectionOf ( my:A my:B ) ] .",
        ":x a my:C .",
        ":x a my:A , my:B .",
        ":x a my:D .",
    ),
    "cls-svf1": (
        "my:C owl:equivalentClass [ owl:onProperty my:p ; owl:someValuesFrom my:A ] .",
        ":x my:p :a . :a a my:A . :y my:p :b .",
        ":x a my:C .",
        ":y a my:C .",
    ),
    "cls-svf2": (
        "my:C owl:equivalentClass [ owl:onProperty my:p ; owl:someValuesFrom owl:Thing ] .",
        ":x my:p :y .",
        ":x a my:C .",
        ":y a my:C .",
    ),
    "cls-hv1": (
        "my:C owl:equivalentClass [ owl:onProperty my:p ; owl:hasValue my:v ] .",
        ":x a my:C . :y a my:A .",
        ":x my:p my:v .",
        ":y my:p my:v .",
    ),
    "cls-hv2": (
        "my:C owl:equivalentClass [ owl:onProperty my:p ; owl:hasValue false ] .",
        ":x my:p false . :y my:p true . :z my:p 'false' .",
        ":x a my:C .",
        ":y a my:C . :z a my:C .",
    ),
    "cls-avf": (
        "my:C rdfs:subClassOf [ owl:onProperty my:p ; owl:allValuesFrom my:A ] .",
        ":x a my:C ; my:p :y . :z my:p :u .",
        ":y a my:A .",
        ":u a my:A .",
    ),
    "cls-uni": (
        "my:C owl:equivalentClass [ owl:unionOf ( my:A my:B ) ] .",
        ":x a my:A . :z a my:C .",
        ":x a my:C .",
        ":x a my:B . :z a my:A .",
    ),
    "union, up": (
        "[ owl:unionOf ( my:A my:B ) ] rdfs:subClassOf my:C .",
        ":x a my:B .",
        ":x a my:C .",
        ":x a my:A .",
    ),
    "union of restrictions": (
        "my:C owl:equivalentClass [ owl:unionOf ( my:A [ owl:onProperty my:p ; owl:hasValue 1 ] ) ] .",
        ":x my:p 1 . :y a my:A . :z my:p 2 .",
        ":x a my:C . :y a my:C .",
        ":z a my:C .",
    ),
    "a general axiom": (
        "[ owl:intersectionOf ( my:A [ owl:onProperty my:p ; owl:someValuesFrom my:B ] ) ] rdfs:subClassOf my:C .",
        ":x a my:A ; my:p :b . :b a my:B . :y my:p :b .",
        ":x a my:C .",
        ":y a my:C .",
    ),
    "eq-sym, eq-trans": (
        "",
        ":x owl:sameAs :y . :y owl:sameAs :z .",
        ":y owl:sameAs :x . :x owl:sameAs :z . :z owl:sameAs :x .",
        ":x owl:sameAs :u .",
    ),
    "eq-rep": (
        "",
        ":x owl:sameAs :y . :x a my:A ; my:p 1 . :d my:q :x . :y my:r :u .",
        ":y a my:A ; my:p 1 . :d my:q :y . :x my:r :u .",
        ":u my:r :y .",
    ),
}


def follows(rulebook: Rulebook, case: Case) -> frozenset[Triple]:
    """All triples of the established view."""
    return frozenset(rulebook.infer(case))


@pytest.mark.parametrize("rule", RULES)
def test_rule(
    alone: Callable[..., Rulebook],
    case_of: Callable[[str], Case],
    triples: Callable[[str], frozenset[Triple]],
    rule: str,
) -> None:
    """What the rule says follows, what is near it does not, and nothing written is lost."""
    ontology, written, expected, unexpected = RULES[rule]
    found = follows(alone(ontology), case_of(written))
    assert triples(expected) <= found
    assert not triples(unexpected) & found
    assert triples(written) <= found


def test_rules_feed_one_another(
    alone: Callable[..., Rulebook], case_of: Callable[[str], Case], triples: Callable[[str], frozenset[Triple]]
) -> None:
    """Chain, then inverse, then restriction, then subclass, then value: to a fixed point, in whatever order."""
    rulebook = alone(
        "my:far owl:propertyChainAxiom ( my:near my:near ) . my:far owl:inverseOf my:reached . "
        "my:R owl:equivalentClass [ owl:onProperty my:reached ; owl:someValuesFrom my:Start ] . "
        "my:R rdfs:subClassOf my:S . my:S rdfs:subClassOf [ owl:onProperty my:mark ; owl:hasValue my:v ] . "
        "my:M owl:equivalentClass [ owl:onProperty my:mark ; owl:hasValue my:v ] ."
    )
    found = follows(rulebook, case_of(":a a my:Start ; my:near :b . :b my:near :c ."))
    assert triples(":c my:reached :a ; a my:R , my:S , my:M ; my:mark my:v .") <= found


@pytest.mark.parametrize(
    ("ontology", "case", "not_inferred"),
    [
        ("my:p a owl:FunctionalProperty , owl:ObjectProperty .", ":x my:p :y , :z .", ":y owl:sameAs :z ."),
        ("my:p a owl:InverseFunctionalProperty .", ":x my:p :z . :y my:p :z .", ":x owl:sameAs :y ."),
        ("my:A owl:disjointWith my:B .", ":x a my:A , my:B .", ":x a owl:Nothing ."),
        ("my:A rdfs:subClassOf [ owl:unionOf ( my:B my:C ) ] .", ":x a my:A .", ":x a my:B . :x a my:C ."),
        (
            "my:A rdfs:subClassOf [ owl:onProperty my:p ; owl:someValuesFrom my:B ] .",
            ":x a my:A ; my:p :y .",
            ":y a my:B .",
        ),
    ],
)
def test_what_is_not_inferred(
    alone: Callable[..., Rulebook],
    case_of: Callable[[str], Case],
    triples: Callable[[str], frozenset[Triple]],
    ontology: str,
    case: str,
    not_inferred: str,
) -> None:
    """Sameness from functional properties, consistency, one of two, a value that must be somewhere."""
    assert not triples(not_inferred) & follows(alone(ontology), case_of(case))


def test_a_literal_becomes_no_subject(alone: Callable[..., Rulebook], case_of: Callable[[str], Case]) -> None:
    """Ranges, inverses, chains and sameness pass over literals."""
    rulebook = alone(
        "my:p a owl:ObjectProperty ; rdfs:range my:A ; owl:inverseOf my:q . my:t a owl:TransitiveProperty . "
        "my:c owl:propertyChainAxiom ( my:p my:p ) ."
    )
    found = follows(rulebook, case_of(":x my:p 1 ; my:t 2 ; owl:sameAs 3 ."))
    assert {s for s, _, _ in found} == {EX + "x"}


# --- on the core


def test_a_member_of_the_union_is_a_means(core: Rulebook, case_of: Callable[[str], Case]) -> None:
    """Affirmation runs up, and domains and ranges make conduct and person."""
    found = follows(core, case_of(":d pal:towards :x ; pal:means :m . :m a pal:FalseJobPromise ."))
    for node, cls in (("m", "Deception"), ("m", "ProtocolMeans"), ("m", "Fact"), ("d", "Conduct"), ("x", "Person")):
        assert (EX + node, TYPE, PAL + cls) in found, cls


def test_towards_child_is_towards(core: Rulebook, case_of: Callable[[str], Case]) -> None:
    """A superproperty holds wherever the property below it does, also where age derived that."""
    found = follows(core, case_of(":d a pal:Conduct ; pal:towards :x . :x a pal:Person ; pal:ageAtTime 15 ."))
    assert (EX + "d", PAL + "towardsChild", EX + "x") in found
    assert (EX + "x", TYPE, PAL + "Child") in found


def test_views_are_built_first_and_entailed_after(core: Rulebook, case_of: Callable[[str], Case]) -> None:
    """From an alleged fact nothing follows in the established view; from a refuted one in neither."""
    case = case_of(
        ":d pal:towards :x ; pal:act :a ; pal:means :m . "
        ":a a pal:Recruitment ; pal:evidentialStatus pal:Alleged . "
        ":m a pal:Deception ; pal:evidentialStatus pal:Refuted ."
    )
    established, alleged = follows(core, case), frozenset(core.infer(case, "alleged"))
    for node, in_alleged in (("a", True), ("m", False)):
        assert not [t for t in established if EX + node in t]
        assert bool([t for t in alleged if EX + node in t]) is in_alleged
    assert (EX + "a", TYPE, PAL + "ProtocolAct") in alleged


def test_inference_is_in_order_and_each_triple_once(core: Rulebook, case_of: Callable[[str], Case]) -> None:
    """The same bytes on every run."""
    case = case_of(":d pal:towardsChild :x , :y ; pal:act :a . :a a pal:Recruitment , pal:Act .")
    found = core.infer(case)
    assert list(found) == sorted(set(found), key=repr)
    shuffled = core.infer(case._replace(triples=tuple(reversed(case.triples))))
    assert shuffled == found


def test_cases_share_nothing(alone: Callable[..., Rulebook], case_of: Callable[[str], Case]) -> None:
    """What is the same in one case is not in the next, though it has the same names."""
    rulebook = alone("")
    follows(rulebook, case_of(":x owl:sameAs :y ; my:p 1 ."))
    assert not [t for t in follows(rulebook, case_of(":x my:p 1 .")) if t[0] == EX + "y"]


# --- SPARQL rules of packs

RULE = """my:grown a sh:NodeShape ; sh:targetClass my:A ; sh:rule [ a sh:SPARQLRule ;
    sh:prefixes [ sh:declare [ sh:prefix "my" ; sh:namespace "https://example.org/my#" ] ] ; sh:construct "%s" ] ."""


def test_a_sparql_rule_runs_after_the_axioms_and_they_after_it(
    alone: Callable[..., Rulebook], case_of: Callable[[str], Case], triples: Callable[[str], frozenset[Triple]]
) -> None:
    """Its conclusions are closed again, and those under it run again."""
    rulebook = alone(
        "my:B rdfs:subClassOf my:A . my:q owl:inverseOf my:p .",
        RULE % "CONSTRUCT { $this my:p ?v } WHERE { $this my:n ?v }",
    )
    found = follows(rulebook, case_of(":x a my:B ; my:n :y . :z my:n :y ."))
    assert triples(":x my:p :y . :y my:q :x .") <= found
    assert not triples(":z my:p :y .") & found


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "CONSTRUCT { $this my:p ?n } WHERE { $this my:p ?v BIND(IRI(CONCAT(STR(?v), '1')) AS ?n) }",
            "make them come to an end",
        ),
        ("CONSTRUCT { $this my:p ?n WHERE { }", "does not parse: .*; mend the query"),
    ],
)
def test_a_sparql_rule_that_does_not_end_or_run(
    alone: Callable[..., Rulebook], case_of: Callable[[str], Case], query: str, message: str
) -> None:
    """One that makes a new node each round is stopped; one that does not parse is named."""
    with pytest.raises(PalermoError, match=message):
        follows(alone("my:A a owl:Class .", RULE % query), case_of(":x a my:A ; my:p :y ."))


@pytest.mark.parametrize(
    "rule",
    [
        RULE % "CONSTRUCT { $this my:p ?v } WHERE { SERVICE <http://127.0.0.1:9/> { $this my:n ?v } }",
        "my:r a sh:NodeShape ; sh:targetClass my:A ; sh:rule [ a sh:TripleRule ; sh:subject sh:this ] .",
        RULE.replace("sh:targetClass my:A ;", "") % "CONSTRUCT { $this my:p 1 } WHERE { }",
    ],
    ids=["fetching", "of another kind", "without a target"],
)
def test_rules_that_are_refused(alone: Callable[..., Rulebook], rule: str) -> None:
    """When the pack is compiled, by name."""
    with pytest.raises(Refused, match=r"shape (r|grown): "):
        alone("my:A a owl:Class .", rule)
