"""How old a person was at each conduct, as far as the record says: child, adult, or open.

Ages are whole years. A person's statements give bounds at the time the events began, which is the earliest start of a
conduct towards the person; a conduct that began later shifts what was given as a number.
"""

from datetime import date
from typing import NamedTuple

from palermo import names
from palermo.reference.record import ADMITTED, ALLEGED, CONTESTED, ESTABLISHED, REFUTED, Record
from palermo.terms import Literal

MAJORITY = 18
OLDEST = 1000


class Bounds(NamedTuple):
    """The least and the greatest age, both included."""

    low: int
    high: int

    def meet(self, other: "Bounds") -> "Bounds":
        return Bounds(max(self.low, other.low), min(self.high, other.high))

    def empty(self) -> bool:
        """Whether no age is within."""
        return self.low > self.high

    def sense(self) -> str | None:
        """``child``, ``adult``, or None where the bounds leave it open, or contradict each other."""
        if self.empty():
            return None
        if self.high < MAJORITY:
            return "child"
        return "adult" if self.low >= MAJORITY else None


ANY = Bounds(0, OLDEST)
UNDER = Bounds(0, MAJORITY - 1)
OVER = Bounds(MAJORITY, OLDEST)
_SENSES = {"child": UNDER, "adult": OVER}


class Sense(NamedTuple):
    """What the established and the alleged view say (``child``, ``adult`` or None), and what may still be supposed."""

    established: str | None
    alleged: str | None
    may: frozenset[str]


class Later(NamedTuple):
    """How much later than the beginning of events a conduct began: whole years, and whether some days more."""

    years: int
    more: bool

    def shift(self, b: Bounds) -> Bounds:
        """The ages at the conduct of a person whose age at the beginning is within ``b``; none stays none."""
        return b if b.empty() else Bounds(b.low + self.years, b.high + self.years + self.more)

    def shift_refuted(self, b: Bounds) -> Bounds:
        """The ages at the conduct that no age outside ``b`` at the beginning leads to."""
        return Bounds(self.years if b.low <= 0 else b.low + self.years + self.more, b.high + self.years)


AT_FIRST = Later(0, False)


def later(first: date | None, day: date | None) -> Later:
    """How much later than ``first`` a day is."""
    if first is None or day is None or day <= first:
        return AT_FIRST
    return Later(whole_years(first, day), (day.month, day.day) != (first.month, first.day))


