"""``palermo import``, from a table to findings, and what it tells of what it leaves out."""

import csv
import json
from pathlib import Path

import pytest

HEADER = "prs_FirstName,prs_Birthdate,vic_MethodsOfControl,vic_TypeOfExploitation,hte_Type,vic_AgeWhenTrafficked\n"
GOOD = "Jane Roe,2001-05-01,FalsePromises,ForcedLabour,Recruitment,16\n"
BAD = "Jane Roe,1/5/2001,FalsePromise,ForcedLabour,Recruitment,160\n"


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "records.csv"
    path.write_text(HEADER + GOOD + BAD + GOOD, encoding="utf-8")
    return str(path)


def test_from_a_table_to_findings(run, table: str, tmp_path: Path) -> None:
    cases = str(tmp_path / "cases.nq")
    assert run("import", "htcds", table, "-o", cases).code == 2
    found = json.loads(run("classify", cases, "--format", "json").out)
    (finding,) = found["cases"][0]["persons"][0]["findings"]
    assert len(found["cases"]) == 2
    assert (finding["definition"], finding["outcome"], finding["missing"]) == ("un-protocol-2000", "alleged", [])


def test_what_is_left_out_is_told_with_its_place_and_goes_to_a_table(run, table: str, tmp_path: Path) -> None:
    aside = tmp_path / "rejected.csv"
    result = run("import", "htcds", table, "--rejected", str(aside), "-o", str(tmp_path / "cases.trig"))
    assert result.code == 2
    start = f"palermo: {table}:3:3: record left out: vic_MethodsOfControl: no such code: FalsePromise; "
    assert f"{start}did you mean FalsePromises?\n" in result.err
    assert f"palermo: {table}:3:6: record left out: vic_AgeWhenTrafficked: more than 130: 160\n" in result.err
    with open(aside, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["line"], row["column"], row["header"], row["value"]) for row in rows] == [
        ("3", "3", "vic_MethodsOfControl", "FalsePromise"), ("3", "6", "vic_AgeWhenTrafficked", "160"),
    ]  # fmt: skip
    assert rows[1]["reason"] == "record left out: vic_AgeWhenTrafficked: more than 130: 160"


def test_names_stay_where_they_are_unless_they_are_asked_for(run, table: str, tmp_path: Path) -> None:
    aside = tmp_path / "rejected.csv"
    without = run("import", "htcds", table, "--rejected", str(aside))
    assert "Roe" not in without.out + without.err + aside.read_text()
    assert "2001-05-01" not in without.out
    asked = run("import", "htcds", table, "--rejected", str(aside), "--with-identity")
    assert 'givenName> "Jane Roe"' in asked.out
    assert 'pal:birthDate "2001-05-01"' in asked.out
    assert "prs_Birthdate: not a day written as 2020-01-31: (value withheld)" in asked.err
    assert "1/5/2001" not in asked.err + aside.read_text()
    assert "(withheld)" in aside.read_text()
    cases = tmp_path / "cases.trig"
    cases.write_text(asked.out)
    for form in ("text", "json", "csv", "turtle"):
        assert "Roe" not in run("classify", str(cases), "--format", form).out


def test_columns_that_are_not_there_are_told_once(run, table: str) -> None:
    told = run("import", "htcds", table).err.splitlines()[0]
    assert told.startswith(
        f"palermo: {table}: columns of htcds that are not there, of which the cases say nothing: vic_"
    )
    assert "prs_" not in told
    assert run("import", "htcds", table, "-q").err.startswith(f"palermo: {table}:3:3: ")


def test_whatever_names_the_cases_begin_with(run, table: str) -> None:
    assert "<https://example.org/a/1#case> a pal:Case" in run(
        "import", "htcds", table, "--base", "https://example.org/a/"
    ).out  # fmt: skip
    for base in ("a b", "https://example.org/a#", "https://example.org/a b"):
        result = run("import", "htcds", table, "--base", base)
        assert (result.code, result.out) == (2, "")
        assert "palermo: --base: not a web address without # that names can begin with" in result.err


def test_a_map_of_one_s_own(run, tmp_path: Path, table: str) -> None:
    (tmp_path / "map.ttl").write_text("""
        @prefix map: <https://w3id.org/palermo/mapping#> . @prefix pal: <https://w3id.org/palermo#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <https://example.org/> .
        :m a map:RecordMap ; <http://purl.org/dc/terms/identifier> "mine" ; rdfs:label "mine" ;
            map:base "https://example.org/mine/" ; map:status pal:Alleged ; map:factLabel "{label}" ;
            map:assumes "Mine." ; map:nodes ( :case ) ; map:columns ( :kind ) .
        :case a map:Node ; map:fragment "case" ; map:class pal:Case .
        :kind a map:TextColumn ; map:header "hte_Type" ; map:on "case" ; map:property pal:jurisdiction .
    """)
    result = run("import", "table", "--map", str(tmp_path / "map.ttl"), table)
    assert result.out.count('pal:jurisdiction "Recruitment"') == 3
    assert run("import", "table", "--map", "htcds", table).out == run("import", "htcds", table).out
    unknown = run("import", "table", "--map", "htdcs", table)
    assert (unknown.code, unknown.out) == (2, "")
    assert "palermo: htdcs: no such format of records: there are ctdc" in unknown.err


def test_nothing_is_written_where_nothing_can_be_read(run, tmp_path: Path) -> None:
    path, output, aside = tmp_path / "other.csv", tmp_path / "cases.nq", tmp_path / "rejected.csv"
    path.write_text("a,b\n1,2\n")
    result = run("import", "htcds", str(path), "-o", str(output), "--rejected", str(aside))
    assert result.code == 2
    assert f"{path}:1: no column is one of htcds, which has org_Name" in result.err
    assert not output.exists()
    assert aside.read_text().count("\n") == 2


def test_the_table_of_what_was_left_out_is_not_the_output(run, table: str, tmp_path: Path) -> None:
    for place in (str(tmp_path / "x.csv"), "-"):
        result = run("import", "htcds", table, "-o", str(tmp_path / "x.csv"), "--rejected", place)
        assert (result.code, result.out) == (2, "")
        assert "palermo: --rejected: give another file than that of the cases" in result.err


def test_an_empty_table_makes_no_case_and_is_no_error(run, tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(HEADER)
    result = run("import", "htcds", str(path), "-q", "--format", "n-quads")
    assert (result.code, result.out, result.err) == (0, "", "")
