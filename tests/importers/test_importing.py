"""Records become cases as the map says; what cannot be read is told with its line, and nothing else is lost."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.importers import Asked, ImportedCase, Record, import_records, read_records
from palermo.problems import Problem
from palermo.terms import Literal

PAL = "https://w3id.org/palermo#"
DCT = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
CASE, PERSON, FACT = (f"https://example.org/asylum/1#{part}" for part in ("case", "person", "persecuted"))
HEADER = "number,page,name,persecuted,border,rank\n"
ROW = "No. 1,https://example.org/1,First,yes,no,9\n"

Map = Callable[..., str]
Table = Callable[[str | bytes], str]


def english(text: str) -> Literal:
    return Literal(text, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en")


def read(record_map: Map, path: str) -> list[ImportedCase | Problem]:
    return list(import_records(record_map(), path))


def problems(found: list[ImportedCase | Problem]) -> list[tuple[int | None, str, str]]:
    return [(item.line, item.code, item.message) for item in found if isinstance(item, Problem)]


def test_a_record_becomes_a_case(record_map: Map, table: Table) -> None:
    [case] = read(record_map, table(HEADER + ROW))
    assert isinstance(case, ImportedCase)
    assert case.iri == CASE
    assert set(case.triples) == {
        (CASE, TYPE, PAL + "Case"),
        (CASE, PAL + "concerns", PERSON),
        (CASE, DCT + "source", "https://example.org/1"),
        (CASE, DCT + "title", Literal("First")),
        (CASE, DCT + "description", english("One person is assumed.")),
        (PERSON, TYPE, PAL + "Person"),
        (PERSON, LABEL, english("the applicant")),
        (PERSON, "https://example.org/map#fears", FACT),
        (FACT, TYPE, "https://example.org/map#Fear"),
        (FACT, LABEL, english("keyword “Well-founded fear”")),
        (FACT, PAL + "evidentialStatus", PAL + "Alleged"),
        (FACT, DCT + "source", "https://example.org/1"),
    }
    assert len(case.triples) == len(set(case.triples))


def test_the_same_as_bytes_and_as_triples(record_map: Map, table: Table) -> None:
    path = table(HEADER + ROW + ROW.replace("1", "2"))
    records = [item for item in read_records([record_map()], path, Asked()) if isinstance(item, Record)]
    assert len(records) == 2
    for record in records:
        assert sorted(record.encoded().splitlines()) == sorted(record.case().encoded().splitlines())


def test_an_unmarked_code_makes_no_fact_and_a_note_is_told(record_map: Map, table: Table) -> None:
    [case] = read(record_map, table(HEADER + "No. 1,https://example.org/1,First,no,yes,9\n"))
    assert isinstance(case, ImportedCase)
    assert not [triple for triple in case.triples if FACT in triple]
    assert (CASE, DCT + "description", english("One person is assumed. A border is said.")) in case.triples


def test_columns_may_stand_in_another_order(record_map: Map, table: Table) -> None:
    turned = "rank,border,persecuted,name,page,number\n9,no,yes,First,https://example.org/1,No. 1\n"
    assert read(record_map, table(turned)) == read(record_map, table(HEADER + ROW))


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + (HEADER + ROW).encode(),
        (HEADER + ROW).replace("\n", "\r\n").encode(),
        (HEADER + "\n" + ROW).encode(),
    ],
    ids=["byte order mark", "CRLF", "blank line"],
)
def test_the_same_table_otherwise_written(record_map: Map, table: Table, data: bytes) -> None:
    assert read(record_map, table(data)) == read(record_map, table(HEADER + ROW))


def test_a_gzipped_table(record_map: Map, tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress((HEADER + ROW).encode()))
    assert len(read(record_map, str(path))) == 1


def test_names_are_safe_in_an_iri(record_map: Map, table: Table) -> None:
    row = '"No. a b/ü#<1>",https://example.org/1,First,no,no,9\n'
    [case] = read(record_map, table(HEADER + row))
    assert isinstance(case, ImportedCase)
    assert case.iri == "https://example.org/asylum/a%20b/%C3%BC%23%3C1%3E#case"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("No. 1,https://example.org/1,First,yes,no\n", "5 cells where the header has 6"),
        ("No. 1,https://example.org/1,First,yes,no,9,x\n", "7 cells where the header has 6"),
        ("No. 1,https://example.org/1,First,maybe,no,9\n", "persecuted: neither yes nor no: maybe"),
        ("No. 1,https://example.org/1, ,yes,no,9\n", "name: empty, and each record needs it"),
        ("1,https://example.org/1,First,yes,no,9\n", "number does not begin with No. : 1"),
        ("No. 1,example.org/1,First,yes,no,9\n", "page is not a web address: example.org/1"),
        ("No. 1,https://example.org/a b,First,yes,no,9\n", "page is not a web address: https://example.org/a b"),
        ("No. 2,https://example.org/2,Second,no,no,9\n", "the same record as in line 2"),
    ],
)
def test_a_bad_record_is_left_out_and_told(record_map: Map, table: Table, row: str, reason: str) -> None:
    good = "No. 2,https://example.org/2,Second,no,no,9\n"
    last = "No. 3,https://example.org/3,Third,no,no,9\n"
    found = read(record_map, table(HEADER + good + row + last))
    [(line, code, message)] = problems(found)
    assert (line, code) == (3, "P613")
    assert message.startswith("record left out: ")
    assert reason in message
    assert [item.iri[-6:] for item in found if isinstance(item, ImportedCase)] == ["2#case", "3#case"]


def test_the_line_is_where_the_record_begins(record_map: Map, table: Table) -> None:
    over_lines = 'No. 1,https://example.org/1,"First\nand last",yes,no,9\n'
    found = read(record_map, table(HEADER + over_lines + "short\n"))
    assert [line for line, _, _ in problems(found)] == [4]


@pytest.mark.parametrize(
    ("text", "line", "code", "reason"),
    [
        ("number,page,persecuted,border\n", 1, "P611", "columns are missing for asylum: name"),
        ("a,b\n1,2\n", 1, "P611", "no column is one of asylum, which has number, page"),
        (HEADER.replace("rank", "rank,name") + ROW, 1, "P611", "the column name is there twice"),
        (HEADER + ROW + 'No. 2,"https://example.org/2', 3, "P613", "record left out: not well-formed CSV"),
        (HEADER + ROW + 'No. 2,"a"b,c,no,no,9\n', 3, "P613", "record left out: not well-formed CSV"),
        ("", None, "P610", "the file is empty"),
        ("\n\n", None, "P610", "the file is empty"),
        (b"number\xff,page\n", 1, "P611", "not UTF-8 text"),
        (b"number\0,page\n", 1, "P611", "a NUL byte"),
        (b"PK\x03\x04....", None, "P610", "not CSV text"),
        ("x".encode("utf-16"), None, "P610", "not CSV text"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read(
    record_map: Map, table: Table, text: str | bytes, line: int | None, code: str, reason: str
) -> None:
    [(found_line, found_code, message)] = problems(read(record_map, table(text)))
    assert (found_line, found_code) == (line, code)
    assert reason in message


def test_what_stood_before_the_break_is_kept(record_map: Map, table: Table) -> None:
    found = read(record_map, table(HEADER + ROW + 'No. 2,"https://example.org/2'))
    assert isinstance(found[0], ImportedCase)


def test_an_unknown_column_is_told_and_the_cases_are_made(record_map: Map, table: Table) -> None:
    found = read(record_map, table(HEADER.replace("rank", "rank,mood") + ROW.replace("9", "9,good")))
    [(line, code, message)] = problems(found)
    assert (line, code) == (1, "P612")
    assert "mood" in message
    assert len(found) == 2


def test_no_such_file(record_map: Map, tmp_path: Path) -> None:
    [(line, code, message)] = problems(read(record_map, str(tmp_path / "none.csv")))
    assert (line, code) == (None, "P102")
    assert "cannot be opened" in message
