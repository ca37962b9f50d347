"""Whether a definition was law at the time and place of a conduct, counted day by day.

Every day of the conduct is held against the days in force, and a jurisdiction lay within another on a day where a chain
of memberships joins them that hold on that day. Slow and simple on purpose.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from palermo import names
from palermo.reference.law import Card, Joining, Law
from palermo.reference.record import Record
from palermo.terms import Literal

#: Days as their numbers in the calendar; None where no day is known.
Days = range | None


class Question(NamedTuple):
    """The day and the jurisdictions that a reader asks of; none of them leaves it to the case."""

    day: date | None = None
    places: tuple[str, ...] = ()


def applicable(law: Law, record: Record, question: Question, card: Card, conduct: str | None) -> bool | None:
    """True, false, or None where it is open."""
    days = _asked(question) or _of_conduct(record, conduct)
    verdicts = (_in_time(card, days), _in_place(law, record, question, card, days))
    if False in verdicts:
        return False
    return True if verdicts == (True, True) else None


def _asked(question: Question) -> Days:
    return _range(question.day, question.day) if question.day else None


def _of_conduct(record: Record, conduct: str | None) -> Days:
    said = [
        date.fromisoformat(value.lexical[:10])
        for predicate in (names.STARTED_ON, names.ENDED_ON)
        for value in (record.objects(conduct, predicate) if conduct else ())
        if isinstance(value, Literal)
    ]
    return _range(min(said), max(said)) if said else None


def _range(first: date | None, last: date | None) -> range:
    return range((first or date.min).toordinal(), (last or date.max).toordinal() + 1)


def _covered(days: range, first: date | None, last: date | None) -> bool | None:
    """Whether all of these days lie within two dates, or none, or some (None)."""
    force = _range(first, last)
    inside = range(max(days.start, force.start), min(days.stop, force.stop))
    return {0: False, len(days): True}.get(len(inside))


def _in_time(card: Card, days: Days) -> bool | None:
    if days is None:
        return None
    covered = _covered(days, card.first, card.last)
    return None if covered and card.first is None else covered  # since when is not known


def _in_place(law: Law, record: Record, question: Question, card: Card, days: Days) -> bool | None:
    if card.jurisdiction is None:
        return True
    recorded = (o.lexical for o in record.objects(record.case.iri, names.JURISDICTION) if isinstance(o, Literal))
    places = question.places or tuple(recorded)
    verdicts = {_law_of(law, card.jurisdiction, place, days) for place in places}
    if True in verdicts:
        return True
    return False if verdicts == {False} else None


def _law_of(law: Law, ours: str, place: str, days: Days) -> bool | None:
    """Whether the law of ``ours`` is law in a place."""
    if ours == place:
        return True
    known = {place for joining in law.joinings for place in (joining.member, joining.within)}
    known |= {card.jurisdiction for card in law.definitions if card.jurisdiction}
    sure, thinkable = ([j for j in _joinings(law, (ours, place)) if _holds(j, days) in kept] for kept in _KEPT)
    if (place, ours) in _closed(sure):
        return True
    if {(place, ours), (ours, place)} & _closed(thinkable):
        return None
    return False if place in known or re.fullmatch("[A-Z][A-Z](-[A-Z0-9]{1,3})?", place) else None


_KEPT = ((True,), (True, None))


def _joinings(law: Law, places: Sequence[str]) -> Iterable[Joining]:
    """What the packs say, and that the part of a country whose code begins with the country's lies within it."""
    codes = {*places, *(code for joining in law.joinings for code in (joining.member, joining.within))}
    parts = (re.fullmatch("([A-Z][A-Z])-[A-Z0-9]{1,3}", code) for code in codes)
    return (*law.joinings, *(Joining(part.group(), part.group(1), None, None) for part in parts if part))


def _holds(joining: Joining, days: Days) -> bool | None:
    if joining.first is None and joining.last is None:
        return True
    return None if days is None else _covered(days, joining.first, joining.last)


def _closed(joinings: Iterable[Joining]) -> set[tuple[str, str]]:
    """The pairs of which the one lies within the other, at whatever depth."""
    pairs = {(j.member, j.within) for j in joinings}
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= more
    return pairs
