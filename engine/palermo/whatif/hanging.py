"""By which property a fact of a class hangs on a conduct or a person: read from the vocabulary and the definition."""

from collections.abc import Iterable, Sequence

from palermo.names import CONDUCT, PERSON
from palermo.vocabulary import PropertyInfo
from palermo.whatif.parts import Parts
from palermo.whatif.places import places, property_of


class Hanging:
    """Looks for properties, those first that the elements of a definition ask for."""

    __slots__ = ("_asked", "_parts")

    def __init__(self, parts: Parts, shapes: Iterable[str]) -> None:
        self._parts = parts
        self._asked = {property_of(place.shape) for shape in shapes for place in places(parts, shape)}

    def properties(self, cls: str, on_conduct: bool) -> Sequence[str]:
        """The properties that fit best, in order: one, where it is clear how the fact hangs."""
        vocabulary = self._parts.vocabulary
        above = vocabulary.classes.get(cls, frozenset((cls,)))
        fitting = {p: info for p, info in vocabulary.properties.items() if self._fits(info, above, on_conduct)}
        for some in (
            {p: i for p, i in fitting.items() if p in self._asked},
            {p: i for p, i in fitting.items() if i.domains},
            fitting,
        ):
            if some:
                return self._closest(some)
        return ()

    def _fits(self, info: PropertyInfo, above: frozenset[str], on_conduct: bool) -> bool:
        if info.kind != "object" or not info.ranges or not above.issuperset(info.ranges):
            return False
        classes = self._parts.vocabulary.classes
        wanted = classes.get(CONDUCT if on_conduct else PERSON, frozenset())
        return wanted.issuperset(info.domains)

    def _closest(self, some: dict[str, PropertyInfo]) -> Sequence[str]:
        """Those whose range is not above that of another; of a property and one above it, the latter."""
        classes = self._parts.vocabulary.classes
        depth = {p: max(len(classes.get(c, (c,))) for c in info.ranges) for p, info in some.items()}
        deepest = max(depth.values())
        found = [p for p, d in depth.items() if d == deepest]
        return sorted(p for p in found if not any(q != p and q in some[p].supers for q in found))
