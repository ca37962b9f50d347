"""``palermo check`` and ``palermo new pack`` as commands: forms of output, exit codes, what goes wrong."""

import json
import os
import stat
from pathlib import Path

import jsonschema
import pytest

from palermo.data import schema

ROOT = Path(__file__).resolve().parents[2]
PACK = str(ROOT / "tests" / "cases" / "packs" / "defined-class")


@pytest.fixture
def law(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A skeleton called ``my-law`` in the folder that commands work in."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "pack", "my-law").code == 0
    return tmp_path / "my-law"


def slip(law: Path, old: str, new: str, part: str = "shapes") -> None:
    path = law / part / "my-law.ttl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- check


def test_a_sound_pack(run) -> None:
    found = run("check", PACK)
    assert found.code == 0
    assert found.err == ""
    assert found.out.startswith("defined-class: sound. 2 files read,")


def test_problems_are_told_with_place_and_advice_and_exit_code_1(run, law: Path) -> None:
    slip(law, "[ sh:class pal:Abduction ]", "[ sh:class pal:Abdution ]")
    found = run("check", "my-law")
    assert found.code == 1
    lines = found.out.splitlines()
    at = next(n for n, line in enumerate(lines) if "error" in line)
    assert lines[at] == (
        "my-law/shapes/my-law.ttl:45:20: error K202: nothing is called pal:Abdution; did you mean pal:Abduction?"
    )
    assert lines[at + 1] == "    Write the name as it is declared, letter by letter."
    assert lines[-1].startswith("my-law: problems found.")
    assert "1 error, 0 warnings" in lines[-1]


def test_all_problems_are_told_in_one_run(run, law: Path) -> None:
    slip(law, "[ sh:class pal:Abduction ]", "[ sh:class pal:Abdution ]")
    slip(law, "sh:path pal:purpose ;", "sh:path pal:porpoise ;")
    slip(law, 'rdfs:label "means"@en ;', 'rdfs:label "means@en ;')
    slip(law, "    rdfs:subClassOf pal:Means ;", "    rdfs:subClassOf pal:Means , pal:Act ;", "ontology")
    slip(law, "    dct:source :offence .", "    dct:sorce :offence .", "ontology")
    out = run("check", "my-law").out
    assert [line.split()[2] for line in out.splitlines() if ": error " in line] == [
        "K202:", "K401:", "K101:", "K202:",
    ]  # fmt: skip
    assert "pal:Abdution" not in out  # in the statement with the broken text


@pytest.mark.usefixtures("law")
def test_the_advice_of_a_code_stands_once(run) -> None:
    out = run("check", "my-law").out
    assert out.count("still to be filled in") > 10
    assert out.count("Write what belongs there, or take the line out.") == 1


def test_json(run, law: Path) -> None:
    slip(law, "[ sh:class pal:Abduction ]", "[ sh:class pal:Abdution ]")
    found = run("check", "my-law", "--format", "json")
    tree = json.loads(found.out)
    with open(schema("check"), encoding="utf-8") as file:
        jsonschema.validate(tree, json.load(file))
    assert found.code == 1
    assert (tree["sound"], tree["errors"], tree["packs"]) == (False, 1, ["my-law"])
    (error,) = (one for one in tree["diagnostics"] if one["severity"] == "error")
    assert (error["code"], error["line"], error["column"]) == ("K202", 45, 20)
    assert error["term"] == "https://w3id.org/palermo#Abdution"
    assert error["file"] == os.path.join("my-law", "shapes", "my-law.ttl")


def test_the_same_slip_in_many_places_is_one_problem(run, law: Path) -> None:
    path = law / "shapes" / "my-law.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("pal:provision", "pal:provison"), encoding="utf-8")
    found = json.loads(run("check", "my-law", "--format", "json").out)
    (error,) = (one for one in found["diagnostics"] if one["code"] == "K202")
    assert len(error["also"]) == 5
    assert "also at 39:5, 58:5" in " ".join(run("check", "my-law").out.split())


@pytest.mark.usefixtures("law")
def test_output_to_a_file(run) -> None:
    assert run("check", "my-law", "-o", "report.json").code == 0
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["sound"]


def test_a_pack_that_sits_on_another(run, law: Path) -> None:
    other = law.parent / "other" / "shapes"
    other.mkdir(parents=True)
    (other / "other.ttl").write_text(
        """@prefix law: <https://example.org/packs/my-law#> .
@prefix pal: <https://w3id.org/palermo#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix other: <https://example.org/packs/other#> .
other:remark a pal:Remark , sh:NodeShape ; dct:identifier "own-means" ; rdfs:label "own means"@en ;
    skos:definition "Said where the law's own means is recorded."@en ; sh:message "The law names it."@en ;
    sh:targetClass pal:Person ; sh:node law:by-means .
""",
        encoding="utf-8",
    )
    alone = run("check", "other")
    assert alone.code == 1
    together = run("check", "other", "--with", "my-law")
    assert "K201" not in together.out
    assert "my-law/" not in together.out


def test_the_same_pack_twice_is_checked_once(run, law: Path) -> None:
    once = run("check", "my-law")
    assert run("check", "my-law", str(law), "--with", str(law)).out.count("K614") == once.out.count("K614") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere"), "nowhere: no such pack"),
        (("check", "."), ".: not a pack; it needs a folder ontology/ or shapes/"),
        (("check",), "Missing argument 'PACK...'"),
        (("new", "pack", "My Law"), "My Law: no name for a pack"),
        (("new", "pack", "core"), "core: no name for a pack"),
        (("new", "pack", "my-law"), "my-law: there already"),
    ],
)
@pytest.mark.usefixtures("law")
def test_what_cannot_be_done_is_one_line_and_exit_code_2(run, arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments)
    assert found.code == 2
    assert found.out == ""
    assert found.err.count("\n") == 1
    assert said in found.err


