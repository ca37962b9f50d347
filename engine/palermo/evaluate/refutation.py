"""What a record refutes: a class of value for one subject and property, and every class below it."""

from typing import NamedTuple

from palermo.names import CONDUCT, FACT
from palermo.view.record import ClassTree, Record
from palermo.view.standing import Standings
from palermo.vocabulary import PropertyInfo


class Refuting(NamedTuple):
    """A class refuted by a fact."""

    cls: str
    fact: str


#: Subject and property to what is refuted there.
Table = dict[tuple[str, str], list[Refuting]]


class Refutations:
    """Answers whether "a value of this class, here" is refuted. Refutation is local to subject and property, and
    reaches the properties below; it runs down the class tree, and up to a class that is exactly the union of its
    kinds once all of them are refuted."""

    __slots__ = ("_classes", "_properties", "_table", "_unions")

    def __init__(
        self,
        table: Table,
        classes: dict[str, frozenset[str]],
        properties: dict[str, PropertyInfo],
        unions: dict[str, tuple[str, ...]],
    ) -> None:
        self._table, self._classes, self._properties, self._unions = table, classes, properties, unions

    def __bool__(self) -> bool:
        return bool(self._table)

    def refuting(self, subject: str, p: str, cls: str) -> tuple[str, ...]:
        """The facts that refute a class here, in order; empty where it is open."""
        info = self._properties.get(p)
        here = [r for q in (info.supers if info else (p,)) for r in self._table.get((subject, q), ())]
        return tuple(sorted(set(self._by(here, cls, frozenset())))) if here else ()

    def _by(self, here: list[Refuting], cls: str, asked: frozenset[str]) -> list[str]:
        above = self._classes.get(cls, frozenset((cls,)))
        facts = [r.fact for r in here if r.cls in above]
        if facts or cls in asked:
            return facts
        for union in sorted(above & self._unions.keys()):
            if union in asked:
                continue
            by_kind = [self._by(here, kind, asked | {union, cls}) for kind in self._unions[union]]
            if all(by_kind):
                facts.extend(f for found in by_kind for f in found)
        return facts


def read_table(record: Record, standings: Standings, tree: ClassTree) -> Table:
    """What the facts of a record refute. On a refuted conduct nothing is supposed anyway: its facts refute nothing."""
    table: Table = {}
    if not any(s == "refuted" for s in standings.of.values()):
        return table
    refuted = {n for n, s in standings.of.items() if s == "refuted"}
    facts = {n for n in refuted if record.of_kind(n, FACT)}
    conducts = {n for n in refuted if record.of_kind(n, CONDUCT)}
    for p, edges in record.out.items():
        for subject in edges.keys() - conducts:
            for fact in facts.intersection(edges[subject]):
                classes = tree.most_specific(record.asserted.get(fact, []))
                table.setdefault((subject, p), []).extend(Refuting(c, fact) for c in classes)
    return table
