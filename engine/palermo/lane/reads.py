"""What a shape reads of a case, and the atoms that a shape is made of. From the compiled shapes alone."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from palermo.compile.shape import Path, Shape, is_step, properties_of, references
from palermo.names import AGE, AGE_AT_LEAST, AGE_AT_MOST, AGE_AT_TIME, TOWARDS_CHILD
from palermo.vocabulary import PropertyInfo

#: The properties from which a person's age is read, beside a date of birth.
AGES: Final = frozenset((AGE_AT_TIME, AGE_AT_LEAST, AGE_AT_MOST, AGE))
#: Components that compare with other properties, or look at all that a node has.
_SIDEWAYS: Final = frozenset(("equals", "disjoint", "lessThan", "lessThanOrEquals"))
_LOGICAL: Final = frozenset(("and", "or", "not", "xone", "node", "property"))


class Atom(NamedTuple):
    """A shape asked of the person, or of the conduct towards that person. With a ``path``, the shape is asked of what
    the path leads to from there, and one that conforms is enough. For a ``step``, what is asked is whether the property
    ``shape`` leads from the conduct to the person."""

    shape: str
    on_conduct: bool
    step: bool = False
    path: Path | None = None


#: Whether something holds, given the bits of a case.
Test = Callable[[int], bool]


class Formula(NamedTuple):
    """What a shape comes to, in terms of atoms: ``word`` is ``and``, ``or``, ``not`` or ``xone`` with formulas as
    parts, ``atom`` with an atom, or ``whole`` with a shape that is not taken apart."""

    word: str
    parts: tuple[Any, ...]

    def leaves(self, word: str) -> Iterator[Any]:
        """The atoms, or the shapes not taken apart, in it."""
        if self.word in ("atom", "whole"):
            yield from self.parts if self.word == word else ()
            return
        for part in self.parts:
            yield from part.leaves(word)

    def test(self, at: Mapping[Any, tuple[int, int]], view: int) -> Test:
        """The formula as a test of bits; ``at`` gives the bit of each leaf on the established and on the alleged
        view."""
        if self.word in ("atom", "whole"):
            bit = at[self.parts[0]][view]
            return lambda bits: bits & bit != 0
        tests = [part.test(at, view) for part in self.parts]
        return tests[0] if self.word in ("and", "or") and len(tests) == 1 else _JOINED[self.word](tests)


def _every(tests: list[Test]) -> Test:
    return lambda bits: all(test(bits) for test in tests)


def _some(tests: list[Test]) -> Test:
    return lambda bits: any(test(bits) for test in tests)


def _none(tests: list[Test]) -> Test:
    every = _every(tests)
    return lambda bits: not every(bits)


def _one(tests: list[Test]) -> Test:
    return lambda bits: [test(bits) for test in tests].count(True) == 1


_JOINED: Final = {"and": _every, "or": _some, "not": _none, "xone": _one}


class Beyond(Exception):
    """A shape looks further than the lane can follow."""


class Shapes(NamedTuple):
    """The shapes of a rulebook as far as their form goes. ``ages`` are the classes that follow from age, ``of_age`` the
    properties that they follow from (both empty for shapes that see a case as it is written); ``below`` maps a property
    to itself and those below it, ``above`` to those above it; ``named`` are the shapes that count as a whole: elements,
    characteristics."""

    shapes: Mapping[str, Shape]
    steps: frozenset[str]
    ages: frozenset[str]
    of_age: frozenset[str]
    below: Mapping[str, frozenset[str]]
    above: Mapping[str, tuple[str, ...]]
    named: frozenset[str]

    def reads(self, shape_id: str) -> frozenset[str]:
        """The properties on the paths of a shape and of those that it refers to, with those below them; those of age
        where child or adult is asked for.

        Raises Beyond for a shape that looks at all properties of a node.
        """
        found: set[str] = set()
        waiting, seen = [shape_id], {shape_id}
        while waiting:
            shape = self.shapes[waiting.pop()]
            found |= self._along(shape.path)
            for name, parameter in shape.constraints:
                found |= self._of_constraint(name, parameter)
                fresh = [inner for inner in references(name, parameter) if inner not in seen]
                seen.update(fresh)
                waiting.extend(fresh)
        return frozenset(found)

    def _of_constraint(self, name: str, parameter: object) -> frozenset[str]:
        if name == "closed":
            raise Beyond
        if name in _SIDEWAYS:
            return self.below.get(str(parameter), frozenset((str(parameter),)))
        return self.of_age if name == "class" and parameter in self.ages else frozenset()

    def formula(self, shape_id: str, on_conduct: bool = False, whole: Collection[str] = ()) -> Formula:
        """A shape taken apart. Where there is one conduct at most, the shape holds where its formula does. The shapes
        in ``whole``, where they are asked of the person, are not taken apart."""
        if shape_id in whole and not on_conduct:
            return Formula("whole", (shape_id,))
        shape = self.shapes[shape_id]
        named = shape.element or shape_id in self.named
        inner = None if named or on_conduct else _any_of(shape)
        if inner is not None and shape.path is not None:
            if is_step(shape.path, self.steps):
                step = Formula("atom", (Atom(shape.path[1][1], False, True),))
                return Formula("and", (step, self.formula(inner, True, whole)))
            if shape.path[0] == "seq" and is_step(shape.path[1][0], self.steps):
                step = Formula("atom", (Atom(shape.path[1][0][1][1], False, True),))
                rest = Formula("atom", (Atom(inner, True, False, ("seq", shape.path[1][1:])),))
                return Formula("and", (step, rest))
        if named or shape.path is not None or any(name not in _LOGICAL for name, _ in shape.constraints):
            return Formula("atom", (Atom(shape_id, on_conduct),))
        found = []
        for name, parameter in shape.constraints:
            parts = tuple(self.formula(inner, on_conduct, whole) for inner in references(name, parameter))
            found.append(Formula(name if name in ("or", "not", "xone") else "and", parts))
        return Formula("and", tuple(found))

    def atom_reads(self, atom: Atom) -> frozenset[str]:
        """The properties that an atom reads."""
        return self._along(("p", atom.shape)) if atom.step else self.reads(atom.shape) | self._along(atom.path)

    def _along(self, path: Path | None) -> frozenset[str]:
        """The properties that a path follows, with those below them, and those above them: what is refuted there is
        refuted here. That a conduct is towards a person is written in the case, and only that it is so as towards a
        child may follow from age."""
        followed = properties_of(path)
        found = frozenset(p for q in followed for p in (*self.below.get(q, (q,)), *self.above.get(q, ())))
        return found | self.of_age if TOWARDS_CHILD in followed else found


def _any_of(shape: Shape) -> str | None:
    """The shape of which some value of the path must be, where that is all that is asked."""
    if len(shape.constraints) == 1:
        name, parameter = shape.constraints[0]
        if name == "qualified" and parameter[1:] == (1, None, ()):
            return str(parameter[0])
    return None


def below(properties: Mapping[str, PropertyInfo]) -> dict[str, frozenset[str]]:
    """Each property with those below it."""
    found: dict[str, set[str]] = {}
    for p, info in properties.items():
        for q in {p, *info.supers}:
            found.setdefault(q, set()).add(p)
    return {q: frozenset(ps) for q, ps in found.items()}
