"""Two thousand invented rows of each CTDC layout, with its quirks, make the facts that a plain reading gives them.

The oracle reads the rows with the table ``tests/data/ctdc-facts.csv``, written by hand, and knows nothing of the maps.
"""

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from palermo.importers import Asked, Record, Rejected, map_paths, read_map, read_records
from palermo.terms import Literal, Triple

DATA = Path(__file__).resolve().parents[1] / "data"
PAL = "https://w3id.org/palermo#"
DCT = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SITE = "https://www.ctdatacollaborative.org/"
LAYOUTS = ("ctdc-kanon", "ctdc-synthetic", "ctdc-synthetic-2021", "ctdc-victim-perpetrator")
#: What stands for "not recorded" in a layout; in its columns of countries.
MISSING = {
    "ctdc-kanon": (("", "-99"), ("", "-99", "0", "00")),
    "ctdc-synthetic": (("", "NULL", "-99"), ("", "NULL", "-99", "0")),
    "ctdc-synthetic-2021": (("", "NULL", "-99"), ("", "NULL", "-99", "0")),
    "ctdc-victim-perpetrator": (("", "NULL", "-99"), ("", "NULL")),
}
VALUES = {
    "majorityEntry": ("Minor", "Adult"),
    "majorityStatusAtExploit": ("Minor", "Adult"),
    "majorityStatus": ("Minor", "Adult"),
    "ageBroad": ("0--8", "9--17", "09--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+"),
}
TYPED = {"yearOfRegistration", "CountryOfExploitation", *VALUES}
#: Columns of which nothing is taken, whatever stands in them.
FREE = (
    *("gender", "citizenship", "Datasource", "traffickMonths", "RecruiterRelationship", "yearRegister", "IP_Gender"),
    *("UN_COO_Region", "UN_COE_Region", "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation", "IP_PayMoney"),
)
CONTEXT = {
    "typeOfSexPornography": "The record marks pornography",
    "typeOfSexRemoteInteractiveServices": "The record marks remote interactive services",
    "typeOfSexPrivateSexualServices": "The record marks private sexual services",
}
JUNK = ("", "-99", "Intimate Partner; Friend", 'a "quoted" word', "two\nlines", "=1+1", "Žen\u00e1, ;\t", "0--29;48+")

Fact = tuple[str, str, str, str]


class Dialect(NamedTuple):
    """How a table is written."""

    delimiter: str
    end: str
    bom: bool
    header: Callable[[str], str]


DIALECTS = {
    "ctdc-kanon": Dialect(",", "\n", True, str),
    "ctdc-synthetic": Dialect(";", "\r\n", False, lambda name: name.replace("typeOf", "sectorOf")),
    "ctdc-synthetic-2021": Dialect("\t", "\n", False, lambda name: name[:32]),
    "ctdc-victim-perpetrator": Dialect(",", "\r\n", False, lambda name: f" {name.upper()} "),
}


def columns(layout: str) -> list[str]:
    with open(DATA / "ctdc-columns.csv", encoding="utf-8", newline="") as stream:
        return [row["column"] for row in csv.DictReader(stream) if row["layout"] == layout]


@lru_cache
def expectations() -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    with open(DATA / "ctdc-facts.csv", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            fact = (row["node"], row["property"], row["class"], row["phase"])
            found.setdefault((row["column"], row["value"]), []).append(fact)
    return found


def is_free(column: str) -> bool:
    return column in FREE or column.startswith("NOTICE") or column.endswith("Concatenated")


def invented(layout: str, seed: int, count: int = 2000) -> tuple[list[dict[str, str]], dict[int, str]]:
    """Rows, and those among them that were broken on purpose, by number, with the column (or nothing: too short)."""
    chance = random.Random(seed)
    names = columns(layout)
    rows = [{name: _cell(chance, layout, name) for name in names} for _ in range(count)]
    broken = {}
    marked = [name for name in names if not is_free(name)]
    for number in chance.sample(range(count), 40):
        rows[number] = {name: value.replace("\n", " ") for name, value in rows[number].items()}
        broken[number] = chance.choice([*marked, ""])
        if broken[number]:
            fault = {"CountryOfExploitation": "\ud800", "yearOfRegistration": "16"}.get(broken[number], "yes, often")
            rows[number][broken[number]] = fault
    return rows, broken


def _cell(chance: random.Random, layout: str, name: str) -> str:
    missing, nowhere = MISSING[layout]
    if is_free(name):
        return chance.choice(JUNK)
    if chance.random() < 0.5:
        return chance.choice(nowhere if name == "CountryOfExploitation" else missing)
    if name == "yearOfRegistration":
        return chance.choice(("2002", "2016", "2023.0"))
    if name == "CountryOfExploitation":
        return chance.choice(("RU", "PHL", "Côte d'Ivoire"))
    return chance.choice(VALUES.get(name, ("1", " 1 ", "1.0", "0", "0.0")))


def write(path: Path, layout: str, rows: list[dict[str, str]], short: set[int]) -> list[int]:
    """Writes the table; the line in which each row begins."""
    dialect = DIALECTS[layout]
    names = columns(layout)
    random.Random(layout).shuffle(names)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator=dialect.end)
    writer.writerow([dialect.header(name) for name in names])
    begins: list[int] = []
    for number, row in enumerate(rows):
        begins.append(out.getvalue().count("\n") + 1 if number == 0 else begins[-1] + _height(rows[number - 1]))
        cells = [row[name] for name in names]
        writer.writerow(cells[:-1] if number in short else cells)
    path.write_bytes((b"\xef\xbb\xbf" if dialect.bom else b"") + out.getvalue().encode("utf-8", "surrogatepass"))
    return begins


