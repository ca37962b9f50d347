"""Brute-force truth tables over all combinations of element standings and age agree with engine and reference."""

import pytest
from records import judges
from truth import AGES, FEWER, PROTOCOL, SEVERE_SEX, STANDINGS, Expected, Row, Table, case_of, expected, rows

from compare import Classifier

_TABLES = [pytest.param(table, id=table.definition) for table in (PROTOCOL, SEVERE_SEX)]
#: Of each table the reference, which is slow, judges every so many rows: a number without a factor in common with
#: those of standings and ages.
_EACH = {PROTOCOL.definition: 9, SEVERE_SEX.definition: 29}


def _found(judge: Classifier, table: Table, row: Row) -> Expected:
    (finding,) = judge.classify(case_of(table, row), (table.definition,)).persons[0].findings
    elements = tuple((e.element, e.outcome, e.why) for e in finding.elements)
    return Expected(finding.outcome, elements, finding.missing, finding.missing_alternatives)


def _wrong(judge: Classifier, table: Table, chosen: list[Row]) -> list[tuple[Row, Expected, Expected]]:
    triples = ((row, expected(table, row), _found(judge, table, row)) for row in chosen)
    return [(row, wanted, found) for row, wanted, found in triples if wanted != found]


def test_the_tables_have_every_combination() -> None:
    assert len(set(rows(PROTOCOL))) == len(STANDINGS) ** 3 * len(AGES) == 1372
    assert len(set(rows(SEVERE_SEX))) == len(FEWER) ** 4 * len(AGES) == 2500


@pytest.mark.parametrize(
    ("standings", "age", "wanted"),
    [
        ("established established established", "adult", ("established", (), ())),
        ("established absent established", "child", ("established", (), ())),
        ("established absent established", "open", ("not-established", ("means",), (("means",), ("child",)))),
        ("established refuted-as-such established", "open", ("not-established", ("means",), (("child",),))),
        ("established refuted-as-such established", "adult", ("excluded", ("means",), ())),
        ("established alleged absent", "adult", ("not-established", ("purpose",), (("purpose",),))),
        ("established absent refuted-as-such", "child", ("excluded", ("purpose",), ())),
    ],
)
def test_the_protocols_table_says_what_a_reader_would(standings: str, age: str, wanted: tuple[object, ...]) -> None:
    found = expected(PROTOCOL, Row(tuple(standings.split()), age))
    assert (found.outcome, found.missing, found.alternatives) == wanted


@pytest.mark.parametrize(
    ("standings", "age", "wanted"),
    [
        ("established established established established", "adult", ("established", (), ())),
        ("established absent established established", "child", ("established", (), ())),
        (
            "established established established absent",
            "adult",
            ("not-established", ("inducement",), (("inducement",),)),
        ),
        ("established established established refuted-as-such", "child", ("excluded", ("inducement",), ())),
        (
            "established absent established alleged",
            "open",
            ("not-established", ("means",), (("means",), ("child",))),
        ),
    ],
)
def test_the_other_table_says_what_a_reader_would(standings: str, age: str, wanted: tuple[object, ...]) -> None:
    found = expected(SEVERE_SEX, Row(tuple(standings.split()), age))
    assert (found.outcome, found.missing, found.alternatives) == wanted


@pytest.mark.parametrize("table", _TABLES)
def test_engine(table: Table) -> None:
    assert _wrong(judges()[0], table, rows(table)) == []


@pytest.mark.slow
@pytest.mark.parametrize("table", _TABLES)
def test_reference(table: Table) -> None:
    assert _wrong(judges()[1], table, rows(table)[:: _EACH[table.definition]]) == []
