"""What the ontology says of classes and properties, read off its graph once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph
from rdflib.collection import Collection
from rdflib.term import Node, URIRef

from palermo.reference.packs import name_of, term_of
from palermo.terms import Term

Closure = Mapping[str, frozenset[str]]


class Restriction(NamedTuple):
    """``some`` or ``value`` restriction: the property and the class or individual it asks for."""

    name: str
    predicate: str
    filler: Term


class Axioms(NamedTuple):
    """The axioms that inference uses. Class expressions are classes with a blank node's name."""

    classes: Closure  # a class or expression, and all above it, itself included
    properties: Closure  # a property, and all above it, itself included
    kinds: Mapping[str, tuple[frozenset[str], ...]]  # a class that is exactly a union of named kinds
    intersections: Mapping[str, frozenset[str]]
    some: tuple[Restriction, ...]
    values: tuple[Restriction, ...]
    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    inverses: Mapping[str, frozenset[str]]
    symmetric: frozenset[str]
    transitive: frozenset[str]
    functional: frozenset[str]
    chains: tuple[tuple[tuple[str, ...], str], ...]

    def above(self, cls: str) -> frozenset[str]:
        """The class and all its superclasses."""
        return self.classes.get(cls, frozenset((cls,)))

    def properties_above(self, predicate: str) -> frozenset[str]:
        """The property and all its superproperties."""
        return self.properties.get(predicate, frozenset((predicate,)))

    def below(self, cls: str) -> frozenset[str]:
        """The class and all its subclasses."""
        return frozenset(c for c, above in self.classes.items() if cls in above) | {cls}


def _members(graph: Graph, head: Node) -> frozenset[str]:
    return frozenset(name_of(n) for n in Collection(graph, head))


def _lists(graph: Graph, predicate: URIRef) -> dict[str, frozenset[str]]:
    return {name_of(s): _members(graph, o) for s, o in graph.subject_objects(predicate)}


def _pairs(graph: Graph, predicate: URIRef) -> dict[str, set[str]]:
    pairs: dict[str, set[str]] = defaultdict(set)
    for s, o in graph.subject_objects(predicate):
        pairs[name_of(s)].add(name_of(o))
    return pairs


def _close(edges: Mapping[str, set[str]], names: Iterable[str]) -> dict[str, frozenset[str]]:
    closed = {}
    for name in names:
        found, todo = {name}, [name]
        while todo:
            for above in edges.get(todo.pop(), ()):
                if above not in found:
                    found.add(above)
                    todo.append(above)
        closed[name] = frozenset(found)
    return closed


def _class_edges(graph: Graph, unions: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    edges = _pairs(graph, RDFS.subClassOf)
    for a, equals in _pairs(graph, OWL.equivalentClass).items():
        for b in equals:
            edges[a].add(b)
            edges[b].add(a)
    for whole, parts in unions.items():
        for part in parts:
            edges[part].add(whole)
    for whole, parts in _lists(graph, OWL.intersectionOf).items():
        edges[whole] |= parts
    return edges


def _kinds(graph: Graph, unions: Mapping[str, frozenset[str]]) -> dict[str, tuple[frozenset[str], ...]]:
    equal = _pairs(graph, OWL.equivalentClass)
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for a, equals in equal.items():
        exact = tuple(unions[b] for b in sorted(equals) if b in unions)
        if exact:
            found[a] = exact
    for a, parts in unions.items():
        if not a.startswith("_:"):
            found[a] = (*found.get(a, ()), parts)
    return found


def _restrictions(graph: Graph, predicate: URIRef) -> tuple[Restriction, ...]:
    return tuple(
        Restriction(name_of(s), name_of(on), term_of(o))
        for s, o in graph.subject_objects(predicate)
        for on in graph.objects(s, OWL.onProperty)
    )


def _property_edges(graph: Graph) -> dict[str, set[str]]:
    edges = _pairs(graph, RDFS.subPropertyOf)
    for a, equals in _pairs(graph, OWL.equivalentProperty).items():
        for b in equals:
            edges[a].add(b)
            edges[b].add(a)
    return edges


def _inverses(graph: Graph) -> dict[str, set[str]]:
    inverses = _pairs(graph, OWL.inverseOf)
    for a, others in list(inverses.items()):
        for b in list(others):
            inverses[b].add(a)
    return inverses


def _instances(graph: Graph, cls: URIRef) -> frozenset[str]:
    return frozenset(name_of(s) for s in graph.subjects(RDF.type, cls))


def _frozen(pairs: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in pairs.items()}


def read_axioms(graph: Graph) -> Axioms:
    """The axioms of an ontology graph."""
    unions = _lists(graph, OWL.unionOf)
    class_edges = _class_edges(graph, unions)
    property_edges = _property_edges(graph)
    chains = [
        (tuple(name_of(n) for n in Collection(graph, o)), name_of(s))
        for s, o in graph.subject_objects(OWL.propertyChainAxiom)
    ]
    return Axioms(
        classes=_close(class_edges, {*class_edges, *_instances(graph, OWL.Class)}),
        properties=_close(property_edges, {*property_edges, *_instances(graph, OWL.ObjectProperty)}),
        kinds=_kinds(graph, unions),
        intersections=_lists(graph, OWL.intersectionOf),
        some=_restrictions(graph, OWL.someValuesFrom),
        values=_restrictions(graph, OWL.hasValue),
        domains=_frozen(_pairs(graph, RDFS.domain)),
        ranges=_frozen(_pairs(graph, RDFS.range)),
        inverses=_frozen(_inverses(graph)),
        symmetric=_instances(graph, OWL.SymmetricProperty),
        transitive=_instances(graph, OWL.TransitiveProperty),
        functional=_instances(graph, OWL.FunctionalProperty),
        chains=tuple(sorted(chains)),
    )
