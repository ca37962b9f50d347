"""A case as the reference looks at it: its facts, conducts and persons, and the standing of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from palermo import names
from palermo.reference.axioms import Axioms
from palermo.reference.closure import entail
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple

ESTABLISHED, ALLEGED, CONTESTED = "established", "alleged", "contested"
NOT_ESTABLISHED, REFUTED = "not-established", "refuted"
#: The standings that each view admits.
ADMITTED = {ESTABLISHED: (ESTABLISHED,), ALLEGED: (ESTABLISHED, ALLEGED, CONTESTED)}

_WORDS = {
    names.ESTABLISHED: ESTABLISHED,
    names.ALLEGED: ALLEGED,
    names.NOT_ESTABLISHED: NOT_ESTABLISHED,
    names.REFUTED: REFUTED,
}


class Record:
    """Indexes over one case's triples. Nothing here follows from an axiom but the classes above a stated class."""

    def __init__(self, case: Case, axioms: Axioms) -> None:
        self.case = case
        self.axioms = axioms
        self.triples = frozenset(case.triples)  # as written
        self._out: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for s, p, o in case.triples:
            self._out[s].append((p, o))
        self.types: Mapping[str, frozenset[str]] = {s: self._types(s) for s in self._out}
        self.closed = entail(axioms, self.triples)
        self._towards = {(s, str(o)) for s, p, o in self.closed if p == names.TOWARDS}
        self.facts = self._instances(names.FACT)
        self.conducts = self._instances(names.CONDUCT) | {conduct for conduct, _ in self._towards}
        self.standings = {node: self._standing(node) for node in self.facts | self.conducts}
        self.persons = tuple(sorted(self._persons()))

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """The objects of ``subject predicate ?o`` as written."""
        return tuple(o for p, o in self._out.get(subject, ()) if p == predicate)

    def edges(self, subject: str) -> tuple[tuple[str, Term], ...]:
        """The properties and values of a node as written."""
        return tuple(self._out.get(subject, ()))

    def classes(self, node: str) -> frozenset[str]:
        """The classes that the description states of a node, and those above them."""
        return self.types.get(node, frozenset())

    def specific(self, node: str) -> frozenset[str]:
        """The stated classes of a node of which no narrower one is stated too."""
        stated = {o for p, o in self._out.get(node, ()) if p == names.TYPE and isinstance(o, str)}
        return frozenset(c for c in stated if not any(self._narrower(d, c) for d in stated))

    def is_towards(self, predicate: str) -> bool:
        """Whether the property is ``pal:towards`` or below it."""
        return names.TOWARDS in self.axioms.properties_above(predicate)

    def conducts_towards(self, person: str) -> tuple[str, ...]:
        """The conducts towards a person, whatever their standing; also those that follow by inference."""
        return tuple(sorted({conduct for conduct, whom in self._towards if whom == person}))

    def other_names(self, node: str) -> tuple[str, ...]:
        """The other names of a node."""
        return tuple(sorted(str(o) for s, p, o in self.closed if s == node and p == names.SAME_AS and o != node))

    def leads_to(self, triple: Triple) -> str | None:
        """The conduct that a triple says is towards somebody; None where it says no such thing."""
        s, p, o = triple
        if self.is_towards(p):
            return s
        back = any(self.is_towards(inverse) for inverse in self.axioms.inverses.get(p, ()))
        return o if back and isinstance(o, str) else None

    def standing(self, node: str) -> str:
        """The standing of a fact or conduct by itself."""
        return self.standings[node][0]

    def stated(self, node: str) -> bool:
        """Whether the description gives the node no status at all."""
        return self.standings[node][1]

    def standing_on(self, subject: str, fact: str) -> str:
        """The standing of a fact where it hangs: a conduct caps that of its facts."""
        own = self.standing(fact)
        cap = self.standing(subject) if subject in self.conducts else ESTABLISHED
        if cap == REFUTED or own == REFUTED:
            return REFUTED
        if NOT_ESTABLISHED in (cap, own):
            return NOT_ESTABLISHED
        return next((word for word in (ALLEGED, CONTESTED) if word in (cap, own)), ESTABLISHED)

    def admits(self, view: str, node: Term) -> bool:
        """Whether the view admits a node: everything but facts and conducts of too low a standing."""
        if isinstance(node, Literal) or node not in self.standings:
            return True
        return self.standing(node) in ADMITTED[view]

    def view(self, view: str) -> frozenset[Triple]:
        """The triples of the case whose subject and object the view admits."""
        return frozenset(t for t in self.triples if self.admits(view, t[0]) and self.admits(view, t[2]))

    def _narrower(self, a: str, b: str) -> bool:
        return b in self.axioms.above(a) and a not in self.axioms.above(b)

    def _types(self, node: str) -> frozenset[str]:
        stated = (o for o in self.objects(node, names.TYPE) if isinstance(o, str))
        return frozenset().union(*(self.axioms.above(c) for c in stated))

    def _instances(self, cls: str) -> frozenset[str]:
        return frozenset(node for node, classes in self.types.items() if cls in classes)

    def _persons(self) -> set[str]:
        objects: dict[str, set[str]] = defaultdict(set)
        for _, p, o in self.triples:
            if isinstance(o, str):
                objects[names.TOWARDS if self.is_towards(p) else p].add(o)
        persons = self._instances(names.PERSON) - objects[names.BY]
        return objects[names.CONCERNS] | objects[names.TOWARDS] | persons

    def _standing(self, node: str) -> tuple[str, bool]:
        """The standing by the rule for instances that differ, and whether no status was given."""
        assessed = [o for o in self.objects(node, names.ASSESSMENT) if isinstance(o, str)]
        words = self._words(_last(self, [a for a in assessed if self._final(a)]))
        words = words or self._words([node, *assessed])
        if not words:
            return ESTABLISHED, True
        if {ESTABLISHED, REFUTED} <= words:
            return CONTESTED, False
        return next(w for w in (ESTABLISHED, ALLEGED, REFUTED, NOT_ESTABLISHED) if w in words), False

    def _words(self, nodes: Iterable[str]) -> set[str]:
        return {_WORDS[str(o)] for n in nodes for o in self.objects(n, names.EVIDENTIAL_STATUS) if str(o) in _WORDS}

    def _final(self, assessment: str) -> bool:
        said = self.objects(assessment, names.FINAL_)
        return any(isinstance(o, Literal) and o.lexical in ("true", "1") for o in said)


def _last(record: Record, finals: list[str]) -> list[str]:
    """Of several final assessments those with the latest date; all of them where none has a date."""
    if len(finals) < 2:
        return finals
    dates = {a: [o.lexical for o in record.objects(a, names.DATE) if isinstance(o, Literal)] for a in finals}
    latest = max((max(d) for d in dates.values() if d), default=None)
    return finals if latest is None else [a for a in finals if latest in dates[a]]
