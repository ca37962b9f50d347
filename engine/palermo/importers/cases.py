"""Cases made from records."""

from itertools import chain
from typing import Final, NamedTuple

import pyoxigraph as ox

from palermo.importers.made import DOCUMENT, KEY, ORIGIN, Made, token
from palermo.terms import Literal, Term, Triple

_DOCUMENT: Final = DOCUMENT.encode()
_ORIGIN: Final = f"<{ORIGIN}>".encode()
_KEY: Final = KEY.encode()


class ImportedCase(NamedTuple):
    """A case made from a record: the IRI of its case node, and its triples, without blank nodes."""

    iri: str
    triples: tuple[Triple, ...]

    def encoded(self) -> bytes:
        """The case as canonical N-Quads, in a graph called by the IRI of the case without its fragment."""
        graph = self.iri.partition("#")[0]
        return "".join(f"<{s}> <{p}> {token(o)} <{graph}> .\n" for s, p, o in self.triples).encode()


class Record(NamedTuple):
    """A record that makes a case: the IRI of its document, the fragment of the case node, its key, the IRI of its
    source, its title, and what its cells made, in order."""

    document: str
    fragment: str
    key: str
    source: str
    title: Made
    parts: tuple[Made, ...]

    @property
    def iri(self) -> str:
        """The IRI of the case node."""
        return f"{self.document}#{self.fragment}"

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of the case, each once."""
        titles = ((s, p, self._titled(o)) for s, p, o in self.title.triples)
        marked = chain(titles, (triple for part in self.parts for triple in part.triples))
        return tuple(dict.fromkeys((self._iri(s), p, self._term(o)) for s, p, o in marked))

    def encoded(self) -> bytes:
        """The case as canonical N-Quads, in a graph called by the IRI of its document."""
        titled = self.title.quads.replace(_KEY, self.key.encode())
        text = titled + b"".join([part.quads for part in self.parts])
        if self.source:
            text = text.replace(_ORIGIN, b"<%b>" % self.source.encode())
        return text.replace(_DOCUMENT, self.document.encode())

    def quads(self) -> str:
        """The same as text."""
        return self.encoded().decode()

    def case(self) -> ImportedCase:
        """The same, with its triples."""
        return ImportedCase(self.iri, self.triples)

    def _titled(self, term: Term) -> Term:
        return term._replace(lexical=term.lexical.replace(KEY, self.key)) if isinstance(term, Literal) else term

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
