"""No question without weight, and none left out: against every way in which all questions can be answered."""

import itertools
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.interview import Answer, Interview, Question
from palermo.interview.draft import Drafter
from palermo.interview.places import sought
from palermo.interview.settled import Asked
from palermo.names import ADULT, ALLEGED, CHILD, ESTABLISHED, REFUTED, TYPE
from palermo.read.cases import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import local_name

BASE = "https://example.org/cases/test#"
SEVERAL = ("un-protocol-2000", "un-1949", "uk-msa-2015", "us-tvpa-severe-sex", "za-pacotip-2013")
VALUES = ("yes", "alleged", "unknown", "no")
Outcome = tuple[str, ...]


def outcomes(interview: Interview, answers: tuple[Answer, ...]) -> Outcome:
    return tuple(finding.outcome for finding in interview.findings(answers).persons[0].findings)


def given_as(question: Question, value: str) -> tuple[Answer, ...]:
    """An answer with the kinds that go with it: the first of them."""
    answer = Answer(question, value)
    if question.kind == "standing" and question.options and value in ("yes", "alleged"):
        return answer, Answer(question._replace(kind="kinds"), "1", question.options[:1])
    return (answer,)


def opened(interview: Interview) -> tuple[Answer, ...]:
    answers: tuple[Answer, ...] = ()
    while (question := interview.next(answers)) is not None and question.kind == "text":
        answers = (*answers, Answer(question, ""))
    return answers


def reached(interview: Interview, answers: tuple[Answer, ...]) -> Iterator[tuple[Answer, ...]]:
    """Every state that an interview can come to."""
    yield answers
    question = interview.next(answers)
    if question is not None:
        for value in VALUES:
            yield from reached(interview, (*answers, *given_as(question, value)))


@pytest.mark.parametrize("definition", ["un-protocol-2000", "un-1949", "ca-279-011"])
def test_a_question_is_asked_if_and_only_if_it_can_change_the_outcome(core: Rulebook, definition: str) -> None:
    interview = Interview(core, (definition,), BASE)
    start = opened(interview)
    states = list(reached(interview, start))
    questions = list(dict.fromkeys(q for state in states if (q := interview.next(state)) is not None))
    table = {
        values: outcomes(
            interview, (*start, *(a for q, v in zip(questions, values, strict=True) for a in given_as(q, v)))
        )
        for values in itertools.product(VALUES, repeat=len(questions))
    }

    def fits(values: tuple[str, ...], known: dict[Question, str]) -> bool:
        return all(known.get(q, v) == v for q, v in zip(questions, values, strict=True))

    for state in states:
        known = {a.question: a.value for a in state if a.question in questions}
        left = [values for values in table if fits(values, known)]
        question = interview.next(state)
        if question is None:
            assert len({table[values] for values in left}) == 1, known
        else:
            assert question not in known
            n = questions.index(question)
            by_others: dict[tuple[str, ...], set[Outcome]] = {}
            for values in left:
                by_others.setdefault((*values[:n], *values[n + 1 :]), set()).add(table[values])
            assert any(len(found) > 1 for found in by_others.values()), (known, question.shape)


def _random(interview: Interview, draw: random.Random) -> tuple[tuple[Answer, ...], list[Question]]:
    answers: tuple[Answer, ...] = ()
    asked: list[Question] = []
    texts = {"title": "A “title” \\ with marks", "started": "2020-05-01", "ended": "2021-05-01", "jurisdiction": "ZA"}
    while (question := interview.next(answers)) is not None:
        asked.append(question)
        if question.kind == "text":
            text = draw.choice(("", texts.get(question.id, "a word")))
        elif question.kind == "kinds":
            count = len(question.options)
            some = draw.sample(range(1, count + 1), draw.randint(0, min(3, count)))
            text = ",".join(map(str, some)) or "0"
        else:
            text = draw.choice(
                (
                    "yes",
                    "yes",
                    "alleged",
                    "unknown",
                    "no",
                    "not proved",
                    *(["17", "18"] if question.kind == "age" else []),
                )
            )
        answers = interview.answer(answers, question, text)
        assert len(asked) < 300
    return answers, asked


def _parsed(tmp: str, text: str, rulebook: Rulebook) -> Case:
    with open(tmp, "w", encoding="utf-8") as out:
        out.write(text)
    (case,) = read_cases([tmp], vocabulary=rulebook.vocabulary)
    assert isinstance(case, Case)
    return case


@pytest.mark.parametrize("field", ["core", "several", "refugee"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_file_is_sound_and_says_what_was_shown_last(
    core: Rulebook, refugee: Rulebook, tmp_path_factory: pytest.TempPathFactory, field: str, seed: int
) -> None:
    rulebook = refugee if field == "refugee" else core
    interview = Interview(rulebook, SEVERAL if field == "several" else (), BASE)
    answers, asked = _random(interview, random.Random(seed))
    assert len({q.id for q in asked}) == len(asked)
    case = _parsed(str(tmp_path_factory.mktemp("interview") / "case.ttl"), interview.turtle(answers), rulebook)
    assert not [r for r in rulebook.validate(case) if r.severity == "violation"]
    ids = [finding.definition for finding in interview.findings(answers).persons[0].findings]
    again = rulebook.classify(case, ids)
    shown = interview.findings(answers)
    assert [f[:7] for f in again.persons[0].findings] == [f[:7] for f in shown.persons[0].findings]


@pytest.mark.parametrize("field", ["core", "several", "refugee"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_nothing_that_was_not_asked_would_change_an_outcome(
    core: Rulebook, refugee: Rulebook, field: str, seed: int
) -> None:
    """Facts of every kind that no question was about, whatever their standing, added to the case of the answers."""
    draw = random.Random(seed)
    rulebook = refugee if field == "refugee" else core
    ids = rulebook.chosen(SEVERAL if field == "several" else ())
    interview, parts = Interview(rulebook, ids, BASE), rulebook.parts()
    answers, _ = _random(interview, draw)
    asked, drafter = Asked(parts, answers), Drafter(rulebook.vocabulary, BASE, "en", "the person")
    named = frozenset((*rulebook.elements, *parts.characteristics))
    case = interview.case(answers)
    added = list(drafter.dealing())
    said = {cls for answer in answers for cls in answer.chosen}
    for definition in (card.iri for card in rulebook.definitions if card.id in ids):
        for n, place in enumerate(sought(parts, named, definition).places):
            for cls in (cls for cls in place.classes if not asked.settled(place, cls)):
                if not rulebook.vocabulary.classes[cls].isdisjoint(said):
                    continue  # a kind of a kind that was answered: its standing is that of the answer
                node, status = f"{BASE}{n}-{local_name(cls)}", draw.choice((ESTABLISHED, ALLEGED, REFUTED))
                if draw.random() < 0.7:
                    added += drafter.fact(node, place.on_conduct, place.property, cls, status, None)
    if asked.age is None:
        added.append((drafter.person, TYPE, draw.choice((CHILD, ADULT))))
    more = case._replace(triples=tuple(dict.fromkeys((*case.triples, *added))))
    again = tuple(finding.outcome for finding in rulebook.classify(more, ids).persons[0].findings)
    assert again == outcomes(interview, answers)
