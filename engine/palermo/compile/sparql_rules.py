"""The SPARQL rules of packs: ``sh:SPARQLRule`` (SHACL Advanced Features, section 8.4)."""

from collections.abc import Callable
from typing import Final

import pyoxigraph

from palermo.compile.graph import Graph
from palermo.compile.plan import SparqlRule
from palermo.compile.refused import Refused
from palermo.compile.shacl import is_number
from palermo.names import RDFS, SH, TYPE
from palermo.problems import PalermoError
from palermo.sparql_gate import gate

_CONSTRUCT: Final = SH + "construct"


def read_sparql_rules(graph: Graph, refused: Callable[[str, str], Refused]) -> tuple[SparqlRule, ...]:
    """The rules in ``sh:order``, then by shape and text. Raises Refused for any other kind of rule, for one on a shape
    without a target class, and for a query that could fetch."""
    found: list[tuple[float, SparqlRule]] = []
    for shape, rule in graph.pairs(SH + "rule"):
        query = graph.lexical(rule, _CONSTRUCT) if isinstance(rule, str) else None
        if query is None or not isinstance(rule, str):
            raise refused(shape, "sh:rule takes a sh:SPARQLRule with sh:construct, and no other kind of rule")
        text = _prefixes(graph, rule) + query
        try:
            gate(text)
            pyoxigraph.Store().query(text)
        except PalermoError as error:
            raise refused(shape, f"its SPARQL rule is refused: {error.problem.message}") from error
        except (SyntaxError, ValueError) as error:
            raise refused(shape, f"its SPARQL rule does not parse: {error}; mend the query") from error
        targets = graph.nodes(shape, SH + "targetClass")
        targets += [shape] if RDFS + "Class" in graph.nodes(shape, TYPE) else []
        if not targets:
            raise refused(shape, "it has a SPARQL rule and no sh:targetClass; name the class that the rule is run for")
        if not all(is_number(value) for value in graph.objects(rule, SH + "order")):
            raise refused(shape, "the sh:order of its SPARQL rule is not a number; write one")
        order = float(graph.lexical(rule, SH + "order") or 0)
        found.extend((order, SparqlRule(shape, target, text)) for target in targets)
    return tuple(rule for _, rule in sorted(found))


def _prefixes(graph: Graph, rule: str) -> str:
    lines: list[str] = []
    for owner in graph.nodes(rule, SH + "prefixes"):
        for declared in graph.nodes(owner, SH + "declare"):
            prefix, space = graph.lexical(declared, SH + "prefix"), graph.lexical(declared, SH + "namespace")
            if prefix is not None and space is not None:
                lines.append(f"PREFIX {prefix}: <{space}>\n")
    return "".join(sorted(lines))
