"""The standing of facts and conducts: all that instances may have said, and what each view leaves out."""

from collections.abc import Callable
from itertools import chain, combinations, permutations

import pytest

from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.view.record import ClassTree, index
from palermo.view.standing import Standings, capped, combine, read_standings

PAL = "https://w3id.org/palermo#"
EX = "https://example.org/t#"
STATUSES = ("Established", "Alleged", "NotEstablished", "Refuted")
WORDS = ("established", "contested", "alleged", "not-established", "refuted")

CaseOf = Callable[[str], Case]


@pytest.fixture
def standings(core: Rulebook, case_of: CaseOf) -> Callable[[str], Standings]:
    """The standings in a case of which ``:f`` is a fact and ``:d`` a conduct."""
    tree = ClassTree(core.vocabulary.classes, core.vocabulary.individuals)
    return lambda turtle: read_standings(
        index(case_of(":f a pal:Deception . :d a pal:Conduct ; pal:means :f . " + turtle), tree)
    )


def subsets() -> list[tuple[str, ...]]:
    """All sets of statuses."""
    return list(chain.from_iterable(combinations(STATUSES, n) for n in range(5)))


def expected(said: tuple[str, ...]) -> str | None:
    """The table of docs/semantics.md, by hand."""
    if "Established" in said and "Refuted" in said:
        return "contested"
    best = [word for word in ("Established", "Alleged", "Refuted", "NotEstablished") if word in said]
    return {"NotEstablished": "not-established"}.get(best[0], best[0].lower()) if best else None


@pytest.mark.parametrize("said", subsets())
def test_combinations(said: tuple[str, ...]) -> None:
    """Sixteen sets, in whatever order, with repetitions."""
    for order in permutations(said):
        assert combine([PAL + s for s in order] * 2) == expected(said)


def test_an_unknown_status_says_nothing() -> None:
    """It is no reason to admit or leave out."""
    assert combine([PAL + "Proved"]) is None


@pytest.mark.parametrize("said", subsets())
def test_statuses_on_the_fact_and_on_assessments_count_together(
    standings: Callable[[str], Standings], said: tuple[str, ...]
) -> None:
    """Whichever of them stand on the fact itself."""
    for cut in range(len(said) + 1):
        own = "".join(f":f pal:evidentialStatus pal:{s} . " for s in said[:cut])
        others = "".join(f":f pal:assessment [ pal:evidentialStatus pal:{s} ] . " for s in said[cut:])
        found = standings(own + others)
        assert found.standing(EX + "f") == (expected(said) or "established")
        assert (EX + "f" in found.of) is bool(said)


@pytest.mark.parametrize(
    ("assessments", "standing"),
    [
        ("[ pal:evidentialStatus pal:Refuted ; pal:final true ]", "refuted"),
        ("[ pal:evidentialStatus pal:Refuted ; pal:final 1 ]", "refuted"),
        ("[ pal:evidentialStatus pal:Refuted ; pal:final false ]", "contested"),
        (
            "[ pal:evidentialStatus pal:Refuted ; pal:final true ] , [ pal:evidentialStatus pal:Alleged ]",
            "refuted",
        ),
        (
            "[ pal:evidentialStatus pal:Refuted ; pal:final true ; dct:date '2020-01-02'^^xsd:date ] , "
            "[ pal:evidentialStatus pal:NotEstablished ; pal:final true ; dct:date '2020-01-10'^^xsd:date ]",
            "not-established",
        ),
        (
            "[ pal:evidentialStatus pal:Refuted ; pal:final true ; dct:date '2020-01-10'^^xsd:date ] , "
            "[ pal:evidentialStatus pal:NotEstablished ; pal:final true ; dct:date '2020-01-02'^^xsd:date ]",
            "refuted",
        ),
        (
            "[ pal:evidentialStatus pal:Refuted ; pal:final true ] , "
            "[ pal:evidentialStatus pal:Alleged ; pal:final true ; dct:date '2020-01-02'^^xsd:date ]",
            "alleged",
        ),
        (
            "[ pal:evidentialStatus pal:Refuted ; pal:final true ; dct:date '2020-01-02'^^xsd:date ] , "
            "[ pal:evidentialStatus pal:Established ; pal:final true ; dct:date '2020-01-02'^^xsd:date ]",
            "contested",
        ),
        (
            "[ pal:evidentialStatus pal:Refuted ; pal:final true ] , "
            "[ pal:evidentialStatus pal:NotEstablished ; pal:final true ]",
            "refuted",
        ),
        (
            "[ pal:evidentialStatus pal:Alleged ; pal:final true ; dct:date '2019-01-01'^^xsd:date ] , "
            "[ pal:evidentialStatus pal:Refuted ; dct:date '2021-01-01'^^xsd:date ]",
            "alleged",
        ),
    ],
)
def test_final_assessments(standings: Callable[[str], Standings], assessments: str, standing: str) -> None:
    """The final one prevails, also over the fact's own status (established here); of several, the latest."""
    found = standings(f":f pal:evidentialStatus pal:Established ; pal:assessment {assessments} .")
    assert found.standing(EX + "f") == standing


