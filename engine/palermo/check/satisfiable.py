"""Can any case meet a shape? Its ways of being met are written out as small cases, until one holds no contradiction.

A contradiction is told by the ontology's structure: classes that share no member, by the class tree, domains and
ranges; a value where a node is due; a number between bounds that cross; two values of a property that has one. What is
not looked at (patterns, counts of values by equality) counts as possible, so a shape is called unsatisfiable only where
it is.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from palermo.check.axioms import Disjoint
from palermo.compile.shape import Path, Shape
from palermo.names import XSD
from palermo.terms import Literal, Term
from palermo.vocabulary import PropertyInfo

#: So many ways of being met are tried; a shape with more counts as one that can be met.
_MOST_WAYS: Final = 4000
_MOST_VALUES: Final = 3
_BOUNDS: Final = {"minInclusive": 1, "minExclusive": 1, "maxInclusive": -1, "maxExclusive": -1}
_NUMBERS: Final = frozenset(XSD + n for n in ("integer", "decimal", "double", "float", "nonNegativeInteger", "int"))


class Clash(NamedTuple):
    """Why a way of being met is none: ``kind`` names the sentence, ``a`` and ``b`` fill it, as does the property by
    which a node comes in, if it does so by one."""

    kind: str
    a: str
    b: str
    property: str | None = None


class _Facts(NamedTuple):
    """A small case: what is demanded of each node, and edges between nodes; ``next`` is the name of the next node."""

    demands: tuple[tuple[int, str, Any], ...]
    edges: tuple[tuple[int, str, int], ...]
    next: int

    def also(self, node: int, name: str, value: object) -> "_Facts":
        return self._replace(demands=(*self.demands, (node, name, value)))


class Satisfier:
    """Answers for the shapes of one rulebook."""

    def __init__(self, shapes: Mapping[str, Shape], properties: Mapping[str, PropertyInfo], pairs: Disjoint) -> None:
        self._shapes, self._properties, self._pairs = shapes, properties, pairs

    def clash(self, shape_id: str) -> Clash | None:
        """Why no case can meet a shape; None where one can, or where that is not known."""
        first: Clash | None = None
        ways = self._ways(shape_id, 0, _Facts((), (), 1))
        for facts in islice(ways, _MOST_WAYS):
            clash = self._contradiction(facts)
            if clash is None:
                return None
            first = first or clash
        if next(ways, None) is not None:
            return None
        return first or Clash("nothing", "", "")

    # --- ways of being met

    def _ways(self, shape_id: str, node: int, facts: _Facts) -> Iterator[_Facts]:
        shape = self._shapes[shape_id]
        facts = facts.also(node, "holds", shape_id)
        if shape.path is None:
            yield from self._on_node(shape.constraints, node, facts)
        else:
            yield from self._on_path(shape.path, shape.constraints, node, facts)

    def _on_node(self, constraints: tuple[tuple[str, Any], ...], node: int, facts: _Facts) -> Iterator[_Facts]:
        if not constraints:
            yield facts
            return
        (name, parameter), *rest = constraints
        for after in self._one(name, parameter, node, facts):
            yield from self._on_node(tuple(rest), node, after)

    def _one(self, name: str, parameter: Any, node: int, facts: _Facts) -> Iterator[_Facts]:
        if name in ("node", "property"):
            yield from self._ways(parameter, node, facts)
        elif name == "and":
            yield from self._on_node(tuple(("node", inner) for inner in parameter), node, facts)
        elif name in ("or", "xone"):
            for inner in parameter:
                yield from self._ways(inner, node, facts)
        elif name == "in":
            for value in parameter:
                yield facts.also(node, "is", value)
        elif name == "hasValue":
            yield facts.also(node, "is", parameter)
        else:
            yield facts.also(node, name, parameter)

    def _on_path(
        self, path: Path, constraints: tuple[tuple[str, Any], ...], node: int, facts: _Facts
    ) -> Iterator[_Facts]:
        if not constraints:
            yield facts
            return
        (name, parameter), *rest = constraints
        for after in self._values(path, name, parameter, node, facts):
            yield from self._on_path(path, tuple(rest), node, after)

    def _values(self, path: Path, name: str, parameter: Any, node: int, facts: _Facts) -> Iterator[_Facts]:
        if name == "minCount":
            yield from self._several(path, None, parameter, node, facts)
        elif name == "qualified":
            yield from self._several(path, parameter[0], parameter[1], node, facts)
        elif name == "hasValue":
            for value, after in self._step(path, node, facts, 0):
                yield after.also(value, "is", parameter)
        else:
            yield facts  # it speaks of all values, and there may be none

    def _several(self, path: Path, inner: str | None, count: int, node: int, facts: _Facts) -> Iterator[_Facts]:
        if count <= 0:
            yield facts
            return
        if count > 1 and self._is_functional(path):
            facts = facts.also(node, "crowded", path[1] if path[0] == "p" else "")
        for value, after in self._step(path, node, facts, min(count, _MOST_VALUES)):
            for met in self._ways(inner, value, after) if inner is not None else (after,):
                yield from self._several(path, inner, min(count, _MOST_VALUES) - 1, node, met)

    def _is_functional(self, path: Path) -> bool:
        info = self._properties.get(path[1]) if path[0] == "p" else None
        return info is not None and info.functional

    def _step(self, path: Path, node: int, facts: _Facts, number: int) -> Iterator[tuple[int, _Facts]]:
        """A value of a path: a new node, or the one there is where the property has only one value."""
        word, inner = path
        if word in ("p", "inv"):
            iri = inner if word == "p" else inner[1]
            if word == "inv" and inner[0] != "p":
                yield facts.next, facts._replace(next=facts.next + 1)
                return
            there = [o for s, p, o in facts.edges if s == node and p == iri] if self._is_functional(path) else []
            if there:
                yield there[0], facts
                return
            edge = (node, iri, facts.next) if word == "p" else (facts.next, iri, node)
            yield facts.next, facts._replace(edges=(*facts.edges, edge), next=facts.next + 1)
        elif word == "seq":
            yield from self._chain(inner, node, facts)
        elif word == "alt":
            for one in inner:
                yield from self._step(one, node, facts, number)
        elif word == "+":
            yield from self._step(inner, node, facts, number)
        else:
            yield node, facts
            yield from self._step(inner, node, facts, number)

    def _chain(self, steps: tuple[Path, ...], node: int, facts: _Facts) -> Iterator[tuple[int, _Facts]]:
        if not steps:
            yield node, facts
            return
        for value, after in self._step(steps[0], node, facts, 0):
            yield from self._chain(steps[1:], value, after)

    # --- contradictions

    def _contradiction(self, facts: _Facts) -> Clash | None:
        for node in range(facts.next):
            demands = [(name, value) for n, name, value in facts.demands if n == node]
            clash = self._of_node(node, demands, facts)
            if clash is not None:
                return clash
        return None

    def _of_node(self, node: int, demands: list[tuple[str, Any]], facts: _Facts) -> Clash | None:
        incoming = [p for _, p, o in facts.edges if o == node]
        outgoing = [p for s, p, _ in facts.edges if s == node]
        by = incoming[0] if incoming else None
        said = {value for name, value in demands if name == "class"}
        implied = {c for p in incoming for c in self._ends(p, "ranges")}
        implied |= {c for p in outgoing for c in self._ends(p, "domains")}
        clash = self._pairs.clash(frozenset(said)) or self._pairs.clash(frozenset(said | implied))
        if any(self._pairs.clash(frozenset((cls,))) for cls in said):
            return None  # the class itself is at fault, which is told of it
        if clash is not None:
            return Clash("disjoint", *clash, by)
        for name, value in demands:
            if name == "crowded":
                return Clash("crowded", value, "", value)
            if name == "not" and ("holds", value) in demands:
                return Clash("both", self._shapes[value].owner, "")
        return self._of_values(demands, said, incoming, outgoing, by)

    def _ends(self, iri: str, end: str) -> tuple[str, ...]:
        info = self._properties.get(iri)
        return () if info is None else tuple(c for c in getattr(info, end) if not c.startswith(XSD))

    def _of_values(
        self, demands: list[tuple[str, Any]], said: set[str], incoming: list[str], outgoing: list[str], by: str | None
    ) -> Clash | None:
        values = {value if isinstance(value, str) else Literal(*value) for name, value in demands if name == "is"}
        if len(values) > 1:
            a, b = sorted(map(_shown, values))[:2]
            return Clash("two-values", a, b, by)
        datatypes = {value for name, value in demands if name == "datatype"}
        kinds = {self._properties[p].kind for p in incoming if p in self._properties} - {"annotation"}
        as_node = bool(said or outgoing or any(isinstance(v, str) for v in values) or "object" in kinds)
        as_value = bool(datatypes or any(isinstance(v, Literal) for v in values) or "datatype" in kinds)
        if as_node and as_value:
            return Clash("node-and-value", next(iter(sorted(said)), ""), "", by)
        ranges = {r for p in incoming if p in self._properties for r in self._properties[p].ranges if r.startswith(XSD)}
        wanted = sorted(datatypes | ranges)
        if len(wanted) > 1 and not _NUMBERS.issuperset(wanted):
            return Clash("two-datatypes", wanted[0], wanted[1], by)
        return _crossed(demands, by)


def _crossed(demands: list[tuple[str, Any]], by: str | None) -> Clash | None:
    """Bounds that leave no number between them."""
    least: list[tuple[float, bool, str]] = []
    most: list[tuple[float, bool, str]] = []
    for name, value in demands:
        if name in _BOUNDS:
            try:
                number = float(value[0])
            except ValueError:
                continue
            (least if _BOUNDS[name] > 0 else most).append((number, name.endswith("Exclusive"), value[0]))
    for low, low_open, low_text in least:
        for high, high_open, high_text in most:
            if low > high or (low == high and (low_open or high_open)):
                return Clash("crossed", low_text, high_text, by)
    return None


def _shown(term: Term) -> str:
    return term.lexical if isinstance(term, Literal) else term
