"""One case, ready to be judged: its record, its views, and who stands where in it."""

from typing import NamedTuple

from palermo.entail import Inference, View
from palermo.evaluate.refutation import Refutations, read_table
from palermo.names import BY, CONCERNS, INDICATOR, PERSON
from palermo.split.case import Case
from palermo.terms import Term
from palermo.view.age import AgeReading, read_ages
from palermo.view.record import ClassTree, Edges, Record, index
from palermo.view.standing import RANK, Standings, capped, read_standings
from palermo.vocabulary import PropertyInfo

_EMPTY: frozenset[str] = frozenset()


class Situation(NamedTuple):
    """A record, the standing of its facts, its established and alleged views, and ``whole``: everything written, with
    what follows, whatever its standing. ``conducts`` maps each person to the conducts towards that person."""

    record: Record
    standings: Standings
    persons: tuple[str, ...]
    conducts: dict[str, list[str]]
    established: View
    alleged: View
    whole: View
    refutations: Refutations
    has_indicators: bool

    def standing_on(self, subject: str, fact: str) -> str:
        """The standing of a fact where it hangs: that of a conduct caps that of its facts."""
        return capped(self.standings.standing(fact), self.standings.standing(subject))

    def admits(self, node: str) -> bool:
        """Whether the alleged view has a conduct or fact."""
        return RANK[self.standings.standing(node)] < 2


class Reader:
    """Turns cases into situations under one rulebook."""

    __slots__ = ("_classes", "_inference", "_last", "_properties", "_steps", "_tree", "_unions")

    def __init__(
        self,
        tree: ClassTree,
        inference: Inference,
        classes: dict[str, frozenset[str]],
        properties: dict[str, PropertyInfo],
        unions: dict[str, tuple[str, ...]],
        steps: frozenset[str],
    ) -> None:
        self._tree, self._inference, self._classes = tree, inference, classes
        self._properties, self._unions, self._steps = properties, unions, steps
        self._last: tuple[Case, Record, dict[str, list[str]]] | None = None

    def record(self, case: Case) -> tuple[Record, dict[str, list[str]]]:
        """A case as written, and the conducts towards each of its persons. That of the case asked for last is kept:
        a case is validated first, and judged after."""
        last = self._last
        if last is None or last[0] is not case:
            record = index(case, self._tree)
            conducts = self._conducts(self._edges(record))
            dealt = {person: conducts.get(person, []) for person in _persons(record, conducts)}
            last = self._last = case, record, dealt
        return last[1], last[2]

    def read(self, case: Case) -> Situation:
        """The situation that a case describes; each view is built first and entailed after."""
        record, dealt = self.record(case)
        persons = tuple(dealt)
        standings = read_standings(record)
        ages = read_ages(record, standings, dealt, False)
        established = self._inference.view(record, standings.beyond_established, ages)
        alleged = whole = established
        if standings.beyond_established:
            with_claims = read_ages(record, standings, dealt, True)
            alleged = self._inference.view(record, standings.beyond_alleged, with_claims)
            whole = self._inference.view(record, _EMPTY, with_claims) if standings.beyond_alleged else alleged
        table = read_table(record, standings, self._tree)
        refutations = Refutations(table, self._classes, self._properties, self._unions)
        has_indicators = any(INDICATOR in types for types in alleged.types.values())
        return Situation(record, standings, persons, dealt, established, alleged, whole, refutations, has_indicators)

    def established(self, case: Case) -> View:
        """The established view of a case alone: what :meth:`read` has as ``established``."""
        record, dealt = self.record(case)
        standings = read_standings(record)
        ages = read_ages(record, standings, dealt, False)
        return self._inference.view(record, standings.beyond_established, ages)

    def spreads(self, record: Record) -> bool:
        """Whether some rule beyond the class and property trees could fire on a record."""
        return self._inference.adds_edges(record)

    def _edges(self, record: Record) -> Edges:
        """The edges of a record, with those that follow where a rule could add to them."""
        if not self.spreads(record):
            return record.out
        return self._inference.view(record, _EMPTY, AgeReading((), (), ())).out

    def _conducts(self, out: Edges) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for p in self._steps:
            for conduct, persons in out.get(p, {}).items():
                for person in persons:
                    if isinstance(person, str):
                        found.setdefault(person, set()).add(conduct)
        return {person: sorted(conducts) for person, conducts in found.items()}


def _persons(record: Record, conducts: dict[str, list[str]]) -> tuple[str, ...]:
    """Those whom the case concerns or a conduct is towards, and every other person described but the agents."""
    agents: set[Term] = {o for objects in record.out.get(BY, {}).values() for o in objects}
    found = set(conducts)
    found.update(o for os in record.out.get(CONCERNS, {}).values() for o in os if isinstance(o, str))
    found.update(n for n, kinds in record.kinds.items() if PERSON in kinds and n not in agents and isinstance(n, str))
    return tuple(sorted(found))
