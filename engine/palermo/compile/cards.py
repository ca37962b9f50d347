"""What named shapes and terms say of themselves: identifiers, provisions, texts; and where a definition asks what."""

from collections.abc import Sequence
from typing import Final

from palermo.compile.force import read_force, read_jurisdiction, read_verified
from palermo.compile.graph import Graph
from palermo.compile.plan import Card, NotEncoded, Region
from palermo.compile.refused import Refuse
from palermo.compile.shape import Shape, is_step
from palermo.names import (
    CATEGORY_CLASS,
    CHARACTERISTIC_CLASS,
    CIRCLE_CLASS,
    CONCLUDES,
    DEFAULT_DEFINITION,
    DEFINITION_CLASS,
    DIVERGENCE_CLASS,
    EDITORIAL_NOTE,
    ELEMENT_CLASS,
    IDENTIFIER,
    IN_CIRCLE,
    NOT_ENCODED_CLASS,
    OF_DEFINITION,
    PART_OF,
    PROVISION,
    REGION_CLASS,
    REMARK_CLASS,
    REPLACES,
    SH,
    TESTED_BY,
    WORDING_CLASS,
)
from palermo.terms import Literal, is_blank, local_name

#: The kinds of named shape, and the field of a rulebook that lists each.
KINDS: Final = (
    ("definitions", DEFINITION_CLASS),
    ("circles", CIRCLE_CLASS),
    ("categories", CATEGORY_CLASS),
    ("characteristics", CHARACTERISTIC_CLASS),
    ("remarks", REMARK_CLASS),
    ("divergences", DIVERGENCE_CLASS),
    ("elements", ELEMENT_CLASS),
)


def read_cards(
    graph: Graph, shapes: dict[str, Shape], steps: frozenset[str], refused: Refuse
) -> dict[str, tuple[Card, ...]]:
    """The cards of each kind, in ``sh:order``, then by identifier. ``steps`` are the properties from a conduct to the
    person that it is towards."""
    found: dict[str, tuple[Card, ...]] = {}
    for field, cls in KINDS:
        cards = [_card(graph, iri, shapes, steps, cls, refused) for iri in graph.instances(cls) if iri in shapes]
        found[field] = tuple(sorted(cards, key=lambda c: (c.order, c.id, c.iri)))
        if cls != ELEMENT_CLASS:
            _refuse_doubles(found[field], graph.instances(cls), refused)
    divergent = {card.iri for card in found["divergences"]}
    found["remarks"] = tuple(card for card in found["remarks"] if card.iri not in divergent)
    return found


def _card(graph: Graph, iri: str, shapes: dict[str, Shape], steps: frozenset[str], cls: str, refused: Refuse) -> Card:
    identifier = graph.lexical(iri, IDENTIFIER)
    if identifier is None:
        raise refused(iri, "it has no dct:identifier; give it one")
    elements = reached_elements(iri, shapes, steps, graph) if cls == DEFINITION_CLASS else ()
    return Card(
        iri,
        identifier,
        _number(graph, iri),
        graph.node(iri, CONCLUDES),
        graph.node(iri, PROVISION),
        *read_force(graph, iri, refused),
        read_jurisdiction(graph, iri, refused),
        graph.lexical(iri, DEFAULT_DEFINITION) in ("true", "1"),
        elements,
        read_verified(graph, iri, refused),
        graph.node(iri, REPLACES),
    )


def _number(graph: Graph, iri: str) -> float:
    text = graph.lexical(iri, SH + "order")
    return float(text) if text else 0.0


def _refuse_doubles(cards: tuple[Card, ...], read: list[str], refused: Refuse) -> None:
    """Names the one of two that was read later: packs come after the core."""
    seen: dict[str, str] = {}
    for card in sorted(cards, key=lambda c: read.index(c.iri)):
        if card.id in seen:
            raise refused(
                card.iri, f'it shares the identifier "{card.id}" with {local_name(seen[card.id])}; give it its own'
            )
        seen[card.id] = card.iri


# --- where a definition asks for its elements


