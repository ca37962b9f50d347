"""CSV and RDF: the same findings, safe to open."""

import csv
from io import StringIO

import pyoxigraph as ox
import pytest

from palermo.names import PAL
from palermo.terms import Literal
from palermo.write.as_csv import COLUMNS, cell
from palermo.write.turtle import full, iri, term


def test_csv_has_a_row_for_each_person_and_definition(written, classified) -> None:
    rows = list(csv.DictReader(StringIO(written("csv", classified("06-raid-and-rescue.ttl")))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["outcome"] for row in rows] == ["not-established"] * 2
    assert rows[0]["missing"] == "act means purpose"
    assert rows[0]["basis"]
    assert rows[0]["caveat"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx", "＝1", "'=x"])
def test_no_cell_is_a_formula(value) -> None:
    assert cell(value).startswith(("'", "\\"))


@pytest.mark.parametrize(("format_", "syntax"), [("turtle", ox.RdfFormat.TURTLE), ("trig", ox.RdfFormat.TRIG)])
def test_rdf_parses_and_holds_the_findings(written, waitress, format_, syntax) -> None:
    quads = list(ox.parse(written(format_, waitress).encode(), syntax))
    outcomes = {(quad.subject.value, quad.object.value) for quad in quads if quad.predicate.value == PAL + "outcome"}
    base = f"{waitress.case.iri}/finding/woman/un-protocol-2000"
    assert (base, "established") in outcomes
    assert (base + "/means", "established") in outcomes
    regions = {quad.object.value for quad in quads if quad.predicate.value == PAL + "region"}
    assert regions == {"s-m-e"}
    graphs = {quad.graph_name for quad in quads}
    assert (ox.NamedNode(waitress.case.iri + "/findings") in graphs) == (format_ == "trig")


def test_only_declared_terms_are_written(written, rulebook, classified) -> None:
    text = "".join(written("turtle", classified(name)) for name in ("02b-brothel-coercion.ttl",))
    text += written("turtle", classified("06-raid-and-rescue.ttl")).split("\n\n", 1)[1]
    used = {quad.predicate.value for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE)}
    vocabulary = rulebook.vocabulary
    assert {name for name in used if name.startswith(PAL)} <= set(vocabulary.properties) | {PAL + "provision"}


def test_two_persons_of_one_local_name_have_findings_of_their_own(written, waitress) -> None:
    (person,) = waitress.persons
    twin = person._replace(person="https://example.org/other#woman")
    text = written("turtle", waitress._replace(persons=(person, twin)))
    findings = {
        quad.subject.value
        for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE)
        if quad.object == ox.NamedNode(PAL + "Finding")
    }
    assert len(findings) == 2


@pytest.mark.parametrize(
    "value",
    [
        Literal('a"b\\c\nd\te\r'),
        Literal("\x1b[0m\u202e"),
        Literal("x", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en-gb"),
        Literal("16", "http://www.w3.org/2001/XMLSchema#integer"),
        "https://example.org/a'b(c)",
        PAL + "Case",
        PAL + "a/b",
    ],
)
def test_terms_survive_a_round_trip(value) -> None:
    for written, syntax in ((term, ox.RdfFormat.TURTLE), (full, ox.RdfFormat.N_TRIPLES)):
        head = f"@prefix pal: <{PAL}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . " if written is term else ""
        (quad,) = ox.parse(f"{head}<urn:s> <urn:p> {written(value)} .".encode(), syntax)
        read = quad.object
        if isinstance(value, Literal):
            assert (read.value, read.datatype.value, read.language) == value
        else:
            assert read.value == value


def test_prefixes_are_used_only_where_they_are_right() -> None:
    assert iri(PAL + "Case") == "pal:Case"
    assert iri(PAL + "a.b") == f"<{PAL}a.b>"
