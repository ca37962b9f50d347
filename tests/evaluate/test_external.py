"""SPARQL quality shapes of packs: run by pySHACL in a process of their own, beside the compiled shapes."""

from collections.abc import Callable

import pytest

from palermo.evaluate import external
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal

SHAPE = """
my:q a sh:NodeShape ; sh:targetClass pal:Person ; dct:identifier "X1" ; sh:severity sh:Warning ;
    sh:sparql [ sh:message "an age is written" ; sh:select %s ] .
"""
AGE = '"SELECT $this ?value WHERE { $this <https://w3id.org/palermo#ageAtTime> ?value }"'
SLOW = '"SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . FILTER(?a = ?nothing) }"'


def _person(case_of: Callable[[str], Case]) -> Case:
    return case_of(
        ":case a pal:Case ; pal:concerns :x . :x a pal:Person ; rdfs:label 'the person' ; pal:ageAtTime 30 ."
    )


def test_a_sparql_constraint_reports(rulebook_with: Callable[..., Rulebook], case_of: Callable[[str], Case]) -> None:
    """Its result carries severity, code, message, focus and the literal that it found."""
    case = _person(case_of)
    (result,) = [r for r in rulebook_with("", SHAPE % AGE).validate(case) if r.code == "X1"]
    assert (result.severity, result.message) == ("warning", "an age is written")
    assert result.focus == case.objects(case.iri, "https://w3id.org/palermo#concerns")[0]
    assert result.value == Literal("30", "http://www.w3.org/2001/XMLSchema#integer")


def test_one_that_does_not_end_is_stopped(
    rulebook_with: Callable[..., Rulebook], case_of: Callable[[str], Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command goes on with one clear error."""
    monkeypatch.setattr(external, "LIMIT", 3)
    with pytest.raises(PalermoError, match="took more than 3 seconds"):
        rulebook_with("", SHAPE % SLOW).validate(_person(case_of))


def test_one_that_does_not_run_is_named(rulebook_with: Callable[..., Rulebook], case_of: Callable[[str], Case]) -> None:
    """A query that is none."""
    with pytest.raises(PalermoError, match="did not run"):
        rulebook_with("", SHAPE % '"SELECT $this WHERE {"').validate(_person(case_of))
