"""Where and when a case is set, read from its triples one by one. Slow and simple on purpose."""

from collections.abc import Iterable

from palermo import names
from palermo.reference.record import Record
from palermo.terms import Literal


def codes(record: Record) -> tuple[str, ...]:
    """The jurisdictions of the case, sorted."""
    return tuple(sorted({text for s, text in _said(record, names.JURISDICTION) if s == record.case.iri}))


def years(record: Record) -> tuple[int, ...]:
    """The years in which conducts began, else those that the case is dated by, sorted."""
    began = [text for _, text in _said(record, names.STARTED_ON)]
    dated = [text for s, text in _said(record, names.DATE) if s == record.case.iri]
    return tuple(sorted(set(_numbers(began)) or set(_numbers(dated))))


def _said(record: Record, predicate: str) -> Iterable[tuple[str, str]]:
    return ((s, o.lexical) for s, p, o in record.triples if p == predicate and isinstance(o, Literal))


def _numbers(texts: Iterable[str]) -> Iterable[int]:
    for text in texts:
        year, rest = text[:4], text[4:5]
        if len(year) == 4 and year.isascii() and year.isdigit() and rest in ("", "-", "Z", "+"):
            yield int(year)
