"""Findings: the conduct reported, why each element is not established, what it rests on, what does not change it."""

import random
from collections.abc import Callable

import pytest

from palermo.findings import CaseFindings, ElementOutcome, Finding
from palermo.rulebook import Rulebook
from palermo.split.case import Case

EX = "https://example.org/t#"
FULL = "pal:act [ a pal:Recruitment ] ; pal:means [ a pal:Fraud ] ; pal:purpose [ a pal:Slavery ] ."
Classify = Callable[..., CaseFindings]
CaseOf = Callable[[str], Case]


@pytest.fixture
def classify(core: Rulebook, case_of: CaseOf) -> Classify:
    """All findings of a case that concerns ``:x``, an adult."""

    def run(turtle: str, definitions: tuple[str, ...] = (), rulebook: Rulebook = core) -> CaseFindings:
        return rulebook.classify(
            case_of(f":case a pal:Case ; pal:concerns :x . :x a pal:Adult . {turtle}"), definitions
        )

    return run


@pytest.fixture
def finding(classify: Classify) -> Callable[[str], Finding]:
    """The Protocol's finding for ``:x``."""
    return lambda turtle: classify(turtle).persons[0].findings[0]


def element(found: Finding, name: str) -> ElementOutcome:
    """One element of a finding."""
    (one,) = (e for e in found.elements if e.element == name)
    return one


# --- the conduct reported


@pytest.mark.parametrize(
    ("conducts", "reported", "outcome"),
    [
        (f":a pal:towards :x . :b pal:towards :x ; {FULL}", "b", "established"),
        (
            f":a pal:towards :x ; pal:evidentialStatus pal:Alleged ; {FULL} :b pal:towards :x ; {FULL}",
            "b",
            "established",
        ),
        (f":a pal:towards :x . :b pal:towards :x ; pal:evidentialStatus pal:Alleged ; {FULL}", "b", "alleged"),
        (":a pal:towards :x . :b pal:towards :x ; pal:act [ a pal:Transfer ] .", "b", "not-established"),
        (
            ":a pal:towards :x ; pal:act [ a pal:Transfer ] . :b pal:towards :x ; pal:purpose [ a pal:Slavery ] .",
            "b",  # both lack two; "act, means" comes before "means, purpose"
            "not-established",
        ),
        (":b pal:towards :x . :a pal:towards :x .", "a", "not-established"),
        (
            f":a pal:towards :x ; pal:evidentialStatus pal:Refuted ; {FULL} :b pal:towards :x .",
            "b",
            "not-established",
        ),
        (
            ":a pal:towards :x ; pal:evidentialStatus pal:Refuted . "
            ":b pal:towards :x ; pal:evidentialStatus pal:Refuted ; pal:act [ a pal:Transfer ] .",
            "a",
            "excluded",
        ),
    ],
)
def test_the_conduct_reported(finding: Callable[[str], Finding], conducts: str, reported: str, outcome: str) -> None:
    """Best outcome, fewest missing, their names, the IRI; by whatever name the better one goes."""
    found = finding(conducts.replace("pal:towards", "a pal:Conduct ; pal:towards"))
    assert (found.conduct, found.outcome) == (EX + reported, outcome)


def test_elements_must_belong_together(finding: Callable[[str], Finding]) -> None:
    """Act, means and purpose over three conducts make none of them whole."""
    found = finding(
        ":a pal:towards :x ; pal:act :t . :t a pal:Transfer . :b pal:towards :x ; pal:means :m . :m a pal:Fraud . "
        ":c pal:towards :y ; pal:purpose :p . :p a pal:Slavery ."
    )
    assert found.outcome == "not-established"
    assert (found.conduct, found.missing) == (EX + "b", ("act", "purpose"))
    assert [e.why for e in found.elements] == ["recorded-elsewhere", None, "recorded-elsewhere"]
    assert element(found, "act").facts == (EX + "t",)
    assert element(found, "purpose").facts == (EX + "p",)


