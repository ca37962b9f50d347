"""Age by date arithmetic, held against an oracle that tries every day on which the person may have been born."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.view.age import (
    ANY,
    OLDEST,
    AgeReading,
    Said,
    Timeline,
    Years,
    judge,
    read_ages,
    read_said,
    read_timeline,
    supposable,
    whole_years,
    worlds,
)
from palermo.view.record import ClassTree, index
from palermo.view.standing import read_standings

EX = "https://example.org/t#"
CaseOf = Callable[[str], Case]


def naive_age(born: date, day: date) -> int:
    """Birthdays counted one by one; who was born on 29 February has it on 1 March of a common year."""
    age = 0
    for year in range(born.year + 1, day.year + 1):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        birthday = date(year, 3, 1) if (born.month, born.day) == (2, 29) and not leap else born.replace(year=year)
        age += birthday <= day
    return age


def said(
    low: int = 0,
    high: int = OLDEST,
    claims: tuple[Years, ...] = (),
    denied: tuple[Years, ...] = (),
    born: date | None = None,
    *,
    minor: bool = False,
    major: bool = False,
) -> Said:
    """What a record may say of age."""
    return Said(Years(low, high), claims, denied, minor, major, born)


def timeline(*days: date | None) -> Timeline:
    """Conducts ``c0``, ``c1`` … that began on these days."""
    return Timeline(min((d for d in days if d), default=None), {f"c{n}": d for n, d in enumerate(days)})


# --- whole years


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2010, 12, 31)), st.integers(0, 9000))
@example(date(2004, 2, 29), 18 * 365 + 4)
@example(date(2000, 2, 29), 0)
def test_whole_years_against_counting_birthdays(born: date, days: int) -> None:
    """On any day of a life."""
    day = born + timedelta(days=days)
    assert whole_years(born, day) == naive_age(born, day)


@pytest.mark.parametrize(
    ("born", "day", "word"),
    [
        ("2004-03-01", "2022-03-01", "adult"),
        ("2004-03-02", "2022-03-01", "child"),
        ("2004-02-29", "2022-02-28", "child"),
        ("2004-02-29", "2022-03-01", "adult"),
        ("2006-02-28", "2024-02-28", "adult"),
        ("2006-03-01", "2024-02-29", "child"),
        ("2022-03-01", "2022-03-01", "child"),
    ],
)
def test_the_eighteenth_birthday(born: str, day: str, word: str) -> None:
    """The birthday itself is eighteen; 29 February becomes 1 March."""
    at = timeline(date.fromisoformat(day))
    assert judge(said(born=date.fromisoformat(born)), at, "c0", False) == word


# --- the oracle


def births(first: date, known: Years) -> list[date]:
    """Every day of birth with which the person is of these years when the events begin."""
    start = date(first.year - min(known.high, 40) - 1, 1, 1)
    days = [start + timedelta(days=n) for n in range((first - start).days + 1)]
    return [day for day in days if known.low <= whole_years(day, first) <= known.high]


def oracle(born: list[date], day: date) -> str | None:
    """Child or adult where every day of birth that is left says so."""
    ages = {whole_years(b, day) >= 18 for b in born}
    return None if len(ages) != 1 else "adult" if ages.pop() else "child"


DAYS = st.dates(date(2018, 1, 1), date(2024, 12, 31))
BOUNDS = st.tuples(st.integers(11, 19), st.integers(0, 5)).map(lambda b: Years(b[0], b[0] + b[1]))


@settings(max_examples=60, deadline=None)
@given(BOUNDS, DAYS, DAYS)
@example(Years(16, 16), date(2020, 3, 1), date(2021, 3, 1))
@example(Years(17, 17), date(2020, 3, 1), date(2020, 3, 2))
@example(Years(16, 16), date(2020, 2, 29), date(2021, 3, 1))
@example(Years(16, 16), date(2020, 2, 29), date(2021, 2, 28))
@example(Years(17, 17), date(2019, 3, 1), date(2020, 2, 29))
def test_bounds_against_every_day_of_birth(known: Years, one: date, other: date) -> None:
    """Child or adult at a conduct is said exactly where every possible day of birth says so."""
    first, later = min(one, other), max(one, other)
    at, possible = timeline(first, later), births(first, known)
    record = said(*known)
    assert judge(record, at, "c0", False) == judge(record, at, None, False) == oracle(possible, first)
    assert judge(record, at, "c1", False) == oracle(possible, later)
    for word in ("child", "adult"):
        could = any((whole_years(b, later) < 18) == (word == "child") for b in possible)
        assert supposable(record, at, "c1", word) is could


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2006, 12, 31)), DAYS, DAYS)
def test_birth_dates_against_counting_birthdays(born: date, one: date, other: date) -> None:
    """A birth date and the day of a conduct leave nothing open."""
    at = timeline(one, other)
    for conduct, day in at.days.items():
        assert day is not None
        word = "child" if naive_age(born, day) < 18 else "adult"
        assert judge(said(born=born), at, conduct, False) == word
        assert supposable(said(born=born), at, conduct, word)
        assert not supposable(said(born=born), at, conduct, {"child": "adult", "adult": "child"}[word])


@settings(max_examples=60, deadline=None)
@given(BOUNDS, st.lists(BOUNDS, max_size=3), DAYS, DAYS)
def test_refuted_years_against_every_day_of_birth(known: Years, denied: list[Years], one: date, other: date) -> None:
    """What may be supposed is exactly what some day of birth outside the refuted years gives; nothing is established
    by it."""
    first, later = min(one, other), max(one, other)
    at = timeline(first, later)
    record = said(*known, denied=tuple(denied))
    possible = births(first, known)
    left = [b for b in possible if not any(d.low <= whole_years(b, first) <= d.high for d in denied)]
    assert judge(record, at, "c1", True) == oracle(possible, later)
    if judge(record, at, "c1", True) is None:
        for word in ("child", "adult"):
            could = any((whole_years(b, later) < 18) == (word == "child") for b in left)
            assert supposable(record, at, "c1", word) is could


@settings(max_examples=100, deadline=None)
@given(BOUNDS, st.lists(BOUNDS, min_size=1, max_size=3))
def test_claims(known: Years, claims: list[Years]) -> None:
    """Each claim is read with what is established, never with another claim; one that implies child counts first."""
    record, at = said(*known, claims=tuple(claims)), timeline(date(2020, 1, 1))
    plain = judge(record, at, None, False)
    each = {judge(said(*known.meet(claim)), at, None, False) for claim in claims}
    implied = "child" if "child" in each else "adult" if "adult" in each else None
    assert judge(record, at, None, True) == (plain or implied)


# --- cases by hand


@pytest.mark.parametrize(
    ("record", "days", "words"),
    [
        (said(16, 16), ["2020-06-01"], ["child"]),
        (said(18, 18), ["2020-06-01"], ["adult"]),
        (said(17, 18), ["2020-06-01"], [None]),
        (said(0, 17), ["2020-06-01"], ["child"]),
        (said(18, OLDEST), ["2020-06-01"], ["adult"]),
        (said(16, 16), ["2020-06-01", "2021-06-02"], ["child", None]),
        (said(16, 16), ["2020-06-01", "2021-05-31"], ["child", "child"]),
        (said(16, 16), ["2020-06-01", "2022-06-01"], ["child", "adult"]),
        (said(16, 16), ["2020-06-01", "2023-01-01"], ["child", "adult"]),
        (said(16, 16), ["2021-06-02", "2020-06-01"], [None, "child"]),
        (said(17, 17), ["2020-06-01", None], ["child", "child"]),
        (said(17, 17), [None], ["child"]),
        (said(minor=True), ["2020-06-01", "2030-06-01"], ["child", "child"]),
        (said(major=True), ["2020-06-01", None], ["adult", "adult"]),
        (said(16, 16, minor=True), ["2020-06-01", "2023-06-02"], ["child", "adult"]),
        (said(born=date(2004, 1, 1)), [None], [None]),
        (said(born=date(2004, 1, 1)), [None, "2020-01-01"], [None, "child"]),
        (said(born=date(2024, 1, 1)), ["2020-01-01"], [None]),
        (said(16, 16, born=date(2024, 1, 1)), ["2020-01-01"], ["child"]),
        (said(0, 17, born=date(2002, 7, 1)), ["2020-06-01", "2020-07-01"], ["child", "adult"]),
    ],
)
def test_by_hand(record: Said, days: list[str | None], words: list[str | None]) -> None:
    """The rows of docs/view.md and of the decisions on age."""
    at = timeline(*[date.fromisoformat(d) if d else None for d in days])
    assert [judge(record, at, c, False) for c in at.days] == words


@pytest.mark.parametrize("record", [said(18, 17), said(16, 16, born=date(2000, 1, 1)), said(20, 30, minor=True)])
def test_contradictory_years_say_nothing(record: Said) -> None:
    """Neither child nor adult; both may be supposed."""
    at = timeline(date(2020, 1, 1))
    assert judge(record, at, "c0", True) is None
    assert supposable(record, at, "c0", "child")
    assert supposable(record, at, "c0", "adult")


def test_a_claim_against_what_is_established_says_nothing() -> None:
    """Established bounds that leave it open, and a claim outside them."""
    at = timeline(date(2020, 1, 1))
    assert judge(said(17, 20, claims=(Years(15, 15),)), at, None, True) is None
    assert judge(said(17, 20, claims=(Years(15, 17),)), at, None, True) == "child"


@pytest.mark.parametrize(
    ("denied", "child", "adult"),
    [
        (Years(15, 15), True, True),
        (Years(0, 17), False, True),
        (Years(0, 16), True, True),
        (Years(18, OLDEST), True, False),
        (Years(16, 17), False, True),
    ],
)
def test_refuted_ages_close_what_they_cover(denied: Years, child: bool, adult: bool) -> None:
    """Where sixteen to thirty is established. Nothing is established by it: not fifteen is not adult."""
    record, at = said(16, 30, denied=(denied,)), timeline(date(2020, 1, 1))
    assert (supposable(record, at, "c0", "child"), supposable(record, at, "c0", "adult")) == (child, adult)
    assert judge(record, at, "c0", True) is None


def test_worlds() -> None:
    """Child and adult in turn where age is open; one world where it is not; each says where it may be supposed."""
    at = timeline(date(2020, 1, 1), date(2024, 1, 1))
    both = worlds(said(), at)
    assert [w.word for w in both] == ["child", "adult"]
    assert all(w.open_person and w.open_conducts == {"c0", "c1"} and not w.known_child for w in both)
    (adult,) = worlds(said(30, 30), at)
    assert (adult.word, adult.known_child) == ("adult", frozenset())
    child, grown = worlds(said(15, 15), at)
    assert child.known_child == {"c0"}
    assert (child.open_conducts, grown.open_conducts) == (frozenset({"c0"}), frozenset({"c1"}))
    first, second = worlds(said(14, 20), at)
    assert first.open_conducts == {"c0"}
    assert second.open_conducts == {"c0", "c1"}


# --- from a description


@pytest.fixture
def ages(core: Rulebook, case_of: CaseOf) -> Callable[[str, bool], AgeReading]:
    """What a case says of the age of ``:x``, towards whom conducts ``:c`` and ``:d`` are."""
    tree = ClassTree(core.vocabulary.classes, core.vocabulary.individuals)

    def read(turtle: str, with_claims: bool) -> AgeReading:
        record = index(case_of(":c pal:towards :x . :d pal:towards :x . :x a pal:Person . " + turtle), tree)
        dealt = {EX + "x": [EX + "c", EX + "d"]}
        return read_ages(record, read_standings(record), dealt, with_claims)

    return read


@pytest.mark.parametrize(
    ("turtle", "established", "alleged"),
    [
        ("", "", ""),
        (":x pal:ageAtTime 15 .", "child", "child"),
        (":x pal:ageAtMost 17 .", "child", "child"),
        (":x pal:ageAtLeast 18 .", "adult", "adult"),
        (":x pal:ageAtLeast 17 ; pal:ageAtMost 18 .", "", ""),
        (":x a pal:Child .", "child", "child"),
        (":x a pal:Adult .", "adult", "adult"),
        (":x pal:age [ a pal:AgeFact ; pal:years 15 ] .", "child", "child"),
        (":x pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Alleged ] .", "", "child"),
        (":x pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Refuted ] .", "", ""),
        (":x pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:NotEstablished ] .", "", ""),
        (
            ":x pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Established , pal:Refuted ] .",
            "",
            "child",
        ),
        (
            ":x pal:age [ a pal:AgeFact ; pal:years 16 ; pal:evidentialStatus pal:Alleged ] , "
            "[ a pal:AgeFact ; pal:years 19 ; pal:evidentialStatus pal:Alleged ] .",
            "",
            "child",
        ),
        (
            ":x pal:age [ a pal:AgeFact ; pal:yearsAtLeast 19 ; pal:evidentialStatus pal:Alleged ] .",
            "",
            "adult",
        ),
        (
            ":x pal:ageAtLeast 18 ; pal:age [ a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Alleged ] .",
            "adult",
            "adult",
        ),
        (
            ":x pal:age [ a pal:AgeFact ; pal:yearsAtLeast 10 ; pal:yearsAtMost 17 ] .",
            "child",
            "child",
        ),
        (
            ":x pal:birthDate '2004-06-01'^^xsd:date . :c pal:startedOn '2020-01-01'^^xsd:date .",
            "child",
            "child",
        ),
    ],
)
def test_person_on_each_view(
    ages: Callable[[str, bool], AgeReading], turtle: str, established: str, alleged: str
) -> None:
    """Child, adult or open, when the events began."""
    for word, with_claims in ((established, False), (alleged, True)):
        reading = ages(turtle, with_claims)
        assert bool(reading.children) is (word == "child")
        assert bool(reading.adults) is (word == "adult")


def test_each_conduct_has_its_own_age(ages: Callable[[str, bool], AgeReading]) -> None:
    """Towards a child in the first, towards an adult in the second."""
    reading = ages(
        ":x pal:birthDate '2004-06-01'^^xsd:date . :c pal:startedOn '2021-01-01'^^xsd:date . "
        ":d pal:startedOn '2022-06-01'^^xsd:date .",
        False,
    )
    assert reading.children == (EX + "x",)
    assert reading.towards_child == ((EX + "c", EX + "x"),)


def test_what_an_author_wrote_is_not_derived_again(ages: Callable[[str, bool], AgeReading]) -> None:
    """``pal:towardsChild`` that is written stays as it is."""
    reading = ages(":x a pal:Child . :c pal:towardsChild :x .", False)
    assert reading.towards_child == ((EX + "d", EX + "x"),)


def test_dates_with_a_time_zone_and_no_date_at_all(core: Rulebook, case_of: CaseOf) -> None:
    """The zone is left aside; a text that is no date says nothing."""
    tree = ClassTree(core.vocabulary.classes, {})
    record = index(
        case_of(":c pal:startedOn '2020-02-03+02:00'^^xsd:date . :d pal:startedOn 'spring' . :x pal:ageAtTime 3 ."),
        tree,
    )
    at = read_timeline(record, [EX + "c", EX + "d"])
    assert at.days == {EX + "c": date(2020, 2, 3), EX + "d": None}
    assert at.first == date(2020, 2, 3)
    assert read_said(record, read_standings(record), EX + "x").known == Years(3, 3)
    assert read_said(record, read_standings(record), EX + "nobody").silent
    assert ANY.low == 0
