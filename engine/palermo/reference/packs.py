"""Reads the ontology and the shapes of packs into two rdflib graphs."""

import os
from collections.abc import Iterator, Sequence

from rdflib import Graph
from rdflib.term import BNode, Literal, Node, URIRef

from palermo import terms
from palermo.data import folder
from palermo.names import LANG_STRING

#: The pack that is always there.
CORE = "core"


def _files(root: str) -> Iterator[str]:
    for base, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".ttl"):
                yield os.path.join(base, name)


def _folders(pack: str, kind: str) -> str:
    return folder(kind) if pack == CORE else os.path.join(pack, kind)


def read(packs: Sequence[str], kind: str) -> Graph:
    """One graph of all the Turtle files of ``kind`` (``ontology`` or ``shapes``) in core and ``packs``.

    Raises OSError for a folder that cannot be read and a parser's error for a file that is not Turtle.
    """
    graph = Graph(bind_namespaces="none")
    for pack in dict.fromkeys((CORE, *packs)):
        for path in _files(_folders(pack, kind)):
            with open(path, "rb") as file:
                graph.parse(data=file.read(), format="turtle", publicID="file:///" + os.path.basename(path))
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
