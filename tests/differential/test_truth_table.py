"""A brute-force truth table over all combinations of element standings and age agrees with engine and reference."""

import pytest
from compare import Classifier
from records import judges
from truth import AGES, STANDINGS, Expected, Row, case_of, expected, rows

_DEFINITION = "un-protocol-2000"


def _found(judge: Classifier, row: Row) -> Expected:
    (finding,) = judge.classify(case_of(row), (_DEFINITION,)).persons[0].findings
    elements = tuple((e.element, e.outcome, e.why) for e in finding.elements)
    return Expected(finding.outcome, elements, finding.missing, finding.missing_alternatives)


def _wrong(judge: Classifier, chosen: list[Row]) -> list[tuple[Row, Expected, Expected]]:
    pairs = ((row, expected(row), _found(judge, row)) for row in chosen)
    return [(row, wanted, found) for row, wanted, found in pairs if wanted != found]


def test_the_table_has_every_combination() -> None:
    assert len(set(rows())) == len(STANDINGS) ** 3 * len(AGES) == 1372


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (Row("established", "established", "established", "adult"), ("established", (), ())),
        (Row("established", "absent", "established", "child"), ("established", (), ())),
        (
            Row("established", "absent", "established", "open"),
            ("not-established", ("means",), (("means",), ("child",))),
        ),
        (Row("established", "refuted-as-such", "established", "open"), ("not-established", ("means",), (("child",),))),
        (Row("established", "refuted-as-such", "established", "adult"), ("excluded", ("means",), ())),
        (Row("established", "alleged", "absent", "adult"), ("not-established", ("purpose",), (("purpose",),))),
        (Row("established", "absent", "refuted-as-such", "child"), ("excluded", ("purpose",), ())),
    ],
)
def test_the_table_says_what_a_reader_would(row: Row, wanted: tuple[object, ...]) -> None:
    found = expected(row)
    assert (found.outcome, found.missing, found.alternatives) == wanted


def test_engine() -> None:
    assert _wrong(judges()[0], rows()) == []


@pytest.mark.slow
def test_reference() -> None:
    assert _wrong(judges()[1], rows()) == []
