"""Counting, one case after the other, in whatever order they come.

What is kept grows with the number of groups, and that is bounded; and by eight bytes a case, to tell that one came up
twice.
"""

from array import array
from collections.abc import Sequence
from typing import Final, Generic, Self, TypeVar

from palermo.findings import OUTCOMES
from palermo.rulebook import Rulebook
from palermo.summary.areas import Areas, read_areas
from palermo.summary.figures import GROUPINGS, VIEWS, YEAR, Area, Group, OfDefinition, Summary, Table, View
from palermo.summary.told import NONE_NAMED, Outcome, Person, Place, Told

#: So many groups of each kind are kept; others are counted together.
MOST: Final = 10_000

_AT: Final = {outcome: at for at, outcome in enumerate(OUTCOMES)}
_NOT_ESTABLISHED: Final = "not-established"

Key = TypeVar("Key", str, tuple[str, ...])


class _Count:
    """Persons, and the outcomes under each definition, that grow."""

    __slots__ = ("outcomes", "persons")

    def __init__(self) -> None:
        self.persons = 0
        self.outcomes: dict[str, list[int]] = {}

    def add(self, found: Sequence[Outcome]) -> None:
        self.persons += 1
        for one in found:
            self.of(one.definition)[_AT[one.outcome]] += 1

    def of(self, definition: str) -> list[int]:
        counts = self.outcomes.get(definition)
        if counts is None:
            counts = self.outcomes[definition] = [0] * len(OUTCOMES)
        return counts

    def take(self, other: Self) -> None:
        self.persons += other.persons
        for definition, more in other.outcomes.items():
            counts = self.of(definition)
            counts[:] = [a + b for a, b in zip(counts, more, strict=True)]


class _Least(Generic[Key]):
    """Counts by key. As many as ``most`` keys are kept, those that come first in order; all others are counted
    together. Which these are depends on the keys and not on when they came: one that is let go has ``most`` before it,
    now and for ever."""

    __slots__ = ("_most", "kept", "others")

    def __init__(self, most: int) -> None:
        self._most = most
        self.kept: dict[Key, _Count] = {}
        self.others = _Count()

    def at(self, key: Key) -> _Count:
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= 2 * self._most:
                self.settle()
            found = self.kept[key] = _Count()
        return found

    def settle(self) -> None:
        """Let go of what is beyond."""
        for key in sorted(self.kept)[self._most :]:
            self.others.take(self.kept.pop(key))


class _Missing:
    """What those lack for whom a definition is not established."""

    __slots__ = ("elements", "sets")

    def __init__(self, most: int) -> None:
        self.elements: dict[str, int] = {}
        self.sets: _Least[tuple[str, ...]] = _Least(most)

    def add(self, missing: tuple[str, ...]) -> None:
        for element in missing:
            self.elements[element] = self.elements.get(element, 0) + 1
        self.sets.at(missing).persons += 1


class _Places:
    """Where persons lie on one view."""

    __slots__ = ("_names", "_resting", "areas", "categories", "unplaced")

    def __init__(self, areas: Areas) -> None:
        self._resting = areas.resting
        self._names = {card.id: card.category.id for card in areas.cards if card.category}
        #: By area: all persons, those who meet the definition, those for whom the category holds that names it.
        self.areas: dict[str, list[int]] = {}
        self.categories: dict[str, int] = {}
        self.unplaced = 0

    def add(self, place: Place) -> None:
        region, categories = place
        if region is None:
            self.unplaced += 1
            return
        counts = self.areas.get(region)
        if counts is None:
            counts = self.areas[region] = [0, 0, 0]
        counts[0] += 1
        counts[1] += not self._resting.isdisjoint(categories)
        counts[2] += self._names.get(region) in categories
        for category in categories:
            self.categories[category] = self.categories.get(category, 0) + 1


