"""Age by date arithmetic: whether a person was under eighteen when the events, or a conduct, began.

Years are whole years of age. The eighteenth birthday is the first day of being eighteen; who was born on 29 February
has the birthday on 1 March in a common year.
"""

from datetime import date
from typing import Final, NamedTuple

from palermo.names import (
    ADULT,
    AGE,
    AGE_AT_LEAST,
    AGE_AT_MOST,
    AGE_AT_TIME,
    BIRTH_DATE,
    CHILD,
    STARTED_ON,
    TOWARDS_CHILD,
    YEARS,
    YEARS_AT_LEAST,
    YEARS_AT_MOST,
)
from palermo.terms import Literal, Term
from palermo.view.record import Record
from palermo.view.standing import RANK, Standings

MAJORITY: Final = 18
OLDEST: Final = 150
_NOTHING: Final[dict[str, list[Term]]] = {}


class Years(NamedTuple):
    """Whole years of age, from and to, both included."""

    low: int
    high: int

    def meet(self, other: "Years") -> "Years":
        """What both leave."""
        return Years(max(self.low, other.low), min(self.high, other.high))

    def later(self, least: int, most: int) -> "Years":
        """The same person that many years later, at least and at most; a contradiction stays one."""
        return self if self.low > self.high else Years(self.low + least, self.high + most)

    def child(self) -> bool:
        """Whether these years say under eighteen; contradictory years say nothing."""
        return self.low <= self.high < MAJORITY

    def adult(self) -> bool:
        """Whether these years say eighteen or older."""
        return MAJORITY <= self.low <= self.high


ANY: Final = Years(0, OLDEST)


class AgeReading(NamedTuple):
    """What a view says of age: persons who are child or adult, and conducts towards a child, as (conduct, person)."""

    children: tuple[str, ...]
    adults: tuple[str, ...]
    towards_child: tuple[tuple[str, str], ...]


class Said(NamedTuple):
    """What the record says of one person's age when the events began. ``known`` is established; ``claims`` are alleged
    or contested; ``denied`` was refuted. ``minor`` and ``major`` are the classes, which hold for every conduct."""

    known: Years
    claims: tuple[Years, ...]
    denied: tuple[Years, ...]
    minor: bool
    major: bool
    born: date | None

    @property
    def silent(self) -> bool:
        """Whether nothing at all is said."""
        return self.known == ANY and not (self.claims or self.minor or self.major or self.born or self.denied)


def whole_years(start: date, end: date) -> int:
    """Whole years from one date to another.

    >>> whole_years(date(2004, 2, 29), date(2022, 2, 28)), whole_years(date(2004, 2, 29), date(2022, 3, 1))
    (17, 18)
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def read_said(record: Record, standings: Standings, person: str) -> Said:
    """What a record says of a person's age."""
    out = record.out
    known = _numbers(record, person, AGE_AT_TIME, AGE_AT_LEAST, AGE_AT_MOST)
    claims: list[Years] = []
    denied: list[Years] = []
    for fact in out.get(AGE, _NOTHING).get(person, ()):
        if not isinstance(fact, str):
            continue
        years = years_of(record, fact)
        standing = standings.standing(fact)
        if standing == "established":
            known = known.meet(years)
        elif RANK[standing] == 1:
            claims.append(years)
        elif standing == "refuted":
            denied.append(years)
    classes = record.kinds.get(person, ())
    born = _day(out.get(BIRTH_DATE, _NOTHING).get(person, ()))
    return Said(known, tuple(claims), tuple(denied), CHILD in classes, ADULT in classes, born)


def years_of(record: Record, fact: str) -> Years:
    """The years that a fact of age gives."""
    return _numbers(record, fact, YEARS, YEARS_AT_LEAST, YEARS_AT_MOST)


class Timeline(NamedTuple):
    """When the conducts towards one person began: the earliest day, and each conduct's own day."""

    first: date | None
    days: dict[str, date | None]

    def lapse(self, conduct: str) -> tuple[int, int]:
        """Years of age that may have been added since the events began: at least, at most."""
        day = self.days.get(conduct)
        if day is None or self.first is None or day == self.first:
            return 0, 0
        years = whole_years(self.first, day)
        same_day = (day.month, day.day) == (self.first.month, self.first.day)
        return years, years if same_day else years + 1


def read_timeline(record: Record, conducts: list[str]) -> Timeline:
    """The days on which these conducts began."""
    starts = record.out.get(STARTED_ON, _NOTHING)
    days = {c: _day(starts.get(c, ())) for c in conducts}
    return Timeline(min((d for d in days.values() if d is not None), default=None), days)


