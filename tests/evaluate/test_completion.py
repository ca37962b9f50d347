"""The possible view: what may be supposed, what is closed, and which smallest additions would complete a definition."""

from collections.abc import Callable
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.evaluate.completion import EXCLUDED, HOLDS, Completions, both, either, smallest
from palermo.findings import Finding
from palermo.rulebook import Rulebook

EX = "https://example.org/t#"
Find = Callable[..., Finding]
KINDS = [
    "ThreatOfForce",
    "UseOfForce",
    "Coercion",
    "Abduction",
    "Fraud",
    "Deception",
    "AbuseOfPower",
    "AbuseOfPositionOfVulnerability",
    "PaymentForControl",
]
OPEN_AGE = ""

# --- the algebra of completions

ATOMS = [(False, "act"), (False, "means"), (True, "child")]
SETS = st.sets(st.frozensets(st.sampled_from(ATOMS)), max_size=4).map(frozenset)


def worlds_of(completions: Completions) -> set[frozenset[tuple[bool, str]]]:
    """Every set of atoms that contains a completion: what the completions mean."""
    every = [frozenset(c) for n in range(len(ATOMS) + 1) for c in combinations(ATOMS, n)]
    return {world for world in every if any(way <= world for way in completions)}


@settings(max_examples=200, deadline=None)
@given(SETS, SETS)
def test_both_and_either_mean_and_and_or(a: Completions, b: Completions) -> None:
    """And what they give is smallest: no set within another."""
    a, b = smallest(a), smallest(b)
    assert worlds_of(both(a, b)) == worlds_of(a) & worlds_of(b)
    assert worlds_of(either([a, b])) == worlds_of(a) | worlds_of(b)
    for found in (both(a, b), either([a, b]), smallest(a | b)):
        assert not any(x < y for x in found for y in found)


def test_holding_and_excluded_are_the_ends() -> None:
    """What holds needs nothing; what is excluded has no way."""
    some: Completions = frozenset((frozenset(((False, "act"),)),))
    assert both(HOLDS, some) == some == either([EXCLUDED, some])
    assert either([some, HOLDS]) == HOLDS
    assert both(EXCLUDED, some) == EXCLUDED == either([])
    assert smallest([frozenset(), *some]) == HOLDS


# --- the leaf table of docs/semantics.md

#: Said of the class or below it, said of it or above it, outcome of a definition that lacks but this leaf.
LEAVES = [
    ("Established", None, "established"),
    ("", None, "established"),
    ("Alleged", None, "alleged"),
    ("Established Refuted", None, "alleged"),
    ("NotEstablished", None, "not-established"),
    (None, None, "not-established"),
    (None, "Refuted", "excluded"),
    ("NotEstablished", "Refuted", "excluded"),
    ("Established", "Refuted", "established"),
    ("Alleged", "Refuted", "alleged"),
    ("Established Refuted", "Refuted", "alleged"),
]


@pytest.mark.parametrize(("below", "above", "outcome"), LEAVES)
@pytest.mark.parametrize("kind", ["Deception", "FalseJobPromise", "ProtocolMeans"])
@pytest.mark.parametrize("refuted", ["ProtocolMeans", "Means"])
def test_leaf(with_means: Find, below: str | None, above: str | None, outcome: str, kind: str, refuted: str) -> None:
    """Row by row, whether the fact is of the class or below it, the refutation at the class or above it."""
    said = ([] if below is None else [(kind, below)]) + ([] if above is None else [(refuted, above)])
    found = with_means(*said)
    assert found.outcome == outcome
    (means,) = (e for e in found.elements if e.element == "means")
    assert means.outcome == outcome
    assert found.missing == (() if outcome in ("established", "alleged") else ("means",))


@pytest.mark.parametrize("kind", [*KINDS, "FalseJobPromise", "AbuseOfPowerOrVulnerability"])
def test_one_kind_refuted_leaves_the_others_open(with_means: Find, kind: str) -> None:
    """Refutation runs down, not up."""
    assert with_means((kind, "Refuted")).outcome == "not-established"


def test_all_kinds_refuted_refute_the_union(with_means: Find) -> None:
    """Nine refuted kinds close means, any eight leave it open."""
    assert with_means(*((kind, "Refuted") for kind in KINDS)).outcome == "excluded"
    for left in KINDS:
        assert with_means(*((k, "Refuted") for k in KINDS if k != left)).outcome == "not-established"


