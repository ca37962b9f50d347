"""What the shapes graph holds: definitions and what they reach, circles, categories, characteristics, remarks."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from rdflib.term import Literal, Node, URIRef

from palermo import names
from palermo.reference.axioms import Axioms

PERSON, CONDUCT = "person", "conduct"
_LISTS = (SH["and"], SH["or"], SH.xone)
_NESTED = (SH.node, SH.property, SH.qualifiedValueShape)


class Card(NamedTuple):
    """What a named shape says of itself."""

    iri: str
    id: str
    order: float
    concludes: str | None
    provision: str | None
    default: bool
    message: str
    first: date | None
    last: date | None
    jurisdiction: str | None
    verified: bool


class Joining(NamedTuple):
    """One jurisdiction lies within another, between two days; None for no bound."""

    member: str
    within: str
    first: date | None
    last: date | None


class Leaf(NamedTuple):
    """A question at the end of a path: has the person or conduct a value of this class?"""

    focus: str
    predicate: str
    cls: str
    element: str | None  # the element shape that it belongs to


class Element(NamedTuple):
    """An element that a definition reaches, and whether it is asked of the person or of the conduct."""

    card: Card
    focus: str


class Atom(NamedTuple):
    """A characteristic that a definition asks of a conduct, by the property that says so."""

    id: str
    predicate: str


class Reach(NamedTuple):
    """What a definition reaches."""

    elements: tuple[Element, ...]
    leaves: frozenset[Leaf]
    atoms: frozenset[Atom]


class Law:
    """The named shapes of a shapes graph, and the regions and classifications of an ontology graph."""

    def __init__(self, ontology: Graph, shapes: Graph, axioms: Axioms) -> None:
        self.ontology, self.shapes, self.axioms = ontology, shapes, axioms
        self.definitions = self._cards(names.DEFINITION_CLASS)
        self.circles = self._cards(names.CIRCLE_CLASS)
        self.categories = self._cards(names.CATEGORY_CLASS)
        self.characteristics = self._cards(names.CHARACTERISTIC_CLASS)
        self.remarks = self._cards(names.REMARK_CLASS)
        self.divergences = self._cards(names.DIVERGENCE_CLASS)
        self.reaches = {card.iri: self._reach(card) for card in self.definitions}
        counts = {o for p in (SH.minCount, SH.qualifiedMinCount) for o in shapes.objects(None, p)}
        self.joinings = tuple(self._joinings())
        self.copies = max((int(str(c)) for c in counts), default=1)

    def text(self, subject: str, predicate: str, lang: str = "en") -> str | None:
        """A literal of a term or shape: in the language if there is one, else without a language, else any."""
        found = [o for g in (self.ontology, self.shapes) for o in g.objects(URIRef(subject), URIRef(predicate))]
        literals = sorted((o for o in found if isinstance(o, Literal)), key=lambda o: _preference(o, lang))
        return str(literals[0]) if literals else None

    def regions(self) -> dict[frozenset[str], str]:
        """The region of each set of circle shapes."""
        found = {}
        for region in self.ontology.subjects(RDF.type, URIRef(names.REGION_CLASS)):
            circles = frozenset(str(o) for o in self.ontology.objects(region, URIRef(names.IN_CIRCLE)))
            found[circles] = str(self.ontology.value(region, URIRef(names.IDENTIFIER)))
        return found

    def indicated(self, cls: str) -> frozenset[str]:
        """The classes that a class of indicators points to."""
        return frozenset(str(o) for o in self.ontology.objects(URIRef(cls), URIRef(names.INDICATES)))

    def instruments(self, provision: str | None) -> frozenset[str]:
        """The instruments that a provision belongs to; an instrument belongs to itself."""
        if provision is None:
            return frozenset()
        part_of = URIRef(names.PART_OF)
        wholes = set(self.ontology.transitive_objects(URIRef(provision), part_of))
        return frozenset(str(whole) for whole in wholes if (whole, part_of, None) not in self.ontology)

    def tested_by(self, classification: str) -> tuple[str, ...]:
        """The shapes that the ontology says a classification is tested by, those of them that the packs have."""
        named = self.ontology.objects(URIRef(classification), URIRef(names.TESTED_BY))
        return tuple(sorted(str(o) for o in named if (o, RDF.type, None) in self.shapes))

    def _cards(self, cls: str) -> tuple[Card, ...]:
        iris = (str(s) for s in self.shapes.subjects(RDF.type, URIRef(cls)))
        return tuple(sorted((self._card(iri) for iri in set(iris)), key=lambda card: (card.order, card.id)))

    def _card(self, iri: str) -> Card:
        node = URIRef(iri)

        def one(predicate: Node) -> str | None:
            found = sorted(str(o) for o in self.shapes.objects(node, predicate))
            return found[0] if found else None

        return Card(
            iri,
            one(URIRef(names.IDENTIFIER)) or iri,
            float(one(SH.order) or 0),
            one(URIRef(names.CONCLUDES)),
            one(URIRef(names.PROVISION)),
            one(URIRef(names.DEFAULT_DEFINITION)) == "true",
            self.text(iri, str(SH.message)) or "",
            _day(one(URIRef(names.IN_FORCE_FROM))),
            _day(one(URIRef(names.IN_FORCE_UNTIL))),
            one(URIRef(names.JURISDICTION)),
            one(URIRef(names.VERIFIED)) not in ("false", "0"),
        )

    def _joinings(self) -> Iterator[Joining]:
        for graph in (self.ontology, self.shapes):
            for node in graph.subjects(RDF.type, URIRef(names.MEMBERSHIP_CLASS)):
                said = [graph.value(node, URIRef(p)) for p in (names.MEMBER, names.WITHIN)]
                days = [graph.value(node, URIRef(p)) for p in (names.IN_FORCE_FROM, names.IN_FORCE_UNTIL)]
                yield Joining(str(said[0]), str(said[1]), *(_day(str(d) if d is not None else None) for d in days))

    def _reach(self, card: Card) -> Reach:
        elements: set[Element] = set()
        leaves: set[Leaf] = set()
        atoms: set[Atom] = set()
        for found in self._walk(URIRef(card.iri), PERSON, None):
            if isinstance(found, Element):
                elements.add(found)
            elif isinstance(found, Leaf):
                leaves.add(found)
            else:
                atoms.add(found)
        ordered = sorted(elements, key=lambda e: (e.card.order, e.card.id, e.card.iri))
        return Reach(tuple(ordered), frozenset(leaves), frozenset(atoms))

    def _walk(self, node: Node, focus: str, element: str | None) -> Iterator[Element | Leaf | Atom]:
        """All that a shape asks of ``focus``, through conjunctions, alternatives and the path to conducts."""
        if (node, RDF.type, URIRef(names.ELEMENT_CLASS)) in self.shapes:
            element = str(node)
            yield Element(self._card(element), focus)
        path = self.shapes.value(node, SH.path)
        if isinstance(path, URIRef):
            classes = set(self._value_classes(node))
            for cls in classes or {names.THING}:
                yield Leaf(focus, str(path), cls, element)
            return
        if path is not None:
            inverse = self.shapes.value(path, SH.inversePath)
            if inverse is None or names.TOWARDS not in self.axioms.properties_above(str(inverse)):
                return
            for characteristic in self.shapes.objects(node, URIRef(names.CHARACTERISTIC)):
                yield Atom(self._card(str(characteristic)).id, str(inverse))
            focus = CONDUCT
        for child in self._children(node):
            yield from self._walk(child, focus, element)

    def _value_classes(self, node: Node) -> Iterator[str]:
        """The classes that a property shape asks of its values."""
        yield from (str(o) for o in self.shapes.objects(node, SH["class"]))
        for child in self._children(node):
            if self.shapes.value(child, SH.path) is None:
                yield from self._value_classes(child)

    def _children(self, node: Node) -> Iterator[Node]:
        for predicate in _NESTED:
            yield from self.shapes.objects(node, predicate)
        for predicate in _LISTS:
            for head in self.shapes.objects(node, predicate):
                yield from Collection(self.shapes, head)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _preference(literal: Literal, lang: str) -> tuple[int, str, str]:
    tag = literal.language or ""
    return (0 if tag == lang else 1 if not tag else 2, tag, str(literal))
