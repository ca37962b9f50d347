"""Reads a record map: what each column of a table says of a case (terms in ``ontology/mappings/column-maps.ttl``)."""

import os
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from palermo.data import folder
from palermo.escape import clip
from palermo.importers.makes_reader import Subject, World, code_of, codes_of, makes_of, slug
from palermo.importers.map_graph import MAP, MapGraph, called
from palermo.importers.record_map import KINDS, VALUES, Code, Column, Make, Node, RecordMap, Statement
from palermo.names import IDENTIFIER, LABEL, NOTATION, SOURCE, TYPE
from palermo.problems import PalermoError, Problem
from palermo.terms import local_name

_TERMS: Final = "column-maps.ttl"
_TRUE: Final = ("true", "1")


def map_paths(name: str) -> tuple[str, ...]:
    """The paths of the packaged record maps of this name, or of this family, by name.

    Raises PalermoError, with those known, if there are none.
    """
    place = os.path.join(folder("ontology"), "mappings")
    found: dict[str, str] = {}
    known: set[str] = set()
    for entry in sorted(os.listdir(place)):
        if entry.endswith(".ttl"):
            graph = MapGraph(os.path.join(place, entry))
            for node in graph.having(TYPE, MAP + "RecordMap"):
                id_ = graph.text(node, IDENTIFIER)
                names = {id_, *graph.texts(node, MAP + "family")}
                known |= names
                if name in names:
                    found[id_] = graph.path
    if not found:
        message = f"no such format of records: there are {', '.join(sorted(known))}"
        raise PalermoError(Problem(name, None, None, message, "P601"))
    return (found[name],) if name in found else tuple(found[id_] for id_ in sorted(found))


def map_path(name: str) -> str:
    """The path of the packaged record map called ``name``. Raises PalermoError, with those known, if there is none."""
    return map_paths(name)[0]


def read_map(path: str) -> RecordMap:
    """The record map in a Turtle file. Raises PalermoError where it cannot be read, lacks something, or has a term
    that the language does not."""
    graph = MapGraph(path)
    found = graph.having(TYPE, MAP + "RecordMap")
    if len(found) != 1:
        raise graph.error(f"a file of a record map has one map:RecordMap, this one has {len(found)}")
    node = found[0]
    for name in graph.texts(node, MAP + "codeFile"):
        graph.add(graph.beside(name))
    _check_terms(graph)
    fragments = {item: graph.text(item, MAP + "fragment") for item in graph.items(node, MAP + "nodes")}
    items = graph.items(node, MAP + "columns")
    coded = {item: graph.text(item, MAP + "header") for item in items if MAP + "CodeColumn" in graph.iris(item, TYPE)}
    world = World(
        graph=graph,
        fragments=frozenset(fragments.values()),
        status=graph.iri(node, MAP + "status"),
        fact_label=graph.literal(node, MAP + "factLabel"),
        headers=coded,
    )
    made = RecordMap(
        id=graph.text(node, IDENTIFIER),
        label=graph.text(node, LABEL),
        base=graph.text(node, MAP + "base"),
        title=graph.literal(node, MAP + "caseTitle") if graph.objects(node, MAP + "caseTitle") else None,
        assumes=graph.literal(node, MAP + "assumes"),
        header_ending=graph.maybe(node, MAP + "headerEnding"),
        nodes=tuple(_node(graph, item, fragments) for item in fragments),
        columns=tuple(_column(world, node, item, _label_counts(graph, items)) for item in items),
        source=graph.iri(node, MAP + "factSource") if graph.objects(node, MAP + "factSource") else "",
    )
    _check(graph, made)
    return made


@lru_cache(maxsize=1)
def _language() -> frozenset[str]:
    """The terms that a record map may use."""
    terms = MapGraph(os.path.join(folder("ontology"), "mappings", _TERMS))
    return frozenset(terms.having(TYPE, "http://www.w3.org/2002/07/owl#AnnotationProperty"))


def _check_terms(graph: MapGraph) -> None:
    """A misspelt term would be overlooked in silence."""
    known = _language()
    for term in sorted(graph.predicates()):
        if term.startswith(MAP) and term not in known:
            near = get_close_matches(term, sorted(known), 1)
            hint = f"; did you mean map:{local_name(near[0])}?" if near else ""
            raise graph.error(f"map:{clip(local_name(term))} is no term of record maps{hint}")


def _node(graph: MapGraph, item: str, fragments: dict[str, str]) -> Node:
    statements = [_statement(graph, said, fragments) for said in graph.iris(item, MAP + "says")]
    return Node(fragments[item], graph.iri(item, MAP + "class"), tuple(sorted(statements, key=str)))


def _statement(graph: MapGraph, said: str, fragments: dict[str, str]) -> Statement:
    values = graph.objects(said, MAP + "value")
    nodes = graph.iris(said, MAP + "node")
    if len(values) + len(nodes) != 1:
        raise graph.error("each map:says needs one map:value or one map:node")
    fragment = fragments.get(nodes[0]) if nodes else None
    if nodes and fragment is None:
        raise graph.error(f"{clip(nodes[0])} is not among the map:nodes")
    return Statement(graph.iri(said, MAP + "property"), values[0] if values else None, fragment)


def _label_counts(graph: MapGraph, items: list[str]) -> dict[str, int]:
    labels = [text for item in items for text in graph.texts(item, LABEL)]
    return {label: labels.count(label) for label in labels}


