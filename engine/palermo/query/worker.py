"""The process that runs a query: data and query come in on standard input, rows go out on standard output.

The first line of input is a JSON object with the query and the limits, the rest is
N-Quads. Out: one JSON object. It is started by :mod:`palermo.query.answer` and killed by it when its time is over.
"""

import json
import re
import sys
from itertools import islice
from typing import Any

import pyoxigraph as ox


def limited(seconds: int, megabytes: int) -> None:
    """Bound this process in memory, time and files, where the system has such bounds."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    for what, bound in (
        (resource.RLIMIT_AS, size),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        # No file and no socket can be opened beyond the three that are open: nothing can be fetched.
        (resource.RLIMIT_NOFILE, 3),
    ):
        _, highest = resource.getrlimit(what)
        least = bound if highest == resource.RLIM_INFINITY else min(bound, highest)
        resource.setrlimit(what, (least, least))


def run(query: str, prefixes: dict[str, str], data: bytes, most: int) -> dict[str, Any]:
    """The answer to a query over N-Quads: ``variables`` and ``rows``, ``boolean``, or ``triples``; at most so many."""
    store = ox.Store()
    store.load(data, ox.RdfFormat.N_QUADS)
    try:
        result = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    except SyntaxError as error:
        return _syntax_error(str(error))
    if isinstance(result, ox.QueryBoolean):
        return {"boolean": bool(result)}
    if isinstance(result, ox.QueryTriples):
        return {"triples": [[_term(t.subject), _term(t.predicate), _term(t.object)] for t in islice(result, most)]}
    variables = [variable.value for variable in result.variables]
    return {"variables": variables, "rows": [[_term(value) for value in row] for row in islice(result, most)]}


def _syntax_error(said: str) -> dict[str, Any]:
    """The complaint, with the line and column that it begins with."""
    place = re.match(r"error at (\d+):(\d+): ", said)
    if place is None:
        return {"error": f"SPARQL syntax: {said}"}
    line, column = map(int, place.groups())
    return {"error": f"SPARQL syntax: {said[place.end() :]}", "line": line, "column": column}


def _term(term: Any) -> list[str] | None:
    """A term as a list: ``["iri", IRI]``, ``["bnode", name]`` or ``["literal", text, datatype, language]``."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language or ""]
    return ["bnode", getattr(term, "value", str(term))]


def main() -> None:
    """Read the question, answer it, and end."""
    head = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    limited(head["seconds"], head["megabytes"])
    try:
        found = run(head["query"], head["prefixes"], data, head["rows"])
    except MemoryError:
        found = {"error": "the query needs more memory than it may use"}
    except (ValueError, OSError, RuntimeError) as error:
        found = {"error": str(error)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