def test_no_conduct(finding: Callable[[str], Finding]) -> None:
    """Elements are judged as on an empty one, and the conduct is null."""
    found = finding(":d pal:towards :y ; pal:act :a . :a a pal:Transfer .")
    assert found.conduct is None
    assert [e.element for e in found.elements] == ["act", "means", "purpose"]
    assert (element(found, "act").why, element(found, "act").facts) == ("recorded-elsewhere", (EX + "a",))
    assert (element(found, "means").why, element(found, "means").facts) == ("not-recorded", ())


# --- why


WHYS = [
    ("", "not-established", "not-recorded", ""),
    ("m", "established", None, "m"),
    ("m:Established", "established", None, "m"),
    ("m:Alleged", "alleged", "alleged", "m"),
    ("m:Established:Refuted", "alleged", "contested", "m"),
    ("m:Established:Refuted n:Alleged", "alleged", "alleged", "m n"),
    ("m:Alleged n:Refuted", "alleged", "alleged", "m"),
    ("m n:Alleged", "established", None, "m"),
    ("m n", "established", None, "m n"),
    ("m:NotEstablished", "not-established", "examined-not-proved", "m"),
    ("m:NotEstablished n:NotEstablished", "not-established", "examined-not-proved", "m n"),
    ("m:NotEstablished n:Refuted", "not-established", "examined-not-proved", "m"),
    ("m:Refuted", "not-established", "not-recorded", ""),
    ("all:Refuted", "excluded", "refuted", "all"),
    ("all:Refuted m:Refuted", "excluded", "refuted", "all"),
    ("all:Refuted m:NotEstablished", "excluded", "refuted", "all"),
]


@pytest.mark.parametrize(("means", "outcome", "why", "facts"), WHYS)
def test_why(finding: Callable[[str], Finding], means: str, outcome: str, why: str | None, facts: str) -> None:
    """Each reason, with the facts that carry it, in order. ``all`` is of the class of all means."""
    turtle = f":d a pal:Conduct ; pal:towards :x ; {FULL.replace('pal:means [ a pal:Fraud ] ; ', '')} "
    for word in means.split():
        name, *statuses = word.split(":")
        cls = "ProtocolMeans" if name == "all" else "Fraud"
        turtle += f":d pal:means :{name} . :{name} a pal:{cls} . "
        turtle += "".join(f":{name} pal:evidentialStatus pal:{s} . " for s in statuses)
    one = element(finding(turtle), "means")
    assert (one.outcome, one.why) == (outcome, why)
    assert one.facts == tuple(EX + f for f in facts.split())


@pytest.mark.parametrize(
    ("status", "outcome", "why"),
    [
        ("Alleged", "alleged", "alleged"),
        ("Established , pal:Refuted", "alleged", "contested"),
        ("NotEstablished", "not-established", "examined-not-proved"),
        ("Refuted", "excluded", "refuted"),
    ],
)
def test_why_by_the_conduct(finding: Callable[[str], Finding], status: str, outcome: str, why: str) -> None:
    """The standing of the conduct is the reason where its facts are established."""
    found = finding(f":d a pal:Conduct ; pal:evidentialStatus pal:{status} ; pal:towards :x ; {FULL}")
    assert {(e.outcome, e.why) for e in found.elements} == {(outcome, why)}
    if why == "refuted":
        assert {e.facts for e in found.elements} == {(EX + "d",)}


def test_examined_comes_before_elsewhere(finding: Callable[[str], Finding]) -> None:
    """In the order of the table: what was examined here counts before what is recorded elsewhere."""
    found = finding(
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Transfer ] ; pal:purpose [ a pal:Slavery ] . "
        ":d pal:means :m . :m a pal:Fraud ; pal:evidentialStatus pal:NotEstablished . "
        ":e a pal:Conduct ; pal:towards :x ; pal:means [ a pal:Fraud ] ."
    )
    assert (found.conduct, element(found, "means").why) == (EX + "d", "examined-not-proved")


