"""Two thousand invented rows in the layout of HTCDS 2.0, with its quirks, make the facts that a plain reading gives.

The oracle reads the rows with the code lists of the standard and ``tests/data/htcds-facts.csv``, written by hand, and
knows nothing of the map.
"""

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from palermo.importers import Asked, Record, Rejected, map_path, map_paths, read_map, read_records
from palermo.names import XSD
from palermo.terms import Literal, Triple

DATA = Path(__file__).resolve().parents[1] / "data"
FIELDS = DATA.parents[2] / "shared" / "data" / "htcds" / "htcds_fields.csv"
PAL = "https://w3id.org/palermo#"
SCHEMA = "http://schema.org/"
DCT = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LISTS: dict[str, list[str]] = json.loads((DATA / "htcds-codelists.json").read_text(encoding="utf-8"))["codelists"]

#: Columns that hold several codes, and those that the standard lets its users extend.
SEVERAL = {
    "vic_RecruitmentWebsitesAndApps", "vic_MethodOfRecruitment", "vic_MethodsOfControl", "vic_TypeOfExploitation",
    "vic_TypeOfSexExploitation", "per_RoleInProcess",
}  # fmt: skip
EXTENDED = "vic_RecruitmentWebsitesAndApps"
#: Columns of codes of which something is made, or which say who decided.
CODED = SEVERAL | {
    "vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg", "vic_ForcedLabourIndustry", "hte_Type",
}  # fmt: skip
NAMES = {
    "prs_Salutation": "honorificPrefix", "prs_FirstName": "givenName", "prs_MiddleName": "additionalName",
    "prs_SecondName": "familyName", "prs_IdentityNumber": "identifier", "prs_Email": "email",
    "prs_HomePhone": "telephone", "prs_MobilePhone": "telephone", "prs_MailingCity": "addressLocality",
    "prs_MailingCountry": "addressCountry", "prs_MailingState": "addressRegion", "prs_MailingStreet": "streetAddress",
    "prs_MailingPostalCode": "postalCode", "prs_MailingLongitude": "longitude", "prs_MailingLatitude": "latitude",
    "hte_Longitude": "longitude", "hte_Latitude": "latitude", "hte_City": "addressLocality",
    "hte_State": "addressRegion", "hte_Street": "streetAddress", "hte_PostalCode": "postalCode",
}  # fmt: skip
VALUES = {"vic_AgeWhenTrafficked", "hte_Date", "hte_Country", "prs_Birthdate", *NAMES}
#: Columns of which nothing is made, whatever stands in them.
FREE = [
    *("prs_Gender", "prs_Citizenship", "prs_Deceased", "con_Consent", "cas_CaseOwner", "cas_Status", "cco_CaseComment"),
    *("vic_Vulnerabilities", "vic_DetailsOfVulnerabilities", "vic_AgreementToManagePersonalData", "hte_Description"),
    *("vic_RelationshipToTrafficker", "spl_Type", "org_Name", "vic_ExploitationWebsitesAndApps", "prs_Title"),
]
#: Where one of these is filled, the record is of a person to whom something was done.
OF_THE_PERSON = {
    *("vic_TraffickingStatus", "vic_AgeWhenTrafficked", "vic_MethodOfRecruitment", "vic_MethodsOfControl", "hte_Date"),
    *("vic_TypeOfExploitation", "vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation", "vic_Vulnerabilities"),
    *("vic_RecruitmentWebsitesAndApps", "vic_ExploitationWebsitesAndApps", "vic_RelationshipToTrafficker"),
    *("hte_Type", "hte_Country"),
}
SOURCES = {
    "Police": "the police", "NGO": "a non-governmental organisation", "Other": "another organisation",
    "CourtOrProsecution": "a court or prosecution service",
    "NonPoliceGovernmentalOrganization": "a governmental organisation other than the police",
}  # fmt: skip
TOLD = {
    ("vic_TraffickingStatus", "PossibleVictimOfTrafficking"): "is “possible victim of trafficking”",
    ("vic_TraffickingStatus", "NotAVictimOfTrafficking"): "is “not a victim of trafficking”",
    ("vic_TypeOfExploitation", "Surrogacy"): "gives surrogacy",
    ("vic_TypeOfSexExploitation", "Pornography"): "marks pornography",
    ("vic_TypeOfSexExploitation", "RemoteInteractiveServices"): "marks remote interactive services",
    ("vic_TypeOfSexExploitation", "PrivateSexualServices"): "marks private sexual services",
}
JUNK = ["", "=1+1", 'a "quoted" word', "two\nlines", "Žená, ;\t", "IDENT", "true", "2020-13-45"]
COUNTRIES = ["IT", "ZA", "Thailand", "Côte d’Ivoire"]

