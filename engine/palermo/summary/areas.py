"""The areas of the diagram, and which of them a definition divides: those that are named by a category resting on one.

The rulebook says it all: which circles an area lies within, which category names it, and which shapes a category
refers to. The definitions among these are what the category rests on.
"""

from typing import NamedTuple

from palermo.rulebook import Card, Rulebook


class AreaCard(NamedTuple):
    """An area: its identifier and IRI, its circles in the order of the rulebook, the category that names it. Those who
    lie in it are divided by whether ``definitions`` are met; it is not divided where there are none."""

    id: str
    iri: str
    circles: tuple[Card, ...]
    category: Card | None
    definitions: tuple[Card, ...]


class Areas(NamedTuple):
    """All areas of a rulebook, those with fewest circles first; and the categories that rest on a definition: a person
    in one of them meets it."""

    cards: tuple[AreaCard, ...]
    resting: frozenset[str]


def read_areas(rulebook: Rulebook) -> Areas:
    """The areas of the diagram of a rulebook; none where it has no circles."""
    categories = {card.id: card for card in rulebook.categories}
    rests = {card.id: _definitions(rulebook, card.iri) for card in rulebook.categories}
    own = {region.category: region.circles for region in rulebook.regions if region.category}
    found = []
    for region in rulebook.regions:
        within = [id_ for id_, circles in own.items() if circles <= region.circles]
        named = categories.get(region.category or "")
        divided = named is not None and bool(rests[named.id])
        found.append(
            AreaCard(
                region.id,
                region.iri,
                tuple(card for card in rulebook.circles if card.iri in region.circles),
                named,
                _told(rulebook, {iri for id_ in within for iri in rests[id_]}) if divided else (),
            )
        )
    cards = tuple(sorted(found, key=lambda card: (len(card.circles), [c.order for c in card.circles], card.id)))
    return Areas(cards if rulebook.circles else (), frozenset(id_ for id_, iris in rests.items() if iris))


def _told(rulebook: Rulebook, iris: set[str]) -> tuple[Card, ...]:
    """The definitions to name: the default ones among several."""
    cards = [card for card in rulebook.definitions if card.iri in iris]
    return tuple([card for card in cards if card.default] or cards)


def _definitions(rulebook: Rulebook, iri: str) -> frozenset[str]:
    """The definitions that a shape asks for, directly or through the shapes that it refers to."""
    known = {card.iri for card in rulebook.definitions}
    found: set[str] = set()
    waiting, seen = [iri], {iri}
    while waiting:
        for name, parameter in rulebook.plan.shapes[waiting.pop()].constraints:
            asked = (parameter,) if name == "node" else parameter if name == "and" else ()
            found.update(known.intersection(asked))
            waiting += [shape for shape in asked if shape not in known and shape not in seen]
            seen.update(asked)
    return frozenset(found)