@pytest.mark.parametrize(
    "elsewhere",
    [
        ":e pal:towards :x ; pal:means :m . :m a pal:Fraud ; pal:evidentialStatus pal:Refuted .",
        ":e pal:towards :x ; pal:evidentialStatus pal:Refuted ; pal:means :m . :m a pal:Fraud .",
        ":e pal:towards :x ; pal:means :m . :m a pal:Fraud ; pal:evidentialStatus pal:NotEstablished .",
        ":e pal:towards :x ; pal:means :m . :m a pal:Means .",
    ],
)
def test_not_recorded_elsewhere(finding: Callable[[str], Finding], elsewhere: str) -> None:
    """Only an established or alleged fact of the element on another conduct counts."""
    found = finding(
        f":d pal:towards :x ; pal:act [ a pal:Transfer ] ; pal:purpose [ a pal:Slavery ] . {elsewhere}".replace(
            "pal:towards", "a pal:Conduct ; pal:towards"
        )
    )
    assert (found.conduct, element(found, "means").why) == (EX + "d", "not-recorded")


def test_elsewhere_names_what_is_established_or_alleged_there(finding: Callable[[str], Finding]) -> None:
    """Not what was examined and not proved, or refuted, beside it."""
    found = finding(
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Transfer ] ; pal:purpose [ a pal:Slavery ] . "
        ":e a pal:Conduct ; pal:towards :y ; pal:means :m , :n , :o , :r . :m a pal:Fraud . "
        ":n a pal:Fraud ; pal:evidentialStatus pal:NotEstablished . "
        ":o a pal:Fraud ; pal:evidentialStatus pal:Alleged . :r a pal:Fraud ; pal:evidentialStatus pal:Refuted ."
    )
    assert element(found, "means").why == "recorded-elsewhere"
    assert element(found, "means").facts == (EX + "m", EX + "o")


def test_a_definition_that_asks_two_conducts(rulebook_with: Callable[..., Rulebook], classify: Classify) -> None:
    """The outcome is that of the person as a whole, and nothing is missing where it is met over two conducts."""
    step = (
        "[ sh:path [ sh:inversePath pal:towards ] ; sh:qualifiedMinCount 1 ; "
        "sh:qualifiedValueShape [ sh:property {} ] ]"
    )
    rulebook = rulebook_with(
        "",
        "my:d a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; "
        f"sh:property {step.format('ps:act')} , {step.format('ps:means')} .",
    )
    act, means = (
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Transfer ] . ",
        ":e a pal:Conduct ; pal:towards :x ",
    )
    (met,) = classify(f"{act} {means} ; pal:means [ a pal:Fraud ] .", ("mine",), rulebook).persons[0].findings
    assert (met.outcome, met.missing, met.missing_alternatives) == ("established", (), ())
    (unmet,) = classify(f"{act} {means} .", ("mine",), rulebook).persons[0].findings
    assert (unmet.outcome, unmet.conduct, unmet.missing) == ("not-established", EX + "d", ("means",))


# --- indicators


@pytest.mark.parametrize(
    ("indicator", "shown"),
    [
        (":d pal:indicator :i . :i a my:Points .", True),
        (":x pal:observed :i . :i a my:Points .", True),
        (":x pal:observed :i . :i a my:PointsCloser .", True),
        (":x pal:observed :i . :i a my:Points ; pal:evidentialStatus pal:Alleged .", True),
        (":x pal:observed :i . :i a my:Points ; pal:evidentialStatus pal:Refuted .", False),
        (":x pal:observed :i . :i a my:Points ; pal:evidentialStatus pal:NotEstablished .", False),
        (":x pal:observed :i . :i a my:Elsewhere .", False),
        (":y pal:observed :i . :i a my:Points .", False),
        (":e a pal:Conduct ; pal:towards :x ; pal:indicator :i . :i a my:Points .", False),
    ],
)
def test_indicators(rulebook_with: Callable[..., Rulebook], classify: Classify, indicator: str, shown: bool) -> None:
    """Beside an element that is not established, on this conduct or the person, where they point to it."""
    rulebook = rulebook_with(
        "my:Points a owl:Class ; rdfs:subClassOf pal:Indicator ; pal:indicates pal:Fraud . "
        "my:PointsCloser a owl:Class ; rdfs:subClassOf my:Points . "
        "my:Elsewhere a owl:Class ; rdfs:subClassOf pal:Indicator ; pal:indicates pal:Movement ."
    )
    turtle = (
        f":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Transfer ] ; pal:purpose [ a pal:Slavery ] . {indicator}"
    )
    (found,) = classify(turtle, rulebook=rulebook).persons[0].findings
    assert element(found, "means").indicators == ((EX + "i",) if shown else ())
    assert element(found, "act").indicators == ()
    with_means = classify(turtle + ":d pal:means [ a pal:Fraud ] .", rulebook=rulebook).persons[0].findings[0]
    assert element(with_means, "means").indicators == ()
    assert (found.outcome, with_means.outcome) == ("not-established", "established")


