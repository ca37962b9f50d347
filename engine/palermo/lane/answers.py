"""What the engine answers on one case to all that the shapes ask of one group of its properties, as bits."""

from collections.abc import Callable
from typing import Final

from palermo.conclude.finding import Judge
from palermo.conclude.situation import Situation
from palermo.entail import View
from palermo.evaluate.completion import FRESH
from palermo.evaluate.paths import bind_path
from palermo.findings import CaseFindings, ElementOutcome
from palermo.lane.forms import Definition, Forms
from palermo.lane.lines import OWN
from palermo.lane.numbers import Numbers
from palermo.lane.plain import Plain
from palermo.lane.reads import AGES, Atom
from palermo.lane.results import BASIS, ELEMENT, INDICATED, LABELS, RECORDED, SCOPE, SETTING, VERDICT
from palermo.names import ADULT, CHILD, DATE, ENDED_ON, INDICATOR, JURISDICTION, LABELLED, STARTED_ON
from palermo.rulebook import Rulebook

_EXACT: Final = (
    (JURISDICTION, (SCOPE, SETTING)), (STARTED_ON, (SCOPE, SETTING)), (ENDED_ON, (SCOPE, SETTING)),
    (DATE, (SETTING,)), (LABELLED, (LABELS,)),
)  # fmt: skip
_NO_TYPES: Final[frozenset[str]] = frozenset()


