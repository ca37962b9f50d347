"""Quality shapes: is a case description itself in order? They see the case as written, before anything follows."""

from collections.abc import Callable, Iterator
from typing import Final

from palermo.entail import Inference
from palermo.evaluate.components import Predicate
from palermo.evaluate.shapes import Shapes, Violation, focus_nodes
from palermo.names import SH
from palermo.split.case import Case
from palermo.terms import Literal
from palermo.validation import ValidationResult
from palermo.view.record import ClassTree, index

_SEVERITIES: Final = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
_ORDER: Final = {"violation": 0, "warning": 1, "info": 2}


class Quality:
    """The quality shapes of a rulebook, run on one case after the other."""

    __slots__ = ("_inference", "_message", "_roots", "_shapes", "_tree")

    def __init__(
        self,
        shapes: Shapes,
        roots: tuple[str, ...],
        inference: Inference,
        tree: ClassTree,
        message: Callable[[str], str],
    ) -> None:
        self._shapes, self._roots, self._inference, self._tree = shapes, roots, inference, tree
        self._message = message

    def results(self, case: Case) -> tuple[ValidationResult, ...]:
        """Every result, violations first, in a fixed order."""
        found = dict.fromkeys(self._result(violation) for violation in self.violations(case))
        return tuple(sorted(found, key=_rank))

    def violations(self, case: Case) -> Iterator[Violation]:
        """Every result as the shapes give it."""
        view = self._inference.as_written(index(case, self._tree))
        for root in self._roots:
            test: Predicate | None = None
            for focus in focus_nodes(self._shapes[root], view):
                test = test or self._shapes.conforms(root)
                if not test(view, focus):
                    yield from self._shapes.violations(root, view, focus)

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
