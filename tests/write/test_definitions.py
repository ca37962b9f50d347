"""Several definitions in one report: the table, what was law then and there, and what was not verified."""

import csv
import json
import os
import re
from collections.abc import Callable, Sequence
from io import StringIO

import pyoxigraph as ox
import pytest

from palermo.data import folder
from palermo.findings import OUTCOMES, CaseFindings
from palermo.names import PAL
from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.write import WRITERS, explanation
from palermo.write.catalogue import DEFINITION_WRITERS, ENTRY_WRITERS
from palermo.write.context import Context

PREFIXES = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/t#> .
"""
CASE = """
:case a pal:Case ; dct:title "A case"@en ; pal:concerns :p .
:p a pal:Adult ; rdfs:label "the person"@en .
:c a pal:Conduct ; pal:towards :p ; pal:act [ a pal:Recruitment ] ; pal:means [ a pal:Deception ] ;
    pal:purpose [ a pal:ForcedLabourOrServices ] .
"""
DATED = ' :c pal:startedOn "2010-05-01"^^xsd:date .'
UNVERIFIED = "unverified: "
Told = Callable[..., str]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.fixture
def judged(rulebook: Rulebook, tmp_path: object) -> Callable[..., CaseFindings]:
    """The findings on a case given as Turtle."""

    def run(turtle: str, definitions: Sequence[str], **asked: object) -> CaseFindings:
        path = os.path.join(str(tmp_path), "case.ttl")
        with open(path, "w", encoding="utf-8") as out:
            out.write(PREFIXES + turtle)
        (case,) = read_cases([path], rulebook.vocabulary)
        assert not isinstance(case, Problem), case
        return rulebook.classify(case, definitions, **asked)

    return run


@pytest.fixture
def told(rulebook: Rulebook) -> Told:
    """What a writer makes of findings."""

    def run(*cases: CaseFindings, format_: str = "text", width: int = 100) -> str:
        out = StringIO()
        chosen = dict.fromkeys(f.definition for c in cases for p in c.persons for f in p.findings)
        writer = WRITERS[format_](out, Context(rulebook, tuple(chosen), "en", width))
        writer.begin()
        for case in cases:
            writer.case(case)
        writer.end([])
        return out.getvalue()

    return run


# --- the table


def test_a_table_comes_before_the_details(rulebook, judged, told) -> None:
    found = judged(CASE, ("all",))
    (person,) = found.persons
    text = told(found)
    table, details = text.split(rulebook.wording("definitions.not-established"), 1)
    assert f"This record under {len(person.findings)} definitions" in table
    for finding in person.findings:
        card = next(c for c in rulebook.definitions if c.id == finding.definition)
        citation = rulebook.label(card.provision)
        assert finding.definition in table
        assert flat(f"{rulebook.label(card.iri)} · {citation}") in flat(details)
    assert "NOT ESTABLISHED on this record" in details


def test_one_definition_has_no_table(judged, told) -> None:
    text = told(judged(CASE, ()))
    assert not re.search(r"under \d+ definitions", text)
    assert "then and there" not in text


def test_the_table_is_in_groups_and_by_outcome(rulebook, judged, told) -> None:
    found = judged(CASE + DATED + ' :case pal:jurisdiction "ZA" .', ("all",))
    lines = told(found, width=400).splitlines()
    heads = [lines.index("  " + rulebook.wording("definitions." + word)) for word in ("yes", "no")]
    assert heads == sorted(heads)
    by_id = {f.definition: f for f in found.persons[0].findings}
    end = next(n for n, line in enumerate(lines) if n > heads[1] and line.startswith("  “"))
    for start, stop, applicable in ((heads[0], heads[1], True), (heads[1], end, False)):
        listed = [f for line in lines[start + 1 : stop] for id_, f in by_id.items() if re.search(rf"\b{id_}\]?$", line)]
        assert listed
        assert {f.applicable for f in listed} == {applicable}
        ranks = [OUTCOMES.index(f.outcome) for f in listed]
        assert ranks == sorted(ranks)


def test_the_table_says_what_is_missing(judged, told) -> None:
    text = flat(
        told(judged(CASE.replace("pal:Deception", "pal:Coercion ; pal:evidentialStatus pal:Refuted"), ("all",)))
    )
    assert "not shown: means" in text
    refuted = "pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted"
    assert "excluded refuted: means" in flat(told(judged(CASE.replace("pal:Deception", refuted), ("all",))))
    alleged = "pal:Deception ; pal:evidentialStatus pal:Alleged"
    assert "alleged alleged only: means" in flat(told(judged(CASE.replace("pal:Deception", alleged), ("all",))))


def test_markdown_has_the_same_table(judged, told) -> None:
    page = told(judged(CASE, ("un-protocol-2000", "un-protocol-2000-sexual")), format_="markdown")
    assert "| UN Trafficking Protocol (2000), Art. 3 | established, as stated |  | un-protocol-2000 |" in page
    assert "| UN Trafficking Protocol (2000), Art. 3 | not established | not shown: sexual purpose |" in page


def test_what_is_said_once_is_said_once(rulebook, judged, told) -> None:
    text = told(judged("".join(line for line in CASE.splitlines(True) if "pal:purpose" not in line) + ".", ("all",)))
    assert "does not mean that the person was not trafficked" not in flat(text)
    assert text.count(rulebook.wording("definitions.not-established")) == 1


def test_definitions_that_part_are_grouped_by_outcome(judged, told) -> None:
    found = judged(CASE, ("un-protocol-2000", "un-protocol-2000-sexual"))
    assert "(established: un-protocol-2000; not established: un-protocol-2000-sexual)" in flat(told(found))


def test_what_is_not_encoded_is_in_catchwords_where_there_are_many(rulebook, judged, told) -> None:
    few, many = (told(judged(CASE, ids)) for ids in (("un-protocol-2000",), ("all",)))
    gap = rulebook.not_encoded("un-protocol-2000")[0]
    assert flat(rulebook.text(gap.text_of)) in flat(few)
    assert flat(rulebook.text(gap.text_of)) not in flat(many)
    assert f"un-protocol-2000: {rulebook.label(gap.text_of)}," in flat(many)
    assert rulebook.wording("not-encoded.in-full") in many


def test_the_overview_of_several_cases_groups_by_outcome(judged, told) -> None:
    ids = ("un-protocol-2000", "un-protocol-2000-sexual")
    overview = flat(told(judged(CASE, ids), judged(CASE, ids))).split("Overview: ")[1]
    assert "established, as stated the person; un-protocol-2000" in overview
    assert "not established the person; un-protocol-2000-sexual; not shown: sexual purpose" in overview


# --- law then and there


@pytest.mark.parametrize(
    ("ids", "turtle", "said"),
    [
        ((), CASE, None),
        ((), CASE + DATED, None),
        ((), CASE + DATED.replace("2010", "1999"), "Not in force then and there. Time: the conduct (1999-05-01)"),
        (
            (),
            CASE + DATED.replace("2010", "1999") + ' :c pal:endedOn "2005-01-01"^^xsd:date .',
            "Open whether in force then and there. Time: the conduct (1999-05-01 to 2005-01-01) lies only in part",
        ),
        (("za-pacotip-2013",), CASE, "Open whether in force then and there. Time: the conduct has no date"),
        (("un-protocol-2000", "un-protocol-2000-sexual"), CASE, "Open whether in force then and there."),
        (("za-pacotip-2013",), CASE + DATED.replace("2010", "2020") + ' :case pal:jurisdiction "ZA" .', None),
    ],
)
def test_it_is_said_where_a_definition_was_not_law_then_and_there(
    judged, told, ids: Sequence[str], turtle: str, said: str | None
) -> None:
    """Or where that is open; of the default definition alone only where the record has a date."""
    text = flat(told(judged(turtle, ids)))
    assert ("then and there" in text) is (said is not None)
    assert said is None or said in text


def test_a_day_that_was_asked_for_is_named(judged, told) -> None:
    text = flat(told(judged(CASE + DATED, (), at="2000-01-01")))
    assert "Not in force then and there. Time: the day asked for (2000-01-01) lies outside" in text


def test_it_is_said_where_nothing_was_law_then_and_there(rulebook, judged) -> None:
    out = StringIO()
    writer = WRITERS["text"](out, Context(rulebook, rulebook.chosen(("applicable",))))
    writer.begin()
    writer.case(judged(CASE, ("applicable",), at="1900-01-01"))
    writer.end([])
    assert rulebook.wording("definitions.none") in flat(out.getvalue())


# --- not verified


def test_a_banner_names_what_was_not_verified(rulebook, judged, told) -> None:
    (card, *_) = (c for c in rulebook.definitions if not c.verified)
    for format_ in ("text", "markdown"):
        text = told(judged(CASE, ("un-protocol-2000", card.id)), format_=format_)
        banner = flat(text[: text.index("A case")].replace("\\", ""))
        assert rulebook.wording("unverified") in banner
        assert f"({card.id}): {flat(rulebook.unverified(card.id))}" in banner
        assert "un-protocol-2000)" not in banner
        assert rulebook.wording("unverified.advice") in banner
        assert "(not verified)" in flat(text[text.index("A case") :])


def test_no_banner_where_all_was_verified(rulebook, judged, told) -> None:
    text = told(judged(CASE, ("all",)))
    assert rulebook.wording("unverified") not in text
    assert "(not verified)" not in text


def test_an_explanation_has_the_banner_and_says_what_was_law(rulebook, judged) -> None:
    (card, *_) = (c for c in rulebook.definitions if not c.verified)
    found = judged(CASE, (card.id,))
    (person,) = found.persons
    why = rulebook.explain(found.case, person.person, card.id)._replace(finding=person.findings[0])
    out = StringIO()
    writer = explanation.WRITERS["text"](out, Context(rulebook, (card.id,)))
    writer.begin()
    writer.case(found, [why])
    writer.end()
    text = flat(out.getvalue())
    assert text.startswith(rulebook.wording("unverified"))
    assert "Open whether in force then and there." in text


# --- tables and graphs


def test_rows_carry_it(judged, told) -> None:
    found = judged(CASE + DATED + ' :case pal:jurisdiction "ZA" .', ("all",))
    rows = list(csv.DictReader(StringIO(told(found, format_="csv"))))
    by_id = {f.definition: f for f in found.persons[0].findings}
    for row in rows:
        finding = by_id[row["definition"]]
        assert row["applicable"] == {True: "true", False: "false", None: ""}[finding.applicable]
        assert row["applicable_because"] == finding.applicable_because
    assert {row["applicable"] for row in rows} == {"true", "false"}


def test_graphs_carry_it(judged, told) -> None:
    found = judged(CASE + DATED, ("un-protocol-2000", "za-pacotip-2013", "un-1949"))
    quads = list(ox.parse(told(found, format_="turtle").encode(), ox.RdfFormat.TURTLE))
    said = {q.subject.value.rsplit("/", 1)[1]: q.object.value for q in quads if q.predicate.value == PAL + "applicable"}
    assert said == {"un-protocol-2000": "true", "za-pacotip-2013": "false", "un-1949": "true"}
    assert sum(q.predicate.value == PAL + "applicableBecause" for q in quads) == 3


def test_json_lines_carry_it(judged, told) -> None:
    found = judged(CASE, ("un-protocol-2000",))
    (finding,) = json.loads(told(found, format_="jsonl"))["persons"][0]["findings"]
    assert finding["applicable"] is None
    assert finding["applicable_because"].startswith("Time: the conduct has no date")


# --- what the rulebook knows


def test_definitions_say_where_and_when_and_which_version(rulebook) -> None:
    out = StringIO()
    DEFINITION_WRITERS["text"](out, Context(rulebook, ()))
    text = flat(out.getvalue())
    assert "Jurisdiction: ZA In force from 2015-08-09" in text
    out = StringIO()
    DEFINITION_WRITERS["json"](out, Context(rulebook, ()))
    listed = {entry["id"]: entry for entry in json.loads(out.getvalue())}
    later = {id_: entry["replaces"] for id_, entry in listed.items() if entry["replaces"]}
    assert later
    assert set(later.values()) <= set(listed)
    for id_, earlier in later.items():
        assert f"Replaces: {earlier}" in text
        assert f"Followed by: {id_}" in text
    not_verified = [entry for entry in listed.values() if not entry["verified"]]
    assert not_verified
    assert all(entry["unverified"].startswith(UNVERIFIED) for entry in not_verified)


def test_an_entry_says_so_too(rulebook) -> None:
    from palermo.catalogue import entry

    found = entry(rulebook, (), "za-pacotip-2013")
    assert (found.jurisdiction, found.in_force_from, found.verified) == ("ZA", "2015-08-09", True)
    assert entry(rulebook, (), "Deception").verified is None
    out = StringIO()
    ENTRY_WRITERS["text"](out, Context(rulebook, ()), found)
    assert "In force from 2015-08-09" in out.getvalue()
    assert os.path.isdir(folder("ontology"))
