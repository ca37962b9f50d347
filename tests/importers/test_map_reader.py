"""A record map that lacks something, or would make a record say more than it does, is refused with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.importers import map_path, read_map
from palermo.problems import PalermoError


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('map:marked "yes" ;', "", "the flag column persecuted needs a map:marked"),
        ("map:status pal:Alleged ;", 'map:status "alleged" ;', "map needs one status that is an IRI"),
        ("skos:broadMatch :Fear", "skos:narrowMatch :Fear", "persecuted matches no class"),
        (" a map:IgnoredColumn ;", "", "column rank is of no known kind"),
        ('map:on "case" ; map:property dct:title', 'map:on "court" ; map:property dct:title', "node that is not among"),
        ("map:node :person ]", "map:node :court ]", "is not among the map:nodes"),
        ('map:value "the applicant"@en ]', 'rdfs:label "x" ]', "needs one map:value or one map:node"),
        ("a map:IgnoredColumn ;", "a map:KeyColumn ;", "has one map:KeyColumn at most, this one has 2"),
        ('map:header "rank"', 'map:haeder "rank"', "map:haeder is no term of record maps; did you mean map:header?"),
        ("a map:IgnoredColumn ;", "a map:IgnoredColumn , map:TextColumn ;", "of no known kind, or of several"),
        ("a map:IgnoredColumn ;", "a map:TextColumn ;", "rank makes nothing: give map:on and map:property"),
        ("a map:IgnoredColumn ;", "a map:CodeColumn ;", "rank needs one codes that is an IRI"),
        ("a map:IgnoredColumn ;", "a map:CodeColumn ; map:codes :ranks ;", "no code is in the list ranks"),
        ("a map:IgnoredColumn ;", "a map:IgnoredColumn ; map:needs :nobody ;", "nobody needs one header that is text"),
        (
            ":map a map:RecordMap ;",
            ':map a map:RecordMap ; map:codeFile "../x.ttl" ;',
            "a file beside the map, not ../x",
        ),
        (":map a map:RecordMap ;", ':map a map:RecordMap ; map:codeFile "x.ttl" ;', "cannot be opened"),
        ('map:note "A border is said."@en', 'skos:note "x"', "nor, by map:unmapped, why nothing"),
        ("skos:broadMatch :Fear .", 'skos:broadMatch :Fear ; map:unmapped "x" .', "and is said to be unmapped"),
        ("skos:broadMatch :Fear .", "skos:broadMatch :Fear ; map:value 1 .", "besides another or a class"),
        ("skos:broadMatch :Fear .", "skos:broadMatch :Fear ; map:makes [] .", "move that into a map:makes"),
        (
            "skos:broadMatch :Fear .",
            'skos:broadMatch :Fear ; map:certainty "sure" .',
            "of high, medium or low, not sure",
        ),
        ("{label}", "{label} {certainty}", "needs a map:certainty of high, medium or low, not none"),
        ("skos:broadMatch :Fear .", "skos:broadMatch :Fear ; map:phase pal:A , pal:B .", "needs one map:phase"),
        ("skos:broadMatch :Fear .", "skos:broadMatch :Fear ; map:says [] .", "needs one map:value"),
        ("skos:broadMatch :Fear .", "skos:broadMatch :Fear ; map:when [] .", "needs one column that is an IRI"),
        ('skos:prefLabel "Well-founded fear"@en ;', "", "persecuted needs one prefLabel that is text"),
        ('map:header "rank"', 'map:header "name"', "the column name is there twice"),
        ('map:header "border" ;', 'map:header "border" ; map:fragment "case" ;', "the fragment case is there twice"),
        (" a map:KeyColumn ;", " a map:KeyColumn ; map:sourceColumn :page ;", "is not a code column of the map"),
        ('map:header "rank"', 'map:header "rank" ; map:least "few"', "map:least of rank is a whole number, not few"),
        (":map a map:RecordMap ;", ":map", "has one map:RecordMap, this one has 0"),
        ("map:nodes ( :case :person ) ;", "map:nodes ( ) ;", "is not among the map:nodes"),
    ],
)
def test_an_unsound_map_is_refused(record_map: Callable[..., str], old: str, new: str, reason: str) -> None:
    with pytest.raises(PalermoError) as caught:
        read_map(record_map(old, new))
    assert caught.value.problem.code == "P602"
    assert reason in caught.value.problem.message


def test_a_map_that_is_not_turtle(tmp_path: Path) -> None:
    path = tmp_path / "map.ttl"
    path.write_text("@prefix : <https://example.org/> .\n:map a ;\n", encoding="utf-8")
    with pytest.raises(PalermoError) as caught:
        read_map(str(path))
    assert caught.value.problem.line == 2


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PalermoError, match="cannot be opened"):
        read_map(str(tmp_path / "none.ttl"))


def test_an_unknown_name_is_told_with_those_known() -> None:
    with pytest.raises(PalermoError, match=r"no such format of records: there are .*sherloc"):
        map_path("shirlock")
