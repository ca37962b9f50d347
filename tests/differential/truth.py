"""Truth tables of definitions, written out after ``docs`` and independent of engine and reference.

A case of a table is one conduct towards one person, with one standing for each element and one for age. The Protocol's
definition asks all elements of the conduct; that of severe forms of trafficking, the sex limb, asks one of the person.
"""

from itertools import product
from typing import NamedTuple

from palermo import names
from palermo.names import PAL, XSD
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple

BASE = "https://example.org/truth#"


class Asked(NamedTuple):
    """An element: the node and property that its facts hang on, the class of the element as such, a kind of it that is
    stated, and another kind that is refuted alone."""

    subject: str
    predicate: str
    as_such: str
    kind: str
    other: str


class Table(NamedTuple):
    """A definition: its elements, and the ways to meet it, each a set of elements and ``child``."""

    definition: str
    elements: dict[str, Asked]
    ways: tuple[tuple[str, ...], ...]


PROTOCOL = Table(
    "un-protocol-2000",
    {
        "act": Asked("conduct", "act", "ProtocolAct", "Recruitment", "Harbouring"),
        "means": Asked("conduct", "means", "ProtocolMeans", "Coercion", "Deception"),
        "purpose": Asked("conduct", "purpose", "ProtocolExploitation", "Servitude", "OrganRemoval"),
    },
    (("act", "means", "purpose"), ("act", "child", "purpose")),
)
SEVERE_SEX = Table(
    "us-tvpa-severe-sex",
    {
        "act": Asked("conduct", "act", "Act", "Recruitment", "Harbouring"),
        "means": Asked("conduct", "means", "Means", "UseOfForce", "Fraud"),
        "purpose": Asked("conduct", "purpose", "Purpose", "CommercialSexAct", "ExploitationOfChildInSexualServices"),
        "inducement": Asked(
            "person", "exchanged", "SexualServicesExchange", "ConsensualExchange", "NonConsensualExchange"
        ),
    },
    (("act", "inducement", "means", "purpose"), ("act", "child", "inducement", "purpose")),
)
#: The standings in a table of four elements, so that it does not grow too long.
FEWER = ("absent", "established", "alleged", "refuted-as-such", "one-kind-refuted")
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
    """One combination: the standing of each element, in the order of its table, and age."""

    standings: tuple[str, ...]
    age: str


class Expected(NamedTuple):
    """What the table says of it."""

    outcome: str
    elements: tuple[tuple[str, str, str | None], ...]
    missing: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]


def rows(table: Table) -> list[Row]:
    """All combinations."""
    standings = tuple(STANDINGS) if len(table.elements) == 3 else FEWER
    return [Row(c, age) for c in product(standings, repeat=len(table.elements)) for age in AGES]


def expected(table: Table, row: Row) -> Expected:
    """What a reader finds who tries each way to meet the definition."""
    ranks = {name: STANDINGS[standing][0] for name, standing in zip(table.elements, row.standings, strict=True)}
    ranks["child"] = AGES[row.age]
    ways = table.ways
    best = max(min(ranks[part] for part in way) for way in ways)
    named = zip(table.elements, row.standings, strict=True)
    elements = tuple((name, *STANDINGS[standing][1:]) for name, standing in named)
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


def case_of(table: Table, row: Row) -> Case:
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
    for (name, asked), standing in zip(table.elements.items(), row.standings, strict=True):
        if standing != "absent":
            say(asked.subject, PAL + asked.predicate, BASE + name)
            cls = {"refuted-as-such": asked.as_such, "one-kind-refuted": asked.other}.get(standing, asked.kind)
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