def years_at(said: Said, years: Years, timeline: Timeline, conduct: str | None) -> Years:
    """A person's years when a conduct began, or when the events began for None, given years at that beginning."""
    least, most = timeline.lapse(conduct) if conduct is not None else (0, 0)
    then = years.later(least, most)
    day = timeline.days.get(conduct) if conduct is not None else timeline.first
    if said.born is not None and day is not None and day >= said.born:
        age = whole_years(said.born, day)
        then = then.meet(Years(age, age))
    stated = _of_classes(said)
    met = then.meet(stated)
    # A class speaks of when the events began: where numbers say otherwise of a later conduct, they prevail.
    return then if met.low > met.high and most else met


def _of_classes(said: Said) -> Years:
    low = MAJORITY if said.major else 0
    return Years(low, MAJORITY - 1 if said.minor else OLDEST + OLDEST)


def judge(said: Said, timeline: Timeline, conduct: str | None, with_claims: bool) -> str | None:
    """``child``, ``adult`` or None, for one conduct or for when the events began (None)."""
    known = years_at(said, said.known, timeline, conduct)
    if known.child():
        return "child"
    if known.adult():
        return "adult"
    if with_claims:
        then = [years_at(said, said.known.meet(claim), timeline, conduct) for claim in said.claims]
        if any(years.child() for years in then):
            return "child"
        if any(years.adult() for years in then):
            return "adult"
    return None


def supposable(said: Said, timeline: Timeline, conduct: str | None, word: str) -> bool:
    """Whether the record leaves it open that the person was a child (or an adult) then. Refuted ages are out; ages that
    contradict one another leave everything open."""
    if judge(said, timeline, conduct, False) is not None:
        return judge(said, timeline, conduct, False) == word
    least, most = timeline.lapse(conduct) if conduct is not None else (0, 0)
    exact = years_at(said, ANY, timeline, conduct)
    left = [
        (start, age)
        for start in range(max(said.known.low, 0), min(said.known.high, OLDEST) + 1)
        for age in range(max(start + least, exact.low), min(start + most, exact.high) + 1)
    ]
    if not left:
        return True  # what is said contradicts itself, hence settles nothing
    return any(
        (age < MAJORITY) == (word == "child")
        for start, age in left
        if not any(denied.low <= start <= denied.high for denied in said.denied)
    )


class World(NamedTuple):
    """One way to settle an open age: by ``child`` or by ``adult``. ``open_person`` says whether that may be supposed
    of when the events began, ``open_conducts`` of which conducts; ``known_child`` are those where nothing need be
    supposed."""

    word: str
    open_person: bool
    open_conducts: frozenset[str]
    known_child: frozenset[str]


def worlds(said: Said, timeline: Timeline) -> tuple[World, ...]:
    """The worlds of one person's age: child and adult in turn where it is open, one where nothing is."""
    every = frozenset(timeline.days)
    if said.silent:
        return World("child", True, every, frozenset()), World("adult", True, every, frozenset())
    known = frozenset(c for c in every if judge(said, timeline, c, True) == "child")
    found = tuple(
        World(
            word,
            supposable(said, timeline, None, word),
            frozenset(c for c in every if supposable(said, timeline, c, word)),
            known,
        )
        for word in ("child", "adult")
    )
    child, adult = found
    if not child.open_person and not child.open_conducts:
        return (adult,)
    return (child,) if not adult.open_person and not adult.open_conducts else found


def read_ages(record: Record, standings: Standings, conducts_of: dict[str, list[str]], with_claims: bool) -> AgeReading:
    """What the established view, or with claims the alleged view, says of the age of each person."""
    children: list[str] = []
    adults: list[str] = []
    pairs: list[tuple[str, str]] = []
    for person, conducts in conducts_of.items():
        said = read_said(record, standings, person)
        if said.silent:
            continue
        timeline = read_timeline(record, conducts)
        at_first = judge(said, timeline, None, with_claims)
        if at_first == "child":
            children.append(person)
        elif at_first == "adult":
            adults.append(person)
        pairs.extend((c, person) for c in conducts if judge(said, timeline, c, with_claims) == "child")
    written = record.out.get(TOWARDS_CHILD, _NOTHING)
    return AgeReading(tuple(children), tuple(adults), tuple((c, p) for c, p in pairs if p not in written.get(c, ())))


def _numbers(record: Record, node: str, exact: str, least: str, most: str) -> Years:
    low, high = 0, OLDEST
    for value in _integers(record, exact, node):
        low, high = max(low, value), min(high, value)
    for value in _integers(record, least, node):
        low = max(low, value)
    for value in _integers(record, most, node):
        high = min(high, value)
    return Years(low, high)


def _integers(record: Record, predicate: str, node: str) -> list[int]:
    values = record.out.get(predicate, _NOTHING).get(node, ())
    return [int(v.lexical) for v in values if isinstance(v, Literal)]


def _day(values: object) -> date | None:
    """The day of the first date literal, its time zone left aside (XML Schema 1.1 part 2, section 3.3.9)."""
    if isinstance(values, (list, tuple)):
        for value in values:
            if isinstance(value, Literal):
                try:
                    return date.fromisoformat(value.lexical[:10])
                except ValueError:
                    return None
    return None
