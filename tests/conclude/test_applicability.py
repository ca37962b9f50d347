"""Time and place: whether a definition was law when and where a conduct happened, and in which words that is said."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.compile.plan import Card, Membership
from palermo.conclude.applicability import NOTHING_ASKED, Applicability
from palermo.conclude.words import Words
from palermo.findings import CaseFindings, Finding
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.split.case import Case

ONTOLOGY = """
    my:K a owl:Class . my:C a pal:Classification . my:L a pal:Classification .
    pal:concerns a owl:ObjectProperty . pal:towards a owl:ObjectProperty .
    my:act-s1 eli:is_part_of my:act . my:act-s2 eli:is_part_of my:act . my:act-s3 eli:is_part_of my:act .
    [] a pal:Membership ; pal:member "IT" ; pal:within "EU" ; pal:inForceFrom "1958-01-01"^^xsd:date .
    [] a pal:Membership ; pal:member "GB" ; pal:within "EU" ; pal:inForceFrom "1973-01-01"^^xsd:date ;
        pal:inForceUntil "2020-01-31"^^xsd:date .
    [] a pal:Membership ; pal:member "GB-EAW" ; pal:within "GB" .
"""
SHAPES = """
    {id} a pal:Definition , sh:NodeShape ; dct:identifier "{id}" ; sh:targetClass pal:Person ; pal:concludes my:C ;
        sh:property [ sh:path [ sh:inversePath pal:towards ] ; sh:qualifiedValueShape [ sh:class my:K ] ;
            sh:qualifiedMinCount 1 ] {said} .
