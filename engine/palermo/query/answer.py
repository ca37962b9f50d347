"""Ask a query: the data to ask, the process that answers, and the answer as a value."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from palermo.escape import clip
from palermo.findings import CaseFindings
from palermo.pipeline import Judge, sound_cases
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.sparql_gate import gate
from palermo.terms import Literal, Term, Triple
from palermo.write.context import Context
from palermo.write.findings_rdf import FindingsRdf
from palermo.write.turtle import PREFIXES, full, key

_WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worker.py")
_MOST_ROWS = 1_000_000


class Limits(NamedTuple):
    """How long a query may take and how much memory it may use."""

    seconds: int = 30
    megabytes: int = 2048


class Answer(NamedTuple):
    """The answer: ``variables`` and ``rows``; or ``boolean``; or ``triples``. ``problems`` are inputs left out."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None
    triples: tuple[Triple, ...] | None
    problems: tuple[Problem, ...]


def query_and_paths(arguments: Sequence[str], query_file: str | None) -> tuple[str, tuple[str, ...]]:
    """The query text and the PATHs among the arguments. Raises PalermoError where one of them is missing."""
    if query_file is not None:
        try:
            with open(query_file, encoding="utf-8-sig") as text:
                return text.read(), tuple(arguments)
        except UnicodeDecodeError:
            raise PalermoError(Problem(query_file, None, None, "not UTF-8 text: save the query as UTF-8")) from None
    if len(arguments) < 2:
        raise PalermoError(Problem("", None, None, "give a query and at least one PATH; see palermo query --help"))
    return arguments[0], tuple(arguments[1:])


def answer(
    rulebook: Rulebook,
    query: str,
    paths: Sequence[str],
    definitions: Sequence[str],
    limits: Limits,
    input_format: str | None = None,
    lang: str = "en",
    judge: Judge | None = None,
) -> Answer:
    """Ask ``query`` of the cases of these PATHs, what follows from them, and the findings on them, which ``judge``
    makes, the rulebook itself by default.

    Raises PalermoError where the gate refuses the query, where it is no SPARQL, or where it exceeds its limits.
    """
    gate(query)
    problems: list[Problem] = []
    lines: list[str] = []
    rdf = FindingsRdf(Context(rulebook, tuple(definitions), lang))
    lines.extend(_quads(rdf.run_triples(), None))
    for item in sound_cases(rulebook, paths, input_format):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            found = (judge or rulebook).classify(item, definitions, lang)
            lines.extend(_case_quads(rulebook, rdf, found))
    return _answered(_asked(query, "".join(lines), limits), "ORDER" in query.upper(), tuple(problems))


def _case_quads(rulebook: Rulebook, rdf: FindingsRdf, found: CaseFindings) -> Iterator[str]:
    """A case as written with what follows from its established facts, in the graph of the case; its findings in
    another."""
    case = found.case
    yield from _quads({*case.triples, *rulebook.infer(case)}, case.iri)
    yield from _quads(rdf.case_triples(found), case.iri + "/findings")


def _quads(triples: Any, graph: str | None) -> Iterator[str]:
    end = f" {full(graph)} .\n" if graph else " .\n"
    return (f"{full(subject)} {full(predicate)} {full(value)}{end}" for subject, predicate, value in triples)


def _asked(query: str, data: str, limits: Limits) -> dict[str, Any]:
    """What the worker answers."""
    import json
    import subprocess

    head = json.dumps({"query": query, "prefixes": dict(PREFIXES), "rows": _MOST_ROWS, **limits._asdict()})
    # -P: the worker's own folder is not a place to import from.
    with subprocess.Popen(
        [sys.executable, "-P", _WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as worker:
        try:
            out, _ = worker.communicate(f"{head}\n{data}".encode(), timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            worker.kill()
            raise _failed(f"stopped after {limits.seconds} seconds: simplify it, or give --seconds") from None
        except BaseException:
            worker.kill()
            raise
    if not out:
        raise _failed(f"it broke off: it may need more than {limits.megabytes} MB (--megabytes); simplify it")
    found: dict[str, Any] = json.loads(out)
    if "error" in found:
        raise _failed(found["error"], found.get("line"), found.get("column"))
    return found


def _failed(message: str, line: int | None = None, column: int | None = None) -> PalermoError:
    return PalermoError(Problem("QUERY", line, column, clip(" ".join(message.split()), 160)))


def _answered(found: dict[str, Any], ordered: bool, problems: tuple[Problem, ...]) -> Answer:
    """The worker's answer as a value, in a fixed order unless the query gives one."""
    if "boolean" in found:
        return Answer((), (), found["boolean"], None, problems)
    if "triples" in found:
        triples = tuple((str(_read(s)), str(_read(p)), _read(o) or "") for s, p, o in found["triples"])
        return Answer((), (), None, triples, problems)
    rows = [tuple(_read(value) for value in row) for row in found["rows"]]
    if not ordered:
        rows.sort(key=lambda row: [(value is not None, key(value or "")) for value in row])
    return Answer(tuple(found["variables"]), tuple(rows), None, None, problems)


def _read(value: list[str] | None) -> Term | None:
    if value is None:
        return None
    if value[0] == "literal":
        return Literal(value[1], value[2], value[3] or None)
    return value[1] if value[0] == "iri" else "_:" + value[1]
