"""pySHACL: shapes, ontology and graphs read beforehand, which is not counted."""

from collections.abc import Iterable
from pathlib import Path

import pyshacl
from common import Answers, Way, checks_of, main, shapes_of, text
from rdflib import SH, Graph


def read(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


def way(folder: Path, name: str, form: str, inference: str) -> Way:
    shapes, ontology = read(shapes_of(folder)), read(text(folder, "ontology.ttl")) if form == "view" else None

    def judge(graph: Graph) -> object:
        return pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, inference=inference, inplace=True)

    return Way(name, form, lambda graph: Graph().parse(data=graph, format="nt"), judge)


def ways(folder: Path) -> list[Way]:
    return [
        way(folder, "all that follows written out", "closed", "none"),
        way(folder, "with the ontology", "view", "none"),
        way(folder, "with the ontology, RDFS", "view", "rdfs"),
    ]


def answers(folder: Path, form: str) -> Answers:
    shapes, ontology = read(checks_of(folder)), read(text(folder, "ontology.ttl")) if form == "view" else None

    def answer(graph: str) -> Iterable[tuple[str, str]]:
        data = Graph().parse(data=graph, format="nt")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=True)
        for result, shape in report.subject_objects(SH.sourceShape):
            yield str(report.value(result, SH.focusNode)), str(shape)

    return answer


if __name__ == "__main__":
    main(ways, answers)