"""


def shape(id_: str, said: str = "") -> str:
    """A definition met by a conduct of class ``my:K``."""
    return SHAPES.replace("{id} a", f"my:{id_} a").replace("{id}", id_).replace("{said}", said)


def span(first: str = "", last: str = "", place: str = "") -> str:
    """What a definition says of time and place."""
    return "".join(
        f' ; pal:{name} "{value}"{type_}'
        for name, value, type_ in (
            ("inForceFrom", first, "^^xsd:date"),
            ("inForceUntil", last, "^^xsd:date"),
            ("jurisdiction", place, ""),
        )
        if value
    )


def conduct(start: str = "", end: str = "", kind: str = "my:K") -> str:
    """A conduct towards ``:x`` on these days."""
    days = "".join(
        f' ; pal:{name} "{value}"^^xsd:date' for name, value in (("startedOn", start), ("endedOn", end)) if value
    )
    return f":d a {kind} ; pal:towards :x{days} . "


CaseOf = Callable[[str], Case]
Judge = Callable[..., CaseFindings]


@pytest.fixture
def judge(alone: Callable[..., Rulebook], case_of: CaseOf) -> Judge:
    """Classifies a case that concerns ``:x``, under definitions of a rulebook of their own."""

    def run(
        shapes: str, record: str, places: Sequence[str] = (), ids: Sequence[str] = ("all",), **asked: object
    ) -> CaseFindings:
        recorded = "".join(f' :case pal:jurisdiction "{place}" .' for place in places)
        case = case_of(f":case a pal:Case ; pal:concerns :x . {recorded} {record}")
        return alone(ONTOLOGY, shapes).classify(case, ids, **asked)  # type: ignore[arg-type]

    return run


@pytest.fixture
def applied(judge: Judge) -> Callable[..., bool | None]:
    """Whether the one definition applies."""

    def run(said: str, record: str, places: Sequence[str] = (), **asked: object) -> bool | None:
        (found,) = judge(shape("d", said), record, places, **asked).persons[0].findings
        return found.applicable

    return run


# --- time

LAW = span("2003-12-25", "2013-12-31")


@pytest.mark.parametrize(
    ("said", "record", "verdict"),
    [
        (LAW, conduct("2003-12-25", "2013-12-31"), True),
        (LAW, conduct("2003-12-25"), True),
        (LAW, conduct(end="2013-12-31"), True),
        (LAW, conduct("2003-12-24", "2003-12-25"), None),
        (LAW, conduct("2013-12-31", "2014-01-01"), None),
        (LAW, conduct("2003-12-24", "2014-01-01"), None),
        (LAW, conduct("2003-12-24"), False),
        (LAW, conduct(end="2003-12-24"), False),
        (LAW, conduct("1999-01-01", "2003-12-24"), False),
        (LAW, conduct("2014-01-01", "2015-01-01"), False),
        (LAW, conduct(), None),
        (LAW, "", None),
        (span("2003-12-25"), conduct("2099-01-01"), True),
        (span("2003-12-25"), conduct("2003-12-24"), False),
        (span(last="2013-12-31"), conduct("1900-01-01"), None),
        (span(last="2013-12-31"), conduct("2014-01-01"), False),
        ("", conduct("2014-01-01"), None),
        (LAW, conduct("2003-12-25Z"), True),
    ],
)
def test_time(applied: Callable[..., bool | None], said: str, record: str, verdict: bool | None) -> None:
    """Wholly within the days in force, both ends included: yes; wholly outside: no; partly, or undated: open. A
    definition that does not say since when it is in force is open until it ends."""
    assert applied(said, record) is verdict


def test_the_conduct_reported_decides(judge: Judge) -> None:
    """Not another one of the same person."""
    record = conduct("2010-01-01") + ':e a my:Other ; pal:towards :x ; pal:startedOn "1990-01-01"^^xsd:date .'
    (found,) = judge(shape("d", LAW), record).persons[0].findings
    assert (found.conduct, found.applicable) == ("https://example.org/t#d", True)


# --- place


@pytest.mark.parametrize(
    ("law", "places", "start", "verdict"),
    [
        ("", (), "2010-01-01", True),
        ("", ("ZA",), "2010-01-01", True),
        ("ZA", ("ZA",), "2010-01-01", True),
        ("ZA", ("LS",), "2010-01-01", False),
        ("ZA", (), "2010-01-01", None),
        ("ZA", ("LS", "ZA"), "2010-01-01", True),
        ("ZA", ("LS", "international"), "2010-01-01", None),
        ("ZA", ("international",), "2010-01-01", None),
        ("ZA", ("European Court of Human Rights",), "2010-01-01", None),
        ("EU", ("IT",), "2010-01-01", True),
        ("EU", ("GB",), "2010-01-01", True),
        ("EU", ("GB",), "2021-01-01", False),
        ("EU", ("GB",), "", None),
        ("EU", ("CH",), "2010-01-01", False),
        ("EU", ("GB-EAW",), "2010-01-01", True),
        ("EU", ("GB-EAW",), "2021-01-01", False),
        ("IT", ("EU",), "2010-01-01", None),
        ("GB-EAW", ("GB",), "2010-01-01", None),
        ("GB-EAW", ("GB-SCT",), "2010-01-01", False),
        ("GB-EAW", ("GB-EAW",), "2010-01-01", True),
        ("US", ("US-NY",), "2010-01-01", True),
        ("US-NY", ("US",), "2010-01-01", None),
        ("EU", ("CH", "GB"), "2021-01-01", False),
        ("EU", ("CH", "IT"), "2010-01-01", True),
    ],
)
def test_place(
    applied: Callable[..., bool | None], law: str, places: Sequence[str], start: str, verdict: bool | None
) -> None:
    """Equal or within: yes; a law of a part, no jurisdiction, or what is no place: open; else no."""
    said = span("1950-01-01", place=law)
    assert applied(said, conduct(start), places) is verdict


def test_a_membership_is_asked_of_the_time_of_the_conduct(judge: Judge) -> None:
    """Partly within: open."""
    record = conduct("2020-01-01", "2020-02-15")
    (found,) = judge(shape("d", span("1950-01-01", place="EU")), record, ("GB",)).persons[0].findings
    assert found.applicable is None


def test_no_place_and_no_time_is_no(applied: Callable[..., bool | None]) -> None:
    """One of the two is enough to rule a definition out, also where the other is open."""
    assert applied(span("2003-12-25", place="ZA"), conduct(), ("LS",)) is False
    assert applied(span("2003-12-25", place="ZA"), conduct("1990-01-01")) is False


# --- what a reader asks


def test_a_day_asked_for_prevails_over_the_conduct(applied: Callable[..., bool | None]) -> None:
    assert applied(LAW, conduct("1990-01-01"), at="2010-06-01") is True
    assert applied(LAW, conduct("2010-01-01"), at=date(1990, 1, 1)) is False
    assert applied(LAW, "", at="2013-12-31") is True


def test_jurisdictions_asked_for_prevail_over_the_case(applied: Callable[..., bool | None]) -> None:
    said = span("2003-12-25", place="ZA")
    assert applied(said, conduct("2010-01-01"), ("LS",), jurisdictions=("ZA",)) is True
    assert applied(said, conduct("2010-01-01"), ("ZA",), jurisdictions=("LS", "MZ")) is False
    assert applied(said, conduct("2010-01-01"), (), jurisdictions=("za",)) is True


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ({"at": "2013"}, "write it like 2010-05-31"),
        ({"at": "2013-02-30"}, "no day of the calendar"),
        ({"at": "2013-02-03Z"}, "leave out the time zone"),
        ({"at": "yesterday"}, "is not a day"),
        ({"jurisdictions": ("South Africa",)}, "ISO 3166"),
        ({"jurisdictions": ("",)}, "ISO 3166"),
    ],
)
def test_what_is_no_day_and_no_code_is_refused(judge: Judge, asked: dict[str, object], advice: str) -> None:
    with pytest.raises(PalermoError, match=advice):
        judge(shape("d", LAW), conduct(), **asked)


# --- which definitions

THREE = (
    shape("now", span("2014-01-01"))
    + shape("then", span("2000-01-01", "2013-12-31"))
    + shape("guess", span("2000-01-01") + ' ; pal:verified false ; skos:editorialNote "unverified: all of it"@en')
)


@pytest.mark.parametrize(
    ("ids", "unverified", "expected"),
    [
        (("all",), False, "now then"),
        (("all",), True, "guess now then"),
        (("all", "guess"), False, "guess now then"),
        (("guess",), False, "guess"),
        (("then", "now", "then"), False, "then now"),
        (("applicable",), False, "then"),
        (("applicable",), True, "guess then"),
    ],
)
def test_which_definitions(judge: Judge, ids: Sequence[str], unverified: bool, expected: str) -> None:
    """``all`` takes those that were verified; ``applicable`` leaves out what was not law then and there."""
    found = judge(THREE, conduct("2010-01-01"), (), ids, unverified=unverified)
    assert [f.definition for f in found.persons[0].findings] == expected.split()


def test_open_ones_stay_with_applicable(judge: Judge) -> None:
    found = judge(THREE, conduct(), (), ("applicable",))
    assert {f.definition: f.applicable for f in found.persons[0].findings} == {"now": None, "then": None}


def test_definitions_left_out_do_not_differ(judge: Judge) -> None:
    """Where definitions part is said of those in the report only."""
    shapes = shape("a", span("2000-01-01")) + shape("b", span("2020-01-01")).replace("my:K", "my:Other")
    every, some = (judge(shapes, conduct("2010-01-01"), (), (word,)).persons[0] for word in ("all", "applicable"))
    assert [d.id for d in every.divergences] == ["definitions-differ"]
    assert some.divergences == ()


def test_a_finding_under_what_was_not_verified_says_so(
    core: Rulebook, rulebook_with: Callable[..., Rulebook], case_of: CaseOf
) -> None:
    """In its caveat, since rows travel alone."""
    book = rulebook_with("my:K a owl:Class ; rdfs:subClassOf pal:Conduct .", THREE)
    case = case_of(":case a pal:Case ; pal:concerns :x . :x a pal:Person . " + conduct("2010-01-01"))
    found = {f.definition: f.caveat for f in book.classify(case, ("now", "guess")).persons[0].findings}
    assert found["now"] == core.wording("caveat")
    assert found["guess"].startswith(core.wording("caveat"))
    assert "unverified: all of it" in found["guess"]


# --- labels


def labelled(as_: str = "my:C", under: str = "my:act") -> str:
    """A label of ``:x`` under an instrument."""
    return f":x pal:labelling :l . :l a pal:Labelling ; pal:as {as_} ; pal:underInstrument {under} . "


def of(section: int, said: str = "") -> str:
    """That a definition stands in a section of ``my:act``."""
    return f" ; pal:provision my:act-s{section}{said}"


OTHER = shape("b", of(2)).replace("my:K", "my:Other")


@pytest.mark.parametrize(
    ("shapes", "record", "definition", "support"),
    [
        (shape("a", of(1)) + OTHER, conduct(kind="my:Other"), "b", "supported"),
        (shape("a", of(1)) + OTHER, conduct(), "a", "supported"),
        (shape("a", of(1)) + OTHER, "", "a", "unsupported"),
        (shape("a", of(1) + span("2020-01-01")) + OTHER, conduct("2010-01-01"), "b", "contradicted"),
        (shape("a", of(1) + span("2020-01-01")), conduct("2010-01-01"), "a", "supported"),
        (
            shape("a", of(1) + span("2020-01-01")) + shape("b", of(2) + span("2021-01-01")),
            conduct("2010-01-01"),
            "a",
            "supported",
        ),
        (shape("a", of(1, " ; pal:verified false")) + OTHER, conduct(), "b", "contradicted"),
        (shape("a", of(1, " ; pal:verified false")), conduct(), None, None),
    ],
)
def test_a_label_is_tested_by_the_best_of_an_instrument(
    judge: Judge, shapes: str, record: str, definition: str | None, support: str | None
) -> None:
    """The best support among those that time and place do not rule out; among all where they rule out each. What was
    not verified tests nothing, unless it was chosen."""
    (found,) = judge(shapes, record + labelled()).persons[0].labellings
    assert (found.definition, found.support) == (definition, support)


def test_an_unverified_definition_that_was_chosen_tests_labels(judge: Judge) -> None:
    shapes = shape("a", of(1, " ; pal:verified false"))
    (found,) = judge(shapes, conduct() + labelled(), (), ("a",)).persons[0].labellings
    assert (found.definition, found.support) == ("a", "supported")


def test_a_label_of_a_classification_is_tested_by_those_that_conclude_it(judge: Judge) -> None:
    """Before the others of the instrument, however well these are met."""
    shapes = shape("a", of(1)) + OTHER.replace("my:C", "my:L")
    (found,) = judge(shapes, conduct() + labelled("my:L")).persons[0].labellings
    assert (found.definition, found.support) == ("b", "contradicted")


def test_fewest_missing_of_equal_support(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    """Then the order of the definitions."""
    element = (
        "my:{0} a pal:Element , sh:PropertyShape ; dct:identifier '{0}' ; sh:path pal:act ; "
        "sh:qualifiedValueShape [ sh:class my:{0} ] ; sh:qualifiedMinCount 1 . "
    )
    definition = (
        "my:d{0} a pal:Definition , sh:NodeShape ; dct:identifier 'd{0}' ; pal:concludes my:L ; "
        "pal:provision my:act-s{0} ; sh:targetClass pal:Person ; "
        "sh:property [ sh:path [ sh:inversePath pal:towards ] ; "
        "sh:qualifiedValueShape [ sh:property {1} ] ; sh:qualifiedMinCount 1 ] . "
    )
    book = rulebook_with(
        "my:P a owl:Class ; rdfs:subClassOf pal:Act . my:Q a owl:Class ; rdfs:subClassOf pal:Act . "
        "my:R a owl:Class ; rdfs:subClassOf pal:Act . my:L a pal:Classification . "
        "my:act-s1 eli:is_part_of my:act . my:act-s2 eli:is_part_of my:act . my:act-s3 eli:is_part_of my:act .",
        "".join(element.format(k) for k in "PQR")
        + definition.format(1, "my:P , my:Q")
        + definition.format(2, "my:R")
        + definition.format(3, "my:R"),
    )
    case = case_of(":case a pal:Case ; pal:concerns :x . :x a pal:Person . " + labelled("my:L"))
    (found,) = book.classify(case).persons[0].labellings
    assert (found.definition, found.support, found.missing) == ("d2", "unsupported", ("R",))


# --- in words


def because(found: Finding) -> str:
    """Why, without the numbers of days."""
    return found.applicable_because


def test_the_words_say_time_and_place(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    book = rulebook_with(
        'my:K a owl:Class . [] a pal:Membership ; pal:member "IT" ; pal:within "EU" .',
        shape("d", span("2003-12-25", "2013-12-31", "EU")),
    )
    case = case_of(
        ':case a pal:Case ; pal:jurisdiction "IT" ; pal:concerns :x . ' + conduct("2010-01-01", "2010-02-01")
    )

    def said(**asked: object) -> str:
        return book.classify(case, ("d",), **asked).persons[0].findings[0].applicable_because  # type: ignore[arg-type]

    assert said() == (
        "Time: the conduct (2010-01-01 to 2010-02-01) lies within the time in force (from 2003-12-25 to 2013-12-31). "
        "Place: it is the law of EU, which extends to IT; the case is recorded under IT."
    )
    assert said(at="2014-01-01", jurisdictions=("CH", "NO")) == (
        "Time: the day asked for (2014-01-01) lies outside the time in force (from 2003-12-25 to 2013-12-31). "
        "Place: it is the law of EU; the jurisdiction asked for is CH, NO, to which it does not extend."
    )


def test_the_protocol_binds_its_parties(core: Rulebook, case_of: CaseOf) -> None:
    case = case_of(
        ":case a pal:Case ; pal:concerns :x . :x a pal:Person . " + conduct("2010-01-01", kind="pal:Conduct")
    )
    (found,) = core.classify(case).persons[0].findings
    assert found.applicable is True
    assert "from 2003-12-25 on" in found.applicable_because
    assert "party" in found.applicable_because


# --- against days counted one by one

BEGIN = date(2000, 1, 1)
DAYS = st.integers(0, 9)
BOUND = st.one_of(st.none(), DAYS)
CODES = ("A", "B", "C", "D")


def day(number: int | None) -> str | None:
    return None if number is None else (BEGIN + timedelta(days=number)).isoformat()


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Card, list[Membership], tuple[str, str] | None, tuple[str, ...]]:
    """A definition, memberships, the days of a conduct, the jurisdictions of a case."""

    def force() -> tuple[str | None, str | None]:
        first, last = draw(BOUND), draw(BOUND)
        if first is not None and last is not None and last < first:
            first, last = last, first
        return day(first), day(last)

    card = Card("my:d", "d", 0, None, None, *force(), draw(st.sampled_from((None, *CODES))), False, ())
    pairs = draw(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), max_size=4))
    ends = sorted((draw(DAYS), draw(DAYS)))
    days = (str(day(ends[0])), str(day(ends[1]))) if draw(st.booleans()) else None
    codes = draw(st.lists(st.sampled_from(CODES), max_size=3, unique=True))
    return card, [Membership(a, b, *force()) for a, b in pairs], days, tuple(codes)


def counted(
    card: Card, memberships: list[Membership], days: tuple[str, str] | None, codes: tuple[str, ...]
) -> bool | None:
    """The same, for every day by itself, where each membership is one that holds on all days or on none of them."""
    every = [str(day(n)) for n in range(10)]
    on = [d for d in every if days and days[0] <= d <= days[1]]

    def held(first: str | None, last: str | None) -> bool | None:
        if not on:
            return True if first is None and last is None else None
        holding = {(first is None or first <= d) and (last is None or d <= last) for d in on}
        return holding.pop() if len(holding) == 1 else None

    def inside(a: str, b: str, least: tuple[bool | None, ...]) -> bool:
        reached = {a}
        for _ in memberships:
            reached |= {m.within for m in memberships if m.member in reached and held(m.first, m.last) in least}
        return b in reached

    law = card.jurisdiction
    places: list[bool | None] = []
    for code in codes if law else ():
        if inside(code, str(law), (True,)):
            places.append(True)
        elif inside(code, str(law), (True, None)) or inside(str(law), code, (True, None)):
            places.append(None)
        else:
            known = {c for m in memberships for c in (m.member, m.within)} | {law}
            places.append(False if code in known else None)
    place = True if law is None or True in places else None if None in places or not places else False
    time = held(card.in_force_from, card.in_force_until) if on else None
    if time and card.in_force_from is None:
        time = None
    return False if False in (time, place) else None if None in (time, place) else True


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(worlds())
def test_it_agrees_with_days_counted_one_by_one(
    world: tuple[Card, list[Membership], tuple[str, str] | None, tuple[str, ...]],
) -> None:
    card, memberships, days, codes = world
    words = Words({}, {}, {}, {}, {})
    found = Applicability([card], memberships, words).judge(card, days is not None, days, codes, NOTHING_ASKED, "en")
    assert found.value is counted(*world)


def test_what_was_answered_is_remembered_up_to_a_bound() -> None:
    card = Card("my:d", "d", 0, None, None, "2000-01-01", None, None, False, ())
    law = Applicability([card], [], Words({}, {}, {}, {}, {}))
    for number in range(10_000):
        days = (str(day(number)), str(day(number)))
        assert law.judge(card, True, days, (), NOTHING_ASKED, "en").value is True
    assert len(law._known) <= 4096