def test_a_joined_kind_counts_for_its_parts(with_means: Find) -> None:
    """Seven facts can refute nine kinds, where two of the facts are of classes that join several."""
    joined = ("ThreatOrUseOfForceOrCoercion", "AbuseOfPowerOrVulnerability")
    single = ("Abduction", "Fraud", "Deception", "PaymentForControl")
    assert with_means(*((kind, "Refuted") for kind in (*joined, *single))).outcome == "excluded"
    assert with_means(*((kind, "Refuted") for kind in (joined[0], *single))).outcome == "not-established"


def test_an_open_list_is_not_refuted_by_its_kinds(finding: Find) -> None:
    """The Protocol's purposes are "at a minimum": only the class as such closes them."""
    listed = "SexualExploitation ForcedLabourOrServices Slavery PracticeSimilarToSlavery Servitude OrganRemoval"
    conduct = ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Recruitment ] ; pal:means [ a pal:Fraud ] . "
    refuted = " ".join(f":d pal:purpose [ a pal:{k} ; pal:evidentialStatus pal:Refuted ] ." for k in listed.split())
    assert finding(conduct + refuted).outcome == "not-established"
    as_such = ":d pal:purpose [ a pal:ProtocolExploitation ; pal:evidentialStatus pal:Refuted ] ."
    assert finding(conduct + as_such).outcome == "excluded"


def test_a_redundant_class_refutes_nothing(with_means: Find) -> None:
    """A fact that says "a deception, a means" is refuted as a deception."""
    extra = ":d pal:means :r . :r a pal:Deception , pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ."
    assert with_means(extra=extra).outcome == "not-established"


def test_refutation_is_local(with_means: Find) -> None:
    """To the subject and the property: on another conduct, or on the person, it closes nothing here."""
    elsewhere = ":e a pal:Conduct ; pal:means :r . :r a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ."
    assert with_means(extra=elsewhere).outcome == "not-established"
    by_other_property = ":d pal:indicator :r . :r a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ."
    assert with_means(extra=by_other_property).outcome == "not-established"


def test_a_refutation_reaches_the_properties_below(rulebook_with: Callable[..., Rulebook], finding: Find) -> None:
    """Refuted by ``pal:means`` is refuted by what is below ``pal:means``; not the other way."""
    rulebook = rulebook_with(
        "my:means a owl:ObjectProperty ; rdfs:subPropertyOf pal:means .",
        "my:e a pal:Element , sh:PropertyShape ; dct:identifier 'mine' ; sh:path my:means ; "
        "sh:qualifiedValueShape [ sh:class pal:Deception ] ; sh:qualifiedMinCount 1 . "
        "my:d a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; sh:property [ sh:path [ sh:inversePath "
        "pal:towards ] ; sh:qualifiedValueShape [ sh:property my:e ] ; sh:qualifiedMinCount 1 ] .",
    )
    refuted = ":d pal:towards :x ; {} :m . :m a pal:Deception ; pal:evidentialStatus pal:Refuted ."
    assert finding(refuted.format("pal:means"), rulebook=rulebook, definition="mine").outcome == "excluded"
    below = refuted.format("my:means") + ":d pal:act [ a pal:Recruitment ] ; pal:purpose [ a pal:Slavery ] ."
    assert finding(below, rulebook=rulebook, definition="mine").outcome == "excluded"
    assert finding(below, rulebook=rulebook).outcome == "not-established"


# --- conducts


def test_a_fresh_conduct_only_for_who_has_none(finding: Find) -> None:
    """Where a conduct is described, elements are supposed on it and on no other."""
    none = finding("")
    assert (none.outcome, none.conduct) == ("not-established", None)
    assert none.missing == ("act", "means", "purpose")
    refuted = finding(":d a pal:Conduct ; pal:towards :x ; pal:evidentialStatus pal:Refuted .")
    assert (refuted.outcome, refuted.conduct) == ("excluded", EX + "d")
    assert refuted.missing == ("act", "means", "purpose")
    assert refuted.missing_alternatives == ()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("Alleged", "alleged"),
        ("NotEstablished", "not-established"),
        ("Refuted", "excluded"),
        ("Established", "established"),
    ],
)
def test_the_standing_of_a_conduct_caps(with_means: Find, status: str, outcome: str) -> None:
    """All its elements are established; what it comes to is what the conduct does."""
    found = with_means(("Fraud", ""), extra=f":d pal:evidentialStatus pal:{status} .")
    assert found.outcome == outcome
    assert {e.outcome for e in found.elements} == {outcome}


