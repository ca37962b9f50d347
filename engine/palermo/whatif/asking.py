"""What would change a finding, asked of one case: the sets that would establish it, or the facts that it rests on."""

from collections.abc import Sequence
from typing import Final, Protocol

from palermo.conclude.situation import Situation
from palermo.findings import CaseFindings, Finding
from palermo.names import NOT_ESTABLISHED, REFUTED
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Card, Rulebook
from palermo.split.case import Case
from palermo.whatif.assume import Assumer
from palermo.whatif.minimal import members, union
from palermo.whatif.parts import Parts
from palermo.whatif.trial import Trial
from palermo.whatif.universe import everything_established, survey
from palermo.whatif.values import Assumed, Assumption, Supposed, WhatIf
from palermo.whatif.ways import Ways

#: So many sets are given, at most.
MOST: Final = 1024
#: So many sets of facts are looked at on which a finding might rest.
_SUPPORTS: Final = 256


class Judge(Protocol):
    """What classifies a case."""

    def classify(self, case: Case, definitions: Sequence[str] = (), lang: str = "en") -> CaseFindings:
        """The findings on one case."""
        ...


class Asker:
    """Asks of one case what would change its findings."""

    __slots__ = ("_case", "_judge", "_lang", "_most", "_parts", "_rulebook", "_situation")

    def __init__(
        self, rulebook: Rulebook, case: Case, judge: Judge | None = None, lang: str = "en", most: int = MOST
    ) -> None:
        self._rulebook, self._case, self._lang, self._most = rulebook, case, lang, most
        self._judge: Judge = judge if judge is not None else rulebook
        self._parts: Parts = rulebook.parts()
        self._situation: Situation = rulebook.situation(case)

    def ask(self, person: str, finding: Finding, assumptions: Sequence[Assumption] = ()) -> WhatIf:
        """What would change this finding on this person. Raises PalermoError for an assumption that names nothing, or
        that the record does not leave room for."""
        card = next(card for card in self._rulebook.definitions if card.id == finding.definition)
        sets: tuple[tuple[Supposed, ...], ...] = ()
        rests_on: tuple[str, ...] = ()
        undone_by: tuple[str, ...] = ()
        whole = True
        if finding.outcome == "established":
            rests_on, undone_by, whole = self._support(card, person)
        elif finding.outcome != "excluded":
            sets, whole = self._sets(card, person)
        assumed = self._assumed(person, finding, assumptions) if assumptions else None
        return WhatIf(person, card.id, finding, sets, rests_on, undone_by, not whole, assumed)

    def _sets(self, card: Card, person: str) -> tuple[tuple[tuple[Supposed, ...], ...], bool]:
        universe = survey(self._parts, self._situation, card.iri, person, self._is_sound)
        trial = Trial(self._parts.reader, self._case, [atom.triples for atom in universe.atoms])
        ways = Ways(self._parts, trial, universe, person, max(self._most, MOST))
        found = sorted(ways.to(card.iri), key=lambda bits: _order(universe.atoms, bits))
        listed = [_chosen(universe.atoms, bits) for bits in found]
        given = [one for one in listed if not _skips(one, universe.atoms)]
        return tuple(given[: self._most]), ways.whole and len(given) <= self._most

    def _is_sound(self, case: Case) -> bool:
        """Whether a description breaks no rule that this case does not break itself."""
        return self._violations(case) <= self._violations(self._case)

    def _violations(self, case: Case) -> set[tuple[str, str | None]]:
        found = self._rulebook.validate(case)
        return {(result.code, result.focus) for result in found if result.severity == "violation"}

    def _support(self, card: Card, person: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """The facts that some smallest set of established facts needs which meets the definition whatever else of the
        record is believed, and those that undo it when each alone is refuted."""
        universe, recorded = everything_established(self._parts, self._situation, person)
        withheld = [recorded.settled(atom.node, "fact", NOT_ESTABLISHED)[0].triples for atom in universe.atoms]
        trial = Trial(self._parts.reader, self._case, withheld, withheld=True)
        ways = Ways(self._parts, trial, universe, person, _SUPPORTS, lasting=True)
        needed = union(ways.to(card.iri))
        rests_on = tuple(sorted(atom.node for atom in _chosen(universe.atoms, needed)))
        test = self._parts.shapes.conforms(card.iri)
        refuted = [s for node in recorded.facts() for s in recorded.settled(node, "fact", REFUTED)]
        each = Trial(self._parts.reader, self._case, [s.triples for s in refuted])
        undone = tuple(s.node for n, s in enumerate(refuted) if not test(each.view(1 << n), person))
        return rests_on, undone, ways.whole

    def _assumed(self, person: str, finding: Finding, assumptions: Sequence[Assumption]) -> Assumed:
        assumer = Assumer(self._rulebook, self._parts, self._situation, person, finding, self._lang)
        supposed, case = assumer.case(assumptions)
        found = self._judge.classify(case, (finding.definition,), self._lang)
        under = [f for p in found.persons if p.person == person for f in p.findings]
        return Assumed(under[0] if under else finding, supposed, found)


def what_if(
    rulebook: Rulebook,
    case: Case,
    person: str,
    definition: str,
    *,
    assume: Sequence[str] = (),
    refute: Sequence[str] = (),
    lang: str = "en",
    most: int = MOST,
) -> WhatIf:
    """What would change the finding of one definition for one person, and the finding under assumptions.

    ``assume`` and ``refute`` name recorded facts, classes (``CLASS@CONDUCT-OR-PERSON``) or characteristics. Raises
    PalermoError for a definition, person or assumption that is not known.
    """
    found = rulebook.classify(case, (definition,), lang)
    finding = next((f for p in found.persons if p.person == person for f in p.findings), None)
    if finding is None:
        known = ", ".join(p.person for p in found.persons) or "none"
        raise PalermoError(
            Problem(case.file, None, None, f"the case has no person {person}; name one of {known}", "P322")
        )
    assumptions = [*(Assumption(text, False) for text in assume), *(Assumption(text, True) for text in refute)]
    return Asker(rulebook, case, lang=lang, most=most).ask(person, finding, assumptions)


def _chosen(atoms: Sequence[Supposed], bits: int) -> tuple[Supposed, ...]:
    return tuple(atom for n, atom in enumerate(atoms) if bits >> n & 1)


def _order(atoms: Sequence[Supposed], bits: int) -> tuple[int, int, tuple[int, ...]]:
    """Fewest members first; then those that rest on what is recorded; then as the definition asks."""
    chosen = _chosen(atoms, bits)
    return len(chosen), sum(atom.kind not in ("fact", "conduct") for atom in chosen), tuple(members(bits))


def _skips(chosen: tuple[Supposed, ...], atoms: Sequence[Supposed]) -> bool:
    """Whether a set has the second of several facts that are alike, and not the first: it says the same as one that
    has."""
    names = {atom.node for atom in chosen}
    for atom in chosen:
        if atom.kind == "fresh":
            alike = [a.node for a in atoms if a.kind == "fresh" and a[2:5] == atom[2:5]]
            if any(earlier not in names for earlier in alike[: alike.index(atom.node)]):
                return True
    return False
