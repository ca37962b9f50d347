"""Random case descriptions that cover every class, standing and structure, and break no quality rule.

``generate(seed)`` is the same case for the same seed and ontology. Each case has a theme: a definition whose kinds of
facts, dates and jurisdiction are drawn more often than others. Its tags say what it exercises.
"""

from random import Random
from typing import NamedTuple

from ages import draw_age, draw_dates
from asking import Asked, draw_asked
from kinds import Kinds, Theme, everything, kinds
from places import draw_places

from palermo.names import PAL
from palermo.split.case import Case
from sheet import Sheet

_OTHER_LAW = "https://w3id.org/palermo/law/ilo-c029-1930"


class Generated(NamedTuple):
    """A case, the seed it came from, what it exercises, and what to ask of it."""

    seed: int
    case: Case
    tags: frozenset[str]
    asked: Asked


def generate(seed: int) -> Generated:
    """The case of a seed."""
    rng, k = Random(seed), kinds()
    theme = rng.choice(k.themes[:1] * (len(k.themes) // 3) + k.themes)
    sheet = Sheet(f"https://example.org/generated/{seed}#", rng)
    sheet.tag("theme", theme.card.id)
    _Writer(sheet, rng, k, theme).write()
    asked = draw_asked(rng, theme)
    for id_ in asked.definitions:
        sheet.tag("asked", id_)
    if asked.at is not None:
        sheet.tag("structure", "asked-of-a-day")
    if asked.jurisdictions:
        sheet.tag("structure", "asked-of-a-place")
    return Generated(seed, sheet.case(f"generated-{seed}.ttl"), frozenset(sheet.tags), asked)


def coverage(cases: list[Generated]) -> frozenset[str]:
    """What these cases do not exercise of all that there is."""
    return everything().difference(*(g.tags for g in cases))


class _Writer:
    """Writes one case on a sheet."""

    def __init__(self, sheet: Sheet, rng: Random, k: Kinds, theme: Theme) -> None:
        self.sheet, self.rng, self.kinds, self.theme = sheet, rng, k, theme
        self.facts: dict[str, list[str]] = {}

    def write(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.type("case", "Case")
        if rng.random() < 0.9:
            sheet.text("case", "title", "A generated case", rng.choice(("en", "it", None)))
        persons = [f"person-{i}" for i in range(rng.choices((1, 2, 3), (70, 22, 8))[0])]
        conducts = [f"conduct-{i}" for i in range(rng.choices((0, 1, 2, 3), (8, 62, 22, 8))[0])]
        sheet.tag("structure", "one-person" if len(persons) == 1 else "several-persons")
        sheet.tag("structure", ("no-conduct", "one-conduct", "several-conducts")[min(len(conducts), 2)])
        draw_places(sheet, rng, self.kinds, self.theme)
        near = [day for day in (self.theme.card.first, self.theme.card.last) if day is not None]
        dates = draw_dates(sheet, rng, conducts, near)
        ages = {p: draw_age(sheet, rng, p, list(dates.values())) for p in persons}
        towards = self._conducts(conducts, persons, {p for p, age in ages.items() if age.settled})
        self._concerns(persons, towards)
        for person in persons:
            self._person(person)
        ageless = [p for p, age in ages.items() if not age.known]  # an age under one name is not that of another
        if len(ageless) > 1 and rng.random() < 0.6:
            sheet.same(ageless[0], ageless[1])
            sheet.tag("structure", "two-names-of-one-person")
        self._labels(persons)

    def _concerns(self, persons: list[str], towards: set[str]) -> None:
        for i, person in enumerate(persons):
            self.sheet.type(person, "Person")
            self.sheet.text(person, "label", f"person {i}", self.rng.choice(("en", "en", None, "fr")))
            if i and person in towards and self.rng.random() < 0.3:
                self.sheet.tag("structure", "person-only-towards")
            else:
                self.sheet.link("case", "concerns", person)

    def _conducts(self, conducts: list[str], persons: list[str], settled: set[str]) -> set[str]:
        rng, sheet = self.rng, self.sheet
        reached: set[str] = set()
        for conduct in conducts:
            sheet.type(conduct, "Conduct")
            several = len(persons) > 1 and rng.random() < 0.35
            chosen = rng.sample(persons, 2) if several else [rng.choice(persons)]
            if several:
                sheet.tag("structure", "shared-conduct")
            for person in chosen:
                child = person not in settled and rng.random() < 0.12
                sheet.link(conduct, "towardsChild" if child else "towards", person)
                if child:
                    sheet.tag("structure", "explicit-towards-child")
                if child and rng.random() < 0.3:
                    sheet.link(conduct, "towards", person)
            reached |= set(chosen)
            if rng.random() < 0.25:
                sheet.standing(conduct, "conduct")
                sheet.tag("structure", "conduct-status")
            self._agent(conduct, persons)
            self._elements(conduct)
        return reached

    def _agent(self, conduct: str, persons: list[str]) -> None:
        drawn = self.rng.random()
        if drawn < 0.1:
            self.sheet.link(conduct, "by", "agent")
            self.sheet.type("agent", "Person")
            self.sheet.tag("structure", "agent-is-a-person")
        elif drawn < 0.15:
            self.sheet.link(conduct, "by", persons[-1])
            self.sheet.tag("structure", "agent-is-a-classified-person")
        elif drawn < 0.4:
            self.sheet.link(conduct, "by", "somebody")

    def _elements(self, conduct: str) -> None:
        for name in self.kinds.on_conduct:
            weights = (50, 50, 0) if name == "indicator" else (24, 60, 16)
            if name not in self.kinds.themes[0].asked and name not in self.theme.asked and name != "indicator":
                weights = (94, 6, 0)
            for _ in range(self.rng.choices((0, 1, 2), weights)[0]):
                self._fact(conduct, name)
        if self.rng.random() < 0.12:
            self._refuted(conduct)
        if self.rng.random() < 0.08:
            name, _, parts = self.rng.choice(self.kinds.unions)
            for part in parts:
                self._new_fact(conduct, name, part, "Refuted")
            self.sheet.tag("structure", "all-kinds-refuted")

    def _refuted(self, conduct: str) -> None:
        """A whole class of facts, or one kind of it, found not so."""
        name, whole, parts = self.rng.choice(self.kinds.unions)
        if self.rng.random() < 0.6:
            above = sorted(c for c in self.kinds.axioms.above(whole) if c in self.kinds.classes[name])
            self._new_fact(conduct, name, self.rng.choice(above), "Refuted")
            self.sheet.tag("structure", "class-itself-refuted")
        else:
            self._new_fact(conduct, name, self.rng.choice(parts), "Refuted")
            self.sheet.tag("structure", "one-kind-refuted")

    def _person(self, person: str) -> None:
        for name in self.kinds.on_person:
            often = 0.45 if name in ("moved", "exchanged", "experienced", *self.theme.asked) else 0.15
            for _ in range(2):
                if self.rng.random() < often:
                    self._fact(person, name)
                often /= 4

    def _fact(self, subject: str, name: str) -> None:
        """A fact on a conduct or person: a new one, or one that hangs elsewhere already."""
        fitting = self._fitting(name)
        if fitting and self.rng.random() < 0.1:
            fact = self.rng.choice(fitting)
            self.sheet.link(subject, name, fact)
            on_both = name in self.kinds.on_person and fact not in self.facts.get(name, ())
            self.sheet.tag("structure", "fact-on-conduct-and-person" if on_both else "shared-fact")
            return
        asked = [theme.asked[name] for theme in (self.kinds.themes[0], self.theme) if name in theme.asked]
        classes = self.rng.choice(asked) if asked and self.rng.random() < 0.75 else self.kinds.classes[name]
        self._new_fact(subject, name, self.rng.choice(classes), None)

    def _fitting(self, name: str) -> list[str]:
        """Facts written so far whose class lets them hang on the property."""
        top = (self.kinds.on_conduct | self.kinds.on_person)[name]
        return [f for f, c in self.sheet.classes.items() if any(top in self.kinds.axioms.above(cls) for cls in c)]

    def _new_fact(self, subject: str, name: str, cls: str, status: str | None) -> None:
        sheet, rng = self.sheet, self.rng
        fact = f"{name}-{len(sheet.classes)}"
        self.facts.setdefault(name, []).append(fact)
        sheet.link(subject, name, fact)
        sheet.fact_class(fact, name, cls)
        if rng.random() < 0.06:
            sheet.fact_class(fact, name, rng.choice(self.kinds.classes[name]))
            sheet.tag("structure", "two-classes")
        above = sorted(c for c in self.kinds.axioms.above(cls) if c in self.kinds.classes[name] and c != cls)
        if above and rng.random() < 0.1:
            sheet.fact_class(fact, name, rng.choice(above))
            sheet.tag("structure", "redundant-superclass")
        if status is not None:
            sheet.status(fact, status)
        else:
            sheet.standing(fact, "fact")
        self._details(fact, name)

    def _details(self, fact: str, name: str) -> None:
        sheet, rng = self.sheet, self.rng
        if name == "moved" and rng.random() < 0.6:
            crossed = rng.random() < 0.5
            sheet.boolean(fact, "crossedBorder", crossed)
            sheet.tag("structure", "crossed-border" if crossed else "crossed-no-border")
        if name in ("means", "indicator", "observed") and rng.random() < 0.35:
            phase = rng.choice(("AtEntry", "DuringExploitation"))
            sheet.term(fact, "phase", PAL + phase)
            sheet.tag("structure", f"phase-{phase}")

    def _labels(self, persons: list[str]) -> None:
        sheet, rng = self.sheet, self.rng
        for i in range(rng.choices((0, 1, 2), (60, 30, 10))[0]):
            label, on_case = f"label-{i}", rng.random() < 0.5
            sheet.link("case" if on_case else rng.choice(persons), "labelling", label)
            sheet.tag("structure", "label-on-case" if on_case else "label-on-person")
            sheet.type(label, "Labelling")
            concluded = self.theme.card.concludes
            themed = concluded is not None and rng.random() < 0.35
            classification = str(concluded) if themed else rng.choice(self.kinds.classifications)
            sheet.term(label, "as", classification)
            sheet.tag("label", classification)
            if rng.random() < 0.6:
                self._instrument(label)
            if rng.random() < 0.7:
                sheet.source(label, "police-file")
            else:
                sheet.tag("structure", "label-without-source")

    def _instrument(self, label: str) -> None:
        """The instrument of a label: one that has definitions, or none of these."""
        if self.rng.random() < 0.15:
            self.sheet.term(label, "underInstrument", _OTHER_LAW)
            self.sheet.tag("structure", "label-under-other-instrument")
            return
        own = self.theme.instruments if self.rng.random() < 0.5 else ()
        instrument = self.rng.choice(own or self.kinds.instruments)
        self.sheet.term(label, "underInstrument", instrument)
        self.sheet.tag("structure", "label-under-instrument")
        self.sheet.tag("under", instrument)
