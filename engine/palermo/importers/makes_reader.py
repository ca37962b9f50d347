"""Reads what a code, or a column that holds values, makes of a case."""

import re
from typing import Final, NamedTuple

from palermo.escape import clip
from palermo.importers.map_graph import MAP, MapGraph, called
from palermo.importers.record_map import Code, Condition, Make, Statement
from palermo.names import LANG_STRING, NOTATION, SKOS
from palermo.terms import Literal, local_name

#: The SKOS relations by which a code makes a fact of a class, and no others: with a narrower class the record would
#: be made to say more than it does.
MATCHES: Final = (SKOS + "exactMatch", SKOS + "broadMatch", SKOS + "closeMatch")
CERTAINTIES: Final = ("high", "medium", "low")

_PREFERRED: Final = SKOS + "prefLabel"
_IN_SCHEME: Final = SKOS + "inScheme"
_LOWER_UPPER: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OTHER: Final = re.compile(r"[^a-z0-9]+")


class World(NamedTuple):
    """What a map says once: its triples, the fragments of its nodes, the status and the label of its facts, and the
    code columns that conditions may speak of (node to header)."""

    graph: MapGraph
    fragments: frozenset[str]
    status: str
    fact_label: Literal
    headers: dict[str, str]


class Subject(NamedTuple):
    """Whose makes are read: the node that says them, how facts call it, its column, and whether it is a value."""

    item: str
    label: str
    column: str
    value: bool


def slug(text: str) -> str:
    """``text`` as the end of an IRI: small letters, digits and single hyphens.

    >>> slug("vic_MethodsOfControl")
    'vic-methods-of-control'
    """
    return _OTHER.sub("-", _LOWER_UPPER.sub("-", text).lower()).strip("-")


def codes_of(world: World, scheme: str, column: str) -> dict[str, Code]:
    """The codes of a list, by notation. Raises PalermoError where the list is empty or a notation is there twice."""
    graph = world.graph
    found: dict[str, Code] = {}
    slugs: set[str] = set()
    for concept in graph.having(_IN_SCHEME, scheme):
        notations = graph.texts(concept, NOTATION)
        if not notations:
            raise graph.error(f"the code {called(concept)} has no skos:notation")
        code = code_of(world, concept, column, _free(slug(notations[0]) or "code", slugs))
        for notation in notations:
            if notation in found:
                raise graph.error(f"the code {clip(notation)} is there twice in {called(scheme)}")
            found[notation] = code
    if not found:
        raise graph.error(f"no code is in the list {called(scheme)}: is its file named by map:codeFile?")
    return found


