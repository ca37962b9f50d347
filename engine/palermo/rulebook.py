"""A rulebook: the ontology and the shapes of one or more packs, compiled. What the command line itself uses."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from palermo.compile.plan import Card, Membership, NotEncoded, Plan, Region
from palermo.conclude.applicability import NOTHING_ASKED, Applicability, Asked
from palermo.conclude.case import Concluder
from palermo.conclude.element import Forms
from palermo.conclude.person import LabelTester, definitions_differ
from palermo.conclude.situation import Reader, Situation
from palermo.conclude.words import Words
from palermo.entail import Inference, triples_of
from palermo.evaluate.ages import age_conflicts
from palermo.evaluate.completion import Completer
from palermo.evaluate.quality import Quality
from palermo.evaluate.shapes import Shapes
from palermo.findings import CaseFindings, DivergenceFinding, Finding
from palermo.problems import PalermoError, Problem
from palermo.split.case import Case
from palermo.terms import Triple
from palermo.validation import ValidationResult
from palermo.view.record import ClassTree, Record
from palermo.vocabulary import Vocabulary

if TYPE_CHECKING:
    from palermo.conclude.finding import Judge
    from palermo.explanation import Explanation
    from palermo.whatif.parts import Parts

__all__ = ["Card", "Membership", "NotEncoded", "Rulebook"]

#: Words that stand for definitions in a list of identifiers.
_APPLICABLE: Final = "applicable"
_EVERY: Final = frozenset({"all", _APPLICABLE})


class Rulebook:
    """The compiled ontology and shapes of the core pack and of others. Nothing in it changes once it is made; it only
    remembers the case that it read last, since a report asks more than once.

    ``definitions``, ``circles``, ``categories``, ``characteristics``, ``remarks``, ``divergences`` and ``elements``
    are the cards of its named shapes, in order; ``groupings`` the properties by which an audit groups labels, each
    after its name.
    """

    __slots__ = (
        "_applicability",
        "_concluder",
        "_inference",
        "_last",
        "_plan",
        "_quality",
        "_reader",
        "_words",
        "categories",
        "characteristics",
        "circles",
        "definitions",
        "digest",
        "divergences",
        "elements",
        "groupings",
        "packs",
        "regions",
        "remarks",
        "vocabulary",
    )

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._last: tuple[Case, Situation] | None = None
        self.packs, self.digest = plan.packs, plan.digest
        self.vocabulary: Vocabulary = plan.axioms.vocabulary
        cards = plan.cards
        self.definitions: tuple[Card, ...] = cards["definitions"]
        self.circles: tuple[Card, ...] = cards["circles"]
        self.categories: tuple[Card, ...] = cards["categories"]
        self.characteristics: tuple[Card, ...] = cards["characteristics"]
        self.remarks: tuple[Card, ...] = cards["remarks"]
        self.divergences: tuple[Card, ...] = cards["divergences"]
        self.elements: dict[str, Card] = {card.iri: card for card in cards["elements"]}
        self.groupings: tuple[tuple[str, str], ...] = plan.groupings
        self.regions: tuple[Region, ...] = plan.regions
        self._words = Words(plan.labels, plan.definitions, plan.messages, plan.wording, plan.notes)
        shapes = Shapes(plan.shapes, plan.shared)
        tree = ClassTree(self.vocabulary.classes, self.vocabulary.individuals)
        self._inference = Inference(plan.axioms, tree, plan.followed | plan.steps, plan.asks_type)
        self._reader = Reader(
            tree, self._inference, self.vocabulary.classes, self.vocabulary.properties, plan.axioms.unions, plan.steps
        )
        self._applicability = Applicability(self.definitions, plan.memberships, self._words)
        self._concluder = self._concluding(shapes)
        self._quality = Quality(shapes, plan.quality, self._inference, self._words.quality)

    @classmethod
    def load(cls, packs: Sequence[str] = (), *, cache: bool = True) -> "Rulebook":
        """The rulebook of the core pack and of these, folders or names of installed packs; kept on disk unless
        ``cache`` is false.

        Raises :class:`palermo.problems.PalermoError` where a pack cannot be read or holds what the engine refuses.
        """
        from palermo.compile.cache import keep, key_of, key_of_core, load

        key = "" if packs or not cache else key_of_core()
        plan = load(key) if key else None
        if plan is None:
            from palermo.compile.packs import open_packs

            opened = open_packs(packs)
            if packs and cache:
                key = key_of(opened)
                plan = load(key)
        if plan is None:
            from palermo.compile.compiler import compile_packs

            plan = compile_packs(opened)
            if key:
                keep(plan, key)
        return cls(plan)

    def chosen(self, ids: Sequence[str] = (), unverified: bool = False) -> tuple[str, ...]:
        """The identifiers of the definitions asked for: the default ones for none; for ``all`` or ``applicable`` every
        one that was verified in full, and with ``unverified`` the others. One that is named is always among them.

        Raises PalermoError, with the nearest known identifier, for one that is not in the rulebook.
        """
        if not ids:
            return tuple(card.id for card in self.definitions if card.default)
        known = [card.id for card in self.definitions]
        for id_ in ids:
            if id_ not in known and id_ not in _EVERY:
                raise PalermoError(Problem("--definition", None, None, _unknown(id_, known), "P320"))
        if not _EVERY.isdisjoint(ids):
            return tuple(card.id for card in self.definitions if card.verified or unverified or card.id in ids)
        return tuple(dict.fromkeys(ids))

    def asked(self, definitions: Sequence[str] = (), at: object = None, jurisdictions: Sequence[str] = ()) -> Asked:
        """A question about time and place: ``at`` is a day, ``YYYY-MM-DD`` or a ``datetime.date``, and prevails over
        the dates of conduct; ``jurisdictions`` are codes, and prevail over those of the case. Among ``definitions``,
        ``applicable`` leaves out findings under what was not law then and there.

        Raises PalermoError for what is no day or no code.
        """
        if at is None and not jurisdictions and _APPLICABLE not in definitions:
            return NOTHING_ASKED
        from palermo.conclude.asked import a_code, a_day

        codes = tuple(dict.fromkeys(a_code(code, self._applicability) for code in jurisdictions))
        return Asked(None if at is None else a_day(str(at)), codes, _APPLICABLE in definitions)

    def classify(
        self,
        case: Case,
        definitions: Sequence[str] = (),
        lang: str = "en",
        at: object = None,
        jurisdictions: Sequence[str] = (),
        *,
        unverified: bool = False,
    ) -> CaseFindings:
        """What follows for each person of a case, under the definitions chosen (see :meth:`chosen`), at the time and
        place that it records or that are asked for (see :meth:`asked`)."""
        by_id = {card.id: card for card in self.definitions}
        cards = [by_id[id_] for id_ in self.chosen(definitions, unverified)]
        asked = self.asked(definitions, at, jurisdictions)
        return self._concluder.conclude(self.situation(case), cards, lang, asked)

    def needed(self, case: Case, person: str, finding: Finding) -> tuple[str, ...]:
        """The elements on which an established or alleged finding rests, in its order; an element that is shown and
        not among them is recorded, and not asked for here (the means, where the person was a child)."""
        card = next(c for c in self.definitions if c.id == finding.definition)
        return self._concluder.judge(self.situation(case), "en").needed(card, person, finding)

    def judge(self, case: Case, lang: str = "en") -> "Judge":
        """The judge of one case, for passes that ask more than its findings."""
        return self._concluder.judge(self.situation(case), lang)

    def tests_of(self, classification: str, instrument: str | None, chosen: frozenset[str]) -> list[Card]:
        """The definitions, or the category, that may test a label of a classification."""
        return self._concluder.tester.tests_for(classification, instrument, chosen)

    def definitions_differ(self, outcomes: Sequence[tuple[str, str]], lang: str = "en") -> DivergenceFinding | None:
        """How definitions, given by identifier in order, each with its outcome, part from one another; None where they
        do not."""
        return definitions_differ(outcomes, lambda apart: self._words.apart(apart, lang))

    def worded(
        self, found: CaseFindings, lang: str = "en", at: object = None, jurisdictions: Sequence[str] = ()
    ) -> CaseFindings:
        """Findings of another engine with this rulebook's sentences in them: basis, caveat, why applicable, remarks."""
        record, _ = self._reader.record(found.case)
        return self._concluder.worded(found, record, lang, self.asked((), at, jurisdictions))

    def validate(self, case: Case) -> tuple[ValidationResult, ...]:
        """What the quality shapes say of the case as written: violations, warnings and notices, in order."""
        record, conducts = self._reader.record(case)
        results = (*self._quality.results(record), *age_conflicts(record, conducts, self._words.wording))
        if not self._plan.external:
            return results
        from palermo.evaluate.external import external_results

        return (*results, *external_results(case, self._plan.files, self._plan.external))

    def explain(self, case: Case, person: str, definition: str, lang: str = "en") -> "Explanation":
        """Why a definition comes to what it does for a person, down to facts, sources and provisions.

        Raises PalermoError for a definition that is not in the rulebook, or a person who is not in the case.
        """
        self.chosen((definition,))
        card = next((c for c in self.definitions if c.id == definition), None)
        if card is None:
            message = "an explanation is of one definition at a time; name one"
            raise PalermoError(Problem("--definition", None, None, message, "P321"))
        from palermo.explanation import Explainer

        situation = self.situation(case)
        if person not in situation.persons:
            message = f"the case has no person {person}; name one of {', '.join(situation.persons) or 'none'}"
            raise PalermoError(Problem(case.file, None, None, message, "P322"))
        explainer = Explainer(self._concluder, self._plan.shapes, self._words, lang)
        return explainer.explain(situation, card, person)

    def infer(self, case: Case, view: str = "established") -> tuple[Triple, ...]:
        """The case on one view (``established`` or ``alleged``) with all that follows from it, as triples in order."""
        situation = self.situation(case)
        chosen = situation.established if view == "established" else situation.alleged
        return tuple(t for t in triples_of(chosen) if t[0] not in self.vocabulary.individuals)

    def situation(self, case: Case) -> Situation:
        """The case's views, before anything is concluded."""
        last = self._last
        if last is None or last[0] is not case:
            last = self._last = case, self._reader.read(case)
        return last[1]

    @property
    def plan(self) -> Plan:
        """What the packs say, compiled: for passes that look at the definitions themselves, and not at a case."""
        return self._plan

    def parts(self) -> "Parts":
        """The compiled parts, for passes that ask more of a case than its findings."""
        from palermo.whatif.parts import Parts

        plan = self._plan
        characteristics = {card.iri: card.id for card in self.characteristics}
        return Parts(
            self._concluder.shapes,
            self._reader,
            plan.steps,
            self.vocabulary,
            plan.axioms.unions,
            plan.never_proposed,
            characteristics,
        )

    def record(self, case: Case) -> tuple[Record, dict[str, list[str]]]:
        """A case as written, indexed, and the conducts towards each of its persons."""
        return self._reader.record(case)

    def also_said(self, classification: str) -> frozenset[str]:
        """The classifications that a label of one says as well: itself, wider ones, and those mapped to these."""
        return self._plan.also_said.get(classification, frozenset((classification,)))

    # --- texts

    def label(self, iri: str, lang: str = "en") -> str:
        """The label of a term or provision, or its local name where it has none."""
        return self._words.label(iri, lang)

    def text(self, iri: str, lang: str = "en") -> str:
        """The definition of a term in words, or an empty string."""
        return self._words.text(iri, lang)

    def unverified(self, definition_id: str, lang: str = "en") -> str:
        """What of a definition was not verified, or an empty string where nothing is said; one that counts as verified
        may have something of the kind too."""
        iris = [card.iri for card in self.definitions if card.id == definition_id]
        return self._words.note(iris[0], lang) if iris else ""

    def memberships(self) -> tuple[Membership, ...]:
        """Which jurisdiction lies within which, and when."""
        return self._plan.memberships

    def message(self, iri: str, lang: str = "en") -> str:
        """The message of a shape."""
        return self._words.message(iri, lang)

    def wording(self, id_: str, lang: str = "en") -> str:
        """A sentence of a report, by its identifier, or an empty string."""
        return self._words.wording(id_, lang)

    def citations(self, iri: str) -> tuple[str, ...]:
        """The provisions and works that a term cites (``dct:source``)."""
        return self._plan.citations.get(iri, ())

    def instrument(self, provision: str) -> str | None:
        """The instrument that a provision is part of."""
        return self._plan.instruments.get(provision)

    def not_encoded(self, definition_id: str) -> tuple[NotEncoded, ...]:
        """What of a definition the rulebook does not encode."""
        iris = (card.iri for card in self.definitions if card.id == definition_id)
        return tuple(entry for iri in iris for entry in self._plan.not_encoded.get(iri, ()))

    def indicated_by(self, iri: str) -> tuple[str, ...]:
        """The indicator classes that point to a class."""
        return tuple(sorted(i for i, pointed in self._plan.axioms.indicated.items() if iri in pointed))

    def _concluding(self, shapes: Shapes) -> Concluder:
        plan = self._plan
        characteristics = {card.iri: card.id for card in self.characteristics}
        return Concluder(
            shapes,
            Completer(shapes, characteristics, self.vocabulary.properties, plan.steps),
            plan.cards,
            Forms(shapes, self.elements, self._words),
            plan.regions,
            plan.axioms.indicated,
            LabelTester(self.definitions, self.categories, plan.tests, plan.instruments),
            plan.steps,
            self._words,
            plan.provisions,
            self._applicability,
        )

    def __repr__(self) -> str:
        return f"Rulebook(packs={self.packs!r}, definitions={tuple(_ids(self.definitions))!r})"


def _ids(cards: Sequence[Card]) -> Iterator[str]:
    return (card.id for card in cards)


def _unknown(id_: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(id_, known, 1)
    hint = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(known)}"
    return f'no definition is called "{id_}"; {hint}'
