"""Literals compared by value, never by text where a value is meant."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.evaluate.values import compare, value_of
from palermo.names import XSD
from palermo.terms import Literal, plain


def lit(text: str, datatype: str) -> Literal:
    """A typed literal."""
    return Literal(text, XSD + datatype)


NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17).map(lambda n: (Decimal(n), lit(str(n), "integer"))),
    st.decimals(-1000, 1000, places=3).map(lambda d: (Decimal(d), lit(format(d, "f"), "decimal"))),
    st.integers(-1000, 1000).map(lambda n: (Decimal(n) / 8, lit(repr(n / 8), "double"))),
)


@settings(max_examples=200, deadline=None)
@given(NUMBERS, NUMBERS)
def test_numbers_of_all_kinds(a: tuple[Decimal, Literal], b: tuple[Decimal, Literal]) -> None:
    """Integers, decimals and doubles, by exact value."""
    assert compare(a[1], b[1]) == (a[0] > b[0]) - (a[0] < b[0])


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.dates())
def test_dates(a: date, b: date) -> None:
    """By calendar."""
    assert compare(lit(a.isoformat(), "date"), lit(b.isoformat(), "date")) == (a > b) - (a < b)


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@settings(max_examples=100, deadline=None)
@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES).map(lambda d: d.replace(microsecond=0)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES).map(lambda d: d.replace(microsecond=0)),
)
def test_moments_with_zones(a: datetime, b: datetime) -> None:
    """Two texts of one moment are equal."""
    assert compare(lit(a.isoformat(), "dateTime"), lit(b.isoformat(), "dateTime")) == (a > b) - (a < b)


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        (lit("9", "integer"), lit("10", "integer"), -1),
        (lit("9", "string"), lit("10", "string"), 1),
        (lit("1", "integer"), lit("1.0", "decimal"), 0),
        (lit("01", "integer"), lit("1", "integer"), 0),
        (lit("1e2", "double"), lit("100", "integer"), 0),
        (lit("INF", "double"), lit("1", "integer"), 1),
        (lit("NaN", "double"), lit("1", "integer"), None),
        (lit("NaN", "double"), lit("NaN", "double"), None),
        (lit("1", "boolean"), lit("true", "boolean"), 0),
        (lit("false", "boolean"), lit("true", "boolean"), -1),
        (lit("1", "integer"), lit("true", "boolean"), None),
        (lit("18", "integer"), lit("18", "string"), None),
        (lit("18", "string"), lit("17", "integer"), None),
        (lit("2020-01-01", "date"), lit("2020-01-01T00:00:00", "dateTime"), None),
        (lit("2020-01-01T00:00:00", "dateTime"), lit("2020-01-01T00:00:00Z", "dateTime"), None),
        (lit("10:00:00", "time"), lit("09:00:00", "time"), 1),
        (plain("a", "en"), plain("b", "en"), None),
        (Literal("a", "https://example.org/type"), Literal("b", "https://example.org/type"), None),
    ],
)
def test_by_hand(a: Literal, b: Literal, order: int | None) -> None:
    """What compares, and what cannot be compared."""
    assert compare(a, b) == order
    assert compare(b, a) == (None if order is None else -order)


ILL = [
    ("diciotto", "integer"),
    ("1.5", "integer"),
    ("1_6", "integer"),
    ("١٦", "integer"),
    ("-5", "nonNegativeInteger"),
    ("0", "positiveInteger"),
    ("300", "byte"),
    ("1e3", "decimal"),
    ("NaN", "decimal"),
    ("1_0", "double"),
    ("infinity", "double"),
    ("forse", "boolean"),
    ("True", "boolean"),
    ("2021-02-30", "date"),
    ("20210201", "date"),
    ("2021-W05-5", "date"),
    ("28/02/2023", "date"),
    ("2021-02-01", "dateTime"),
    ("25:00:00", "time"),
    ("", "integer"),
]


@pytest.mark.parametrize(("text", "datatype"), ILL)
def test_an_ill_formed_literal_has_no_value(text: str, datatype: str) -> None:
    """A comparison with it is never true, and never fails."""
    literal = lit(text, datatype)
    assert value_of(literal) is None
    for other in (lit("1", "integer"), lit("2020-01-01", "date"), literal):
        assert compare(literal, other) is None
        assert compare(other, literal) is None


def test_iris_have_no_order() -> None:
    """Only literals are compared."""
    assert compare("https://example.org/a", lit("1", "integer")) is None
    assert compare("https://example.org/a", "https://example.org/a") is None
