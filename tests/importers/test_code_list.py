"""A record map that lacks something, or would make a record say more than it does, is refused with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.importers import map_path, read_map
from palermo.problems import PalermoError


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('map:marked "yes" ;', "", "map needs one marked that is text"),
        ("map:status pal:Alleged ;", 'map:status "alleged" ;', "map needs one status that is an IRI"),
        ("skos:broadMatch :Fear", "skos:narrowMatch :Fear", "column persecuted matches no class"),
        (" a map:IgnoredColumn ;", "", "column rank is of no known kind"),
        ("map:on :case ; map:property dct:title", "map:on :court ; map:property dct:title", "node that is not among"),
        ("map:node :person ]", "map:node :court ]", "is not among the map:nodes"),
        ('map:value "the applicant"@en ]', 'rdfs:label "x" ]', "needs one map:value or one map:node"),
        ("a map:KeyColumn ;", "a map:IgnoredColumn ;", "needs one map:KeyColumn, this one has 0"),
        ('map:header "rank"', 'map:header "name"', "the column name is there twice"),
        ('map:fragment "person"', 'map:fragment "case"', "the fragment case is there twice"),
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
