"""Definitions as OWL classes over a small part of the ontology, written as N-Triples for a reasoner.

The part holds what bears on the definitions: the classes and properties that they name, all above those, the kinds of
unions, the rules that mention any of these, and what excludes what. It is written from the compiled axioms, so that the
reasoner and the engine judge by the same law; no text, no date and nothing from a file as it stands gets into it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from palermo.compare.expression import Every, Expression, Has, Is, OneOf, Some, classes_of, properties_of, walk
from palermo.compile.axioms import Expression as AxiomExpression
from palermo.compile.plan import Axioms
from palermo.names import (
    ADULT,
    CHILD,
    DOMAIN,
    FIRST,
    NIL,
    OWL,
    RANGE,
    RDFS,
    REST,
    SUBCLASS,
    SUBPROPERTY,
    THING,
    TOWARDS_CHILD,
    TYPE,
    XSD,
)
from palermo.terms import Literal, Term
from palermo.write.turtle import full

#: The names under which definitions, pairs of them and a known inclusion are put to the reasoner.
DEFINITION: Final = "urn:palermo:definition:"
BOTH: Final = "urn:palermo:both:"
KNOWN: Final = ("urn:palermo:known:lower", "urn:palermo:known:upper")

#: Datatypes whose values the reasoner knows; dates are not among them.
_DATATYPES: Final = frozenset(XSD + name for name in ("string", "boolean", "integer", "decimal"))


class NotTranslatable(Exception):
    """A definition says something that has no class expression here; the message says what."""


class _Lines:
    """N-Triples, and the blank nodes in them."""

    def __init__(self) -> None:
        self.lines: dict[str, None] = {}
        self._blanks = 0

    def say(self, s: str, p: str, o: Term) -> None:
        self.lines[f"{full(s)} {full(p)} {full(o)} ."] = None

    def blank(self) -> str:
        self._blanks += 1
        return f"_:b{self._blanks}"

    def listed(self, members: Sequence[Term]) -> str:
        head = NIL
        for member in reversed(members):
            node = self.blank()
            self.say(node, FIRST, member)
            self.say(node, REST, head)
            head = node
        return head

    def node(self, cls: str, *said: tuple[str, Term]) -> str:
        """A blank node of a class of OWL's, of which these things are said."""
        node = self.blank()
        self.say(node, TYPE, OWL + cls)
        for p, o in said:
            self.say(node, OWL + p, o)
        return node


def document(axioms: Axioms, asked: Sequence[Expression], pairs: Sequence[tuple[int, int]]) -> str:
    """The N-Triples in which definition *i* is the class ``DEFINITION + i``, and what meets both of a pair ``BOTH +
    i-j``. Raises NotTranslatable."""
    lines = _Lines()
    lines.say("urn:palermo:compare", TYPE, OWL + "Ontology")
    lines.say(KNOWN[0], SUBCLASS, KNOWN[1])
    for name in KNOWN:
        lines.say(name, TYPE, OWL + "Class")
    writer = _Writer(axioms, lines)
    for number, expression in enumerate(asked):
        writer.define(f"{DEFINITION}{number}", writer.expression(expression))
    for i, j in pairs:
        both = f"{BOTH}{i}-{j}"
        lines.say(both, TYPE, OWL + "Class")
        for number in (i, j):  # a class within both is enough to ask whether there can be such a thing, and is quicker
            lines.say(both, SUBCLASS, f"{DEFINITION}{number}")
    _module(axioms, asked, lines)
    return "\n".join(lines.lines) + "\n"


