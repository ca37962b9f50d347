"""What packs say of labels: by which properties an audit groups them, and what a label of one thing says as well."""

from palermo.compile.graph import Graph
from palermo.names import (
    AUDIT_GROUP,
    BROAD_MATCH,
    BROADER,
    CLASSIFICATION_CLASS,
    CLOSE_MATCH,
    EXACT_MATCH,
)
from palermo.terms import Literal


def read_groupings(graph: Graph) -> tuple[tuple[str, str], ...]:
    """The name under which an audit groups labels by a property, and that property; in the order of names."""
    return tuple(sorted((o.lexical, s) for s, o in graph.pairs(AUDIT_GROUP) if isinstance(o, Literal)))


def read_also_said(graph: Graph) -> dict[str, frozenset[str]]:
    """Classification to those that a label of it says too: wider and equal ones at any distance, and what is mapped as
    close to one of these (SKOS Reference, sections 8 and 10); itself always."""
    equal, close = _both_ways(graph, EXACT_MATCH), _both_ways(graph, CLOSE_MATCH)
    found: dict[str, frozenset[str]] = {}
    for start in graph.instances(CLASSIFICATION_CLASS):
        said, waiting = {start}, [start]
        while waiting:
            iri = waiting.pop()
            wider = {*graph.nodes(iri, BROADER), *graph.nodes(iri, BROAD_MATCH), *equal.get(iri, ())}
            waiting += wider - said
            said |= wider
        found[start] = frozenset(said.union(*(close.get(iri, ()) for iri in said)))
    return found


def _both_ways(graph: Graph, predicate: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for s, o in graph.pairs(predicate):
        if isinstance(o, str):
            found.setdefault(s, set()).add(o)
            found.setdefault(o, set()).add(s)
    return found
