"""``palermo whatif`` as it is run: text, JSON by its schema, what it proposes appended to the file, clear refusals."""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from referencing.jsonschema import DRAFT202012

from palermo.data import schema

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CASE = """\
@prefix pal: <https://w3id.org/palermo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://example.org/{name}#> .
:case a pal:Case ; dct:title "A case"@en ; pal:concerns :worker .
:worker a pal:Person , pal:Adult ; rdfs:label "the worker"@en .
:dealing a pal:Conduct ; rdfs:label "the dealing"@en ; pal:towards :worker ; pal:act :hired ; pal:means :lie ;
    pal:purpose :aim .
:hired a pal:Recruitment ; rdfs:label "was hired"@en .
:lie a pal:Deception ; rdfs:label "was lied to"@en ; pal:evidentialStatus pal:Alleged .
:aim a pal:Servitude ; rdfs:label "to keep the worker"@en .
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.ttl"
    path.write_text(CASE.replace("{name}", "case"), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def validator() -> Any:
    trees = {}
    for name in ("classify", "whatif"):
        with open(schema(name), encoding="utf-8") as text:
            trees[name] = json.load(text)
    resources = [(tree["$id"], referencing.Resource.from_contents(tree, DRAFT202012)) for tree in trees.values()]
    registry: Any = referencing.Registry().with_resources(resources)
    jsonschema.Draft202012Validator.check_schema(trees["whatif"])
    return jsonschema.Draft202012Validator(trees["whatif"], registry=registry)


def test_text(run, case) -> None:
    result = run("whatif", case)
    assert (result.code, result.err) == (0, "")
    assert "It would be established if the record also established any one of these" in result.out
    assert "was lied to (deception), now alleged" in result.out
    assert "another fact, not recorded yet: means of the Protocol (abduction, " in result.out
    assert "is no reason to suppose that it was so" in " ".join(result.out.split())
    assert max(map(len, result.out.splitlines())) <= 100


def test_json_meets_its_schema(run, case, examples, validator) -> None:
    for options in ((), ("--assume", "Fraud"), ("--refute", "Deception", "--definition", "all")):
        result = run("whatif", case, os.path.join(examples, "04-waitress.ttl"), "--format", "json", *options)
        assert result.code == 0, result.err
        tree = json.loads(result.out)
        validator.validate(tree)
        found = [d for c in tree["cases"] for p in c["persons"] for d in p["definitions"]]
        assert all(("under_assumption" in d) == bool(options) for d in found)
        assert {"established", "alleged"} <= {d["outcome"] for d in found}
        for one in found:
            assert bool(one["would_establish"]) <= (one["outcome"] in ("alleged", "not-established"))
            assert set(one["undone_by"]) <= set(one["rests_on"])


def test_the_schema_refuses_what_the_interface_does_not_have(run, case, validator) -> None:
    tree = json.loads(run("whatif", case, "--format", "json").out)
    del tree["cases"][0]["persons"][0]["definitions"][0]["bounded"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(tree)


@pytest.mark.parametrize(
    "name", ["casebook/s-m-v-croatia.ttl", "02-brothel-working-conditions.ttl", "05-consenting-adults.ttl"]
)
def test_what_is_proposed_can_be_appended_to_the_file(run, examples, tmp_path, name) -> None:
    path = os.path.join(examples, name)
    with open(path, encoding="utf-8") as file:
        described = file.read()
    tree = json.loads(run("whatif", path, "--format", "json").out)
    for person in tree["cases"][0]["persons"]:
        (found,) = person["definitions"]
        assert found["would_establish"]
        for chosen in found["would_establish"]:
            written = tmp_path / "with.ttl"
            written.write_text("\n".join([described, *(fact["turtle"] for fact in chosen)]), encoding="utf-8")
            after = json.loads(run("classify", str(written), "--format", "json").out)
            outcomes = {p["person"]: p["findings"][0]["outcome"] for p in after["cases"][0]["persons"]}
            assert outcomes[person["person"]] == "established"


def test_assumptions(run, case) -> None:
    before = Path(case).read_bytes()
    result = run("whatif", case, "--assume", "lie")
    assert result.code == 0
    assert "Under this assumption, which is written nowhere:" in result.out
    assert result.out.count("ESTABLISHED on this record") == 0
    assert result.out.count("ESTABLISHED under the assumption") == 1
    assert "(deception): supposed to be established" in " ".join(result.out.split())
    result = run("whatif", case, "--refute", "ProtocolMeans")
    assert "EXCLUDED under the assumption" in result.out
    assert "refuted: any means of the Protocol" in result.out
    assert Path(case).read_bytes() == before


def test_an_established_case(run, examples) -> None:
    result = run("whatif", os.path.join(examples, "04-waitress.ttl"))
    assert "It rests on these facts:" in result.out
    assert "It would no longer be established if any one of these were refuted" in result.out


def test_markdown(run, case) -> None:
    result = run("whatif", case, "--format", "markdown")
    assert result.out.lstrip().startswith("# A case")
    assert "- was lied to (deception), now alleged" in result.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--assume", "lye"), "did you mean lie"),
        (("--refute", "Decption"), "did you mean Deception"),
        (("--assume", "Fraud@somewhere"), "no conduct and no person somewhere"),
        (("--person", "nobody"), "no case has a person nobody"),
        (("--definition", "nothing"), 'no definition is called "nothing"'),
    ],
)
def test_refusals_are_one_line(run, case, options, said) -> None:
    result = run("whatif", case, *options)
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1
    assert result.err.startswith("palermo: ")


@pytest.mark.usefixtures("case")
def test_one_case_without_room_does_not_stop_the_others(run, tmp_path) -> None:
    other = CASE.replace("{name}", "other").replace("A case", "Another").replace(":lie", ":promise")
    (tmp_path / "other.ttl").write_text(other, encoding="utf-8")
    result = run("whatif", str(tmp_path), "--assume", "lie")
    assert result.code == 2
    assert "A case" in result.out
    assert "Another" not in result.out
    assert "other.ttl: lie: no fact of the case" in result.err


def test_one_person(run, examples) -> None:
    path = os.path.join(examples, "02-brothel-working-conditions.ttl")
    tree = json.loads(run("whatif", path, "--person", "second-worker", "--format", "json").out)
    (person,) = tree["cases"][0]["persons"]
    assert person["person"].endswith("#second-worker")


def test_time_and_place_reach_the_finding_under_assumption(run, case) -> None:
    tree = json.loads(run("whatif", case, "--assume", "lie", "--at", "1990-01-01", "--format", "json").out)
    (found,) = tree["cases"][0]["persons"][0]["definitions"]
    assert found["under_assumption"]["applicable"] is False


def test_many_combinations_are_told_in_short(run, examples) -> None:
    result = run("whatif", os.path.join(examples, "01-migrant-sex-worker.ttl"), "--definition", "us-tvpa-severe-sex")
    assert "one from each of these, all of which are needed" in " ".join(result.out.split())
    assert len(result.out.splitlines()) < 45


def page() -> str:
    path = os.path.join(ROOT, "docs", "howto", "ask-what-would-change.md")
    with open(path, encoding="utf-8") as text:
        return text.read()


def test_the_page_shows_what_is_printed(run, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    (picture,) = re.findall(r"```text\n(.*?)```", page(), flags=re.DOTALL)
    assert picture in run("whatif", "examples/casebook/s-m-v-croatia.ttl").out
    for line in re.findall(r"^\$ palermo (whatif .*)$", page(), flags=re.MULTILINE):
        assert run(*line.split()).code == 0, line


def test_the_program_on_the_page_runs(monkeypatch, capsys) -> None:
    monkeypatch.chdir(ROOT)
    (program,) = re.findall(r"```python\n(.*?)```", page(), flags=re.DOTALL)
    exec(program, {})
    assert capsys.readouterr().out.rstrip().endswith("not-established")
