"""What is concluded about one person beyond the definitions: the diagram, remarks, labels, divergences."""

from collections.abc import Callable, Mapping, Sequence

from palermo.compile.plan import Card, Region
from palermo.entail import View
from palermo.evaluate.shapes import Shapes
from palermo.findings import OUTCOMES, DivergenceFinding, Finding, LabelFinding, Placement, RemarkFinding
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
    apart: Callable[[Sequence[tuple[str, str]]], str],
) -> tuple[DivergenceFinding, ...]:
    """Where the model and the definitions, or the definitions among themselves, part on this record."""
    found = [
        DivergenceFinding(card.id, text(card.iri, False)) for card in cards if shapes.conforms(card.iri)(view, person)
    ]
    differing = definitions_differ([(finding.definition, finding.outcome) for finding in findings], apart)
    return (*found, *((differing,) if differing else ()))


def definitions_differ(
    outcomes: Sequence[tuple[str, str]], apart: Callable[[Sequence[tuple[str, str]]], str]
) -> DivergenceFinding | None:
    """How definitions, given in order with their outcomes, part from one another; None where they do not."""
    if len({outcome for _, outcome in outcomes}) < 2:
        return None
    return DivergenceFinding("definitions-differ", apart(outcomes))


class LabelTester:
    """Finds the shapes that may test a label: one category, or one definition or several."""

    __slots__ = ("_categories", "_definitions", "_instruments", "_tests")

    def __init__(
        self,
        definitions: Sequence[Card],
        categories: Sequence[Card],
        tests: dict[str, str],
        instruments: Mapping[str, str],
    ) -> None:
        self._definitions, self._categories = tuple(definitions), tuple(categories)
        self._tests, self._instruments = tests, instruments

    def tests_for(self, classification: str, instrument: str | None, chosen: frozenset[str]) -> list[Card]:
        """The definitions, or the category, that may test a label; none where nothing can. A definition that was not
        verified in full tests none, unless it was ``chosen``."""
        usable = [d for d in self._definitions if d.verified or d.id in chosen]
        if instrument is not None:
            return self._under(classification, self._instruments.get(instrument, instrument), usable)
        return self._plain(classification, usable)

    def _plain(self, classification: str, usable: list[Card]) -> list[Card]:
        """The test that the packs name; else the default definitions that conclude the classification, else any that
        do; else the category."""
        named = self._tests.get(classification)
        if named is not None:
            return [card for card in (*usable, *self._categories) if card.iri == named]
        concluding = [d for d in usable if d.concludes == classification]
        categories = [c for c in self._categories if c.concludes == classification]
        return [d for d in concluding if d.default] or concluding or categories[:1]

    def _under(self, classification: str, instrument: str, usable: list[Card]) -> list[Card]:
        """The tests by an instrument: its definitions that conclude the classification; else all its definitions,
        where what was given is the classification of some definition and not a place in the diagram."""
        within = [d for d in usable if self._of(d) == instrument]
        exact = [d for d in within if d.concludes == classification]
        plain = [] if exact else self._plain(classification, usable)
        if not exact and not any(map(self.is_definition, plain)):
            return plain
        return exact or within

    def is_definition(self, card: Card) -> bool:
        """Whether a card is that of a definition, and not of a category."""
        return card in self._definitions

    def _of(self, card: Card) -> str | None:
        return self._instruments.get(card.provision) if card.provision else None


def labels(
    record: Record,
    person: str,
    tester: LabelTester,
    chosen: frozenset[str],
    finding: Callable[[Card], Finding],
    placed: tuple[Placement, Placement],
) -> tuple[LabelFinding, ...]:
    """Each label that the case or the person carries, and whether it holds up. A label is never an input. ``chosen``
    are the identifiers of the definitions chosen for the report."""
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
                    cards = tester.tests_for(labelled_as, instrument, chosen)
                    found.append(_label(node, labelled_as, source, cards, tester, finding, placed))
    return tuple(sorted(found, key=lambda f: (f.labelled_as, f.source or "", f.labelling)))


def _label(
    node: str,
    labelled_as: str,
    source: str | None,
    cards: list[Card],
    tester: LabelTester,
    finding: Callable[[Card], Finding],
    placed: tuple[Placement, Placement],
) -> LabelFinding:
    if not cards:
        return LabelFinding(labelled_as, None, source, None, (), node)
    card = cards[0]
    if tester.is_definition(card):
        made = _best([finding(card) for card in cards])
        return LabelFinding(labelled_as, made.definition, source, _SUPPORT[made.outcome], made.missing, node)
    established, alleged = placed
    support = "supported" if card.id in established.categories else "unsupported"
    if support == "unsupported" and card.id in alleged.categories:
        support = "if-proved"
    return LabelFinding(labelled_as, card.id, source, support, (), node)


def _best(findings: list[Finding]) -> Finding:
    """The finding with the best outcome among those whose definition time and place do not rule out, else among all;
    then the one with the fewest missing elements, then the first."""
    left = [finding for finding in findings if finding.applicable is not False] or findings
    return min(left, key=lambda finding: (OUTCOMES.index(finding.outcome), len(finding.missing)))


def _first(values: Sequence[Term]) -> str | None:
    """The first of several values in order; a literal by its text."""
    texts = sorted(v.lexical if isinstance(v, Literal) else v for v in values)
    return texts[0] if texts else None
