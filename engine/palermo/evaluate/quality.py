"""Quality shapes: is a case description itself in order? They see the case as written, before anything follows."""

from collections.abc import Callable, Iterator
from typing import Final

from palermo.entail import Inference, View
from palermo.evaluate.components import Predicate
from palermo.evaluate.shapes import Shapes, Violation
from palermo.names import SH
from palermo.terms import Literal, Term
from palermo.validation import ValidationResult
from palermo.view.record import Record

_SEVERITIES: Final = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
_ORDER: Final = {"violation": 0, "warning": 1, "info": 2}


class Quality:
    """The quality shapes of a rulebook, run on one case after the other."""

    __slots__ = ("_by_name", "_by_property", "_by_types", "_classes", "_inference", "_message", "_shapes")

    def __init__(
        self,
        shapes: Shapes,
        roots: tuple[str, ...],
        inference: Inference,
        message: Callable[[str], str],
    ) -> None:
        self._shapes, self._inference = shapes, inference
        self._message = message
        targets = {root: shapes[root].targets for root in roots}
        self._classes = {r: frozenset(term for kind, term in t if kind == "targetClass") for r, t in targets.items()}
        self._by_name: dict[str, list[Term]] = {}
        self._by_property: dict[str, list[tuple[str, bool]]] = {}
        for root, aims in targets.items():
            for kind, term in aims:
                if kind == "targetNode":
                    self._by_name.setdefault(root, []).append(term if isinstance(term, str) else Literal(*term))
                elif kind != "targetClass":
                    self._by_property.setdefault(term, []).append((root, kind == "targetObjectsOf"))
        self._by_types: dict[frozenset[str], tuple[tuple[str, Predicate], ...]] = {}

    def results(self, record: Record) -> tuple[ValidationResult, ...]:
        """Every result, violations first, in a fixed order."""
        found = dict.fromkeys(self._result(violation) for violation in self.violations(record))
        return tuple(sorted(found, key=_rank))

    def violations(self, record: Record) -> Iterator[Violation]:
        """Every result as the shapes give it."""
        view = self._inference.as_written(record)
        for focus, types in view.types.items():
            for root, test in self._targeting(types):
                if not test(view, focus):
                    yield from self._shapes.violations(root, view, focus)
        for root, nodes in self._selected(view).items():
            test, by_class = self._shapes.conforms(root), self._classes[root]
            for focus in nodes:
                if by_class.isdisjoint(view.types.get(focus, ())) and not test(view, focus):
                    yield from self._shapes.violations(root, view, focus)

    def _selected(self, view: View) -> dict[str, dict[Term, None]]:
        """The focus nodes of shapes that target nodes by name or by the properties they have."""
        found: dict[str, dict[Term, None]] = {root: dict.fromkeys(nodes) for root, nodes in self._by_name.items()}
        for p in view.out.keys() & self._by_property.keys():
            edges = view.out[p]
            for root, backwards in self._by_property[p]:
                nodes = found.setdefault(root, {})
                nodes.update(dict.fromkeys([o for os in edges.values() for o in os] if backwards else edges))
        return found

    def _targeting(self, types: frozenset[str]) -> tuple[tuple[str, Predicate], ...]:
        """The shapes that target nodes of exactly these classes; remembered, since few sets of classes occur."""
        found = self._by_types.get(types)
        if found is None:
            found = tuple(
                (r, self._shapes.conforms(r)) for r, classes in self._classes.items() if not classes.isdisjoint(types)
            )
            self._by_types[types] = found
        return found

    def _result(self, violation: Violation) -> ValidationResult:
        shape = self._shapes[violation.shape]
        return ValidationResult(
            _SEVERITIES.get(shape.severity, "violation"),
            shape.code or self._shapes[shape.owner].code,
            self._message(violation.shape) or self._message(shape.owner) or f"sh:{violation.component} is not met",
            violation.focus if isinstance(violation.focus, str) else violation.focus.lexical,
            violation.path,
            violation.value,
            shape.owner,
            violation.component,
        )


def _rank(result: ValidationResult) -> tuple[int, str, str, str, str]:
    value = result.value
    text = value.lexical if isinstance(value, Literal) else value or ""
    return _ORDER[result.severity], result.focus, result.code, result.path or "", text
