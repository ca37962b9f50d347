"""SHACL shapes graphs to :class:`Shape` values (SHACL, sections 2 to 4)."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from palermo.compile.graph import Graph
from palermo.compile.refused import Refused
from palermo.compile.shape import Constraint, Path, Shape
from palermo.names import (
    CHARACTERISTIC,
    ELEMENT_CLASS,
    FIRST,
    IDENTIFIER,
    RDFS,
    SH,
    TYPE,
)
from palermo.terms import Literal, Term, is_blank, local_name

_NODE_SHAPE: Final = SH + "NodeShape"
_PROPERTY_SHAPE: Final = SH + "PropertyShape"
_VIOLATION: Final = SH + "Violation"

# Parameters whose every value is a constraint of its own, with the reader of one value.
_SHAPE_VALUES: Final = ("not", "node", "property")
_IRI_VALUES: Final = ("class", "datatype", "nodeKind", "equals", "disjoint", "lessThan", "lessThanOrEquals")
_TERM_VALUES: Final = ("hasValue",)
_LITERAL_VALUES: Final = ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")
_COUNTS: Final = ("minCount", "maxCount", "minLength", "maxLength")
_SHAPE_LISTS: Final = ("and", "or", "xone")
# Parameters read together with another, and annotations that constrain nothing.
_TOGETHER: Final = (
    "flags",
    "ignoredProperties",
    "qualifiedMinCount",
    "qualifiedMaxCount",
    "qualifiedValueShapesDisjoint",
    "qualifiedValueShape",
    "pattern",
    "languageIn",
    "uniqueLang",
    "closed",
    "in",
    "path",
    "rule",  # read by sparql_rules
)
_ANNOTATIONS: Final = (
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
    "message",
    "severity",
    "deactivated",
    "targetClass",
    "targetNode",
    "targetSubjectsOf",
    "targetObjectsOf",
)
#: How deep shapes may refer to shapes; each level costs frames of the interpreter's stack when a node is judged.
_DEEPEST: Final = 60
_ON_PATHS_ONLY: Final = frozenset(("minCount", "maxCount", "uniqueLang", "qualified", "lessThan", "lessThanOrEquals"))
_NODE_KINDS: Final = frozenset(
    SH + kind for kind in ("BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
)
#: The terms of SHACL Core that are read.
KNOWN: Final = frozenset(
    SH + name
    for name in (
        *_SHAPE_VALUES,
        *_IRI_VALUES,
        *_TERM_VALUES,
        *_LITERAL_VALUES,
        *_COUNTS,
        *_SHAPE_LISTS,
        *_TOGETHER,
        *_ANNOTATIONS,
    )
)
#: What makes a quality shape one for a full SHACL processor (SHACL, section 5; SHACL Advanced Features).
_SPARQL: Final = ("sparql", "target")
_PATH_WORDS: Final = (
    ("inversePath", "inv"),
    ("zeroOrMorePath", "*"),
    ("oneOrMorePath", "+"),
    ("zeroOrOnePath", "?"),
)


class ShapeReader:
    """Reads every shape of a graph, and every shape that these refer to.

    ``shapes`` holds them by id; ``external`` are those that use SHACL-SPARQL, for a full processor. Raises
    :class:`Refused` on any other construct outside SHACL Core, with the shape's name.
    """

    def __init__(self, graph: Graph, locate: Callable[[str, str], Refused]) -> None:
        self._graph = graph
        self._locate = locate
        self._ids: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self.shapes: dict[str, Shape] = {}
        self.external: set[str] = set()
        self._depth = 0

    def read_ids(self) -> dict[str, str]:
        """The node of the graph that each shape was read from, to the shape's id."""
        return dict(self._ids)

    def read_all(self, judged: Iterable[str] = ()) -> dict[str, Shape]:
        """Reads the shapes that the graph declares, and those of ``judged``, which may neither be deactivated nor use
        SHACL-SPARQL; returns all, by id."""
        for node in judged:
            self._refuse_unusable(node)
        for node in dict.fromkeys((*judged, *self._declared())):
            if any(self._graph.objects(node, SH + name) for name in _SPARQL):
                self.external.add(node)
            else:
                self._read(node, node)
        return self.shapes

    def read(self, node: str, owner: str) -> str:
        """Reads one shape, and those that it refers to and that were not read before; returns its id. ``owner`` is the
        nearest shape with an IRI."""
        return self._read(node, owner)

    def stand_in(self, node: str, owner: str) -> str:
        """Puts a shape that asks nothing in the place of one that cannot be read, so that others can."""
        shape_id = self._ids.setdefault(node, node if not is_blank(node) else f"_:{owner}/{node}")
        self.shapes[shape_id] = _deactivated(shape_id, owner)
        self._depth = 0
        return shape_id

    def _refuse_unusable(self, node: str) -> None:
        if is_blank(node):
            raise self._refused(node, "a definition, element or other judged shape has no IRI; give it one")
        if any(self._graph.objects(node, SH + name) for name in _SPARQL):
            raise self._refused(node, "it uses SHACL-SPARQL, which only quality shapes may; write it with SHACL Core")
        if _true(self._graph, node, "deactivated"):
            raise self._refused(node, "it is deactivated, so that everybody would meet it; take it out instead")

    def _declared(self) -> list[str]:
        graph = self._graph
        found: dict[str, None] = {}
        for cls in (_NODE_SHAPE, _PROPERTY_SHAPE):
            found.update(dict.fromkeys(n for n in graph.instances(cls) if not self._is_nested(n)))
        for target in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"):
            found.update(dict.fromkeys(s for s, _ in graph.pairs(SH + target)))
        return list(found)

    def _is_nested(self, node: str) -> bool:
        return is_blank(node) and any(self._graph.having(SH + p, node) for p in (*_SHAPE_VALUES, "qualifiedValueShape"))

    def _read(self, node: str, owner: str) -> str:
        """Reads one shape, unless it was read before; returns its id."""
        if node in self._ids:
            return self._ids[node]
        owner = node if not is_blank(node) else owner
        shape_id = node if not is_blank(node) else self._numbered(owner)
        self._ids[node] = shape_id
        if _true(self._graph, node, "deactivated"):
            self.shapes[shape_id] = _deactivated(shape_id, owner)
            return shape_id
        self._refuse_unknown(node, owner)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._refused(owner, f"shapes refer to shapes more than {_DEEPEST} deep here; flatten them")
        self.shapes[shape_id] = self._shape(node, shape_id, owner)
        self._depth -= 1
        return shape_id

    def _numbered(self, owner: str) -> str:
        """An id for a shape without IRI, the same for the same packs."""
        number = self._numbers[owner] = self._numbers.get(owner, -1) + 1
        return f"_:{owner}/{number}"

    def _shape(self, node: str, shape_id: str, owner: str) -> Shape:
        graph = self._graph
        path = graph.objects(node, SH + "path")
        if len(path) > 1:
            raise self._refused(owner, "a property shape has more than one sh:path; give it one")
        for value in graph.objects(node, SH + "order"):
            if not is_number(value):
                raise self._refused(owner, "sh:order is not a number; write one")
        return Shape(
            shape_id,
            owner,
            self._path(path[0], owner, 0) if path else None,
            self._constraints(node, owner, bool(path)),
            self._targets(node),
            graph.node(node, SH + "severity") or _VIOLATION,
            graph.lexical(node, IDENTIFIER) or "",
            ELEMENT_CLASS in graph.nodes(node, TYPE),
            graph.node(node, CHARACTERISTIC),
        )

    def _refused(self, owner: str, what: str) -> Refused:
        return self._locate(owner, what)

    def _refuse_unknown(self, node: str, owner: str) -> None:
        for predicate in self._graph.predicates(node):
            if predicate.startswith(SH) and predicate not in KNOWN:
                name = predicate[len(SH) :]
                raise self._refused(
                    owner, f"sh:{name} is not part of SHACL Core, or is misspelt; write it with Core constraints"
                )

    def _targets(self, node: str) -> tuple[tuple[str, Any], ...]:
        graph = self._graph
        found: list[tuple[str, Any]] = []
        for kind in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"):
            found.extend((kind, o) for o in graph.objects(node, SH + kind))
        if RDFS + "Class" in graph.nodes(node, TYPE):  # implicit class target, section 2.1.3.3
            found.append(("targetClass", node))
        return tuple(found)

    # --- paths

    def _path(self, value: Term, owner: str, depth: int) -> Path:
        if not isinstance(value, str):
            raise self._refused(owner, "sh:path is a literal; name a property")
        if depth > 50:
            raise self._refused(owner, "sh:path runs in a circle or is nested more than 50 deep; shorten it")
        if not is_blank(value):
            return ("p", value)
        graph = self._graph
        if graph.objects(value, FIRST):
            return ("seq", self._paths(value, owner, depth))
        for word, short in _PATH_WORDS:
            inner = graph.objects(value, SH + word)
            if inner:
                return (short, self._path(inner[0], owner, depth + 1))
        alternatives = graph.node(value, SH + "alternativePath")
        if not alternatives:
            raise self._refused(owner, "sh:path is no path of SHACL; name a property, or write one of its path forms")
        return ("alt", self._paths(alternatives, owner, depth))

    def _paths(self, head: str, owner: str, depth: int) -> tuple[Path, ...]:
        members = self._items(head, owner)
        if len(members) < 2:
            raise self._refused(owner, "sh:path has a list of fewer than two steps; write the property itself")
        return tuple(self._path(member, owner, depth + 1) for member in members)

    def _items(self, head: Term, owner: str) -> list[Term]:
        if not isinstance(head, str):
            raise self._refused(owner, "a literal stands where a list is due; write ( … )")
        try:
            return self._graph.items(head)
        except ValueError as error:
            raise self._refused(owner, f"{error}; mend the list") from error

    # --- constraints

    def _constraints(self, node: str, owner: str, on_path: bool) -> tuple[Constraint, ...]:
        graph = self._graph
        found: list[Constraint] = []
        for name in _SHAPE_VALUES:
            found.extend((name, self._read(o, owner)) for o in self._nodes(node, name, owner))
        for name in _IRI_VALUES:
            found.extend((name, o) for o in self._nodes(node, name, owner))
        for name in _TERM_VALUES:
            found.extend((name, o) for o in graph.objects(node, SH + name))
        for name in _LITERAL_VALUES:
            found.extend((name, self._literal(o, name, owner)) for o in graph.objects(node, SH + name))
        for name in _COUNTS:
            found.extend((name, self._count(o, name, owner)) for o in graph.objects(node, SH + name))
        for name in _SHAPE_LISTS:
            for head in graph.objects(node, SH + name):
                members = [self._member(m, name, owner) for m in self._items(head, owner)]
                found += [(name, tuple(self._read(m, owner) for m in members))]
        found.extend(("in", tuple(self._items(head, owner))) for head in graph.objects(node, SH + "in"))
        found.extend(self._together(node, owner))
        if not on_path and any(name in _ON_PATHS_ONLY for name, _ in found):
            raise self._refused(owner, "a node shape speaks of values, but has no sh:path; move that to a property")
        for name, value in found:
            if name == "nodeKind" and value not in _NODE_KINDS:
                raise self._refused(owner, f"sh:nodeKind has the value {local_name(value)}; write one of SHACL's six")
            if name == "property" and not graph.objects(self._node_of(value), SH + "path"):
                raise self._refused(owner, "sh:property names a shape without sh:path; give it one")
        return tuple(found)

    def _node_of(self, shape_id: str) -> str:
        return next(node for node, known in self._ids.items() if known == shape_id)

    def _member(self, value: Term, name: str, owner: str) -> str:
        if not isinstance(value, str):
            raise self._refused(owner, f"sh:{name} lists a literal; list shapes")
        return value

    def _literal(self, value: Term, name: str, owner: str) -> Literal:
        if not isinstance(value, Literal):
            raise self._refused(owner, f"sh:{name} takes a literal; write one")
        return value

    def _pattern(self, source: str, flags: str, owner: str) -> tuple[str, str]:
        try:
            re.compile(source)
        except re.error as error:
            raise self._refused(owner, f"sh:pattern is no regular expression here ({error}); mend it") from error
        if set(flags) - set("ismx"):
            raise self._refused(owner, "sh:flags takes i, s, m and x; leave out the others")
        return source, flags

    def _together(self, node: str, owner: str) -> list[Constraint]:
        graph = self._graph
        found: list[Constraint] = []
        flags = graph.lexical(node, SH + "flags") or ""
        sources = [self._literal(o, "pattern", owner).lexical for o in graph.objects(node, SH + "pattern")]
        found += [("pattern", self._pattern(source, flags, owner)) for source in sources]
        for head in graph.objects(node, SH + "languageIn"):
            tags = [self._literal(t, "languageIn", owner) for t in self._items(head, owner)]
            found.append(("languageIn", tuple(t.lexical.lower() for t in tags)))
        if graph.lexical(node, SH + "uniqueLang") == "true":  # "1" does not count: section 4.4.5
            found.append(("uniqueLang", True))
        if _true(graph, node, "closed"):
            found.append(("closed", self._allowed(node, owner)))
        found.extend(self._qualified(node, owner))
        return found

    def _allowed(self, node: str, owner: str) -> tuple[str, ...]:
        graph = self._graph
        allowed = {p for prop in graph.nodes(node, SH + "property") for p in graph.nodes(prop, SH + "path")}
        for head in graph.nodes(node, SH + "ignoredProperties"):
            allowed.update(m for m in self._items(head, owner) if isinstance(m, str))
        return tuple(sorted(p for p in allowed if not is_blank(p)))

    def _qualified(self, node: str, owner: str) -> list[Constraint]:
        graph = self._graph
        least = [self._count(o, "qualifiedMinCount", owner) for o in graph.objects(node, SH + "qualifiedMinCount")]
        most = [self._count(o, "qualifiedMaxCount", owner) for o in graph.objects(node, SH + "qualifiedMaxCount")]
        found: list[Constraint] = []
        if (least or most) and not graph.objects(node, SH + "qualifiedValueShape"):
            raise self._refused(owner, "a qualified count stands without sh:qualifiedValueShape; add it")
        for shape in self._nodes(node, "qualifiedValueShape", owner):
            siblings: tuple[str, ...] = ()
            if _true(graph, node, "qualifiedValueShapesDisjoint"):
                siblings = tuple(self._read(s, owner) for s in self._siblings(node, shape))
            value = self._read(shape, owner)
            found.append(("qualified", (value, least[0] if least else 0, most[0] if most else None, siblings)))
        return found

    def _siblings(self, node: str, shape: str) -> list[str]:
        graph = self._graph
        found: dict[str, None] = {}
        for parent in graph.having(SH + "property", node):
            for other in graph.nodes(parent, SH + "property"):
                found.update(dict.fromkeys(graph.nodes(other, SH + "qualifiedValueShape")))
        found.pop(shape, None)
        return list(found)

    def _nodes(self, node: str, name: str, owner: str) -> list[str]:
        values = self._graph.objects(node, SH + name)
        found = [o for o in values if isinstance(o, str)]
        if len(found) < len(values):
            raise self._refused(owner, f"sh:{name} has a literal for a value; give it an IRI or a shape")
        return found

    def _count(self, value: Term, name: str, owner: str) -> int:
        text = value.lexical if isinstance(value, Literal) else ""
        if not text.isdecimal():
            raise self._refused(owner, f"sh:{name} is not a whole number; write one")
        return int(text)


def is_number(value: Term) -> bool:
    """Whether a term is a number as SHACL orders by it."""
    return isinstance(value, Literal) and re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?", value.lexical) is not None


def _true(graph: Graph, node: str, name: str) -> bool:
    return graph.lexical(node, SH + name) in ("true", "1")


def _deactivated(shape_id: str, owner: str) -> Shape:
    return Shape(shape_id, owner, None, (), (), _VIOLATION, "", False, None)
