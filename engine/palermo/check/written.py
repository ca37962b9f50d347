"""How shapes are written: parts of SHACL that are not read, shapes that nothing uses, that aim at or say nothing."""

from collections.abc import Iterator

from palermo import names
from palermo.check.diagnostic import Diagnostic
from palermo.check.shapes import FOR_FULL_PROCESSOR, JUDGED, TARGETS, TO_SHAPE, ReadShapes
from palermo.check.standards import STANDARDS
from palermo.compile.graph import Graph
from palermo.compile.shacl import KNOWN
from palermo.compile.shape import references
from palermo.names import SH, TYPE
from palermo.terms import is_blank


def problems(read: ReadShapes) -> Iterator[Diagnostic]:
    """What is wrong with how shapes are written."""
    yield from read.faults
    yield from _unsupported(read)
    yield from _unused(read)
    yield from _targets(read)
    yield from _quality(read)


def _unsupported(read: ReadShapes) -> Iterator[Diagnostic]:
    """Parts of SHACL that are not read here: beyond Core in what is judged, beyond SHACL-SPARQL in the rest."""
    material = read.material
    known = STANDARDS[SH]
    for node in (node for shape_id, node in read.node_of.items() if read.is_own(shape_id)):
        judged = node in read.kinds
        whole = not is_blank(node) and not judged
        for predicate in material.own_graph.predicates(node):
            word = predicate.removeprefix(SH)
            if not predicate.startswith(SH) or predicate in KNOWN or word not in known:
                continue
            if not (whole and predicate in FOR_FULL_PROCESSOR):
                yield material.found("K502", material.at(node, predicate), node, word=word)
        if judged and is_blank(node):
            yield material.found("K502", material.at(node), node, variant="blank")
        if judged and material.graph.lexical(node, SH + "deactivated") in ("true", "1"):
            yield material.found("K502", material.at(node, SH + "deactivated"), node, variant="deactivated")


def _unused(read: ReadShapes) -> Iterator[Diagnostic]:
    """Shapes with a name that nothing refers to, that aim at nothing and that are of no kind that is judged."""
    material = read.material
    used = {inner for shape in read.shapes.values() for n, p in shape.constraints for inner in references(n, p)}
    for node in material.named:
        types = set(material.graph.nodes(node, TYPE))
        is_shape = not types.isdisjoint((SH + "NodeShape", SH + "PropertyShape"))
        if not is_shape or node in read.kinds or node in used or node in material.lost:
            continue
        aims = any(material.graph.objects(node, p) for p in TARGETS) or read.is_external(node)
        implicit = not types.isdisjoint((names.RDFS + "Class", names.OWL + "Class"))
        referred = any(material.graph.having(p, node) for p in (*TO_SHAPE, names.FIRST, names.CHARACTERISTIC))
        if not aims and not implicit and not referred:
            yield material.found("K509", material.at(node), node)


def _targets(read: ReadShapes) -> Iterator[Diagnostic]:
    material = read.material
    kinds = [cls for cls in JUDGED if cls != names.ELEMENT_CLASS]
    for node in read.own(*kinds):
        if not any(material.graph.objects(node, p) for p in TARGETS):
            yield material.found("K510", material.at(node), node)


def _quality(read: ReadShapes) -> Iterator[Diagnostic]:
    """Quality shapes whose results would carry no code or say nothing."""
    material = read.material
    for node in material.named:
        if node in read.kinds or not any(material.own_graph.objects(node, p) for p in TARGETS):
            continue
        if material.graph.lexical(node, names.IDENTIFIER) is None:
            yield material.found("K511", material.at(node), node, variant="code")
        if not any(material.graph.objects(one, SH + "message") for one in _parts(material.graph, node)):
            yield material.found("K511", material.at(node), node)


def _parts(graph: Graph, node: str) -> Iterator[str]:
    """A shape, its property shapes and its SPARQL constraints: what may carry a message."""
    yield node
    for predicate in (SH + "property", SH + "sparql"):
        yield from graph.nodes(node, predicate)
