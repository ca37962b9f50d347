"""Compiled shapes bound to predicates: whether a node conforms, and what violates it.

``conforms`` is the fast way: closures over interned terms, made once. ``violations`` is the way that reports; both
rest on the same component functions.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from palermo.compile.shape import Constraint, Shape, references
from palermo.entail import View
from palermo.evaluate.components import Check, Predicate, each, set_check, value_test
from palermo.evaluate.paths import Walk, bind_path
from palermo.terms import Term


class Violation(NamedTuple):
    """One result: the shape and component that were not met, the focus node, the path if it is a single property, and
    the value if it is one value's."""

    shape: str
    component: str
    focus: Term
    path: str | None
    value: Term | None


def shared_among(shapes: Mapping[str, Shape]) -> frozenset[str]:
    """The shapes that several of these refer to."""
    seen: set[str] = set()
    again: set[str] = set()
    for shape in shapes.values():
        for inner in (i for name, parameter in shape.constraints for i in references(name, parameter)):
            (again if inner in seen else seen).add(inner)
    return frozenset(again)


class Shapes:
    """The shapes of a rulebook, each bound when first asked for."""

    __slots__ = ("_bound", "_checks", "_numbers", "_shapes", "_shared")

    def __init__(self, shapes: Mapping[str, Shape], shared: frozenset[str] | None = None) -> None:
        """``shared`` are the shapes that several others refer to, where that is known already."""
        self._shapes = shapes
        self._shared = shared_among(shapes) if shared is None else shared
        self._bound: dict[str, Predicate] = {}
        self._checks: dict[str, tuple[Walk | None, list[tuple[str, Check]], list[str]]] = {}
        self._numbers: dict[str, int] = {}

    def __getitem__(self, shape_id: str) -> Shape:
        return self._shapes[shape_id]

    def __contains__(self, shape_id: str) -> bool:
        return shape_id in self._shapes

    def conforms(self, shape_id: str) -> Predicate:
        """The predicate of a shape: from a view and a node to whether the node conforms. A shape that
        several others refer to remembers its answers in the view."""
        found = self._bound.get(shape_id)
        if found is None:
            found = self._bind(self._shapes[shape_id])
            if shape_id in self._shared:
                found = _remembering(found, self._numbers.setdefault(shape_id, len(self._numbers)))
            self._bound[shape_id] = found
        return found

    # --- predicates

    def _bind(self, shape: Shape) -> Predicate:
        if shape.path is None:
            return _every([self._on_node(c) for c in shape.constraints])
        walk = bind_path(shape.path)
        simple = self._existential(shape, walk)
        if simple is not None:
            return simple
        checks = [self._check(c) for c in shape.constraints]
        nested = [self.conforms(c[1]) for c in shape.constraints if c[0] == "property"]

        def judge(view: View, node: Term) -> bool:
            values = walk(view, node)
            return not any(check(view, node, values) for check in checks) and all(
                inner(view, value) for inner in nested for value in values
            )

        return judge

    def _existential(self, shape: Shape, walk: Walk) -> Predicate | None:
        """The short form of "has a value that …", by far the most frequent shape."""
        if len(shape.constraints) != 1:
            return None
        name, parameter = shape.constraints[0]
        if name == "minCount" and parameter == 1:
            return lambda view, node: bool(walk(view, node))
        if name != "qualified" or parameter[1:] != (1, None, ()):
            return None
        inner = self._shapes[parameter[0]]
        if inner.path is None and len(inner.constraints) == 1 and inner.constraints[0][0] == "class":
            return _some_of_class(walk, inner.constraints[0][1])
        test = self.conforms(inner.id)

        def judge(view: View, node: Term) -> bool:
            for value in walk(view, node):
                if test(view, value):
                    return True
            return False

        return judge

    def _on_node(self, constraint: Constraint) -> Predicate:
        name, parameter = constraint
        if name in ("node", "property"):
            return self.conforms(parameter)
        if name == "not":
            inner = self.conforms(parameter)
            return lambda view, node: not inner(view, node)
        if name == "and":
            return _every([self.conforms(s) for s in parameter])
        if name == "or":
            return _some([self.conforms(s) for s in parameter])
        test = value_test(name, parameter)
        if test is not None:
            return test
        check = self._check(constraint)
        return lambda view, node: not check(view, node, (node,))

    def _check(self, constraint: Constraint) -> Check:
        name, parameter = constraint
        test = value_test(name, parameter)
        if test is not None:
            return each(test)
        check = set_check(name, parameter)
        if check is not None:
            return check
        if name == "qualified":
            return self._qualified(*parameter)
        if name == "xone":
            branches = [self.conforms(s) for s in parameter]
            return each(lambda view, value: sum(b(view, value) for b in branches) == 1)
        if name == "property":
            return lambda _view, _focus, _values: []  # reported by the property shape itself
        return each(self._on_node(constraint))

    def _qualified(self, shape: str, least: int, most: int | None, siblings: tuple[str, ...]) -> Check:
        test = self.conforms(shape)
        others = [self.conforms(s) for s in siblings]

        def check(view: View, _focus: Term, values: Sequence[Term]) -> list[Term | None]:
            count = sum(1 for v in values if test(view, v) and not any(other(view, v) for other in others))
            found: list[Term | None] = [] if count >= least else [None]
            return found if most is None or count <= most else [*found, None]

        return check

    # --- results

    def violations(self, shape_id: str, view: View, focus: Term) -> Iterator[Violation]:
        """Each result for a focus node, as SHACL section 3 has them: one for each violating value."""
        walk, checks, nested = self._reporting(shape_id)
        path = self._shapes[shape_id].path
        property_ = path[1] if path is not None and path[0] == "p" else None
        values: Sequence[Term] = walk(view, focus) if walk else (focus,)
        for name, check in checks:
            for value in check(view, focus, values):
                yield Violation(shape_id, name, focus, property_, value)
        for inner in nested:
            for value in values:
                yield from self.violations(inner, view, value)

    def _reporting(self, shape_id: str) -> tuple[Walk | None, list[tuple[str, Check]], list[str]]:
        found = self._checks.get(shape_id)
        if found is None:
            shape = self._shapes[shape_id]
            checks = [(c[0], self._check(c)) for c in shape.constraints if c[0] != "property"]
            nested = [c[1] for c in shape.constraints if c[0] == "property"]
            found = (bind_path(shape.path) if shape.path else None, checks, nested)
            self._checks[shape_id] = found
        return found


def _every(tests: list[Predicate]) -> Predicate:
    if len(tests) == 1:
        return tests[0]

    def judge(view: View, node: Term) -> bool:
        for test in tests:
            if not test(view, node):
                return False
        return True

    return judge


def _some(tests: list[Predicate]) -> Predicate:
    def judge(view: View, node: Term) -> bool:
        for test in tests:
            if test(view, node):
                return True
        return False

    return judge


def _some_of_class(walk: Walk, cls: str) -> Predicate:
    def judge(view: View, node: Term) -> bool:
        types = view.types
        for value in walk(view, node):
            known = types.get(value)
            if known is not None and cls in known:
                return True
        return False

    return judge


def _remembering(test: Predicate, number: int) -> Predicate:
    def judge(view: View, node: Term) -> bool:
        key = (number, node)
        known = view.memo.get(key)
        if known is None:
            known = view.memo[key] = test(view, node)
        return known

    return judge