# --- new pack


def test_a_skeleton_is_sound_and_names_what_is_to_be_filled_in(run, law: Path) -> None:
    found = json.loads(run("check", "my-law", "--format", "json").out)
    assert (found["sound"], found["errors"], found["warnings"]) == (True, 0, 0)
    assert {one["code"] for one in found["diagnostics"]} == {"K309", "K614", "K618"}
    texts = "".join((law / part / "my-law.ttl").read_text(encoding="utf-8") for part in ("ontology", "shapes"))
    lines = [line for line in texts.splitlines() if "FILL IN" in line and not line.startswith("#")]
    assert sum(one["code"] == "K309" for one in found["diagnostics"]) == len(lines)


@pytest.mark.usefixtures("law")
def test_a_skeleton_can_be_used_as_it_is(run) -> None:
    case = str(ROOT / "examples" / "03-construction-worker.ttl")
    found = run("classify", case, "--with", "my-law", "--definition", "my-law", "--format", "json")
    assert found.code == 0
    assert json.loads(found.out)["cases"][0]["persons"][0]["findings"][0]["outcome"] == "established"


def test_files_of_a_skeleton(law: Path) -> None:
    files = sorted(path.relative_to(law).as_posix() for path in law.rglob("*") if path.is_file())
    assert files == ["README.md", "ontology/my-law.ttl", "shapes/my-law.ttl"]
    for path in law.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600)
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "NAME" not in text
            assert "my-law" in text


def test_a_skeleton_goes_where_it_is_told(run, tmp_path: Path) -> None:
    found = run("new", "pack", "my-law", "-o", str(tmp_path / "packs"))
    assert found.code == 0
    assert found.out.splitlines()[0] == str(tmp_path / "packs" / "README.md")
    nowhere = run("new", "pack", "my-law", "-o", str(tmp_path / "packs" / "README.md" / "below"))
    assert nowhere.code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["packs"]