def test_nothing_is_supposed_of_a_fact_s_class(with_means: Find) -> None:
    """A means of no listed kind stays what it is; another means is what is missing."""
    found = with_means(("Means", ""))
    assert found.missing_alternatives == (("means",),)


# --- functional properties

PAID = """my:paid a owl:DatatypeProperty , owl:FunctionalProperty . my:fee a owl:DatatypeProperty .
my:boss a owl:ObjectProperty , owl:FunctionalProperty . my:Owner a owl:Class ."""
ASKS = """my:e a pal:Element , sh:PropertyShape ; dct:identifier 'e' ; sh:path {} ; {} .
my:d a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; sh:property [ sh:path [ sh:inversePath pal:towards ] ;
    sh:qualifiedValueShape [ sh:property my:e ] ; sh:qualifiedMinCount 1 ] ."""
OWNER = "sh:qualifiedValueShape [ sh:class my:Owner ] ; sh:qualifiedMinCount 1"


@pytest.mark.parametrize(
    ("path", "asked", "said", "outcome"),
    [
        ("my:paid", "sh:hasValue true", "", "not-established"),
        ("my:paid", "sh:hasValue true", ":d my:paid true .", "established"),
        ("my:paid", "sh:hasValue true", ":d my:paid false .", "excluded"),
        ("my:fee", "sh:hasValue true", ":d my:fee false .", "not-established"),
        ("my:boss", OWNER, ":d my:boss :b .", "excluded"),
        ("my:boss", OWNER, ":d my:boss :b . :b a my:Owner .", "established"),
        ("my:boss", OWNER, "", "not-established"),
    ],
)
def test_a_functional_property_that_has_a_value_is_closed(
    rulebook_with: Callable[..., Rulebook], finding: Find, path: str, asked: str, said: str, outcome: str
) -> None:
    """It takes no other value; the element says so like the definition."""
    rulebook = rulebook_with(PAID, ASKS.format(path, asked))
    found = finding(":d pal:towards :x . " + said, rulebook=rulebook, definition="mine")
    assert found.outcome == outcome
    assert [e.outcome for e in found.elements] == [outcome]


def test_a_subproperty_of_towards_is_a_condition_of_its_own(
    rulebook_with: Callable[..., Rulebook], finding: Find
) -> None:
    """That a conduct towards the person is one of hiring may be supposed, and is then named."""
    rulebook = rulebook_with(
        "my:hires a owl:ObjectProperty ; rdfs:subPropertyOf pal:towards . my:p a owl:DatatypeProperty .",
        ASKS.format("my:p", "sh:minCount 1").replace("pal:towards", "my:hires"),
    )
    found = finding(":d pal:towards :x ; my:p 1 .", rulebook=rulebook, definition="mine")
    assert found.outcome == "not-established"
    assert found.missing_alternatives == (("hires",),)
    assert finding(":d my:hires :x ; my:p 1 .", rulebook=rulebook, definition="mine").outcome == "established"


# --- age

BOTH_AGES = """my:d a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ;
    sh:node ps:child , ps:adult ; sh:property [ sh:path my:p ; sh:minCount 1 ] .
my:e a pal:Definition , sh:NodeShape ; dct:identifier 'either' ;
    sh:or ( ps:child ps:adult ) ; sh:property [ sh:path my:p ; sh:minCount 1 ] ."""


def test_child_and_adult_are_never_supposed_together(rulebook_with: Callable[..., Rulebook], finding: Find) -> None:
    """A definition that asks both is excluded; one that asks either has two ways."""
    rulebook = rulebook_with("my:p a owl:DatatypeProperty .", BOTH_AGES)
    asked = {"rulebook": rulebook, "age": OPEN_AGE}
    assert finding(":x my:p 1 .", definition="mine", **asked).outcome == "excluded"
    found = finding(":x my:p 1 .", definition="either", **asked)
    assert found.missing_alternatives == (("adult",), ("child",))
    for known in ("Child", "Adult"):
        settled = finding(":x my:p 1 .", definition="either", rulebook=rulebook, age=f":x a pal:{known} .")
        assert settled.outcome == "established"


