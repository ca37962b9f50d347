"""Trying sets: what they stand for is added to the case, and the established view is read anew."""

from collections.abc import Callable, Sequence
from typing import Final

from palermo.conclude.situation import Reader
from palermo.entail import View
from palermo.split.case import Case
from palermo.terms import Term, Triple

#: A test of a node in a view.
Test = Callable[[View, Term], bool]

_KEPT: Final = 128


class Trial:
    """A case to which sets of additions are made; bit *n* of a set stands for the *n*-th of ``additions``.

    With ``withheld`` it is the other way round: the additions are made where the bit is *not* in the set.
    """

    __slots__ = ("_additions", "_case", "_every", "_known", "_reader", "_withheld")

    def __init__(
        self, reader: Reader, case: Case, additions: Sequence[tuple[Triple, ...]], *, withheld: bool = False
    ) -> None:
        self._reader, self._case, self._additions, self._withheld = reader, case, tuple(additions), withheld
        self._every = (1 << len(self._additions)) - 1
        self._known: dict[int, View] = {}

    def case(self, bits: int) -> Case:
        """The case with a set added."""
        if self._withheld:
            bits = self._every & ~bits
        return with_triples(self._case, [t for n, added in enumerate(self._additions) if bits >> n & 1 for t in added])

    def view(self, bits: int) -> View:
        """The established view of that case."""
        known = self._known.get(bits)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[bits] = self._reader.established(self.case(bits))
        return known

    def holds(self, test: Test, node: Term, bits: int) -> bool:
        """Whether a test holds of a node with a set added."""
        return test(self.view(bits), node)


def with_triples(case: Case, triples: Sequence[Triple]) -> Case:
    """A case with triples added, each once."""
    if not triples:
        return case
    known = set(case.triples)
    fresh = [t for t in dict.fromkeys(triples) if t not in known]
    return case._replace(triples=(*case.triples, *fresh)) if fresh else case
