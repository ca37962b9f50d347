"""``palermo audit``: options, exit codes, and where it writes."""

import json
import os
import stat
from xml.etree import ElementTree

import pytest

CASE = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://example.org/{n}#> .
:case a pal:Case ; pal:concerns :p ; pal:labelling :l .
:l a pal:Labelling ; pal:as pal:TraffickingInPersons ; dct:source "press" .
:p a pal:Person , pal:Adult . :c a pal:Conduct ; pal:towards :p ; pal:act :a . :a a pal:Recruitment .
"""
MET = """
:c pal:means :m ; pal:purpose :o . :m a pal:Deception . :o a pal:ForcedLabourOrServices .
"""


@pytest.fixture
def unsupported(tmp_path) -> str:
    (tmp_path / "a.ttl").write_text(CASE.replace("{n}", "a"), encoding="utf-8")
    return str(tmp_path)


def test_strict_ends_with_one_where_a_label_is_unsupported(run, unsupported, tmp_path) -> None:
    assert run("audit", unsupported).code == 0
    assert run("audit", unsupported, "--strict").code == 1
    (tmp_path / "a.ttl").write_text(CASE.replace("{n}", "a") + MET, encoding="utf-8")
    assert run("audit", unsupported, "--strict").code == 0


def test_strict_knows_what_is_withheld(run, unsupported) -> None:
    result = run("audit", unsupported, "--strict", "--format", "json")
    assert (result.code, json.loads(result.out)["unsupported"]) == (1, None)


def test_a_bad_file_is_named_and_the_rest_is_counted(run, unsupported, tmp_path) -> None:
    (tmp_path / "bad.ttl").write_text(":a :b", encoding="utf-8")
    result = run("audit", unsupported, "--strict", "--format", "json", "--min-cell", "0")
    tree = json.loads(result.out)
    assert result.code == 2
    assert (tree["labels"], len(tree["problems"])) == (1, 1)
    assert result.err.startswith(f"palermo: {tmp_path / 'bad.ttl'}:1:")


def test_files_are_for_their_owner_alone(run, examples, tmp_path) -> None:
    for name, begins in (
        ("x.svg", "<svg"),
        ("x.csv", "row,by"),
        ("x.json", "{"),
        ("x.md", "\n# Audit"),
        ("x.txt", "Audit"),
    ):
        path = tmp_path / name
        assert run("audit", examples, "-o", str(path)).code == 0
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert path.read_text(encoding="utf-8").startswith(begins)


def test_groups_are_chosen_and_a_chart_shows_the_first(run, examples) -> None:
    tree = json.loads(run("audit", examples, "--by", "sector", "--by", "source", "--format", "json").out)
    assert list(tree["by"]) == ["sector", "source"]
    title = ElementTree.fromstring(run("audit", examples, "--by", "jurisdiction", "--format", "svg").out)[0]
    assert title.text == "Labels by jurisdiction: what their records support"
    wrong = run("audit", examples, "--by", "sectors")
    assert (wrong.code, "did you mean sector?" in wrong.err) == (2, True)


def test_a_chart_has_no_rows(run, examples) -> None:
    result = run("audit", examples, "--format", "svg", "--rows")
    assert result.code == 2
    assert "a chart has no rows" in result.err


def test_definitions_time_and_engine_are_those_of_classify(run, examples) -> None:
    tree = json.loads(run("audit", examples, "--definition", "all", "--at", "2020-01-01", "--format", "json").out)
    assert len(tree["rulebook"]["definitions"]) > 2
    assert set(tree["unlabelled_by_definition"]) <= set(tree["rulebook"]["definitions"])
    assert run("audit", examples, "--at", "yesterday").code == 2


def test_the_reference_counts_the_same(run, examples) -> None:
    pytest.importorskip("pyshacl")
    path = os.path.join(examples, "06-raid-and-rescue.ttl")
    ours, theirs = (run("audit", path, "--min-cell", "0", "--engine", e).out for e in ("compiled", "reference"))
    assert ours == theirs


def test_the_help_says_what_a_list_can_do(run) -> None:
    help_ = " ".join(run("audit", "--help").out.split())
    assert "could send somebody to a door" in help_


def test_the_same_bytes_every_time(run, examples) -> None:
    for format_ in ("text", "json", "csv", "markdown", "svg"):
        assert run("audit", examples, "--format", format_).out == run("audit", examples, "--format", format_).out


def test_verbose_says_what_was_done(run, examples) -> None:
    assert "cases audited, 0 problems" in run("audit", examples, "-v").err
