"""Holds the engine's findings of a case against the reference's, field by field."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from asking import Asked
from rdflib import Graph, URIRef

from palermo.findings import CaseFindings
from palermo.reference.packs import literal_of
from palermo.split.case import Case
from palermo.terms import Literal

#: What only the engine writes: prose, which no other way can lead to.
PROSE = frozenset({"basis", "caveat", "text", "applicable_because"})


class Classifier(Protocol):
    """What the engine and the reference both are."""

    def classify(
        self,
        case: Case,
        definitions: tuple[str, ...] = ...,
        *,
        at: str | None = ...,
        jurisdictions: tuple[str, ...] = ...,
    ) -> CaseFindings:
        """The findings of a case."""
        ...


class Difference(NamedTuple):
    """The first field in which two findings differ."""

    field: str
    engine: object
    reference: object


def first_difference(engine: CaseFindings, reference: CaseFindings) -> Difference | None:
    """Where the findings first differ; None where they agree."""
    return next(_differences("", engine, reference), None)


def _differences(path: str, a: object, b: object) -> Iterator[Difference]:
    if isinstance(a, tuple) and isinstance(b, tuple) and type(a) is type(b):
        names = getattr(a, "_fields", None)
        if names is None and len(a) != len(b):
            yield Difference(path, a, b)
            return
        for name, x, y in zip(names or range(len(a)), a, b, strict=True):
            if name not in PROSE and name != "case":
                yield from _differences(f"{path}.{name}".lstrip("."), x, y)
    elif a != b:
        yield Difference(path, a, b)


def disagree(engine: Classifier, reference: Classifier, case: Case, asked: Asked) -> Difference | None:
    """Classify a case both ways and say where the findings first differ."""
    found = (
        judge.classify(case, asked.definitions, at=asked.at, jurisdictions=asked.jurisdictions)
        for judge in (engine, reference)
    )
    return first_difference(*found)


def shrink(case: Case, still: Callable[[Case], bool]) -> Case:
    """A case with as few triples as deleting them by and by leads to, of which ``still`` is true as of the first."""
    size, before = max(1, len(case.triples) // 2), case
    while size:
        start = 0
        while start < len(case.triples):
            smaller = case._replace(triples=case.triples[:start] + case.triples[start + size :])
            if still(smaller):
                case = smaller
            else:
                start += size
        if size > 1 or case == before:
            size //= 2
        before = case
    return case


def turtle(case: Case) -> str:
    """A case as Turtle."""
    graph = Graph()
    for s, p, o in case.triples:
        graph.add((URIRef(s), URIRef(p), literal_of(o) if isinstance(o, Literal) else URIRef(o)))
    graph.bind("pal", "https://w3id.org/palermo#")
    graph.bind("", case.iri.rsplit("#", 1)[0] + "#")
    return graph.serialize(format="turtle")
