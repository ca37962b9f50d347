"""Contradictory ages are told by validate, and settle nothing."""

from collections.abc import Callable

import pytest

from palermo.rulebook import Rulebook
from palermo.split.case import Case

CaseOf = Callable[[str], Case]
BORN = (
    ':x a pal:Person ; pal:birthDate "%s"^^xsd:date . :d a pal:Conduct ; %s :x ; pal:startedOn "2022-01-01"^^xsd:date .'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BORN % ("1990-01-01", "pal:towardsChild"), True),
        (BORN % ("2010-01-01", "pal:towardsChild"), False),
        (BORN % ("1990-01-01", "pal:towards"), False),
        (":x a pal:Person ; pal:age [ a pal:AgeFact ; pal:years 17 ] , [ a pal:AgeFact ; pal:years 20 ] .", True),
        (
            ":x a pal:Person ; pal:age [ a pal:AgeFact ; pal:years 17 ] , "
            "[ a pal:AgeFact ; pal:years 20 ; pal:evidentialStatus pal:Alleged ] .",
            False,
        ),
    ],
)
def test_contradictions_are_told(core: Rulebook, case_of: CaseOf, text: str, told: bool) -> None:
    """One warning for the person, where what is established cannot all be true."""
    case = case_of(":case a pal:Case ; pal:concerns :x . " + text)
    assert [r.code for r in core.validate(case) if r.code == "Q450"] == (["Q450"] if told else [])
