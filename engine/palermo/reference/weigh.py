"""The finding of one definition for one person: outcome, reported conduct, elements, what is missing."""

from collections.abc import Iterator
from itertools import combinations

from palermo.findings import MOST_ELSEWHERE, OUTCOMES, ElementOutcome, Evidence, Finding
from palermo.names import INDICATOR, LABEL
from palermo.reference.law import CONDUCT, Card, Element, Leaf
from palermo.reference.record import ALLEGED, CONTESTED, ESTABLISHED, REFUTED
from palermo.reference.trial import EXCLUDED, NOT_ESTABLISHED, WORLDS, Trial
from palermo.reference.views import fresh_conduct

Ways = tuple[tuple[str, ...], ...]


def find(trial: Trial, card: Card, person: str) -> Finding:
    """The finding of the definition ``card`` for a person."""
    outcome = trial.outcome(card.iri, person)
    conduct = _reported(trial, card, person)
    missing: tuple[str, ...] = ()
    alternatives: Ways = ()
    if outcome in (NOT_ESTABLISHED, EXCLUDED):
        missing = _missing(trial, card, person, conduct)
    if outcome == NOT_ESTABLISHED:
        alternatives = _alternatives(trial, card, person, conduct)
    elements = tuple(_element(trial, card, e, person, conduct) for e in trial.law.reaches[card.iri].elements)
    return Finding(card.id, card.concludes, outcome, conduct, elements, missing, alternatives, "", "")


def _reported(trial: Trial, card: Card, person: str) -> str | None:
    """The conduct with the best outcome, then the fewest missing elements, their list, the conduct's IRI."""
    ranks = {c: OUTCOMES.index(trial.outcome(card.iri, person, c)) for c in trial.record.conducts_towards(person)}
    best = [c for c, rank in ranks.items() if rank == min(ranks.values())]
    if len(best) < 2:
        return best[0] if best else None

    def order(conduct: str) -> tuple[int, tuple[str, ...], str]:
        decided = OUTCOMES[ranks[conduct]] in (ESTABLISHED, ALLEGED)
        missing = () if decided else _missing(trial, card, person, conduct)
        return len(missing), missing, conduct

    return min(best, key=order)


def _missing(trial: Trial, card: Card, person: str, conduct: str | None) -> tuple[str, ...]:
    elements = {e.card.id for e in trial.law.reaches[card.iri].elements}
    return tuple(sorted(elements.intersection(*[set().union(*_ways(trial, card, person, conduct, False))])))


def _alternatives(trial: Trial, card: Card, person: str, conduct: str | None) -> Ways:
    atoms = {a.id for a in trial.law.reaches[card.iri].atoms}
    ways = _ways(trial, card, person, conduct, True)
    return tuple(sorted(ways, key=lambda way: (len(atoms.intersection(way)), len(way), way)))


def _ways(trial: Trial, card: Card, person: str, conduct: str | None, open_only: bool) -> Ways:
    """The minimal sets of atoms whose addition to the conduct makes the definition hold, found by trying all sets. An
    element is an atom: a fact that would make two of them hold is not looked for."""
    reach = trial.law.reaches[card.iri]
    base = trial.views.base(person, conduct)
    held = {e for e in reach.elements if trial.judge.conforms(base, e.card.iri, trial.focus(e, person, conduct))}
    open_ = {e for e in reach.elements if e not in held and (not open_only or _possible(trial, e, person, conduct))}
    ids = {e.card.id for e in open_}
    subject = conduct or fresh_conduct(person)
    known = trial.judge.entailed(base)
    for atom in reach.atoms:
        if (subject, atom.predicate, person) not in known and trial.open_atom(atom, person, conduct):
            ids.add(atom.id)
    found: list[frozenset[str]] = []
    for size in range(1, len(ids) + 1):
        for way in combinations(sorted(ids), size):
            if not any(smaller <= set(way) for smaller in found):
                shown = held | {e for e in open_ if e.card.id in way}
                view = trial.views.completed(person, conduct, reach, way, shown)
                if trial.judge.would_conform(view, card.iri, person):
                    found.append(frozenset(way))
    return tuple(tuple(sorted(way)) for way in found)


def _possible(trial: Trial, element: Element, person: str, conduct: str | None) -> bool:
    return trial.outcome(element.card.iri, trial.focus(element, person, conduct), conduct) != EXCLUDED


