"""pyshacl-turbo (imported as ``pyshacl_turbo``): shapes compiled once; graphs as text, parsed within the call, or as a
store filled beforehand, which is not counted. Its inference does not go with compiled shapes, which are worth more."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl_turbo
from common import Answers, Way, checks_of, main, shapes_of, with_ontology
from rdflib import SH


def store(graph: str) -> ox.Store:
    made = ox.Store()
    made.load(graph.encode(), format=ox.RdfFormat.N_TRIPLES)
    return made


def way(folder: Path, name: str, form: str, **options: Any) -> Way:
    compiled = pyshacl_turbo.compile_shapes(shapes_of(folder), shacl_graph_format="turtle")
    given = with_ontology(folder) if form == "view" else str

    def prepare(graph: str) -> Any:
        return given(graph) if "data_graph_format" in options else store(given(graph))

    return Way(name, form, prepare, lambda graph: compiled.validate(graph, **options))


def ways(folder: Path) -> list[Way]:
    return [
        way(folder, "all that follows written out", "closed", data_graph_format="nt"),
        way(folder, "all that follows written out, a store", "closed"),
        way(folder, "with the ontology", "view", data_graph_format="nt"),
    ]


def answers(folder: Path, form: str) -> Answers:
    compiled = pyshacl_turbo.compile_shapes(checks_of(folder), shacl_graph_format="turtle")
    given = with_ontology(folder) if form == "view" else str

    def answer(graph: str) -> Iterable[tuple[str, str]]:
        _, report, _ = compiled.validate(given(graph), data_graph_format="nt")
        for result, shape in report.subject_objects(SH.sourceShape):
            yield str(report.value(result, SH.focusNode)), str(shape)

    return answer


if __name__ == "__main__":
    main(ways, answers)
