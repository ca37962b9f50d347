"""Compare what a judge answers to a W3C test with what the test expects."""

from collections import Counter
from typing import NamedTuple

from w3c_judges import Answer, Judge, Refusal
from w3c_suite import Expected, W3CTest

from palermo.terms import Literal, Term

#: The number of Core tests, and how many of them the engine must get right.
TOTAL = 98
AT_LEAST = 85


class Outcome(NamedTuple):
    """What a test came to: ``right``, ``refused`` or ``wrong``, with a word on why; and whether the number of results
    at each focus node and their paths were as expected too."""

    test: W3CTest
    verdict: str
    note: str
    to_the_letter: bool


def judge_one(test: W3CTest, judge: Judge) -> Outcome:
    """Compare what the judge answers with what the test expects."""
    try:
        found = judge(test)
    except Refusal as refusal:
        return Outcome(test, "right" if test.expected.failure else "refused", str(refusal), test.expected.failure)
    if test.expected.failure:
        return Outcome(test, "wrong", "a refusal was expected", False)
    return _compared(test, test.expected, found)


def _compared(test: W3CTest, expected: Expected, found: list[Answer]) -> Outcome:
    if expected.conforms != (not found):
        return Outcome(test, "wrong", f"conforms: expected {expected.conforms}, found {not found}", False)
    wanted = Counter(_key(focus) for focus, _ in expected.results)
    have = Counter(_key(focus) for focus, _ in found)
    if "_:" in wanted:  # blank nodes of another file: only their number can be compared
        have = _blank_alike(have)
    if set(wanted) != set(have):
        note = f"focus nodes: missing {sorted(set(wanted) - set(have))}, unexpected {sorted(set(have) - set(wanted))}"
        return Outcome(test, "wrong", note, False)
    paths = Counter(path for _, path in expected.results if path), Counter(path for _, path in found if path)
    known = all(path in paths[1] for path in paths[0])
    note = "" if wanted == have else f"{sum(have.values())} results, expected {sum(wanted.values())}"
    return Outcome(test, "right", note or ("" if known else "other result paths"), wanted == have and known)


def _blank_alike(counted: Counter[str]) -> Counter[str]:
    alike: Counter[str] = Counter()
    for key, number in counted.items():
        alike["_:" if key.startswith("_:") else key] += number
    return alike


def _key(term: Term) -> str:
    """A focus node as text: the lexical form of a literal, the IRI or blank node as it is."""
    return term.lexical if isinstance(term, Literal) else term
