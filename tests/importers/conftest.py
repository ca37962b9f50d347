"""A small record map, and files to read with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

#: About something else than any standard of this project: the importer knows none.
MAP = """
@prefix map: <https://w3id.org/palermo/mapping#> .
@prefix pal: <https://w3id.org/palermo#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/map#> .

:map a map:RecordMap ; dct:identifier "asylum" ; rdfs:label "asylum records"@en ;
    map:base "https://example.org/asylum/" ; map:marked "yes" ; map:unmarked "no" ; map:status pal:Alleged ;
    map:factLabel "keyword “{label}”"@en ; map:assumes "One person is assumed."@en ;
    map:nodes ( :case :person ) ; map:columns ( :number :page :name :persecuted :border :rank ) .
:case a map:Node ; map:fragment "case" ; map:class pal:Case ;
    map:says [ map:property pal:concerns ; map:node :person ] .
:person a map:Node ; map:fragment "person" ; map:class pal:Person ;
    map:says [ map:property rdfs:label ; map:value "the applicant"@en ] .
:number a map:KeyColumn ; map:header "number" ; map:strip "No. " .
:page a map:SourceColumn ; map:header "page" ; map:on "case" .
:name a map:TextColumn ; map:header "name" ; map:required true ; map:on "case" ; map:property dct:title .
:persecuted a map:FlagColumn , skos:Concept ; map:header "persecuted" ; skos:notation "WELL_FOUNDED" ;
    skos:prefLabel "Well-founded fear"@en ; map:on "person" ; map:property :fears ; skos:broadMatch :Fear .
:border a map:FlagColumn ; map:header "border" ; map:note "A border is said."@en .
:rank a map:IgnoredColumn ; map:header "rank" ; skos:note "Changes."@en .
"""


@pytest.fixture
def record_map(tmp_path: Path) -> Callable[..., str]:
    """Writes the map, with ``old`` put for ``new`` where asked, and says where it is."""

    def write(old: str = "", new: str = "") -> str:
        assert not old or MAP.count(old) == 1
        path = tmp_path / "map.ttl"
        path.write_text(MAP.replace(old, new) if old else MAP, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str | bytes], str]:
    """Writes a table, and says where it is."""

    def write(text: str | bytes) -> str:
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    return write
