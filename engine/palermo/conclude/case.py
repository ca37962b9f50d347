"""All findings of one case."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from palermo.compile.plan import Card, Region
from palermo.conclude.applicability import NOTHING_ASKED, Applicability, Asked, Scope
from palermo.conclude.element import Elements, Forms
from palermo.conclude.finding import Judge, Texts, basis_of
from palermo.conclude.person import LabelTester, divergences, labels, placement, remarks
from palermo.conclude.setting import jurisdictions_of, years_of
from palermo.conclude.situation import Situation
from palermo.conclude.words import Words
from palermo.entail import View
from palermo.evaluate.completion import Completer
from palermo.evaluate.shapes import Shapes
from palermo.findings import CaseFindings, Finding, PersonFindings, Placement
from palermo.names import ASSESSMENT, EVIDENTIAL_STATUS, LABEL, TITLE
from palermo.view.record import Record


class Concluder(NamedTuple):
    """What a rulebook holds ready for concluding: cards, bound shapes, forms of elements."""

    shapes: Shapes
    completer: Completer
    cards: dict[str, tuple[Card, ...]]
    forms: Forms
    regions: tuple[Region, ...]
    indicated: dict[str, frozenset[str]]
    tester: LabelTester
    steps: frozenset[str]
    words: Words
    provisions: Mapping[str, str]
    applicability: Applicability

    def conclude(
        self, situation: Situation, definitions: Sequence[Card], lang: str, asked: Asked = NOTHING_ASKED
    ) -> CaseFindings:
        """The findings of every person of a case, persons in the order of their IRIs."""
        record = situation.record
        judge = self.judge(situation, lang, asked)
        only = asked.only_applicable
        persons = tuple(self._person(situation, judge, definitions, person, lang, only) for person in situation.persons)
        label = label_of(record, record.case.iri, TITLE, lang)
        return CaseFindings(record.case, label, persons, jurisdictions_of(record), years_of(record))

    def judge(self, situation: Situation, lang: str, asked: Asked = NOTHING_ASKED) -> Judge:
        """The judge of one situation."""
        elements = Elements(self.shapes, self.indicated, situation)
        scope = Scope(self.applicability, situation.record, asked, lang)
        return Judge(self.shapes, self.completer, elements, situation, self.steps, self._texts(lang), scope)

    def worded(self, found: CaseFindings, record: Record, lang: str, asked: Asked = NOTHING_ASKED) -> CaseFindings:
        """Findings with the sentences of this rulebook in them, and nothing else changed."""
        texts, remarks_ = self._texts(lang), {card.id: card.iri for card in self.cards["remarks"]}
        cards = {card.id: card for card in self.cards["definitions"]}
        scope = Scope(self.applicability, record, asked, lang)
        statuses = any(p in (EVIDENTIAL_STATUS, ASSESSMENT) for _, p, _ in found.case.triples)
        persons = [
            person._replace(
                findings=tuple(
                    f._replace(
                        basis=basis_of(f.elements, statuses, texts),
                        caveat=texts.caveat_of(cards[f.definition]),
                        applicable_because=scope.of(cards[f.definition], f.conduct).because,
                    )
                    for f in person.findings
                ),
                remarks=tuple(
                    r._replace(text=self.words.remark(remarks_[r.id], r.view == "alleged", lang))
                    for r in person.remarks
                ),
            )
            for person in found.persons
        ]
        return found._replace(persons=tuple(persons))

    def _texts(self, lang: str) -> Texts:
        wording = self.words.wording
        return Texts(
            wording("basis.stated", lang),
            wording("basis.recorded", lang),
            wording("basis.mixed", lang),
            wording("caveat", lang),
            lambda definition: self.words.unverified(definition, lang),
        )

    def _person(
        self,
        situation: Situation,
        judge: Judge,
        definitions: Sequence[Card],
        person: str,
        lang: str,
        only_applicable: bool,
    ) -> PersonFindings:
        made: dict[str, Finding] = {}

        def finding(card: Card) -> Finding:
            if card.id not in made:
                made[card.id] = judge.finding(card, self.forms.of(card), person)
            return made[card.id]

        established, alleged = situation.established, situation.alleged
        findings = tuple(finding(card) for card in definitions)
        if only_applicable:
            findings = tuple(f for f in findings if f.applicable is not False)
        placed = self._placements(established, alleged, person)
        record, words = situation.record, self.words
        return PersonFindings(
            person,
            label_of(record, person, LABEL, lang),
            tuple(c.id for c in self.cards["characteristics"] if self.shapes.conforms(c.iri)(established, person)),
            findings,
            *placed,
            remarks(
                self.shapes,
                self.cards["remarks"],
                established,
                alleged,
                person,
                lambda iri, alleged_only: words.remark(iri, alleged_only, lang),
                lambda provision: words.citation(provision, lang),
            ),
            labels(record, person, self.tester, frozenset(c.id for c in definitions), finding, placed),
            divergences(
                self.shapes,
                self.cards["divergences"],
                established,
                person,
                findings,
                lambda iri, alleged_only: words.remark(iri, alleged_only, lang),
                lambda apart: words.apart(apart, lang),
            ),
        )

    def _placements(self, established: View, alleged: View, person: str) -> tuple[Placement, Placement]:
        circles, categories = self.cards["circles"], self.cards["categories"]
        first = placement(self.shapes, circles, categories, self.regions, established, person)
        if alleged is established:
            return first, first
        return first, placement(self.shapes, circles, categories, self.regions, alleged, person)


def label_of(record: Record, node: str, first: str, lang: str) -> str | None:
    """The text that a description gives a node, in the language asked for, else in English, else in any."""
    for predicate in dict.fromkeys((first, LABEL)):
        said = [v for v in record.out.get(predicate, {}).get(node, ()) if not isinstance(v, str)]
        texts = {v.language or "": v.lexical for v in sorted(said, reverse=True)}
        if texts:
            return texts.get(lang, texts.get("en", texts.get("", texts[min(texts)])))
    return None