def _day(year: int, month: int, day: int) -> date:
    """A date, 29 February being 1 March in a common year."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)


def whole_years(start: date, end: date) -> int:
    """The whole years from one day to a later one (negative or zero where it is not later)."""
    passed = end >= _day(end.year, start.month, start.day)
    return end.year - start.year - (0 if passed else 1)


class Ages:
    """The ages of the persons of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def of_person(self, person: str) -> Sense:
        """When the events began; a birth date counts at the earliest dated conduct."""
        return self._sense(person, None, AT_FIRST, self._earliest(person))

    def at(self, person: str, conduct: str | None) -> Sense:
        """At one conduct towards the person; None stands for a conduct that is only supposed."""
        if conduct is None:
            return self._supposed(person)
        started = self._started(conduct)
        return self._sense(person, conduct, later(self._earliest(person), started), started)

    def _supposed(self, person: str) -> Sense:
        """At a conduct that is only supposed: no date; what the person is under another name holds here too."""
        own = self._sense(person, None, AT_FIRST, None)
        for other in map(self.of_person, self._record.other_names(person)):
            if own.established is None and (other.established or (other.alleged and not own.alleged)):
                own = other
        return own

    def _sense(self, person: str, conduct: str | None, by: Later, day: date | None) -> Sense:
        facts = [(self._record.standing(fact), self._interval(fact)) for fact in self._facts(person)]
        start = self._stated(person)  # contradictory years at the beginning stay so later, hence they are met first
        for standing, interval in facts:
            start = start.meet(interval) if standing == ESTABLISHED else start
        claims = [by.shift(start.meet(interval)) for standing, interval in facts if standing in (ALLEGED, CONTESTED)]
        refuted = [by.shift_refuted(interval) for standing, interval in facts if standing == REFUTED]
        bounds = by.shift(start).meet(self._by_birth(person, day))
        bounds = self._of_class(person, bounds, by)
        if conduct is not None and person in self._record.objects(conduct, names.TOWARDS_CHILD):
            standing = self._record.standing(conduct)
            if standing == ESTABLISHED:
                bounds = bounds.meet(UNDER)
            elif standing in ADMITTED[ALLEGED]:
                claims.append(UNDER)
        return _weigh(bounds, claims, refuted)

    def _stated(self, person: str) -> Bounds:
        """The numbers that the person's own statements give."""
        low, high = self._numbers(person, names.AGE_AT_LEAST), self._numbers(person, names.AGE_AT_MOST)
        exact = self._numbers(person, names.AGE_AT_TIME)
        return Bounds(max([0, *low, *exact]), min([OLDEST, *high, *exact]))

    def _of_class(self, person: str, numbers: Bounds, by: Later) -> Bounds:
        """The bounds with what the person is stated to be; at a later conduct numbers prevail over that."""
        bounds = numbers
        for cls, range_ in ((names.CHILD, UNDER), (names.ADULT, OVER)):
            if cls in self._record.classes(person):
                bounds = bounds.meet(range_)
        return numbers if bounds.empty() and by != AT_FIRST else bounds

    def _by_birth(self, person: str, day: date | None) -> Bounds:
        bounds = ANY
        for literal in self._record.objects(person, names.BIRTH_DATE):
            if day is not None and isinstance(literal, Literal):
                age = whole_years(_date(literal), day)
                bounds = bounds.meet(Bounds(age, age))
        return bounds

    def _facts(self, person: str) -> list[str]:
        return [o for o in self._record.objects(person, names.AGE) if isinstance(o, str) and o in self._record.facts]

    def _interval(self, fact: str) -> Bounds:
        exact = self._numbers(fact, names.YEARS)
        low, high = self._numbers(fact, names.YEARS_AT_LEAST), self._numbers(fact, names.YEARS_AT_MOST)
        return Bounds(max([0, *low, *exact]), min([OLDEST, *high, *exact]))

    def _numbers(self, node: str, predicate: str) -> list[int]:
        return [int(o.lexical) for o in self._record.objects(node, predicate) if isinstance(o, Literal)]

    def _started(self, conduct: str) -> date | None:
        days = [_date(o) for o in self._record.objects(conduct, names.STARTED_ON) if isinstance(o, Literal)]
        return min(days, default=None)

    def _earliest(self, person: str) -> date | None:
        days = [self._started(c) for c in self._record.conducts_towards(person)]
        return min((d for d in days if d is not None), default=None)


def _date(literal: Literal) -> date:
    """The day of an ``xsd:date``; a time zone says nothing here."""
    return date.fromisoformat(literal.lexical[:10])


def _weigh(bounds: Bounds, claims: list[Bounds], refuted: list[Bounds]) -> Sense:
    if bounds.empty():  # a contradiction says nothing, and leaves everything open
        return Sense(None, None, frozenset(_SENSES))
    established = bounds.sense()
    if established is not None:
        return Sense(established, established, frozenset((established,)))
    senses = {bounds.meet(claim).sense() for claim in claims}
    alleged = next((s for s in _SENSES if s in senses), None)
    may = {s for s, range_ in _SENSES.items() if not _closed(bounds.meet(range_), refuted)}
    if alleged is not None:
        may.add(alleged)
    return Sense(None, alleged, frozenset(may))


def _closed(left: Bounds, refuted: list[Bounds]) -> bool:
    """Whether the refuted intervals together cover every age that is left."""
    return all(any(r.low <= age <= r.high for r in refuted) for age in range(left.low, left.high + 1))
