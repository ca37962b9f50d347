"""The rulebook, and the findings on cases, for the writers' tests."""

import os
from collections.abc import Callable
from io import StringIO

import pytest

from palermo.data import folder
from palermo.findings import CaseFindings
from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.write import WRITERS
from palermo.write.context import Context

Written = Callable[..., str]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return Rulebook.load()


@pytest.fixture(scope="session")
def waitress(rulebook: Rulebook) -> CaseFindings:
    return _found(rulebook, os.path.join(folder("examples"), "04-waitress.ttl"))


@pytest.fixture(scope="session")
def classified(rulebook: Rulebook) -> Callable[[str], CaseFindings]:
    """Findings on one of the built-in examples, by the name of its file."""
    return lambda name: _found(rulebook, os.path.join(folder("examples"), name))


@pytest.fixture
def described(rulebook: Rulebook, tmp_path: object) -> Callable[[str], CaseFindings]:
    """Findings on a case given as Turtle, without its prefixes."""

    def classify(turtle: str) -> CaseFindings:
        path = os.path.join(str(tmp_path), "case.ttl")
        with open(path, "w", encoding="utf-8") as out:
            out.write(PREFIXES + turtle)
        return _found(rulebook, path)

    return classify


@pytest.fixture(scope="session")
def written(rulebook: Rulebook) -> Written:
    """What a writer makes of some findings."""

    def write(format_: str, *cases: CaseFindings, width: int = 100, colour: bool = False) -> str:
        out = StringIO()
        writer = WRITERS[format_](out, Context(rulebook, rulebook.chosen(), "en", width, colour))
        writer.begin()
        for case in cases:
            writer.case(case)
        writer.end([Problem("bad.ttl", 3, 14, "what is wrong")])
        return out.getvalue()

    return write


def _found(rulebook: Rulebook, path: str) -> CaseFindings:
    (case,) = read_cases([path], rulebook.vocabulary)
    assert not isinstance(case, Problem), case
    return rulebook.classify(case)


PREFIXES = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/t#> .
"""