class _Writer:
    """Class expressions of definitions and of axioms."""

    def __init__(self, axioms: Axioms, lines: _Lines) -> None:
        self._properties, self._lines = axioms.vocabulary.properties, lines

    def define(self, name: str, expression: str) -> None:
        self._lines.say(name, TYPE, OWL + "Class")
        self._lines.say(name, OWL + "equivalentClass", expression)

    def expression(self, found: Expression) -> str:
        """The class of the nodes that are as an expression says."""
        if isinstance(found, Is):
            return found.cls
        if isinstance(found, OneOf):
            return self._one_of(found.terms)
        if isinstance(found, (Every, Some)):
            parts = [self.expression(part) for part in found.parts]
            return self.joined("intersectionOf" if isinstance(found, Every) else "unionOf", parts)
        if isinstance(found, Has):
            return self._data(found) if self._is_data(found) else self._has(found)
        raise NotTranslatable(f"sh:{found.name}")

    def joined(self, word: str, parts: Sequence[str]) -> str:
        if len(parts) < 2:
            return parts[0] if parts else THING
        return self._lines.node("Class", (word, self._lines.listed(parts)))

    def _one_of(self, terms: Sequence[Term]) -> str:
        if any(isinstance(term, Literal) for term in terms):
            raise NotTranslatable("sh:in")
        return self._lines.node("Class", ("oneOf", self._lines.listed(terms)))

    def _has(self, found: Has) -> str:
        inner = self.expression(found.inner)
        role: Term = self._lines.node("ObjectProperty", ("inverseOf", found.property)) if found.back else found.property
        if found.least == 1:
            return self._lines.node("Restriction", ("onProperty", role), ("someValuesFrom", inner))
        number = Literal(str(found.least), XSD + "nonNegativeInteger")
        return self._lines.node(
            "Restriction", ("onProperty", role), ("minQualifiedCardinality", number), ("onClass", inner)
        )

    def _is_data(self, found: Has) -> bool:
        info = self._properties.get(found.property)
        return info is not None and info.kind != "object"

    def _data(self, found: Has) -> str:
        """A property of texts, numbers or truth values: that there is one, or which."""
        if found.back or found.least > 1:
            raise NotTranslatable("sh:qualifiedMinCount")
        on = ("onProperty", found.property)
        if isinstance(found.inner, Every) and not found.inner.parts:
            return self._lines.node("Restriction", on, ("someValuesFrom", RDFS + "Literal"))
        if not isinstance(found.inner, OneOf):
            raise NotTranslatable("sh:qualifiedValueShape")
        for term in found.inner.terms:
            if not isinstance(term, Literal) or term.datatype not in _DATATYPES:
                raise NotTranslatable("sh:hasValue")
        ways = [self._lines.node("Restriction", on, ("hasValue", term)) for term in found.inner.terms]
        return self.joined("unionOf", ways)

    def axiom(self, found: AxiomExpression) -> str:
        """The class that a compiled axiom speaks of."""
        word = found[0]
        if word == "class":
            return str(found[1])
        if word in ("all", "any"):
            return self.joined("intersectionOf" if word == "all" else "unionOf", [self.axiom(e) for e in found[1]])
        if word == "value":
            term = found[2] if isinstance(found[2], str) else Literal(*found[2])
            return self._lines.node("Restriction", ("onProperty", found[1]), ("hasValue", term))
        kind = "someValuesFrom" if word == "some" else "allValuesFrom"
        return self._lines.node("Restriction", ("onProperty", found[1]), (kind, self.axiom(found[2])))


# --- the part of the ontology that bears on the definitions


class _Signature:
    """The classes, properties and individuals that matter, closed over what the axioms say of them."""

    def __init__(self, axioms: Axioms, asked: Sequence[Expression]) -> None:
        self._axioms = axioms
        self.classes: set[str] = set()
        self.properties: set[str] = set()
        self.individuals: set[str] = set()
        for expression in asked:
            for cls in classes_of(expression):
                self._class(cls)
            for p in properties_of(expression):
                self._property(p)
            for term in _named_terms(expression):
                self._individual(term)
        self.rules: list[tuple[object, ...]] = []
        waiting = list(axioms.rules)
        while ready := [rule for rule in waiting if not self._all().isdisjoint(_terms(rule))]:
            self.rules += ready
            waiting = [rule for rule in waiting if rule not in ready]
            for term in (t for rule in ready for t in _terms(rule)):
                self._term(term)

    def _all(self) -> set[str]:
        return self.classes | self.properties

    def _term(self, term: str) -> None:
        if term in self._axioms.vocabulary.properties:
            self._property(term)
        elif term in self._axioms.vocabulary.classes:
            self._class(term)
        elif term != THING:
            self._individual(term)

    def _class(self, cls: str) -> None:
        if cls in self.classes or cls == THING:
            return
        above = self._axioms.vocabulary.classes.get(cls, frozenset())
        self.classes.add(cls)
        for other in (*above, *self._axioms.unions.get(cls, ())):
            self._class(other)

    def _property(self, p: str) -> None:
        if p in self.properties:
            return
        self.properties.add(p)
        if p == TOWARDS_CHILD:
            self._class(CHILD)
        info = self._axioms.vocabulary.properties.get(p)
        if info is not None:
            for other in info.supers:
                self._property(other)
            for cls in (*info.domains, *(info.ranges if info.kind == "object" else ())):
                self._class(cls)

    def _individual(self, term: str) -> None:
        self.individuals.add(term)
        for cls in self._axioms.vocabulary.individuals.get(term, ()):
            self._class(cls)


