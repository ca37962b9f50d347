"""The reference as a whole: packs in, cases in, findings out."""

from collections.abc import Iterable, Sequence
from datetime import date

from palermo import names
from palermo.findings import CaseFindings, Finding, PersonFindings
from palermo.problems import PalermoError, Problem
from palermo.reference import packs as reading
from palermo.reference.applicable import Question, applicable
from palermo.reference.axioms import read_axioms
from palermo.reference.judge import Judge
from palermo.reference.law import Card, Law
from palermo.reference.place import divergences, labels, place, remarks
from palermo.reference.record import ALLEGED, ESTABLISHED
from palermo.reference.setting import codes, years
from palermo.reference.trial import Trial
from palermo.reference.weigh import find
from palermo.split.case import Case
from palermo.terms import Literal

_RANK = {"en": 0, None: 1}
#: Words that stand for definitions.
_EVERY = ("all", "applicable")


class Reference:
    """The rulebook of some packs, judged by pySHACL.

    Its findings are those of the engine but for sentences (``basis``, ``caveat``, ``applicable_because``), which stay
    empty.
    """

    def __init__(self, law: Law, judge: Judge) -> None:
        self._law, self._judge = law, judge

    @classmethod
    def load(cls, packs: Sequence[str] = ()) -> "Reference":
        """Read core and ``packs``. Raises PalermoError or a parser's error where they cannot be read."""
        ontology, shapes = reading.read(packs, "ontology"), reading.read(packs, "shapes")
        axioms = read_axioms(ontology)
        return cls(Law(ontology, shapes, axioms), Judge(ontology, shapes, axioms))

    def classify(
        self, case: Case, definitions: Sequence[str] = (), at: object = None, jurisdictions: Sequence[str] = ()
    ) -> CaseFindings:
        """The findings of one case under some definitions: the default ones for (), those that were verified in full
        for ``("all",)``, and of these, for ``("applicable",)``, those that were law then and there, or may have been.
        ``at`` is a day and ``jurisdictions`` are codes that prevail over those of the case."""
        trial = Trial(case, self._law, self._judge)
        question = Question(date.fromisoformat(str(at)) if at else None, tuple(jurisdictions))
        try:
            cards, only = self._chosen(definitions), "applicable" in definitions
            persons = tuple(self._person(trial, person, cards, question, only) for person in trial.record.persons)
            label = _label(trial, case.iri, names.TITLE) or _label(trial, case.iri, names.LABEL)
            return CaseFindings(case, label, persons, codes(trial.record), years(trial.record))
        finally:
            self._judge.clear()

    def classify_many(self, cases: Iterable[Case], definitions: Sequence[str] = ()) -> list[CaseFindings]:
        """The findings of several cases, each judged apart from the others."""
        return [self.classify(case, definitions) for case in cases]

    def _chosen(self, ids: Sequence[str]) -> tuple[Card, ...]:
        known = {card.id: card for card in self._law.definitions}
        if not ids:
            return tuple(card for card in self._law.definitions if card.default)
        for unknown in (i for i in ids if i not in known and i not in _EVERY):
            raise PalermoError(Problem("", None, None, f"no definition is called {unknown!r}"))
        if any(word in ids for word in _EVERY):
            return tuple(card for card in self._law.definitions if card.verified or card.id in ids)
        return tuple(known[i] for i in dict.fromkeys(ids))

    def _person(
        self, trial: Trial, person: str, cards: tuple[Card, ...], question: Question, only: bool
    ) -> PersonFindings:
        made: dict[str, Finding] = {}

        def finding(card: Card) -> Finding:
            if card.iri not in made:
                found = find(trial, card, person)
                law_then = applicable(self._law, trial.record, question, card, found.conduct)
                made[card.iri] = found._replace(applicable=law_then)
            return made[card.iri]

        findings = tuple(map(finding, cards))
        if only:
            findings = tuple(found for found in findings if found.applicable in (True, None))
        held = (c for c in self._law.characteristics if trial.holds(ESTABLISHED, c.iri, person))
        return PersonFindings(
            person,
            _label(trial, person, names.LABEL),
            tuple(card.id for card in held),
            findings,
            place(trial, ESTABLISHED, person),
            place(trial, ALLEGED, person),
            remarks(trial, person),
            labels(trial, person, [c for c in self._law.definitions if c.verified or c in cards], finding),
            divergences(trial, person, findings),
        )


def _label(trial: Trial, node: str, predicate: str) -> str | None:
    """The name of a node: in English if there is one, else without a language, else the first of any."""
    found = [o for o in trial.record.objects(node, predicate) if isinstance(o, Literal)]
    ranked = sorted((_RANK.get(o.language, 2), o.language or "", o.lexical) for o in found)
    return ranked[0][2] if ranked else None