@pytest.mark.parametrize(
    ("status", "out_of_established", "out_of_alleged"),
    [
        ("Established", False, False),
        ("Alleged", True, False),
        ("NotEstablished", True, True),
        ("Refuted", True, True),
        ("Established , pal:Refuted", True, False),
    ],
)
@pytest.mark.parametrize("node", ["f", "d"])
def test_what_each_view_leaves_out(
    standings: Callable[[str], Standings], node: str, status: str, out_of_established: bool, out_of_alleged: bool
) -> None:
    """Facts and conducts alike; a contested one counts as alleged."""
    found = standings(f":{node} pal:evidentialStatus pal:{status} .")
    assert (EX + node in found.beyond_established) is out_of_established
    assert (EX + node in found.beyond_alleged) is out_of_alleged


def test_no_status_is_as_stated(standings: Callable[[str], Standings]) -> None:
    """Established, and known to be without a status of its own."""
    found = standings("")
    assert found.standing(EX + "f") == "established"
    assert found.of == {}
    assert not found.beyond_established | found.beyond_alleged


def test_only_facts_and_conducts_have_a_standing(standings: Callable[[str], Standings]) -> None:
    """A status on a person or an assessment is that of nothing."""
    found = standings(
        ":p a pal:Person ; pal:evidentialStatus pal:Refuted . :f pal:assessment :a . "
        ":a a pal:Assessment ; pal:evidentialStatus pal:Alleged ."
    )
    assert found.of == {EX + "f": "alleged"}


@pytest.mark.parametrize("fact", WORDS)
@pytest.mark.parametrize("conduct", WORDS)
def test_a_conduct_caps_its_facts(fact: str, conduct: str) -> None:
    """The weaker of the two prevails, in the order of the table."""
    assert capped(fact, conduct) == WORDS[max(WORDS.index(fact), WORDS.index(conduct))]


@pytest.mark.parametrize("status", ["Alleged", "NotEstablished", "Refuted", "Established"])
def test_with_a_conduct_go_all_its_edges(core: Rulebook, case_of: CaseOf, status: str) -> None:
    """What a left-out conduct says of acts, and what is said of it, is out of the view; the person stays."""
    case = case_of(
        f":d a pal:Conduct ; pal:evidentialStatus pal:{status} ; pal:towards :x ; pal:act :a ; pal:by :agent . "
        ":a a pal:Recruitment . :x a pal:Person . :other my:about :d ."
    )
    for view, admitted in (("established", {"Established"}), ("alleged", {"Established", "Alleged"})):
        found = core.infer(case, view)
        assert any(EX + "d" in triple for triple in found) is (status in admitted)
        assert any(s == EX + "x" for s, _, _ in found)


def test_a_fact_that_is_left_out_takes_what_is_said_of_it(core: Rulebook, case_of: CaseOf) -> None:
    """Also where it hangs on the person, and where it is a statement of age."""
    case = case_of(
        ":x a pal:Person ; pal:exchanged :e ; pal:age :y . :e a pal:ConsensualExchange ; rdfs:label 'e' ; "
        "pal:evidentialStatus pal:Alleged . :y a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Refuted ."
    )
    established, alleged = core.infer(case), core.infer(case, "alleged")
    assert not [t for t in established if EX + "e" in t or EX + "y" in t]
    assert [t for t in alleged if t[0] == EX + "e"]
    assert not [t for t in alleged if EX + "y" in t]
