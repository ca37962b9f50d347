"""From gated bytes to triples, by pyoxigraph; its complaints in clear words.

Nothing is fetched: pyoxigraph has no document loader here, and the format gates have refused what would ask for one.
"""

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from palermo.escape import clip
from palermo.problems import PalermoError, Problem
from palermo.read.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TITLES, TRIG, TURTLE
from palermo.read.turtle import TRIPLE_TERM
from palermo.terms import Literal, Term, Triple

#: No literal may be longer than this, in characters.
LONGEST_LITERAL: Final = 1 << 20

#: A graph name (None for the default graph) and triples in it. The same graph may come again.
Run = tuple[str | None, list[Triple]]

_OX: Final = {
    TURTLE: ox.RdfFormat.TURTLE, TRIG: ox.RdfFormat.TRIG, N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    N_QUADS: ox.RdfFormat.N_QUADS, RDF_XML: ox.RdfFormat.RDF_XML, JSON_LD: ox.RdfFormat.JSON_LD,
}  # fmt: skip
_PLACE: Final = r"Parser error (?:at line \d+ (?:between columns \d+ and \d+|column \d+)|between line .*?): "
_PREFIX: Final = r"The prefix (.*?):? has not been declared"


def parse(data: bytes, syntax: str, path: str, *, rename: bool = True) -> list[Run]:
    """The triples of a whole document, in runs of one graph. Raises PalermoError where it is not right throughout.

    Blank nodes start with ``_:``; with ``rename`` their labels are random, so that nothing can rest on them.
    """
    try:
        return runs_of(ox.parse(data, _OX[syntax], rename_blank_nodes=rename), path)
    except SyntaxError as error:
        raise PalermoError(syntax_problem(error, syntax, path, data)) from None
    except MemoryError:
        raise PalermoError(too_long(path)) from None


def runs_of(quads: Iterable[ox.Quad | ox.Triple], path: str) -> list[Run]:
    """pyoxigraph's quads as runs of plain triples."""
    runs: list[Run] = []
    same: dict[str, str] = {}  # equal strings become one object: less memory, faster comparison
    graph: str | None = None
    triples: list[Triple] = []
    named, blank, literal = ox.NamedNode, ox.BlankNode, ox.Literal
    for quad in quads:
        name = getattr(quad, "graph_name", None)
        key = _node(name, same) if type(name) is named or type(name) is blank else None
        if key != graph or not runs:
            graph, triples = key, []
            runs.append((graph, triples))
        value = quad.object
        target: Term
        if type(value) is literal:
            text = value.value
            if len(text) > LONGEST_LITERAL:
                raise PalermoError(too_long(path))
            datatype = value.datatype.value
            target = Literal(same.setdefault(text, text), same.setdefault(datatype, datatype), value.language)
        elif type(value) is named or type(value) is blank:
            target = _node(value, same)
        else:
            raise PalermoError(Problem(path, None, None, TRIPLE_TERM, "P119"))
        predicate = quad.predicate.value
        triples.append((_node(quad.subject, same), same.setdefault(predicate, predicate), target))
    return runs


def _node(node: object, same: dict[str, str]) -> str:
    if isinstance(node, ox.NamedNode):
        text = node.value
    elif isinstance(node, ox.BlankNode):
        text = "_:" + node.value
    else:
        raise TypeError(f"no node: {node!r}")
    return same.setdefault(text, text)


def too_long(path: str) -> Problem:
    """A literal over the cap."""
    return Problem(path, None, None, "a literal of more than 1 MB: keep the text elsewhere and link to it", "P118")


def syntax_problem(error: SyntaxError, syntax: str, path: str, data: bytes) -> Problem:
    """The parser's complaint, with its place, in words that say what to do."""
    said = re.sub(_PLACE, "", error.msg or "", count=1)
    line, column = error.lineno, error.offset
    prefix = re.search(_PREFIX, said)
    if prefix is not None:
        name = clip(prefix.group(1).rstrip(":"))
        return Problem(path, line, column, f'undefined prefix "{name}:": declare it with @prefix', "P111")
    if "No scheme found" in said:
        if line is None:
            line, column = _place_of_iri(said, data)
        return Problem(path, line, column, "a relative IRI: write it in full, or declare a base or prefix", "P112")
    if "LoadDocumentCallback" in said:
        return Problem(path, line, column, "a remote context: nothing is fetched; write the context out", "P114")
    return Problem(path, line, column, f"{TITLES[syntax]} syntax: {clip(said, 160)}", "P110")


def _place_of_iri(said: str, data: bytes) -> tuple[int | None, int | None]:
    from palermo.read.gate import place_of

    quoted = re.search(r"IRI '(.*?)'", said)
    offset = data.find(f'"{quoted.group(1)}"'.encode()) if quoted else -1
    return place_of(data, offset + 1) if offset >= 0 else (None, None)