Fact = tuple[str, str, str, str]
Row = dict[str, str]


class Table(NamedTuple):
    """A table as written: its text, its columns by field, its rows, and the line where each begins."""

    data: bytes
    fields: list[str]
    rows: list[Row]
    lines: list[int]


class Reading(NamedTuple):
    """What a row says: facts with their phase, plain statements, what its description tells; or the fields at fault."""

    facts: Counter[Fact]
    said: Counter[tuple[str, str, str]]
    told: set[str]
    faults: set[str]


@lru_cache
def facts_of(field: str, code: str) -> list[Fact]:
    with open(DATA / "htcds-facts.csv", encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["list"] == field and row["code"] in (code, "*")]
    return [(row["node"], row["property"], row["class"], row["phase"]) for row in rows]


# --- the oracle


def reading(row: Row, identity: bool) -> Reading:
    facts: Counter[Fact] = Counter()
    said: Counter[tuple[str, str, str]] = Counter()
    told, faults = set(), set()
    extended = False
    for field in CODED & set(row):
        for code in codes_in(row, field):
            if field == EXTENDED:
                extended |= code not in LISTS[field]
            elif field == "vic_ForcedLabourIndustry" and code not in LISTS[field]:
                told.add("The industry that the record gives is not in the standard's list")
                continue
            elif code not in {*LISTS[field], *(("Threats", "UsesChildren") if field == "vic_MethodsOfControl" else ())}:
                faults.add(field)
                continue
            if field == "vic_ForcedLabourIndustry":
                said["conduct", "sector", "?"] += 1
            if field != EXTENDED or code in LISTS[field]:
                facts.update(facts_of(field, code))
            if (field, code) in TOLD:
                told.add(TOLD[field, code])
    if extended and "Other" not in codes_in(row, EXTENDED):
        facts.update(facts_of(EXTENDED, "Other"))
    values(row, identity, facts, said, faults)
    if row.get("per_RoleInProcess", "").strip() and not any(row.get(field, "").strip() for field in OF_THE_PERSON):
        faults = {"per_RoleInProcess"}
    return Reading(facts, said, told, faults)


def codes_in(row: Row, field: str) -> list[str]:
    cell = row.get(field, "")
    found = cell.split(";") if field in SEVERAL else [cell]
    return list(dict.fromkeys(part.strip() for part in found if part.strip()))


def values(
    row: Row, identity: bool, facts: Counter[Fact], said: Counter[tuple[str, str, str]], faults: set[str]
) -> None:
    age = row.get("vic_AgeWhenTrafficked", "").strip().removesuffix(".0")
    if age.isascii() and age.isdecimal() and int(age) <= 130:
        facts["person", "age", "AgeFact", ""] += 1
        said["age", "years", age] += 1
    elif age:
        faults.add("vic_AgeWhenTrafficked")
    for field in ("hte_Date", *(("prs_Birthdate",) if identity else ())):
        text = row.get(field, "").strip().partition("T")[0]
        try:
            day = date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            faults.add(field)
            continue
        if day and field == "prs_Birthdate":
            said["person", "birthDate", day] += 1
        elif day:
            said["case", "date", day] += 1
            said["conduct", "startedOn", day] += "Recruitment" in codes_in(row, "hte_Type")
    if country := row.get("hte_Country", "").strip():
        said["case", "jurisdiction", country] += 1
    for field, name in NAMES.items():
        if identity and (value := row.get(field, "").strip()):
            said["conduct" if field.startswith("hte") else "person", name, value] = 1


