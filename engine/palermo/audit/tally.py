"""Counting, one case after the other. What is kept grows with the number of groups, and that is bounded."""

from collections.abc import Iterable, Sequence

from palermo.audit.figures import COLUMNS, MORE, UNSUPPORTED, Audit, Figures, Group, Region, Table
from palermo.audit.groupings import Grouping
from palermo.audit.keys import KeyReader, Keys
from palermo.audit.labelled import Standing, standing_of
from palermo.findings import SUPPORTS, CaseFindings, LabelFinding, PersonFindings
from palermo.rulebook import Rulebook

#: So many groups a grouping keeps; the labels of others are counted together.
MOST = 10_000

_COLUMN = {support: column for column, support in enumerate(SUPPORTS)} | {None: len(SUPPORTS)}


class _Count:
    """Figures that grow."""

    __slots__ = ("missing", "supports", "unlabelled")

    def __init__(self) -> None:
        self.supports = [0] * len(COLUMNS)
        self.missing: dict[str, int] = {}
        self.unlabelled = 0

    def label(self, column: int, missing: Iterable[str]) -> None:
        self.supports[column] += 1
        if column == UNSUPPORTED:
            for element in missing:
                self.missing[element] = self.missing.get(element, 0) + 1

    def figures(self, elements: Iterable[str], of_persons: bool) -> Figures:
        missing = tuple((element, self.missing.get(element, 0)) for element in elements)
        return Figures(sum(self.supports), tuple(self.supports), missing, self.unlabelled if of_persons else None)


class Tally:
    """The count of labels under one rulebook, for some definitions and groupings."""

    def __init__(self, rulebook: Rulebook, by: Sequence[Grouping], lang: str = "en", most: int = MOST) -> None:
        self._rulebook, self._by, self._most = rulebook, tuple(by), most
        self._reader = KeyReader(rulebook, lang)
        self._total = _Count()
        self._groups: tuple[dict[str, _Count], ...] = tuple({} for _ in self._by)
        self._beyond: tuple[_Count, ...] = tuple(_Count() for _ in self._by)
        self._crowded = [False] * len(self._by)
        self._cases = self._persons = self._labelled = self._meeting = 0
        self._unlabelled_by: dict[str, int] = {}
        self._regions: dict[str, list[int]] = {}

    def add(self, found: CaseFindings) -> None:
        """Count one case."""
        self._cases += 1
        keys: Keys | None = None
        for person in found.persons:
            self._persons += 1
            standing = standing_of(person, self._rulebook.also_said)
            self._person(person, standing)
            if person.labellings or standing.unlabelled:
                keys = keys or self._reader.read(found)
                self._grouped(person, standing, keys)

    @property
    def more(self) -> int:
        """How many labels say more than the record."""
        return sum(self._total.supports[column] for column in MORE)

    def audit(self) -> Audit:
        """What was counted."""
        elements = sorted(self._total.missing)
        tables = (self._table(index, grouping, elements) for index, grouping in enumerate(self._by))
        regions = [Region(name, *counts) for name, counts in sorted(self._regions.items())]
        met, not_met = (sum(counts[i] for counts in self._regions.values()) for i in (0, 1))
        return Audit(
            self._cases,
            self._persons,
            self._labelled,
            self._meeting,
            self._total.figures(elements, True),
            tuple(sorted(self._unlabelled_by.items())),
            tuple(tables),
            tuple(regions),
            Region("", met, not_met),
            tuple(g.id for g, crowded in zip(self._by, self._crowded, strict=True) if crowded),
            0,
        )

    def _person(self, person: PersonFindings, standing: Standing) -> None:
        self._labelled += bool(person.labellings)
        self._meeting += bool(standing.met)
        self._total.unlabelled += standing.unlabelled
        for finding in person.findings:
            self._unlabelled_by.setdefault(finding.definition, 0)
        for finding in standing.unsaid:
            self._unlabelled_by[finding.definition] += 1
        region = person.established.region
        if standing.labelled and region is not None:
            self._regions.setdefault(region, [0, 0])[0 if standing.met else 1] += 1

    def _grouped(self, person: PersonFindings, standing: Standing, keys: Keys) -> None:
        for label in person.labellings:
            self._total.label(_COLUMN[label.support], label.missing)
        for index, grouping in enumerate(self._by):
            for label in person.labellings:
                self._label(index, grouping, person.person, label, keys)
            if standing.unlabelled and grouping.property is not None:
                for key in keys.of_person(grouping.property, person.person):
                    self._count(index, key).unlabelled += 1

    def _label(self, index: int, grouping: Grouping, person: str, label: LabelFinding, keys: Keys) -> None:
        for key in keys.of_label(grouping, person, label):
            self._count(index, key).label(_COLUMN[label.support], label.missing)

    def _count(self, index: int, key: str) -> _Count:
        groups = self._groups[index]
        found = groups.get(key)
        if found is None:
            if len(groups) >= self._most:
                self._crowded[index] = True
                return self._beyond[index]
            found = groups[key] = _Count()
        return found

    def _table(self, index: int, grouping: Grouping, elements: Sequence[str]) -> Table:
        of_persons = grouping.property is not None
        groups = [Group(key, count.figures(elements, of_persons)) for key, count in self._groups[index].items()]
        beyond = self._beyond[index].figures(elements, of_persons) if self._crowded[index] else None
        return Table(grouping, tuple(sorted(groups, key=_order)), beyond)


def _order(group: Group) -> tuple[int, int, str]:
    figures = group.figures
    return (-(figures.labels or 0), -(figures.unlabelled or 0), group.key)
