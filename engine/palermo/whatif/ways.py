"""The smallest sets that make a definition hold: read off its shapes, each place in it tried on the case itself.

A definition is taken apart where it says "and", "or" and "in one conduct". What is left (an element on one conduct, a
characteristic of the person) is tried: sets are added to the case and the shape is asked, so that whatever follows by
inference is followed. The parts are then put together again, and every set that comes of it is tried as a whole.
"""

from collections.abc import Iterable
from functools import partial
from itertools import islice, product
from typing import Any, Final

from palermo.compile.shape import Shape, is_step, properties_of
from palermo.entail import View
from palermo.evaluate.components import node_test
from palermo.names import ADULT, CHILD, TOWARDS_CHILD
from palermo.terms import Term
from palermo.whatif.minimal import members, minimal_sets, smallest, subsets, union
from palermo.whatif.parts import Parts
from palermo.whatif.trial import Test, Trial
from palermo.whatif.universe import Universe

#: So many facts of the person's own age are tried in every combination.
_MOST_AGES: Final = 5


class Ways:
    """Finds the smallest sets for one person; ``whole`` turns false where there may be more than is found. With
    ``lasting``, sets that suffice whichever other facts of age are there: these may contradict one another, and then
    less would suffice without some of them. ``most`` sets are kept while a definition is put together."""

    __slots__ = ("_every", "_lasting", "_most", "_parts", "_person", "_trial", "_universe", "whole")

    def __init__(
        self, parts: Parts, trial: Trial, universe: Universe, person: str, most: int, *, lasting: bool = False
    ) -> None:
        self._parts, self._trial, self._universe, self._person = parts, trial, universe, person
        self._most = most
        few = universe.ages.bit_count() <= _MOST_AGES
        self._lasting = lasting and few
        self._every = (1 << len(universe.atoms)) - 1
        self.whole = universe.whole and (few or not lasting)

    def to(self, definition: str) -> list[int]:
        """The smallest sets with which a definition holds for the person, fewest members first."""
        test = self._parts.shapes.conforms(definition)
        found = self._node(definition, self._person, 0)
        return smallest(self._proved(test, bits) for bits in found if self._holds(test, self._person, bits))

    def _proved(self, test: Test, bits: int) -> int:
        """The set, or a smaller one within it that suffices: each set within it is tried where age makes a part of it,
        since ages may speak against one another; else each that lacks one member."""
        if bits & self._universe.ages:
            inner = sorted(subsets(bits), key=int.bit_count)
        else:
            inner = [bits & ~one for one in members(bits)]
        for fewer in inner:
            if fewer != bits and self._holds(test, self._person, fewer):
                return self._proved(test, fewer)
        return bits

    def _holds(self, test: Test, node: Term, bits: int) -> bool:
        if not self._lasting:
            return self._trial.holds(test, node, bits)
        others = subsets(self._universe.ages & ~bits)
        return all(self._trial.holds(test, node, bits | ages) for ages in others)

    # --- taking a definition apart

    def _node(self, shape_id: str, node: str, base: int) -> list[int]:
        shape = self._parts.shapes[shape_id]
        if is_step(shape.path, self._parts.steps) and node == self._person:
            step = _one_of_one(shape)
            if step is not None:
                return self._step(str(shape.path[1][1]) if shape.path else "", step[0])
            return self._tried(self._parts.shapes.conforms(shape_id), node, base, shape, self._every)
        if shape.path is not None:
            return self._tried(self._parts.shapes.conforms(shape_id), node, base, shape, self._at(node))
        found = [0]
        for name, parameter in shape.constraints:
            found = self._both(found, self._constraint(shape, name, parameter, node, base))
        return found

    def _constraint(self, shape: Shape, name: str, parameter: Any, node: str, base: int) -> list[int]:
        if name in ("node", "property"):
            return self._node(parameter, node, base)
        if name == "and":
            found = [0]
            for member in parameter:
                found = self._both(found, self._node(member, node, base))
            return found
        if name == "or":
            return self._either(self._node(member, node, base) for member in parameter)
        return self._tried(node_test(name, parameter), node, base, shape, self._at(node))

    def _step(self, p: str, inner: str | None) -> list[int]:
        """A step from the person to the conducts: each that the record does not refute."""
        ways: list[list[int]] = []
        for conduct in self._universe.conducts:
            base = self._universe.base[conduct]
            towards = self._tried(partial(_leads, p, conduct), self._person, base, None, self._at(conduct), p)
            met = self._both(towards, self._node(inner, conduct, base) if inner else [0])
            ways.append([bits | base for bits in met])
        return self._either(ways)

    def _at(self, node: str) -> int:
        """What may matter at a node: all that is recorded, and what is fresh there."""
        return self._universe.recorded | self._universe.fresh.get(node, 0)

    # --- trying

    def _tried(self, test: Test, node: Term, base: int, shape: Shape | None, among: int, p: str = "") -> list[int]:
        """The smallest sets, beyond ``base``, with which a test holds of a node."""
        among &= ~base
        if not self._asks_age(shape, p):
            return self._search(test, node, base, among & ~self._universe.traits)
        if self._lasting:
            return self._search(test, node, base, among & ~self._universe.all_ages | self._universe.ages)
        own = self._universe.ages & among
        others = (among | self._universe.traits) & ~self._universe.all_ages & ~base
        if own.bit_count() > _MOST_AGES:
            self.whole = False
            own = 0
        found = [bits | ages for ages in subsets(own) for bits in self._search(test, node, base | ages, others)]
        return smallest(found)

    def _search(self, test: Test, node: Term, base: int, among: int) -> list[int]:
        found, whole = minimal_sets(lambda bits: self._holds(test, node, bits | base), among)
        self.whole = self.whole and whole
        return found

    def _asks_age(self, shape: Shape | None, p: str) -> bool:
        if shape is None:
            return TOWARDS_CHILD in self._above(p)
        return any(
            any(name == "class" and parameter in (CHILD, ADULT) for name, parameter in inner.constraints)
            or any(TOWARDS_CHILD in self._above(q) for q in properties_of(inner.path))
            for inner in self._parts.reached(shape.id)
        )

    def _above(self, p: str) -> frozenset[str]:
        info = self._parts.vocabulary.properties.get(p)
        return info.supers if info is not None else frozenset((p,))

    # --- putting it together

    def _both(self, a: list[int], b: list[int]) -> list[int]:
        """Every combination of one from each; where these are too many, some in which each of either comes."""
        if a == [0]:
            return b
        if b == [0]:
            return a
        if len(a) * len(b) <= self._most:
            found = [x | y for x in a for y in b]
        else:
            self.whole = False
            paired = [a[n % len(a)] | b[n % len(b)] for n in range(max(len(a), len(b)))]
            first = (x | y for x, y in islice(product(a, b), self._most))
            found = list(dict.fromkeys((*paired, *first)))[: self._most]
        if union(a) & union(b):
            return self._kept(found)
        return sorted(set(found), key=int.bit_count)  # none lies within another

    def _either(self, ways: Iterable[list[int]]) -> list[int]:
        return self._kept(bits for way in ways for bits in way)

    def _kept(self, sets: Iterable[int]) -> list[int]:
        found = smallest(sets)
        self.whole = self.whole and len(found) <= self._most
        return found[: self._most]


def _one_of_one(shape: Shape) -> tuple[str | None] | None:
    """What a step asks of one conduct, None for nothing; no tuple where it asks for several conducts."""
    if len(shape.constraints) != 1:
        return None
    name, parameter = shape.constraints[0]
    if name == "minCount" and parameter == 1:
        return (None,)
    return (parameter[0],) if name == "qualified" and parameter[1:] == (1, None, ()) else None


def _leads(p: str, conduct: str, view: View, person: Term) -> bool:
    return person in view.out.get(p, {}).get(conduct, ())
