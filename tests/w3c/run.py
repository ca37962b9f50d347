"""``make w3c``: run the W3C SHACL Core tests and print how many come out right, are refused by name, or are wrong.

A test is right when conformance and the focus nodes of the results are as expected. A shape that the engine refuses is
named with the reason. Nothing may come out wrong, and at least 85 of the 98 must be right.

``--judge pyshacl`` runs the same comparison with pySHACL, which tells whether the harness itself reads the suite well.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from w3c_compare import AT_LEAST, TOTAL, Outcome, judge_one
from w3c_judges import JUDGES
from w3c_suite import core_tests, location


def main(arguments: Sequence[str]) -> int:
    """Print the counts; 0 when nothing is wrong and enough is right, 1 otherwise, 0 with a reason without the suite."""
    folder = location()
    if not (folder / "manifest.ttl").is_file():
        sys.stdout.write(f"w3c: skipped: the W3C SHACL test suite is not at {folder}\n")
        return 0
    judge = JUDGES["pyshacl" if "pyshacl" in arguments else "engine"]
    outcomes = [judge_one(test, judge) for test in core_tests(folder)]
    counts = Counter(outcome.verdict for outcome in outcomes)
    sys.stdout.writelines(f"{line}\n" for line in _lines(outcomes, counts))
    return 0 if counts["wrong"] == 0 and counts["right"] >= AT_LEAST and len(outcomes) == TOTAL else 1


def _lines(outcomes: list[Outcome], counts: Counter[str]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.verdict != "right" or outcome.note:
            yield f"{outcome.verdict:8} {outcome.test.name}: {' '.join(outcome.note.split())[:160]}"
    letter = sum(outcome.to_the_letter for outcome in outcomes)
    yield f"W3C SHACL Core: {len(outcomes)} tests of {TOTAL}"
    yield f"  right    {counts['right']:3}   ({letter} of them also in the number of results and their paths)"
    yield f"  refused  {counts['refused']:3}   (by name)"
    yield f"  wrong    {counts['wrong']:3}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
