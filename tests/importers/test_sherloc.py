"""UNODC's keywords become cases as the map says; the whole table where it is at hand."""

import csv
import io
import re
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, Namespace, URIRef

from palermo.importers import SYNTAXES, ImportedCase, convert, import_records, map_path, read_map, write_cases
from palermo.problems import Problem
from palermo.terms import Literal

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "tests" / "data" / "sherloc-sample.csv")
WHOLE = ROOT.parent / "shared" / "data" / "sherloc" / "cases.csv"
PAL = Namespace("https://w3id.org/palermo#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")


def cases(path: str) -> list[ImportedCase]:
    found = list(import_records(map_path("sherloc"), path))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, ImportedCase)]


def written(path: str, syntax: str) -> str:
    out = io.StringIO()
    assert convert("sherloc", path, out, syntax) == []
    return out.getvalue()


def test_each_row_is_a_case_with_one_person_one_conduct_one_label() -> None:
    with open(SAMPLE, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = cases(SAMPLE)
    assert len(found) == len(rows) == 20
    for row, case in zip(rows, found, strict=True):
        graph = Graph().parse(data=_turtle(case), format="turtle")
        for cls in (PAL.Case, PAL.Person, PAL.Conduct, PAL.Labelling):
            assert len(set(graph.subjects(RDF.type, cls))) == 1
        assert (None, PAL["as"], PAL.TraffickingInPersons) in graph
        assert (URIRef(case.iri), URIRef("http://purl.org/dc/terms/source"), URIRef(row["canonical_url"])) in graph
        for family, prop in (("ACT", PAL.act), ("MEANS", PAL.means), ("PURPOSE", PAL.purpose)):
            marked = sum(row[name] == "1" for name in row if name.startswith(family))
            assert len(set(graph.objects(None, prop))) == marked > 0


def test_every_fact_is_alleged_and_nothing_is_said_of_the_life_of_a_person() -> None:
    for case in cases(SAMPLE):
        graph = Graph().parse(data=_turtle(case), format="turtle")
        facts = {fact for prop in (PAL.act, PAL.means, PAL.purpose) for fact in graph.objects(None, prop)}
        assert facts == set(graph.subjects(PAL.evidentialStatus, PAL.Alleged))
        for prop in (PAL.moved, PAL.exchanged, PAL.experienced, PAL.ageAtTime):
            assert (None, prop, None) not in graph
        [description] = [o for _, p, o in case.triples if p.endswith("/description")]
        assert isinstance(description, Literal)
        assert "One conduct towards one person is assumed" in description.lexical


def test_every_class_of_the_map_is_in_the_ontology() -> None:
    ontology = Graph()
    for name in ("case", "facts", "protocol", "overlap"):
        ontology.parse(ROOT / "ontology" / f"{name}.ttl")
    ranges = {PAL.act: PAL.ProtocolAct, PAL.means: PAL.ProtocolMeans, PAL.purpose: PAL.ProtocolExploitation}
    codes = [code for column in read_map(map_path("sherloc")).columns for code in column.codes.values()]
    made = [make for code in codes for make in code.makes]
    assert len(made) == 17
    for make in made:
        for cls in make.classes:
            assert ranges[URIRef(make.property)] in ontology.transitive_objects(URIRef(cls), RDFS.subClassOf)


def test_every_column_of_the_table_is_in_the_map() -> None:
    with open(SAMPLE, encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    assert {column.header for column in read_map(map_path("sherloc")).columns} == set(header)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_same_bytes_and_the_same_triples_in_each_syntax(syntax: str) -> None:
    text = written(SAMPLE, syntax)
    assert text == written(SAMPLE, syntax)
    data = Dataset()
    data.parse(data=text, format={"n-quads": "nquads"}.get(syntax, syntax))
    expected = {triple for case in cases(SAMPLE) for triple in case.triples}
    assert len({quad[:3] for quad in data.quads()}) == len(expected)
    graphs = {str(graph.identifier) for graph in data.graphs() if len(graph)}
    named = {name for name in graphs if name.startswith("https://w3id.org/")}
    assert len(named) == (0 if syntax == "turtle" else 20)


def test_an_unknown_syntax() -> None:
    with pytest.raises(ValueError, match="not as html"):
        write_cases([], io.StringIO(), "html")


@pytest.mark.skipif(not WHOLE.is_file(), reason="the whole table is not part of the project")
def test_the_whole_table() -> None:
    found = cases(str(WHOLE))
    assert len(found) == len({case.iri for case in found}) == 1209
    assert all(re.fullmatch(r"https://w3id\.org/palermo/import/sherloc/[\w./~%-]+#case", case.iri) for case in found)


def _turtle(case: ImportedCase) -> str:
    out = io.StringIO()
    write_cases([case], out)
    return out.getvalue()