def reached_elements(
    definition: str, shapes: dict[str, Shape], steps: frozenset[str], graph: Graph
) -> tuple[tuple[str, bool], ...]:
    """The elements that a definition reaches, each with whether it is asked of the conduct, in ``sh:order``."""
    found: dict[tuple[str, bool], None] = {}

    def visit(shape_id: str, on_conduct: bool) -> None:
        shape = shapes[shape_id]
        if shape.element:
            found[(shape_id, on_conduct)] = None
            return
        beyond = on_conduct or is_step(shape.path, steps)
        for name, parameter in shape.constraints:
            if name in ("node", "property"):
                visit(parameter, beyond)
            elif name in ("and", "or"):
                for member in parameter:
                    visit(member, beyond)
            elif name == "qualified":
                visit(parameter[0], beyond)

    visit(definition, False)
    return tuple(sorted(found, key=lambda e: (_number(graph, e[0]), shapes[e[0]].code, e[0])))


# --- regions, labels, law


def read_regions(graph: Graph) -> tuple[Region, ...]:
    """The areas of the diagram. A category names the area that lies within the same circles."""
    names = {_circles(graph, iri): graph.lexical(iri, IDENTIFIER) for iri in graph.instances(CATEGORY_CLASS)}
    names.pop(frozenset(), None)
    found = [
        Region(iri, graph.lexical(iri, IDENTIFIER) or local_name(iri), circles, names.get(circles))
        for iri in graph.instances(REGION_CLASS)
        for circles in [_circles(graph, iri)]
    ]
    return tuple(sorted(found))


def _circles(graph: Graph, iri: str) -> frozenset[str]:
    return frozenset(graph.nodes(iri, IN_CIRCLE))


def read_not_encoded(graph: Graph) -> dict[str, tuple[NotEncoded, ...]]:
    """Definition IRI to what of it is not encoded."""
    found: dict[str, list[NotEncoded]] = {}
    for iri in sorted(graph.instances(NOT_ENCODED_CLASS)):
        entry = NotEncoded(graph.lexical(iri, IDENTIFIER) or local_name(iri), iri, graph.node(iri, PROVISION))
        for definition in graph.nodes(iri, OF_DEFINITION):
            found.setdefault(definition, []).append(entry)
    return {definition: tuple(entries) for definition, entries in found.items()}


def read_tests(graph: Graph) -> dict[str, str]:
    """Classification to the shape that tests a label of it."""
    return {s: o for s, o in graph.pairs(TESTED_BY) if isinstance(o, str)}


def read_instruments(graph: Graph) -> dict[str, str]:
    """Provision to the instrument that it is part of, at whatever depth."""
    parent = {s: o for s, o in graph.pairs(PART_OF) if isinstance(o, str)}
    found: dict[str, str] = {}
    for provision in parent:
        top, seen = provision, {provision}
        while top in parent and parent[top] not in seen:
            top = parent[top]
            seen.add(top)
        found[provision] = top
    return found


def read_texts(graph: Graph, predicate: str) -> dict[str, dict[str, str]]:
    """Term to language to text, for one text property."""
    found: dict[str, dict[str, str]] = {}
    for s, o in graph.pairs(predicate):
        if isinstance(o, Literal) and not is_blank(s):
            found.setdefault(s, {})[o.language or ""] = o.lexical
    return found


def read_notes(graph: Graph, cards: Sequence[Card]) -> dict[str, dict[str, str]]:
    """Definition to language to what of it was not verified, as its editorial notes say. One that counts as verified
    may have a note as well: on a date, say, that no finding of elements rests on."""
    found: dict[str, dict[str, str]] = {}
    for card in cards:
        for note in sorted(graph.literals(card.iri, EDITORIAL_NOTE)):
            texts = found.setdefault(card.iri, {})
            language = note.language or ""
            texts[language] = f"{texts[language]} {note.lexical}" if language in texts else note.lexical
    return found


def read_wording(graph: Graph, labels: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Identifier to language to template, for the sentences of reports; the pack read last prevails."""
    found: dict[str, dict[str, str]] = {}
    for iri in graph.instances(WORDING_CLASS):
        identifier = graph.lexical(iri, IDENTIFIER)
        if identifier is not None:
            found.setdefault(identifier, {}).update(labels.get(iri, {}))
    return found
