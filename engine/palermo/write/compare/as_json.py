"""Comparisons as JSON: the object of one, or the definitions and the objects of all pairs."""

from collections.abc import Sequence
from typing import Any, TextIO

from palermo.compare.relation import Comparison
from palermo.write.as_json import line
from palermo.write.compare.telling import Side, Telling
from palermo.write.compare.turtle_files import Files
from palermo.write.context import Context


def write_json(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    """Write one comparison, or all of them."""
    trees = _Trees(context)
    if not matrix:
        out.write(line(trees.tree(found[0])) + "\n")
        return
    pairs = ",\n  ".join(line(trees.tree(one)) for one in found)
    out.write(f'{{"definitions": {line(context.definitions)},\n "pairs": [{pairs}]}}\n')


class _Trees:
    def __init__(self, context: Context) -> None:
        self._telling, self._files = Telling(context), Files(context)
        self._rulebook = context.rulebook

    def tree(self, found: Comparison) -> dict[str, Any]:
        only_a, only_b, both = self._telling.sides(found)
        unverified = [c.id for c in self._rulebook.definitions if c.id in (found.a, found.b) and not c.verified]
        return {
            "a": found.a,
            "b": found.b,
            "relation": found.relation,
            "bounded": found.bounded,
            "by": found.by,
            "reasoner": found.reasoner,
            "tried": found.tried,
            "words": self._telling.because(found),
            "unmeetable": found.unmeetable,
            "only_a": self._side(found, only_a),
            "only_b": self._side(found, only_b),
            "both": self._side(found, both),
            "open_lists": [
                {
                    "definition": one.definition,
                    "element": one.element,
                    "words": self._telling.open_list(one),
                }
                for one in found.open_lists
            ],
            "unverified": unverified,
        }

    def _side(self, found: Comparison, side: Side) -> dict[str, Any] | None:
        shown = side.shown
        if shown is None:
            return None
        return {
            "words": self._telling.sentence(side),
            "turtle": self._files.text(found, side),
            "outcomes": dict(self._telling.outcomes(found, shown)),
            "missing": shown.missing,
            "left_open": shown.left_open,
            "examples": [example._asdict() for example in shown.examples],
        }
