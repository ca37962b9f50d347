"""What is concluded about a person besides definitions: circles, region, categories, remarks, divergences, labels."""

from collections.abc import Callable, Iterable

from palermo import names
from palermo.findings import DivergenceFinding, Finding, LabelFinding, Placement, RemarkFinding
from palermo.reference.law import Card
from palermo.reference.record import ALLEGED, ESTABLISHED
from palermo.reference.trial import Trial
from palermo.reference.weigh import provision
from palermo.terms import Literal, Term

_SUPPORT = {
    "established": "supported",
    "alleged": "if-proved",
    "not-established": "unsupported",
    "excluded": "contradicted",
}
#: The divergence of definitions from one another.
DIFFER = "definitions-differ"
Find = Callable[[Card], Finding]


def place(trial: Trial, view: str, person: str) -> Placement:
    """Where the person's situation lies in the diagram on a view."""
    circles = [(c, trial.holds(view, c.iri, person)) for c in trial.law.circles]
    inside = frozenset(c.iri for c, holds in circles if holds)
    categories = sorted(c.id for c in trial.law.categories if trial.holds(view, c.iri, person))
    return Placement(tuple((c.id, holds) for c, holds in circles), trial.law.regions().get(inside), tuple(categories))


def remarks(trial: Trial, person: str) -> tuple[RemarkFinding, ...]:
    """The remarks that the record gives reason to make, with the first view that does."""
    found = []
    for card in trial.law.remarks:
        for view in (ESTABLISHED, ALLEGED):
            if trial.holds(view, card.iri, person):
                found.append(RemarkFinding(card.id, card.message, provision(trial, card), view))
                break
    return tuple(found)


def divergences(trial: Trial, person: str, findings: Iterable[Finding]) -> tuple[DivergenceFinding, ...]:
    """Where a definition and the model part company on the established view, and whether the definitions do."""
    held = [card for card in trial.law.divergences if trial.holds(ESTABLISHED, card.iri, person)]
    found = [DivergenceFinding(card.id, card.message) for card in held]
    if len({finding.outcome for finding in findings}) > 1:
        found.append(DivergenceFinding(DIFFER, ""))
    return tuple(found)


def labels(trial: Trial, person: str, find: Find) -> tuple[LabelFinding, ...]:
    """The labels given to the person, or to the case, each tested."""
    record = trial.record
    nodes = {o for s in (record.case.iri, person) for o in record.objects(s, names.LABELLED) if isinstance(o, str)}
    found = (_label(trial, person, node, find) for node in nodes)
    return tuple(sorted(found, key=lambda label: (label.labelled_as, label.source or "", label.labelling)))


def _label(trial: Trial, person: str, node: str, find: Find) -> LabelFinding:
    classification = _first(trial.record.objects(node, names.AS)) or ""
    source = _first(trial.record.objects(node, names.SOURCE))
    instrument = _first(trial.record.objects(node, names.UNDER_INSTRUMENT))
    card = _test(trial, classification, instrument)
    if card is None:
        return LabelFinding(classification, None, source, None, (), node)
    if card in trial.law.definitions:
        finding = find(card)
        return LabelFinding(classification, card.id, source, _SUPPORT[finding.outcome], finding.missing, node)
    views = (v for v in (ESTABLISHED, ALLEGED) if trial.holds(v, card.iri, person))
    return LabelFinding(classification, card.id, source, _SUPPORT[next(views, "not-established")], (), node)


def _test(trial: Trial, classification: str, instrument: str | None) -> Card | None:
    """The definition or category by which a label is tested."""
    plain = _plain_test(trial, classification)
    if instrument is None:
        return plain
    given = trial.law.instruments(instrument)
    own = [d for d in _defaults_first(trial) if given & trial.law.instruments(d.provision)]
    concluding = (d for d in own if d.concludes == classification)
    legal = plain in trial.law.definitions
    return _choose(concluding, own if legal else ()) or (None if legal else plain)


def _plain_test(trial: Trial, classification: str) -> Card | None:
    """The test of a label that names no instrument."""
    tests = (*_defaults_first(trial), *trial.law.categories)
    named = trial.law.tested_by(classification)
    return _choose(
        (card for card in tests if card.iri in named), (card for card in tests if card.concludes == classification)
    )


def _defaults_first(trial: Trial) -> list[Card]:
    return sorted(trial.law.definitions, key=lambda card: not card.default)


def _choose(*candidates: Iterable[Card]) -> Card | None:
    return next((card for cards in candidates for card in cards), None)


def _first(terms: Iterable[Term]) -> str | None:
    texts = sorted(t.lexical if isinstance(t, Literal) else t for t in terms)
    return texts[0] if texts else None
