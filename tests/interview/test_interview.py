"""What is asked, in which order, and what it comes to."""

from collections.abc import Callable

import pytest

from palermo.interview import Answer, Interview, Misunderstood, Question
from palermo.interview.places import Place
from palermo.interview.settled import Asked
from palermo.names import PAL
from palermo.rulebook import Rulebook

BASE = "https://example.org/cases/test#"
_ALL = ["act", "purpose", "child", "means"]
Hold = Callable[..., tuple[tuple[Answer, ...], list[str]]]


def outcome(interview: Interview, answers: tuple[Answer, ...]) -> tuple[str, tuple[str, ...]]:
    (finding,) = interview.findings(answers).persons[0].findings
    return finding.outcome, finding.missing


@pytest.mark.parametrize(
    ("script", "asked", "found", "missing"),
    [
        ({"act": "yes", "purpose": "yes", "means": "yes"}, ["act", "purpose", "child", "means"], "established", ()),
        ({"act": "yes", "purpose": "yes", "child": "yes"}, ["act", "purpose", "child"], "established", ()),
        ({"act": "yes", "purpose": "yes", "child": "12"}, ["act", "purpose", "child"], "established", ()),
        ({"act": "yes", "purpose": "yes", "child": "30"}, _ALL, "not-established", ("means",)),
        ({"act": "alleged", "purpose": "yes", "child": "yes"}, ["act", "purpose", "child"], "alleged", ()),
        (
            {"act": "yes", "purpose": "yes", "means": "not proved"},
            ["act", "purpose", "child", "means"],
            "not-established",
            ("means",),
        ),
        ({"act": "no"}, ["act"], "excluded", ()),
        ({"act": "yes", "purpose": "no"}, ["act", "purpose"], "excluded", ()),
        ({"act": "yes", "purpose": "yes", "child": "no", "means": "no"}, _ALL, "excluded", ()),
    ],
)  # fmt: skip
def test_the_protocol(
    core: Rulebook, hold: Hold, script: dict[str, str], asked: list[str], found: str, missing: tuple[str, ...]
) -> None:
    interview = Interview(core, (), BASE)
    answers, named = hold(interview, script)
    assert named == asked
    assert outcome(interview, answers)[0] == found
    if missing:
        assert outcome(interview, answers)[1] == missing


def test_the_kinds_that_were_chosen_are_recorded(core: Rulebook, hold: Hold) -> None:
    interview = Interview(core, (), BASE)
    answers, _ = hold(interview, {"act": "alleged", "act+": "2, 1", "role": "the worker", "source": "a file"})
    chosen = answers[-1] if answers[-1].question.kind == "kinds" else next(a for a in answers if a.chosen)
    text = interview.turtle(answers)
    assert len(chosen.chosen) == 2
    for cls in chosen.chosen:
        assert f"a pal:{cls.removeprefix(PAL)} ;" in text
    assert text.count("pal:Alleged") == 2
    assert 'rdfs:label "the worker"@en' in text
    assert text.count("dct:source :source") == 3


def test_an_element_that_is_given_already_is_not_asked_again(core: Rulebook, hold: Hold) -> None:
    """Two definitions with the same act and means: each is asked once."""
    interview = Interview(core, ("un-protocol-2000", "coe-2005"), BASE)
    _, asked = hold(interview, {"act": "yes", "purpose": "yes"})
    assert asked == ["act", "purpose", "child", "means"]


def test_what_lies_below_a_kind_that_was_chosen_is_still_to_be_asked(core: Rulebook) -> None:
    """The kinds to choose from do not tell a kind of a kind; of the others nothing remains."""
    place = Place("", "", True, PAL + "purpose", ())
    question = Question("p", "standing", "", True, PAL + "purpose", (PAL + "ProtocolExploitation",), ("…",))
    question = question._replace(settles=question.classes)
    yes = Answer(question, "yes")
    chosen = Answer(question._replace(kind="kinds"), "1", (PAL + "SexualExploitation",))
    below = [PAL + "ExploitationOfProstitutionOfOthers", PAL + "SexualExploitation", PAL + "Slavery"]
    for answers, settled in (((), [False] * 3), ((yes,), [True] * 3), ((yes, chosen), [False, True, True])):
        asked = Asked(core.parts(), answers)
        assert [asked.settled(place, cls) for cls in below] == settled


def test_back_is_the_answers_without_the_last(core: Rulebook) -> None:
    interview = Interview(core, (), BASE)
    answers: tuple[Answer, ...] = ()
    seen: list[Question] = []
    while (question := interview.next(answers)) is not None:
        seen.append(question)
        answers = interview.answer(answers, question, {"text": "", "kinds": "0"}.get(question.kind, "yes"))
    while answers:
        answers = answers[:-1]
        assert interview.next(answers) == seen.pop()


@pytest.mark.parametrize("text", ["", "maybe", "-1", "131", "1e3", "١٢", "yes no", "y\x1b[31m", "x" * 501])
def test_what_is_no_answer_is_refused_in_one_line(core: Rulebook, text: str) -> None:
    interview = Interview(core, (), BASE)
    age = Question("age", "age", word=PAL + "Child")
    with pytest.raises(Misunderstood) as wrong:
        interview.answer((), age, text)
    assert str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    ("id_", "text"),
    [("jurisdiction", "Atlantis"), ("started", "2020-02-30"), ("started", "May"), ("ended", "2019-01-01")],
)
def test_dates_and_jurisdictions_are_checked(core: Rulebook, id_: str, text: str) -> None:
    interview = Interview(core, (), BASE)
    before = (Answer(Question("started", "text"), "2020-01-01"),)
    with pytest.raises(Misunderstood):
        interview.answer(before, Question(id_, "text"), text)


@pytest.mark.parametrize("text", ["0, 1", "1,", "6", "1 - 2", "one"])
def test_numbers_of_kinds_are_checked(core: Rulebook, text: str) -> None:
    interview = Interview(core, (), BASE)
    question = Question("kinds", "kinds", options=("a", "b", "c"))
    if text == "1,":
        assert interview.answer((), question, text)[-1].chosen == ("a",)
    else:
        with pytest.raises(Misunderstood):
            interview.answer((), question, text)


def test_another_field_of_law(refugee: Rulebook, hold: Hold) -> None:
    interview = Interview(refugee, (), BASE)
    every = {f"element-{id_}": "yes" for id_ in ("fear", "persecution", "reason", "outside", "protection")}
    answers, asked = hold(interview, every | {"element-outside+": "1"})
    assert "stateless" not in asked
    assert outcome(interview, answers)[0] == "not-established"  # protection has two kinds, and none was named
    answers, _ = hold(interview, every | {"element-outside+": "1", "element-protection+": "1"})
    assert outcome(interview, answers)[0] == "established"
    answers, asked = hold(interview, every | {"element-outside+": "2", "element-protection+": "1", "stateless": "yes"})
    assert "stateless" in asked
    assert outcome(interview, answers)[0] == "established"
    answers, asked = hold(interview, {"element-fear": "no"})
    assert asked == ["element-fear"]
    assert outcome(interview, answers)[0] == "excluded"
