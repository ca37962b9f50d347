"""The compiled engine answers every W3C SHACL Core test rightly or refuses the shape by name."""

from collections import Counter

import pytest
from w3c_compare import AT_LEAST, TOTAL, judge_one
from w3c_judges import engine
from w3c_suite import W3CTest, core_tests, location

FOLDER = location()
HERE = (FOLDER / "manifest.ttl").is_file()
SUITE = list(core_tests(FOLDER)) if HERE else []

pytestmark = pytest.mark.skipif(not HERE, reason=f"the W3C SHACL test suite is not at {FOLDER}")


def test_the_whole_suite_is_found() -> None:
    """All the Core tests are read from the manifests."""
    assert len(SUITE) == TOTAL


@pytest.mark.parametrize("test", SUITE, ids=[test.name for test in SUITE])
def test_right_or_refused(test: W3CTest) -> None:
    """Never a wrong answer; a refusal names what is not supported."""
    outcome = judge_one(test, engine)
    assert outcome.verdict != "wrong", outcome.note
    assert outcome.verdict == "right" or outcome.note


def test_enough_are_right() -> None:
    """At least 85 of the 98 come out right."""
    counts = Counter(judge_one(test, engine).verdict for test in SUITE)
    assert counts["right"] >= AT_LEAST, dict(counts)
