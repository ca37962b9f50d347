"""pyrudof: shapes and graph are read beforehand, which is not counted; its native engine, and the one on SPARQL."""

from collections.abc import Iterable
from pathlib import Path

import pyrudof
from common import Answers, Way, checks_of, main, shapes_of, with_ontology


def session(shapes: str) -> pyrudof.Rudof:
    made = pyrudof.Rudof()
    made.read_shacl(shapes, pyrudof.ShaclFormat.Turtle)
    return made


def way(folder: Path, name: str, form: str, mode: pyrudof.ShaclValidationMode) -> Way:
    rudof = session(shapes_of(folder))
    given = with_ontology(folder) if form == "view" else str

    def prepare(graph: str) -> None:
        rudof.read_data(given(graph), pyrudof.RDFFormat.NTriples, merge=False)

    def judge(_: object) -> object:
        return rudof.validate_shacl(mode).violations

    return Way(name, form, prepare, judge)


def ways(folder: Path) -> list[Way]:
    native, sparql = pyrudof.ShaclValidationMode.Native, pyrudof.ShaclValidationMode.Sparql
    return [
        way(folder, "all that follows written out", "closed", native),
        way(folder, "with the ontology", "view", native),
        way(folder, "all that follows written out, SPARQL", "closed", sparql),
    ]


def answers(folder: Path, form: str) -> Answers:
    rudof = session(checks_of(folder))
    given = with_ontology(folder) if form == "view" else str

    def answer(graph: str) -> Iterable[tuple[str, str]]:
        rudof.read_data(given(graph), pyrudof.RDFFormat.NTriples, merge=False)
        return [(entry.focus_node, entry.source_shape or "") for entry in rudof.validate_shacl().violations]

    return answer


if __name__ == "__main__":
    main(ways, answers)