# --- what was imported


def imported(case: Record) -> tuple[Counter[Fact], Counter[tuple[str, str, str]], str, list[str]]:
    """The facts, the plain statements, the description, and the sources of labels."""
    triples = case.triples
    classes: dict[str, list[str]] = {}
    phases: dict[str, str] = {}
    sources = []
    description = ""
    said: Counter[tuple[str, str, str]] = Counter()
    for subject, predicate, value in triples:
        node, name = subject.partition("#")[2], local(predicate)
        if predicate == RDF_TYPE or name == "as":
            classes.setdefault(subject, []).append(local(str(value)))
        elif name == "phase":
            phases[subject] = local(str(value))
        elif name == "description" and isinstance(value, Literal):
            description = value.lexical
        elif predicate == DCT + "source" and isinstance(value, Literal):
            sources.append(value.lexical)
        elif isinstance(value, Literal) and name not in ("label", "title"):
            said[node, name, "?" if name == "sector" else value.lexical] += 1
    facts = Counter(
        (s.partition("#")[2], local(p), next(c for c in classes[o] if c != "Labelling"), phases.get(o, ""))
        for s, p, o in triples
        if isinstance(o, str) and o in classes and local(p) not in ("concerns", "towards")
    )
    check_status(triples, classes)
    return facts, said, description, sources


def check_status(triples: tuple[Triple, ...], classes: dict[str, list[str]]) -> None:
    """Every fact is alleged, and nothing else has a status."""
    status = Counter(s for s, p, o in triples if p == PAL + "evidentialStatus" and o == PAL + "Alleged")
    plain = {"Case", "Person", "Conduct", "Labelling"}
    assert status == Counter(node for node, found in classes.items() if not plain & set(found))
    assert sum(p == PAL + "evidentialStatus" for _, p, _ in triples) == len(status)


def local(iri: str) -> str:
    for namespace in (PAL, SCHEMA, DCT):
        iri = iri.removeprefix(namespace)
    return iri.rpartition("#")[2]


# --- invented tables


