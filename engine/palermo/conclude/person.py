"""What is concluded about one person beyond the definitions: the diagram, remarks, labels, divergences."""

from collections.abc import Callable, Sequence

from palermo.compile.plan import Card, Region
from palermo.entail import View
from palermo.evaluate.shapes import Shapes
from palermo.findings import DivergenceFinding, Finding, LabelFinding, Placement, RemarkFinding
from palermo.names import AS, LABELLED, SOURCE, UNDER_INSTRUMENT
from palermo.terms import Literal, Term
from palermo.view.record import Record

_SUPPORT = {
    "established": "supported",
    "alleged": "if-proved",
    "not-established": "unsupported",
    "excluded": "contradicted",
}
_NOTHING: dict[str, list[Term]] = {}


def placement(
    shapes: Shapes,
    circles: Sequence[Card],
    categories: Sequence[Card],
    regions: Sequence[Region],
    view: View,
    person: str,
) -> Placement:
    """Where a person's situation lies in the diagram on one view: exactly one area, and the overlaps that follow."""
    holding = [(card, shapes.conforms(card.iri)(view, person)) for card in circles]
    within = frozenset(card.iri for card, holds in holding if holds)
    region = next((r.id for r in regions if r.circles == within), None)
    met = sorted(card.id for card in categories if shapes.conforms(card.iri)(view, person))
    return Placement(tuple((card.id, holds) for card, holds in holding), region, tuple(met))


def remarks(
    shapes: Shapes,
    cards: Sequence[Card],
    established: View,
    alleged: View,
    person: str,
    text: Callable[[str, bool], str],
    provision: Callable[[str | None], str | None],
) -> tuple[RemarkFinding, ...]:
    """The points of law that the record gives reason to say, on the first view that does."""
    found: list[RemarkFinding] = []
    for card in cards:
        test = shapes.conforms(card.iri)
        if test(established, person):
            found.append(RemarkFinding(card.id, text(card.iri, False), provision(card.provision), "established"))
        elif alleged is not established and test(alleged, person):
            found.append(RemarkFinding(card.id, text(card.iri, True), provision(card.provision), "alleged"))
    return tuple(found)


def divergences(
    shapes: Shapes,
    cards: Sequence[Card],
    view: View,
    person: str,
    findings: Sequence[Finding],
    text: Callable[[str, bool], str],
    apart: Callable[[Sequence[Finding]], str],
) -> tuple[DivergenceFinding, ...]:
    """Where the model and the definitions, or the definitions among themselves, part on this record."""
    found = [
        DivergenceFinding(card.id, text(card.iri, False)) for card in cards if shapes.conforms(card.iri)(view, person)
    ]
    if len({finding.outcome for finding in findings}) > 1:
        found.append(DivergenceFinding("definitions-differ", apart(findings)))
    return tuple(found)


class LabelTester:
    """Finds the shape that tests a label."""

    __slots__ = ("_categories", "_definitions", "_instruments", "_tests")

    def __init__(
        self,
        definitions: Sequence[Card],
        categories: Sequence[Card],
        tests: dict[str, str],
        instruments: dict[str, str],
    ) -> None:
        self._definitions, self._categories = tuple(definitions), tuple(categories)
        self._tests, self._instruments = tests, instruments

    def test_for(self, classification: str, instrument: str | None) -> Card | None:
        """The definition or category that tests a label; None where there is none."""
        if instrument is not None:
            return self._under(classification, self._instruments.get(instrument, instrument))
        named = self._tests.get(classification)
        cards = (*self._definitions, *self._categories)
        if named is not None:
            return next((card for card in cards if card.iri == named), None)
        concluding = [card for card in cards if card.concludes == classification]
        return next((c for c in concluding if c.default), concluding[0] if concluding else None)

    def _under(self, classification: str, instrument: str) -> Card | None:
        """The test by an instrument: its definition that concludes the classification; else one of its definitions,
        where what was given is the classification of some definition and not a place in the diagram."""
        within = [d for d in self._definitions if self._of(d) == instrument]
        exact = [d for d in within if d.concludes == classification]
        plain = self.test_for(classification, None)
        if not exact and (plain is None or not self.is_definition(plain)):
            return plain
        return next((d for d in exact or within if d.default), next(iter(exact or within), None))

    def is_definition(self, card: Card) -> bool:
        """Whether a card is that of a definition, and not of a category."""
        return card in self._definitions

    def _of(self, card: Card) -> str | None:
        return self._instruments.get(card.provision) if card.provision else None


def labels(
    record: Record,
    person: str,
    tester: LabelTester,
    finding: Callable[[Card], Finding],
    placed: tuple[Placement, Placement],
) -> tuple[LabelFinding, ...]:
    """Each label that the case or the person carries, and whether it holds up. A label is never an input."""
    out = record.out
    carried = out.get(LABELLED, _NOTHING)
    nodes = dict.fromkeys((*carried.get(record.case.iri, ()), *carried.get(person, ())))
    found: list[LabelFinding] = []
    for node in nodes:
        if isinstance(node, str):
            for labelled_as in out.get(AS, _NOTHING).get(node, ()):
                if isinstance(labelled_as, str):
                    instrument = _first(out.get(UNDER_INSTRUMENT, _NOTHING).get(node, ()))
                    source = _first(out.get(SOURCE, _NOTHING).get(node, ()))
                    card = tester.test_for(labelled_as, instrument)
                    found.append(_label(node, labelled_as, source, card, tester, finding, placed))
    return tuple(sorted(found, key=lambda f: (f.labelled_as, f.source or "", f.labelling)))


def _label(
    node: str,
    labelled_as: str,
    source: str | None,
    card: Card | None,
    tester: LabelTester,
    finding: Callable[[Card], Finding],
    placed: tuple[Placement, Placement],
) -> LabelFinding:
    if card is None:
        return LabelFinding(labelled_as, None, source, None, (), node)
    if tester.is_definition(card):
        made = finding(card)
        return LabelFinding(labelled_as, card.id, source, _SUPPORT[made.outcome], made.missing, node)
    established, alleged = placed
    support = "supported" if card.id in established.categories else "unsupported"
    if support == "unsupported" and card.id in alleged.categories:
        support = "if-proved"
    return LabelFinding(labelled_as, card.id, source, support, (), node)


def _first(values: Sequence[Term]) -> str | None:
    """The first of several values in order; a literal by its text."""
    texts = sorted(v.lexical if isinstance(v, Literal) else v for v in values)
    return texts[0] if texts else None
