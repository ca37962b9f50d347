"""RDF terms as the engine holds them (RDF 1.1 Concepts, section 3).

An IRI is a ``str``. A blank node is a ``str`` that starts with ``_:`` until the split pass has named it; after
that a case has none. A literal is a :class:`Literal`.
"""

from typing import NamedTuple

from palermo.names import LANG_STRING, XSD

XSD_STRING = XSD + "string"


class Literal(NamedTuple):
    """A literal: its lexical form as written, its datatype IRI, and its language tag in lower case or None.

    >>> Literal("16", "http://www.w3.org/2001/XMLSchema#integer").lexical
    '16'
    """

    lexical: str
    datatype: str = XSD_STRING
    language: str | None = None


Term = str | Literal
Triple = tuple[str, str, Term]


def is_blank(term: Term) -> bool:
    """Whether the term is a blank node that has no name yet."""
    return isinstance(term, str) and term.startswith("_:")


def local_name(iri: str) -> str:
    """The part of an IRI after its last ``#``, ``/`` or ``:``; the IRI itself where that is empty.

    >>> local_name("https://w3id.org/palermo#Case")
    'Case'
    """
    cut = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":"))
    return iri[cut + 1 :] or iri


def plain(text: str, language: str | None = None) -> Literal:
    """A string literal, with a language tag if one is given."""
    return Literal(text, LANG_STRING, language) if language else Literal(text)
