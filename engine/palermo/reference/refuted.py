"""Where a record refutes that something has a value of a class.

Refutation runs down the class tree, is local to a subject and a property (and the properties below), and reaches a
class that is exactly the union of its kinds where all of them are refuted.
"""

from palermo.reference.record import REFUTED, Record
from palermo.terms import Literal

_NOTHING: frozenset[str] = frozenset()


class Refutations:
    """The refuted facts of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def refuters(self, subject: str, predicate: str, cls: str) -> frozenset[str]:
        """The facts that refute a value of ``cls`` here; none where it stays open."""
        return self._refuters(subject, predicate, cls, _NOTHING)

    def _refuters(self, subject: str, predicate: str, cls: str, seen: frozenset[str]) -> frozenset[str]:
        above = self._record.axioms.above(cls)
        own = frozenset(f for f in self._refuted(subject, predicate) if self._record.specific(f) & above)
        if own:
            return own
        found = _NOTHING
        for whole in above - seen:
            for kinds in self._record.axioms.kinds.get(whole, ()):
                parts = [self._refuters(subject, predicate, kind, seen | {whole}) for kind in kinds]
                if all(parts):
                    found = found.union(*parts)
        return found

    def _refuted(self, subject: str, predicate: str) -> frozenset[str]:
        """The refuted facts that hang on the subject by the property or one above it."""
        above = self._record.axioms.properties_above(predicate)
        return frozenset(
            o
            for p, o in self._record.edges(subject)
            if p in above
            and not isinstance(o, Literal)
            and o in self._record.facts
            and self._record.standing(o) == REFUTED
        )