@pytest.mark.parametrize(
    ("age", "alternatives"),
    [
        (OPEN_AGE, (("means",), ("child",))),
        (":x a pal:Adult .", (("means",),)),
        (":x pal:ageAtLeast 18 .", (("means",),)),
        (":x pal:ageAtLeast 17 .", (("means",), ("child",))),
        (":x pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Refuted ] .", (("means",), ("child",))),
        (":x pal:age [ a pal:AgeFact ; pal:yearsAtMost 17 ; pal:evidentialStatus pal:Refuted ] .", (("means",),)),
        (":x pal:age [ a pal:AgeFact ; pal:years 30 ; pal:evidentialStatus pal:Alleged ] .", (("means",), ("child",))),
    ],
)
def test_where_age_is_open(with_means: Find, age: str, alternatives: tuple[tuple[str, ...], ...]) -> None:
    """Child is a way where the record leaves it open, and only there."""
    found = with_means(age=age)
    assert found.missing == ("means",)
    assert found.missing_alternatives == alternatives


def test_a_child_of_whom_a_claim_is_made(with_means: Find) -> None:
    """An alleged age of fifteen makes the definition alleged."""
    age = ":x pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Alleged ] ."
    assert with_means(age=age).outcome == "alleged"


@pytest.mark.parametrize(
    ("record", "age", "outcome", "missing", "alternatives"),
    [
        ("act purpose", ":x a pal:Child .", "established", (), ()),
        ("purpose", ":x a pal:Child .", "not-established", ("act",), (("act",),)),
        ("", ":x a pal:Adult .", "not-established", ("act", "means", "purpose"), (("act", "means", "purpose"),)),
        (
            "",
            OPEN_AGE,
            "not-established",
            ("act", "means", "purpose"),
            (("act", "means", "purpose"), ("act", "child", "purpose")),
        ),
        ("act purpose -means", ":x a pal:Adult .", "excluded", ("means",), ()),
        ("act purpose -means", OPEN_AGE, "not-established", ("means",), (("child",),)),
        ("act purpose -means", ":x a pal:Child .", "established", (), ()),
        ("act -purpose", ":x a pal:Adult .", "excluded", ("means", "purpose"), ()),
        ("act -purpose", OPEN_AGE, "excluded", ("means", "purpose"), ()),
        ("-act purpose means", ":x a pal:Adult .", "excluded", ("act",), ()),
    ],
)
def test_missing_and_alternatives(
    finding: Find,
    record: str,
    age: str,
    outcome: str,
    missing: tuple[str, ...],
    alternatives: tuple[tuple[str, ...], ...],
) -> None:
    """The table of docs/semantics.md; a leading minus is a refutation."""
    classes = {"act": "ProtocolAct", "means": "ProtocolMeans", "purpose": "ProtocolExploitation"}
    facts = "".join(
        f":d pal:{w.strip('-')} [ a pal:{classes[w.strip('-')]}"
        f"{' ; pal:evidentialStatus pal:Refuted' if w[0] == '-' else ''} ] . "
        for w in record.split()
    )
    found = finding(":d a pal:Conduct ; pal:towards :x . " + facts, age)
    assert (found.outcome, found.missing, found.missing_alternatives) == (outcome, missing, alternatives)


STANDINGS = {"E": "Established", "A": "Alleged", "N": "NotEstablished", "O": None, "R": "Refuted"}


@pytest.mark.parametrize("act", STANDINGS)
def test_every_combination(finding: Find, act: str) -> None:
    """An adult and a child, with every standing of each element: against the rule of docs/semantics.md."""
    classes = {"act": "ProtocolAct", "means": "ProtocolMeans", "purpose": "ProtocolExploitation"}
    for means, purpose in product(STANDINGS, repeat=2):
        said = {"act": act, "means": means, "purpose": purpose}
        facts = "".join(
            f":d pal:{e} [ a pal:{classes[e]} ; pal:evidentialStatus pal:{STANDINGS[s]} ] . "
            for e, s in said.items()
            if STANDINGS[s]
        )
        for age, asked in ((":x a pal:Adult .", "act means purpose"), (":x a pal:Child .", "act purpose")):
            found = finding(":d a pal:Conduct ; pal:towards :x . " + facts, age)
            letters = {said[e] for e in asked.split()}
            expected = (
                "excluded"
                if "R" in letters
                else "not-established"
                if letters & {"N", "O"}
                else "alleged"
                if "A" in letters
                else "established"
            )
            assert found.outcome == expected, (said, age)
            lacking = tuple(sorted(e for e in asked.split() if said[e] in "NOR"))
            assert found.missing == (lacking if expected in ("not-established", "excluded") else ()), (said, age)
