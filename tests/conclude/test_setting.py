"""Where and when a case is set: by the engine, and by the reference in its own way."""

from collections.abc import Callable

import pytest
from rdflib import Graph

from palermo.reference.axioms import read_axioms
from palermo.reference.record import Record as Recorded
from palermo.reference.setting import codes, years
from palermo.rulebook import Rulebook
from palermo.split.case import Case

CaseOf = Callable[[str], Case]
CASE = ":case a pal:Case ; pal:concerns :x . :x a pal:Person . :y a pal:Person . "
DATED = ':case dct:date "2019-05-01"^^xsd:date . '
BEGAN = ':d a pal:Conduct ; pal:towards :x ; pal:startedOn "{}"^^xsd:date . '


def both(core: Rulebook, case: Case) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What the engine says, once the reference has been found to say the same."""
    found = core.classify(case)
    recorded = Recorded(case, read_axioms(Graph()))
    assert (codes(recorded), years(recorded)) == (found.jurisdictions, found.years)
    return found.jurisdictions, found.years


def test_a_case_that_says_nothing_has_neither(core: Rulebook, case_of: CaseOf) -> None:
    assert both(core, case_of(CASE)) == ((), ())


def test_codes_are_sorted_and_once(core: Rulebook, case_of: CaseOf) -> None:
    said = ':case pal:jurisdiction "ZA" , "EU" , "ZA"@en . :un pal:jurisdiction "international" . '
    assert both(core, case_of(CASE + said))[0] == ("EU", "ZA")


def test_a_conduct_gives_the_year_and_not_the_date_of_the_case(core: Rulebook, case_of: CaseOf) -> None:
    assert both(core, case_of(CASE + DATED + BEGAN.format("2012-12-31")))[1] == (2012,)


def test_every_conduct_counts_also_a_refuted_one(core: Rulebook, case_of: CaseOf) -> None:
    refuted = ':e a pal:Conduct ; pal:towards :y ; pal:startedOn "0998-01-01Z"^^xsd:date ; '
    status = "pal:evidentialStatus pal:Refuted . "
    assert both(core, case_of(CASE + BEGAN.format("2012-12-31") + refuted + status))[1] == (998, 2012)


def test_an_end_alone_is_no_year(core: Rulebook, case_of: CaseOf) -> None:
    ended = ':d a pal:Conduct ; pal:towards :x ; pal:endedOn "2012-12-31"^^xsd:date . '
    assert both(core, case_of(CASE + ended))[1] == ()
    assert both(core, case_of(CASE + DATED + ended))[1] == (2019,)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('"2014-01-01T00:00:00Z"^^xsd:dateTime', (2014,)),
        ('"2014"^^xsd:gYear', (2014,)),
        ('"2014Z"^^xsd:gYear', (2014,)),
        ('"2014+02:00"^^xsd:gYear', (2014,)),
        ('"2014-07"^^xsd:gYearMonth', (2014,)),
        ('"2014"', (2014,)),
        ('"2014-07-01" , "2012"', (2012, 2014)),
        ('"summer of 2014"', ()),
        ('"20145"', ()),
        ('"2014/15"', ()),
        ('"\u0662\u0660\u0661\u0664"', ()),
        ('"01-02-2014"', ()),
        (":some-day", ()),
    ],
)
def test_a_date_of_the_case_in_every_form(
    core: Rulebook, case_of: CaseOf, date: str, expected: tuple[int, ...]
) -> None:
    assert both(core, case_of(f"{CASE} :case dct:date {date} . :d dct:date '1999' . "))[1] == expected
