"""Which classes stand for all when definitions are compared: kinds that nothing here tells apart are one.

A class that the ontology makes exactly the union of its kinds is split into them, since every member is of one of them.
Of the classes that are left, those under the same of the *relevant* classes (the ones that the definitions, the rules
and the disjointness axioms name) meet and miss the same definitions, so that one of them is tried for all.
"""

from collections.abc import Callable

from palermo.compare.branches import Choice
from palermo.compile.plan import Axioms

#: What classes are ordered by: whether a union is left to be split, whether it is a heading, whether an open end, how
#: far it is below, its label, itself.
Worth = tuple[bool, bool, bool, int, str, str]


class Classes:
    """The classes of a rulebook. ``aside`` are the open ends of lists, which say nothing of use where another class
    does as well; ``label`` orders equals."""

    def __init__(self, axioms: Axioms, aside: frozenset[str], label: Callable[[str], str]) -> None:
        self._classes, self._unions = axioms.vocabulary.classes, axioms.unions
        self._aside, self._label = aside, label
        self.named = _named_in(axioms)
        self._below: dict[str, list[str]] = {}
        for cls, above in self._classes.items():
            for upper in above:
                self._below.setdefault(upper, []).append(cls)
        self._whole: dict[str, tuple[str, ...]] = {}
        self._worths: dict[tuple[str, str], Worth] = {}

    def above(self, cls: str) -> frozenset[str]:
        """A class and all above it."""
        return self._classes.get(cls, frozenset((cls,)))

    def parts(self, cls: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        """The kinds that a class is exactly the union of, and theirs; itself where it is no such class."""
        if cls not in self._unions or cls in seen:
            return frozenset((cls,))
        return frozenset().union(*(self.parts(kind, seen | {cls}) for kind in self._unions[cls]))

    def split(self, types: frozenset[str]) -> tuple[str, ...]:
        """The kinds of a union that a node is of without being of one of its kinds; of the shortest such union, and
        empty where there is none."""
        left = [self._unions[cls] for cls in types & self._unions.keys() if types.isdisjoint(self._unions[cls])]
        return min((tuple(sorted(kinds)) for kinds in left), key=lambda kinds: (len(kinds), kinds), default=())

    def whole(self, upper: str) -> tuple[str, ...]:
        """The classes under one, itself included, in which no union is left to be split; and the parts of it."""
        found = self._whole.get(upper)
        if found is None:
            below = self._below.get(upper, [upper])
            kept = {c for c in below if c not in self._unions and not self.split(self.above(c))}
            found = self._whole[upper] = tuple(sorted(kept | self.parts(upper)))
        return found

    def worth(self, upper: str, cls: str) -> Worth:
        """The order in which classes under one are chosen: named ones before open ends and before the heading that has
        one, nearer ones before special ones."""
        found = self._worths.get((upper, cls))
        if found is None:
            steps = sum(1 for c in self.above(cls) if upper in self.above(c)) - 1
            heading = any(below != cls and below in self._aside for below in self._below.get(cls, ()))
            unsplit = bool(self.split(self.above(cls)))
            found = unsplit, heading, cls in self._aside, steps, self._label(cls), cls
            self._worths[upper, cls] = found
        return found


class Kinds:
    """The classes as some definitions see them; ``named`` are the classes that these name."""

    def __init__(self, classes: Classes, named: frozenset[str]) -> None:
        self._classes, self._relevant = classes, named | classes.named
        self._narrow: dict[Choice, tuple[str, ...]] = {}

    def narrow(self, choice: Choice) -> tuple[str, ...]:
        """The classes that stand for all members of one class of a choice."""
        found = self._narrow.get(choice)
        if found is None:
            found = self._narrow[choice] = tuple(self._chosen(choice))
        return found

    def _chosen(self, choice: Choice) -> list[str]:
        least = {self._signature(part) for cls in choice for part in self._classes.parts(cls)}
        groups: dict[frozenset[str], list[tuple[str, str]]] = {
            one: [] for one in least if not any(other < one for other in least)
        }
        for upper in choice:
            for cls in self._classes.whole(upper):
                own = groups.get(self._signature(cls))
                if own is not None:
                    own.append((upper, cls))
        worths = sorted(min(self._classes.worth(*pair) for pair in own) for own in groups.values())
        return [cls for *_, cls in worths]

    def common(self, a: Choice, b: Choice) -> str | None:
        """A class whose members are of a class of the one choice and of the other; None where none is named."""
        found = [
            self._classes.worth(upper, cls)
            for upper in a
            for cls in self._classes.whole(upper)
            if not self._classes.above(cls).isdisjoint(b)
        ]
        return min(found)[-1] if found else None

    def _signature(self, cls: str) -> frozenset[str]:
        return self._classes.above(cls) & self._relevant


def _named_in(axioms: Axioms) -> frozenset[str]:
    """The classes that rules and disjointness axioms name."""
    found = {cls for group in axioms.disjoint for cls in group}
    stack: list[object] = list(axioms.rules)
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, str):
            found.add(part)
    return frozenset(found)
