"""What the scripts of all peers share. Only the standard library: each runs in an environment of its own.

A script is run as ``run_NAME.py FOLDER SHAPES rates [WAY…]``, which writes a line of JSON for each way tried (``way``,
``form``, ``rate``: cases a second of CPU), or as ``run_NAME.py FOLDER SHAPES answers FORM``, which writes what does not
conform to what. SHAPES says which shapes are given: ``all``, or ``law``, which leaves out those of data quality.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

#: Cases in one graph. Larger ones are tried as long as they help.
SIZES = (1, 10, 50, 150, 500, 1500)
#: Seconds of CPU after which a way has been measured; and those that a larger graph may take to be tried.
ENOUGH, PATIENCE = 1.5, 25
#: A larger graph is not tried any more where the last one was this much slower than the best.
HOPELESS = 0.6
CHECK = "urn:palermo:check:"
#: How many cases a graph holds when answers are compared.
ANSWERED_TOGETHER = 25


class Way(NamedTuple):
    """A way to have cases judged. ``form`` says which cases are given; ``prepare`` makes of the text of a graph what
    the engine takes, which is not counted; ``judge`` is."""

    name: str
    form: str
    prepare: Callable[[str], Any]
    judge: Callable[[Any], object]


#: Focus node and source shape of each result of a graph; terms without angle brackets.
Answers = Callable[[str], Iterable[tuple[str, str]]]


def blocks(folder: Path, form: str) -> list[str]:
    """The cases in one form, each as N-Triples."""
    return [block + "\n" for block in (folder / f"{form}.nt").read_text("utf-8").strip().split("\n\n")]


def text(folder: Path, name: str) -> str:
    """A file of the folder."""
    return (folder / name).read_text("utf-8")


def shapes_of(folder: Path) -> str:
    """The shapes that the command line names, as Turtle."""
    return text(folder, f"{sys.argv[2]}.ttl")


def checks_of(folder: Path) -> str:
    """The same, and a shape for each question whose answers are compared."""
    return text(folder, f"{sys.argv[2]}-checks.ttl")


def with_ontology(folder: Path) -> Callable[[str], str]:
    """Adds the ontology to a graph, for engines that follow subclasses in the data only."""
    ontology = text(folder, "ontology.nt")
    return lambda graph: graph + ontology


def rate(way: Way, cases: Sequence[str], size: int) -> float:
    """Cases a second of CPU, in graphs of so many cases. What is prepared is not counted."""
    spent, done = 0.0, 0
    while done < len(cases) and spent < ENOUGH:
        some = cases[done : done + size]
        graph = way.prepare("".join(some))
        before = time.process_time()
        way.judge(graph)
        spent += time.process_time() - before
        done += len(some)
    return done / spent


def rates(folder: Path, ways: Sequence[Way], only: Sequence[str]) -> None:
    """Write the rate of each way and size, or only of those named."""
    for way in ways:
        cases, best = blocks(folder, way.form), 0.0
        for size in (size for size in SIZES if size <= len(cases)):
            name = f"{way.name}; {size} to a graph"
            if only and name not in only:
                continue
            found = rate(way, cases, size)
            sys.stdout.write(json.dumps({"way": name, "form": way.form, "rate": found}) + "\n")
            sys.stdout.flush()
            best = max(best, found)
            if found < HOPELESS * best or 3 * size > PATIENCE * found:
                break


def tell(folder: Path, form: str, answers: Answers) -> None:
    """Write by focus node which of the questions it does not conform to."""
    found: dict[str, set[str]] = {}
    cases = blocks(folder, f"asked-{form}")
    for start in range(0, len(cases), ANSWERED_TOGETHER):
        graph = "".join(cases[start : start + ANSWERED_TOGETHER])
        for focus, shape in answers(graph):
            name = shape.strip("<>")
            if name.startswith(CHECK):
                found.setdefault(focus.strip("<>"), set()).add(name.removeprefix(CHECK))
    sys.stdout.write(json.dumps({focus: sorted(shapes) for focus, shapes in sorted(found.items())}) + "\n")


def main(ways: Callable[[Path], Sequence[Way]], answers: Callable[[Path, str], Answers]) -> None:
    """What a script does when it is run."""
    folder, what, rest = Path(sys.argv[1]), sys.argv[3], sys.argv[4:]
    if what == "rates":
        rates(folder, ways(folder), rest)
    else:
        tell(folder, rest[0], answers(folder, rest[0]))
