"""The possible view, evaluated and not built: which smallest additions to a record would make a shape hold.

A *completion* is a set of atoms. An atom is an element, a characteristic or another condition that the record leaves
open, as ``(whether it is a characteristic, identifier)``. The empty completion says that the shape holds on the
alleged view; no completion at all says that it is excluded on this record.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from palermo.compile.shape import Path, Shape, is_step
from palermo.entail import View
from palermo.evaluate.refutation import Refutations
from palermo.evaluate.shapes import Shapes
from palermo.names import ADULT, CHILD, TOWARDS, TOWARDS_CHILD
from palermo.terms import Term, local_name
from palermo.vocabulary import PropertyInfo

Atom = tuple[bool, str]
Completion = frozenset[Atom]
Completions = frozenset[Completion]

HOLDS: Final[Completions] = frozenset((frozenset(),))
EXCLUDED: Final[Completions] = frozenset()
#: Stands for the conduct that is supposed for a person who has none.
FRESH: Final = ""


class Supposition(NamedTuple):
    """What may be supposed for one person: the alleged view, the conducts to consider (``FRESH`` where the person has
    none), what is refuted, and one world of the open age: ``child`` or ``adult``. ``open_person`` and
    ``open_conducts`` say where that word may be supposed; ``known_child`` are the conducts for which it is known that
    the person was a child. ``relaxed`` supposes what is refuted too; ``bare`` takes no element as recorded, so that the
    completions are all the ways to meet a definition."""

    view: View
    person: str
    conducts: tuple[str, ...]
    refutations: Refutations
    world: str
    open_person: bool
    open_conducts: frozenset[str]
    known_child: frozenset[str]
    relaxed: bool
    bare: bool = False


class Completer:
    """Finds completions of the shapes of one rulebook."""

    __slots__ = ("_characteristics", "_properties", "_shapes", "_steps")

    def __init__(
        self,
        shapes: Shapes,
        characteristics: dict[str, str],
        properties: dict[str, PropertyInfo],
        steps: frozenset[str],
    ) -> None:
        self._shapes, self._characteristics, self._properties, self._steps = shapes, characteristics, properties, steps

    def completions(self, shape_id: str, node: Term, given: Supposition) -> Completions:
        """The smallest completions of a monotone shape at a node."""
        shape = self._shapes[shape_id]
        characteristic = self._characteristics.get(shape_id)
        if characteristic is not None or shape.element:
            atom = (True, characteristic) if characteristic is not None else (False, shape.code)
            return self._named(shape, node, given, atom)
        if is_step(shape.path, self._steps) and node == given.person:
            return self._step(shape, given)
        return self._plain(shape, node, given)

    def _named(self, shape: Shape, node: Term, given: Supposition, atom: Atom) -> Completions:
        """An element or characteristic is one atom, whatever it is made of."""
        if given.bare and shape.element:
            return frozenset((frozenset((atom,)),))
        if self._holds(shape.id, node, given):
            return HOLDS
        return frozenset((frozenset((atom,)),)) if self._plain(shape, node, given) else EXCLUDED

    def _holds(self, shape_id: str, node: Term, given: Supposition) -> bool:
        return node != FRESH and self._shapes.conforms(shape_id)(given.view, node)

    def _plain(self, shape: Shape, node: Term, given: Supposition) -> Completions:
        if shape.path is not None:
            if self._holds(shape.id, node, given):
                return HOLDS
            found = HOLDS
            for name, parameter in shape.constraints:
                found = both(found, self._on_path(shape, name, parameter, node, given))
            return found
        found = HOLDS
        for name, parameter in shape.constraints:
            found = both(found, self._on_node(name, parameter, node, given))
        return found

    def _on_node(self, name: str, parameter: object, node: Term, given: Supposition) -> Completions:
        if name in ("node", "property"):
            return self.completions(str(parameter), node, given)
        if name == "and" and isinstance(parameter, tuple):
            found = HOLDS
            for member in parameter:
                found = both(found, self.completions(member, node, given))
            return found
        if name == "or" and isinstance(parameter, tuple):
            return either(self.completions(member, node, given) for member in parameter)
        if name == "class":
            return self._class(str(parameter), node, given)
        return HOLDS if _value_holds(name, parameter, node, given) else EXCLUDED

    def _class(self, cls: str, node: Term, given: Supposition) -> Completions:
        if node == FRESH or cls in given.view.types.get(node, ()):
            return HOLDS
        if node == given.person and given.open_person and cls == (CHILD if given.world == "child" else ADULT):
            return frozenset((frozenset(((True, local_name(cls)),)),))
        return EXCLUDED

    # --- what may be supposed at the end of a path

    def _on_path(self, shape: Shape, name: str, parameter: object, node: Term, given: Supposition) -> Completions:
        inner = parameter[0] if name == "qualified" and isinstance(parameter, tuple) else None
        if name == "minCount" and not parameter:
            return HOLDS
        if name == "qualified" and isinstance(parameter, tuple) and not parameter[1]:
            return HOLDS
        if shape.path is None or not isinstance(node, str):
            return EXCLUDED
        condition: Completion = frozenset(((False, shape.code or local_name(shape.owner)),))
        if name == "hasValue" and shape.path[0] == "p" and self._closed(shape.path[1], node, given):
            return EXCLUDED  # it has another value: with the one asked for, the shape would hold
        return self._reach(shape.path, node, inner, given, condition)

    def _reach(
        self, path: Path, node: str, inner: str | None, given: Supposition, condition: Completion
    ) -> Completions:
        """Ways for a value of a path to be there: an existing one that could meet ``inner``, or a fresh one."""
        if path[0] != "p":  # a property followed back: nothing is refuted at its far end
            return frozenset((condition,))
        p = path[1]
        known = given.view.out.get(p, {}).get(node, ()) if node != FRESH else ()
        ways = [self.completions(inner, v, given) if inner else HOLDS for v in known]
        if not (known and self._closed(p, node, given)) and self._may_be_fresh(node, p, inner, given):
            ways.append(frozenset((condition,)))
        return either(ways)

    def _closed(self, p: str, node: Term, given: Supposition) -> bool:
        """A functional property that has a value takes no other."""
        info = self._properties.get(p)
        return info is not None and info.functional and bool(given.view.out.get(p, {}).get(node))

    def _may_be_fresh(self, node: str, p: str, inner: str | None, given: Supposition) -> bool:
        if given.relaxed or not given.refutations:
            return True
        info = self._properties.get(p)
        ranges = info.ranges if info else ()
        if any(given.refutations.refuting(node, p, cls) for cls in ranges):
            return False
        return inner is None or self._fresh_meets(node, p, inner, given)

    def _fresh_meets(self, node: str, p: str, shape_id: str, given: Supposition) -> bool:
        """Whether a fresh value of a property could meet a shape, given what is refuted for it here."""
        for name, parameter in self._shapes[shape_id].constraints:
            if name == "class" and given.refutations.refuting(node, p, parameter):
                return False
            if name == "node" and not self._fresh_meets(node, p, parameter, given):
                return False
            if name == "and" and not all(self._fresh_meets(node, p, m, given) for m in parameter):
                return False
            if name == "or" and not any(self._fresh_meets(node, p, m, given) for m in parameter):
                return False
        return True

    # --- the conduct step

    def _step(self, shape: Shape, given: Supposition) -> Completions:
        """A step from the person to the conducts: one of those that may be considered."""
        p = shape.path[1][1] if shape.path else ""
        inner = next((parameter[0] for name, parameter in shape.constraints if name == "qualified"), None)
        ways: list[Completions] = []
        for conduct in given.conducts:
            met = self._towards(p, conduct, shape, given)
            if met:
                ways.append(both(met, self.completions(inner, conduct, given) if inner else HOLDS))
        return either(ways)

    def _towards(self, p: str, conduct: str, shape: Shape, given: Supposition) -> Completions:
        if p == TOWARDS:
            return HOLDS
        if p != TOWARDS_CHILD:
            if conduct != FRESH and given.person in given.view.out.get(p, {}).get(conduct, ()):
                return HOLDS
            return frozenset((frozenset(((False, shape.code or local_name(p)),)),))
        if conduct == FRESH:
            known = CHILD in given.view.types.get(given.person, ())
        else:
            written = given.view.out.get(TOWARDS_CHILD, {}).get(conduct, ())
            known = conduct in given.known_child or given.person in written
        if known:
            return HOLDS
        may = given.open_person if conduct == FRESH else conduct in given.open_conducts
        if given.world != "child" or not may:
            return EXCLUDED
        named = self._characteristics.get(shape.characteristic or "", local_name(p))
        return frozenset((frozenset(((True, named),)),))


def _value_holds(name: str, parameter: object, node: Term, given: Supposition) -> bool:
    from palermo.evaluate.components import node_test

    return node == FRESH or node_test(name, parameter)(given.view, node)


def both(a: Completions, b: Completions) -> Completions:
    """What completes two shapes at once."""
    if a is HOLDS:
        return b
    if b is HOLDS:
        return a
    if len(a) == 1 and len(b) == 1:
        (x,), (y,) = a, b
        return frozenset((x | y,))
    return smallest(x | y for x in a for y in b)


def either(ways: Iterable[Completions]) -> Completions:
    """What completes one shape of several."""
    found = EXCLUDED
    for way in ways:
        if way is HOLDS:
            return HOLDS
        found = way if not found else smallest((*found, *way)) if way and way != found else found
    return found


def smallest(completions: Iterable[Completion]) -> Completions:
    """Those completions that have no other within them."""
    kept: list[Completion] = []
    for completion in sorted(set(completions), key=len):
        if not any(other <= completion for other in kept):
            kept.append(completion)
    return HOLDS if kept == [frozenset()] else frozenset(kept)
