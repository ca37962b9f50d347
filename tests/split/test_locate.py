"""Places of triples in every syntax."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from palermo.names import PAL, TYPE, XSD
from palermo.read import cases
from palermo.split.locate import Locator, locate
from palermo.terms import Literal, plain

TURTLE = """\
@prefix pal: <https://w3id.org/palermo#> .
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
@base <https://example.org/t> .
# a comment . with ; signs, and <this>
<#p> a pal:Person , pal:Adult ; rdfs:label "the \\"woman\\""@en ;
    pal:ageAtTime 20 ; pal:moved [ a pal:Movement ; pal:crossedBorder true ] .
<#d> a pal:Conduct ; pal:act ( <#a> <#b> ) ; pal:towards <#p> ;
    rdfs:label '''two
lines''' ; pal:startedOn "2010-05-31"^^<http://www.w3.org/2001/XMLSchema#date> .
"""
T = "https://example.org/t#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ((T + "p", None, None), (5, 1)),
        ((T + "p", TYPE, PAL + "Adult"), (5, 21)),
        ((T + "p", LABEL, plain('the "woman"', "en")), (5, 44)),
        ((T + "p", PAL + "ageAtTime", None), (6, 5)),
        ((T + "p", PAL + "ageAtTime", Literal("20", XSD + "integer")), (6, 19)),
        (("_:x", PAL + "crossedBorder", Literal("true", XSD + "boolean")), (6, 71)),
        ((T + "made/moved-0123456789", PAL + "crossedBorder", None), (6, 53)),
        ((T + "d", PAL + "towards", T + "p"), (7, 58)),
        ((T + "d", LABEL, Literal("two\nlines")), (8, 16)),
        ((T + "d", PAL + "startedOn", Literal("2010-05-31", XSD + "date")), (9, 26)),
        ((T + "b", None, None), (7, 37)),
        ((T + "nobody", None, None), (None, None)),
    ],
)  # fmt: skip
def test_in_turtle(asked: tuple[str, str | None, str | Literal | None], place: tuple[int | None, int | None]) -> None:
    assert Locator(lambda: TURTLE, "turtle")(*asked) == place


def test_every_triple_has_its_place_in_each_line_syntax(tmp_path: Path) -> None:
    parsed = list(ox.parse(TURTLE, ox.RdfFormat.TURTLE))
    for name, form in (("t.nt", ox.RdfFormat.N_TRIPLES), ("t.nq.gz", ox.RdfFormat.N_QUADS)):
        data = ox.serialize([q.triple for q in parsed] if form == ox.RdfFormat.N_TRIPLES else parsed, format=form)
        assert data is not None
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
        for number, quad in enumerate(parsed, 1):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found = locate(str(path), quad.subject.value, quad.predicate.value, quad.object.value)
                before = len(quad.subject.value) + len(quad.predicate.value) + 6
                assert found == (number, before + 1)


LINES = """\
<urn:a> <urn:p> <urn:b> <urn:g> .
<urn:b> <urn:q> "x" <urn:g> .
_:n <urn:r> "y" <urn:g> .
<urn:b> <urn:q> "z" <urn:g> .
"""


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (("urn:b", "urn:q", Literal("z")), (4, 17)),
        (("urn:b", "urn:q", Literal("other")), (2, 9)),
        (("urn:b", "urn:p", None), (2, 1)),  # that another has such a property does not matter
        (("urn:a", "urn:q", Literal("z")), (1, 1)),
        (("urn:made", "urn:r", Literal("y")), (3, 13)),
        (("urn:made", "urn:r", None), (3, 5)),
        (("urn:made", None, None), (None, None)),
    ],
)
def test_on_lines(asked: tuple[str, str | None, Literal | None], place: tuple[int | None, int | None]) -> None:
    assert Locator(lambda: LINES, "n-quads")(*asked) == place


@pytest.mark.parametrize(("form", "name"), [(ox.RdfFormat.RDF_XML, "t.rdf"), (ox.RdfFormat.JSON_LD, "t.jsonld")])
def test_near_its_place_in_the_others(form: ox.RdfFormat, name: str, tmp_path: Path) -> None:
    parsed = list(ox.parse(TURTLE, ox.RdfFormat.TURTLE))
    data = ox.serialize([q.triple for q in parsed] if form == ox.RdfFormat.RDF_XML else parsed, format=form)
    assert data is not None
    path = tmp_path / name
    path.write_bytes(data)
    line, column = locate(str(path), T + "d", PAL + "startedOn", Literal("2010-05-31", XSD + "date"))
    assert line is not None
    assert column is not None
    assert "2010-05-31" in data.decode().splitlines()[line - 1][column - 1 : column + 11]


def test_what_is_too_big_has_no_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.trig"
    path.write_text(TURTLE)
    assert locate(str(path), T + "p") == (5, 1)
    monkeypatch.setattr(cases, "STREAMED", len(TURTLE) - 1)
    assert locate(str(path), T + "p") == (None, None)


def test_what_cannot_be_read_again_has_no_places(tmp_path: Path) -> None:
    assert locate("-", T + "p") == (None, None)
    assert locate(str(tmp_path / "gone.ttl"), T + "p") == (None, None)
