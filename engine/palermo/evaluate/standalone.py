"""Any shapes graph against any data graph: the compiled engine as a plain SHACL Core processor."""

from collections.abc import Iterable

from palermo.compile.axioms import read_classes
from palermo.compile.graph import Graph
from palermo.compile.plan import Axioms
from palermo.compile.refused import Refused, refuse
from palermo.compile.shacl import ShapeReader
from palermo.compile.subset import check_not_recursive
from palermo.entail import Inference
from palermo.evaluate.paths import followed_back
from palermo.evaluate.quality import Quality
from palermo.evaluate.shapes import Shapes, Violation
from palermo.split.case import Case
from palermo.terms import Triple, local_name
from palermo.view.record import ClassTree, index
from palermo.vocabulary import Vocabulary


def validate_graph(shapes: Iterable[Triple], data: Iterable[Triple]) -> tuple[Violation, ...]:
    """Every result of validating a data graph, whose own ``rdfs:subClassOf`` triples are its class tree.

    Raises :class:`Refused` for a shapes graph outside SHACL Core or with recursive shapes.
    """
    case = Case("", tuple(dict.fromkeys(data)), "")
    graph = Graph(shapes)

    def refused(owner: str, message: str, _near: str = "", /) -> Refused:
        return refuse(f"shape {local_name(owner)}: {message}", code="P301")

    reader = ShapeReader(graph, refused)
    bound = reader.read_all()
    if reader.external:
        raise refused("", "the shapes graph uses SHACL-SPARQL; this processor takes SHACL Core")
    check_not_recursive(bound, refused)
    classes = read_classes(Graph(case.triples))
    tree = ClassTree(classes, {})
    back = frozenset(p for shape in bound.values() if shape.path for p in followed_back(shape.path))
    axioms = Axioms(Vocabulary((), classes, {}, {}), (), {}, {})
    quality = Quality(
        Shapes(bound),
        tuple(i for i, shape in bound.items() if shape.targets),
        Inference(axioms, tree, back, True),
        lambda shape: shape,
    )
    return tuple(quality.violations(index(case, tree)))
