"""What follows from a view of a case: the rules of OWL 2 RL that ``semantics.md`` names, to a fixed point.

A plain round-by-round closure of small sets, slow and simple on purpose. Beyond RL, a member of one part of a union is
a member of the union (:mod:`palermo.reference.axioms` makes that an edge of the class tree).
"""

from collections import defaultdict
from collections.abc import Iterable

from palermo.names import SAME_AS, THING, TYPE
from palermo.reference.axioms import Axioms
from palermo.reference.packs import same_value
from palermo.terms import Literal, Term, Triple


def entail(axioms: Axioms, triples: Iterable[Triple]) -> frozenset[Triple]:
    """The triples and all that follows from them; memberships of unnamed classes are left out."""
    known = set(triples)
    while True:
        new = set(_by_property(axioms, known)) | set(_by_class(axioms, known)) | set(_by_equality(known))
        if new <= known:
            return frozenset(t for t in known if not (t[1] == TYPE and str(t[2]).startswith("_:")))
        known |= new


def _by_property(axioms: Axioms, known: set[Triple]) -> Iterable[Triple]:
    edges: dict[str, set[tuple[str, Term]]] = defaultdict(set)
    for s, p, o in known:
        if p == TYPE:
            continue
        edges[p].add((s, o))
        for above in axioms.properties_above(p):
            yield s, above, o
        for cls in axioms.domains.get(p, ()):
            yield s, TYPE, cls
        if isinstance(o, Literal):
            continue
        for cls in axioms.ranges.get(p, ()):
            yield o, TYPE, cls
        for inverse in axioms.inverses.get(p, ()):
            yield o, inverse, s
        if p in axioms.symmetric:
            yield o, p, s
    for p in axioms.transitive:
        yield from _chain(edges, (p, p), p)
    for path, p in axioms.chains:
        yield from _chain(edges, path, p)


def _chain(edges: dict[str, set[tuple[str, Term]]], path: tuple[str, ...], p: str) -> Iterable[Triple]:
    reached = set(edges.get(path[0], ()))
    for step in path[1:]:
        onward = edges.get(step, set())
        reached = {(s, end) for s, middle in reached for start, end in onward if middle == start}
    return ((s, p, o) for s, o in reached)


def _by_class(axioms: Axioms, known: set[Triple]) -> Iterable[Triple]:
    types: dict[str, set[str]] = defaultdict(set)
    for s, p, o in known:
        if p == TYPE and isinstance(o, str):
            types[s].add(o)
    for s, classes in types.items():
        for cls in classes:
            for above in axioms.above(cls):
                yield s, TYPE, above
        for whole, parts in axioms.intersections.items():
            if parts <= classes:
                yield s, TYPE, whole
        for restriction in axioms.values:
            if restriction.name in classes:
                yield s, restriction.predicate, restriction.filler
    for restriction in axioms.values:
        for s, p, o in known:
            if p == restriction.predicate and same_value(o, restriction.filler):
                yield s, TYPE, restriction.name
    for restriction in axioms.some:
        for s, p, o in known:
            if p == restriction.predicate and isinstance(o, str) and restriction.filler in types[o] | {THING}:
                yield s, TYPE, restriction.name


def _by_equality(known: set[Triple]) -> Iterable[Triple]:
    pairs = {(s, o) for s, p, o in known if p == SAME_AS and isinstance(o, str)}
    for a, b in pairs | {(b, a) for a, b in pairs}:
        yield a, SAME_AS, b
        for s, p, o in known:
            if s == a:
                yield b, p, o
            if o == a:
                yield s, p, b
