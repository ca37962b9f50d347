"""shacl: shapes compiled once; it parses each graph within the call, and follows RDFS itself where asked."""

from collections.abc import Iterable
from pathlib import Path

import shacl
from common import Answers, Way, checks_of, main, shapes_of, with_ontology


def way(folder: Path, name: str, form: str, inference: str) -> Way:
    compiled = shacl.Shapes.from_turtle(shapes_of(folder))

    def judge(graph: str) -> object:
        return compiled.validate_text(graph, format="ntriples", inference=inference).results

    return Way(name, form, with_ontology(folder) if form == "view" else str, judge)


def ways(folder: Path) -> list[Way]:
    return [
        way(folder, "all that follows written out", "closed", "none"),
        way(folder, "with the ontology", "view", "none"),
        way(folder, "with the ontology, RDFS", "view", "rdfs"),
    ]


def answers(folder: Path, form: str) -> Answers:
    compiled = shacl.Shapes.from_turtle(checks_of(folder))
    given = with_ontology(folder) if form == "view" else str

    def answer(graph: str) -> Iterable[tuple[str, str]]:
        results = compiled.validate_text(given(graph), format="ntriples").results
        return [(result.focus_node, result.source_shape or "") for result in results]

    return answer


if __name__ == "__main__":
    main(ways, answers)
