"""Which sets are proposed: standings, refutations, ages, fresh conducts, and what definitions of packs may ask."""

from collections.abc import Callable

import pytest

from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import local_name
from palermo.whatif import WhatIf, what_if
from palermo.whatif.trial import with_triples

CaseOf = Callable[[str], Case]
PERSON = "https://example.org/t#p"
HEAD = ":case a pal:Case ; pal:concerns :p . :p a pal:Person . :c a pal:Conduct ; pal:towards :p . "
ADULT = HEAD + ":p pal:ageAtTime 30 . "
ACT = ":c pal:act :a . :a a pal:Recruitment . "
MEANS = ":c pal:means :m . :m a pal:Deception . "
OTHER = ":d a pal:Conduct ; pal:towards :p ; pal:means [ a pal:Fraud ] ; pal:act [ a pal:Receipt ] . "
AGED = ":p pal:age :f . :f a pal:AgeFact . "
PURPOSE = ":c pal:purpose :u . :u a pal:Servitude . "


def asked(rulebook: Rulebook, case: Case, definition: str = "un-protocol-2000", **options: object) -> WhatIf:
    return what_if(rulebook, case, PERSON, definition, **options)  # type: ignore[arg-type]


def said(found: WhatIf) -> set[frozenset[str]]:
    """Sets as short words: a recorded fact by its name, another by its class and where it hangs."""

    def word(one) -> str:  # type: ignore[no-untyped-def]
        if one.kind in ("fact", "conduct"):
            return local_name(one.node)
        if one.kind == "characteristic":
            return f"{one.trait}@{local_name(one.at)}" if one.at else str(one.trait)
        if one.kind == "fresh-conduct":
            return "conduct"
        if one.kind == "value":
            return f"{local_name(one.property)}@{local_name(one.at)}"
        return "+".join(local_name(c) for c in one.classes) + "@" + local_name(one.at)

    return {frozenset(word(one) for one in chosen) for chosen in found.would_establish}


def sets(*words: str) -> set[frozenset[str]]:
    return {frozenset(one.split()) for one in words}


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        (ADULT + ACT + PURPOSE, sets("ProtocolMeans@c")),
        (HEAD + ACT + PURPOSE, sets("ProtocolMeans@c", "child@c")),
        (HEAD + PURPOSE, sets("ProtocolAct@c ProtocolMeans@c", "ProtocolAct@c child@c")),
        # what is alleged, contested or not proved may be established; what is refuted may not
        (ADULT + ACT + PURPOSE + MEANS + ":m pal:evidentialStatus pal:Alleged .", sets("m", "ProtocolMeans@c")),
        (ADULT + ACT + PURPOSE + MEANS + ":m pal:evidentialStatus pal:NotEstablished .", sets("m", "ProtocolMeans@c")),
        (
            ADULT + ACT + PURPOSE + MEANS + ":m pal:evidentialStatus pal:Established , pal:Refuted .",
            sets("m", "ProtocolMeans@c"),
        ),
        (ADULT + ACT + PURPOSE + MEANS + ":m pal:evidentialStatus pal:Refuted .", sets("ProtocolMeans@c")),
        # a conduct that is not established must be too
        (ADULT + ACT + PURPOSE + MEANS + ":c pal:evidentialStatus pal:Alleged .", sets("c")),
        (ADULT + ACT + PURPOSE + ":c pal:evidentialStatus pal:NotEstablished .", sets("c ProtocolMeans@c")),
        # where means as such are refuted, one that was not proved is refuted too, and one that is alleged is open
        (
            HEAD + ACT + PURPOSE + MEANS + ":m pal:evidentialStatus pal:NotEstablished . "
            ":c pal:means :r . :r a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted .",
            sets("child@c"),
        ),
        (
            HEAD + ACT + PURPOSE + MEANS + ":m pal:evidentialStatus pal:Alleged . "
            ":c pal:means :r . :r a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted .",
            sets("child@c", "m"),
        ),
        # every conduct that is not refuted counts
        (
            ADULT + ACT + PURPOSE + OTHER,
            sets("ProtocolMeans@c", "ProtocolExploitation@d"),
        ),
        (
            ADULT + ACT + PURPOSE + OTHER + ":d pal:evidentialStatus pal:Refuted .",
            sets("ProtocolMeans@c"),
        ),
        # facts of age
        (
            HEAD + ACT + PURPOSE + AGED + ":f pal:years 15 ; pal:evidentialStatus pal:Alleged .",
            sets("f", "child@c", "ProtocolMeans@c"),
        ),
        (
            HEAD + ACT + PURPOSE + AGED + ":f pal:yearsAtMost 17 ; pal:evidentialStatus pal:Refuted .",
            sets("ProtocolMeans@c"),
        ),
        (
            HEAD + ACT + PURPOSE + AGED + ":f pal:yearsAtMost 20 ; pal:evidentialStatus pal:Alleged . "
            ":p pal:age :g . :g a pal:AgeFact ; pal:yearsAtMost 16 ; pal:evidentialStatus pal:Alleged .",
            sets("g", "child@c", "ProtocolMeans@c"),
        ),
        # a conduct where none is recorded
        (
            ":case a pal:Case ; pal:concerns :p . :p a pal:Person , pal:Adult .",
            sets("conduct ProtocolAct@case-supposed-conduct ProtocolMeans@case-supposed-conduct "
                 "ProtocolExploitation@case-supposed-conduct"),
        ),
        (
            ":case a pal:Case ; pal:concerns :p . :p a pal:Person .",
            sets("conduct ProtocolAct@case-supposed-conduct ProtocolMeans@case-supposed-conduct "
                 "ProtocolExploitation@case-supposed-conduct",
                 "conduct child ProtocolAct@case-supposed-conduct ProtocolExploitation@case-supposed-conduct"),
        ),
    ],
)  # fmt: skip
def test_sets(core: Rulebook, case_of: CaseOf, turtle: str, expected: set[frozenset[str]]) -> None:
    found = asked(core, case_of(turtle))
    assert said(found) == expected
    assert not found.bounded