def _free(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken.add(free)
    return free


def code_of(world: World, concept: str, column: str, end: str) -> Code:
    """One code; ``end`` is what the names of its facts end with. Raises PalermoError where it says neither what it
    makes nor why nothing, or both."""
    graph = world.graph
    making = any(graph.objects(concept, MAP + term) for term in ("property", "makes"))
    label = label_of(world, concept) if making or graph.objects(concept, _PREFERRED) else ""
    makes = makes_of(world, Subject(concept, label, column, value=False))
    notes = tuple(graph.texts(concept, MAP + "note"))
    unmapped = bool(graph.objects(concept, MAP + "unmapped"))
    if unmapped and makes:
        raise graph.error(f"the code {called(concept)} makes something, and is said to be unmapped")
    if not (unmapped or makes or notes):
        raise graph.error(f"the code {called(concept)} says neither what it makes nor, by map:unmapped, why nothing")
    return Code(end, label, makes, notes)


def label_of(world: World, concept: str) -> str:
    """The skos:prefLabel of a code: that in the language of the fact labels, or the only one."""
    labels = [term for term in world.graph.objects(concept, _PREFERRED) if isinstance(term, Literal)]
    fitting = [term for term in labels if term.language == world.fact_label.language] or labels
    if len(fitting) != 1:
        raise world.graph.error(f"{called(concept)} needs one prefLabel that is text")
    return fitting[0].lexical


def makes_of(world: World, subject: Subject) -> tuple[Make, ...]:
    """What the node of a code or column makes, in the order of the file."""
    graph, item = world.graph, subject.item
    several = graph.iris(item, MAP + "makes")
    alone = bool(graph.objects(item, MAP + "property"))
    if several and alone:
        raise graph.error(f"{called(item)} has map:makes and a map:property of its own: move that into a map:makes")
    return tuple(_make(world, subject, node) for node in several or ([item] if alone else []))


def _make(world: World, subject: Subject, node: str) -> Make:
    graph = world.graph
    what = called(subject.item)
    on = graph.text(node, MAP + "on")
    if on not in world.fragments:
        raise graph.error(f"{what} hangs on a node that is not among the map:nodes: {clip(on)}")
    classes = tuple(sorted(cls for match in MATCHES for cls in graph.iris(node, match)))
    values = graph.objects(node, MAP + "value")
    if len(values) > 1 or (values and classes):
        raise graph.error(f"{what} has a map:value besides another or a class: one map:makes makes one thing")
    if not classes and not values and not subject.value:
        relations = ", ".join("skos:" + local_name(match) for match in MATCHES)
        raise graph.error(f"{what} matches no class: give one of {relations}, or a map:value")
    holds = graph.iri(node, MAP + "holds") if graph.objects(node, MAP + "holds") else None
    if bool(classes) != (holds is not None) and subject.value and not values:
        raise graph.error(f"{what} makes a fact of a value: give both the class that it matches and map:holds")
    return Make(
        on=on,
        property=graph.iri(node, MAP + "property"),
        classes=classes,
        label=_label(world, subject, node) if classes else None,
        value=values[0] if values else None,
        says=tuple(sorted(_said(graph, what, said) for said in graph.iris(node, MAP + "says"))),
        holds=holds,
        phase=_phase(graph, what, node),
        status=_status(world, subject.item, node),
        when=_condition(world, node),
    )


def _label(world: World, subject: Subject, node: str) -> Literal:
    """The label of a fact, with the certainty of its mapping where the map's wording has a place for it."""
    graph, wording = world.graph, world.fact_label
    certainty = graph.maybe(node, MAP + "certainty")
    if certainty not in (*CERTAINTIES, "") or (not certainty and "{certainty}" in wording.lexical):
        found = clip(certainty) or "none"
        raise graph.error(f"{called(subject.item)} needs a map:certainty of high, medium or low, not {found}")
    text = wording.lexical
    for name, said in (("certainty", certainty), ("column", subject.column), ("label", subject.label)):
        text = text.replace("{" + name + "}", said)
    return Literal(text, LANG_STRING if wording.language else wording.datatype, wording.language)


def _said(graph: MapGraph, what: str, said: str) -> Statement:
    values = graph.objects(said, MAP + "value")
    if len(values) != 1:
        raise graph.error(f"each map:says of {what} needs one map:value")
    return Statement(graph.iri(said, MAP + "property"), values[0], None)


def _phase(graph: MapGraph, what: str, node: str) -> str | None:
    found = graph.iris(node, MAP + "phase")
    if len(found) > 1 or len(found) != len(graph.objects(node, MAP + "phase")):
        raise graph.error(f"{what} needs one map:phase that is an IRI, or none")
    return found[0] if found else None


def _status(world: World, item: str, node: str) -> str:
    for said in (node, item):
        if world.graph.objects(said, MAP + "status"):
            return world.graph.iri(said, MAP + "status")
    return world.status


def _condition(world: World, node: str) -> Condition | None:
    graph = world.graph
    if not graph.objects(node, MAP + "when"):
        return None
    when = graph.iri(node, MAP + "when")
    codes = frozenset(graph.texts(when, MAP + "hasCode"))
    header = world.headers.get(graph.iri(when, MAP + "column"))
    if header is None or not codes:
        raise graph.error("each map:when needs a map:column that is a code column of the map, and a map:hasCode")
    return Condition(header, codes)
