"""Where and when a case is set, as its record says: for tables over many cases."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from palermo.names import DATE, JURISDICTION, STARTED_ON
from palermo.terms import Literal, Term
from palermo.view.record import Record

_NOTHING: Final[dict[str, list[Term]]] = {}
#: The year that a day, a month or a year begins with, as XML Schema and ISO 8601 write them.
_YEAR: Final = r"[0-9]{4}(?=-|Z|\+|\Z)"


def jurisdictions_of(record: Record) -> tuple[str, ...]:
    """The codes of the jurisdictions that the record gives the case, each once, sorted."""
    recorded = record.out.get(JURISDICTION, _NOTHING).get(record.case.iri, ())
    return tuple(sorted({value.lexical for value in recorded if isinstance(value, Literal)}))


def years_of(record: Record) -> tuple[int, ...]:
    """The years in which the conducts of the case began, whatever their standing, each once, sorted; where no conduct
    has a day, those of the dates of the case itself; none where the record has neither."""
    starts = record.out.get(STARTED_ON, _NOTHING)
    return _years(chain.from_iterable(starts.values())) or _years(_dates(record))


def _dates(record: Record) -> Sequence[Term]:
    return record.out.get(DATE, _NOTHING).get(record.case.iri, ())


def _years(values: Iterable[Term]) -> tuple[int, ...]:
    found = (re.match(_YEAR, value.lexical) for value in values if isinstance(value, Literal))
    return tuple(sorted({int(year.group()) for year in found if year}))
