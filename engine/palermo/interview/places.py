"""Where a definition looks, and in whose name: each place with the element or characteristic that it belongs to."""

from collections.abc import Iterator
from typing import NamedTuple

from palermo.compile.shape import Shape, is_step
from palermo.names import ADULT, CHILD, TOWARDS_CHILD
from palermo.whatif.blueprint import Blueprint, Drawing
from palermo.whatif.parts import Parts
from palermo.whatif.places import property_of


class Place(NamedTuple):
    """A fact of one of ``classes``, hung by a property on conduct or person, meets the shape ``id`` of ``owner``."""

    id: str
    owner: str
    on_conduct: bool
    property: str
    classes: tuple[str, ...]


class Sought(NamedTuple):
    """What a definition looks for: places in its order; classes of person by age, each with the shape that asks;
    ``whole`` is false where it also looks for what no question can ask."""

    definition: str
    places: tuple[Place, ...]
    ages: tuple[tuple[str, str], ...]
    whole: bool


def sought(parts: Parts, named: frozenset[str], definition: str) -> Sought:
    """What a definition looks for; ``named`` are the elements and characteristics."""
    drawing = Drawing(parts.shapes, parts.vocabulary)
    found: dict[Place, None] = {}
    whole = True
    for shape, owner, on_conduct in _paths(parts, named, definition, definition, False):
        drawn = drawing.on_path(shape)
        if not drawn or not all(_is_plain(made) for _, made in drawn):
            whole = whole and property_of(shape) == TOWARDS_CHILD
            continue
        classes = tuple(dict.fromkeys(c for _, made in drawn if isinstance(made, Blueprint) for c in made.classes))
        found[Place(shape.id, owner, on_conduct, drawn[0][0], classes)] = None
    return Sought(definition, tuple(found), tuple(_ages(parts, definition)), whole)


def _is_plain(made: object) -> bool:
    return isinstance(made, Blueprint) and len(made.classes) == 1 and not made.links


def _paths(
    parts: Parts, named: frozenset[str], shape_id: str, owner: str, on_conduct: bool
) -> Iterator[tuple[Shape, str, bool]]:
    shape = parts.shapes[shape_id]
    owner = shape_id if shape_id in named else owner
    if is_step(shape.path, parts.steps) and not on_conduct:
        for name, parameter in shape.constraints:
            if name == "qualified":
                yield from _paths(parts, named, parameter[0], owner, True)
    elif shape.path is not None:
        yield shape, owner, on_conduct
    else:
        for name, parameter in shape.constraints:
            inner = (parameter,) if name in ("node", "property") else parameter if name in ("and", "or") else ()
            for one in inner:
                yield from _paths(parts, named, one, owner, on_conduct)


def _ages(parts: Parts, definition: str) -> Iterator[tuple[str, str]]:
    """The classes of person by age that a definition asks for, each with the characteristic that says so in words."""
    of_word = {parts.word_of(iri): iri for iri in sorted(parts.characteristics, reverse=True)}
    for word in (CHILD, ADULT):
        if any(
            ("class", word) in shape.constraints or (word == CHILD and property_of(shape) == TOWARDS_CHILD)
            for shape in parts.reached(definition)
        ):
            yield word, of_word.get(word, definition)
