"""Who answers a W3C test: the compiled engine, or pySHACL as a check of the harness."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pyshacl as reference
import rdflib
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
from w3c_suite import W3CTest, triples

from palermo.terms import XSD_STRING, Literal, Term, Triple


class Refusal(Exception):
    """The judge does not take these shapes; the message says which construct and why."""


class Answer(NamedTuple):
    """One result: its focus node, and its path where that is an IRI."""

    focus: Term
    path: str | None


Judge = Callable[[W3CTest], list[Answer]]


def engine(test: W3CTest) -> list[Answer]:
    """What the compiled engine answers; Refusal where it does not compile the shapes."""
    from palermo.compile.refused import Refused
    from palermo.evaluate.standalone import validate_graph

    try:
        found = validate_graph(triples(test.shapes), triples(test.data))
    except Refused as refused:
        raise Refusal(str(refused)) from refused
    return [Answer(result.focus, result.path) for result in found]


def pyshacl(test: W3CTest) -> list[Answer]:
    """What pySHACL answers; Refusal where it reports that it cannot."""
    data, shapes = _graph(triples(test.data)), _graph(triples(test.shapes))
    try:
        _, report, _ = reference.validate(data, shacl_graph=shapes, max_validation_depth=30)
    except (ReportableRuntimeError, ShapeLoadError) as error:
        raise Refusal(str(error)) from error
    if not isinstance(report, rdflib.Graph):
        raise Refusal(f"no report: {report!r}")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = []
    for _, result in report.subject_objects(sh.result):
        path = report.value(result, sh.resultPath)
        found.append(
            Answer(_back(report.value(result, sh.focusNode)), str(path) if isinstance(path, rdflib.URIRef) else None)
        )
    return found


JUDGES: dict[str, Judge] = {"engine": engine, "pyshacl": pyshacl}


def _graph(rows: Sequence[Triple]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for s, p, o in rows:
        graph.add((_node(s), rdflib.URIRef(p), _node(o)))
    return graph


def _node(term: Term) -> rdflib.term.Node:
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.lexical, lang=term.language)
        return rdflib.Literal(
            term.lexical, datatype=None if term.datatype == XSD_STRING else rdflib.URIRef(term.datatype)
        )
    return rdflib.BNode(term[2:]) if term.startswith("_:") else rdflib.URIRef(term)


def _back(node: object) -> Term:
    if isinstance(node, rdflib.Literal):
        return Literal(str(node), str(node.datatype or XSD_STRING), node.language)
    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)
