"""More evidence for never makes less of a finding, and evidence against never more."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from kinds import kinds
from material import rulebook
from reshaping import adding, conducts, facts, generated_case, judged, new_fact, of_kind, persons, without
from trying import tried

from palermo.findings import OUTCOMES, CaseFindings, PersonFindings, Placement
from palermo.names import (
    AGE_FACT,
    ALLEGED,
    ASSESSMENT,
    ESTABLISHED,
    EVIDENTIAL_STATUS,
    FINAL_,
    PAL,
    REFUTED,
    TOWARDS_CHILD,
)
from palermo.split.case import Case

CASES = st.integers(min_value=0, max_value=100_000).map(generated_case)
RANDOMS = st.integers(min_value=0, max_value=2**32).map(Random)
STATUSES = (ESTABLISHED, ALLEGED, PAL + "NotEstablished", REFUTED)


def rank(outcome: str) -> int:
    return OUTCOMES.index(outcome)


def at_most(less: CaseFindings, more: CaseFindings) -> None:
    """Asserts that nothing monotone stands better in the first findings than in the second."""
    for a, b in zip(less.persons, more.persons, strict=True):
        assert set(a.characteristics) <= set(b.characteristics)
        assert holding(a.established) <= holding(b.established)
        assert holding(a.alleged) <= holding(b.alleged)
        for x, y in zip(a.findings, b.findings, strict=True):
            assert rank(x.outcome) >= rank(y.outcome), (x.definition, x.outcome, y.outcome)
            if x.conduct == y.conduct:
                elements = zip(x.elements, y.elements, strict=True)
                assert all(rank(i.outcome) >= rank(j.outcome) for i, j in elements), (x.elements, y.elements)


def holding(placement: Placement) -> set[str]:
    return {circle for circle, holds in placement.circles if holds}


def places(case: Case) -> list[tuple[str, str]]:
    """Where a fact may hang: the nodes with a property."""
    found = [(conduct, name) for conduct in conducts(case) for name in kinds().on_conduct]
    return found + [(person, name) for person in persons(case) for name in kinds().on_person]


def with_one_more(case: Case, rng: Random, status: str) -> Case:
    """A fact of any class and of this status on any conduct or person."""
    subject, name = rng.choice(places(case))
    return new_fact(case, subject, PAL + name, rng.choice(kinds().classes[name]), status)


def undecided(case: Case) -> list[str]:
    """Facts that no final assessment speaks to, so that another instance is heard."""
    final = {s for s, p, _ in case.triples if p == FINAL_}
    decided = {s for s, p, o in case.triples if p == ASSESSMENT and o in final}
    return [fact for fact in facts(case) if fact not in decided]


@tried(200)
@given(CASES, RANDOMS)
def test_a_fact_established_makes_nothing_less(case: Case, rng: Random) -> None:
    at_most(judged(case), judged(with_one_more(case, rng, ESTABLISHED)))


@tried(200)
@given(CASES, RANDOMS)
def test_a_fact_refuted_makes_nothing_more(case: Case, rng: Random) -> None:
    at_most(judged(with_one_more(case, rng, REFUTED)), judged(case))


@tried()
@given(CASES, RANDOMS)
def test_a_fact_alleged_lies_between_none_and_one_established(case: Case, rng: Random) -> None:
    state = rng.getstate()
    alleged = judged(with_one_more(case, rng, ALLEGED))
    rng.setstate(state)
    at_most(alleged, judged(with_one_more(case, rng, ESTABLISHED)))
    at_most(judged(case), alleged)


@tried(200)
@given(CASES.filter(lambda case: bool(undecided(case))), RANDOMS)
def test_another_instance_moves_findings_the_way_it_decides(case: Case, rng: Random) -> None:
    fact = rng.choice(undecided(case))
    at_most(judged(case), judged(adding(case, [(fact, EVIDENTIAL_STATUS, ESTABLISHED)])))
    at_most(judged(adding(case, [(fact, EVIDENTIAL_STATUS, REFUTED)])), judged(case))


@tried(200)
@given(CASES)
def test_what_is_established_is_alleged_too(case: Case) -> None:
    for person in judged(case).persons:
        assert holding(person.established) <= holding(person.alleged)
        consistent(person)


def consistent(person: PersonFindings) -> None:
    """Asserts what must hold between the parts of each finding."""
    for finding in person.findings:
        if finding.outcome in ("established", "alleged"):
            assert (finding.missing, finding.missing_alternatives) == ((), ())
        elif finding.outcome == "excluded":
            assert finding.missing_alternatives == ()
        else:
            assert finding.missing_alternatives
            assert all(finding.missing_alternatives)
        for element in finding.elements:
            assert (element.why is None) == (element.outcome == "established")
            if element.element in finding.missing:
                assert element.outcome in ("not-established", "excluded")


def spoken_for(case: Case) -> bool:
    """Whether no age is in dispute: those claims narrow an age, so that proof may tell against another."""
    return not of_kind(case, AGE_FACT) and all(p != TOWARDS_CHILD for _, p, _ in case.triples)


@tried(200)
@given(CASES.filter(spoken_for))
def test_alleged_is_what_would_be_established_if_proved(case: Case) -> None:
    standings = rulebook().situation(case).standings.of
    claimed = {node for node, standing in standings.items() if standing in ("alleged", "contested")}
    proved = judged(without(case, claimed, (EVIDENTIAL_STATUS, ASSESSMENT)))
    for before, after in zip(judged(case).persons, proved.persons, strict=True):
        assert before.alleged == after.established == after.alleged
        for x, y in zip(before.findings, after.findings, strict=True):
            assert (rank(x.outcome) < 2) == (y.outcome == "established")
            assert rank(x.outcome) < 2 or x.outcome == y.outcome
