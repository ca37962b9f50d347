"""SHACL property paths as functions from a node to the nodes that it reaches (SHACL, section 2.3.1)."""

from collections.abc import Callable, Sequence

from palermo.compile.shape import Path
from palermo.entail import View
from palermo.names import TYPE
from palermo.terms import Term

#: From a view and a node to the values of a path, each once.
Walk = Callable[[View, Term], Sequence[Term]]

_NOWHERE: tuple[Term, ...] = ()


def bind_path(path: Path) -> Walk:
    """The function that follows a path."""
    word, inner = path
    if word == "p":
        return _forward(inner)
    if word == "inv":
        return _backward(inner)
    if word == "seq":
        return _sequence([bind_path(step) for step in inner])
    if word == "alt":
        return _alternative([bind_path(step) for step in inner])
    return _repeated(bind_path(inner), zero=word in "*?", many=word in "*+")


def inverted(path: Path) -> Path:
    """The same path walked from its end, with every inverse at a single property."""
    word, inner = path
    if word == "p":
        return ("inv", path)
    if word == "inv":
        return path_of(inner)
    if word == "seq":
        return ("seq", tuple(inverted(step) for step in reversed(inner)))
    if word == "alt":
        return ("alt", tuple(inverted(step) for step in inner))
    return (word, inverted(inner))


def path_of(path: Path) -> Path:
    """A path in which only single properties are inverted."""
    word, inner = path
    if word == "p":
        return path
    if word == "inv":
        return path if inner[0] == "p" else inverted(inner)
    if word in ("seq", "alt"):
        return (word, tuple(path_of(step) for step in inner))
    return (word, path_of(inner))


def followed_back(path: Path) -> frozenset[str]:
    """The properties that a path follows from object to subject."""
    word, inner = path
    if word == "p":
        return frozenset()
    if word == "inv":
        return frozenset((inner[1],)) if inner[0] == "p" else followed_back(path_of(path))
    if word in ("seq", "alt"):
        return frozenset().union(*(followed_back(step) for step in inner))
    return followed_back(inner)


def asks_type(path: Path) -> bool:
    """Whether a path goes over ``rdf:type``, which views otherwise hold apart from the other edges."""
    word, inner = path
    if word == "p":
        return bool(inner == TYPE)
    return any(asks_type(step) for step in inner) if word in ("seq", "alt") else asks_type(inner)


def _forward(p: str) -> Walk:
    def walk(view: View, node: Term) -> Sequence[Term]:
        edges = view.out.get(p)
        return edges.get(node, _NOWHERE) if edges is not None else _NOWHERE

    return walk


def _backward(inner: Path) -> Walk:
    if inner[0] != "p":
        return bind_path(inverted(inner))
    p = inner[1]

    def walk(view: View, node: Term) -> Sequence[Term]:
        edges = view.inv.get(p)
        return edges.get(node, _NOWHERE) if edges is not None else _NOWHERE

    return walk


def _sequence(steps: list[Walk]) -> Walk:
    def walk(view: View, node: Term) -> Sequence[Term]:
        reached: Sequence[Term] = (node,)
        for step in steps:
            reached = list(dict.fromkeys(far for near in reached for far in step(view, near)))
        return reached

    return walk


def _alternative(ways: list[Walk]) -> Walk:
    def walk(view: View, node: Term) -> Sequence[Term]:
        return list(dict.fromkeys(value for way in ways for value in way(view, node)))

    return walk


def _repeated(step: Walk, *, zero: bool, many: bool) -> Walk:
    def walk(view: View, node: Term) -> Sequence[Term]:
        reached: dict[Term, None] = {node: None} if zero else {}
        edge = [node]
        while edge:
            fresh = [far for near in edge for far in step(view, near) if far not in reached]
            reached.update(dict.fromkeys(fresh))
            edge = fresh if many else []
        return list(reached)

    return walk
