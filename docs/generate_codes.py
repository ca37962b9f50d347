"""Write ``docs/codes.md``: what each code of the packaged code lists makes, and why. A test finds a stale page."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from palermo.data import folder
from palermo.importers.map_graph import MAP, MapGraph
from palermo.names import NOTATION, SKOS, TYPE
from palermo.terms import local_name

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "codes.md")
FILES = ("htcds-codes.ttl", "ctdc-codes.ttl")
TITLE = "http://purl.org/dc/terms/title"
MATCHES = ("exactMatch", "broadMatch", "closeMatch")
WORDS = {
    "act": "act",
    "means": "means",
    "purpose": "purpose",
    "indicator": "indicator",
    "observed": "indicator",
    "experienced": "lived through",
    "exchanged": "exchange",
    "moved": "movement",
    "involved": "involvement",
    "labelling": "label",
    "sector": "sector",
    "age": "age",
}
PHASES = {"AtEntry": "at entry", "DuringExploitation": "during exploitation"}
BOUNDS = {"yearsAtMost": "at most", "yearsAtLeast": "at least"}
HEAD = """# Codes of data standards

Generated from `ontology/mappings/` by `make docs`; do not edit. How to import, and how these tables are to be read:
[CTDC and HTCDS](howto/ctdc-and-htcds.md).

Each row: the code as the standard writes it; what is made of it, and how sure it is that the code means that; why.
Names are those of classes (`palermo show UseOfForce`). = the same meaning · < the class is wider · ~ an assumption
stands between, which the last column says. Every fact is alleged. Codes with the same fate stand in one row.

The code lists of HTCDS 2.0 are the work of the International Organization for Migration, used under CC BY 4.0; of the
data sets of the Counter-Trafficking Data Collaborative only names of columns and values are here. Neither endorses
this mapping.
"""


class Row(NamedTuple):
    """What is said of a code."""

    made: str
    why: str


def page() -> str:
    """The page."""
    return "\n".join([HEAD, *(line for name in FILES for line in _file(name))])


def _file(name: str) -> Iterator[str]:
    path = os.path.join(folder("ontology"), "mappings", name)
    graph = MapGraph(path)
    with open(path, encoding="utf-8") as stream:
        text = stream.read()

    def place(iri: str) -> int:
        return text.index(f":{local_name(iri)} a ")

    for scheme in sorted(graph.having(TYPE, SKOS + "ConceptScheme"), key=place):
        yield from _section(graph, scheme, sorted(graph.having(SKOS + "inScheme", scheme), key=place))


def _section(graph: MapGraph, scheme: str, concepts: list[str]) -> Iterator[str]:
    yield f"## {graph.text(scheme, TITLE)}\n"
    for note in (*graph.texts(scheme, SKOS + "note"), *graph.texts(scheme, SKOS + "editorialNote")):
        yield f"{_sentence(note)}\n"
    rows: dict[Row, list[str]] = {}
    for concept in concepts:
        rows.setdefault(_row(graph, concept), []).extend(graph.texts(concept, NOTATION))
    yield "| code | makes | why |"
    yield "| --- | --- | --- |"
    for row, codes in rows.items():
        yield f"| {', '.join(f'`{code}`' for code in codes)} | {row.made} | {row.why} |"
    yield ""


def _row(graph: MapGraph, concept: str) -> Row:
    nodes = graph.iris(concept, MAP + "makes") or ([concept] if graph.objects(concept, MAP + "property") else [])
    made = "<br>".join(_made(graph, node) for node in nodes) or "nothing"
    notes = [*graph.texts(concept, MAP + "unmapped"), *(t for node in nodes for t in graph.texts(node, SKOS + "note"))]
    defined = [f"The standard: {_lowered(text)}" for text in graph.texts(concept, SKOS + "definition")]
    doubts = [_sentence(text) for text in graph.texts(concept, SKOS + "editorialNote")]
    return Row(made, _cell(" ".join(dict.fromkeys([*defined, *notes, *doubts]))))


def _made(graph: MapGraph, node: str) -> str:
    prop = local_name(graph.iri(node, MAP + "property"))
    matched = [
        (m, graph.iri(node, SKOS + match))
        for m, match in zip("=<~", MATCHES, strict=True)
        if graph.objects(node, SKOS + match)
    ]
    if not matched:
        return f"{WORDS[prop]}: {graph.text(node, MAP + 'value')}"
    (mark, cls) = matched[0]
    what = f"{mark} `{local_name(cls)}`"
    for said in graph.iris(node, MAP + "says"):
        bound = BOUNDS[local_name(graph.iri(said, MAP + "property"))]
        what = f"{mark} {bound} {graph.text(said, MAP + 'value')}"
    phase = "".join(f", {PHASES[local_name(iri)]}" for iri in graph.iris(node, MAP + "phase"))
    return f"{WORDS[prop]} {what}{phase} ({graph.text(node, MAP + 'certainty')})"


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:]


def _sentence(text: str) -> str:
    text = text[0].upper() + text[1:]
    return text if text.endswith(".") else text + "."


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8", newline="\n") as out:
        out.write(page())
