"""The truth table of the Protocol's definition, written out after ``docs`` and independent of engine and reference.

A case of the table is one conduct towards one person, with one standing for each element and one for age.
"""

from itertools import product
from typing import NamedTuple

from palermo import names
from palermo.names import PAL, XSD
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple

BASE = "https://example.org/truth#"
ELEMENTS = ("act", "means", "purpose")
#: The class of the element as such, a kind of it that is stated, and another kind that is refuted alone.
CLASSES = {
    "act": ("ProtocolAct", "Recruitment", "Harbouring"),
    "means": ("ProtocolMeans", "Coercion", "Deception"),
    "purpose": ("ProtocolExploitation", "Servitude", "OrganRemoval"),
}
#: standing on the record -> rank, outcome, why. Ranks: 3 established, 2 alleged, 1 open, 0 closed.
STANDINGS = {
    "absent": (1, "not-established", "not-recorded"),
    "established": (3, "established", None),
    "alleged": (2, "alleged", "alleged"),
    "not-established": (1, "not-established", "examined-not-proved"),
    "refuted-as-such": (0, "excluded", "refuted"),
    "one-kind-refuted": (1, "not-established", "not-recorded"),
    "contested": (2, "alleged", "contested"),
}
#: what is known of age -> the rank of "towards a child".
AGES = {"child": 3, "alleged child": 2, "open": 1, "adult": 0}
OUTCOMES = {3: "established", 2: "alleged", 1: "not-established", 0: "excluded"}


class Row(NamedTuple):
    """One combination: the standings of act, means and purpose, and age."""

    act: str
    means: str
    purpose: str
    age: str


class Expected(NamedTuple):
    """What the table says of it."""

    outcome: str
    elements: tuple[tuple[str, str, str | None], ...]
    missing: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]


def rows() -> list[Row]:
    """All combinations."""
    return [Row(*combination) for combination in product(STANDINGS, STANDINGS, STANDINGS, AGES)]


def expected(row: Row) -> Expected:
    """The definition is met by act, means and purpose, or, of a child, by act and purpose."""
    ranks = {name: STANDINGS[standing][0] for name, standing in zip(ELEMENTS, row, strict=False)}
    ranks["child"] = AGES[row.age]
    ways = (("act", "means", "purpose"), ("act", "child", "purpose"))
    best = max(min(ranks[part] for part in way) for way in ways)
    elements = tuple((name, *STANDINGS[standing][1:]) for name, standing in zip(ELEMENTS, row, strict=False))
    if best >= 2:
        return Expected(OUTCOMES[best], elements, (), ())
    lacking = [frozenset(part for part in way if ranks[part] < 2) for way in ways]
    thinkable = [way for way in lacking if "child" not in way or ranks["child"] > 0]
    missing = frozenset().union(*_least(thinkable)) - {"child"}
    able = [way for way in lacking if all(ranks[part] > 0 for part in way)]
    alternatives = sorted((tuple(sorted(way)) for way in _least(able)), key=lambda w: ("child" in w, len(w), w))
    return Expected(OUTCOMES[best], elements, tuple(sorted(missing)), tuple(alternatives))


def _least(ways: list[frozenset[str]]) -> set[frozenset[str]]:
    return {way for way in ways if not any(other < way for other in ways)}


def case_of(row: Row) -> Case:
    """The combination as a case description."""
    triples: list[Triple] = []

    def say(subject: str, predicate: str, value: Term) -> None:
        triples.append((BASE + subject, predicate, value))

    say("case", names.TYPE, names.CASE)
    say("case", names.CONCERNS, BASE + "person")
    say("person", names.TYPE, {"child": names.CHILD, "adult": names.ADULT}.get(row.age, names.PERSON))
    if row.age == "alleged child":
        say("person", names.AGE, BASE + "age")
        say("age", names.TYPE, names.AGE_FACT)
        say("age", names.YEARS, Literal("15", XSD + "integer"))
        say("age", names.EVIDENTIAL_STATUS, names.ALLEGED)
    say("conduct", names.TYPE, names.CONDUCT)
    say("conduct", names.TOWARDS, BASE + "person")
    for name, standing in zip(ELEMENTS, row, strict=False):
        if standing != "absent":
            as_such, kind, other = CLASSES[name]
            say("conduct", PAL + name, BASE + name)
            cls = {"refuted-as-such": as_such, "one-kind-refuted": other}.get(standing, kind)
            say(name, names.TYPE, PAL + cls)
            for status in _STATUSES[standing]:
                say(name, names.EVIDENTIAL_STATUS, status)
    return Case(BASE + "case", tuple(triples), "truth.ttl")


_STATUSES = {
    "established": (names.ESTABLISHED,),
    "alleged": (names.ALLEGED,),
    "not-established": (names.NOT_ESTABLISHED,),
    "refuted-as-such": (names.REFUTED,),
    "one-kind-refuted": (names.REFUTED,),
    "contested": (names.ESTABLISHED, names.REFUTED),
}
