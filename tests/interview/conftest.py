"""Interviews by script: answers by the name of what is asked, and not by their place in a list."""

import os
from collections.abc import Callable

import pytest

from palermo.interview import Answer, Interview, Question
from palermo.rulebook import Rulebook
from palermo.terms import local_name

BASE = "https://example.org/cases/test#"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFUGEE = os.path.join(ROOT, "examples", "packs", "refugee-1951")

Held = tuple[tuple[Answer, ...], list[str]]


@pytest.fixture(scope="session")
def core() -> Rulebook:
    return Rulebook.load()


@pytest.fixture(scope="session")
def refugee() -> Rulebook:
    return Rulebook.load((REFUGEE,))


def name(question: Question) -> str:
    """What a question is called in a script."""
    named = question.id if question.kind == "text" else local_name(question.shape)
    return named + "+" if question.kind == "kinds" else named


@pytest.fixture
def hold() -> Callable[..., Held]:
    """Holds an interview. Texts are left out and kinds not known unless the script says so; other questions that it has
    no answer for are unknown. Gives the answers and the names of what was asked of the law."""

    def call(interview: Interview, script: dict[str, str]) -> Held:
        answers: tuple[Answer, ...] = ()
        asked: list[str] = []
        while (question := interview.next(answers)) is not None:
            otherwise = {"text": "", "kinds": "0"}.get(question.kind, "unknown")
            answers = interview.answer(answers, question, script.get(name(question), otherwise))
            if question.kind in ("standing", "age"):
                asked.append(name(question))
        return answers, asked

    return call
