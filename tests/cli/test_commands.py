"""Each command: what it writes, and the code that it ends with."""

import json
import os

import jsonschema
import pyoxigraph as ox
import pytest

from palermo.data import schema
from palermo_cli.main import COMMANDS, palermo

KEYS = {"id", "label", "classification", "provision", "jurisdiction", "in_force_from", "in_force_until"}
KEYS |= {"replaces", "verified", "unverified", "elements", "not_encoded"}
GOOD = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix : <https://example.org/t#> .
:case a pal:Case ; pal:concerns :p . :p a pal:Person .
:c a pal:Conduct ; pal:towards :p ; pal:act :a . :a a pal:Recruitment .
"""


@pytest.fixture
def good(tmp_path) -> str:
    path = tmp_path / "good.ttl"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


def test_classify_all_examples_as_json(run, examples) -> None:
    result = run("classify", examples, "--format", "json")
    tree = json.loads(result.out)
    with open(schema("classify"), encoding="utf-8") as text:
        jsonschema.Draft202012Validator(json.load(text)).validate(tree)
    assert (result.code, result.err, tree["problems"]) == (0, "", [])
    assert len(tree["cases"]) >= 7


@pytest.mark.parametrize("format_", ["text", "jsonl", "turtle", "trig", "csv", "markdown"])
def test_classify_in_every_format(run, good, format_) -> None:
    result = run("classify", good, "--format", format_)
    assert (result.code, result.err) == (0, "")
    assert "not-established" in result.out or "NOT ESTABLISHED" in result.out


@pytest.mark.usefixtures("good")
def test_a_bad_file_does_not_stop_the_good_one(run, tmp_path) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix : <https://example.org/> .\n:a :b", encoding="utf-8")
    result = run("classify", str(tmp_path), "--format", "json")
    tree = json.loads(result.out)
    assert result.code == 2
    assert len(tree["cases"]) == 1
    (problem,) = tree["problems"]
    assert problem["line"] == 2
    (line,) = result.err.splitlines()
    assert line.startswith(f"palermo: {tmp_path / 'bad.ttl'}:2:")


@pytest.mark.usefixtures("good")
def test_a_violation_keeps_a_case_from_being_classified_and_fails_validate(run, tmp_path) -> None:
    bad = tmp_path / "violation.ttl"
    bad.write_text(GOOD.replace(":a a pal:Recruitment", ":a a pal:Deception"), encoding="utf-8")
    classified = run("classify", str(tmp_path), "--format", "json")
    assert classified.code == 2
    assert len(json.loads(classified.out)["cases"]) == 1
    validated = run("validate", str(bad), "--format", "json")
    tree = json.loads(validated.out)
    assert validated.code == 1
    assert tree["conforms"] is False
    violation = next(result for result in tree["results"] if result["severity"] == "violation")
    assert set(violation) == {"severity", "code", "message", "focus", "path", "value", "shape", "file", "line"}
    assert violation["line"] == 5


def test_validate_a_good_file(run, good) -> None:
    assert run("validate", good).code == 0
    assert json.loads(run("validate", good, "--format", "json").out)["conforms"] is True


def test_validate_of_what_cannot_be_read_is_no_answer(run, tmp_path) -> None:
    assert run("validate", str(tmp_path / "nope.ttl")).code == 2


def test_expectations(run, examples, tmp_path) -> None:
    met = run("test", examples, "--format", "json")
    tree = json.loads(met.out)
    assert (met.code, tree["unmet"]) == (0, [])
    assert tree["expectations"] == tree["met"] > 10
    wrong = tmp_path / "wrong.ttl"
    expects = """:case pal:expects [ a pal:Expectation ; pal:of :p ; pal:definition "un-protocol-2000" ;
        pal:outcome "established" ; pal:missing "act" ] ."""
    wrong.write_text(GOOD + expects, encoding="utf-8")
    unmet = run("test", str(wrong), "--format", "json")
    assert unmet.code == 1
    (difference,) = json.loads(unmet.out)["unmet"]
    assert difference["expected"] == {"definition": "un-protocol-2000", "outcome": "established", "missing": ["act"]}
    assert difference["found"]["outcome"] == "not-established"
    assert difference["found"]["missing"] == ["means", "purpose"]


def test_expectations_of_a_case_that_cannot_be_classified_are_unmet(run, tmp_path) -> None:
    path = tmp_path / "violation.ttl"
    expects = ':case pal:expects [ a pal:Expectation ; pal:of :p ; pal:region "none" ] .'
    path.write_text(GOOD.replace(":a a pal:Recruitment", ":a a pal:Deception") + expects, encoding="utf-8")
    result = run("test", str(path), "--format", "json")
    assert result.code == 2
    assert [one["person"] for one in json.loads(result.out)["unmet"]] == [None]


def test_an_unknown_outcome_is_unmet_with_a_suggestion(run, tmp_path) -> None:
    path = tmp_path / "typo.ttl"
    path.write_text(
        GOOD + ':case pal:expects [ a pal:Expectation ; pal:of :p ; pal:outcome "establishd" ] .', encoding="utf-8"
    )
    result = run("test", str(path))
    assert result.code != 0
    assert "established" in result.out + result.err


def test_infer_carries_up(run, good) -> None:
    result = run("infer", good)
    classes = {
        quad.object.value
        for quad in ox.parse(result.out.encode(), ox.RdfFormat.TURTLE)
        if "type" in quad.predicate.value
    }
    assert "https://w3id.org/palermo#ProtocolAct" in classes
    graph = run("infer", good, "--format", "trig").out
    assert all(quad.graph_name != ox.DefaultGraph() for quad in ox.parse(graph.encode(), ox.RdfFormat.TRIG))


def test_explain_reaches_facts_and_provisions(run, examples) -> None:
    result = run("explain", os.path.join(examples, "04-waitress.ttl"))
    assert result.code == 0
    assert "false promise of a job" in result.out
    assert "Art. 3(c)" in result.out
    tree = json.loads(run("explain", os.path.join(examples, "04-waitress.ttl"), "--format", "json").out)
    (explanation,) = tree["cases"][0]["explanations"]
    assert explanation["outcome"] == "established"
    assert explanation["conducts"][0]["steps"]


def test_explain_of_nobody(run, good) -> None:
    result = run("explain", good, "--person", "nobody")
    assert result.code == 2
    assert "no case has a person nobody" in result.err


def test_definitions_have_the_keys_of_the_interface(run) -> None:
    found = json.loads(run("definitions", "--format", "json").out)
    assert all(set(definition) == KEYS for definition in found)
    assert all(definition["elements"] for definition in found)
    (protocol,) = (definition for definition in found if definition["id"] == "un-protocol-2000")
    assert protocol["elements"] == ["act", "means", "purpose"]
    assert protocol["not_encoded"]
    assert (protocol["verified"], protocol["unverified"], protocol["replaces"]) == (True, None, None)


def test_show(run) -> None:
    entry = json.loads(run("show", "Deception", "--format", "json").out)
    assert entry["iri"].endswith("#Deception")
    assert entry["text"]
    assert entry["provisions"] == ["UN Trafficking Protocol (2000), Art. 3(a)"]
    assert any(iri.endswith("#ProtocolMeans") for iri in entry["above"])
    assert entry["indicated_by"]
    wrong = run("show", "Decepton")
    assert wrong.code == 2
    assert "did you mean Deception" in wrong.err
    assert run("show", "un-protocol-2000").code == 0


def test_a_new_case_is_sound(run, tmp_path) -> None:
    path = str(tmp_path / "new.ttl")
    assert run("new", "case", "-o", path).code == 0
    assert run("validate", path).code == 0
    assert json.loads(run("classify", path, "--format", "json").out)["cases"][0]["persons"]


def test_import_sherloc(run, tmp_path) -> None:
    table = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "sherloc-sample.csv")
    path = str(tmp_path / "cases.trig")
    assert run("import", "sherloc", table, "-o", path).code == 0
    result = run("classify", path, "--format", "jsonl")
    assert (result.code, len(result.out.splitlines())) == (0, 20)


def test_demo(run) -> None:
    result = run("demo")
    assert result.code == 0
    assert result.out.rstrip().endswith("not legal advice.")


def test_the_reference_agrees_on_an_example(run, examples) -> None:
    pytest.importorskip("pyshacl")
    path = os.path.join(examples, "04-waitress.ttl")
    ours, theirs = (
        json.loads(run("classify", path, "--format", "json", "--engine", engine).out)
        for engine in ("compiled", "reference")
    )
    for tree in (ours, theirs):
        for finding in tree["cases"][0]["persons"][0]["findings"]:
            del finding["basis"]
    assert ours == theirs


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_explains_itself(run, name) -> None:
    result = run(name, "--help")
    assert result.code == 0
    assert "Usage: palermo " + name in result.out
    assert palermo.commands == {}
