"""``make w3c``: run the W3C SHACL Core tests and print how many come out right, are refused by name, or are wrong.

A test is right when conformance and the focus nodes of the results are as expected. A shape that the engine refuses is
named with the reason. Nothing may come out wrong, and at least 85 of the 98 must be right.

``--judge pyshacl`` runs the same comparison with pySHACL, which tells whether the harness itself reads the suite well.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from w3c_judges import JUDGES, Answer, Judge, Refusal
from w3c_suite import Expected, W3CTest, location, tests

from palermo.terms import Literal, Term

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


def main(arguments: Sequence[str]) -> int:
    """Print the counts; 0 when nothing is wrong and enough is right, 1 otherwise, 0 with a reason without the suite."""
    folder = location()
    if not (folder / "manifest.ttl").is_file():
        print(f"w3c: skipped: the W3C SHACL test suite is not at {folder}")
        return 0
    judge = JUDGES["pyshacl" if "pyshacl" in arguments else "engine"]
    outcomes = [judge_one(test, judge) for test in tests(folder)]
    counts = Counter(outcome.verdict for outcome in outcomes)
    _print(outcomes, counts)
    return 0 if counts["wrong"] == 0 and counts["right"] >= AT_LEAST and len(outcomes) == TOTAL else 1


def _print(outcomes: list[Outcome], counts: Counter[str]) -> None:
    for outcome in outcomes:
        if outcome.verdict != "right" or outcome.note:
            print(f"{outcome.verdict:8} {outcome.test.name}: {' '.join(outcome.note.split())[:160]}")
    letter = sum(outcome.to_the_letter for outcome in outcomes)
    print(f"W3C SHACL Core: {len(outcomes)} tests, {TOTAL} expected")
    print(f"  right    {counts['right']:3}   ({letter} of them also in the number of results and their paths)")
    print(f"  refused  {counts['refused']:3}   (by name)")
    print(f"  wrong    {counts['wrong']:3}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