# --- basis, caveat, provision


@pytest.mark.parametrize(
    ("statuses", "basis"),
    [("", "basis.stated"), ("act means purpose", "basis.recorded"), ("act", "basis.mixed")],
)
def test_basis(core: Rulebook, finding: Callable[[str], Finding], statuses: str, basis: str) -> None:
    """Whether the facts that it rests on are as stated, of a recorded standing, or of both."""
    facts = {"act": "Transfer", "means": "Fraud", "purpose": "Slavery"}
    turtle = ":d a pal:Conduct ; pal:towards :x . " + "".join(
        f":d pal:{e} :{e} . :{e} a pal:{c} . " for e, c in facts.items()
    )
    turtle += "".join(f":{e} pal:evidentialStatus pal:Established . " for e in statuses.split())
    found = finding(turtle)
    assert found.basis == core.wording(basis)
    assert found.caveat == core.wording("caveat")
    assert core.wording("caveat")


def test_what_an_element_carries(core: Rulebook, finding: Callable[[str], Finding]) -> None:
    """Its shape, its provision as a citation, and every fact that speaks to it, whatever its standing."""
    found = finding(
        f":d a pal:Conduct ; pal:towards :x ; {FULL} :d pal:means :n , :r . :n a pal:Abduction ; pal:evidentialStatus "
        "pal:NotEstablished . :r a pal:Coercion ; pal:evidentialStatus pal:Refuted ."
    )
    means = element(found, "means")
    assert means.provision == "UN Trafficking Protocol (2000), Art. 3(a)"
    assert core.elements[means.shape].id == "means"
    standings = {e.standing: e.stated for e in means.evidence}
    assert standings == {"established": True, "not-established": False, "refuted": False}
    assert found.classification == "https://w3id.org/palermo#TraffickingInPersons"


# --- an element that is asked of the person

LIFE = """
    my:lived a pal:Element , sh:PropertyShape ; dct:identifier "lived" ; sh:path pal:experienced ;
        sh:qualifiedValueShape [ sh:class pal:Slavery ] ; sh:qualifiedMinCount 1 .
    my:done a pal:Element , sh:PropertyShape ; dct:identifier "done" ; sh:path pal:act ;
        sh:qualifiedValueShape [ sh:class pal:Receipt ] ; sh:qualifiedMinCount 1 .
    my:d a pal:Definition , sh:NodeShape ; dct:identifier "d" ; sh:targetClass pal:Person ; sh:property my:lived ,
        [ sh:path [ sh:inversePath pal:towards ] ; sh:qualifiedValueShape [ sh:property my:done ] ;
          sh:qualifiedMinCount 1 ] .
"""


@pytest.mark.parametrize(
    ("status", "lived", "done"),
    [
        ("", ("not-established", "not-recorded"), ("not-established", "not-recorded")),
        ("NotEstablished", ("not-established", "not-recorded"), ("not-established", "examined-not-proved")),
        ("Refuted", ("not-established", "not-recorded"), ("excluded", "refuted")),
    ],
)
def test_the_standing_of_a_conduct_is_not_that_of_what_the_person_lived_through(
    rulebook_with: Callable[..., Rulebook],
    classify: Classify,
    status: str,
    lived: tuple[str, str],
    done: tuple[str, str],
) -> None:
    said = f" ; pal:evidentialStatus pal:{status}" if status else ""
    turtle = f":c a pal:Conduct ; pal:towards :x{said} ."
    (found,) = classify(turtle, ("d",), rulebook_with("", LIFE)).persons[0].findings
    assert {e.element: (e.outcome, e.why) for e in found.elements} == {"lived": lived, "done": done}
    assert [e.facts for e in found.elements if e.element == "lived"] == [()]


