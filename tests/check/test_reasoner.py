"""The reasoner is asked where it is there, in time or not at all, and what it finds has a place."""

from importlib.util import find_spec
from types import ModuleType

import pytest

from palermo.check import check
from palermo.check.checking import read
from palermo.check.reasoner import axioms_of, reason
from palermo.compile.packs import Pack, Source, read_packs
from palermo.names import SH
from palermo.terms import Literal

java = pytest.importorskip("palermo.compare.java")
pytestmark = [
    pytest.mark.reasoner,
    pytest.mark.skipif(
        not find_spec("owlready2") or java.find_java() is None, reason="no reasoner here (extra: reasoner)"
    ),
]
INDIVIDUAL = """
@prefix : <https://example.org/packs/small#> .
@prefix pal: <https://w3id.org/palermo#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:to a owl:ObjectProperty ; rdfs:range pal:Means .
:a a owl:NamedIndividual , pal:Recruitment . :b a owl:NamedIndividual , pal:Act ; :to :a .
"""


def of(text: str, *, timeout: float = 60) -> list[tuple[str, int | None]] | None:
    (core,) = read_packs(())
    pack = Pack("small", (Source("small/ontology/small.ttl", text.encode(), "ontology"),))
    found = reason(read([pack], core, (), lang="en"), timeout)
    return None if found is None else [(one.code, one.place.line) for one in found]


def test_the_core_is_consistent_and_each_class_can_have_a_member() -> None:
    report = check(["core"], reasoner=True)
    assert report.reasoned
    assert report.sound


def test_a_class_without_possible_members(pages: ModuleType) -> None:
    report = pages.checked(pages.slipped(pages.law(), pages.examples()["K406"]), reasoner=True)
    assert [(one.code, one.term) for one in report.diagnostics] == [
        ("K406", "https://example.org/packs/example-act-2030#DebtManipulation")
    ]


def test_an_individual_that_contradicts() -> None:
    assert of(INDIVIDUAL) == [("K406", None)]


def test_no_answer_in_time_is_none() -> None:
    assert of(INDIVIDUAL, timeout=0.01) is None


def test_no_reasoner_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "command", lambda *_: None)
    assert of(INDIVIDUAL) is None
    report = check(["core"], reasoner=True)
    assert not report.reasoned
    assert report.sound


def test_it_is_not_asked_where_something_else_is_wrong(pages: ModuleType) -> None:
    report = pages.checked(pages.slipped(pages.law(), pages.examples()["K201"]), reasoner=True)
    assert not report.reasoned


def test_it_is_given_axioms_and_nothing_else() -> None:
    (core,) = read_packs(())
    material = read([core], core, (), lang="en")
    given = list(axioms_of(material))
    assert len(given) > 500
    for _, predicate, value in given:
        assert not predicate.startswith(SH)
        assert not predicate.endswith(("label", "definition", "imports"))
        assert not isinstance(value, Literal) or "date" not in value.datatype
