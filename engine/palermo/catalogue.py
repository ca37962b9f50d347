"""What the rulebook says of one term: for ``palermo show``."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from palermo.names import INDICATES, SUBCLASS, SUBPROPERTY
from palermo.ontology_files import pairs
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Card, Rulebook
from palermo.terms import local_name


class Entry(NamedTuple):
    """A term: its kind (class, property, individual or shape), words, and neighbours, as IRIs; of a definition also
    where and when it is law, which version it replaces, and whether it was verified in full."""

    iri: str
    kind: str
    label: str
    text: str
    identifier: str | None
    provisions: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    types: tuple[str, ...]
    indicates: tuple[str, ...]
    indicated_by: tuple[str, ...]
    jurisdiction: str | None
    in_force_from: str | None
    in_force_until: str | None
    replaces: str | None
    verified: bool | None


def entry(rulebook: Rulebook, packs: Sequence[str], term: str, lang: str = "en") -> Entry:
    """The entry for a term, given as IRI, ``pal:Name``, ``Name`` or the identifier of a shape.

    Raises PalermoError, with a suggestion, where the rulebook has no such term.
    """
    iri = _found(rulebook, term)
    above = pairs(packs, (SUBCLASS, SUBPROPERTY))
    card = next((card for card in _cards(rulebook) if card.iri == iri), None)
    provisions = {*rulebook.citations(iri), *filter(None, (card.provision if card else None,))}
    return Entry(
        iri,
        _kind(rulebook, iri),
        rulebook.label(iri, lang),
        rulebook.text(iri, lang),
        card.id if card else None,
        tuple(sorted(rulebook.label(provision, lang) for provision in provisions)),
        _ordered(high for low, high in above if low == iri),
        _ordered(low for low, high in above if high == iri),
        _ordered(kind for kind in rulebook.vocabulary.individuals.get(iri, ()) if kind in rulebook.vocabulary.classes),
        _ordered(high for low, high in pairs(packs, (INDICATES,)) if low == iri),
        rulebook.indicated_by(iri),
        *_force(next((card for card in rulebook.definitions if card.iri == iri), None)),
    )


def _force(card: Card | None) -> tuple[str | None, str | None, str | None, str | None, bool | None]:
    if card is None:
        return None, None, None, None, None
    return card.jurisdiction, card.in_force_from, card.in_force_until, card.replaces, card.verified


def _ordered(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(iris))


def _cards(rulebook: Rulebook) -> list[Card]:
    return [
        *rulebook.definitions,
        *rulebook.elements.values(),
        *rulebook.circles,
        *rulebook.categories,
        *rulebook.characteristics,
        *rulebook.remarks,
        *rulebook.divergences,
    ]


def _kind(rulebook: Rulebook, iri: str) -> str:
    vocabulary = rulebook.vocabulary
    if iri in vocabulary.classes:
        return "class"
    if iri in vocabulary.properties:
        return "property"
    return "individual" if iri in vocabulary.individuals else "shape"


def _found(rulebook: Rulebook, term: str) -> str:
    """The IRI that ``term`` stands for."""
    vocabulary = rulebook.vocabulary
    cards = _cards(rulebook)
    known = [*vocabulary.classes, *vocabulary.properties, *vocabulary.individuals, *(card.iri for card in cards)]
    name = term.removeprefix("pal:")
    names = {local_name(iri): iri for iri in vocabulary.individuals}
    names |= {card.id: card.iri for card in reversed(cards)}
    names |= {local_name(iri): iri for iri in (*vocabulary.properties, *vocabulary.classes)}
    if term in known:
        return term
    if name in names:
        return names[name]
    lowered = {key.lower(): key for key in names}
    close = get_close_matches(name.lower(), lowered, 3)
    hint = f"; did you mean {' or '.join(lowered[key] for key in close)}?" if close else "; see palermo definitions"
    raise PalermoError(Problem("", None, None, f"the rulebook has no term {term}{hint}"))
