"""``validate --format turtle``: a W3C SHACL validation report."""

import json

import pytest

rdflib = pytest.importorskip("rdflib")
SH = rdflib.SH
PAL = "https://w3id.org/palermo#"
PS = "https://w3id.org/palermo/shapes#"
SOUND = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/t#> .
:case a pal:Case ; dct:title "A case" ; pal:concerns :p . :p a pal:Person ; rdfs:label "a worker" .
:c a pal:Conduct ; pal:towards :p ; pal:act :a .
:a a pal:Recruitment ; rdfs:label "recruited" ; dct:source <https://example.org/file> .
"""


@pytest.fixture
def reported(run, tmp_path):
    """The report on a case, as text and as a graph, and the exit code."""

    def report(text: str):
        path = tmp_path / "case.ttl"
        path.write_text(text, encoding="utf-8")
        result = run("validate", str(path), "--format", "turtle")
        assert result.err == ""
        graph = rdflib.Graph().parse(data=result.out, format="turtle")
        (node,) = graph.subjects(rdflib.RDF.type, SH.ValidationReport)
        return result.code, graph, node, path

    return report


def one(graph, node, predicate):
    (value,) = graph.objects(node, predicate)
    return value


def test_a_sound_case_conforms(reported) -> None:
    code, graph, report, _ = reported(SOUND)
    assert code == 0
    assert one(graph, report, SH.conforms).value is True
    assert not list(graph.objects(report, SH.result))


def test_a_violation_is_told_with_all_its_parts(reported) -> None:
    code, graph, report, path = reported(SOUND.replace("a pal:Recruitment", "a pal:Deception"))
    assert code == 1
    assert one(graph, report, SH.conforms).value is False
    (node,) = (n for n in graph.objects(report, SH.result) if (n, SH.resultSeverity, SH.Violation) in graph)
    assert (node, rdflib.RDF.type, SH.ValidationResult) in graph
    assert one(graph, node, SH.focusNode) == rdflib.URIRef("https://example.org/t#c")
    assert one(graph, node, SH.resultPath) == rdflib.URIRef(PAL + "act")
    assert one(graph, node, SH.value) == rdflib.URIRef("https://example.org/t#a")
    assert one(graph, node, SH.sourceShape) == rdflib.URIRef(PS + "Q211")
    assert one(graph, node, SH.sourceConstraintComponent) == SH.ClassConstraintComponent
    assert "not an act" in one(graph, node, SH.resultMessage)
    assert str(one(graph, node, rdflib.DCTERMS.identifier)) == "Q211"
    assert str(one(graph, node, rdflib.DCTERMS.source)) == f"{path}:7"


def test_a_warning_does_not_conform_as_shacl_has_it_and_is_no_violation(reported) -> None:
    code, graph, report, _ = reported(SOUND.replace(' ; rdfs:label "a worker"', ""))
    assert code == 0
    assert one(graph, report, SH.conforms).value is False
    node = one(graph, report, SH.result)
    assert one(graph, node, SH.resultSeverity) == SH.Warning
    assert one(graph, node, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent


def test_what_a_gate_finds_has_no_shape(reported) -> None:
    code, graph, report, path = reported(SOUND.replace("pal:Recruitment", "pal:Recruitmnt"))
    assert code == 1
    node = one(graph, report, SH.result)
    assert one(graph, node, SH.focusNode) == rdflib.Literal(str(path))
    assert str(one(graph, node, SH.sourceConstraintComponent)).startswith("https://w3id.org/palermo/check/P13")
    assert not list(graph.objects(node, SH.sourceShape))


def test_ages_that_contradict_have_no_shape(reported) -> None:
    ages = " ; pal:age [ a pal:AgeFact ; pal:years 17 ] , [ a pal:AgeFact ; pal:years 20 ] ."
    _, graph, report, _ = reported(SOUND.replace('"a worker" .', '"a worker"' + ages))
    nodes = [n for n in graph.objects(report, SH.result) if str(one(graph, n, rdflib.DCTERMS.identifier)) == "Q450"]
    (node,) = nodes
    assert str(one(graph, node, SH.sourceConstraintComponent)) == "https://w3id.org/palermo/check/Q450"
    assert not list(graph.objects(node, SH.sourceShape))


def test_a_value_keeps_its_kind(reported) -> None:
    _, graph, report, _ = reported(SOUND + ":c pal:crossedBorder true , false .")
    values = {value for node in graph.objects(report, SH.result) for value in graph.objects(node, SH.value)}
    assert all(isinstance(value, rdflib.URIRef | rdflib.Literal) for value in values)


def test_the_same_results_as_json_and_the_same_bytes(run, tmp_path) -> None:
    (tmp_path / "a.ttl").write_text(SOUND.replace("a pal:Recruitment", "a pal:Deception"), encoding="utf-8")
    (tmp_path / "b.ttl").write_text(SOUND.replace("pal:Recruitment", "pal:Recruitmnt"), encoding="utf-8")
    (tmp_path / "c.ttl").write_text("not Turtle", encoding="utf-8")
    first, second = (run("validate", str(tmp_path), "--format", "turtle") for _ in range(2))
    assert first == second
    as_json = run("validate", str(tmp_path), "--format", "json")
    assert (first.code, first.err) == (as_json.code, as_json.err)
    assert first.code == 2
    graph = rdflib.Graph().parse(data=first.out, format="turtle")
    codes = sorted(str(code) for code in graph.objects(None, rdflib.DCTERMS.identifier))
    assert codes == sorted(result["code"] for result in json.loads(as_json.out)["results"])