def test_excluded_has_none(core: Rulebook, case_of: CaseOf) -> None:
    refuted = ":c pal:means :r . :r a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ."
    found = asked(core, case_of(ADULT + ACT + PURPOSE + refuted))
    assert (found.finding.outcome, found.would_establish, found.rests_on) == ("excluded", (), ())


def test_kinds_that_are_refuted_or_never_proposed_are_not_named(core: Rulebook, case_of: CaseOf) -> None:
    refuted = ":c pal:purpose :r . :r a pal:OrganRemoval ; pal:evidentialStatus pal:Refuted ."
    ((fresh,),) = asked(core, case_of(ADULT + ACT + MEANS + refuted)).would_establish
    kinds = {local_name(kind) for kind in fresh.kinds}
    assert {"ForcedLabourOrServices", "Servitude"} <= kinds
    assert not kinds & {"OrganRemoval", "OtherExploitation"}


def test_the_open_end_of_a_list_is_never_proposed(core: Rulebook, case_of: CaseOf) -> None:
    named = ("SexualExploitation", "ForcedLabourOrServices", "Slavery", "PracticeSimilarToSlavery", "Servitude",
             "OrganRemoval")  # fmt: skip
    refuted = " ".join(f":c pal:purpose [ a pal:{n} ; pal:evidentialStatus pal:Refuted ] ." for n in named)
    found = asked(core, case_of(ADULT + ACT + MEANS + refuted))
    assert (found.finding.outcome, found.would_establish) == ("not-established", ())


def test_a_final_assessment_is_prevailed_over_whatever_its_date(core: Rulebook, case_of: CaseOf) -> None:
    for date in (
        '"2017-03-30"^^xsd:date',
        '"9999"^^xsd:gYear',
        '"9999-12-31"^^xsd:date',
        '"9999-12-31T23:59:59Z"^^xsd:dateTime',
    ):
        final = f"a pal:Assessment ; pal:evidentialStatus pal:NotEstablished ; pal:final true ; dct:date {date}"
        case = case_of(ADULT + ACT + PURPOSE + MEANS + f":m pal:assessment [ {final} ] .")
        found = asked(core, case)
        assert said(found) == sets("m", "ProtocolMeans@c")
        for chosen in found.would_establish:
            case_ = with_triples(case, [t for one in chosen for t in one.triples])
            assert asked(core, case_).finding.outcome == "established"


def test_established_rests_and_is_undone(core: Rulebook, case_of: CaseOf) -> None:
    two = ":c pal:means :n . :n a pal:Fraud ."
    found = asked(core, case_of(ADULT + ACT + MEANS + PURPOSE + two))
    assert [local_name(f) for f in found.rests_on] == ["a", "m", "n", "u"]
    assert [local_name(f) for f in found.undone_by] == ["a", "u"]
    assert found.would_establish == ()


def test_what_a_child_does_not_need_is_not_rested_on(core: Rulebook, case_of: CaseOf) -> None:
    aged = ":p pal:age :f . :f a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Established ."
    found = asked(core, case_of(HEAD + ACT + PURPOSE + aged))
    assert [local_name(f) for f in found.rests_on] == [local_name(f) for f in found.undone_by] == ["a", "f", "u"]
    with_means = asked(core, case_of(HEAD + ACT + PURPOSE + MEANS + aged))
    assert [local_name(f) for f in with_means.rests_on] == ["a", "f", "m", "u"]
    assert [local_name(f) for f in with_means.undone_by] == ["a", "u"]


