"""``make compare``: all definitions against all, with and without Java; every witness before the engine and the
reference. Prints figures; exit code 1 where anything is wrong.

``run.py [--with PACK …] [--no-java]``
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from judging import both_ways, contradictions, incomplete, refuted, witnesses

from palermo.compare import Comparison
from palermo.pipeline import ReferenceJudge
from palermo.rulebook import Rulebook


def main() -> int:
    """Compare, judge, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--with", dest="packs", action="append", default=[], help="add a pack; repeatable")
    parser.add_argument("--no-java", action="store_true", help="take it that the reasoner does not answer here")
    asked = parser.parse_args()
    rulebook = Rulebook.load(asked.packs)
    ids = tuple(card.id for card in rulebook.definitions)
    started = time.monotonic()
    found, without = both_ways(rulebook, ids)
    wrong = list(contradictions(found, without))
    _say(f"{len(ids)} definitions, {len(found)} pairs, each by both ways in {time.monotonic() - started:.0f} s")
    wrong += _figures("with the reasoner", found)
    wrong += _figures("without it", without)
    if not asked.no_java and any(one.reasoner != "answered" for one in found):
        wrong.append(f"the reasoner did not answer: {found[0].reasoner}; install palermo[reasoner], or say --no-java")
    wrong += _judged(rulebook, asked.packs, found)
    for message in wrong:
        _say(message)
    _say(f"{len(wrong)} wrong")
    return 1 if wrong else 0


def _figures(how: str, found: Sequence[Comparison]) -> list[str]:
    relations = Counter(one.relation for one in found)
    ways = Counter(f"{one.by}{', bounded' if one.bounded else ''}" for one in found)
    tried = sum(one.tried for one in found)
    _say(f"  {how}: {dict(sorted(relations.items()))}, {dict(ways)}, {tried} cases tried")
    return [message for one in found if (message := incomplete(one)) is not None]


def _judged(rulebook: Rulebook, packs: Sequence[str], found: Sequence[Comparison]) -> list[str]:
    """Every witness before both judges."""
    shown = list(witnesses(found))
    reference = ReferenceJudge(rulebook, packs)
    messages = [f"{name}: {said}" for name, judge in (("engine", rulebook), ("reference", reference)) for one in shown
                if (said := refuted(judge, one)) is not None]  # fmt: skip
    examples = sum(len(one.shown.examples) for one in shown)
    _say(
        f"  {len(shown)} witnesses, each before the engine and the reference; built-in examples named {examples} times"
    )
    return messages


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
