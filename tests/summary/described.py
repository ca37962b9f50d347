"""Generated cases as canonical N-Quads, a named graph each, and which definitions to classify them under."""

from collections.abc import Iterator
from typing import Final

from generator import generate
from records import is_sound

from palermo.split.case import Case
from palermo.terms import XSD_STRING, Literal, Term

#: The default definition, which divides areas of the diagram, and others whose elements are of other kinds.
DEFINITIONS: Final = ("un-protocol-2000", "un-protocol-2000-sexual", "uk-msa-2015", "ca-279-011")

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def cases(number: int, first: int = 0) -> Iterator[str]:
    """As many generated cases, from a seed on; those that break a quality rule are passed over."""
    for seed in range(first, first + number):
        case = generate(seed).case
        if is_sound(case):
            yield n_quads(case)


def n_quads(case: Case) -> str:
    """A case as lines of a named graph."""
    return "".join(f"<{s}> <{p}> {_term(o)} <{case.iri}-graph> .\n" for s, p, o in case.triples)


def _term(term: Term) -> str:
    if not isinstance(term, Literal):
        return f"<{term}>"
    text = '"' + "".join(_ESCAPES.get(c, c) for c in term.lexical) + '"'
    if term.language:
        return f"{text}@{term.language}"
    return text if term.datatype == XSD_STRING else f"{text}^^<{term.datatype}>"