def test_ages_that_contradict_one_another_are_not_made_worse(core: Rulebook, case_of: CaseOf) -> None:
    at_odds = ":p pal:ageAtTime 30 ; pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Established ] ."
    assert said(asked(core, case_of(HEAD + ACT + PURPOSE + at_odds))) == sets("ProtocolMeans@c")


# --- what definitions of packs may ask

ONTOLOGY = """
my:Act a owl:Class ; rdfs:subClassOf pal:Act ; rdfs:label "my act"@en .
my:Rare a owl:Class ; rdfs:subClassOf pal:Act ; pal:neverProposed true .
my:knows a owl:ObjectProperty ; rdfs:domain pal:Person ; rdfs:range my:Knowing ; rdfs:label "knows"@en .
my:Knowing a owl:Class ; rdfs:subClassOf pal:Fact .
my:about a owl:ObjectProperty ; rdfs:range my:Thing .
my:Thing a owl:Class .
my:grade a owl:DatatypeProperty , owl:FunctionalProperty .
my:leads a owl:ObjectProperty ; rdfs:subPropertyOf pal:towards ; rdfs:label "leads"@en .
my:classification a pal:Classification .
"""
DEFINITION = """
my:law a pal:Definition , sh:NodeShape ; dct:identifier "law" ; rdfs:label "law"@en ; pal:concludes my:classification ;
  sh:targetClass pal:Person ; """
OF_CONDUCT = """sh:property [ sh:path [ sh:inversePath pal:towards ] ;
  sh:qualifiedValueShape [ sh:property my:e ] ; sh:qualifiedMinCount 1 ] .
my:e a pal:Element , sh:PropertyShape ; dct:identifier "e" ; rdfs:label "e"@en ; """


def law(rulebook_with: Callable[..., Rulebook], shapes: str) -> Rulebook:
    return rulebook_with(ONTOLOGY, DEFINITION + shapes)


def holds(rulebook: Rulebook, case: Case, found: WhatIf) -> None:
    """Each set, added, establishes it; each that lacks a member does not."""
    for chosen in found.would_establish:
        for left_out in (None, *chosen):
            kept = [t for one in chosen if one != left_out for t in one.triples]
            outcome = asked(rulebook, with_triples(case, kept), "law").finding.outcome
            assert (outcome == "established") == (left_out is None)


@pytest.mark.parametrize(
    ("shapes", "turtle", "expected"),
    [
        (  # each class of a list is one fact; what is never proposed is not
            OF_CONDUCT + "sh:path pal:act ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape "
            "[ sh:or ( [ sh:class my:Act ] [ sh:class pal:Receipt ] [ sh:class my:Rare ] ) ] .",
            HEAD,
            sets("Act@c", "Receipt@c"),
        ),
        (  # two facts of a class, of which one is recorded
            OF_CONDUCT + "sh:path pal:act ; sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:class my:Act ] .",
            HEAD + ":c pal:act :a . :a a my:Act .",
            sets("Act@c"),
        ),
        (  # two facts, none recorded: two that are alike
            OF_CONDUCT + "sh:path pal:act ; sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:class my:Act ] .",
            HEAD,
            sets("Act@c"),  # the second is told by its node, not by its words
        ),
        (  # two classes of one fact
            OF_CONDUCT + "sh:path pal:act ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape "
            "[ sh:class my:Act , pal:Receipt ] .",
            HEAD,
            sets("Act+Receipt@c"),
        ),
        (  # a fact with another thing hung on it, and a value
            "sh:property my:e . my:e a pal:Element , sh:PropertyShape ; dct:identifier \"e\" ; rdfs:label \"e\"@en ; "
            "sh:path my:knows ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class my:Knowing ; "
            "sh:property [ sh:path my:about ; sh:minCount 1 ] , [ sh:path my:grade ; sh:hasValue 3 ] ] .",
            HEAD + ":p my:knows :k . :k a my:Knowing .",
            sets("Knowing@p"),
        ),
        (  # a value on the person, within a range
            "sh:property my:e . my:e a pal:Element , sh:PropertyShape ; dct:identifier \"e\" ; rdfs:label \"e\"@en ; "
            "sh:path my:grade ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:maxExclusive 14 ] .",
            HEAD,
            sets("grade@p"),
        ),
        (  # a property that takes one value has one
            "sh:or ( my:e my:f ) . my:e a pal:Element , sh:PropertyShape ; dct:identifier \"e\" ; "
            "rdfs:label \"e\"@en ; sh:path my:grade ; sh:hasValue 3 . "
            "my:f a pal:Element , sh:PropertyShape ; dct:identifier \"f\" ; rdfs:label \"f\"@en ; "
            "sh:path my:knows ; sh:minCount 1 .",
            HEAD + ":p my:grade 4 .",
            sets("Knowing@p"),
        ),
        (  # a step of the law's own
            "sh:property [ sh:path [ sh:inversePath my:leads ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape "
            "[ sh:property my:e ] ] . my:e a pal:Element , sh:PropertyShape ; dct:identifier \"e\" ; "
            "rdfs:label \"e\"@en ; sh:path pal:act ; sh:qualifiedMinCount 1 ; "
            "sh:qualifiedValueShape [ sh:class my:Act ] .",
            HEAD + ":c pal:act :a . :a a my:Act ; pal:evidentialStatus pal:Alleged .",
            sets("leads@c a", "leads@c Act@c"),
        ),
        (  # a characteristic and an adult, asked of the person
            "sh:class pal:Adult ; sh:property my:e . my:e a pal:Element , sh:PropertyShape ; dct:identifier \"e\" ; "
            "rdfs:label \"e\"@en ; sh:path my:knows ; sh:minCount 1 .",
            HEAD,
            sets("adult Knowing@p"),
        ),
        (
            "sh:class pal:Child ; sh:property my:e . my:e a pal:Element , sh:PropertyShape ; dct:identifier \"e\" ; "
            "rdfs:label \"e\"@en ; sh:path my:knows ; sh:minCount 1 .",
            HEAD,
            sets("child Knowing@p"),
        ),
    ],
)  # fmt: skip
def test_definitions_of_packs(
    rulebook_with: Callable[..., Rulebook], case_of: CaseOf, shapes: str, turtle: str, expected: set[frozenset[str]]
) -> None:
    rulebook, case = law(rulebook_with, shapes), case_of(turtle)
    found = asked(rulebook, case, "law")
    assert said(found) == expected
    assert not found.bounded
    holds(rulebook, case, found)