def _module(axioms: Axioms, asked: Sequence[Expression], lines: _Lines) -> None:
    signature = _Signature(axioms, asked)
    for cls in sorted(signature.classes):
        lines.say(cls, TYPE, OWL + "Class")
        for upper in sorted(axioms.vocabulary.classes.get(cls, frozenset()) - {cls}):
            lines.say(cls, SUBCLASS, upper)
        kinds = axioms.unions.get(cls)
        if kinds:
            lines.say(cls, OWL + "equivalentClass", lines.node("Class", ("unionOf", lines.listed(kinds))))
    for p in sorted(signature.properties):
        _property(axioms, p, lines)
    _individuals(axioms, signature, lines)
    for group in (*axioms.disjoint, (CHILD, ADULT)):
        named = [cls for cls in group if cls in signature.classes]
        if len(named) > 1:
            lines.node("AllDisjointClasses", ("members", lines.listed(named)))
    writer = _Writer(axioms, lines)
    for rule in signature.rules:
        _rule(rule, writer, lines)


def _property(axioms: Axioms, p: str, lines: _Lines) -> None:
    info = axioms.vocabulary.properties.get(p)
    is_object = info is None or info.kind == "object"
    lines.say(p, TYPE, OWL + ("ObjectProperty" if is_object else "DatatypeProperty"))
    if p == TOWARDS_CHILD:
        lines.say(p, RANGE, CHILD)
    if info is None:
        return
    for upper in sorted(info.supers - {p}):
        lines.say(p, SUBPROPERTY, upper)
    for cls in info.domains:
        lines.say(p, DOMAIN, cls)
    for cls in info.ranges if is_object else ():
        lines.say(p, RANGE, cls)
    if info.functional:
        lines.say(p, TYPE, OWL + "FunctionalProperty")


def _individuals(axioms: Axioms, signature: _Signature, lines: _Lines) -> None:
    named = sorted(signature.individuals)
    for term in named:
        lines.say(term, TYPE, OWL + "NamedIndividual")
        for cls in sorted(axioms.vocabulary.individuals.get(term, ())):
            if cls in signature.classes:
                lines.say(term, TYPE, cls)
    if len(named) > 1:
        lines.node("AllDifferent", ("distinctMembers", lines.listed(named)))


def _rule(rule: tuple[object, ...], writer: _Writer, lines: _Lines) -> None:
    """A compiled rule as the axiom that it came from."""
    word, first, *rest = rule
    if word == "inverse":
        lines.say(str(first), OWL + "inverseOf", str(rest[0]))
    elif word == "transitive":
        lines.say(str(first), TYPE, OWL + "TransitiveProperty")
    elif word == "chain" and isinstance(first, tuple):
        lines.say(str(rest[0]), OWL + "propertyChainAxiom", lines.listed(first))
    elif word == "member" and isinstance(first, tuple):
        lines.say(writer.axiom(first), SUBCLASS, str(rest[0]))
    elif word == "value":
        lines.say(str(first), SUBCLASS, writer.axiom(("value", *rest)))
    elif word == "only":
        lines.say(str(first), SUBCLASS, writer.axiom(("only", rest[0], ("class", rest[1]))))


def _terms(part: object) -> Iterator[str]:
    """The IRIs in a rule; its words are no IRIs, and a literal in it stands for nothing here."""
    if isinstance(part, str):
        if ":" in part:
            yield part
    elif isinstance(part, tuple) and not (len(part) == 3 and part[1:2] and str(part[1]).startswith(XSD)):
        for inner in part:
            yield from _terms(inner)


def _named_terms(expression: Expression) -> Iterator[str]:
    for found in walk(expression):
        if isinstance(found, OneOf):
            yield from (term for term in found.terms if isinstance(term, str))
