"""Packs to a plan: parse, read axioms and shapes, check what definition shapes may use."""

import os
from collections.abc import Sequence
from typing import Final

from palermo.compile.audited import read_also_said, read_groupings
from palermo.compile.axioms import read_axioms
from palermo.compile.cards import (
    KINDS,
    read_cards,
    read_instruments,
    read_not_encoded,
    read_notes,
    read_regions,
    read_tests,
    read_texts,
    read_wording,
)
from palermo.compile.force import read_memberships
from palermo.compile.graph import Graph
from palermo.compile.packs import Pack, Source, read_triples
from palermo.compile.plan import Plan
from palermo.compile.refused import Refused, refuse
from palermo.compile.shacl import ShapeReader
from palermo.compile.shape import Shape
from palermo.compile.sparql_rules import read_sparql_rules
from palermo.compile.subset import check_declared, check_monotone, check_not_recursive, check_not_vacuous
from palermo.evaluate.paths import asks_type, followed_back
from palermo.evaluate.shapes import shared_among
from palermo.names import DEFINITION_TEXT, LABEL, NEVER_PROPOSED, OPEN_LIST, PROVISION, QUESTION, SH, SOURCE, TOWARDS
from palermo.terms import Literal, Triple, is_blank, local_name

#: The kinds of shape that must be monotone, by the field that lists them, and the word for each in a message.
_MONOTONE: Final = (
    ("elements", "element"),
    ("definitions", "definition"),
    ("circles", "circle"),
    ("characteristics", "characteristic"),
)
_JUDGED: Final = ("definitions", "elements", "circles", "categories", "characteristics", "remarks", "divergences")


def compile_packs(packs: Sequence[Pack]) -> Plan:
    """The plan of a set of packs. Raises Refused on the first thing that the engine does not take."""
    sources: dict[str, Source] = {}
    triples: list[Triple] = []
    for pack in packs:
        for source, triple in read_triples(pack):
            sources.setdefault(triple[0], source)
            triples.append(triple)
    graph = Graph(triples)

    def refused(owner: str, message: str, near: str = "") -> Refused:
        named = message if is_blank(owner) else f"shape {local_name(owner)}: {message}"
        return _at(sources.get(owner), owner, named, near)

    axioms = read_axioms(graph)._replace(sparql=read_sparql_rules(graph, refused))
    steps = frozenset(p for p, info in axioms.vocabulary.properties.items() if TOWARDS in info.supers)
    reader = ShapeReader(graph, refused)
    shapes = reader.read_all([iri for _, cls in KINDS for iri in graph.instances(cls)])
    check_not_recursive(shapes, refused)
    cards = read_cards(graph, shapes, steps, refused)
    for field, kind in _MONOTONE:
        for card in cards[field]:
            check_monotone(card.iri, shapes, kind, refused, simple_paths=field in ("elements", "definitions"))
    check_not_vacuous([card.iri for field, _ in _MONOTONE for card in cards[field]], shapes, refused)
    check_declared([card.iri for field in _JUDGED for card in cards[field]], shapes, axioms.vocabulary, refused)
    labels = read_texts(graph, LABEL)
    paths = [shape.path for shape in shapes.values() if shape.path is not None]
    return Plan(
        tuple(pack.name for pack in packs),
        _digest(packs),
        axioms,
        shapes,
        cards,
        read_regions(graph),
        _quality(shapes, {card.iri for field in _JUDGED for card in cards[field]}),
        tuple(sorted(reader.external)),
        tuple(source.path for pack in packs for source in pack.sources),
        read_not_encoded(graph),
        {c: shape for c, shape in read_tests(graph).items() if shape in shapes},
        read_instruments(graph),
        {s: o for s, o in graph.pairs(PROVISION) if isinstance(o, str) and s in shapes},
        labels,
        read_texts(graph, DEFINITION_TEXT),
        _messages(graph, reader),
        read_wording(graph, labels),
        _citations(graph),
        steps,
        _marked(graph, NEVER_PROPOSED),
        read_texts(graph, QUESTION),
        open_lists=_marked(graph, OPEN_LIST),
        memberships=read_memberships(graph, refused),
        notes=read_notes(graph, cards["definitions"]),
        groupings=read_groupings(graph),
        also_said=read_also_said(graph),
        followed=frozenset(p for path in paths for p in followed_back(path)),
        asks_type=any(asks_type(path) for path in paths),
        shared=shared_among(shapes),
    )


def _digest(packs: Sequence[Pack]) -> str:
    """What a rulebook was compiled from, the same on every machine: names and bytes, no paths."""
    from hashlib import sha256

    found = sha256()
    for pack in packs:
        found.update(f"pack {pack.name}\0".encode())
        for source in pack.sources:
            found.update(f"{os.path.basename(source.path)} {len(source.text)}\0".encode() + source.text)
    return found.hexdigest()


def _quality(shapes: dict[str, Shape], judged: set[str]) -> tuple[str, ...]:
    """The shapes with a target that are of none of the five kinds: they judge the description itself."""
    return tuple(sorted(i for i, shape in shapes.items() if shape.targets and i not in judged))


def _messages(graph: Graph, reader: ShapeReader) -> dict[str, dict[str, str]]:
    found = {shape: graph.texts(node, SH + "message") for node, shape in reader.read_ids().items()}
    return {shape: texts for shape, texts in found.items() if texts}


def _citations(graph: Graph) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for s, o in graph.pairs(SOURCE):
        if isinstance(o, str) and not is_blank(s):
            found.setdefault(s, []).append(o)
    return {s: tuple(sorted(cited)) for s, cited in found.items()}


def _marked(graph: Graph, predicate: str) -> frozenset[str]:
    """The terms of which a mark is said to be true."""
    return frozenset(s for s, o in graph.pairs(predicate) if isinstance(o, Literal) and o.lexical in ("true", "1"))


def _at(source: Source | None, owner: str, message: str, near: str) -> Refused:
    """The refusal, with the line on which the shape's own name first begins a statement, or with the first line from
    there on that has the text ``near``."""
    if source is None:
        return refuse(message, code="P301")
    name = local_name(owner)
    lines = source.text.decode("utf-8", "replace").splitlines()
    heads = (line.split(" ", 1)[0] for line in lines)
    ends = (":" + name, "#" + name + ">", "/" + name + ">")
    start = None if is_blank(owner) else next((n for n, head in enumerate(heads) if head.endswith(ends)), None)
    if near:
        for number, line in enumerate(lines[start or 0 :], (start or 0) + 1):
            if near in line:
                return refuse(message, file=source.path, line=number, column=line.index(near) + 1, code="P301")
    if start is None:
        return refuse(message, file=source.path, code="P301")
    return refuse(message, file=source.path, line=start + 1, column=1, code="P301")
