"""shacl-rust (imported as ``shacl_rust``): it parses shapes and graph within each call, with its index and without."""

from collections.abc import Iterable
from pathlib import Path

import shacl_rust
from common import Answers, Way, checks_of, main, shapes_of, with_ontology


def way(folder: Path, name: str, form: str, index: bool) -> Way:
    shapes = shapes_of(folder)

    def judge(graph: str) -> object:
        return shacl_rust.validate(graph, shapes, data_format="nt", experimental_index=index)

    return Way(name, form, with_ontology(folder) if form == "view" else str, judge)


def ways(folder: Path) -> list[Way]:
    return [
        way(folder, "all that follows written out, index", "closed", True),
        way(folder, "all that follows written out", "closed", False),
        way(folder, "with the ontology, index", "view", True),
    ]


def answers(folder: Path, form: str) -> Answers:
    shapes = checks_of(folder)
    given = with_ontology(folder) if form == "view" else str

    def answer(graph: str) -> Iterable[tuple[str, str]]:
        report = shacl_rust.validate(given(graph), shapes, data_format="nt", experimental_index=True)
        return [(result["focusNode"], result["sourceShape"]) for result in report["results"]]

    return answer


if __name__ == "__main__":
    main(ways, answers)
