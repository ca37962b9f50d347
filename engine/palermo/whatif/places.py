"""Where a definition looks: the shapes with a path that it comes down to."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from palermo.compile.shape import Shape, is_step
from palermo.whatif.parts import Parts

_ONE: Final = ("node", "property")
_SEVERAL: Final = ("and", "or")


class Place(NamedTuple):
    """A shape with a path, and whether it is asked of the conduct, else of the person."""

    shape: Shape
    on_conduct: bool


def places(parts: Parts, definition: str) -> tuple[Place, ...]:
    """The places of a definition in its order, steps to a conduct left aside, each once."""
    return tuple(dict.fromkeys(_places(parts, definition, False)))


def _places(parts: Parts, shape_id: str, on_conduct: bool) -> Iterator[Place]:
    shape = parts.shapes[shape_id]
    if is_step(shape.path, parts.steps) and not on_conduct:
        for name, parameter in shape.constraints:
            if name == "qualified":
                yield from _places(parts, parameter[0], True)
    elif shape.path is not None:
        yield Place(shape, on_conduct)
    else:
        for name, parameter in shape.constraints:
            for inner in (parameter,) if name in _ONE else parameter if name in _SEVERAL else ():
                yield from _places(parts, inner, on_conduct)


def property_of(shape: Shape) -> str:
    """The property of a path of one step, forward or back; empty for another path."""
    path = shape.path
    if path is None:
        return ""
    inner = path[1] if path[0] == "inv" else path
    return str(inner[1]) if inner[0] == "p" else ""
