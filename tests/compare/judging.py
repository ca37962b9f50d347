"""What tests and ``make compare`` share: every pair by both ways, and every witness before every judge."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palermo.compare import Comparison, Shown, compare_all
from palermo.pipeline import Judge
from palermo.rulebook import Rulebook

#: What a definition that is not met may come to on a case in which nothing is alleged.
UNMET = ("not-established", "excluded")


class Witnessed(NamedTuple):
    """A case of a comparison, and whether it is said to meet each of the two definitions."""

    found: Comparison
    shown: Shown
    meets: tuple[bool, bool]


def witnesses(comparisons: Sequence[Comparison]) -> Iterator[Witnessed]:
    """Every case of these comparisons."""
    for found in comparisons:
        for shown, meets in ((found.only_a, (True, False)), (found.only_b, (False, True)), (found.both, (True, True))):
            if shown is not None:
                yield Witnessed(found, shown, meets)


def refuted(judge: Judge, witnessed: Witnessed) -> str | None:
    """What a judge says against a witness; None where it agrees."""
    found, shown = witnessed.found, witnessed.shown
    (person,) = (p for p in judge.classify(shown.case, (found.a, found.b)).persons if p.person == shown.person)
    outcomes = {finding.definition: finding.outcome for finding in person.findings}
    for definition, meets in zip((found.a, found.b), witnessed.meets, strict=True):
        if outcomes[definition] not in (("established",) if meets else UNMET):
            return f"{found.a}, {found.b}: {definition} is {outcomes[definition]} on {shown.case.triples}"
    return None


def incomplete(found: Comparison) -> str | None:
    """What is wrong with which cases a comparison shows; None where they are those that its relation calls for."""
    called_for = {
        "equivalent": (False, False),
        "within": (False, True),
        "contains": (True, False),
        "overlapping": (True, True),
        "disjoint": (True, True),
    }.get(found.relation)
    if called_for is None:
        return f"{found.a}, {found.b}: {found.relation}"
    given = (found.only_a is not None, found.only_b is not None)
    apart = found.relation == "disjoint" or bool(found.unmeetable)
    if given != called_for or (found.both is None) != apart:
        return f"{found.a}, {found.b}: {found.relation}, and cases on the sides {given}, both {found.both is not None}"
    return None


def both_ways(rulebook: Rulebook, definitions: Sequence[str]) -> tuple[tuple[Comparison, ...], tuple[Comparison, ...]]:
    """All pairs with the reasoner, and all without."""
    return compare_all(rulebook, definitions), compare_all(rulebook, definitions, reasoner=False)


def contradictions(with_reasoner: Sequence[Comparison], without: Sequence[Comparison]) -> Iterator[str]:
    """Pairs of which the two ways say different things; what one of them does not know is no contradiction."""
    for one, other in zip(with_reasoner, without, strict=True):
        if "undetermined" not in (one.relation, other.relation) and one.relation != other.relation:
            yield f"{one.a}, {one.b}: {one.relation} by the reasoner, {other.relation} by the branches"