class Tally:
    """The count of cases under one rulebook, which says what the areas of the diagram are."""

    def __init__(self, rulebook: Rulebook, most: int = MOST) -> None:
        self._most = most
        self._areas = read_areas(rulebook)
        self._order = {card.id: at for at, card in enumerate(rulebook.definitions)}
        self._categories = [card.id for card in rulebook.categories]
        self._cases = self._persons = self._left_out = 0
        self._seen = tuple(array("Q") for _ in range(256))
        self._all = _Count()
        self._missing: dict[str, _Missing] = {}
        self._views = tuple(_Places(self._areas) for _ in VIEWS)
        self._groups: tuple[_Least[str], ...] = tuple(_Least(most) for _ in GROUPINGS)

    def add(self, told: Told) -> None:
        """Count one case."""
        self._cases += 1
        name = hash(told.case) & 0xFFFF_FFFF_FFFF_FFFF
        self._seen[name >> 56].append(name)
        for person in told.persons:
            self._person(person, told)

    def leave_out(self, inputs: int) -> None:
        """Inputs that a file of findings says could not be classified."""
        self._left_out += inputs

    def summary(self) -> Summary:
        """What was counted."""
        views = tuple(map(self._view, VIEWS, self._views))
        placed = self._areas.cards and any(places.areas for places in self._views)
        return Summary(
            self._cases,
            sum(len(names) - len(set(names)) for names in self._seen),
            self._left_out,
            self._all.persons,
            tuple(self._definition(id_, counts) for id_, counts in self._in_order(self._all)),
            views if placed else (),
            tuple(map(self._table, GROUPINGS, self._groups)),
        )

    def _person(self, person: Person, told: Told) -> None:
        self._all.add(person.outcomes)
        for definition, outcome, missing in person.outcomes:
            if outcome == _NOT_ESTABLISHED:
                found = self._missing.get(definition)
                if found is None:
                    found = self._missing[definition] = _Missing(self._most)
                found.add(missing)
        established, alleged = self._views
        established.add(person.established)
        alleged.add(person.alleged)
        keys = (told.jurisdictions, tuple(f"{year:04}" for year in told.years), person.sources)
        for groups, named in zip(self._groups, keys, strict=True):
            for key in named or (NONE_NAMED,):
                groups.at(key).add(person.outcomes)

    def _in_order(self, count: _Count) -> list[tuple[str, tuple[int, ...]]]:
        """Outcomes by definition, in the order of the rulebook; those that it does not know last, by name."""
        last = len(self._order)
        ids = sorted(count.outcomes, key=lambda id_: (self._order.get(id_, last), id_))
        return [(id_, tuple(count.outcomes[id_])) for id_ in ids]

    def _definition(self, id_: str, outcomes: tuple[int, ...]) -> OfDefinition:
        missing = self._missing.get(id_) or _Missing(self._most)
        missing.sets.settle()
        elements = sorted(missing.elements.items(), key=lambda pair: (-pair[1], pair[0]))
        sets = [(lacking, count.persons) for lacking, count in missing.sets.kept.items()]
        sets.sort(key=lambda pair: (-pair[1], pair[0]))
        return OfDefinition(id_, outcomes, tuple(elements), tuple(sets), missing.sets.others.persons)

    def _view(self, name: str, places: _Places) -> View:
        known = [card.id for card in self._areas.cards]
        areas = (self._area(id_, *places.areas.get(id_, (0, 0, 0))) for id_ in _all_of(known, places.areas))
        categories = ((id_, places.categories.get(id_, 0)) for id_ in _all_of(self._categories, places.categories))
        return View(name, tuple(areas), tuple(categories), places.unplaced)

    def _area(self, id_: str, persons: int, met: int, named: int) -> Area:
        card = next((card for card in self._areas.cards if card.id == id_), None)
        divided = card is not None and bool(card.definitions)
        return Area(
            id_,
            persons,
            named if card is not None and card.category else None,
            met if divided else None,
            persons - met if divided else None,
        )

    def _table(self, grouping: str, groups: _Least[str]) -> Table:
        groups.settle()
        found = [Group(key, count.persons, tuple(self._in_order(count))) for key, count in groups.kept.items()]
        others = groups.others
        beyond = Group(NONE_NAMED, others.persons, tuple(self._in_order(others))) if others.persons else None
        return Table(grouping, tuple(sorted(found, key=_by_time if grouping == YEAR else _by_size)), beyond)


def _by_size(group: Group) -> tuple[int, str]:
    return -group.persons, group.key


def _by_time(group: Group) -> tuple[bool, str]:
    return group.key == NONE_NAMED, group.key


def _all_of(known: Sequence[str], found: dict[str, int] | dict[str, list[int]]) -> list[str]:
    """What the rulebook knows, in its order, and then what else came up, by name."""
    return [*known, *sorted(found.keys() - set(known))]
