"""What definition shapes may use: SHACL Core, monotone, not recursive. Anything else is refused, with advice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from palermo.compile.refused import Refuse
from palermo.compile.shape import MONOTONE_ON_PATHS, MONOTONE_ON_VALUES, Path, Shape, properties_of, references
from palermo.names import CONDUCT, PERSON
from palermo.terms import local_name
from palermo.vocabulary import Vocabulary

_ADVICE: Final = {
    "not": "it would make the outcome fall when a fact is added; leave sh:not to categories and remarks",
    "xone": "it holds only while no other branch does; write sh:or",
    "maxCount": "a maximum fails when a fact is added; ask for what must be there with sh:minCount",
    "uniqueLang": "move it to a quality shape",
    "closed": "move it to a quality shape",
    "equals": "it speaks of all values; ask for one with sh:qualifiedValueShape",
    "disjoint": "it speaks of all values; ask for one with sh:qualifiedValueShape",
    "lessThan": "it speaks of all values; ask for one with sh:qualifiedValueShape",
    "lessThanOrEquals": "it speaks of all values; ask for one with sh:qualifiedValueShape",
}
_UNIVERSAL: Final = (
    "on a path it speaks of all values, and holds where there is none; put it into sh:qualifiedValueShape with "
    "sh:qualifiedMinCount 1"
)
_PATH: Final = (
    "what is missing is told step by step; follow one property, forward or with sh:inversePath, and nest the next step "
    "in sh:qualifiedValueShape"
)


class NotMonotone(NamedTuple):
    """What keeps a shape from being monotone: the shape, the SHACL parameter at fault, and what to write instead."""

    shape: Shape
    word: str
    advice: str


def check_monotone(
    shape_id: str, shapes: dict[str, Shape], kind: str, refused: Refuse, *, simple_paths: bool = False
) -> None:
    """Raises :class:`Refused` where a shape, or one that it refers to, is not monotone; with ``simple_paths`` also
    where a path is more than one property, forward or back, since the possible view supposes values step by step."""
    for fault in not_monotone(shape_id, shapes, simple_paths=simple_paths):
        if fault.word == "path":
            raise refused(fault.shape.owner, f"{_a(kind)} may not use this sh:path: {fault.advice}")
        raise refused(fault.shape.owner, f"{_a(kind)} may not use sh:{fault.word} here: {fault.advice}")


def not_monotone(shape_id: str, shapes: dict[str, Shape], *, simple_paths: bool = False) -> Iterator[NotMonotone]:
    """Everything that keeps a shape, or one that it refers to, from being monotone; with ``simple_paths`` also each
    path of more than one property."""
    for shape in reached(shape_id, shapes):
        if simple_paths and shape.path is not None and not _is_simple(shape.path):
            yield NotMonotone(shape, "path", _PATH)
        allowed = MONOTONE_ON_VALUES if shape.path is None else MONOTONE_ON_PATHS
        for name, parameter in shape.constraints:
            if name not in allowed or (name == "qualified" and (parameter[2] is not None or parameter[3])):
                advice = _ADVICE.get("maxCount" if name == "qualified" else name, _UNIVERSAL)
                yield NotMonotone(shape, "qualifiedMaxCount" if name == "qualified" else name, advice)


def _is_simple(path: Path) -> bool:
    return path[0] == "p" or bool(path[0] == "inv" and path[1][0] == "p")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def check_not_vacuous(judged: Sequence[str], shapes: dict[str, Shape], refused: Refuse) -> None:
    """Raises :class:`Refused` where a shape holds of somebody of whom nothing is recorded: a forgotten line must not
    make a finding about everybody."""
    from palermo.entail.view import View
    from palermo.evaluate.shapes import Shapes

    nobody = "urn:palermo:nobody"
    empty = View({}, {}, {nobody: frozenset((PERSON, CONDUCT))}, {})
    bound = Shapes(shapes)
    for shape_id in judged:
        if bound.conforms(shape_id)(empty, nobody):
            raise refused(
                shapes[shape_id].owner,
                "it is met where nothing is recorded; ask for something, such as sh:qualifiedMinCount 1",
            )


def check_declared(judged: Sequence[str], shapes: dict[str, Shape], vocabulary: Vocabulary, refused: Refuse) -> None:
    """Raises :class:`Refused` where a judged shape names a class or property that no pack declares and that is all but
    the name of one that is declared: a slip of the pen would make a law that nobody can meet."""
    classes, properties = frozenset(vocabulary.classes), frozenset(vocabulary.properties)
    for shape in (s for root in judged for s in reached(root, shapes)):
        named = [(str(p), classes) for name, p in shape.constraints if name == "class"]
        for iri, declared in (*named, *((p, properties) for p in properties_of(shape.path))):
            meant = None if iri in declared else _near(iri, declared)
            if meant is not None:
                raise refused(shape.owner, f"nothing is called {local_name(iri)}; did you mean {meant}?")


def _near(iri: str, declared: frozenset[str]) -> str | None:
    """The name of a declared term of the same namespace that differs by a letter or two; None for a short name."""
    from difflib import get_close_matches

    name = local_name(iri)
    space = iri[: -len(name)]
    names = sorted(local_name(term) for term in declared if term.startswith(space))
    return next(iter(get_close_matches(name, names, 1, 0.88)), None) if len(name) > 4 else None


def reached(root: str, shapes: Mapping[str, Shape]) -> Iterator[Shape]:
    """A shape and those that it refers to, each once."""
    seen: set[str] = set()
    stack = [root]
    while stack:
        shape = shapes[stack.pop()]
        if shape.id not in seen:
            seen.add(shape.id)
            yield shape
            stack.extend(inner for name, parameter in shape.constraints for inner in references(name, parameter))


def check_not_recursive(shapes: dict[str, Shape], refused: Refuse) -> None:
    """Raises :class:`Refused` where a shape refers back to itself (SHACL section 3.4.3 leaves that undefined)."""
    done: set[str] = set()
    for start in shapes:
        _walk(start, shapes, done, refused)


def _walk(start: str, shapes: dict[str, Shape], done: set[str], refused: Refuse) -> None:
    """Depth first, without recursion of its own: a deep nest of shapes must not exhaust the stack."""
    path: list[str] = []
    stack = [(start, False)]
    while stack:
        shape_id, leaving = stack.pop()
        if leaving:
            path.pop()
            done.add(shape_id)
        elif shape_id in path:
            raise refused(shapes[shape_id].owner, "it refers back to itself; undo the circle")
        elif shape_id not in done:
            path.append(shape_id)
            stack.append((shape_id, True))
            for name, parameter in shapes[shape_id].constraints:
                stack.extend((inner, False) for inner in references(name, parameter))
