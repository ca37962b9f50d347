"""The same portion of N-Quads by the fast lane and without it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from palermo.bulk.laned import Lane
from palermo.bulk.partition import classify_partition
from palermo.bulk.values import Done, Order, Portion
from palermo.findings import CaseFindings
from palermo.pipeline import Judge, judge_of
from palermo.problems import Problem
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.split.seen import WIDTH

#: A case that nobody read: where there is one, a portion goes the ordinary way.
_ELSEWHERE: Final = {0: ""}


class Compared(NamedTuple):
    """What came of a text: whether the lane took it, how many cases there are, how many it knew, what differs."""

    taken: bool
    cases: int
    known: int
    difference: str


class Counting:
    """A judge who counts the cases."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.count = 0

    def classify(
        self,
        case: Case,
        definitions: Sequence[str] = (),
        lang: str = "en",
        at: object = None,
        jurisdictions: Sequence[str] = (),
    ) -> CaseFindings:
        """The findings on one case."""
        self.count += 1
        return self._judge.classify(case, definitions, lang)


def order_of(
    rulebook: Rulebook,
    packs: Sequence[str] = (),
    definitions: Sequence[str] = (),
    at: str | None = None,
    jurisdictions: Sequence[str] = (),
    lang: str = "en",
) -> Order:
    """An order for lines of JSON."""
    return Order(
        tuple(packs), tuple(definitions), "compiled", at, tuple(jurisdictions), False, lang, "jsonl", rulebook.digest
    )


def lane_of(rulebook: Rulebook, order: Order) -> tuple[Lane, Counting]:
    """The fast lane that an order goes by, and who judges what it does not know."""
    judge = Counting(judge_of(rulebook, order.packs, order.definitions, "compiled", order.at, order.jurisdictions))
    chosen = rulebook.chosen(order.definitions, order.unverified)
    return Lane(rulebook, judge, chosen, order.lang), judge


def portion_of(text: str, number: int = 0, path: str = "a.nq", first_line: int = 1) -> Portion:
    """A text as a portion."""
    return Portion(number, path, None, "n-quads", 0, 10**9, first_line, text.encode())


def compared(order: Order, lane: Lane, judge: Counting, portion: Portion) -> Compared:
    """The same portion both ways."""
    ordinary = classify_partition(order, portion, _ELSEWHERE)
    before = judge.count
    done = lane(portion)
    if done is None:
        return Compared(False, ordinary.cases, 0, "")
    return Compared(True, done.cases, done.cases - judge.count + before, difference(ordinary, done))


def difference(one: Done, other: Done) -> str:
    """The first difference between what two ways came to, the ordinary one first; empty where there is none."""
    lines = one.text.splitlines(), other.text.splitlines()
    for number, (a, b) in enumerate(zip(*lines, strict=False)):
        if a != b:
            return f"line {number}:\n  ordinary: {_around(a, b)}\n  lane:     {_around(b, a)}"
    if len(lines[0]) != len(lines[1]):
        return f"{len(lines[0])} cases, and {len(lines[1])} by the lane"
    if _told(one.problems) != _told(other.problems):
        told, more = (Counter(_told(done.problems)) for done in (one, other))
        return f"problems: without the lane {list(told - more)}, by the lane {list(more - told)}"
    for field in ("number", "cases", "graphs", "lines", "stopped"):
        if getattr(one, field) != getattr(other, field):
            return f"{field}: {getattr(one, field)!r}, by the lane {getattr(other, field)!r}"
    return "" if _keys(one.iris) == _keys(other.iris) else "the cases that were read"


def _told(problems: Sequence[Problem]) -> list[Problem]:
    return list(problems)


def _keys(digests: bytes) -> set[bytes]:
    return {digests[at : at + WIDTH] for at in range(0, len(digests), WIDTH)}


def _around(one: bytes, other: bytes) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[:60].decode('utf-8', 'replace')} … {one[max(0, at - 120) : at + 200].decode('utf-8', 'replace')}"
