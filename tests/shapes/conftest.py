"""Runs a shapes file over many small cases at once, by pySHACL. Each case has names of its own: none meets another."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[2]
SH = Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix ps: <https://w3id.org/palermo/shapes#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

Results = dict[str, set[tuple[str, str]]]


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """What things are."""
    graph = Graph()
    for name in ("case", "facts", "protocol", "overlap"):
        graph.parse(ROOT / "ontology" / f"{name}.ttl")
    return graph


@pytest.fixture(scope="session")
def results_of(ontology: Graph) -> Callable[[Graph, Mapping[str, str]], Results]:
    """From shapes and cases (name to Turtle) to what each case broke: pairs of shape and severity, by name."""

    def run(shapes: Graph, cases: Mapping[str, str]) -> Results:
        data = Graph()
        for name, turtle in cases.items():
            data.parse(data=f"{PREFIXES}@prefix : <https://example.org/{name}#> .\n{turtle}", format="turtle")
        data += ontology
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes, inference="none", advanced=False, inplace=True, max_validation_depth=40
        )
        found: Results = {name: set() for name in cases}
        assert isinstance(report, Graph)
        for result in report.objects(None, SH.result):
            focus = str(report.value(result, SH.focusNode))
            name = focus.removeprefix("https://example.org/").partition("#")[0]
            shape, severity = report.value(result, SH.sourceShape), report.value(result, SH.resultSeverity)
            assert isinstance(shape, URIRef), f"{focus} breaks a shape without a name"
            found[name].add((shape.rpartition("#")[2], str(severity).rpartition("#")[2]))
        return found

    return run
