"""A compiled rulebook as plain data: what is kept on disk, and what a :class:`palermo.rulebook.Rulebook` is made of."""

from typing import Any, NamedTuple

from palermo.compile.shape import Shape
from palermo.vocabulary import PropertyInfo, Vocabulary

Texts = dict[str, dict[str, str]]


class SparqlRule(NamedTuple):
    """A ``sh:SPARQLRule``: the shape that it hangs on, the class whose members it is run for, and the CONSTRUCT query
    with its prefixes (SHACL Advanced Features, section 8.4)."""

    shape: str
    target: str
    query: str


class Axioms(NamedTuple):
    """What inference needs of an ontology, closed over subclasses and subproperties beforehand.

    ``rules`` are the axioms that a closed class tree does not already answer: ``("inverse", p, q)``,
    ``("transitive", p)``, ``("chain", (p, …), q)``, ``("member", expression, class)``, ``("value", class, p, term)``,
    ``("only", class, p, class)``. ``unions`` maps a class to the kinds that it is exactly the union of.
    ``indicated`` maps an indicator class to all classes that it points to, with those above them. ``sparql`` are the
    packs' own rules, in ``sh:order``. ``disjoint`` are the sets of classes of which no two share a member.
    """

    vocabulary: Vocabulary
    rules: tuple[tuple[Any, ...], ...]
    unions: dict[str, tuple[str, ...]]
    indicated: dict[str, frozenset[str]]
    sparql: tuple[SparqlRule, ...] = ()
    disjoint: tuple[tuple[str, ...], ...] = ()


class Card(NamedTuple):
    """What a named shape says of itself. ``elements`` are the elements that a definition reaches, in order, each with
    whether it is asked of the conduct (else of the person). Days are ``YYYY-MM-DD``, the last one included.
    ``replaces`` is the earlier version of a definition; one that is not ``verified`` was not held in full against the
    text of the law."""

    iri: str
    id: str
    order: float
    concludes: str | None
    provision: str | None
    in_force_from: str | None
    in_force_until: str | None
    jurisdiction: str | None
    default: bool
    elements: tuple[tuple[str, bool], ...]
    verified: bool = True
    replaces: str | None = None


class Membership(NamedTuple):
    """One jurisdiction lies within another, from the first to the last day given; None for no bound."""

    member: str
    within: str
    first: str | None
    last: str | None


class NotEncoded(NamedTuple):
    """Something of the law that the rulebook does not encode: its identifier, the IRI that holds its text, where it
    stands."""

    id: str
    text_of: str
    provision: str | None


class Region(NamedTuple):
    """An area of the diagram, by the circles that it lies within."""

    iri: str
    id: str
    circles: frozenset[str]


class Plan(NamedTuple):
    """Everything that the packs say, resolved. ``quality`` are the quality shapes that the engine runs; ``external``
    those that need a full SHACL processor (SHACL-SPARQL), by shape IRI, with ``files`` to run them from.
    ``never_proposed`` are the classes that no proposal names; ``questions`` what to ask, by shape or class;
    ``open_lists`` the element shapes whose list the law leaves open; ``memberships`` which jurisdiction lies within
    which; ``notes`` what of a definition was not verified; ``groupings`` the properties by which an audit
    groups labels, each after its name; ``also_said`` the classifications that a label of one says as well."""

    packs: tuple[str, ...]
    digest: str
    axioms: Axioms
    shapes: dict[str, Shape]
    cards: dict[str, tuple[Card, ...]]
    regions: tuple[Region, ...]
    quality: tuple[str, ...]
    external: tuple[str, ...]
    files: tuple[str, ...]
    not_encoded: dict[str, tuple[NotEncoded, ...]]
    tests: dict[str, str]
    instruments: dict[str, str]
    provisions: dict[str, str]
    labels: Texts
    definitions: Texts
    messages: Texts
    wording: Texts
    citations: dict[str, tuple[str, ...]]
    steps: frozenset[str]
    never_proposed: frozenset[str]
    questions: Texts
    open_lists: frozenset[str]
    memberships: tuple[Membership, ...]
    notes: Texts
    groupings: tuple[tuple[str, str], ...]
    also_said: dict[str, frozenset[str]]


def to_plain(plan: Plan) -> tuple[Any, ...]:
    """The plan as nested tuples, dicts, strings and numbers."""
    return tuple(_plain(field) for field in plan)


def from_plain(plain: tuple[Any, ...]) -> Plan:
    """The plan that :func:`to_plain` took apart."""
    plan = Plan(*plain)
    vocabulary, rules, unions, indicated, sparql, disjoint = plan.axioms
    namespaces, classes, properties, individuals = vocabulary
    axioms = Axioms(
        Vocabulary(namespaces, classes, {p: PropertyInfo(*info) for p, info in properties.items()}, individuals),
        rules,
        unions,
        indicated,
        tuple(SparqlRule(*rule) for rule in sparql),
        disjoint,
    )
    return plan._replace(
        axioms=axioms,
        shapes={i: Shape(*shape) for i, shape in plan.shapes.items()},
        cards={kind: tuple(Card(*card) for card in cards) for kind, cards in plan.cards.items()},
        regions=tuple(Region(*region) for region in plan.regions),
        not_encoded={d: tuple(NotEncoded(*n) for n in entries) for d, entries in plan.not_encoded.items()},
        memberships=tuple(Membership(*m) for m in plan.memberships),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(v) for v in value)
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items()}
    return value
