"""The lexical gate, datatype by datatype."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.names import XSD
from palermo.split.lexical import LexicalGate
from palermo.terms import Literal

GOOD = {
    "integer": ["0", "-1", "+16", "007", "9" * 18],
    "nonNegativeInteger": ["0", "-0", "16"],
    "positiveInteger": ["1"],
    "unsignedByte": ["255"],
    "decimal": ["1", "1.", ".5", "-1.50"],
    "double": ["1", "1e3", "-1.5E-3", "INF", "-INF", "NaN"],
    "boolean": ["true", "false", "1", "0"],
    "date": ["2000-02-29", "2010-05-31Z", "2010-05-31+14:00", "0001-01-01"],
    "dateTime": ["2010-05-31T14:00:00", "2010-05-31T24:00:00Z", "2010-05-31T14:00:00.5-03:30"],
    "time": ["14:00:00"],
    "gYear": ["2010", "2010Z"],
    "gYearMonth": ["2010-05"],
    "gMonthDay": ["--02-29"],
    "duration": ["P1Y", "PT1S", "-P1DT2H", "P1Y2M3DT4H5M6.7S"],
    "anyURI": ["https://example.org/a", ""],
    "language": ["en", "en-GB"],
    "string": ["", "any \n thing"],
}
BAD = {
    "integer": ["", " 16", "16 ", "1_6", "١٦", "16.0", "1e3", "sixteen", "+", "9" * 19],
    "nonNegativeInteger": ["-1", "-5"],
    "positiveInteger": ["0"],
    "unsignedByte": ["256"],
    "decimal": ["1e3", "nan", ".", "1,5", "1" * 101],
    "double": ["nan", "inf", "e3", "1e400000000"],
    "boolean": ["forse", "True", "yes", ""],
    "date": ["2001-02-29", "2007-W05-5", "2023-02-03T10:00", "2010-05-31+25:00", "28/02/2023", "2010-04-31",
             "2010-00-01", "10-05-31", "12023-01-01", "0000-01-01", "2010-05-31\n", "1900-02-29"],
    "dateTime": ["2010-05-31", "2010-05-31T25:00:00", "2010-05-31T14:00", "2010-02-30T14:00:00"],
    "time": ["24:00:01", "14:00"],
    "gYear": ["0000", "10", "20100"],
    "gYearMonth": ["2010-13"],
    "gMonthDay": ["--13-01"],
    "duration": ["P", "PT", "1Y", "P1YT"],
    "anyURI": ["a b", "<x>"],
    "language": ["en_GB", ""],
    "sting": ["x"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in GOOD.items() for text in texts])
def test_right(kind: str, text: str) -> None:
    assert LexicalGate().fault(Literal(text, XSD + kind)) is None


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in BAD.items() for text in texts])
def test_wrong(kind: str, text: str) -> None:
    assert LexicalGate().fault(Literal(text, XSD + kind))


def test_other_datatypes_are_not_judged() -> None:
    assert LexicalGate().fault(Literal("x", "https://example.org/point")) is None


@given(st.dates())
def test_every_day_of_the_calendar(day: datetime.date) -> None:
    assert LexicalGate().fault(Literal(day.isoformat(), XSD + "date")) is None


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_no_other_day(year: int, month: int, day: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        assert LexicalGate().fault(Literal(f"{year:04d}-{month:02d}-{day:02d}", XSD + "date"))


@given(st.text(max_size=12), st.sampled_from(sorted(GOOD)))
def test_any_text_gets_an_answer(text: str, kind: str) -> None:
    assert LexicalGate().fault(Literal(text, XSD + kind)) in (None, LexicalGate().fault(Literal(text, XSD + kind)))


@pytest.mark.parametrize(
    ("literal", "wanted", "says"),
    [
        (Literal("16"), "integer", "write 16 without quotes"),
        (Literal("sixteen"), "integer", "such as 16"),
        (Literal("-3", XSD + "integer"), "nonNegativeInteger", "must not be negative"),
        (Literal("true"), "boolean", "write true without quotes"),
        (Literal("2010-05-31"), "date", '"2010-05-31"^^xsd:date'),
        (Literal("2010", XSD + "gYear"), "date", "such as 2010-05-31"),
        (Literal("x", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en"), "string", "leave out @en"),
    ],
)
def test_a_value_of_another_type(literal: Literal, wanted: str, says: str) -> None:
    assert says in (LexicalGate().misfit(literal, XSD + wanted) or "")


@pytest.mark.parametrize(
    ("literal", "wanted"),
    [
        (Literal("16", XSD + "integer"), "nonNegativeInteger"),
        (Literal("16", XSD + "byte"), "integer"),
        (Literal("16", XSD + "integer"), "decimal"),
        (Literal("en", XSD + "token"), "string"),
    ],
)
def test_a_value_of_a_related_type(literal: Literal, wanted: str) -> None:
    assert LexicalGate().misfit(literal, XSD + wanted) is None
