"""The lexical gate: is a literal in the lexical space of its datatype? (XML Schema 1.1 Part 2.)

Strict and without conversion: what is not a date or a number is named, never guessed at. Digits are ASCII. White space
around a value is an error (RDF 1.1 Concepts, 3.3). Datatypes outside XML Schema are not judged.
"""

import re
from typing import Final

from palermo.names import LANG_STRING, XSD
from palermo.terms import XSD_STRING, Literal

#: Integers beyond 64 bits match nothing in SPARQL engines, so they are refused.
_MOST_DIGITS: Final = 18
_LONGEST_DECIMAL: Final = 100

_ZONE: Final = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_DAY: Final = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_CLOCK: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?|24:00:00(?:\.0{1,9})?)"
_WHOLE: Final = r"[+-]?[0-9]+"
_FLOAT: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?|[+-]?INF|NaN"
_SECONDS: Final = r"[0-9]+(?:\.[0-9]+)?S"
_TIMES: Final = rf"T(?:[0-9]+H(?:[0-9]+M)?(?:{_SECONDS})?|[0-9]+M(?:{_SECONDS})?|{_SECONDS})"

#: datatype: what it looks like, and an example for the message.
_FORMS: Final = {
    "integer": (_WHOLE, "16"),
    "decimal": (r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", "1.5"),
    "double": (_FLOAT, "1.5e0"),
    "float": (_FLOAT, "1.5"),
    "boolean": (r"true|false|1|0", "true or false"),
    "date": (_DAY + _ZONE, "2010-05-31"),
    "dateTime": (_DAY + "T" + _CLOCK + _ZONE, "2010-05-31T14:00:00Z"),
    "dateTimeStamp": (_DAY + "T" + _CLOCK + _ZONE[:-1], "2010-05-31T14:00:00Z"),
    "time": (_CLOCK + _ZONE, "14:00:00"),
    "gYear": (r"([0-9]{4})" + _ZONE, "2010"),
    "gYearMonth": (r"([0-9]{4})-(?:0[1-9]|1[0-2])" + _ZONE, "2010-05"),
    "gMonthDay": (r"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])" + _ZONE, "--05-31"),
    "gMonth": (r"--(?:0[1-9]|1[0-2])" + _ZONE, "--05"),
    "gDay": (r"---(?:0[1-9]|[12][0-9]|3[01])" + _ZONE, "---31"),
    "duration": (rf"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:{_TIMES})?", "P1Y6M"),
    "yearMonthDuration": (r"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?", "P1Y6M"),
    "dayTimeDuration": (rf"-?P(?=.)(?:[0-9]+D)?(?:{_TIMES})?", "P3D"),
    "anyURI": (r"[^\x00-\x20<>\"{}|\\^`\x7f]*", "https://example.org/"),
    "hexBinary": (r"(?:[0-9a-fA-F]{2})*", "0fb7"),
    "base64Binary": (r"(?:[A-Za-z0-9+/] ?)*(?:= ?){0,2}", "Zm9v"),
    "language": (r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", "en"),
    "normalizedString": (r"[^\r\n\t]*", "text"),
    "token": (r"(?:[^\r\n\t ]+(?: [^\r\n\t ]+)*)?", "text"),
    "NMTOKEN": (r"[\w.:-]+", "name"),
    "Name": (r"[^\W\d][\w.:-]*", "name"),
    "NCName": (r"[^\W\d][\w.-]*", "name"),
}  # fmt: skip
_FORMS_AS_ARE: Final = frozenset({XSD_STRING, LANG_STRING})

#: Derived integers: least and greatest value.
_INTEGERS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None), "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0), "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1), "int": (-(2**31), 2**31 - 1), "short": (-(2**15), 2**15 - 1), "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1), "unsignedInt": (0, 2**32 - 1), "unsignedShort": (0, 65535),
    "unsignedByte": (0, 255),
}  # fmt: skip
_STRINGS: Final = frozenset({"string", "normalizedString", "token", "language", "NMTOKEN", "Name", "NCName"})
_MONTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class LexicalGate:
    """Judges literals; holds the patterns that it has needed so far."""

    def __init__(self) -> None:
        self._patterns: dict[str, re.Pattern[str]] = {}

    def fault(self, literal: Literal) -> str | None:
        """What is wrong with a literal under its own datatype, in words; None where nothing is."""
        datatype = literal.datatype
        if datatype in _FORMS_AS_ARE or not datatype.startswith(XSD):
            return None
        name = datatype[len(XSD) :]
        integer = name in _INTEGERS
        if not integer and name not in _FORMS:
            return f"has the datatype xsd:{name}, which there is not{_meant(name)}"
        form, example = _FORMS["integer" if integer else name]
        match = self._pattern(form).fullmatch(literal.lexical)
        if match is None:
            return f"is not of type xsd:{name}: write it like {example}"
        if integer:
            return _integer_fault(name, literal.lexical)
        if name == "decimal" and len(literal.lexical) > _LONGEST_DECIMAL:
            return f"has more than {_LONGEST_DECIMAL} digits: shorten it"
        return _calendar_fault(match) if match.re.groups else None

    def misfit(self, literal: Literal, wanted: str) -> str | None:
        """Why a literal that is right in itself is no value of datatype ``wanted``; None where it is one."""
        if literal.datatype == wanted or not wanted.startswith(XSD):
            return None
        want, have = wanted[len(XSD) :], literal.datatype.removeprefix(XSD)
        if want in _INTEGERS and have in _INTEGERS:
            return _integer_fault(want, literal.lexical)
        if (want == "decimal" and have in _INTEGERS) or (want == "string" and have in _STRINGS):
            return None
        if want == "string" and literal.language:
            return f"takes a plain string: leave out @{literal.language}"
        return f"takes a value of type xsd:{want}{self._written(literal, wanted)}"

    def _written(self, literal: Literal, wanted: str) -> str:
        name = wanted[len(XSD) :]
        right = self.fault(Literal(literal.lexical, wanted)) is None
        if right and name in _INTEGERS:
            return f": write {literal.lexical} without quotes"
        if right and name == "boolean":
            return f": write {literal.lexical} without quotes"
        if right:
            return f': write "{literal.lexical}"^^xsd:{name}'
        return f", such as {_FORMS['integer' if name in _INTEGERS else name][1]}" if name in _FORMS else ""

    def _pattern(self, form: str) -> re.Pattern[str]:
        pattern = self._patterns.get(form)
        if pattern is None:
            pattern = self._patterns[form] = re.compile(form)
        return pattern


def _integer_fault(name: str, lexical: str) -> str | None:
    if len(lexical.lstrip("+-0")) > _MOST_DIGITS:
        return f"has more than {_MOST_DIGITS} digits: no such number is meant"
    least, most = _INTEGERS[name]
    value = int(lexical)
    if least is not None and value < least:
        return f"must not be less than {least}" if least else "must not be negative"
    if most is not None and value > most:
        return f"must not be more than {most}"
    return None


def _calendar_fault(match: re.Match[str]) -> str | None:
    year = int(match.group(1))
    if year == 0:
        return "has no such year: years run from 0001 to 9999"
    if match.re.groups < 3:
        return None
    month, day = int(match.group(2)), int(match.group(3))
    if not 1 <= month <= 12:
        return f"has no such month: {month:02d}"
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= day <= _MONTHS[month - 1] + (leap and month == 2):
        return f"is no day of the calendar: that month has {_MONTHS[month - 1] + (leap and month == 2)} days"
    return None


def _meant(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [*_FORMS, *_INTEGERS, "string"], 1)
    return f": did you mean xsd:{near[0]}?" if near else ": use one that is"