def _height(row: dict[str, str]) -> int:
    return 1 + sum(value.count("\n") for value in row.values())


def expected(layout: str, row: dict[str, str]) -> Counter[Fact]:
    table = expectations()
    facts: Counter[Fact] = Counter()
    for name, cell in row.items():
        value = cell.strip()
        if is_free(name) or value in MISSING[layout][0]:
            continue
        if name == "yearOfRegistration":
            facts["case", "date", value[:4], ""] += 1
        elif name == "CountryOfExploitation":
            if value not in MISSING[layout][1]:
                facts["case", "jurisdiction", value, ""] += 1
        else:
            facts.update(table.get((name, "1" if value == "1.0" else value), []))
    return facts


def actual(record: Record) -> Counter[Fact]:
    """The facts of a record, each with what every fact must have."""
    triples = record.triples
    said: dict[str, list[Triple]] = {}
    for triple in triples:
        said.setdefault(triple[0], []).append(triple)
    facts: Counter[Fact] = Counter()
    for subject, predicate, value in triples:
        node = subject.rpartition("#")[2]
        prop = predicate.removeprefix(PAL).removeprefix(DCT)
        if isinstance(value, Literal) and prop in ("date", "jurisdiction", "sector"):
            facts[node, prop, value.lexical, ""] += 1
        elif isinstance(value, str) and prop not in ("labelling", "concerns", "towards") and value in said:
            facts[node, prop, *_fact(said[value])] += 1
    return facts


def _fact(triples: list[Triple]) -> tuple[str, str]:
    by: dict[str, list[str]] = {}
    for _, predicate, value in triples:
        by.setdefault(predicate.removeprefix(PAL), []).append(value.lexical if isinstance(value, Literal) else value)
    assert by["evidentialStatus"] == [PAL + "Alleged"]
    assert by[DCT + "source"] == [SITE]
    [cls] = by[RDF_TYPE]
    bounds = [f"at most {n}" for n in by.get("yearsAtMost", [])] + [f"at least {n}" for n in by.get("yearsAtLeast", [])]
    return (bounds[0] if bounds else cls.removeprefix(PAL)), by.get("phase", [""])[0].removeprefix(PAL)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_invented_rows_make_the_facts_that_a_plain_reading_gives(layout: str, tmp_path: Path) -> None:
    rows, broken = invented(layout, seed=20)
    path = tmp_path / "rows.csv"
    short = {number for number, column in broken.items() if not column}
    begins = write(path, layout, rows, short)
    found = list(read_records(map_paths("ctdc"), str(path), Asked()))
    records = [item for item in found if isinstance(item, Record)]
    sound = [number for number in range(len(rows)) if number not in broken]
    assert [record.document.rpartition("/")[2] for record in records] == [str(number + 1) for number in sound]
    for number, record in zip(sound, records, strict=True):
        assert actual(record) == expected(layout, rows[number]), rows[number]
    rejected = [item for item in found if isinstance(item, Rejected)]
    assert [(item.problem.code, item.problem.line) for item in rejected] == [
        ("P613", begins[number]) for number in sorted(broken)
    ]
    header = {column.header: column for column in read_map(map_paths(layout)[0]).columns}
    assert [item.header for item in rejected] == [broken[number] for number in sorted(broken)]
    assert all(not item.header or item.header in header for item in rejected)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_is_known_by_its_header(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    write(path, layout, invented(layout, seed=1, count=1 + 40)[0], set())
    [told] = [i for i in read_records(map_paths("ctdc"), str(path), Asked()) if not isinstance(i, Record | Rejected)]
    assert told.message.startswith(f"read as {layout}, CTDC")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_map_has_the_columns_of_its_layout_and_says_why_it_reads_none_of_some(layout: str) -> None:
    made = read_map(map_paths(layout)[0])
    assert sorted(column.header for column in made.columns) == sorted(columns(layout))
    for column in made.columns:
        assert ("IgnoredColumn" in column.kinds) == is_free(column.header), column.header


def test_context_is_told_and_makes_no_fact(tmp_path: Path) -> None:
    rows = [{name: "1" if name == marked else "" for name in columns("ctdc-kanon")} for marked in CONTEXT]
    path = tmp_path / "rows.csv"
    write(path, "ctdc-kanon", rows, set())
    records = [item for item in read_records(map_paths("ctdc"), str(path), Asked()) if isinstance(item, Record)]
    for record, sentence in zip(records, CONTEXT.values(), strict=True):
        assert not actual(record)
        [text] = [o.lexical for _, p, o in record.triples if p == DCT + "description" and isinstance(o, Literal)]
        assert sentence in text
        assert "What is not marked was not recorded, and is not denied." in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_record_is_labelled_and_a_synthetic_one_says_that_it_stands_for_no_person(
    layout: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    write(path, layout, [{name: "" if is_free(name) else "-99" for name in columns(layout)}], set())
    [record] = [item for item in read_records(map_paths("ctdc"), str(path), Asked()) if isinstance(item, Record)]
    assert not actual(record)
    assert (f"{record.document}#label", PAL + "as", PAL + "TraffickingInPersons") in record.triples
    text = " ".join(o.lexical for _, p, o in record.triples if p.startswith(DCT) and isinstance(o, Literal))
    assert ("stands for no person" in text) == (layout != "ctdc-kanon")
