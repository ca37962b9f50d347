"""The sentences that packs bring: templates of reports, and messages of shapes."""

import string
from collections.abc import Iterator
from typing import Final

from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.check.near import nearest
from palermo.compile.graph import Graph
from palermo.names import IDENTIFIER, LABEL, SH, WORDING_CLASS
from palermo.terms import Literal

_MESSAGE: Final = SH + "message"


def problems(material: Material) -> Iterator[Diagnostic]:
    """What is wrong with wording and messages."""
    usual = _templates(material.others)
    own = _templates(material.own_graph)
    for node in material.own_instances(WORDING_CLASS):
        identifier = material.own_graph.lexical(node, IDENTIFIER)
        if identifier is None:
            yield material.found("K601", material.at(node), node)
            continue
        model = _model(identifier, usual)
        if model is None and usual and not material.whole:
            yield _unknown(material, node, identifier, usual)
        places = usual[model] if model is not None else _first_places(own[identifier], material, node)
        for text in material.own_graph.literals(node, LABEL):
            yield from _template(material, node, text, places)
    for file, said in material.said():
        s, p, o = said.triple
        braced = p == _MESSAGE and isinstance(o, Literal) and "{" in o.lexical
        if braced and not _speaks_sparql(material.graph, s):
            yield material.found("K312", file.place(said.at[2]), material.owner(s))


def _unknown(material: Material, node: str, identifier: str, usual: dict[str, frozenset[str]]) -> Diagnostic:
    place = material.at(node, IDENTIFIER, Literal(identifier))
    meant = nearest(identifier, usual)
    if meant is None:
        return material.found("K314", place, node, id=identifier)
    return material.found("K314", place, node, variant="near", id=identifier, meant=meant)


def _templates(graph: Graph) -> dict[str, frozenset[str]]:
    """Identifier to the places of the template, in whatever language."""
    found: dict[str, frozenset[str]] = {}
    for node in graph.instances(WORDING_CLASS):
        identifier = graph.lexical(node, IDENTIFIER)
        if identifier is not None:
            texts = (places_of(text.lexical) for text in graph.literals(node, LABEL))
            found[identifier] = found.get(identifier, frozenset()).union(*(t for t in texts if t is not None))
    return found


def _model(identifier: str, usual: dict[str, frozenset[str]]) -> str | None:
    """The template that an identifier is a version of: itself, or without the endings that make it special."""
    while identifier not in usual:
        identifier, dot, _ = identifier.rpartition(".")
        if not dot:
            return None
    return identifier


def _first_places(all_places: frozenset[str], material: Material, node: str) -> frozenset[str]:
    """For a template that is a model itself: the places of its English text, which the others have to keep to."""
    english = material.own_graph.texts(node, LABEL).get("en")
    found = places_of(english) if english is not None else None
    return found if found is not None else all_places


def _template(material: Material, node: str, text: Literal, allowed: frozenset[str]) -> Iterator[Diagnostic]:
    place = material.at(node, LABEL, text)
    found = places_of(text.lexical)
    if found is None:
        yield material.found("K313", place, node, variant="braces")
        return
    for name in sorted(found - allowed):
        known = ", ".join("{" + one + "}" for one in sorted(allowed))
        yield material.found("K313", place, node, variant="" if known else "none", place=name, known=known)


def places_of(template: str) -> frozenset[str] | None:
    """The names of the places in braces; None where the braces are not in order."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    except ValueError:
        return None


def _speaks_sparql(graph: Graph, node: str) -> bool:
    words = ("sparql", "select", "ask")
    return any(graph.objects(node, SH + word) for word in words)
