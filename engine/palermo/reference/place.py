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


def labels(trial: Trial, person: str, usable: list[Card], find: Find) -> tuple[LabelFinding, ...]:
    """The labels given to the person, or to the case, each tested; ``usable`` are the definitions that may test one."""
    record = trial.record
    nodes = {o for s in (record.case.iri, person) for o in record.objects(s, names.LABELLED) if isinstance(o, str)}
    found = (_label(trial, person, node, usable, find) for node in nodes)
    return tuple(sorted(found, key=lambda label: (label.labelled_as, label.source or "", label.labelling)))


def _label(trial: Trial, person: str, node: str, usable: list[Card], find: Find) -> LabelFinding:
    classification = _first(trial.record.objects(node, names.AS)) or ""
    source = _first(trial.record.objects(node, names.SOURCE))
    instrument = _first(trial.record.objects(node, names.UNDER_INSTRUMENT))
    definitions, category = _tests(trial, classification, instrument, usable)
    if definitions:
        best = _best([find(card) for card in definitions])
        return LabelFinding(classification, best.definition, source, _SUPPORT[best.outcome], best.missing, node)
    if category is None:
        return LabelFinding(classification, None, source, None, (), node)
    views = (v for v in (ESTABLISHED, ALLEGED) if trial.holds(v, category.iri, person))
    return LabelFinding(classification, category.id, source, _SUPPORT[next(views, "not-established")], (), node)


def _tests(
    trial: Trial, classification: str, instrument: str | None, usable: list[Card]
) -> tuple[list[Card], Card | None]:
    """The definitions among which a label is tested, or the category where there is no such definition."""
    plain, category = _plain_tests(trial, classification, usable)
    if instrument is None:
        return plain, category
    given = trial.law.instruments(instrument)
    own = [card for card in usable if given & trial.law.instruments(card.provision)]
    concluding = [card for card in own if card.concludes == classification]
    if concluding or plain:
        return concluding or own, None
    return [], category


def _plain_tests(trial: Trial, classification: str, usable: list[Card]) -> tuple[list[Card], Card | None]:
    """The tests of a label that names no instrument: what the ontology names, else the defaults, else any."""
    named = trial.law.tested_by(classification)
    if named:
        return _among(usable, named), next(iter(_among(trial.law.categories, named)), None)
    concluding = [card for card in usable if card.concludes == classification]
    categories = (card for card in trial.law.categories if card.concludes == classification)
    return [card for card in concluding if card.default] or concluding, next(categories, None)


def _among(cards: Iterable[Card], iris: Iterable[str]) -> list[Card]:
    wanted = frozenset(iris)
    return [card for card in cards if card.iri in wanted]


def _best(findings: list[Finding]) -> Finding:
    """The best supported finding, those whose law was not in force then and there last of all."""
    possible = [finding for finding in findings if finding.applicable in (True, None)]
    order = list(_SUPPORT)
    ranked = sorted(possible or findings, key=lambda finding: len(finding.missing))
    return sorted(ranked, key=lambda finding: order.index(finding.outcome))[0]


def _first(terms: Iterable[Term]) -> str | None:
    texts = sorted(t.lexical if isinstance(t, Literal) else t for t in terms)
    return texts[0] if texts else None
