"""Reads the ontology and the shapes of packs into two rdflib graphs."""

import os
from collections.abc import Sequence

from rdflib import Graph
from rdflib.term import BNode, Literal, Node, URIRef

from palermo import terms
from palermo.compile.packs import open_packs
from palermo.names import LANG_STRING


def read(packs: Sequence[str], kind: str) -> Graph:
    """One graph of all the Turtle files of ``kind`` (``ontology`` or ``shapes``) in core and ``packs``.

    Raises PalermoError for a pack that is not there and a parser's error for a file that is not Turtle.
    """
    graph = Graph(bind_namespaces="none")
    for source in (source for pack in open_packs(packs) for source in pack.sources if source.part == kind):
        graph.parse(data=source.text, format="turtle", publicID="file:///" + os.path.basename(source.path))
    return graph


def name_of(node: Node) -> str:
    """A graph's IRI or blank node as a string; blank nodes start with ``_:``."""
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def term_of(node: Node) -> terms.Term:
    """A graph's node as a case has it."""
    if not isinstance(node, Literal):
        return name_of(node)
    datatype = LANG_STRING if node.language else str(node.datatype or terms.XSD_STRING)
    return terms.Literal(str(node), datatype, node.language)


def same_value(a: terms.Term, b: terms.Term) -> bool:
    """Whether two terms are the same, or literals of one value, as ``true`` and ``1`` are."""
    if isinstance(a, terms.Literal) and isinstance(b, terms.Literal):
        return a == b or (a.datatype == b.datatype and literal_of(a).value == literal_of(b).value is not None)
    return a == b


def literal_of(value: terms.Literal) -> Literal:
    """A case's literal as rdflib has it, its lexical form untouched."""
    if value.language is not None:
        return Literal(value.lexical, lang=value.language)
    if value.datatype == terms.XSD_STRING:
        return Literal(value.lexical)
    return Literal(value.lexical, datatype=URIRef(value.datatype), normalize=False)