def _element(trial: Trial, card: Card, element: Element, person: str, conduct: str | None) -> ElementOutcome:
    focus = trial.focus(element, person, conduct)
    leaves = [leaf for leaf in trial.law.reaches[card.iri].leaves if leaf.element == element.card.iri]
    outcome = trial.outcome(element.card.iri, focus, conduct)
    why, facts = _why(trial, element, person, conduct, leaves, outcome)
    indicators = () if outcome == ESTABLISHED else _indicators(trial, person, conduct, leaves)
    return ElementOutcome(
        element.card.id,
        element.card.iri,
        outcome,
        why,
        tuple(sorted(facts)),
        indicators,
        provision(trial, element.card),
        tuple(_evidence(trial, focus, conduct, leaves)),
    )


def provision(trial: Trial, card: Card) -> str | None:
    """The citation of a shape's provision."""
    return trial.law.text(card.provision, LABEL) if card.provision else None


def _why(
    trial: Trial, element: Element, person: str, conduct: str | None, leaves: list[Leaf], outcome: str
) -> tuple[str | None, set[str]]:
    """Why an element is not established, and the facts that the reason speaks of."""
    focus = trial.focus(element, person, conduct)
    if outcome == ESTABLISHED:
        return None, trial.values(ESTABLISHED, conduct, focus, leaves)
    if outcome == ALLEGED:
        standings = {f: trial.record.standing_on(focus, f) for f in trial.values(ALLEGED, conduct, focus, leaves)}
        facts = {f for f, standing in standings.items() if standing in (ALLEGED, CONTESTED)}
        return ALLEGED if ALLEGED in standings.values() or not facts else CONTESTED, facts
    if outcome == EXCLUDED:
        if trial.record.standings.get(focus, ("", False))[0] == REFUTED:
            return REFUTED, {focus}
        refuters = (trial.views.refutations.refuters(focus, leaf.predicate, leaf.cls) for leaf in leaves)
        return REFUTED, set().union(*refuters)
    written = trial.written(focus, leaves)
    unproved = {f for f in written if trial.record.standing_on(focus, f) == NOT_ESTABLISHED}
    if unproved or trial.record.standings.get(focus, ("", False))[0] == NOT_ESTABLISHED:
        return "examined-not-proved", unproved
    elsewhere = _elsewhere(trial, element, person, focus, leaves)
    return ("recorded-elsewhere" if elsewhere else "not-recorded"), elsewhere


def _elsewhere(trial: Trial, element: Element, person: str, focus: str, leaves: list[Leaf]) -> set[str]:
    """The established or alleged facts that answer the element on another conduct, or another person: those towards the
    same person, then others, as many as are listed."""
    on_conduct = element.focus == CONDUCT
    others = (trial.record.conducts if on_conduct else set(trial.record.persons)) - {focus}
    near = others & set(trial.record.conducts_towards(person)) if on_conduct else set()
    listed: list[str] = []
    for group in (near, others - near):
        facts = set().union(*(trial.values(ALLEGED, None, other, leaves) for other in group))
        listed += sorted(facts - set(listed))
    return set(listed[:MOST_ELSEWHERE])


def _indicators(trial: Trial, person: str, conduct: str | None, leaves: list[Leaf]) -> tuple[str, ...]:
    """The indicators on the conduct or the person that point to a class at or below one that the element asks for."""
    view = trial.view(ALLEGED, None)
    wanted = {leaf.cls for leaf in leaves}
    found = set()
    for s, _, o in trial.judge.entailed(view):
        if s in (person, conduct) and o in trial.record.facts:
            classes = trial.judge.classes(view, str(o))
            pointed = set().union(*(trial.law.indicated(c) for c in classes))
            if INDICATOR in classes and any(wanted & trial.law.axioms.above(c) for c in pointed):
                found.add(str(o))
    return tuple(sorted(found))


def _evidence(trial: Trial, focus: str, conduct: str | None, leaves: list[Leaf]) -> Iterator[Evidence]:
    """Every fact on the focus that speaks to the element: of its class, or refuting it."""
    facts = trial.written(focus, leaves) | trial.values(WORLDS[0], conduct, focus, leaves)
    for leaf in leaves if trial.record.standings.get(focus, ("", False))[0] != REFUTED else ():
        facts |= trial.views.refutations.refuters(focus, leaf.predicate, leaf.cls)
    stated = trial.record.standings.get(focus, ("", True))[1]
    for fact in sorted(facts):
        yield Evidence(fact, trial.record.standing_on(focus, fact), stated and trial.record.stated(fact))
