"""What a summary looks at of the findings on a case, whether they come from the engine or from a file of findings."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from palermo.audit.sources import source_key
from palermo.findings import OUTCOMES, CaseFindings, PersonFindings, Placement

#: The key of a group of those of whom the findings name none.
NONE_NAMED: Final = ""

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")


class Outcome(NamedTuple):
    """What a definition comes to, and the elements that are missing, in order."""

    definition: str
    outcome: str
    missing: tuple[str, ...]


class Place(NamedTuple):
    """An area of the diagram, None where the findings name none, and the categories that hold."""

    region: str | None
    categories: tuple[str, ...]


class Person(NamedTuple):
    """One person described: outcomes, the place on both views, and who gave the person a label, each source once."""

    outcomes: tuple[Outcome, ...]
    established: Place
    alleged: Place
    sources: tuple[str, ...]


class Told(NamedTuple):
    """One case: its IRI, where and when it is set, its persons."""

    case: str
    jurisdictions: tuple[str, ...]
    years: tuple[int, ...]
    persons: tuple[Person, ...]


def told_of(found: CaseFindings) -> Told:
    """What the engine found."""
    persons = tuple(_person(person, found.case.iri) for person in found.persons)
    return Told(found.case.iri, found.jurisdictions, found.years, persons)


def _person(person: PersonFindings, case: str) -> Person:
    return Person(
        tuple(Outcome(f.definition, f.outcome, f.missing) for f in person.findings),
        _place(person.established),
        _place(person.alleged),
        _sources((label.source for label in person.labellings), case),
    )


def _place(placement: Placement) -> Place:
    return Place(placement.region, placement.categories)


def _sources(said: Iterable[str | None], case: str) -> tuple[str, ...]:
    keys = {_source(source, case) for source in said if source is not None}
    return tuple(sorted(keys)) if len(keys) > 1 else tuple(keys)


def _source(source: str, case: str) -> str:
    return source_key(source, case) if _IRI.match(source) else " ".join(source.split())


# --- from JSON


class NotFindings(ValueError):
    """A tree that is no findings on a case; says in words why."""


def told_in(tree: object) -> Told:
    """What a case of ``palermo classify --format json`` or ``jsonl`` says. Raises NotFindings for another tree."""
    case = _text(tree, "case")
    years = _list(tree, "years")
    numbers = tuple(year for year in years if type(year) is int)
    if len(numbers) < len(years):
        raise NotFindings('"years" holds something that is no whole number')
    persons = tuple(_person_in(person, case) for person in _list(tree, "persons"))
    return Told(case, _texts(tree, "jurisdictions"), numbers, persons)


def _person_in(tree: object, case: str) -> Person:
    model = _value(tree, "model")
    return Person(
        tuple(map(_outcome_in, _list(tree, "findings"))),
        _place_in(model),
        _place_in(_value(model, "alleged")),
        _sources((_text_or_none(label, "source") for label in _list(tree, "labellings")), case),
    )


def _outcome_in(tree: object) -> Outcome:
    outcome = _text(tree, "outcome")
    if outcome not in OUTCOMES:
        raise NotFindings(f'"outcome" is none of {", ".join(OUTCOMES)}')
    return Outcome(_text(tree, "definition"), outcome, _texts(tree, "missing"))


def _place_in(tree: object) -> Place:
    return Place(_text_or_none(tree, "region"), _texts(tree, "categories"))


def _value(tree: object, key: str) -> object:
    if not isinstance(tree, dict):
        raise NotFindings(f'what should hold "{key}" is no object')
    if key not in tree:
        raise NotFindings(f'the key "{key}" is missing')
    found: object = tree[key]
    return found


def _text(tree: object, key: str) -> str:
    value = _value(tree, key)
    if not isinstance(value, str):
        raise NotFindings(f'"{key}" is no text')
    return value


def _text_or_none(tree: object, key: str) -> str | None:
    value = _value(tree, key)
    return None if value is None else _text(tree, key)


def _list(tree: object, key: str) -> list[object]:
    value = _value(tree, key)
    if not isinstance(value, list):
        raise NotFindings(f'"{key}" is no list')
    return value


def _texts(tree: object, key: str) -> tuple[str, ...]:
    values = _list(tree, key)
    if not all(isinstance(value, str) for value in values):
        raise NotFindings(f'"{key}" holds something that is no text')
    return tuple(str(value) for value in values)
