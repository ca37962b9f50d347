"""A compiled rulebook as plain data: what is kept on disk, and what a :class:`palermo.rulebook.Rulebook` is made of."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from palermo.compile.later import Later, at_length, brief, kept
from palermo.compile.shape import Shape
from palermo.vocabulary import PropertyInfo, Vocabulary

Texts = Mapping[str, Mapping[str, str]]


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
    """An area of the diagram, by the circles that it lies within; ``category`` is the identifier of the overlap
    category that names it, None where none does."""

    iri: str
    id: str
    circles: frozenset[str]
    category: str | None


class Plan(NamedTuple):
    """Everything that the packs say, resolved. ``quality`` are the quality shapes that the engine runs; ``external``
    those that need a full SHACL processor (SHACL-SPARQL), by shape IRI, with ``files`` to run them from.
    ``never_proposed`` are the classes that no proposal names; ``questions`` what to ask, by shape or class;
    ``open_lists`` the element shapes whose list the law leaves open; ``memberships`` which jurisdiction lies within
    which; ``notes`` what of a definition was not verified; ``groupings`` the properties by which an audit
    groups labels, each after its name; ``also_said`` the classifications that a label of one says as well; ``followed``
    are the properties that some path follows backwards, ``asks_type`` says whether one follows ``rdf:type``, and
    ``shared`` are the shapes that several others refer to."""

    packs: tuple[str, ...]
    digest: str
    axioms: Axioms
    shapes: Mapping[str, Shape]
    cards: dict[str, tuple[Card, ...]]
    regions: tuple[Region, ...]
    quality: tuple[str, ...]
    external: tuple[str, ...]
    files: tuple[str, ...]
    not_encoded: Mapping[str, tuple[NotEncoded, ...]]
    tests: dict[str, str]
    instruments: Mapping[str, str]
    provisions: Mapping[str, str]
    labels: Texts
    definitions: Texts
    messages: Texts
    wording: Texts
    citations: Mapping[str, tuple[str, ...]]
    steps: frozenset[str]
    never_proposed: frozenset[str]
    questions: Texts
    open_lists: frozenset[str]
    memberships: tuple[Membership, ...]
    notes: Texts
    groupings: tuple[tuple[str, str], ...]
    also_said: Mapping[str, frozenset[str]]
    followed: frozenset[str]
    asks_type: bool
    shared: frozenset[str]


#: Texts by language, and other tables, that are kept apart and read when they are needed.
_TEXTS: Final = ("labels", "definitions", "messages", "wording", "questions", "notes")
_TABLES: Final = ("instruments", "provisions", "citations", "not_encoded", "also_said")


def to_plain(plan: Plan) -> tuple[Any, ...]:
    """The plan as nested tuples, dicts, strings, numbers and bytes."""
    apart = _apart(plan)
    shapes = {i: _plain(shape) for i, shape in plan.shapes.items() if i not in apart}
    rest = {i: _plain(shape) for i, shape in plan.shapes.items() if i in apart}
    small: dict[str, Any] = plan._asdict() | {"shapes": (shapes, kept(rest))}
    small |= {name: kept(_plain(getattr(plan, name))) for name in _TABLES}
    small |= {name: kept(brief(getattr(plan, name))) for name in _TEXTS}
    return tuple(_plain(field) for field in small.values())


def _apart(plan: Plan) -> set[str]:
    """The shapes that only definitions which are not the default ones reach."""
    from palermo.compile.subset import reached

    further = [card.iri for card in plan.cards["definitions"] if not card.default]
    others = {card.iri for cards in plan.cards.values() for card in cards} - {*further, *_elements(plan)}
    found = {shape.id for iri in further for shape in reached(iri, plan.shapes)}
    return found - {shape.id for iri in (*others, *plan.quality) for shape in reached(iri, plan.shapes)}


def _elements(plan: Plan) -> set[str]:
    return {card.iri for card in plan.cards["elements"]}


def from_plain(plain: tuple[Any, ...]) -> Plan:
    """The plan that :func:`to_plain` took apart."""
    plan: Any = Plan(*plain)
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
    apart: dict[str, Any] = {name: Later({}, getattr(plan, name), _MADE.get(name, _same)) for name in _TABLES}
    apart |= {name: Later({}, getattr(plan, name), at_length) for name in _TEXTS}
    near, rest = plan.shapes
    whole: Plan = plan._replace(
        axioms=axioms,
        shapes=Later(near, rest, lambda shape: Shape(*shape)),
        cards={kind: tuple(Card(*card) for card in cards) for kind, cards in plan.cards.items()},
        regions=tuple(Region(*region) for region in plan.regions),
        memberships=tuple(Membership(*m) for m in plan.memberships),
        **apart,
    )
    return whole


def _same(value: Any) -> Any:
    return value


#: How a value of a table that is kept apart is made, where it is more than plain data.
_MADE: Final = {"not_encoded": lambda entries: tuple(NotEncoded(*n) for n in entries)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(v) for v in value)
    if isinstance(value, Mapping):
        return {key: _plain(v) for key, v in value.items()}
    return value
