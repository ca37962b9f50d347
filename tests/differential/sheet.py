"""A case being written: its triples by short names, and the tags that say what it exercises."""

from random import Random

from kinds import STANDINGS, STATUSES

from palermo import names
from palermo.names import PAL, XSD
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple, plain

_TEXTS = {"title": names.TITLE, "label": names.LABEL}
#: Weights of STANDINGS: a plain status or none is most common.
_WEIGHTS = (46, 12, 14, 8, 8, *([1.2] * (len(STANDINGS) - 5)))
#: The dates of the final assessments.
_FINAL_DAYS: dict[str, tuple[str | None, ...]] = {
    "final": (None,),
    "final-dated": ("2014-03-01", "2016-07-15"),
    "final-undated": (None, "2015-01-01"),
    "final-same-day": ("2015-01-01", "2015-01-01"),
}


class Sheet:
    """Collects the triples of one case; nodes are named by what follows the base."""

    def __init__(self, base: str, rng: Random) -> None:
        self._base, self._rng = base, rng
        self._triples: dict[Triple, None] = {}
        self.tags: set[str] = set()
        self.classes: dict[str, list[str]] = {}

    def case(self, file: str) -> Case:
        """The case, its triples in a random order."""
        triples = list(self._triples)
        self._rng.shuffle(triples)
        return Case(self._base + "case", tuple(triples), file)

    def tag(self, *parts: str) -> None:
        """Note what the case exercises."""
        self.tags.add(":".join(parts))

    def link(self, subject: str, name: str, target: str) -> None:
        """A property to another node of the case."""
        self._add(subject, PAL + name, self._base + target)

    def same(self, subject: str, target: str) -> None:
        """Two names of one thing."""
        self._add(subject, names.SAME_AS, self._base + target)

    def term(self, subject: str, name: str, iri: str) -> None:
        """A property to a term of the vocabulary."""
        self._add(subject, PAL + name, iri)

    def type(self, subject: str, name: str) -> None:
        """A class of the project's vocabulary."""
        self._add(subject, names.TYPE, PAL + name)

    def fact_class(self, fact: str, name: str, cls: str) -> None:
        """A class of a fact that hangs on the property ``name``."""
        self.classes.setdefault(fact, []).append(cls)
        self._add(fact, names.TYPE, cls)
        self.tag("class", name, cls)

    def text(self, subject: str, name: str, text: str, language: str | None) -> None:
        """A title or label."""
        self._add(subject, _TEXTS[name], plain(text, language))

    def source(self, subject: str, name: str) -> None:
        """Where a statement comes from."""
        self._add(subject, names.SOURCE, self._base + name)

    def boolean(self, subject: str, name: str, value: bool) -> None:
        """``true`` or ``false``."""
        self._add(subject, PAL + name, Literal(str(value).lower(), XSD + "boolean"))

    def number(self, subject: str, name: str, value: int) -> None:
        """A whole number."""
        self._add(subject, PAL + name, Literal(str(value), XSD + "integer"))

    def date(self, subject: str, predicate: str, value: str) -> None:
        """A date."""
        self._add(subject, predicate, Literal(value, XSD + "date"))

    def jurisdiction(self, code: str) -> None:
        """A jurisdiction of the case."""
        self._add("case", names.JURISDICTION, plain(code, None))

    def status(self, subject: str, name: str) -> None:
        """One evidential status."""
        self._add(subject, names.EVIDENTIAL_STATUS, PAL + name)

    def standing(self, subject: str, where: str) -> None:
        """A standing of one of the kinds there are, on a ``fact``, a ``conduct`` or an ``age``."""
        kind = self._rng.choices(STANDINGS, _WEIGHTS)[0]
        self.tag("standing", where, kind)
        if kind in STATUSES:
            self.status(subject, kind)
        elif kind in ("both", "refuted-and-alleged"):
            self.status(subject, "Refuted")
            self.status(subject, "Established" if kind == "both" else "Alleged")
        elif kind == "status-and-assessment":
            self.status(subject, self._rng.choice(STATUSES))
            self._assessment(subject, self._rng.choice(STATUSES))
        elif kind.startswith("assessed"):
            self._assessed(subject, kind)
        elif kind.startswith("final"):
            self._final(subject, kind)

    def _assessed(self, subject: str, kind: str) -> None:
        if kind == "assessed-established-refuted":
            statuses = ["Established", "Refuted"]
        else:
            statuses = self._rng.sample(STATUSES, 1 if kind == "assessed" else 2)
        for status in statuses:
            self._assessment(subject, status)

    def _final(self, subject: str, kind: str) -> None:
        days = _FINAL_DAYS[kind]
        self._assessment(subject, self._rng.choice(STATUSES))
        for day in days:
            self._assessment(subject, self._rng.choice(STATUSES), final=True, day=day)

    def _assessment(self, subject: str, status: str, final: bool = False, day: str | None = None) -> None:
        node = f"assessment-{len(self._triples)}"
        self.link(subject, "assessment", node)
        self.type(node, "Assessment")
        self.status(node, status)
        if final:
            self.boolean(node, "final", True)
        elif self._rng.random() < 0.3:
            self.boolean(node, "final", False)
        if day is not None:
            self.date(node, names.DATE, day)
        if self._rng.random() < 0.3:
            self.link(node, "by", "court")

    def _add(self, subject: str, predicate: str, value: Term) -> None:
        self._triples[self._base + subject, predicate, value] = None
