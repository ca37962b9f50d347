"""The whole program with a rulebook of another field: every command works, and none speaks of trafficking."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from palermo.data import schema

PACK = Path(__file__).resolve().parents[2] / "examples" / "packs" / "refugee-1951"
CASES = str(PACK / "cases")
ONE = str(PACK / "cases" / "04-extortion.ttl")
WITH = ("--with", str(PACK))
#: What belongs to another field of law, in whatever form a word has it.
FOREIGN = re.compile(
    r"traffick\w*|exploit\w*|prostitut\w*|sexual\w*|sex work\w*|brothel|smuggl\w*|recruit\w*|circles?|diagram"
    r"|overlap\w*|colours?|yellow|UN Trafficking Protocol|un-protocol\S*|palermo#(?:Act|Means|Purpose|Movement)\b",
    re.IGNORECASE,
)
#: Keys of JSON, columns of CSV and terms of RDF are the program's own, in any field.
KEYS = re.compile(r'"circles":|,circles,')


def foreign(text: str) -> list[str]:
    """The words of another field."""
    return sorted(set(FOREIGN.findall(KEYS.sub("", text))))


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "turtle", "trig", "csv", "markdown"])
def test_classify(run, format_: str) -> None:
    found = run("classify", *WITH, CASES, "--format", format_)
    assert (found.code, found.err) == (0, "")
    assert foreign(found.out) == []
    assert "refugee-1951" in found.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("classify", ONE), "Refugee · Refugee Convention (1951), Art. 1A(2)"),
        (("classify", "--engine", "reference", ONE), "Refugee · Refugee Convention (1951), Art. 1A(2)"),
        (("classify", "--definition", "all", ONE), "What is feared: the gang's demands."),
        (("classify", "--definition", "applicable", "--at", "2020-01-01", ONE), "NOT ESTABLISHED on this record"),
        (("explain", ONE), "in one dealing that the person fears: not shown, left open"),
        (("explain", "--format", "json", ONE), '"refugee-1951"'),
        (("whatif", CASES), "It would be established if the record also established any one of these"),
        (("validate", CASES), "No violations: 7 checked."),
        (("infer", ONE), "#Persecution"),
        (("query", "SELECT ?o WHERE { ?f a pal:Finding ; pal:outcome ?o }", CASES), "excluded"),
        (("audit", CASES), "Audit of labels"),
        (("summary", CASES), "Outcomes by definition"),
        (("summary", CASES, "--format", "html"), "no label with a source"),
        (("summary", CASES, "--format", "svg"), "Outcomes by definition"),
        (("summary", CASES, "--format", "csv"), "refugee-1951"),
        (("test", CASES), "8 expectations, 8 met, 0 unmet"),
        (("definitions",), "being outside the country"),
        (("definitions", "--format", "json"), '"refugee-1951"'),
        (("show", "WellFoundedFear"), "harm to others in the same position"),
        (("show", "refugee-1951"), "Concludes: refugee status"),
        (("show", "pal:Conduct"), "One course of dealing"),
        (("show", "--format", "markdown", "Persecution"), "threat to life or freedom"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_each_command(run, arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments, *WITH)
    assert (found.code, found.err) == (0, "")
    assert said in " ".join(found.out.split()) or said in found.out
    assert foreign(found.out) == []


def test_a_check_finds_nothing(run) -> None:
    for pack in (PACK, PACK.parent / "es-cp-177-bis"):
        found = run("check", str(pack))
        assert (found.code, found.err) == (0, ""), found.out


def test_a_workbook_has_its_lists(run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = str(tmp_path / "claims.xlsx")
    assert run("new", "sheet", *WITH, "-o", file).code == 0
    cells = {str(value) for sheet in openpyxl.load_workbook(file) for row in sheet.values for value in row if value}
    assert {"whereabouts", "outside the country of nationality", "refugee status"} <= cells
    assert not {"recruitment", "deception", "trafficking in persons"} & cells


def test_a_report_has_words_of_its_own_and_no_diagram(run) -> None:
    text = " ".join(run("classify", *WITH, CASES).out.split())
    for said in (
        "Recognition declares that somebody is a refugee and does not make it so",
        "This does not mean that the person is no refugee",
        "Nothing recorded speaks to the refugee definition.",
        "Recorded of the person, and not asked for by the definition",
        "Not encoded: exclusion, cessation and what else is left to the reader",
        "An aid to analysis: no legal advice, and no decision on a claim.",
    ):
        assert said in text
    assert "○" not in text
    assert "●" not in text


def test_json_has_no_circles_and_no_region(run) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    tree = json.loads(run("classify", *WITH, CASES, "--format", "json").out)
    jsonschema.validate(tree, json.loads(Path(schema("classify")).read_text(encoding="utf-8")))
    assert tree["rulebook"] == {"packs": ["core", "refugee-1951"], "definitions": ["refugee-1951"]}
    for person in (person for case in tree["cases"] for person in case["persons"]):
        empty = {"circles": {}, "region": None, "categories": []}
        assert person["model"] == {**empty, "alleged": empty}
        assert person["findings"][0]["caveat"].startswith("a reading of this record")


def test_csv_leaves_the_diagram_empty(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("classify", *WITH, CASES, "--format", "csv").out)))
    assert len(rows) == 8
    assert {(row["circles"], row["region"], row["categories"]) for row in rows} == {("", "", "")}


def test_a_term_of_another_field_is_unknown_here(run, tmp_path: Path) -> None:
    text = Path(ONE).read_text(encoding="utf-8") + ":shots a pal:Deception .\n"
    (tmp_path / "case.ttl").write_text(text, encoding="utf-8")
    found = run("classify", *WITH, str(tmp_path / "case.ttl"))
    assert found.code == 2
    assert "unknown class pal:Deception" in found.err


def test_quality_shapes_of_the_pack_stop_a_case(run, tmp_path: Path) -> None:
    text = (
        Path(ONE).read_text(encoding="utf-8") + ":shopkeeper <https://example.org/packs/refugee-1951#reason> :gain .\n"
    )
    (tmp_path / "case.ttl").write_text(text, encoding="utf-8")
    found = run("validate", *WITH, str(tmp_path / "case.ttl"))
    assert found.code == 1
    assert "R3" in found.out


def test_all_packs_among_the_examples_are_tested_with_their_own(run) -> None:
    found = run("test", str(PACK.parent))
    assert (found.code, found.err) == (0, "")
    assert found.out.strip() == "20 expectations, 20 met, 0 unmet"


def test_a_folder_of_packs_alone_says_what_to_name(run) -> None:
    found = run("classify", str(PACK.parent))
    assert found.code == 2
    assert "holds no case file but those of packs" in found.err
    assert "--with" in found.err
