"""Things that refer back to themselves: classes, properties, shapes, imports."""

from collections.abc import Iterable, Iterator
from typing import Final

from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.names import FIRST, OWL, REST, SH, SUBCLASS, SUBPROPERTY
from palermo.terms import is_blank

_BETWEEN_SHAPES: Final = tuple(SH + n for n in ("property", "node", "not", "qualifiedValueShape", "and", "or", "xone"))


def problems(material: Material) -> Iterator[Diagnostic]:
    """Circles of subclasses, of subproperties, of shapes and of imports; each once, where it is said."""
    for code, predicate in (("K402", SUBCLASS), ("K403", SUBPROPERTY), ("K111", OWL + "imports")):
        edges: dict[str, set[str]] = {}
        for s, o in material.graph.pairs(predicate):
            if isinstance(o, str) and not is_blank(s) and not is_blank(o):
                edges.setdefault(s, set()).add(o)
        yield from _told(material, code, edges, predicate)
    yield from _shapes(material)


def _told(material: Material, code: str, edges: dict[str, set[str]], predicate: str) -> Iterator[Diagnostic]:
    for circle in circles(edges):
        pairs = ((s, o) for s in circle for o in sorted(edges[s]) if o in circle)
        said = next((pair for pair in pairs if material.says(pair[0], predicate, pair[1])), None)
        if said is not None:
            around = " → ".join(material.short(one) for one in (*circle, circle[0]))
            yield material.found(code, material.at(said[0], predicate, said[1]), said[0], circle=around)


def _shapes(material: Material) -> Iterator[Diagnostic]:
    """A shape that refers back to itself (SHACL, section 3.4.3, leaves that undefined)."""
    edges: dict[str, set[str]] = {}
    for predicate in (*_BETWEEN_SHAPES, FIRST, REST):
        for s, o in material.graph.pairs(predicate):
            if isinstance(o, str):
                edges.setdefault(s, set()).add(o)
    for circle in circles(edges):
        named = [node for node in circle if not is_blank(node)]
        if not any(material.own_graph.predicates(node) for node in circle) or not named:
            continue
        said = next(_references_within(material, circle), None)
        place = material.at(named[0]) if said is None else material.at(*said)
        around = " → ".join(material.short(one) for one in (*named, named[0]))
        yield material.found("K507", place, named[0], circle=around)


def _references_within(material: Material, circle: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for node in circle:
        for predicate in (*_BETWEEN_SHAPES, FIRST):
            for target in material.own_graph.nodes(node, predicate):
                if target in circle:
                    yield node, predicate, target


def circles(edges: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The sets of nodes that reach one another, in order; and nodes that reach themselves at once (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []
    for root in sorted(edges):
        if root in index:
            continue
        work: list[tuple[str, Iterable[str]]] = [(root, iter(sorted(edges[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in edges:
                    continue
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    work.append((target, iter(sorted(edges[target]))))
                    break
                if target in stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = stack.index(node)
                    group, stack[at:] = stack[at:], []
                    if len(group) > 1 or node in edges[node]:
                        found.append(tuple(sorted(group)))
    return found
