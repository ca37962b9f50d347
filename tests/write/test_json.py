"""JSON: the keys of the schema, one case a line, and nothing that a terminal would obey."""

import json
from typing import Any

import jsonschema
import pytest

from palermo.data import schema


@pytest.fixture(scope="module")
def validator() -> Any:
    with open(schema("classify"), encoding="utf-8") as text:
        tree = json.load(text)
    jsonschema.Draft202012Validator.check_schema(tree)
    return jsonschema.Draft202012Validator(tree)


def test_the_document_meets_its_schema(written, waitress, validator) -> None:
    tree = json.loads(written("json", waitress, waitress))
    validator.validate(tree)
    assert len(tree["cases"]) == 2
    assert tree["problems"] == [{"file": "bad.ttl", "line": 3, "column": 14, "message": "what is wrong"}]


def test_the_schema_refuses_what_the_interface_does_not_have(written, waitress, validator) -> None:
    tree = json.loads(written("json", waitress))
    del tree["cases"][0]["persons"][0]["findings"][0]["caveat"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(tree)


def test_values_are_those_of_the_findings(written, waitress) -> None:
    person = json.loads(written("json", waitress))["cases"][0]["persons"][0]
    (finding,) = person["findings"]
    assert finding["outcome"] == "established"
    assert [element["element"] for element in finding["elements"]] == ["act", "means", "purpose"]
    assert person["model"]["region"] == "s-m-e"
    assert person["model"]["categories"] == ["yellow"]
    assert set(person["model"]) == {"circles", "region", "categories", "alleged"}
    assert person["characteristics"] == ["adult"]


def test_a_run_without_cases_is_a_whole_document(written, validator) -> None:
    validator.validate(json.loads(written("json")))


def test_jsonl_has_one_case_a_line_and_no_problem(written, waitress) -> None:
    lines = written("jsonl", waitress, waitress).splitlines()
    assert [json.loads(line)["case"] for line in lines] == [waitress.case.iri] * 2


@pytest.mark.parametrize("harm", ["\x1b[31m", "\x9b31m", "\u202e", "\u200b", "\x07", "\ufeff"])
def test_what_a_terminal_would_obey_is_escaped_and_kept(written, waitress, harm) -> None:
    labelled = waitress._replace(label=f"a{harm}b")
    for format_ in ("json", "jsonl"):
        text = written(format_, labelled)
        assert harm not in text
        tree = json.loads(text)
        case = tree["cases"][0] if format_ == "json" else tree
        assert case["label"] == f"a{harm}b"


def test_the_setting_of_a_case_is_told(written, described, validator) -> None:
    said = ":case a pal:Case ; pal:concerns :x ; dct:date '2014' ; pal:jurisdiction 'ZA' , 'EU' . :x a pal:Adult . "
    text = written("json", described(said))
    validator.validate(json.loads(text))
    (case,) = json.loads(text)["cases"]
    assert (case["jurisdictions"], case["years"]) == (["EU", "ZA"], [2014])
