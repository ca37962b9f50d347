"""N-Quads line by line: the fast way for canonical lines, pyoxigraph for every other.

In canonical N-Quads a line is split at its spaces and each distinct token is judged once, by patterns that allow less
than the grammar does (so what they allow, pyoxigraph allows, and reads the same way). A line with anything else in it
goes to pyoxigraph alone. Quads come in runs of one graph, with the lines they came from, for finding places.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from palermo.names import LANG_STRING
from palermo.problems import PalermoError, Problem
from palermo.read.formats import N_QUADS
from palermo.read.parse import LONGEST_LITERAL, parse, too_long
from palermo.read.turtle import offence
from palermo.terms import XSD_STRING, Literal, Term, Triple

#: An http IRI of plain characters, without port, query, escapes or letters beyond ASCII; a blank node.
_NODE: Final = re.compile(
    r"<https?://(?:[a-z0-9]+[.-])*+[a-z0-9]++/[!$&-;=@-Z_a-z~]*+(?:#[!$&-;=@-Z_a-z~]*+)?>|_:[A-Za-z0-9]++"
)
_LITERAL: Final = re.compile(
    r'"([^"\\\x00-\x1f\x7f]*+)"(?:\^\^<(http://www\.w3\.org/2001/XMLSchema\#[A-Za-z]+)>|@([a-z]{2,3}(?:-[A-Z]{2})?))?'
)
#: Tokens are remembered up to this many.
_MEMO: Final = 20_000


class Run(NamedTuple):
    """Consecutive quads of one graph: its name (None: the default graph), triples, lines, first line's number."""

    graph: str | None
    triples: list[Triple]
    lines: list[str]
    first: int


def runs(chunks: Iterable[str], path: str) -> Iterator[Run]:
    """The quads of a text that comes in chunks of whole lines. Raises PalermoError at the first line that is wrong; the
    run before it is given where the line is plainly in another graph."""
    reader = _Reader(path)
    for chunk in chunks:
        yield from reader.read(chunk)
    yield from reader.rest()


class _Reader:
    """The run under way, and the tokens judged so far: each maps to what it stands for."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._nodes: dict[str, str] = {}
        self._predicates: dict[str, str] = {}
        self._literals: dict[str, Literal] = {}
        self._datatypes = {XSD_STRING: XSD_STRING}
        self._number = 0
        self._run = Run(None, [], [], 1)
        self._tail = ""

    def rest(self) -> Iterator[Run]:
        """The last run."""
        if self._run.triples:
            yield self._run

    def read(self, chunk: str) -> Iterator[Run]:
        """The runs that end in this chunk."""
        if "\r" in chunk:
            chunk = chunk.replace("\r\n", "\n").replace("\r", "\n")
        lines = chunk.split("\n")
        if not lines[-1]:
            lines.pop()
        nodes, predicates, literals = self._nodes, self._predicates, self._literals
        _, triples, kept, _ = self._run
        tail = self._tail
        cut = -len(tail)
        number = self._number
        for line in lines:
            number += 1
            if tail and line.endswith(tail):
                parts = line[:cut].split(" ", 2)
                if len(parts) == 3:
                    first, second, third = parts
                    s = nodes.get(first) or self._node(first)
                    p = predicates.get(second) or self._predicate(second)
                    o = nodes.get(third) or literals.get(third) or self._object(third)
                    if s and p and o:
                        triples.append((s, p, o))
                        kept.append(line)
                        continue
            self._number = number
            try:
                quad = self._any(line)
            except PalermoError:
                if self._run.triples and self._is_elsewhere(line):
                    yield self._run
                raise
            if quad is None:
                continue
            graph, triple, tail = quad
            cut = -len(tail)
            if graph != self._run.graph or not self._run.triples:
                if self._run.triples:
                    yield self._run
                self._run = Run(graph, [], [], number)
                _, triples, kept, _ = self._run
            triples.append(triple)
            kept.append(line)
        self._number = number
        self._tail = tail
        if len(nodes) + len(predicates) + len(literals) > _MEMO:
            for memo in (nodes, predicates, literals):
                memo.clear()

    def _is_elsewhere(self, line: str) -> bool:
        """Whether a line that cannot be read is plainly in another graph than the run, which then ends before it."""
        token = plain_graph(line.rstrip(" \t").encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")
        return token[:1] == "<" and "\\" not in token and token[1:-1] != self._run.graph

    def _node(self, token: str) -> str | None:
        """The node that a token plainly is."""
        if _NODE.fullmatch(token) is None:
            return None
        node = self._nodes[token] = token if token[0] == "_" else token[1:-1]
        return node

    def _predicate(self, token: str) -> str | None:
        """The predicate that a token plainly is."""
        if not token.startswith("<") or _NODE.fullmatch(token) is None:
            return None
        predicate = self._predicates[token] = token[1:-1]
        return predicate

    def _object(self, token: str) -> Term | None:
        """The literal or node that a token plainly is."""
        if not token.startswith('"'):
            return self._node(token)
        match = _LITERAL.fullmatch(token) if len(token) < LONGEST_LITERAL else None
        if match is None:
            return None
        lexical, datatype, language = match.groups()
        if language:
            literal = Literal(lexical, LANG_STRING, language.lower())
        else:
            literal = Literal(lexical, self._datatypes.setdefault(datatype, datatype) if datatype else XSD_STRING)
        self._literals[token] = literal
        return literal

    def _any(self, line: str) -> tuple[str | None, Triple, str] | None:
        """Graph, triple and (where the graph is plain to see) the end that the next lines of this graph will have."""
        head, _, last = line.removesuffix(" .").rpartition(" ")
        parts = head.split(" ", 2)
        if line.endswith(" .") and len(parts) == 3 and all(parts):
            graph, s, p, o = self._node(last), self._node(parts[0]), self._predicate(parts[1]), self._object(parts[2])
            if graph and s and p and o:
                return graph, (s, p, o), f" {last} ."
        bare = line.strip(" \t")
        if not bare or bare.startswith("#"):
            return None
        return self._by_parser(line)

    def _by_parser(self, line: str) -> tuple[str | None, Triple, str] | None:
        if len(line) > LONGEST_LITERAL * 2:
            raise PalermoError(too_long(self._path)._replace(line=self._number))
        if "<<" in line:
            found = offence(line)
            if found is not None:
                raise PalermoError(Problem(self._path, self._number, found[2] + 1, found[1], found[0]))
        try:
            parsed = parse(line.encode(), N_QUADS, self._path, rename=False)
        except PalermoError as error:
            raise PalermoError(error.problem._replace(line=self._number)) from None
        if not parsed:
            return None
        graph, triples = parsed[0]
        if len(parsed) > 1 or len(triples) > 1:
            message = "more than one statement on a line: N-Quads has one a line"
            raise PalermoError(Problem(self._path, self._number, None, message, "P110"))
        return graph, triples[0], self._tail if graph == self._run.graph else ""


def plain_graph(line: bytes) -> bytes:
    """The graph of a line without white space at its end, as it is written there; empty where it is not plain to see.

    >>> plain_graph(b'<urn:s> <urn:p> "o" <urn:g> .')
    b'<urn:g>'
    """
    head, _, token = line.removesuffix(b" .").rpartition(b" ")
    plain = token[:1] == b"<" or token[:2] == b"_:"
    return token if plain and b'"' not in token and head.count(b" ") > 1 and line.endswith(b" .") else b""
