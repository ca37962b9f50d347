"""RDF terms and triples as Turtle, with the prefixes that this project's data use, in a fixed order."""

import re
from collections.abc import Iterable, Iterator, Mapping

from palermo import names
from palermo.terms import XSD_STRING, Literal, Term, Triple
from palermo.write.harmless import escaped

#: Prefixes of the output.
PREFIXES: Mapping[str, str] = {
    "pal": names.PAL,
    "dct": names.DCT,
    "eli": names.ELI,
    "owl": names.OWL,
    "prov": names.PROV,
    "rdf": names.RDF,
    "rdfs": names.RDFS,
    "sh": names.SH,
    "skos": names.SKOS,
    "xsd": names.XSD,
}

#: A local name that needs no escape; Turtle allows more.
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SPACES = sorted(((space, prefix) for prefix, space in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def prefix_lines() -> Iterator[str]:
    """The prefix declarations."""
    for prefix, space in PREFIXES.items():
        yield f"@prefix {prefix}: <{space}> ."


def iri(value: str) -> str:
    """An IRI, shortened where a prefix fits; a blank node label as it is."""
    if value.startswith("_:"):
        return value
    for space, prefix in _SPACES:
        if value.startswith(space) and _PLAIN.match(value, len(space)):
            return f"{prefix}:{value[len(space) :]}"
    return "<" + escaped(value) + ">"


def term(value: Term) -> str:
    """A term: an IRI or a literal."""
    if isinstance(value, str):
        return iri(value)
    text = '"' + escaped(value.lexical.translate(_ESCAPES)) + '"'
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype == XSD_STRING else f"{text}^^{iri(value.datatype)}"


def full(value: Term) -> str:
    """A term as N-Triples has it, with nothing shortened."""
    if isinstance(value, str):
        return value if value.startswith("_:") else "<" + escaped(value) + ">"
    text = '"' + escaped(value.lexical.translate(_ESCAPES)) + '"'
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype == XSD_STRING else f"{text}^^<{value.datatype}>"


def key(value: Term) -> tuple[bool, str, str, str]:
    """An order for terms: IRIs first, then literals by their parts."""
    if isinstance(value, Literal):
        return (True, value.lexical, value.datatype, value.language or "")
    return (False, value, "", "")


def subject_lines(triples: Iterable[Triple], indent: str = "") -> Iterator[str]:
    """The triples, grouped by subject, sorted; classes first."""
    grouped: dict[str, dict[str, set[Term]]] = {}
    for subject, predicate, value in triples:
        grouped.setdefault(subject, {}).setdefault(predicate, set()).add(value)
    for subject in sorted(grouped):
        parts = []
        for predicate in sorted(grouped[subject], key=lambda p: (p != names.TYPE, p)):
            values = " , ".join(term(value) for value in sorted(grouped[subject][predicate], key=key))
            parts.append(f"{'a' if predicate == names.TYPE else iri(predicate)} {values}")
        yield f"{indent}{iri(subject)} " + f" ;\n{indent}    ".join(parts) + " ."


def graph_lines(triples: Iterable[Triple], graph: str | None) -> Iterator[str]:
    """The triples in a named graph, as TriG has it; or as they are for None."""
    if graph is None:
        yield from subject_lines(triples)
        return
    yield iri(graph) + " {"
    yield from subject_lines(triples, "  ")
    yield "}"
