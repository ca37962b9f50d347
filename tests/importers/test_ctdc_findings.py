"""Imported records are read as a lawyer would read them: no finding says more than the record."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.findings import PersonFindings
from palermo.importers import convert
from palermo.pipeline import classified
from palermo.problems import Problem
from palermo.rulebook import Rulebook

DATA = Path(__file__).resolve().parents[1] / "data"
Read = Callable[..., PersonFindings]


@pytest.fixture
def read(core: Rulebook, tmp_path: Path) -> Read:
    """The findings on a record of the k-anonymised layout with these columns marked, or holding these values."""

    def findings(*marked: str, **values: str) -> PersonFindings:
        with open(DATA / "ctdc-columns.csv", encoding="utf-8", newline="") as stream:
            names = [row["column"] for row in csv.DictReader(stream) if row["layout"] == "ctdc-kanon"]
        table, cases = tmp_path / "rows.csv", tmp_path / "cases.nq"
        with open(table, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, names, restval="-99")
            writer.writeheader()
            writer.writerow({**dict.fromkeys(marked, "1"), **values})
        with open(cases, "w", encoding="utf-8", newline="") as written:
            assert convert("ctdc", str(table), written, "n-quads") == []
        [case] = classified(core, core, [str(cases)], ("un-protocol-2000",))
        assert not isinstance(case, Problem), case
        [person] = case.persons
        return person

    return findings


def elements(person: PersonFindings) -> dict[str, str]:
    return {element.element: element.outcome for element in person.findings[0].elements}


def indicated(person: PersonFindings) -> set[str]:
    return {element.element for element in person.findings[0].elements if element.indicators}


def test_nothing_marked_says_nothing(read: Read) -> None:
    person = read()
    assert set(elements(person).values()) == {"not-established"}
    assert not indicated(person)
    assert person.alleged.region == "none"
    [label] = person.labellings
    assert label.support == "unsupported"


def test_nothing_is_ever_established(read: Read) -> None:
    person = read("isForcedLabour", "recruiterRelationFamily", "meansOfControlPhysicalAbuse", majorityEntry="Minor")
    assert person.findings[0].outcome == "alleged"
    assert person.established.region == "none"
    [label] = person.labellings
    assert label.support == "if-proved"


@pytest.mark.parametrize(
    "column",
    [
        "meansOfControlWithholdsDocuments",
        "meansOfControlThreats",
        "meansOfControlThreatOfLawEnforcement",
        "meansOfControlPsychologicalAbuse",
        "meansOfControlUsesChildren",
        "meansOfControlDebtBondage",
        "meansOfControlOther",
    ],
)
def test_what_may_be_coercion_is_indicated_and_not_alleged(read: Read, column: str) -> None:
    person = read(column, "isForcedLabour", "recruiterRelationOther")
    assert elements(person)["means"] == "not-established"
    assert "means" in indicated(person)
    assert person.findings[0].missing == ("means",)


def test_long_hours_point_to_a_purpose_and_to_no_means(read: Read) -> None:
    person = read("meansOfControlExcessiveWorkingHours")
    assert indicated(person) == {"purpose"}
    assert person.alleged.region == "none"


def test_a_debt_points_both_ways(read: Read) -> None:
    assert indicated(read("meansOfControlDebtBondage")) == {"means", "purpose"}


@pytest.mark.parametrize("column", ["typeOfLabourBegging", "typeOfLabourDomesticWork", "typeOfLabourIllicitActivities"])
def test_a_sector_is_evidence_of_nothing(read: Read, column: str) -> None:
    person = read(column)
    assert set(elements(person).values()) == {"not-established"}
    assert not indicated(person)
    assert person.alleged.region == "none"


def test_an_exchange_of_sexual_services_is_neither_exploitation_nor_a_purpose(read: Read) -> None:
    person = read("typeOfSexProstitution")
    assert person.alleged.region == "s"
    assert person.alleged.categories == ()
    assert set(elements(person).values()) == {"not-established"}
    assert not indicated(person)


def test_another_citizenship_than_the_country_is_no_journey(read: Read) -> None:
    person = read("typeOfSexProstitution", citizenship="UA", CountryOfExploitation="PL")
    assert dict(person.alleged.circles)["mobility"] is False
    assert "blue" not in person.alleged.categories


def test_control_at_the_time_of_exploitation_is_not_how_the_person_was_recruited(read: Read) -> None:
    late = read("meansOfControlPhysicalAbuse", "isForcedLabour", "recruiterRelationFriend")
    early = read("meansOfControlFalsePromises", "isForcedLabour", "recruiterRelationFriend")
    remark = "does not show that the act was done by means of it"
    assert any(remark in said.text for said in late.remarks)
    assert not any(remark in said.text for said in early.remarks)


@pytest.mark.parametrize(
    ("values", "child"),
    [
        ({"majorityStatus": "Minor"}, True),
        ({"ageBroad": "9--17"}, True),
        ({"majorityStatusAtExploit": "Minor"}, True),
        ({"majorityEntry": "Minor", "majorityStatusAtExploit": "Adult", "ageBroad": "30--38"}, True),
        ({"majorityEntry": "Adult"}, False),
        ({"majorityStatusAtExploit": "Adult"}, False),
        ({"majorityStatus": "Adult"}, False),
        ({"ageBroad": "18--20"}, False),
        ({"ageBroad": "48+"}, False),
    ],
)
def test_who_was_a_child_later_was_one_before_and_who_was_an_adult_later_may_have_been_one(
    read: Read, values: dict[str, str], child: bool
) -> None:
    """Ages at registration are upper bounds; an age that is only alleged never rules the other out."""
    [finding] = read("isForcedLabour", "recruiterRelationOther", **values).findings
    assert finding.outcome == ("alleged" if child else "not-established")
    assert finding.missing_alternatives == (() if child else (("means",), ("child",)))
