"""The views of a case, each written out as triples.

The established and the alleged view leave out what they do not admit. The possible view writes what the record leaves
open as supposed facts: on each conduct and person, a value of every class that a definition asks for and that is not
refuted there. A completed view adds chosen atoms to one conduct.
"""

from collections.abc import Iterable, Iterator

from palermo import names
from palermo.reference.ages import Ages, Sense
from palermo.reference.law import CONDUCT, PERSON, Element, Law, Leaf, Reach
from palermo.reference.record import ALLEGED, ESTABLISHED, REFUTED, Record
from palermo.reference.refuted import Refutations
from palermo.terms import Literal, Triple

View = frozenset[Triple]
#: What a supposed node is called.
SUPPOSED = "urn:palermo:supposed:"
#: The property that marks an element as shown, where elements are taken as atoms.
SHOWN = "urn:palermo:shown"
_CLASSES = {"child": names.CHILD, "adult": names.ADULT}


class Views:
    """Builds the views of one record."""

    def __init__(self, record: Record, law: Law) -> None:
        self.record, self.law = record, law
        self.ages, self.refutations = Ages(record), Refutations(record)
        self._leaves = frozenset().union(*(reach.leaves for reach in law.reaches.values()))

    def plain(self, view: str, keep: str | None = None) -> View:
        """The established or alleged view; ``keep`` leaves one conduct and takes the person's other conducts away."""
        triples = self._restrict(self.record.view(view), keep)

        def sense(said: Sense) -> str | None:
            return said.established if view == ESTABLISHED else said.alleged

        conducts = {c for c in self.record.conducts if keep in (None, c) and self.record.admits(view, c)}
        people = {(p, names.TYPE, _CLASSES[s]) for p in self.record.persons if (s := sense(self.ages.of_person(p)))}
        pairs = self._pairs(conducts)
        edges = {(c, names.TOWARDS_CHILD, p) for c, p in pairs if sense(self.ages.at(p, c)) == "child"}
        return triples | people | edges

    def world(self, supposed: str, keep: str | None = None) -> View:
        """The possible view in which every open age is ``supposed`` (``child`` or ``adult``)."""
        triples = set(self._restrict(self.record.view(ALLEGED), keep))
        conducts = {c for c in self.record.conducts if keep in (None, c) and not self._is_refuted(c)}
        for conduct in conducts:
            if not self._admitted(conduct):
                triples |= self._skeleton(conduct)
        lonely = {p: fresh_conduct(p) for p in self.record.persons if not self.record.conducts_towards(p)}
        for person in lonely:
            triples |= self._fresh_conduct(person)
        for subject in {c for c, _ in self._pairs(conducts)} | set(lonely.values()):
            triples.update(self._suppose(subject, (leaf for leaf in self._leaves if leaf.focus == CONDUCT)))
        for person in self.record.persons:
            triples.update(self._suppose(person, (leaf for leaf in self._leaves if leaf.focus == PERSON)))
        pairs = self._pairs(conducts) | {(conduct, person) for person, conduct in lonely.items()}
        return frozenset(triples) | self._world_ages(pairs, supposed)

    def base(self, person: str, conduct: str | None) -> View:
        """The alleged view of one conduct, bare where the view does not admit it; None makes a bare new conduct."""
        triples = self.plain(ALLEGED, conduct)
        if conduct is None:
            triples |= self._fresh_conduct(person)
        elif not self._admitted(conduct):
            triples |= self._skeleton(conduct)
        else:
            return triples
        said = self.ages.at(person, conduct).alleged
        subject = conduct or fresh_conduct(person)
        return triples | ({(subject, names.TOWARDS_CHILD, person)} if said == "child" else set())

    def completed(
        self, person: str, conduct: str | None, reach: Reach, added: Iterable[str], shown: set[Element]
    ) -> View:
        """The base view with these elements marked as shown (:data:`SHOWN`), and the characteristics among ``added`` by
        their edge. Leaves that belong to no element are supposed besides."""
        subject, chosen = conduct or fresh_conduct(person), set(added)
        triples = set(self.base(person, conduct))
        for leaf in reach.leaves:
            if leaf.element is None:
                triples.update(self._fact(subject if leaf.focus == CONDUCT else person, leaf.predicate, {leaf.cls}))
        for element in shown:
            triples.add((subject if element.focus == CONDUCT else person, SHOWN, element.card.iri))
        for atom in reach.atoms:
            if atom.id in chosen:
                triples.add((subject, atom.predicate, person))
                if atom.predicate == names.TOWARDS_CHILD:
                    triples.add((person, names.TYPE, names.CHILD))
        return frozenset(triples)

    def _restrict(self, triples: View, keep: str | None) -> View:
        if keep is None:
            return triples
        return frozenset(t for t in triples if self.record.leads_to(t) in (None, keep))

    def _pairs(self, conducts: set[str]) -> set[tuple[str, str]]:
        """These conducts and the persons that they are towards."""
        people = self.record.persons
        return {(c, person) for person in people for c in self.record.conducts_towards(person) if c in conducts}

    def _admitted(self, conduct: str) -> bool:
        return self.record.admits(ALLEGED, conduct)

    def _is_refuted(self, conduct: str) -> bool:
        return self.record.standing(conduct) == REFUTED

    def _skeleton(self, conduct: str) -> set[Triple]:
        """A conduct as it can be supposed when the record does not prove it: nothing of it but whom it was towards."""
        triples: set[Triple] = {(conduct, names.TYPE, names.CONDUCT)}
        triples |= {(conduct, names.TOWARDS, person) for _, person in self._pairs({conduct})}
        for p, o in self.record.edges(conduct):
            if isinstance(o, Literal) or (p != names.TYPE and o not in self.record.facts):
                triples.add((conduct, names.TOWARDS if p == names.TOWARDS_CHILD else p, o))
        return triples

    def _fresh_conduct(self, person: str) -> set[Triple]:
        conduct = fresh_conduct(person)
        return {(conduct, names.TYPE, names.CONDUCT), (conduct, names.TOWARDS, person)}

    def _suppose(self, subject: str, leaves: Iterable[Leaf]) -> Iterator[Triple]:
        """A value for each property that a definition asks about here, of all classes that are not refuted."""
        classes: dict[str, set[str]] = {}
        for leaf in leaves:
            if not self.refutations.refuters(subject, leaf.predicate, leaf.cls):
                classes.setdefault(leaf.predicate, set()).add(leaf.cls)
        for predicate, open_classes in classes.items():
            if not (predicate in self.law.axioms.functional and self.record.objects(subject, predicate)):
                yield from self._fact(subject, predicate, open_classes)

    def _fact(self, subject: str, predicate: str, classes: set[str]) -> Iterator[Triple]:
        for copy in range(self.law.copies):
            node = f"{SUPPOSED}{copy}:{predicate}:{subject}"
            yield subject, predicate, node
            for cls in classes:
                yield node, names.TYPE, cls

    def _world_ages(self, pairs: Iterable[tuple[str, str]], supposed: str) -> set[Triple]:
        def said(sense: Sense) -> str | None:
            return sense.established or (supposed if supposed in sense.may else sense.alleged)

        senses = {p: said(self.ages.of_person(p)) for p in self.record.persons}
        found: set[Triple] = {(p, names.TYPE, _CLASSES[s]) for p, s in senses.items() if s}
        for subject, person in pairs:
            known = subject if subject in self.record.conducts else None
            if said(self.ages.at(person, known)) == "child":
                found.add((subject, names.TOWARDS_CHILD, person))
        return found


def fresh_conduct(person: str) -> str:
    """The name of the conduct that is supposed for a person who has none."""
    return f"{SUPPOSED}conduct:{person}"