def test_what_the_person_lived_through_refuted(rulebook_with: Callable[..., Rulebook], classify: Classify) -> None:
    """The fact that refutes it is named, and not a conduct."""
    refuted = " ; pal:evidentialStatus pal:Refuted"
    turtle = f":x pal:experienced :e . :e a pal:Slavery{refuted} . :c a pal:Conduct ; pal:towards :x{refuted} ."
    (found,) = classify(turtle, ("d",), rulebook_with("", LIFE)).persons[0].findings
    assert {e.element: e.facts for e in found.elements} == {"lived": (EX + "e",), "done": (EX + "c",)}


# --- conducts that only follow


def test_a_conduct_that_follows_by_an_inverse(rulebook_with: Callable[..., Rulebook], classify: Classify) -> None:
    """It is the conduct reported, with its facts."""
    rulebook = rulebook_with("my:suffered a owl:ObjectProperty ; owl:inverseOf pal:towards .")
    turtle = f":x my:suffered :d . :d a pal:Conduct ; {FULL} :a a pal:Conduct ; pal:towards :x ."
    (found,) = classify(turtle, rulebook=rulebook).persons[0].findings
    assert (found.outcome, found.conduct) == ("established", EX + "d")
    assert all(e.facts for e in found.elements)


def test_a_conduct_that_follows_by_sameness(classify: Classify) -> None:
    """Two names of one person in a case share the conducts."""
    turtle = f":y owl:sameAs :x . :d a pal:Conduct ; pal:towards :y ; {FULL}"
    found = {p.person: p.findings[0] for p in classify(turtle).persons}
    assert {f.conduct for f in found.values()} == {EX + "d"}
    assert {f.outcome for f in found.values()} == {"established"}


# --- determinism


BIG = (
    f":d a pal:Conduct ; pal:towards :x , :y ; pal:startedOn '2020-01-01'^^xsd:date ; {FULL} "
    ":d pal:means :m , :n ; pal:indicator :i . :m a pal:Coercion , pal:Means ; pal:evidentialStatus pal:Refuted . "
    ":n a pal:Abduction ; pal:assessment [ a pal:Assessment ; pal:evidentialStatus pal:Alleged ] , "
    "[ a pal:Assessment ; pal:evidentialStatus pal:Established ; pal:final true ] . :i a pal:Isolation . "
    ":e a pal:Conduct ; pal:towardsChild :y ; pal:act [ a pal:Harbouring ] ; pal:purpose [ a pal:OtherExploitation ] . "
    ":y a pal:Person ; rdfs:label 'la persona'@it , 'the person'@en ; pal:moved [ a pal:Movement ] ; "
    "pal:exchanged [ a pal:SexualServicesExchange ; pal:evidentialStatus pal:Alleged ] ; "
    "pal:experienced [ a pal:PhysicalViolence ] ; pal:labelling [ a pal:Labelling ; "
    "pal:as pal:TraffickingInPersons , pal:SexWork ; dct:source :police , :press ] . :case dct:title 'a'@en , 'b' ."
)


def test_the_order_of_triples_makes_no_difference(core: Rulebook, case_of: CaseOf) -> None:
    """Findings of shuffled triples are equal; so is a second run."""
    case = case_of(":case a pal:Case ; pal:concerns :x , :y . " + BIG)
    first = core.classify(case, ("all",))
    assert core.classify(case, ("all",)) == first
    for seed in range(20):
        triples = list(case.triples)
        random.Random(seed).shuffle(triples)
        shuffled = core.classify(case._replace(triples=tuple(triples)), ("all",))
        assert shuffled.persons == first.persons
        assert shuffled.label == first.label


def test_another_rulebook_of_the_same_packs_says_the_same(core: Rulebook, case_of: CaseOf) -> None:
    """Compiled anew, and after other cases were judged."""
    case = case_of(":case a pal:Case ; pal:concerns :x , :y . " + BIG)
    assert Rulebook.load(cache=False).classify(case) == core.classify(case)
