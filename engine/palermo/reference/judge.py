"""Asks pySHACL whether a node of a view conforms to a shape.

All views stand in one graph beside the ontology, each with its own names, so that none can leak into another. pySHACL's
own shape objects are asked, with the focus node given, since elements have no target of their own.
"""

from typing import Any

from pyshacl.pytypes import GraphLike, SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, SH, Graph
from rdflib import Literal as RdfLiteral
from rdflib.term import BNode, IdentifiedNode, Node, URIRef

from palermo.names import ELEMENT_CLASS, TYPE
from palermo.reference.axioms import Axioms
from palermo.reference.closure import entail
from palermo.reference.packs import literal_of
from palermo.reference.views import SHOWN, View
from palermo.terms import Literal

_DEEP = 100
_VIEW = "urn:view:"
_KEPT = (str(SH), str(RDF))
_TALK = (SH.message, SH.name, SH.description, SH.order, SH.group)


Answer = tuple[bool, list[Any]]


class _Shapes(ShapesGraph):
    """pySHACL's shapes graph, whose shapes remember what they have answered."""

    def __init__(self, shapes: Graph) -> None:
        super().__init__(_rules_only(shapes))
        self.answers: dict[tuple[Node, Node], Answer] = {}
        for shape in list(self.shapes):
            path = shape.path() if shape.is_property_shape else None
            remembering = _Remembering(self, shape.node, shape.is_property_shape, path)
            remembering.answers = self.answers
            self._node_shape_cache[shape.node] = remembering


class _Remembering(Shape):
    """A shape that is validated once for each focus node: shapes share parts, and views do not change."""

    __slots__ = ("answers",)
    answers: dict[tuple[Node, Node], Answer]

    def validate(
        self, executor: SHACLExecutor, target_graph: GraphLike, focus: Any = None, _evaluation_path: Any = None
    ) -> Answer:
        """As in pySHACL, with the answer for a single focus node kept."""
        known = self.answers.get((self.node, focus)) if isinstance(focus, URIRef) else None
        if known is not None:
            return known
        conforms, results = super().validate(executor, target_graph, focus, _evaluation_path)
        if isinstance(focus, URIRef) and focus.startswith(_VIEW):  # other nodes are of all views
            self.answers[self.node, focus] = conforms, results
        return conforms, results


def _with_atoms(shapes: Graph) -> Graph:
    """The shapes with each element turned into the question whether it is marked as shown."""
    elements = set(shapes.subjects(RDF.type, URIRef(ELEMENT_CLASS)))
    made = Graph(bind_namespaces="none")
    for s, p, o in shapes:
        if s not in elements:
            made.add((s, p, o))
    for element in elements:
        asked = element if (element, SH.path, None) in shapes else BNode()
        if asked != element:
            made.add((element, SH.property, asked))
        made.add((asked, SH.path, URIRef(SHOWN)))
        made.add((asked, SH.hasValue, element))
        for kind in shapes.objects(element, RDF.type):
            made.add((element, RDF.type, kind))
    return made


def _rules_only(shapes: Graph) -> Graph:
    """The shapes without what they say of themselves: pySHACL looks at every triple of a shape each time."""
    kept = Graph(bind_namespaces="none")
    for s, p, o in shapes:
        if str(p).startswith(_KEPT) and p not in _TALK:
            kept.add((s, p, o))
    return kept


class Judge:
    """Holds the views of one case after another."""

    def __init__(self, ontology: Graph, shapes: Graph, axioms: Axioms) -> None:
        self._axioms = axioms
        self._shapes, self._atoms = _Shapes(shapes), _Shapes(_with_atoms(shapes))
        self._executor = SHACLExecutor(max_validation_depth=_DEEP)
        self._own = {str(n) for g in (ontology, shapes) for t in g for n in t if isinstance(n, URIRef)}
        self._graph = ontology + Graph()
        self._added: list[tuple[IdentifiedNode, URIRef, IdentifiedNode | RdfLiteral]] = []
        self._entailed: dict[View, View] = {}
        self._numbers: dict[View, int] = {}
        self._terms: dict[str, int] = {}

    def entailed(self, view: View) -> View:
        """The view with all that follows from it."""
        found = self._entailed.get(view)
        if found is None:
            found = self._entailed[view] = entail(self._axioms, view)
        return found

    def classes(self, view: View, node: str) -> frozenset[str]:
        """The classes of a node in the view."""
        return frozenset(str(o) for s, p, o in self.entailed(view) if s == node and p == TYPE)

    def conforms(self, view: View, shape: str, node: str) -> bool:
        """Whether the node conforms to the shape in the view."""
        return self._answer(self._shapes, view, shape, node)

    def would_conform(self, view: View, shape: str, node: str) -> bool:
        """The same, with elements as atoms: one holds where the view marks it as shown."""
        return self._answer(self._atoms, view, shape, node)

    def _answer(self, shapes: _Shapes, view: View, shape: str, node: str) -> bool:
        focus = self._node(node, self._place(view))
        asked = shapes.lookup_shape_from_node(URIRef(shape))
        answer: bool = asked.validate(self._executor, self._graph, focus)[0]
        return answer

    def clear(self) -> None:
        """Forget all views."""
        for triple in self._added:
            self._graph.remove(triple)
        for memory in (self._added, self._entailed, self._numbers, self._terms, self._shapes.answers):
            memory.clear()
        self._atoms.answers.clear()

    def _place(self, view: View) -> int:
        number = self._numbers.get(view)
        if number is None:
            number = self._numbers[view] = len(self._numbers)
            for s, p, o in self.entailed(view):
                value = literal_of(o) if isinstance(o, Literal) else self._node(o, number)
                triple = (self._node(s, number), URIRef(p), value)
                if triple not in self._graph:
                    self._graph.add(triple)
                    self._added.append(triple)
        return number

    def _node(self, term: str, number: int) -> IdentifiedNode:
        if term in self._own:
            return URIRef(term)
        if term.startswith("_:"):
            return BNode(term[2:])
        # The same few names serve every case, since rdflib keeps what it has seen; one that ends so is not abbreviated.
        return URIRef(f"{_VIEW}{number}:{self._terms.setdefault(term, len(self._terms))}/")
