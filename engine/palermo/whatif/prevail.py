"""A standing added to a fact so that it prevails over all that the record says of it.

Statuses are never taken away: a final assessment is added, dated later than every other final one (a final assessment
prevails, and of several the latest does; see docs/departures.md).
"""

from typing import Final

from palermo.names import ASSESSMENT, ASSESSMENT_CLASS, DATE, EVIDENTIAL_STATUS, FINAL_, TYPE, XSD
from palermo.terms import Literal, Term, Triple
from palermo.view.record import Record

_TRUE: Final = Literal("true", XSD + "boolean")
#: The last days that a date can name: no decision has them, so nobody takes them for one.
_LAST: Final = (
    Literal("9999-12-31", XSD + "date"),
    Literal("9999-12-31T24:00:00Z", XSD + "dateTime"),
)


def prevailing(record: Record, node: str, status: str, assessment: str) -> tuple[Triple, ...]:
    """The triples of an assessment that gives a node this status, whatever others say. Empty where the record has a
    final assessment that nothing can be later than."""
    finals = [a for a in record.out.get(ASSESSMENT, {}).get(node, ()) if isinstance(a, str) and _is_final(record, a)]
    said: list[Triple] = [
        (node, ASSESSMENT, assessment),
        (assessment, TYPE, ASSESSMENT_CLASS),
        (assessment, EVIDENTIAL_STATUS, status),
        (assessment, FINAL_, _TRUE),
    ]
    if finals:
        dates = record.out.get(DATE, {})
        latest = max(_lexical(value) for a in finals for value in (*dates.get(a, ()), ""))
        later = next((day for day in _LAST if day.lexical > latest), None)
        if later is None:
            return ()
        said.append((assessment, DATE, later))
    return tuple(said)


def _is_final(record: Record, assessment: str) -> bool:
    values = record.out.get(FINAL_, {}).get(assessment, ())
    return any(isinstance(v, Literal) and v.lexical in ("true", "1") for v in values)


def _lexical(value: Term) -> str:
    return value.lexical if isinstance(value, Literal) else ""
