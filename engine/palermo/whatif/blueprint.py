"""What a fact that is not recorded would have to be, so that it met a shape: read from the shape itself."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from palermo.compile.shape import Path, Shape
from palermo.evaluate.shapes import Shapes
from palermo.names import XSD
from palermo.terms import Literal, Term
from palermo.vocabulary import Vocabulary


class Blueprint(NamedTuple):
    """A fact to be made: its classes, and what hangs on it: properties, each with a value or the fact to make there."""

    classes: frozenset[str] = frozenset()
    links: tuple[tuple[str, "Blueprint | Term"], ...] = ()


#: Something to hang on a property: a fact to make, or a value.
Made = Blueprint | Term

#: Constraints that are met by any node, or whose number is looked at elsewhere.
_HARMLESS: Final = ("nodeKind",)
#: The edges of a range, and how far from each the nearest whole number within it lies.
_EDGES: Final = {"maxInclusive": 0, "maxExclusive": -1, "minInclusive": 0, "minExclusive": 1}
_MOST: Final = 64


class Drawing:
    """Draws blueprints from the shapes of one rulebook; ``whole`` turns false where a shape asks what it cannot draw
    (a property followed back, text of some form), so that something may be left out."""

    __slots__ = ("_shapes", "_vocabulary", "whole")

    def __init__(self, shapes: Shapes, vocabulary: Vocabulary) -> None:
        self._shapes, self._vocabulary, self.whole = shapes, vocabulary, True

    def on_path(self, shape: Shape) -> list[tuple[str, Made]]:
        """What may be hung on a node, and by which property, so that it might meet a shape with a path. Where a shape
        asks for several values, each comes as often as it asks."""
        path = shape.path
        if path is None or path[0] != "p":
            self.whole = False
            return []
        found: list[tuple[str, Made]] = []
        for name, parameter in shape.constraints:
            found += [(path[1], made) for way in self._by_constraint(path, name, parameter) for made in way]
        return found

    def _by_constraint(self, path: Path, name: str, parameter: Any) -> list[tuple[Made, ...]]:
        """The ways to meet one constraint on a path: each some values."""
        if name == "qualified":
            return [(made,) * parameter[1] for made in self._values(parameter[0])]
        if name == "minCount":
            return [(made,) * parameter for made in self._any_value(path[1])]
        if name == "hasValue":
            return [(_term(parameter),)]
        self.whole = False
        return []

    def _any_value(self, p: str) -> list[Made]:
        info = self._vocabulary.properties.get(p)
        if info is None or info.kind != "object":
            self.whole = False
            return []
        return [Blueprint(frozenset(info.ranges))]

    def _values(self, shape_id: str) -> list[Made]:
        """The ways to make a value that meets a shape."""
        shape = self._shapes[shape_id]
        if shape.path is not None:
            return list(self._linked(shape))
        literal = self._literal(shape)
        if literal is not None:
            return literal
        found: list[Blueprint] = [Blueprint()]
        for name, parameter in shape.constraints:
            found = self._joined(found, self._on_value(name, parameter))
        return list(found)

    def _on_value(self, name: str, parameter: Any) -> list[Blueprint]:
        if name == "class":
            return [Blueprint(frozenset((parameter,)))]
        if name in ("node", "property"):
            return self._facts(parameter)
        if name == "and":
            found = [Blueprint()]
            for member in parameter:
                found = self._joined(found, self._facts(member))
            return found
        if name == "or":
            return list(dict.fromkeys(made for member in parameter for made in self._facts(member)))
        if name not in _HARMLESS:
            self.whole = False
            return []
        return [Blueprint()]

    def _facts(self, shape_id: str) -> list[Blueprint]:
        made = self._values(shape_id)
        facts = [m for m in made if isinstance(m, Blueprint)]
        self.whole = self.whole and len(facts) == len(made)
        return facts

    def _linked(self, shape: Shape) -> list[Blueprint]:
        """A fact on which a property hangs, as a shape with a path asks."""
        path = shape.path
        if path is None or path[0] != "p":
            self.whole = False
            return []
        found = [Blueprint()]
        for name, parameter in shape.constraints:
            ways = [
                Blueprint(frozenset(), tuple((path[1], made) for made in way))
                for way in self._by_constraint(path, name, parameter)
            ]
            found = self._joined(found, ways)
        return found

    def _joined(self, some: Sequence[Blueprint], others: Iterable[Blueprint]) -> list[Blueprint]:
        listed = list(others)
        if len(some) * len(listed) > _MOST:
            self.whole = False
        joined = [
            Blueprint(a.classes | b.classes, (*a.links, *(link for link in b.links if link not in a.links)))
            for a in some
            for b in listed
        ]
        return list(dict.fromkeys(joined))[:_MOST]

    # --- values that are no nodes

    def _literal(self, shape: Shape) -> list[Made] | None:
        """The values that a shape asks for by themselves; None where it asks for a fact."""
        asked = dict(shape.constraints)
        if "hasValue" in asked:
            return [_term(asked["hasValue"])]
        if "in" in asked:
            return [_term(member) for member in asked["in"]]
        edges = [name for name in _EDGES if name in asked]
        return [self._at_edge(Literal(*asked[edges[0]]), _EDGES[edges[0]])] if edges else None

    def _at_edge(self, edge: Literal, step: int) -> Term:
        """The value nearest to the edge of a range, within it."""
        if not step:
            return edge
        try:
            return Literal(str(int(edge.lexical) + step), XSD + "integer")
        except ValueError:
            self.whole = False
            return edge


def _term(value: Any) -> Term:
    return value if isinstance(value, str) else Literal(*value)
