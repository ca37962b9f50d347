"""pyshifty (imported as ``shifty``): shapes prepared once; it parses each graph within the call."""

from collections.abc import Iterable
from pathlib import Path

import shifty
from common import Answers, Way, checks_of, main, shapes_of, text


def validator(folder: Path, shapes: str, form: str) -> tuple[shifty.PreparedValidator, str]:
    """The validator and its mode. It sees the ontology where that stands beside the shapes."""
    if form == "closed":
        return shifty.PreparedValidator(shapes), "data"
    return shifty.PreparedValidator(shapes + text(folder, "ontology.nt")), "union"


def way(folder: Path, name: str, form: str) -> Way:
    prepared, mode = validator(folder, shapes_of(folder), form)

    def judge(graph: str) -> object:
        return prepared.validate_algebra(graph, graph_mode=mode, infer=False, sort_results=False)

    return Way(name, form, str, judge)


def ways(folder: Path) -> list[Way]:
    return [way(folder, "all that follows written out", "closed"), way(folder, "with the ontology", "view")]


def answers(folder: Path, form: str) -> Answers:
    prepared, mode = validator(folder, checks_of(folder), form)

    def answer(graph: str) -> Iterable[tuple[str, str]]:
        result = prepared.validate_algebra(graph, graph_mode=mode, infer=False)
        return [(violation.focus_node, violation.shape_name or "") for violation in result.violations]

    return answer


if __name__ == "__main__":
    main(ways, answers)
