"""The engine and the independent reference agree on every finding of every case."""

import os

import pytest
from asking import asked_of
from generator import generate
from kinds import everything, kinds
from records import hand_made, is_sound, judges
from run import judge_all

from compare import Difference, disagree, first_difference, shrink
from palermo.split.case import Case

#: How many generated cases a test run compares; ``run.py`` compares more.
_COUNT = int(os.environ.get("PALERMO_DIFFERENTIAL", "150"))
_ENOUGH = 3000


@pytest.mark.parametrize("case", hand_made(), ids=lambda case: case.iri)
def test_hand_made_cases(case: Case) -> None:
    assert disagree(*judges(), case, asked_of(case)) is None


@pytest.mark.slow
def test_generated_cases() -> None:
    part = judge_all(1, _COUNT, 1)
    assert [(found.name, found.difference, found.asked, found.turtle) for found in part.disagreements] == []


def test_the_generator_covers_everything() -> None:
    reached = frozenset().union(*(generate(seed).tags for seed in range(1, _ENOUGH)))
    assert everything() - reached == set()
    assert reached - everything() == set(), "a tag that nothing lists"


def test_each_definition_is_law_somewhere_and_elsewhere_not() -> None:
    """By time, by place, and with an open end: for each definition all three answers come up."""
    answers: dict[str, set[bool | None]] = {}
    for made in map(generate, range(1, _ENOUGH)):
        asked = made.asked
        found = judges()[0].classify(made.case, asked.definitions, at=asked.at, jurisdictions=asked.jurisdictions)
        for finding in (f for person in found.persons for f in person.findings):
            answers.setdefault(finding.definition, set()).add(finding.applicable)
    assert {id_ for id_, of in answers.items() if of != {True, False, None}} == set()
    assert answers.keys() == {theme.card.id for theme in kinds().themes}


def test_generated_cases_break_no_quality_rule() -> None:
    assert [seed for seed in range(_ENOUGH // 10) if not is_sound(generate(seed).case)] == []


def test_a_seed_gives_the_same_case() -> None:
    assert generate(7) == generate(7)
    assert generate(7).case.triples != generate(8).case.triples


def test_a_difference_is_found_and_named() -> None:
    case = generate(3).case
    found = judges()[1].classify(case)
    person = found.persons[0]
    other = found._replace(persons=(person._replace(label="somebody else"), *found.persons[1:]))
    assert first_difference(found, found) is None
    assert first_difference(other, found) == Difference("persons.0.label", "somebody else", person.label)


def test_shrinking_leaves_what_matters() -> None:
    case = generate(3).case
    kept = case.triples[5]
    smallest = shrink(case, lambda smaller: kept in smaller.triples)
    assert smallest.triples == (kept,)
