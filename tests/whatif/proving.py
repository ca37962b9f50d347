"""Proof of what is proposed, case by case: sets are added as Turtle, parsed and merged, and the case is classified."""

import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import combinations

import pyoxigraph as ox
from byhand import ASKED, Atom, ByHand, Key, Sets, added, assessed, smallest_sets
from generator import generate

from palermo import names
from palermo.data import folder
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple
from palermo.whatif import Asker, Supposed, WhatIf
from palermo.write.whatif.saying import turtle

_CHUNK = 25
_FAR = 1_000_000
#: The most things that may be supposed in a case that is tried exhaustively.
MOST_TRIED = int(os.environ.get("PALERMO_WHATIF_TRIED", "11"))


@cache
def rulebook() -> Rulebook:
    """The rulebook of the core."""
    assert folder("shapes")
    return Rulebook.load()


def parsed(text: str) -> list[Triple]:
    """The triples of a Turtle document."""
    return [(q.subject.value, q.predicate.value, _term(q.object)) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]


def _term(node: ox.NamedNode | ox.Literal) -> Term:
    return node.value if isinstance(node, ox.NamedNode) else Literal(node.value, node.datatype.value, node.language)


def outcome(case: Case, person: str, definition: str) -> str:
    """What a definition comes to for a person."""
    found = rulebook().classify(case, (definition,))
    return next(f.outcome for p in found.persons if p.person == person for f in p.findings)


def is_sound(case: Case) -> bool:
    """Whether a description breaks no rule."""
    return not any(result.severity == "violation" for result in rulebook().validate(case))


class Proof:
    """Holds one case's proposals against classification. ``failures`` says what does not hold."""

    def __init__(self, case: Case, definitions: Iterable[str] = tuple(ASKED)) -> None:
        self.case, self.failures, self.counts = case, [], Counter[str]()  # type: list[str]
        asker, definitions = Asker(rulebook(), case), tuple(definitions)
        for person in rulebook().classify(case, definitions).persons:
            for finding in person.findings:
                found = asker.ask(person.person, finding)
                self.counts["findings"] += 1
                self.counts[finding.outcome] += 1
                self.counts["bounded"] += found.bounded
                if finding.outcome == "established":
                    self._prove_support(found)
                else:
                    self._prove_sets(found)

    def _fail(self, found: WhatIf, what: str) -> None:
        self.failures.append(f"{self.case.iri} {found.person} {found.definition}: {what}")

    # --- sets that would establish it

    def _prove_sets(self, found: WhatIf) -> None:
        if found.finding.outcome == "excluded" and found.would_establish:
            self._fail(found, "sets are proposed for an excluded outcome")
        self.counts["sets"] += len(found.would_establish)
        for chosen in found.would_establish:
            documents = [parsed(turtle(one)) for one in chosen]
            case = added(self.case, (t for document in documents for t in document))
            if outcome(case, found.person, found.definition) != "established":
                self._fail(found, f"does not establish it: {_said(chosen)}")
            if not is_sound(case):
                self._fail(found, f"breaks a rule of descriptions: {_said(chosen)}")
            for size in range(len(chosen)):
                for part in combinations(documents, size):
                    self.counts["subsets"] += 1
                    fewer = added(self.case, (t for document in part for t in document))
                    if self._holds(fewer, found):
                        self._fail(found, f"less would do: {_said(chosen)}")
        if found.definition in ASKED and found.finding.outcome != "excluded":
            self._try_everything(found)

    def _try_everything(self, found: WhatIf) -> None:
        by_hand = ByHand(self.case, found.person, found.definition, is_sound)
        atoms = by_hand.atoms()
        if len(atoms) > MOST_TRIED or found.bounded:
            return
        self.counts["tried exhaustively"] += 1
        tried = smallest_sets(atoms, lambda triples: self._holds(added(self.case, triples), found))
        proposed = keys(found, bool(by_hand.record.conducts_towards(found.person)))
        if tried != proposed:
            self._fail(found, f"tried and not proposed {tried - proposed}, proposed and not found {proposed - tried}")

    # --- what an established finding rests on

    def _prove_support(self, found: WhatIf) -> None:
        facts = [n for n in sorted({s for s, p, _ in self.case.triples if p == names.TYPE}) if self._is_fact(n)]
        undoing = []
        for n, fact in enumerate(facts):
            self.counts["refutations"] += 1
            case = added(self.case, assessed(fact, names.REFUTED, f"refuted-{n}"))
            if outcome(case, found.person, found.definition) != "established":
                undoing.append(fact)
        if tuple(undoing) != found.undone_by:
            self._fail(found, f"undone by {undoing}, and said of {found.undone_by}")
        if not set(found.undone_by) <= set(found.rests_on):
            self._fail(found, "undone by what it does not rest on")
        self.counts["undoing"] += len(undoing)
        if found.definition in ASKED:
            self._try_support(found)

    def _try_support(self, found: WhatIf) -> None:
        by_hand = ByHand(self.case, found.person, found.definition, is_sound)
        atoms = by_hand.established_facts()
        if len(atoms) > MOST_TRIED or found.bounded:
            return
        self.counts["supports tried exhaustively"] += 1
        ages = [atom for atom in atoms if atom.key[0] in by_hand.ages()]

        def holds(kept: Iterable[Triple]) -> bool:
            """Whether it is met without the facts that are not kept, whichever other facts of age are believed."""
            restored = set(kept)
            without = [atom for atom in atoms if atom.triples[0] not in restored]
            others = [atom for atom in ages if atom in without]
            return all(
                self._holds(added(self.case, (t for a in without if a not in believed for t in a.triples)), found)
                for size in range(len(others) + 1)
                for believed in combinations(others, size)
            )

        rests = {key for one in smallest_sets(atoms, holds) for (key,) in one}
        if rests != set(found.rests_on):
            self._fail(found, f"rests on {sorted(rests)}, and said to on {found.rests_on}")

    def _is_fact(self, node: str) -> bool:
        classes = rulebook().vocabulary.classes
        return any(
            names.FACT in classes.get(str(o), ()) for s, p, o in self.case.triples if s == node and p == names.TYPE
        )

    def _holds(self, case: Case, found: WhatIf) -> bool:
        parts = rulebook().parts()
        card = next(c for c in rulebook().definitions if c.id == found.definition)
        return parts.shapes.conforms(card.iri)(parts.reader.established(case), found.person)


