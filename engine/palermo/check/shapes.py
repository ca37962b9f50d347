"""Shapes, read one by one: what is wrong with one is told, and the others are read all the same."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from palermo import names
from palermo.check.circles import circles
from palermo.check.diagnostic import Diagnostic, Place
from palermo.check.material import Material, named_above
from palermo.compile.graph import Graph
from palermo.compile.refused import Refused, refuse
from palermo.compile.shacl import KNOWN, ShapeReader
from palermo.compile.shape import Shape
from palermo.compile.subset import reached
from palermo.names import SH, TYPE
from palermo.terms import is_blank

#: The kinds of shape that say something about a person, and whether each has to be monotone.
JUDGED: Final = {
    names.DEFINITION_CLASS: True,
    names.ELEMENT_CLASS: True,
    names.CIRCLE_CLASS: True,
    names.CHARACTERISTIC_CLASS: True,
    names.CATEGORY_CLASS: False,
    names.REMARK_CLASS: False,
    names.DIVERGENCE_CLASS: False,
}
TARGETS: Final = tuple(SH + n for n in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
TO_SHAPE: Final = tuple(SH + n for n in ("property", "node", "not", "qualifiedValueShape"))
_TO_SHAPES: Final = tuple(SH + n for n in ("and", "or", "xone"))
#: What a path is written with: no part of a shape, and read with it.
_OF_PATHS: Final = frozenset(
    SH + n for n in ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
)
FOR_FULL_PROCESSOR: Final = (SH + "sparql", SH + "target")
_WORD: Final = re.compile(r"sh:(\w+)")


class ReadShapes:
    """The shapes of a material, each read as far as it can be.

    ``shapes`` holds them by id, ``node_of`` says from which node each was read; ``sound`` are those that could be read,
    with all that they refer to.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        self.faults: list[Diagnostic] = []
        nodes = self._nodes()
        edges = {node: set(self._referred(node)) for node in nodes}
        self._looping = frozenset(node for circle in circles(edges) for node in circle)
        reader = ShapeReader(_readable(material.graph), _raise)
        broken: set[str] = set()
        for node in self._inner_first(nodes, edges):
            owner = self._owner(node)
            if node in self._looping or self.is_external(node) or self._names_nothing(node):
                broken.add(reader.stand_in(node, owner))
                continue
            try:
                reader.read(node, owner)
            except Refused as error:
                broken.add(reader.stand_in(node, owner))
                if material.is_own(node):
                    self.faults.append(self._malformed(node, error.problem.message))
        self.shapes: dict[str, Shape] = reader.shapes
        self.node_of = {shape_id: node for node, shape_id in reader.read_ids().items()}
        self.id_of = reader.read_ids()
        self.sound = frozenset(i for i in self.shapes if not self._reaches(i, broken))

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Each judged shape to its kinds."""
        found: dict[str, set[str]] = {}
        for cls in JUDGED:
            for node in self.material.graph.instances(cls):
                found.setdefault(node, set()).add(cls)
        return {node: frozenset(kinds) for node, kinds in found.items()}

    @cached_property
    def counted(self) -> frozenset[str]:
        """The classes that elements and definitions ask for."""
        roots = [node for node, kinds in self.kinds.items() if kinds & {names.DEFINITION_CLASS, names.ELEMENT_CLASS}]
        shapes = [shape for root in roots if root in self.shapes for shape in self.reached(root)]
        return frozenset(parameter for shape in shapes for name, parameter in shape.constraints if name == "class")

    def own(self, *classes: str) -> list[str]:
        """The shapes under check that are of one of these kinds and could be read."""
        return [
            node
            for node in self.material.named
            if node in self.shapes and not self.kinds.get(node, frozenset()).isdisjoint(classes)
        ]

    def is_own(self, shape_id: str) -> bool:
        """Whether the files under check write a shape."""
        return self.material.own_graph.predicates(self.node_of[shape_id]).keys() - {TYPE} != set()

    def place(self, shape_id: str, word: str | None = None) -> Place:
        """The place of a shape, or of a SHACL parameter in it."""
        node = self.node_of[shape_id]
        predicate = None if word is None else SH + word
        if predicate is not None and not self.material.own_graph.objects(node, predicate):
            predicate = None
        return self.material.at(node, predicate)

    def reached(self, shape_id: str) -> list[Shape]:
        """A shape and those that it refers to, innermost first."""
        return list(reached(shape_id, self.shapes))[::-1]

    # --- reading

    def _nodes(self) -> dict[str, None]:
        graph = self.material.graph
        found: dict[str, None] = {}
        for cls in (*JUDGED, SH + "NodeShape", SH + "PropertyShape"):
            found.update(dict.fromkeys(graph.instances(cls)))
        for predicate in TARGETS:
            found.update(dict.fromkeys(s for s, _ in graph.pairs(predicate)))
        waiting = list(found)
        while waiting:
            for node in self._referred(waiting.pop()):
                if node not in found:
                    found[node] = None
                    waiting.append(node)
        return found

    def _referred(self, node: str) -> Iterator[str]:
        graph = self.material.graph
        for predicate in TO_SHAPE:
            yield from graph.nodes(node, predicate)
        for predicate in _TO_SHAPES:
            for head in graph.nodes(node, predicate):
                yield from (item for item in _items(graph, head) if isinstance(item, str))

    def _owner(self, node: str) -> str:
        """The nearest shape with an IRI that a blank node hangs on, in whatever file."""
        return named_above(node, self._hung)

    @cached_property
    def _hung(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        graph = self.material.graph
        for s in graph.subjects():
            for values in graph.predicates(s).values():
                for value in values:
                    if isinstance(value, str) and is_blank(value):
                        found.setdefault(value, []).append(s)
        return found

    def _inner_first(self, nodes: dict[str, None], edges: dict[str, set[str]]) -> list[str]:
        done: dict[str, None] = {}
        for root in nodes:
            stack = [(root, False)]
            while stack:
                node, leaving = stack.pop()
                if leaving:
                    done[node] = None
                elif node not in done and node not in self._looping:
                    stack.append((node, True))
                    stack.extend((inner, False) for inner in sorted(edges[node]) if inner not in done)
                elif node in self._looping:
                    done.setdefault(node)
        return list(done)

    def is_external(self, node: str) -> bool:
        """Whether a shape is for a full SHACL processor."""
        return any(self.material.graph.objects(node, p) for p in FOR_FULL_PROCESSOR)

    def _names_nothing(self, node: str) -> bool:
        """Whether a shape refers to one that nothing describes: that is told of the name."""
        return any(not self.material.graph.predicates(inner) for inner in self._referred(node))

    def _reaches(self, shape_id: str, broken: set[str]) -> bool:
        return any(shape.id in broken for shape in reached(shape_id, self.shapes))

    def _malformed(self, node: str, message: str) -> Diagnostic:
        material = self.material
        word = _WORD.search(message)
        predicate = SH + word.group(1) if word is not None else None
        if predicate is not None and material.own_graph.objects(node, predicate):
            place = material.at(node, predicate, material.own_graph.objects(node, predicate)[0])
        else:
            place = material.at(node)
        return material.found("K501", place, node, what=message)


def _readable(graph: Graph) -> Graph:
    """The graph without SHACL terms that the reader does not know: they are told apart, and hide nothing else."""
    return Graph(
        (s, p, o)
        for s in graph.subjects()
        for p, values in graph.predicates(s).items()
        if not p.startswith(SH) or p in KNOWN or p in _OF_PATHS
        for o in values
    )


def _items(graph: Graph, head: str) -> list[object]:
    try:
        return list(graph.items(head))
    except ValueError:
        return []


def _raise(_owner: str, message: str, _near: str = "", /) -> Refused:
    return refuse(message, code="P301")
