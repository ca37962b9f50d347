"""The ontology as logic, as far as its structure tells: classes that can have no member, axioms that nothing uses."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from palermo.check.diagnostic import Diagnostic, Place
from palermo.check.material import Material
from palermo.check.terms import CLASSES
from palermo.names import FIRST, NIL, OWL, RANGE, REST, SUBCLASS, SUBPROPERTY, TYPE
from palermo.terms import is_blank

Pair = tuple[str, str]
#: OWL that the rules of inference do not read: nothing follows from it (docs/inference.md).
_NOT_READ: Final = tuple(
    OWL + n
    for n in (
        "complementOf", "oneOf", "hasSelf", "hasKey", "withRestrictions", "onDatatype", "cardinality",
        "minCardinality", "maxCardinality", "qualifiedCardinality", "minQualifiedCardinality",
        "maxQualifiedCardinality", "disjointUnionOf", "datatypeComplementOf",
    )
)  # fmt: skip


def problems(material: Material) -> Iterator[Diagnostic]:
    """What is wrong with classes, properties and individuals as logic."""
    pairs = Disjoint(material)
    yield from _classes(material, pairs)
    yield from _properties(material, pairs)
    yield from _individuals(material, pairs)
    yield from _not_read(material)
    yield from _unions(material)


def broken_lists(material: Material) -> Iterator[Diagnostic]:
    """Lists that are no lists: written out with rdf:first and rdf:rest, and not to the end."""
    graph = material.graph
    for node, value in material.own_graph.pairs(REST):
        firsts, rests = graph.objects(node, FIRST), graph.objects(node, REST)
        whole = value == NIL or (isinstance(value, str) and bool(graph.objects(value, REST)))
        if len(firsts) != 1 or len(rests) != 1 or not whole:
            yield material.found("K407", material.at(node, REST), material.owner(node))


class Disjoint:
    """Which classes share no member, by what is stated and by the class tree."""

    def __init__(self, material: Material) -> None:
        self._classes = material.classes
        groups = set(material.axioms.disjoint)
        for a, b in material.graph.pairs(OWL + "complementOf"):
            if isinstance(b, str) and not is_blank(b):
                groups |= {(c, b) for c in (a, *material.graph.having(OWL + "equivalentClass", a)) if not is_blank(c)}
        self.pairs: frozenset[Pair] = frozenset(
            pair for group in groups for a, b in combinations(group, 2) for pair in ((a, b), (b, a))
        )
        self._sides = frozenset(side for pair in self.pairs for side in pair)

    def clash(self, classes: frozenset[str]) -> Pair | None:
        """Two classes above these that share no member; None where there are none."""
        above = self.above(classes)
        sides = sorted(above & self._sides)
        return next((pair for pair in combinations(sides, 2) if pair in self.pairs), None)

    def above(self, classes: frozenset[str]) -> frozenset[str]:
        """These classes and all above them."""
        return frozenset().union(*(self._classes.get(c, frozenset((c,))) for c in classes))


def _classes(material: Material, pairs: Disjoint) -> Iterator[Diagnostic]:
    """Classes under two that share no member; only the highest of them, since all below follow."""
    clashing = {c: pair for c in material.classes if (pair := pairs.clash(frozenset((c,)))) is not None}
    for cls, (a, b) in sorted(clashing.items()):
        if any(
            above != cls and above in clashing and cls not in material.classes[above] for above in material.classes[cls]
        ):
            continue
        place = _stated(material, cls, a, b)
        if place is not None:
            yield material.found("K401", place, cls, a=material.short(a), b=material.short(b))


def _stated(material: Material, cls: str, a: str, b: str) -> Place | None:
    """The statement under check that brings a class under two that share no member: the last that leads to either,
    or that they share none; None where it is not in the files under check."""
    leading = [
        (lower, upper)
        for lower in sorted(material.classes[cls])
        for upper in material.own_graph.nodes(lower, SUBCLASS)
        if not is_blank(upper) and not {a, b}.isdisjoint(material.classes.get(upper, ()))
    ]
    own = [pair for pair in leading if pair[0] == cls] or leading
    if own:
        return material.at(own[-1][0], SUBCLASS, own[-1][1])
    for one, other in ((a, b), (b, a)):
        if material.says(one, OWL + "disjointWith", other):
            return material.at(one, OWL + "disjointWith", other)
    if material.is_own(cls):
        return material.at(cls)
    groups = material.own_instances(OWL + "AllDisjointClasses")
    return next((material.at(node) for node in groups), None)


def _properties(material: Material, pairs: Disjoint) -> Iterator[Diagnostic]:
    """Properties whose values would be of two classes that share no member."""
    for iri, info in material.axioms.vocabulary.properties.items():
        for kind, classes in (("range", info.ranges), ("domain", info.domains)):
            clash = pairs.clash(frozenset(classes))
            said = next((p for p in (RANGE, SUBPROPERTY) if material.own_graph.objects(iri, p)), None)
            if clash is not None and said is not None:
                a, b = clash
                yield material.found(
                    "K401", material.at(iri, said), iri, variant=kind, a=material.short(a), b=material.short(b)
                )


def _individuals(material: Material, pairs: Disjoint) -> Iterator[Diagnostic]:
    for iri in material.named:
        types = frozenset(material.graph.nodes(iri, TYPE))
        clash = pairs.clash(types) if len(types) > 1 and types.isdisjoint(CLASSES) else None
        if clash is not None:
            a, b = clash
            place = material.at(iri, TYPE)
            yield material.found("K401", place, iri, variant="individual", a=material.short(a), b=material.short(b))


def _not_read(material: Material) -> Iterator[Diagnostic]:
    for predicate in _NOT_READ:
        for s, _ in material.own_graph.pairs(predicate):
            yield material.found("K404", material.at(s, predicate), material.owner(s), word=material.short(predicate))


def _unions(material: Material) -> Iterator[Diagnostic]:
    """Kinds of a union that are not stated to be under it: some reasoners do not carry that up."""
    for cls, kinds in sorted(material.axioms.unions.items()):
        for kind in kinds:
            said = any(cls in material.graph.nodes(lower, SUBCLASS) for lower in _stated_above(material, kind))
            if not said and kind not in material.lost and _is_said_here(material, cls, kind):
                place = material.at(kind) if material.is_own(kind) else material.at(cls)
                yield material.found("K405", place, kind, union=material.short(cls))


def _is_said_here(material: Material, cls: str, kind: str) -> bool:
    return material.is_own(cls) or material.is_own(kind)


def _stated_above(material: Material, cls: str) -> frozenset[str]:
    """A class and those above it by stated subclasses alone."""
    seen, waiting = {cls}, [cls]
    while waiting:
        for upper in material.graph.nodes(waiting.pop(), SUBCLASS):
            if upper not in seen and not is_blank(upper):
                seen.add(upper)
                waiting.append(upper)
    return frozenset(seen)


__all__ = ["Disjoint", "broken_lists", "problems"]
