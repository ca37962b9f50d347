"""The pages on the law name every definition, no term that is not there, and give the overview that the shapes give."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
PAL = Namespace("https://w3id.org/palermo#")
PS = Namespace("https://w3id.org/palermo/shapes#")
PAGES = ("law.md", "law-national.md")
_NAMED = re.compile(r"`(?:pal:)?([A-Z][A-Za-z0-9]+)`")
_ROW = re.compile(r"^\| (`[^|]+) \|(.+)\|$", re.MULTILINE)


def text(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_every_definition_is_on_a_page(rulebook: Graph) -> None:
    pages = "".join(map(text, PAGES))
    for definition in rulebook.subjects(RDF.type, PAL.Definition):
        assert f"`{rulebook.value(definition, DCTERMS.identifier)}`" in pages, definition


@pytest.mark.parametrize("page", PAGES)
def test_terms_are_those_of_the_ontology(page: str, classes: set[str]) -> None:
    named = set(_NAMED.findall(text(page)))
    assert named
    assert sorted(named - classes) == []


def test_the_overview_is_that_of_the_shapes(rulebook: Graph, elements: Callable[[Node], set[Node]]) -> None:
    overview = text("law.md").split("## At a glance")[1].split("\n## ")[0]
    rows = {id_: [c.strip() for c in cells.split("|")]
            for ids, cells in _ROW.findall(overview) for id_ in re.findall(r"`([^`]+)`", ids)}  # fmt: skip
    assert len(rows) > 9
    for id_, (means, child, movement, _, _, list_of_purposes) in rows.items():
        asked = {str(rulebook.value(e, DCTERMS.identifier)): e for e in elements(PS[id_])}
        assert ("means" in asked) == (means == "needed"), id_
        exempt = (PS[f"{id_}-child"], RDF.type, None) in rulebook or id_ == "un-protocol-2000"
        assert exempt == (child == "not needed"), id_
        assert ("travel" in asked) == (movement == "**travel**"), id_
        purpose = asked.get("purpose")
        open_list = purpose is not None and (purpose, PAL.openList, Literal(True)) in rulebook
        assert list_of_purposes == ("–" if purpose is None else "open" if open_list else "closed"), id_
