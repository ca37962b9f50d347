"""A compiled rulebook as plain data: what is kept on disk, and what a :class:`palermo.rulebook.Rulebook` is made of."""

from typing import Any, NamedTuple

from palermo.compile.axioms import Axioms, SparqlRule
from palermo.compile.cards import Card, NotEncoded, Region
from palermo.compile.shape import Shape
from palermo.vocabulary import PropertyInfo, Vocabulary

Texts = dict[str, dict[str, str]]


class Plan(NamedTuple):
    """Everything that the packs say, resolved. ``quality`` are the quality shapes that the engine runs; ``external``
    those that need a full SHACL processor (SHACL-SPARQL), by shape IRI, with ``files`` to run them from."""

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


def to_plain(plan: Plan) -> tuple[Any, ...]:
    """The plan as nested tuples, dicts, strings and numbers."""
    return tuple(_plain(field) for field in plan)


def from_plain(plain: tuple[Any, ...]) -> Plan:
    """The plan that :func:`to_plain` took apart."""
    plan = Plan(*plain)
    vocabulary, rules, unions, indicated, sparql = plan.axioms
    namespaces, classes, properties, individuals = vocabulary
    axioms = Axioms(
        Vocabulary(namespaces, classes, {p: PropertyInfo(*info) for p, info in properties.items()}, individuals),
        rules,
        unions,
        indicated,
        tuple(SparqlRule(*rule) for rule in sparql),
    )
    return plan._replace(
        axioms=axioms,
        shapes={i: Shape(*shape) for i, shape in plan.shapes.items()},
        cards={kind: tuple(Card(*card) for card in cards) for kind, cards in plan.cards.items()},
        regions=tuple(Region(*region) for region in plan.regions),
        not_encoded={d: tuple(NotEncoded(*n) for n in entries) for d, entries in plan.not_encoded.items()},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(v) for v in value)
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items()}
    return value
