"""The kinds of a class: which a record leaves open at one place, and which may be named in a proposal."""

from palermo.evaluate.refutation import Refutations
from palermo.whatif.parts import Parts


class Kinds:
    """Looks up kinds in the class tree of a rulebook, for one record."""

    __slots__ = ("_direct", "_never", "_refutations", "_supers", "_unions")

    def __init__(self, parts: Parts, refutations: Refutations) -> None:
        self._supers, self._unions = parts.vocabulary.classes, parts.unions
        self._never, self._refutations = parts.never_proposed, refutations
        self._direct: dict[str, tuple[str, ...]] = {}

    def is_open(self, node: str, p: str, cls: str) -> bool:
        """Whether the record leaves a class open as the value of a property of a node."""
        return not self._refutations or not self._refutations.refuting(node, p, cls)

    def may_be_proposed(self, node: str, p: str, cls: str) -> bool:
        """Whether a fact of a class may be proposed: not where the class is marked as never proposed, and not where all
        that the record leaves open of its kinds is."""
        if cls in self._never:
            return False
        never = any(kind in self._never for kind in self.kinds(cls))
        return not never or bool(self.open_kinds(node, p, cls))

    def open_kinds(self, node: str, p: str, cls: str) -> tuple[str, ...]:
        """The kinds of a class that are open here and may be named."""
        return tuple(k for k in self.kinds(cls) if k not in self._never and self.is_open(node, p, k))

    def kinds(self, cls: str) -> tuple[str, ...]:
        """The kinds of a class: those that it is exactly the union of, else those right below it."""
        if cls in self._unions:
            return self._unions[cls]
        known = self._direct.get(cls)
        if known is None:
            below = {c for c, supers in self._supers.items() if cls in supers and c != cls}
            below -= {c for c in below if c in self._supers[cls]}
            known = self._direct[cls] = tuple(sorted(c for c in below if not (self._supers[c] - {c}) & below))
        return known
