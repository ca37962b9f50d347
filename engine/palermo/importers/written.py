"""Writes imported cases as RDF: Turtle, TriG or N-Quads."""

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

import pyoxigraph as ox

from palermo.importers.csv_records import ImportedCase
from palermo.terms import Literal, Term

SYNTAXES: Final = ("turtle", "trig", "n-quads")


def write_cases(cases: Iterable[ImportedCase], out: TextIO, syntax: str = "turtle") -> None:
    """Writes the cases one after the other, each as soon as it is known; the same cases give the same bytes.

    ``syntax`` is one of :data:`SYNTAXES` (else ValueError). In TriG and N-Quads each case is a named graph, called by
    the IRI of the case without its fragment, so that a big file can be read case by case.
    """
    if syntax not in SYNTAXES:
        raise ValueError(f"cases are written as {', '.join(SYNTAXES)}, not as {syntax}")
    from palermo.write.turtle import graph_lines, prefix_lines

    if syntax == "n-quads":
        for case in cases:
            out.writelines(f"{quad} .\n" for quad in _quads(case))
        return
    out.write("\n".join(prefix_lines()) + "\n")
    for case in cases:
        out.write("\n" + "\n".join(graph_lines(case.triples, _graph(case) if syntax == "trig" else None)) + "\n")


def _graph(case: ImportedCase) -> str:
    return case.iri.partition("#")[0]


def _quads(case: ImportedCase) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(_graph(case))
    for subject, predicate, value in case.triples:
        yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), _term(value), graph)


def _term(value: Term) -> ox.NamedNode | ox.Literal:
    if not isinstance(value, Literal):
        return ox.NamedNode(value)
    if value.language:
        return ox.Literal(value.lexical, language=value.language)
    return ox.Literal(value.lexical, datatype=ox.NamedNode(value.datatype))
