"""The reference as a whole: packs in, cases in, findings out."""

from collections.abc import Iterable, Sequence

from palermo import names
from palermo.findings import CaseFindings, Finding, PersonFindings
from palermo.problems import PalermoError, Problem
from palermo.reference import packs as reading
from palermo.reference.axioms import read_axioms
from palermo.reference.judge import Judge
from palermo.reference.law import Card, Law
from palermo.reference.place import divergences, labels, place, remarks
from palermo.reference.record import ALLEGED, ESTABLISHED
from palermo.reference.trial import Trial
from palermo.reference.weigh import find
from palermo.split.case import Case
from palermo.terms import Literal

_RANK = {"en": 0, None: 1}


class Reference:
    """The rulebook of some packs, judged by pySHACL.

    Its findings are those of the engine but for ``basis`` and ``caveat``, which stay empty.
    """

    def __init__(self, law: Law, judge: Judge) -> None:
        self._law, self._judge = law, judge

    @classmethod
    def load(cls, packs: Sequence[str] = ()) -> "Reference":
        """Read core and the folders ``packs``. Raises OSError or a parser's error where they cannot be read."""
        ontology, shapes = reading.read(packs, "ontology"), reading.read(packs, "shapes")
        axioms = read_axioms(ontology)
        return cls(Law(ontology, shapes, axioms), Judge(ontology, shapes, axioms))

    def classify(self, case: Case, definitions: Sequence[str] = ()) -> CaseFindings:
        """The findings of one case under some definitions: the default ones for (), all for ``("all",)``."""
        trial = Trial(case, self._law, self._judge)
        try:
            cards = self._chosen(definitions)
            persons = tuple(self._person(trial, person, cards) for person in trial.record.persons)
            label = _label(trial, case.iri, names.TITLE) or _label(trial, case.iri, names.LABEL)
            return CaseFindings(case, label, persons)
        finally:
            self._judge.clear()

    def classify_many(self, cases: Iterable[Case], definitions: Sequence[str] = ()) -> list[CaseFindings]:
        """The findings of several cases, each judged apart from the others."""
        return [self.classify(case, definitions) for case in cases]

    def _chosen(self, ids: Sequence[str]) -> tuple[Card, ...]:
        known = {card.id: card for card in self._law.definitions}
        if not ids:
            return tuple(card for card in self._law.definitions if card.default)
        if tuple(ids) == ("all",):
            return self._law.definitions
        for unknown in (i for i in ids if i not in known):
            raise PalermoError(Problem("", None, None, f"no definition is called {unknown!r}"))
        return tuple(known[i] for i in dict.fromkeys(ids))

    def _person(self, trial: Trial, person: str, cards: tuple[Card, ...]) -> PersonFindings:
        made: dict[str, Finding] = {}

        def finding(card: Card) -> Finding:
            if card.iri not in made:
                made[card.iri] = find(trial, card, person)
            return made[card.iri]

        findings = tuple(finding(card) for card in cards)
        held = (c for c in self._law.characteristics if trial.holds(ESTABLISHED, c.iri, person))
        return PersonFindings(
            person,
            _label(trial, person, names.LABEL),
            tuple(card.id for card in held),
            findings,
            place(trial, ESTABLISHED, person),
            place(trial, ALLEGED, person),
            remarks(trial, person),
            labels(trial, person, finding),
            divergences(trial, person, findings),
        )


def _label(trial: Trial, node: str, predicate: str) -> str | None:
    """The name of a node: in English if there is one, else without a language, else the first of any."""
    found = [o for o in trial.record.objects(node, predicate) if isinstance(o, Literal)]
    ranked = sorted((_RANK.get(o.language, 2), o.language or "", o.lexical) for o in found)
    return ranked[0][2] if ranked else None
