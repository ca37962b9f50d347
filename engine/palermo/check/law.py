"""Definitions as law: identifiers, elements, provisions, what they conclude, and what they leave unsaid."""

import re
from collections.abc import Iterator
from typing import Final

from palermo import names
from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.check.shapes import JUDGED, ReadShapes
from palermo.compile.cards import reached_elements
from palermo.compile.shape import Shape, is_step
from palermo.names import (
    CONCLUDES,
    DEFINITION_CLASS,
    ELEMENT_CLASS,
    IDENTIFIER,
    PROVISION,
    TYPE,
)
from palermo.terms import Literal, is_blank

#: Words that choose definitions on a command line, and so can be the identifier of none.
_RESERVED: Final = frozenset(("all", "applicable"))
_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*\Z")


def problems(read: ReadShapes) -> Iterator[Diagnostic]:
    """What is wrong with definitions, elements and their like as law."""
    yield from _identifiers(read)
    yield from _elements(read)
    yield from _conclusions(read)
    yield from _provisions(read)
    yield from _not_encoded(read)


# --- identifiers


def _identifiers(read: ReadShapes) -> Iterator[Diagnostic]:
    material = read.material
    for cls in JUDGED:
        first: dict[str, str] = {}
        for node in material.graph.instances(cls):
            identifier = material.graph.lexical(node, IDENTIFIER)
            own = material.is_own(node) and not is_blank(node) and node not in material.lost
            if identifier is None:
                if own:
                    yield material.found("K601", material.at(node), node)
                continue
            other = first.setdefault(identifier, node)
            if other != node and own and cls != ELEMENT_CLASS:
                place = material.at(node, IDENTIFIER, Literal(identifier))
                yield material.found("K602", place, node, id=identifier, other=material.short(other))
            if own and (identifier in _RESERVED or not _IDENTIFIER.match(identifier)):
                variant = "reserved" if identifier in _RESERVED else ""
                place = material.at(node, IDENTIFIER, Literal(identifier))
                yield material.found("K603", place, node, variant=variant, id=identifier)


# --- elements


def _steps(material: Material) -> frozenset[str]:
    properties = material.axioms.vocabulary.properties
    return frozenset(p for p, info in properties.items() if names.TOWARDS in info.supers)


def _elements(read: ReadShapes) -> Iterator[Diagnostic]:
    material, steps = read.material, _steps(read.material)
    found: set[str] = set()
    for node in [node for node in material.graph.instances(DEFINITION_CLASS) if node in read.shapes]:
        elements = {element for element, _ in reached_elements(node, read.shapes, steps, material.graph)}
        found |= elements
        if not elements and material.is_own(node) and node in read.sound:
            yield material.found("K604", material.at(node), node)
    whole = all(n in read.sound for n in material.graph.instances(DEFINITION_CLASS) if n in read.shapes)
    for node in read.own(ELEMENT_CLASS):
        if node not in found and whole and not material.lost:
            yield material.found("K605", material.at(node), node)
    for root in read.own(DEFINITION_CLASS):
        yield from _apart(read, root, steps)


def _apart(read: ReadShapes, root: str, steps: frozenset[str]) -> Iterator[Diagnostic]:
    """Elements that one definition asks of different conducts, side by side."""
    for shape in read.reached(root):
        inner = [read.shapes[i] for name, i in shape.constraints if name in ("property", "node")]
        apart = [one for one in inner if is_step(one.path, steps) and _asks_elements(read, one)]
        if len(apart) > 1 and read.is_own(shape.id):
            yield read.material.found("K609", read.place(apart[1].id), root)


def _asks_elements(read: ReadShapes, shape: Shape) -> bool:
    return any(one.element for one in read.reached(shape.id))


# --- what is concluded, and on what authority


def _conclusions(read: ReadShapes) -> Iterator[Diagnostic]:
    material = read.material
    for node in read.own(DEFINITION_CLASS):
        concluded = material.graph.nodes(node, CONCLUDES)
        if not concluded:
            yield material.found("K607", material.at(node), node)
        for term in concluded:
            types = material.graph.nodes(term, TYPE)
            if types and names.CLASSIFICATION_CLASS not in types:
                yield material.found("K608", material.at(node, CONCLUDES, term), node, what=material.short(term))


def _provisions(read: ReadShapes) -> Iterator[Diagnostic]:
    for node in read.own(DEFINITION_CLASS, ELEMENT_CLASS):
        if not read.material.graph.objects(node, PROVISION):
            yield read.material.found("K606", read.material.at(node), node)


# --- what is not encoded


def _not_encoded(read: ReadShapes) -> Iterator[Diagnostic]:
    material = read.material
    told: set[str] = set()
    for node in material.graph.instances(names.NOT_ENCODED_CLASS):
        of = material.graph.nodes(node, names.OF_DEFINITION)
        told.update(of)
        if not of and material.is_own(node):
            yield material.found("K617", material.at(node), node)
    for node in read.own(DEFINITION_CLASS):
        if node not in told and node not in material.lost:
            yield material.found("K616", material.at(node), node)