def test_what_cannot_be_drawn_up_is_told(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    shapes = OF_CONDUCT + (
        "sh:path pal:act ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class my:Act ; "
        'sh:property [ sh:path rdfs:label ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:pattern "x" ] ] ] .'
    )
    found = asked(law(rulebook_with, shapes), case_of(HEAD), "law")
    assert (found.finding.outcome, found.would_establish, found.bounded) == ("not-established", (), True)


def test_what_follows_by_inference_is_followed(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    """A class that two facts together make: both are proposed, and a fresh fact of the class as such."""
    ontology = (
        ONTOLOGY
        + """
my:Made a owl:Class ; rdfs:subClassOf pal:Act ;
  owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( my:Act [ a owl:Restriction ; owl:onProperty my:about ;
    owl:someValuesFrom my:Knowing ] ) ] ."""
    )
    shapes = DEFINITION + OF_CONDUCT + (
        "sh:path pal:act ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class my:Made ] ."
    )  # fmt: skip
    rulebook = rulebook_with(ontology, shapes)
    case = case_of(
        HEAD + ":c pal:act :a . :a a my:Act ; my:about :k ; pal:evidentialStatus pal:Alleged . "
        ":k a my:Knowing ; pal:evidentialStatus pal:Alleged ."
    )
    found = asked(rulebook, case, "law")
    assert said(found) == sets("a k", "Made@c")
    holds(rulebook, case, found)


def test_bounded_where_there_are_more_than_are_given(core: Rulebook, case_of: CaseOf) -> None:
    found = asked(core, case_of(HEAD + PURPOSE), most=1)
    assert (len(found.would_establish), found.bounded) == (1, True)


def test_the_same_every_time_whatever_the_order(core: Rulebook, case_of: CaseOf) -> None:
    case = case_of(HEAD + PURPOSE + MEANS + ":m pal:evidentialStatus pal:Alleged .")
    turned = case._replace(triples=tuple(reversed(case.triples)))
    assert asked(core, case).would_establish == asked(core, turned).would_establish


@pytest.mark.parametrize("status", ["Alleged", "Established"])
def test_more_than_can_be_combined(core: Rulebook, case_of: CaseOf, status: str) -> None:
    """Twenty facts of each element: what is given holds, each fact comes in some set, and more is said to be."""
    facts = {"act": "Recruitment", "means": "Fraud", "purpose": "Servitude"}
    listed = " ".join(
        f":c pal:{p} :{p}-{n} . :{p}-{n} a pal:{cls} ; pal:evidentialStatus pal:{status} ."
        for p, cls in facts.items()
        for n in range(20)
    )
    case = case_of(ADULT + listed)
    found = asked(core, case)
    assert found.bounded
    if status == "Established":
        assert (len(found.rests_on), found.undone_by) == (60, ())
        return
    assert len(found.would_establish) == 1024
    assert {local_name(one.node) for chosen in found.would_establish for one in chosen if one.kind == "fact"} == {
        f"{p}-{n}" for p in facts for n in range(20)
    }
    for chosen in found.would_establish[::100]:
        with_set = with_triples(case, [t for one in chosen for t in one.triples])
        assert asked(core, with_set).finding.outcome == "established"
