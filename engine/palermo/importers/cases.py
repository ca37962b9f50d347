"""Cases made from records."""

from typing import NamedTuple

import pyoxigraph as ox

from palermo.importers.made import DOCUMENT, ORIGIN, Made, token
from palermo.terms import Literal, Term, Triple


class ImportedCase(NamedTuple):
    """A case made from a record: the IRI of its case node, and its triples, without blank nodes."""

    iri: str
    triples: tuple[Triple, ...]

    def quads(self) -> str:
        """The case as canonical N-Quads, in a graph called by the IRI of the case without its fragment."""
        graph = self.iri.partition("#")[0]
        return "".join(f"<{s}> <{p}> {token(o)} <{graph}> .\n" for s, p, o in self.triples)


class Record(NamedTuple):
    """A record that makes a case: its document's IRI, the IRI of its source, and what its cells made, in order."""

    document: str
    fragment: str  # of the case node
    source: str
    parts: tuple[Made, ...]

    @property
    def iri(self) -> str:
        """The IRI of the case node."""
        return f"{self.document}#{self.fragment}"

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of the case, each once."""
        marked = (triple for part in self.parts for triple in part.triples)
        return tuple(dict.fromkeys((self._iri(s), p, self._term(o)) for s, p, o in marked))

    def quads(self) -> str:
        """The case as canonical N-Quads, in a graph called by the IRI of its document."""
        text = "".join([part.quads for part in self.parts])
        if self.source:
            text = text.replace(f"<{ORIGIN}>", f"<{self.source}>")
        return text.replace(DOCUMENT, self.document)

    def case(self) -> ImportedCase:
        """The same, with its triples."""
        return ImportedCase(self.iri, self.triples)

    def _term(self, term: Term) -> Term:
        return term if isinstance(term, Literal) else self._iri(term)

    def _iri(self, term: str) -> str:
        return self.source if term == ORIGIN else term.replace(DOCUMENT, self.document)


def iri_of(text: str) -> str | None:
    """``text`` where it is a web address that can name something, else None."""
    try:
        if text.startswith(("https://", "http://")):
            return ox.NamedNode(text).value
    except ValueError:
        pass
    return None
