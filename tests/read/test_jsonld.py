"""JSON-LD as people write it, with contexts of many kinds, is read; what would be dropped in silence is not."""

import json
from pathlib import Path

import pytest

from palermo.names import PAL, TYPE
from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case

C = "https://example.org/c#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

GOOD: dict[str, dict[str, object]] = {
    "full IRIs": {
        "@id": C + "case", "@type": PAL + "Case", PAL + "concerns": {"@id": C + "p", "@type": [PAL + "Person"]},
    },
    "terms": {
        "@context": {
            "id": "@id", "type": "@type", "Case": PAL + "Case", "Person": {"@id": PAL + "Person"},
            "concerns": {"@id": PAL + "concerns", "@type": "@id"},
        },
        "@graph": [
            {"id": C + "case", "type": "Case", "concerns": [C + "p"]},
            {"id": C + "p", "type": "Person"},
        ],
    },
    "a vocabulary and a base": {
        "@context": {"@vocab": PAL, "@base": C},
        "@id": "#case", "@type": "Case", "concerns": {"@id": "#p", "@type": "Person"},
    },
    "prefixes in a list of contexts": {
        "@context": [{"pal": PAL}, {"c": C}],
        "@id": "c:case", "@type": "pal:Case", "pal:concerns": {"@id": "c:p", "@type": "pal:Person"},
    },
    "a context of its own further in": {
        "@context": {"pal": PAL}, "@id": C + "case", "@type": "pal:Case",
        "pal:concerns": {"@context": {"Person": PAL + "Person"}, "@id": C + "p", "@type": "Person"},
    },
    "a context of a property": {
        "@context": {"pal": PAL, "concerns": {"@id": "pal:concerns", "@context": {"Person": "pal:Person"}}},
        "@id": C + "case", "@type": "pal:Case", "concerns": {"@id": C + "p", "@type": "Person"},
    },
    "the other way round": {
        "@context": {"pal": PAL}, "@id": C + "p", "@type": "pal:Person",
        "@reverse": {"pal:concerns": {"@id": C + "case", "@type": "pal:Case"}},
    },
    "a graph by name": {
        "@context": {"pal": PAL}, "@id": C + "g",
        "@graph": [{"@id": C + "case", "@type": "pal:Case", "pal:concerns": {"@id": C + "p", "@type": "pal:Person"}}],
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_read_in_full(kind: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.jsonld"
    path.write_text(json.dumps(GOOD[kind]))
    [case] = read_cases([str(path)], core.vocabulary)
    assert isinstance(case, Case), case
    assert set(case.triples) == {
        (C + "case", TYPE, PAL + "Case"), (C + "case", PAL + "concerns", C + "p"), (C + "p", TYPE, PAL + "Person"),
    }  # fmt: skip


def test_labels_by_language(core: Rulebook, tmp_path: Path) -> None:
    context = {"label": {"@id": LABEL, "@container": "@language"}}
    node = {"@context": context, **GOOD["full IRIs"], "label": {"en": "a case", "it": "un caso"}}
    path = tmp_path / "case.jsonld"
    path.write_text(json.dumps(node))
    [case] = read_cases([str(path)], core.vocabulary)
    assert isinstance(case, Case), case
    assert len(case.objects(C + "case", LABEL)) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"@context": "http://127.0.0.1:9/c.jsonld"}, "P114"),
        ({"@context": ["c.jsonld"]}, "P114"),
        ({"@context": {"x": None}}, "P115"),
        ({"@context": {"x": "y"}}, "P115"),
        ({"@context": {"x": {"@id": "z:y"}}}, "P111"),
        ({"@context": {"@base": "here"}}, "P112"),
        ({"label": "a case"}, "P115"),
        ({LABEL: [None]}, "P115"),
        ({LABEL: {"@value": "x", "@lang": "en"}}, "P115"),
        ({"rdfs:label": "a case"}, "P111"),
        ({"@typ": "x"}, "P115"),
        ({"@id": 3}, "P115"),
        ({"@id": "a b:c"}, "P112"),
        ({"@type": [3]}, "P115"),
        ({LABEL: {"@id": "p"}}, "P112"),
        ({LABEL: {"@list": [{"@id": "p"}]}}, "P112"),
    ],
)
def test_refused(change: dict[str, object], code: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.jsonld"
    path.write_text(json.dumps({**GOOD["full IRIs"], **change}))
    [problem] = read_cases([str(path)], core.vocabulary)
    assert isinstance(problem, Problem), problem
    assert problem.code == code