class Answers:
    """Asks the engine about one case after the other."""

    def __init__(self, rulebook: Rulebook, forms: Forms, numbers: Numbers) -> None:
        self._forms, self._numbers, self._rulebook = forms, numbers, rulebook
        self._shapes = rulebook.parts().shapes
        self._atoms: dict[int | None, list[Atom]] = {}
        for atom, group in forms.atom_groups.items():
            self._atoms.setdefault(group, []).append(atom)
        self._tests: dict[Atom, Callable[[View, str], bool]] = {}
        self._ages = {forms.groups[p] for p in AGES if p in forms.groups}
        self._exact: dict[int, set[str]] = {}
        for p, parts in _EXACT:
            if p in forms.groups:
                self._exact.setdefault(forms.groups[p], set()).update(parts)
        above = rulebook.vocabulary.classes
        self._of_age = above.get(CHILD, frozenset((CHILD,))) | above.get(ADULT, frozenset((ADULT,)))
        #: The properties by whose domain or range somebody is a child or an adult, whatever the age.
        self._aging = frozenset(
            p
            for p, info in rulebook.vocabulary.properties.items()
            if p not in forms.frame
            and any({CHILD, ADULT} & above.get(cls, frozenset((cls,))) for cls in (*info.domains, *info.ranges))
        )

    def stays_in_parts(self, situation: Situation) -> bool:
        """Whether nothing follows in a case with one person that does not follow from one part of it: for the person,
        what follows from age; for the rest, only that superproperties hold."""
        (person,) = situation.persons
        record, whole = situation.record, situation.whole
        if any(kinds != record.kinds.get(node) for node, kinds in whole.types.items() if node != person):
            return False
        more = whole.types.get(person, _NO_TYPES) - record.kinds.get(person, _NO_TYPES)
        if not more <= self._of_age or not self._aging.isdisjoint(record.out):
            return False
        return not self._rulebook.parts().reader.spreads(record._replace(out=whole.out, kinds=whole.types))

    def indicates_in_one_group(self, read: Plain, situation: Situation, prefix: str) -> bool:
        """Whether the indicators of a case all fill one group: only within one they are told in the order of names."""
        types, groups = situation.whole.types, self._forms.groups
        found = {
            groups.get(piece.property, piece.property)
            for piece in read.pieces
            if piece.name and INDICATOR in types.get(prefix + piece.name[2:-1], ())
        }
        return len(found) < 2

    def hear(self, found: CaseFindings, judge: Judge, prefix: str) -> None:
        """Turn to a case with one person and at most one conduct, and to what was found on it."""
        (person,) = found.persons
        situation = self._rulebook.situation(found.case)
        conducts = situation.conducts[person.person]
        self._situation, self._judge, self._prefix, self._found = situation, judge, prefix, person
        self._person, self._conduct = person.person, conducts[0] if conducts else FRESH

    def of_frame(self) -> int:
        """The bits of what the frame alone answers."""
        bits = self._of_atoms(None)
        if {self._person, self._conduct} & self._situation.standings.of.keys():
            bits |= self._numbers.bits(RECORDED, RECORDED, True)
        return bits

    def of_group(self, group: int, kinds: tuple[int, ...], nodes: tuple[str, ...]) -> int:
        """The bits of a group filled in this way: by these kinds, and these nodes in order."""
        iris = tuple(name[1:-1].replace(OWN, self._prefix) for name in nodes)
        bits = self._of_atoms(group)
        indicators = self._has_indicator(iris)
        for number, definition in enumerate(self._forms.definitions):
            if group in definition.groups or indicators:
                bits |= self._of_definition(number, definition, group, kinds if indicators else (), iris)
        if not self._situation.standings.of.keys().isdisjoint(iris):
            bits |= self._numbers.bits(RECORDED, RECORDED, True)
        for part in sorted(self._exact.get(group, ())) if kinds else ():
            bits |= self._numbers.bits(part, group, kinds)
        return bits

    def _has_indicator(self, iris: tuple[str, ...]) -> bool:
        types = self._situation.whole.types
        return any(INDICATOR in types.get(iri, ()) for iri in iris)

    # --- atoms

    def _of_atoms(self, group: int | None) -> int:
        bits = 0
        for atom in self._atoms.get(group, ()):
            bits |= self._numbers.of_atom(atom, *self._truths(atom))
        return bits

    def _truths(self, atom: Atom) -> tuple[bool, bool]:
        """Whether an atom holds on the established and on the alleged view."""
        node = self._conduct if atom.on_conduct else self._person
        if node == FRESH:
            return False, False
        test = self._tests.get(atom)
        if test is None:
            test = self._tests[atom] = self._test(atom)
        return test(self._situation.established, node), test(self._situation.alleged, node)

    def _leads(self, step: str, view: View) -> bool:
        return self._conduct in view.inv.get(step, {}).get(self._person, ())

    def _test(self, atom: Atom) -> Callable[[View, str], bool]:
        if atom.step:
            return lambda view, _node: self._leads(atom.shape, view)
        test = self._shapes.conforms(atom.shape)
        if atom.path is None:
            return test
        walk = bind_path(atom.path)
        return lambda view, node: any(test(view, value) for value in walk(view, node))

    # --- definitions

    def _of_definition(
        self, number: int, definition: Definition, group: int, indicators: tuple[int, ...], iris: tuple[str, ...]
    ) -> int:
        """The bits of all that a definition asks of a group: of its atoms and of age, for what it comes to; of each
        element, for what that comes to, and for what points to it; and of the standing of facts, for what the finding
        rests on."""
        id_, numbers = definition.card.id, self._numbers
        atoms = tuple(
            (atom, self._truths(atom), None if atom.step else self._supposed(atom))
            for atom in definition.atoms
            if self._forms.atom_groups[atom] == group
        )
        bits = numbers.bits((VERDICT, id_), group, (atoms, self._worlds() if group in self._ages else ()))
        stated: set[bool] = set()
        outcomes = self._found.findings[number].elements
        for at, ((_, own), outcome) in enumerate(zip(definition.elements, outcomes, strict=True)):
            if own == group:
                bits |= numbers.bits((ELEMENT, id_, at), group, _outcome(outcome, iris, self._conduct))
                stated.update(e.stated for e in outcome.evidence if e.fact in outcome.facts)
            if indicators:
                bits |= numbers.bits((INDICATED, id_, at), group, indicators)
        for word in stated:
            bits |= numbers.bits((BASIS, id_), word, True)
        return bits

    def _worlds(self) -> object:
        return tuple(
            (world.word, world.open_person, bool(world.open_conducts), bool(world.known_child))
            for world in self._judge.worlds(self._person)
        )

    def _supposed(self, atom: Atom) -> object:
        node = self._conduct if atom.on_conduct else self._person
        return self._judge.supposed(atom.shape, node, self._person, self._conduct)


def _outcome(outcome: ElementOutcome, iris: tuple[str, ...], conduct: str) -> object:
    """An element's outcome with the places of the facts instead of their names."""
    places = {iri: place for place, iri in enumerate(iris)} | {conduct: -1}
    evidence = tuple((places.get(e.fact), e.standing, e.stated) for e in outcome.evidence)
    return outcome.outcome, outcome.why, tuple(map(places.get, outcome.facts)), evidence
