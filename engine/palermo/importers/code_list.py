"""Reads a record map: what each column of a table says of a case (terms in ``ontology/mappings/column-maps.ttl``)."""

import os
from typing import Final, NamedTuple

import pyoxigraph as ox

from palermo.data import folder
from palermo.escape import clip, esc
from palermo.names import FIRST, IDENTIFIER, LABEL, LANG_STRING, NIL, NOTATION, REST, SKOS, TYPE
from palermo.problems import PalermoError, Problem
from palermo.terms import Literal, Term, local_name

MAP: Final = "https://w3id.org/palermo/mapping#"
#: The SKOS relations by which a code makes a fact of a class, and no others: with a narrower class the record would
#: be made to say more than it does.
MATCHES: Final = (SKOS + "exactMatch", SKOS + "broadMatch", SKOS + "closeMatch")
KINDS: Final = ("KeyColumn", "SourceColumn", "TextColumn", "CodeColumn", "NoteColumn", "IgnoredColumn")

_PREFERRED: Final = SKOS + "prefLabel"


class Statement(NamedTuple):
    """What every node of a kind says: a property, and either a value or the fragment of a node of the same case."""

    property: str
    value: Term | None
    fragment: str | None


class Node(NamedTuple):
    """A node that every case of a map has."""

    fragment: str
    cls: str
    statements: tuple[Statement, ...]


class Column(NamedTuple):
    """A column: its header, its kinds (of :data:`KINDS`), and what it says, as far as its kinds need it."""

    header: str
    kinds: frozenset[str]
    on: str | None  # fragment of the node it speaks of
    property: str | None
    classes: tuple[str, ...]
    fragment: str  # of the fact it makes
    label: str  # of the code
    note: str
    strip: str


class RecordMap(NamedTuple):
    """How each record of a table becomes a case. The first node is the case."""

    id: str
    label: str
    base: str
    status: str
    fact_label: Literal  # with {label} in it
    assumes: Literal
    marked: str
    unmarked: str
    nodes: tuple[Node, ...]
    columns: tuple[Column, ...]

    def column(self, kind: str) -> Column:
        """The first column of a kind that the map is known to have."""
        return next(column for column in self.columns if kind in column.kinds)


def map_path(name: str) -> str:
    """The path of the packaged record map called ``name``. Raises PalermoError, with those known, if there is none."""
    place = os.path.join(folder("ontology"), "mappings")
    maps = {}
    for entry in sorted(os.listdir(place)):
        if entry.endswith(".ttl"):
            graph = _Graph(os.path.join(place, entry))
            for node in graph.having(TYPE, MAP + "RecordMap"):
                maps[graph.text(node, IDENTIFIER)] = graph.path
    if name not in maps:
        known = ", ".join(sorted(maps))
        raise PalermoError(Problem(name, None, None, f"no such format of records: there are {known}", "P601"))
    return maps[name]


def read_map(path: str) -> RecordMap:
    """The record map in a Turtle file. Raises PalermoError where it cannot be read, or lacks something."""
    graph = _Graph(path)
    found = graph.having(TYPE, MAP + "RecordMap")
    if len(found) != 1:
        raise graph.error(f"a file of a record map has one map:RecordMap, this one has {len(found)}")
    node = found[0]
    fragments = {item: graph.text(item, MAP + "fragment") for item in graph.items(node, MAP + "nodes")}
    made = RecordMap(
        id=graph.text(node, IDENTIFIER),
        label=graph.text(node, LABEL),
        base=graph.text(node, MAP + "base"),
        status=graph.iri(node, MAP + "status"),
        fact_label=graph.literal(node, MAP + "factLabel"),
        assumes=graph.literal(node, MAP + "assumes"),
        marked=graph.text(node, MAP + "marked"),
        unmarked=graph.text(node, MAP + "unmarked"),
        nodes=tuple(_node(graph, item, fragments) for item in fragments),
        columns=tuple(_column(graph, item, fragments) for item in graph.items(node, MAP + "columns")),
    )
    _check(graph, made)
    return made


def _node(graph: "_Graph", item: str, fragments: dict[str, str]) -> Node:
    statements = [_statement(graph, said, fragments) for said in graph.iris(item, MAP + "says")]
    return Node(fragments[item], graph.iri(item, MAP + "class"), tuple(sorted(statements, key=str)))


def _statement(graph: "_Graph", said: str, fragments: dict[str, str]) -> Statement:
    values = graph.objects(said, MAP + "value")
    nodes = graph.iris(said, MAP + "node")
    if len(values) + len(nodes) != 1:
        raise graph.error("each map:says needs one map:value or one map:node")
    fragment = fragments.get(nodes[0]) if nodes else None
    if nodes and fragment is None:
        raise graph.error(f"{clip(nodes[0])} is not among the map:nodes")
    return Statement(graph.iri(said, MAP + "property"), values[0] if values else None, fragment)


