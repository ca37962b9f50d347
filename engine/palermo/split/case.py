"""A case as the passes after split see it."""

from typing import NamedTuple

from palermo.names import TYPE
from palermo.terms import Term, Triple


class Case(NamedTuple):
    """One situation under examination: its IRI, its triples (each once, no blank nodes), and the file it came from.

    ``named`` holds the IRIs that the split pass made for nodes that had none.
    """

    iri: str
    triples: tuple[Triple, ...]
    file: str
    named: frozenset[str] = frozenset()

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """The objects of ``subject predicate ?o``, in the order of the case's triples."""
        return tuple(o for s, p, o in self.triples if s == subject and p == predicate)

    def instances(self, cls: str) -> tuple[str, ...]:
        """The nodes that the description itself says are of this class."""
        return tuple(s for s, p, o in self.triples if p == TYPE and o == cls)