def invented(chance: random.Random, count: int) -> Table:
    """A table with some of the columns, in any order, written in one of the ways that programs write."""
    fields = sorted({*CODED, *VALUES, *FREE})
    chance.shuffle(fields)
    fields = fields[: chance.randint(8, len(fields))]
    if "vic_MethodsOfControl" not in fields:
        fields.append("vic_MethodsOfControl")
    rows = [{field: cell(chance, field) for field in fields} for _ in range(count)]
    for row in chance.sample(rows, count // 20):
        row.update(dict.fromkeys(OF_THE_PERSON & set(row), ""))
    for row in chance.sample(rows, count // 20):
        spoil(chance, row)
    rows = [row for row in rows if any(row.values())]
    out = io.StringIO()
    ends = chance.choice(("\n", "\r\n"))
    written = csv.writer(out, delimiter=chance.choice(",;\t"), lineterminator=ends, quoting=chance.choice((0, 1)))
    written.writerow([header(chance, field) for field in fields])
    lines = []
    for row in rows:
        if chance.random() < 0.05:
            out.write(ends)
        lines.append(out.getvalue().count("\n") + 1)
        written.writerow(row.values())
    return Table(out.getvalue().encode("utf-8-sig" if chance.random() < 0.5 else "utf-8"), fields, rows, lines)


def header(chance: random.Random, field: str) -> str:
    return chance.choice((field, field, field.upper(), f" {field} ", field.replace("_", " "), field + "__c"))


def cell(chance: random.Random, field: str) -> str:
    if chance.random() < 0.35:
        return chance.choice(("", "", " "))
    if field in SEVERAL:
        known = [*LISTS[field], *(("Threats", "UsesChildren") if field == "vic_MethodsOfControl" else ())]
        known += ["Mastodon", "VKontakte"] if field == EXTENDED else []
        found = chance.choices(known, k=chance.randint(1, 4))
        return chance.choice((";", "; ", " ; ")).join(found) + chance.choice(("", "", ";"))
    if field in CODED:
        code = chance.choice(LISTS[field] + (["Fishing"] if field == "vic_ForcedLabourIndustry" else []))
        return chance.choice(("", " ")) + code
    if field == "vic_AgeWhenTrafficked":
        return f"{chance.randint(0, 130)}" + chance.choice(("", "", ".0"))
    if field in ("hte_Date", "prs_Birthdate"):
        day = date(1950, 1, 1) + timedelta(days=chance.randrange(25_000))
        return day.isoformat() + chance.choice(("", "", "T00:00:00Z"))
    if field == "hte_Country":
        return chance.choice(COUNTRIES)
    if field in NAMES:
        return f"IDENT-{chance.randrange(10**6)}" + chance.choice(("", ', "x"', "\nIDENT"))
    return chance.choice(JUNK)


def spoil(chance: random.Random, row: Row) -> None:
    bad = {"vic_AgeWhenTrafficked": ["131", "-1", "16.5", "sixteen", "١٦"], "hte_Date": ["31/12/2019", "2019-02-29"]}
    bad |= {field: ["Fasle", "Other,Other"] for field in CODED - {EXTENDED, "vic_ForcedLabourIndustry"}}
    bad["prs_Birthdate"] = ["IDENT-1/1/2000"]
    for field in chance.sample(sorted(set(bad) & set(row)), 1):
        row[field] = chance.choice(bad[field])


@pytest.mark.parametrize("identity", [False, True], ids=["without identity", "with identity"])
@pytest.mark.parametrize("seed", range(8))
def test_two_thousand_rows_make_what_a_plain_reading_gives(tmp_path: Path, seed: int, identity: bool) -> None:
    table = invented(random.Random(f"htcds {seed}"), 250)
    path = tmp_path / "records.csv"
    path.write_bytes(table.data)
    found = list(read_records(map_paths("htcds"), str(path), Asked(identity=identity)))
    cases = {item.key: item for item in found if isinstance(item, Record)}
    rejected = {(item.problem.line, item.header, item.problem.column) for item in found if isinstance(item, Rejected)}
    expected = set()
    for number, (row, line) in enumerate(zip(table.rows, table.lines, strict=True), 1):
        wanted = reading(row, identity)
        expected |= {(line, field, table.fields.index(field) + 1) for field in wanted.faults}
        assert (str(number) in cases) is not bool(wanted.faults), row
        if not wanted.faults:
            facts, said, description, sources = imported(cases[str(number)])
            assert facts == wanted.facts, row
            assert said == +wanted.said, row
            assert {text for text in TOLD.values() if text in description} == wanted.told & set(TOLD.values())
            assert ("The industry that" in description) is any(text.startswith("The industry") for text in wanted.told)
            decided = [SOURCES[code] for code in codes_in(row, "vic_TraffickingStatusDecisionMakingOrg")]
            assert sources == (decided if ("person", "labelling", "TraffickingInPersons", "") in facts else [])
    assert rejected == expected
    shown = [f"{item.problem.message}{item.value}" for item in found if isinstance(item, Rejected)]
    assert not [text for text in shown if "IDENT" in text]
    assert identity or not [case for case in cases.values() if "IDENT" in case.quads()]


def test_the_rows_have_every_quirk() -> None:
    tables = [invented(random.Random(f"htcds {seed}"), 250) for seed in range(8)]
    rows = [row for table in tables for row in table.rows]
    readings = [reading(row, True) for row in rows]
    assert len(rows) > 1900
    met = {(field, code) for row in rows for field in CODED & set(row) for code in codes_in(row, field)}
    assert {(field, code) for field in CODED for code in LISTS[field]} <= met
    spoilt = {"vic_AgeWhenTrafficked", "hte_Date", "prs_Birthdate", *CODED} - {EXTENDED, "vic_ForcedLabourIndustry"}
    assert {field for found in readings for field in found.faults} == spoilt
    assert {name for found in readings for _, name, _ in found.said} >= {"startedOn", "birthDate", "years", "sector"}
    assert len({table.data[:3] for table in tables}) > 1


# --- the map itself


def test_every_field_of_the_standard_is_used_or_left_out_with_the_reason() -> None:
    made = read_map(map_path("htcds"))
    fields = {*LISTS, *CODED, *VALUES, *FREE}
    assert fields <= {column.header for column in made.columns}
    assert len(made.columns) == 84
    used = {column.header for column in made.columns if column.codes or column.makes}
    assert used == CODED | VALUES
    assert {column.header for column in made.columns if column.identity} == {"prs_Birthdate", *NAMES}


@pytest.mark.skipif(not FIELDS.is_file(), reason="the list of fields is not part of the project")
def test_no_other_field_and_none_twice() -> None:
    with open(FIELDS, encoding="utf-8", newline="") as stream:
        fields = [row["field"] for row in csv.DictReader(stream)]
    assert [column.header for column in read_map(map_path("htcds")).columns] == fields


def test_codes_of_columns_that_are_left_out_make_nothing() -> None:
    left_out = set(LISTS) - CODED
    assert not [code for field in left_out for code in LISTS[field] if facts_of(field, code)]


def one(tmp_path: Path, row: Row, identity: bool = False) -> list[Record | Rejected]:
    path = tmp_path / "one.csv"
    with open(path, "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([row.keys(), row.values()])
    return [item for item in read_records(map_paths("htcds"), str(path), Asked(identity)) if not hasattr(item, "file")]


def test_the_decision_of_a_court_on_the_status_establishes_no_fact(tmp_path: Path) -> None:
    row = {
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "CourtOrProsecution",
        "vic_MethodsOfControl": "FalsePromises",
    }
    [case] = one(tmp_path, row)
    assert isinstance(case, Record)
    assert PAL + "Established" not in case.quads()
    assert '"a court or prosecution service"' in case.quads()


def test_a_table_of_countries_makes_no_journey(tmp_path: Path) -> None:
    [case] = one(tmp_path, {"prs_Citizenship": "NG", "hte_Country": "IT", "vic_ForcedLabourIndustry": "P_Education"})
    assert isinstance(case, Record)
    facts, said, _, _ = imported(case)
    assert facts == Counter()
    assert set(said) == {("case", "jurisdiction", "IT"), ("conduct", "sector", "?")}


def test_a_birth_date_gives_no_age_unless_identity_is_asked_for(tmp_path: Path) -> None:
    row = {"prs_Birthdate": "2001-05-01", "hte_Type": "Recruitment", "hte_Date": "2017-04-30"}
    without, with_ = one(tmp_path, row)[0], one(tmp_path, row, identity=True)[0]
    assert isinstance(without, Record)
    assert isinstance(with_, Record)
    assert "2001-05-01" not in without.quads()
    born = Literal("2001-05-01", XSD + "date")
    assert [triple[1:] for triple in with_.triples if triple not in without.triples] == [(PAL + "birthDate", born)]


def test_the_record_of_one_who_acted_makes_no_case(tmp_path: Path) -> None:
    [told] = one(
        tmp_path, {"prs_FirstName": "x", "per_RoleInProcess": "TravellingPartner", "vic_TypeOfExploitation": ""}
    )
    assert isinstance(told, Rejected)
    assert "per_RoleInProcess speaks of somebody else than the person of the record" in told.problem.message


def test_the_same_columns_in_another_order_make_the_same_bytes(write: Callable[..., bytes]) -> None:
    table = invented(random.Random("order"), 100)
    turned = random.Random("turn").sample(table.fields, len(table.fields))
    assert write(table.fields, table.rows) == write(turned, table.rows)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., bytes]:
    """Imports rows written with these columns, as N-Quads."""

    def written(fields: list[str], rows: list[Row]) -> bytes:
        path = tmp_path / "same.csv"
        with open(path, "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([fields, *([row[field] for field in fields] for row in rows)])
        found = read_records(map_paths("htcds"), str(path), Asked())
        return b"".join(item.encoded() for item in found if isinstance(item, Record))

    return written
