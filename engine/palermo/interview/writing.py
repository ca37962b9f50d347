"""A case as a file in the manner of the examples: its own names short, node by node in the order of the triples."""

from collections.abc import Iterator
from typing import Final

from palermo.names import TYPE, XSD
from palermo.split.case import Case
from palermo.terms import Term, Triple
from palermo.write.harmless import escaped
from palermo.write.turtle import PREFIXES, iri, term

_WHOLE: Final = XSD + "integer"


def written(case: Case, base: str, title: str) -> str:
    """The Turtle of a case whose names begin with ``base``; ``title`` is the comment on its first line."""
    return "\n".join((*_head(case, base, title), *_nodes(case, base))) + "\n"


def _head(case: Case, base: str, title: str) -> Iterator[str]:
    yield "# " + escaped(title)
    yield ""
    used = "\n".join(_term(value, base) for triple in case.triples for value in _shown(triple))
    for prefix, space in PREFIXES.items():
        if f"{prefix}:" in used:
            yield f"@prefix {prefix}: <{space}> ."
    yield f"@prefix : <{escaped(base)}> ."


def _shown(triple: Triple) -> tuple[Term, ...]:
    """The terms of a triple, of a literal its datatype."""
    return tuple(
        value if isinstance(value, str) else value.datatype
        for value in triple
        if (value != TYPE if isinstance(value, str) else value.language is None and value.datatype != _WHOLE)
    )


def _nodes(case: Case, base: str) -> Iterator[str]:
    for subject in dict.fromkeys(s for s, _, _ in case.triples):
        said: dict[str, list[Term]] = {}
        for s, p, o in case.triples:
            if s == subject:
                said.setdefault(p, []).append(o)
        parts = [
            f"{'a' if p == TYPE else iri(p)} {' , '.join(_term(o, base) for o in objects)}"
            for p, objects in said.items()
        ]
        yield ""
        yield f"{_term(subject, base)} " + " ;\n    ".join(parts) + " ."


def _term(value: Term, base: str) -> str:
    """A term; one of the case's own names short (letters, digits, hyphens), a whole number bare."""
    if isinstance(value, str) and value.startswith(base):
        return ":" + value[len(base) :]
    if not isinstance(value, str) and value.datatype == _WHOLE:
        return value.lexical
    return term(value)