def keys(found: WhatIf, recorded: bool) -> Sets:
    """The sets proposed, as keys of those written out by hand; ``recorded`` says whether the person has a conduct."""
    return frozenset(frozenset(_key(one, recorded) for one in chosen) for chosen in found.would_establish)


def _key(one: Supposed, recorded: bool) -> Key:
    if one.kind in ("fact", "conduct"):
        return ("established", one.node)
    if one.kind == "fresh-conduct":
        return ("conduct",)
    if one.kind == "characteristic":
        return ("child", one.at or one.node)
    return ("fresh", (one.at or "") if recorded else "new", one.property or "", *one.classes)


def _said(chosen: tuple[Supposed, ...]) -> str:
    return "; ".join(f"{one.kind} {one.node}" for one in chosen)


def prove(seeds: Iterable[int]) -> tuple[Counter[str], list[str]]:
    """Prove what is proposed for the cases of some seeds."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    for seed in seeds:
        case = generate(seed).case
        while not is_sound(case):  # nobody could classify it: another in its place
            seed += _FAR
            case = generate(seed).case
        proof = Proof(case)
        counts.update(proof.counts)
        counts["cases"] += 1
        failures += proof.failures
    return counts, failures


def prove_all(first: int, count: int, jobs: int) -> tuple[Counter[str], list[str]]:
    """The same in several processes."""
    chunks = [range(i, min(i + _CHUNK, first + count)) for i in range(first, first + count, _CHUNK)]
    if jobs == 1:
        parts = list(map(prove, chunks))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            parts = list(pool.map(prove, chunks))
    return sum((counts for counts, _ in parts), Counter()), [f for _, failures in parts for f in failures]


__all__ = ["Atom", "Proof", "keys", "outcome", "parsed", "prove", "prove_all", "rulebook"]
