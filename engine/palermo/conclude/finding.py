"""What a definition comes to for a person: the outcome, the conduct reported, what is missing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from palermo.compile.plan import Card
from palermo.conclude.applicability import Scope
from palermo.conclude.element import ElementForm, Elements
from palermo.conclude.situation import Situation
from palermo.entail import View
from palermo.evaluate.completion import FRESH, Completer, Completions, Supposition, either
from palermo.evaluate.shapes import Shapes
from palermo.findings import OUTCOMES, ElementOutcome, Finding
from palermo.view.age import World, read_said, read_timeline, worlds


class Texts(NamedTuple):
    """The sentences that a finding carries with it, since rows travel alone. ``unverified`` makes the caveat of a
    definition that was not verified in full, from its IRI."""

    stated: str
    recorded: str
    mixed: str
    caveat: str
    unverified: Callable[[str], str]

    def caveat_of(self, card: Card) -> str:
        """The caveat of a finding under a definition."""
        return self.caveat if card.verified else self.unverified(card.iri)


class OnConduct(NamedTuple):
    """What a definition comes to on one conduct alone; ordered as the conduct to report is chosen."""

    rank: int
    number: int
    missing: tuple[str, ...]
    conduct: str


class Judge:
    """Judges definitions for the persons of one situation."""

    __slots__ = ("_ages", "_completer", "_elements", "_known", "_scope", "_shapes", "_situation", "_steps", "_texts")

    def __init__(
        self,
        shapes: Shapes,
        completer: Completer,
        elements: Elements,
        situation: Situation,
        steps: frozenset[str],
        texts: Texts,
        scope: Scope,
    ) -> None:
        self._shapes, self._completer, self._elements, self._scope = shapes, completer, elements, scope
        self._situation, self._steps, self._texts = situation, steps, texts
        self._ages: dict[str, tuple[World, ...]] = {}
        self._known: dict[tuple[str, str, tuple[str, ...], bool], Completions] = {}

    def finding(self, card: Card, forms: tuple[ElementForm, ...], person: str) -> Finding:
        """The finding of one definition for one person."""
        conducts = self._situation.conducts.get(person) or [FRESH]
        best = min(self._on_conduct(card, person, c, len(conducts) == 1) for c in conducts)
        rank = best.rank if len(conducts) == 1 else self._rank(card, person, tuple(conducts))
        open_ = OUTCOMES[rank] == "not-established"
        outcomes = tuple(self._element(form, person, best.conduct, len(conducts) == 1) for form in forms)
        ways = self._completions(card.iri, person, (best.conduct,), False) if open_ else frozenset()
        return Finding(
            card.id,
            card.concludes,
            OUTCOMES[rank],
            best.conduct or None,
            outcomes,
            best.missing if rank > 1 else (),
            _alternatives(ways),
            basis_of(outcomes, bool(self._situation.standings.of), self._texts),
            self._texts.caveat_of(card),
            *self._scope.of(card, best.conduct or None),
        )

    def views(self, person: str, conduct: str) -> tuple[View, View]:
        """The established and alleged views in which this conduct is the only one towards the person."""
        situation = self._situation
        return self._narrowed(situation.established, person, conduct), self._narrowed(
            situation.alleged, person, conduct
        )

    def completions(self, shape_id: str, node: str, person: str, conduct: str) -> Completions:
        """The completions of any monotone shape at a node, with one conduct considered."""
        return either(
            self._completer.completions(shape_id, node, given)
            for given in self._suppositions(person, (conduct,), False)
        )

    def supposed(
        self, shape_id: str, node: str, person: str, conduct: str
    ) -> frozenset[tuple[Completions, Completions]]:
        """All that findings ask of what is open about a shape at a node: what would complete it, in each world of the
        age, first with what is refuted left out and then with that supposed too."""
        suppositions = (self._suppositions(person, (conduct,), relaxed) for relaxed in (False, True))
        return frozenset(
            (self._completer.completions(shape_id, node, strict), self._completer.completions(shape_id, node, relaxed))
            for strict, relaxed in zip(*suppositions, strict=True)
        )

    def worlds(self, person: str) -> tuple[World, ...]:
        """The worlds of the person's age."""
        return self._worlds(person)

    def needed(self, card: Card, person: str, finding: Finding) -> tuple[str, ...]:
        """The elements on which a finding rests: those of every smallest way to meet the definition that the elements
        shown make up. An element shown that no such way asks for is recorded, and not needed."""
        shown = {e.element for e in finding.elements if e.outcome in OUTCOMES[:2]}
        suppositions = [s._replace(bare=True) for s in self._suppositions(person, (finding.conduct or FRESH,), True)]
        if finding.outcome == OUTCOMES[0]:  # what rests on an alleged age is no way to an established finding
            view = self._situation.established
            suppositions = [s._replace(view=view, known_child=frozenset()) for s in suppositions]
        ways = either(self._completer.completions(card.iri, person, given) for given in suppositions)
        met = [{id_ for _, id_ in way} for way in ways if all(id_ in shown for _, id_ in way)]
        return tuple(e.element for e in finding.elements if any(e.element in way for way in met))

    def _rank(self, card: Card, person: str, conducts: tuple[str, ...]) -> int:
        test = self._shapes.conforms(card.iri)
        if test(self._situation.established, person):
            return 0
        if test(self._situation.alleged, person):
            return 1
        return 2 if self._completions(card.iri, person, conducts, False) else 3

    def _on_conduct(self, card: Card, person: str, conduct: str, only: bool) -> OnConduct:
        test = self._shapes.conforms(card.iri)
        situation = self._situation
        views = (situation.established, situation.alleged) if only else self.views(person, conduct)
        for rank, view in enumerate(views):
            if test(view, person):
                return OnConduct(rank, 0, (), conduct)
        rank = 2 if self._completions(card.iri, person, (conduct,), False) else 3
        relaxed = self._completions(card.iri, person, (conduct,), True)
        missing = tuple(sorted({id_ for way in relaxed for is_characteristic, id_ in way if not is_characteristic}))
        return OnConduct(rank, len(missing), missing, conduct)

    def _element(self, form: ElementForm, person: str, conduct: str, only: bool) -> ElementOutcome:
        situation = self._situation
        established, alleged = (situation.established, situation.alleged) if only else self.views(person, conduct)
        focus = conduct if form.on_conduct else person

        def is_open() -> bool:
            refuted = form.on_conduct and self._is_refuted(conduct)
            return not refuted and bool(self.completions(form.iri, focus, person, conduct))

        return self._elements.outcome(form, person, conduct, established, alleged, is_open)

    # --- what may be supposed

    def _completions(self, shape_id: str, person: str, conducts: tuple[str, ...], relaxed: bool) -> Completions:
        """The completions for a person. What is refuted makes a difference only where something is."""
        situation = self._situation
        relaxed = relaxed and (bool(situation.refutations) or any(self._is_refuted(c) for c in conducts))
        key = (shape_id, person, conducts, relaxed)
        found = self._known.get(key)
        if found is None:
            found = either(
                self._completer.completions(shape_id, person, given)
                for given in self._suppositions(person, conducts, relaxed)
            )
            self._known[key] = found
        return found

    def _suppositions(self, person: str, conducts: tuple[str, ...], relaxed: bool) -> list[Supposition]:
        """The suppositions to try, one for each world of the age: child and adult in turn, never together."""
        situation = self._situation
        kept = conducts if relaxed else tuple(c for c in conducts if not self._is_refuted(c))
        return [
            Supposition(
                situation.alleged,
                person,
                kept,
                situation.refutations,
                world.word,
                world.open_person,
                world.open_conducts,
                world.known_child,
                relaxed,
            )
            for world in self._worlds(person)
        ]

    def _is_refuted(self, conduct: str) -> bool:
        return self._situation.standings.of.get(conduct) == "refuted"

    def _worlds(self, person: str) -> tuple[World, ...]:
        known = self._ages.get(person)
        if known is None:
            record, conducts = self._situation.record, self._situation.conducts.get(person, [])
            known = worlds(read_said(record, self._situation.standings, person), read_timeline(record, conducts))
            self._ages[person] = known
        return known

    def _narrowed(self, view: View, person: str, conduct: str) -> View:
        inv = dict(view.inv)
        for p in self._steps & inv.keys():
            back = dict(inv[p])
            back[person] = [c for c in back.get(person, ()) if c == conduct]
            inv[p] = back
        return view.narrowed(inv)


def basis_of(elements: Sequence[ElementOutcome], recorded: bool, texts: Texts) -> str:
    """What a finding rests on: facts as the author states them, facts whose standing is recorded, or both; where it
    rests on none, whether the record gives (``recorded``) any fact a standing."""
    stated = {e.stated for element in elements for e in element.evidence if e.fact in element.facts}
    if stated == {True, False}:
        return texts.mixed
    if stated == {False} or (not stated and recorded):
        return texts.recorded
    return texts.stated


def _alternatives(ways: Completions) -> tuple[tuple[str, ...], ...]:
    """Each way to complete a definition: those of elements alone first, then the shorter, then by name."""
    listed = sorted((sum(c for c, _ in way), len(way), tuple(sorted(id_ for _, id_ in way))) for way in ways)
    return tuple(ids for _, _, ids in listed)
