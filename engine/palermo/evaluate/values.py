"""Literals compared by value (SPARQL 1.1, section 17.3, as SHACL section 4.3 asks)."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from palermo.names import LANG_STRING, XSD
from palermo.split.lexical import LexicalGate
from palermo.terms import XSD_STRING, Literal, Term

_WHOLE: Final = frozenset(
    XSD + name
    for name in (
        "integer",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    )
)
_FLOATING: Final = frozenset((XSD + "double", XSD + "float"))
_DECIMAL: Final = XSD + "decimal"

Value = Decimal | float | int | str | bool | date | datetime | time


def compare(a: Term, b: Term) -> int | None:
    """-1, 0 or 1 as a is less than, equal to or greater than b; None where the two cannot be compared."""
    if not isinstance(a, Literal) or not isinstance(b, Literal):
        return None
    left, right = value_of(a), value_of(b)
    if left is None or right is None or left[0] != right[0]:
        return None
    return _order(left[1], right[1])


def _order(x: Any, y: Any) -> int | None:
    try:
        return -1 if x < y else 1 if x > y else 0 if x == y else None
    except (TypeError, ArithmeticError):  # a time with a zone against one without
        return None


def value_of(literal: Literal) -> tuple[str, Value] | None:
    """The kind of a literal's value and the value; None for an ill-formed one or a datatype without an order."""
    text, datatype = literal.lexical, literal.datatype
    if LexicalGate().fault(literal) is not None:
        return None
    try:
        if datatype in _WHOLE:
            return "number", int(text)
        if datatype == _DECIMAL:
            return "number", Decimal(text)
        if datatype in _FLOATING:
            return "number", float(text)
        return _other_value(literal, text)
    except (ValueError, ArithmeticError):
        return None


def _other_value(literal: Literal, text: str) -> tuple[str, Value] | None:
    datatype = literal.datatype
    if datatype == XSD_STRING:
        return "string", literal.lexical
    if datatype == LANG_STRING:
        return None
    if datatype == XSD + "boolean":
        return ("boolean", text in ("true", "1")) if text in ("true", "false", "1", "0") else None
    if datatype == XSD + "dateTime":
        return "dateTime", datetime.fromisoformat(text)
    if datatype == XSD + "date":
        return "date", date.fromisoformat(text[:10])
    if datatype == XSD + "time":
        return "time", time.fromisoformat(text)
    return None