def _column(graph: "_Graph", item: str, fragments: dict[str, str]) -> Column:
    header = graph.text(item, MAP + "header")
    kinds = frozenset(kind for kind in KINDS if MAP + kind in graph.iris(item, TYPE))
    if not kinds:
        raise graph.error(f"column {clip(header)} is of no known kind: use one of {', '.join(KINDS)}")
    coded, placed = "CodeColumn" in kinds, kinds & {"CodeColumn", "TextColumn"}
    on = fragments.get(graph.iri(item, MAP + "on")) if placed or "SourceColumn" in kinds else None
    if on is None and (placed or "SourceColumn" in kinds):
        raise graph.error(f"column {clip(header)} speaks of a node that is not among the map:nodes")
    classes = sorted(cls for match in MATCHES for cls in graph.iris(item, match)) if coded else []
    if coded and not classes:
        relations = ", ".join("skos:" + local_name(match) for match in MATCHES)
        raise graph.error(f"column {clip(header)} matches no class: give one of {relations}")
    return Column(
        header=header,
        kinds=kinds,
        on=on,
        property=graph.iri(item, MAP + "property") if placed else None,
        classes=tuple(classes),
        fragment=graph.text(item, NOTATION).lower().replace("_", "-") if coded else "",
        label=graph.text(item, _PREFERRED) if coded else "",
        note=graph.text(item, MAP + "note") if "NoteColumn" in kinds else "",
        strip=graph.text(item, MAP + "strip") if graph.objects(item, MAP + "strip") else "",
    )


def _check(graph: "_Graph", made: RecordMap) -> None:
    for kind in ("KeyColumn", "SourceColumn"):
        count = sum(kind in column.kinds for column in made.columns)
        if count != 1:
            raise graph.error(f"a record map needs one map:{kind}, this one has {count}")
    headers = [column.header for column in made.columns]
    fragments = [node.fragment for node in made.nodes] + [c.fragment for c in made.columns if c.fragment]
    for names, what in ((headers, "column"), (fragments, "fragment")):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise graph.error(f"the {what} {clip(twice[0])} is there twice")
    if not made.nodes:
        raise graph.error("a record map needs at least one node, the case")


class _Graph:
    """The triples of a Turtle file, by subject and predicate."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._objects: dict[tuple[str, str], list[Term]] = {}
        try:
            with open(path, "rb") as stream:
                for quad in ox.parse(stream, ox.RdfFormat.TURTLE):
                    key = (_name(quad.subject), quad.predicate.value)
                    self._objects.setdefault(key, []).append(_term(quad.object))
        except OSError as error:
            raise self.error(f"cannot be opened: {error.strerror}") from None
        except SyntaxError as error:
            raise PalermoError(Problem(path, error.lineno, error.offset, esc(str(error.msg)), "P602")) from None

    def error(self, message: str) -> PalermoError:
        """The error that says what is wrong with this map."""
        return PalermoError(Problem(self.path, None, None, message, "P602"))

    def objects(self, subject: str, predicate: str) -> list[Term]:
        return self._objects.get((subject, predicate), [])

    def iris(self, subject: str, predicate: str) -> list[str]:
        return [term for term in self.objects(subject, predicate) if isinstance(term, str)]

    def iri(self, subject: str, predicate: str) -> str:
        values = self.iris(subject, predicate)
        if len(values) != 1:
            raise self.error(f"{clip(local_name(subject))} needs one {local_name(predicate)} that is an IRI")
        return values[0]

    def literal(self, subject: str, predicate: str) -> Literal:
        values = [term for term in self.objects(subject, predicate) if isinstance(term, Literal)]
        if len(values) != 1:
            raise self.error(f"{clip(local_name(subject))} needs one {local_name(predicate)} that is text")
        return values[0]

    def text(self, subject: str, predicate: str) -> str:
        return self.literal(subject, predicate).lexical

    def having(self, predicate: str, value: str) -> list[str]:
        return sorted(s for (s, p), values in self._objects.items() if p == predicate and value in values)

    def items(self, subject: str, predicate: str) -> list[str]:
        """The members of the RDF list that is the value; each member once."""
        cell, members = self.iri(subject, predicate), []
        while cell != NIL:
            members.append(self.iri(cell, FIRST))
            cell = self.iri(cell, REST)
        return list(dict.fromkeys(members))


def _name(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    return str(term)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, LANG_STRING if term.language else term.datatype.value, term.language)
    return _name(term)
