"""Translates a monotone definition shape into an OWL class expression over the same vocabulary."""

from collections.abc import Iterator

from rdflib import OWL, RDF, SH, BNode, Graph
from rdflib.collection import Collection
from rdflib.term import Node, URIRef

#: What a shape may say besides the constraints that are translated.
_KNOWN = {
    SH["class"], SH.node, SH.property, SH["and"], SH["or"], SH.path, SH.qualifiedValueShape, SH.qualifiedMinCount,
    SH.minCount, SH.targetClass, SH.order, SH.message, SH.hasValue,
}  # fmt: skip


class NotTranslatable(ValueError):
    """The shape says something that this translation has no expression for."""


class Expressions:
    """Writes class expressions for shapes of ``shapes`` into ``out``."""

    def __init__(self, shapes: Graph, out: Graph) -> None:
        self._shapes, self._out = shapes, out

    def define(self, cls: URIRef, shape: Node) -> None:
        """Make ``cls`` equivalent to what conforms to the shape. Raises NotTranslatable."""
        self._out.add((cls, RDF.type, OWL.Class))
        self._out.add((cls, OWL.equivalentClass, self._node(shape)))

    def _node(self, shape: Node) -> Node:
        """The class of the nodes that conform to a node shape, or to a property shape asked of them."""
        for predicate in self._shapes.predicates(shape):
            if str(predicate).startswith(str(SH)) and predicate not in _KNOWN:
                raise NotTranslatable(f"{shape}: {predicate}")
        path = self._shapes.value(shape, SH.path)
        return self._both(list(self._parts(shape))) if path is None else self._property(shape, path)

    def _parts(self, shape: Node) -> Iterator[Node]:
        yield from self._shapes.objects(shape, SH["class"])
        for predicate in (SH.node, SH.property):
            for other in self._shapes.objects(shape, predicate):
                yield self._node(other)
        for head in self._shapes.objects(shape, SH["and"]):
            yield self._both([self._node(other) for other in Collection(self._shapes, head)])
        for head in self._shapes.objects(shape, SH["or"]):
            yield self._join(OWL.unionOf, [self._node(other) for other in Collection(self._shapes, head)])

    def _property(self, shape: Node, path: Node) -> Node:
        """One restriction for each thing that a property shape asks of its values."""
        if self._shapes.value(shape, SH["class"]) or self._shapes.value(shape, SH.node):
            raise NotTranslatable(f"{shape}: asks something of all values")
        parts: list[Node] = []
        for other in self._shapes.objects(shape, SH.qualifiedValueShape):
            self._one(shape, SH.qualifiedMinCount)
            parts.append(self._some(path, OWL.someValuesFrom, self._node(other)))
        values = self._shapes.objects(shape, SH.hasValue)
        parts.extend(self._some(path, OWL.hasValue, value) for value in values)
        if self._shapes.value(shape, SH.minCount) is not None:
            self._one(shape, SH.minCount)
            parts.append(self._some(path, OWL.someValuesFrom, OWL.Thing))
        if not parts:
            raise NotTranslatable(f"{shape}: asks nothing that has an expression")
        return self._both(parts)

    def _one(self, shape: Node, predicate: URIRef) -> None:
        """Counts above one would need names to be unique."""
        if str(self._shapes.value(shape, predicate)) != "1":
            raise NotTranslatable(f"{shape}: {predicate} other than 1")

    def _some(self, path: Node, kind: URIRef, filler: Node) -> Node:
        restriction = BNode()
        self._out.add((restriction, RDF.type, OWL.Restriction))
        self._out.add((restriction, OWL.onProperty, self._role(path)))
        self._out.add((restriction, kind, filler))
        return restriction

    def _role(self, path: Node) -> Node:
        if isinstance(path, URIRef):
            return path
        inverse = self._shapes.value(path, SH.inversePath)
        if not isinstance(inverse, URIRef):
            raise NotTranslatable(f"{path}: a path other than a property or its inverse")
        role = BNode()
        self._out.add((role, OWL.inverseOf, inverse))
        return role

    def _both(self, parts: list[Node]) -> Node:
        if not parts:
            return OWL.Thing
        return self._join(OWL.intersectionOf, parts)

    def _join(self, kind: URIRef, parts: list[Node]) -> Node:
        if len(parts) == 1:
            return parts[0]
        whole, head = BNode(), BNode()
        Collection(self._out, head, parts)
        self._out.add((whole, RDF.type, OWL.Class))
        self._out.add((whole, kind, head))
        return whole
