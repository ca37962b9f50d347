"""The triples of a Turtle text, each with the places of its subject, predicate and object.

The text has been parsed before and is right. Blank nodes are named by where they stand, so that two are never mistaken
for one another; a list has its ``rdf:first`` and ``rdf:rest`` as in RDF 1.1 Turtle, section 2.8.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from palermo.names import FIRST, NIL, REST
from palermo.split.locate import At, placed_triples
from palermo.terms import Term, Triple

_LABEL = re.compile(r"_:[^\s;,\[\](){}<>\"']*")


class Said(NamedTuple):
    """A triple, and the offsets at which its three terms begin."""

    triple: Triple
    at: tuple[int, int, int]


def said_in(text: str, scope: str) -> list[Said]:
    """The triples of a text; ``scope`` keeps its blank nodes apart from those of other texts."""
    walked = list(placed_triples(text))
    return list(_Named(text, scope, walked).triples())


class _Named:
    """Names the blank nodes of one text, and strings its lists together."""

    def __init__(self, text: str, scope: str, walked: list[tuple[At, At, At]]) -> None:
        self._text, self._scope, self._walked = text, scope, walked
        self._lists: dict[int, int] = {}  # where a list begins, to how many items it has
        for subject, predicate, _ in walked:
            if self._is_list(subject) and predicate[0] == FIRST:
                self._lists[subject[1]] = self._lists.get(subject[1], 0) + 1

    def triples(self) -> Iterator[Said]:
        """The triples in the order of the text."""
        seen: dict[int, int] = {}
        for s, p, o in self._walked:
            value = self._name(o)
            if self._is_list(s) and p[0] == FIRST:
                number = seen[s[1]] = seen.get(s[1], 0) + 1
                cell = self._cell(s[1], number)
                places = (s[1], o[1], o[1])
                yield Said((cell, FIRST, value), places)
                last = number == self._lists[s[1]]
                yield Said((cell, REST, NIL if last else self._cell(s[1], number + 1)), places)
            else:
                subject, predicate = self._name(s), p[0]
                if isinstance(subject, str) and isinstance(predicate, str):
                    yield Said((subject, predicate, value), (s[1], p[1], o[1]))

    def _is_list(self, term: At) -> bool:
        return term[0] == "_:" and self._text[term[1]] == "("

    def _cell(self, offset: int, number: int) -> str:
        return f"_:{self._scope}-{offset}" + (f".{number}" if number > 1 else "")

    def _name(self, term: At) -> Term:
        value, offset = term
        if value != "_:":
            return value
        if self._text[offset] == "(":
            return self._cell(offset, 1) if offset in self._lists else NIL
        if self._text[offset] == "[":
            return f"_:{self._scope}-{offset}"
        label = _LABEL.match(self._text, offset)
        return f"_:{self._scope}-{label.group()[2:].rstrip('.') if label else offset}"