def _column(world: World, map_node: str, item: str, labels: dict[str, int]) -> Column:
    graph = world.graph
    header = graph.text(item, MAP + "header")
    kinds = frozenset(kind for kind in KINDS if MAP + kind in graph.iris(item, TYPE))
    apart = kinds - {"KeyColumn", "SourceColumn"}
    if not kinds or len(apart) > 1 or (apart and len(kinds) > 1):
        raise graph.error(f"column {clip(header)} is of no known kind, or of several: use one of {', '.join(KINDS)}")
    label = graph.maybe(item, LABEL, header)
    return Column(
        header=header,
        names=(header, *graph.texts(item, MAP + "otherHeader"), *([label] if labels.get(label) == 1 else [])),
        kinds=kinds,
        fragment=graph.maybe(item, MAP + "fragment", slug(header)),
        makes=_value_makes(world, item, kinds, label),
        codes=_codes(world, item, kinds, label),
        otherwise=_otherwise(world, item, label),
        separator=graph.maybe(item, MAP + "separator") or None,
        marked=_cells(graph, item, map_node, "marked"),
        unmarked=_cells(graph, item, map_node, "unmarked"),
        missing=_cells(graph, item, map_node, "missing") | {""},
        least=_number(graph, item, "least"),
        most=_number(graph, item, "most"),
        strip=graph.maybe(item, MAP + "strip"),
        required=graph.maybe(item, MAP + "required") in _TRUE,
        identity=graph.maybe(item, MAP + "identity") in _TRUE,
        source=_source(world, item),
        needs=tuple(sorted(graph.text(other, MAP + "header") for other in graph.iris(item, MAP + "needs"))),
    )


def _value_makes(world: World, item: str, kinds: frozenset[str], label: str) -> tuple[Make, ...]:
    graph = world.graph
    if "SourceColumn" in kinds:
        on = graph.text(item, MAP + "on")
        if on not in world.fragments:
            raise graph.error(f"{called(item)} hangs on a node that is not among the map:nodes: {clip(on)}")
        return (Make(on=on, property=SOURCE),)
    if not kinds & set(VALUES):
        return ()
    makes = makes_of(world, Subject(item, label, label, value=True))
    if not makes:
        raise graph.error(f"{called(item)} makes nothing: give map:on and map:property, or make it an IgnoredColumn")
    return makes


def _codes(world: World, item: str, kinds: frozenset[str], label: str) -> dict[str, Code]:
    graph = world.graph
    if "FlagColumn" in kinds:
        concept = graph.iri(item, MAP + "code") if graph.objects(item, MAP + "code") else item
        return {"": code_of(world, concept, label, "")}
    if "CodeColumn" in kinds:
        return codes_of(world, graph.iri(item, MAP + "codes"), label)
    return {}


def _otherwise(world: World, item: str, label: str) -> Code | None:
    graph = world.graph
    if not graph.objects(item, MAP + "otherwise"):
        return None
    concept = graph.iri(item, MAP + "otherwise")
    return code_of(world, concept, label, slug(graph.text(concept, NOTATION)))


def _cells(graph: MapGraph, item: str, map_node: str, term: str) -> frozenset[str]:
    """The cells that a column takes for marked, unmarked or missing: its own, else those of the map."""
    return frozenset(graph.texts(item, MAP + term) or graph.texts(map_node, MAP + term))


def _number(graph: MapGraph, item: str, term: str) -> int | None:
    text = graph.maybe(item, MAP + term)
    if text and not text.removeprefix("-").isdecimal():
        raise graph.error(f"map:{term} of {called(item)} is a whole number, not {clip(text)}")
    return int(text) if text else None


def _source(world: World, item: str) -> str | None:
    graph = world.graph
    if not graph.objects(item, MAP + "sourceColumn"):
        return None
    header = world.headers.get(graph.iri(item, MAP + "sourceColumn"))
    if header is None:
        raise graph.error(f"the map:sourceColumn of {called(item)} is not a code column of the map")
    return header


def _check(graph: MapGraph, made: RecordMap) -> None:
    for kind in ("KeyColumn", "SourceColumn"):
        count = sum(kind in column.kinds for column in made.columns)
        if count > 1:
            raise graph.error(f"a record map has one map:{kind} at most, this one has {count}")
    if not made.nodes:
        raise graph.error("a record map needs at least one node, the case")
    makers = [column for column in made.columns if column.codes or column.makes]
    fragments = [node.fragment for node in made.nodes] + [c.fragment for c in makers]
    for names, what in (([column.header for column in made.columns], "column"), (fragments, "fragment")):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise graph.error(f"the {what} {clip(twice[0])} is there twice")
    by_header = {column.header: column for column in made.columns}
    for column in made.columns:
        if not set(column.needs) <= set(by_header):
            raise graph.error(f"a map:needs of {clip(column.header)} is not among the map:columns")
        if "FlagColumn" in column.kinds and not column.marked:
            raise graph.error(f"the flag column {clip(column.header)} needs a map:marked, or the map one for all")
        for make in (*column.makes, *(make for code in column.codes.values() for make in code.makes)):
            if make.when is not None and not make.when.codes <= set(by_header[make.when.header].codes):
                raise graph.error(f"a map:when of {clip(column.header)} asks for a code that its column does not have")
