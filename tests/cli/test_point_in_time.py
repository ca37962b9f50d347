"""``--at``, ``--jurisdiction``, ``--definition applicable`` and ``--include-unverified`` on the command line."""

import json
from typing import Any

import pytest

CASE = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/t#> .
:case a pal:Case ; pal:concerns :p ; pal:jurisdiction "ZA" . :p a pal:Adult .
:c a pal:Conduct ; pal:towards :p ; pal:startedOn "2010-05-01"^^xsd:date ; pal:act [ a pal:Recruitment ] .
"""


@pytest.fixture
def case(tmp_path) -> str:
    path = tmp_path / "case.ttl"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


def findings(run: Any, *arguments: str) -> dict[str, dict[str, Any]]:
    result = run("classify", "--format", "json", *arguments)
    assert (result.code, result.err) == (0, "")
    (person,) = json.loads(result.out)["cases"][0]["persons"]
    return {finding["definition"]: finding for finding in person["findings"]}


def test_all_takes_what_was_verified(run, case) -> None:
    listed = {d["id"]: d["verified"] for d in json.loads(run("definitions", "--format", "json").out)}
    assert set(findings(run, case, "--definition", "all")) == {id_ for id_, verified in listed.items() if verified}
    assert set(findings(run, case, "--definition", "all", "--include-unverified")) == set(listed)
    (unverified, *_) = (id_ for id_, verified in listed.items() if not verified)
    assert set(findings(run, case, "--definition", unverified)) == {unverified}


def test_what_was_law_then_and_there(run, case) -> None:
    everything = findings(run, case, "--definition", "all")
    applicable = findings(run, case, "--definition", "applicable")
    assert set(applicable) == {id_ for id_, finding in everything.items() if finding["applicable"] is not False}
    assert everything["za-pacotip-2013"]["applicable"] is False
    assert everything["un-protocol-2000"]["applicable"] is True
    assert "un-protocol-2000" in applicable


def test_another_day_and_another_place(run, case) -> None:
    then = findings(run, case, "--definition", "all", "--at", "2020-01-01")
    assert then["za-pacotip-2013"]["applicable"] is True
    there = findings(run, case, "--definition", "all", "--at", "2020-01-01", "--jurisdiction", "in")
    assert there["za-pacotip-2013"]["applicable"] is False
    assert there["in-ipc-370"]["applicable"] is True
    both = ("--jurisdiction", "IN", "--jurisdiction", "ZA")
    assert findings(run, case, "--definition", "za-pacotip-2013", "--at", "2020-01-01", *both)["za-pacotip-2013"][
        "applicable"
    ]
    only = findings(run, case, "--definition", "applicable", "--at", "2020-01-01", "--jurisdiction", "IN")
    assert "in-ipc-370" in only
    assert "za-pacotip-2013" not in only


def test_the_reference_says_the_same(run, case) -> None:
    asked = ("--definition", "applicable", "--at", "2014-01-01", "--jurisdiction", "AU")
    assert findings(run, case, *asked, "--engine", "reference") == findings(run, case, *asked)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--at", "2010"), 'palermo: --at: "2010" is not a day: write it like 2010-05-31\n'),
        (("--at", "2010-02-30"), 'palermo: --at: "2010-02-30" is no day of the calendar: that month has 28 days\n'),
        (("--jurisdiction", "Italy"), 'palermo: --jurisdiction: "Italy" is no code of a jurisdiction: write that of '),
        (("--definition", "aplicable"), 'palermo: --definition: no definition is called "aplicable"; '),
    ],
)
@pytest.mark.parametrize("command", ["classify", "explain"])
def test_what_makes_no_sense_is_one_line(run, case, command: str, arguments: tuple[str, ...], message: str) -> None:
    result = run(command, case, *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(message)
    assert result.err.count("\n") == 1


def test_explanations_say_it(run, case) -> None:
    told = json.loads(run("explain", case, "--definition", "za-pacotip-2013", "--format", "json").out)
    (explanation,) = told["cases"][0]["explanations"]
    assert explanation["applicable"] is False
    later = run("explain", case, "--definition", "za-pacotip-2013", "--at", "2020-01-01")
    assert "then and there" not in later.out
    listed = json.loads(run("explain", case, "--definition", "applicable", "--format", "json").out)
    assert "za-pacotip-2013" not in {e["definition"] for e in listed["cases"][0]["explanations"]}


def test_queries_ask_it(run, case) -> None:
    graph = "GRAPH ?g { ?f a pal:Finding ; pal:definition ?id OPTIONAL { ?f pal:applicable ?law } }"
    query = f"SELECT ?id ?law WHERE {{ {graph} }}"
    asked = ("--definition", "za-pacotip-2013", "--at", "2020-01-01", "--format", "json")
    (row,) = json.loads(run("query", query, case, *asked).out)["results"]["bindings"]
    assert (row["id"]["value"], row["law"]["value"]) == ("za-pacotip-2013", "true")


def test_expectations_may_name_what_was_not_verified(run, tmp_path) -> None:
    listed = json.loads(run("definitions", "--format", "json").out)
    (unverified, *_) = (d["id"] for d in listed if not d["verified"])
    about = f'pal:of :p ; pal:definition "{unverified}" ; pal:outcome "not-established"'
    expects = f" :case pal:expects [ a pal:Expectation ; {about} ] ."
    path = tmp_path / "expecting.ttl"
    path.write_text(CASE.replace("pal:Adult", "pal:Person") + expects, encoding="utf-8")
    assert run("test", str(path)).code == 0
