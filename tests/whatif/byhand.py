"""What may be supposed under the Protocol's two definitions, written out by hand, and the smallest sets found by trying
every one. Standings, refutations and ages are the reference's; nothing here is shared with what proposes.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from kinds import kinds

from palermo import names
from palermo.names import PAL, XSD
from palermo.reference.ages import Ages
from palermo.reference.record import Record
from palermo.reference.refuted import Refutations
from palermo.split.case import Case
from palermo.terms import Literal, Triple

OPEN = ("alleged", "contested", "not-established")
#: What each definition asks of a conduct, by property.
ASKED = {
    "un-protocol-2000": {"act": "ProtocolAct", "means": "ProtocolMeans", "purpose": "ProtocolExploitation"},
    "un-protocol-2000-sexual": {"act": "ProtocolAct", "means": "ProtocolMeans", "purpose": "SexualExploitation"},
}
RANGES = {"act": "Act", "means": "Means", "purpose": "Purpose"}
#: The kinds of exploitation that the Protocol names; beyond them its list is open, and nothing is proposed.
NAMED = (
    "SexualExploitation", "ForcedLabourOrServices", "Slavery", "PracticeSimilarToSlavery", "Servitude", "OrganRemoval",
)  # fmt: skip

#: What an atom says, so that it can be told from another whoever made it.
Key = tuple[str, ...]
Sets = frozenset[frozenset[Key]]


class Atom(NamedTuple):
    """One thing that may be supposed, and the triples that say so."""

    key: Key
    triples: tuple[Triple, ...]


def assessed(node: str, status: str, name: str) -> tuple[Triple, ...]:
    """A final assessment later than any other."""
    node_ = f"https://example.org/by-hand/{name}"
    return (
        (node, names.ASSESSMENT, node_),
        (node_, names.TYPE, names.ASSESSMENT_CLASS),
        (node_, names.EVIDENTIAL_STATUS, status),
        (node_, names.FINAL_, Literal("true", XSD + "boolean")),
        (node_, names.DATE, Literal("9998-01-01", XSD + "date")),
    )


def added(case: Case, triples: Iterable[Triple]) -> Case:
    """A case with triples added."""
    return case._replace(triples=tuple(dict.fromkeys((*case.triples, *triples))))


class ByHand:
    """One person in one case."""

    def __init__(self, case: Case, person: str, definition: str, is_sound: Callable[[Case], bool]) -> None:
        self._is_sound = is_sound
        self.case, self.person, self.asked = case, person, ASKED[definition]
        self.record = Record(case, kinds().axioms)
        self.refutations = Refutations(self.record)
        self.conducts = [c for c in self.record.conducts_towards(person) if self.record.standing(c) != "refuted"]

    def atoms(self) -> list[Atom]:
        """Everything that may be supposed."""
        found = [self._established(c) for c in self.conducts if self.record.standing(c) in OPEN]
        found += [self._established(f) for f in sorted(self._facts()) if self._is_open(f)]
        if self.record.conducts_towards(self.person):
            for conduct in self.conducts:
                found += self._fresh(conduct)
                if self._may_be_child(conduct):
                    found += self._child(("child", conduct), (conduct, names.TOWARDS_CHILD, self.person))
            return found
        new = "https://example.org/by-hand/conduct"
        conduct = ((new, names.TYPE, names.CONDUCT), (new, names.TOWARDS, self.person))
        found += [Atom(("conduct",), conduct), *self._fresh(new, "new")]
        if self._may_be_child(None):
            found += self._child(("child", self.person), (self.person, names.TYPE, names.CHILD))
        return found

    def established_facts(self) -> list[Atom]:
        """The established facts that a finding might rest on; the triples take each away."""
        return [
            Atom((fact,), assessed(fact, names.NOT_ESTABLISHED, f"withheld-{n}"))
            for n, fact in enumerate(sorted(self._facts()))
            if self.record.standing(fact) == "established"
        ]

    def ages(self) -> set[str]:
        """The facts of the person's age, under any name."""
        people = (self.person, *self.record.other_names(self.person))
        return {str(o) for n in people for o in self.record.objects(n, names.AGE) if o in self.record.facts}

    def _facts(self) -> set[str]:
        """The facts on the conducts, and those of the person's age under any name: nothing else is asked for."""
        edges = [(c, PAL + p) for c in self.conducts for p in self.asked]
        return self.ages() | {str(o) for s, p in edges for o in self.record.objects(s, p) if o in self.record.facts}

    def _is_open(self, fact: str) -> bool:
        standing = self.record.standing(fact)
        return standing in ("alleged", "contested") or (standing == "not-established" and not self._denied(fact))

    def _denied(self, fact: str) -> bool:
        classes = self.record.specific(fact)
        places = [(s, p) for s, p, o in self.record.triples if o == fact]
        return any(self.refutations.refuters(s, p, c) for s, p in places for c in classes)

    def _established(self, node: str) -> Atom:
        name = f"established-{sorted(self.record.standings).index(node)}"
        return Atom(("established", node), assessed(node, names.ESTABLISHED, name))

    def _fresh(self, conduct: str, said: str = "") -> Iterator[Atom]:
        for p, cls in self.asked.items():
            if self._closed(conduct, p, cls) or self._closed(conduct, p, RANGES[p]):
                continue
            if cls == "ProtocolExploitation" and all(self._closed(conduct, p, kind) for kind in NAMED):
                continue
            node = f"https://example.org/by-hand/{p}-{said or self.conducts.index(conduct)}"
            hung = ((conduct, PAL + p, node), (node, names.TYPE, PAL + cls))
            yield Atom(("fresh", said or conduct, PAL + p, PAL + cls), hung)

    def _closed(self, conduct: str, p: str, cls: str) -> bool:
        return bool(self.refutations.refuters(conduct, PAL + p, PAL + cls))

    def _child(self, key: Key, said: Triple) -> list[Atom]:
        """That the person was a child; not where years that contradict one another speak against it."""
        return [Atom(key, (said,))] if self._is_sound(added(self.case, (said,))) else []

    def _may_be_child(self, conduct: str | None) -> bool:
        ages = Ages(self._without_claims)
        sense = ages.at(self.person, conduct) if conduct is not None else ages.of_person(self.person)
        return sense.established is None and "child" in sense.may

    @cached_property
    def _without_claims(self) -> Record:
        """The record without the facts of age that are neither established nor refuted, and without what conducts say
        of age: what is left says whether age is open."""
        unsettled = {f for f in self.record.facts if self.record.standing(f) in OPEN}
        said = (names.AGE, names.TOWARDS_CHILD)
        kept = [t for t in self.case.triples if t[1] not in said or (t[1] == names.AGE and t[2] not in unsettled)]
        towards = [(s, names.TOWARDS, o) for s, p, o in self.case.triples if p == names.TOWARDS_CHILD]
        return Record(self.case._replace(triples=tuple(dict.fromkeys((*kept, *towards)))), kinds().axioms)


def smallest_sets(atoms: list[Atom], holds: Callable[[Iterable[Triple]], bool]) -> Sets:
    """Every set is tried, small ones first; those with a set found within them are not smallest."""
    found: list[frozenset[int]] = []
    for size in range(len(atoms) + 1):
        for chosen in combinations(range(len(atoms)), size):
            if any(other <= set(chosen) for other in found):
                continue
            if holds(t for n in chosen for t in atoms[n].triples):
                found.append(frozenset(chosen))
    return frozenset(frozenset(atoms[n].key for n in chosen) for chosen in found)
