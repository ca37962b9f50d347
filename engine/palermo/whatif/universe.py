"""Everything that may be supposed of one person's record under one definition.

Recorded facts, facts of age and conducts that are neither established nor refuted; facts that are not recorded, of the
classes that the definition names; that the person was a child then, where age is open; a conduct where none is recorded.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from palermo.compile.shape import Shape, is_step
from palermo.conclude.situation import Situation
from palermo.names import (
    ADULT,
    AGE,
    CHILD,
    CONDUCT,
    ESTABLISHED,
    EVIDENTIAL_STATUS,
    FACT,
    SAME_AS,
    TOWARDS,
    TOWARDS_CHILD,
    TYPE,
)
from palermo.terms import Term, Triple, local_name
from palermo.view.age import read_said, read_timeline, worlds
from palermo.view.record import ClassTree
from palermo.whatif.blueprint import Blueprint, Drawing, Made
from palermo.whatif.kinds import Kinds
from palermo.whatif.names import Namer
from palermo.whatif.parts import Parts
from palermo.whatif.prevail import prevailing
from palermo.whatif.values import Supposed

_LAST: Final = 1 << 20


class Place(NamedTuple):
    """A shape with a path that a definition comes down to, and whether it is asked of the conduct."""

    shape: Shape
    on_conduct: bool


class Universe(NamedTuple):
    """What may be supposed, by bit. ``recorded`` are facts and conducts of the record, ``ages`` those of them that are
    facts of the person's own age, ``fresh`` by node what is not recorded there, ``traits`` characteristics. ``base``
    holds by conduct what must be supposed for it to count at all. ``whole`` is false where the definition asks what
    cannot be drawn up."""

    atoms: tuple[Supposed, ...]
    recorded: int
    ages: int
    fresh: dict[str, int]
    traits: int
    conducts: tuple[str, ...]
    base: dict[str, int]
    whole: bool


class Surveyor:
    """Surveys what may be supposed in one situation."""

    __slots__ = ("_kinds", "_namer", "_parts", "_situation", "_tree")

    def __init__(self, parts: Parts, situation: Situation) -> None:
        self._parts, self._situation = parts, situation
        self._tree = ClassTree(parts.vocabulary.classes, parts.vocabulary.individuals)
        self._kinds = Kinds(parts, situation.refutations)
        self._namer = Namer(situation.record.case)

    def universe(self, definition: str, person: str) -> Universe:
        """What may be supposed of a person under the definition of this shape."""
        places = list(self.places(definition))
        drawing = Drawing(self._parts.shapes, self._parts.vocabulary)
        conducts, supposed = self._conducts(person)
        supposed += self._recorded_facts()
        for node, on_conduct in ((person, False), *((c, True) for c in conducts)):
            for place in places:
                if place.on_conduct == on_conduct:
                    made = [m for m in drawing.on_path(place.shape) if self._is_open(node, *m)]
                    supposed += self._hung(node, made, supposed)
        supposed += self._relations(definition, person, conducts)
        supposed += self._traits(definition, person, conducts)
        ranks = {p: n for n, p in reversed(list(enumerate(_property(place.shape) for place in places)))}
        return self._bits(sorted(supposed, key=lambda s: self._order(s, ranks)), person, conducts, drawing.whole)

    def places(self, definition: str) -> Iterator[Place]:
        """Where a definition looks: every shape with a path that is no step to a conduct, in order."""
        yield from dict.fromkeys(self._places(definition, False))

    def open_facts(self) -> Iterator[str]:
        """The recorded facts that are neither established nor refuted. One that was not proved, where its class is
        refuted, is refuted with it."""
        situation = self._situation
        for node, standing in sorted(situation.standings.of.items()):
            if standing in ("alleged", "contested") or (standing == "not-established" and not self._denied(node)):
                if situation.record.of_kind(node, FACT):
                    yield node

    def _places(self, shape_id: str, on_conduct: bool) -> Iterator[Place]:
        shape = self._parts.shapes[shape_id]
        if is_step(shape.path, self._parts.steps) and not on_conduct:
            for name, parameter in shape.constraints:
                if name == "qualified":
                    yield from self._places(parameter[0], True)
        elif shape.path is not None:
            yield Place(shape, on_conduct)
        else:
            for name, parameter in shape.constraints:
                for inner in (parameter,) if name in ("node", "property") else parameter if name in _LISTS else ():
                    yield from self._places(inner, on_conduct)

    # --- what is recorded

    def _recorded_facts(self) -> list[Supposed]:
        return [s for node in self.open_facts() for s in self.raised(node, "fact")]

    def raised(self, node: str, kind: str, status: str = ESTABLISHED) -> list[Supposed]:
        """That a recorded fact or conduct is established, or refuted; none where nothing can prevail over the record."""
        triples = prevailing(self._situation.record, node, status, self._namer.name("assessment of", node))
        standing = self._situation.standings.standing(node)
        if not triples:
            return []
        return [Supposed(kind, node, None, None, (), (), None, standing, status != ESTABLISHED, triples)]

    def _denied(self, node: str) -> bool:
        """Whether the record refutes, where a fact hangs, what it is."""
        record, refutations = self._situation.record, self._situation.refutations
        classes = self._tree.most_specific(record.asserted.get(node, []))
        return bool(refutations) and any(
            refutations.refuting(subject, p, cls)
            for p, edges in record.out.items()
            for subject, values in edges.items()
            if node in values
            for cls in classes
        )

    def _conducts(self, person: str) -> tuple[tuple[str, ...], list[Supposed]]:
        """The conducts to consider, and what may be supposed of them: a new one only where none is recorded."""
        recorded = self._situation.conducts.get(person, [])
        if not recorded:
            if not self._parts.steps:
                return (), []
            fresh = self.fresh_conduct(person)
            return (fresh.node,), [fresh]
        standings = self._situation.standings
        kept = tuple(c for c in recorded if standings.standing(c) != "refuted")
        raised = [s for c in kept if standings.standing(c) != "established" for s in self.raised(c, "conduct")]
        unraised = {c for c in kept if standings.standing(c) != "established"} - {s.node for s in raised}
        return tuple(c for c in kept if c not in unraised), raised

    def fresh_conduct(self, person: str) -> Supposed:
        """A conduct towards a person who has none."""
        node = self._namer.name("conduct", person)
        triples: tuple[Triple, ...] = ((node, TYPE, CONDUCT), (node, TOWARDS, person))
        return Supposed("fresh-conduct", node, person, TOWARDS, (CONDUCT,), (), None, None, False, triples)

    # --- what is not recorded

    def _is_open(self, node: str, p: str, made: Made) -> bool:
        """Whether the record leaves it open that this hangs on a node, and whether it may be proposed."""
        info, situation = self._parts.vocabulary.properties.get(p), self._situation
        if info is not None and info.functional and situation.alleged.out.get(p, {}).get(node):
            return False
        ranges = info.ranges if info is not None else ()
        if any(situation.refutations.refuting(node, p, cls) for cls in ranges if isinstance(made, Blueprint)):
            return False
        classes = made.classes if isinstance(made, Blueprint) else frozenset()
        return all(self._kinds.is_open(node, p, cls) and self._kinds.may_be_proposed(node, p, cls) for cls in classes)

    def _hung(self, node: str, made: Iterable[tuple[str, Made]], known: list[Supposed]) -> list[Supposed]:
        """What may be hung on a node, but for what is known already: two shapes may ask the same."""
        found: list[Supposed] = []
        counted: dict[tuple[str, Made], int] = {}
        for p, what in made:
            counted[p, what] = counted.get((p, what), 0) + 1
            one = self.hung(node, p, what, counted[p, what])
            if one not in known and one not in found:
                found.append(one)
        return found

    def hung(self, node: str, p: str, made: Made, number: int = 1, status: str = ESTABLISHED) -> Supposed:
        """A fact, or a value, hung on a node; the same one for the same blueprint and number."""
        refuted = status != ESTABLISHED
        if not isinstance(made, Blueprint):
            return Supposed("value", node, node, p, (), (), None, None, refuted, ((node, p, made),))
        fresh, triples = self._built(node, p, made, number, status)
        classes = tuple(sorted(made.classes))
        kinds = self._kinds.open_kinds(node, p, classes[0]) if len(classes) == 1 else ()
        return Supposed("fresh", fresh, node, p, classes, kinds, None, None, refuted, triples)

    def _built(self, node: str, p: str, made: Blueprint, number: int, status: str) -> tuple[str, tuple[Triple, ...]]:
        what = " ".join(sorted(local_name(cls) for cls in made.classes)) or local_name(p)
        fresh = self._namer.name(what, f"{node} {p} {made} {number} {status}")
        triples: list[Triple] = [(node, p, fresh), *((fresh, TYPE, cls) for cls in sorted(made.classes))]
        if any(FACT in self._parts.vocabulary.classes.get(cls, ()) for cls in made.classes):
            triples.append((fresh, EVIDENTIAL_STATUS, status))
        for n, (q, inner) in enumerate(made.links):
            if isinstance(inner, Blueprint):
                triples += self._built(fresh, q, inner, n, status)[1]
            else:
                triples.append((fresh, q, inner))
        return fresh, tuple(triples)

    def _relations(self, definition: str, person: str, conducts: tuple[str, ...]) -> list[Supposed]:
        """That a conduct is towards the person in a way that a definition asks for by a property of its own."""
        asked = {
            shape.path[1][1]
            for shape in self._parts.reached(definition)
            if shape.path is not None and is_step(shape.path, self._parts.steps)
        }
        out = self._situation.whole.out
        return [
            self.hung(conduct, p, person)
            for p in sorted(asked - {TOWARDS, TOWARDS_CHILD})
            for conduct in conducts
            if person not in out.get(p, {}).get(conduct, ())
        ]

    # --- age

    def _traits(self, definition: str, person: str, conducts: tuple[str, ...]) -> list[Supposed]:
        """That the person was a child at the time of a conduct, where that is open; where no conduct is recorded, or a
        definition asks it of the person as such, when the events began. The like for an adult."""
        classes = self._asked_of_person(definition)
        found: list[Supposed] = []
        for word in (CHILD, ADULT):
            open_person, open_conducts = self.open_age(person, word)
            if word == CHILD and self._asks_child(definition) and self._situation.conducts.get(person):
                found += [self.child_at(person, c) for c in conducts if c in open_conducts]
            elif word == CHILD and self._asks_child(definition) and open_person:
                found.append(self.of_age(person, CHILD))
            if word in classes and open_person and not any(s.at is None for s in found):
                found.append(self.of_age(person, word))
        return found

    def open_age(self, person: str, word: str) -> tuple[bool, frozenset[str]]:
        """Whether the record leaves it open that a person was a child, or an adult, when the events began, and at the
        time of which conducts."""
        situation = self._situation
        timeline = read_timeline(situation.record, situation.conducts.get(person, []))
        name = "child" if word == CHILD else "adult"
        for world in worlds(read_said(situation.record, situation.standings, person), timeline):
            if world.word == name:
                return world.open_person, world.open_conducts
        return False, frozenset()

    def child_at(self, person: str, conduct: str) -> Supposed:
        """That a person was a child at the time of a conduct."""
        triples: tuple[Triple, ...] = ((conduct, TOWARDS_CHILD, person),)
        return Supposed("characteristic", person, conduct, None, (), (), self._trait(CHILD), None, False, triples)

    def of_age(self, person: str, word: str) -> Supposed:
        """That a person was a child, or an adult, when the events began."""
        triples: tuple[Triple, ...] = ((person, TYPE, word),)
        return Supposed("characteristic", person, None, None, (), (), self._trait(word), None, False, triples)

    def _trait(self, cls: str) -> str:
        """The identifier of the characteristic that asks for this class of person."""
        for iri, id_ in sorted(self._parts.characteristics.items()):
            if any(("class", cls) in shape.constraints for shape in self._parts.reached(iri)):
                return id_
        return local_name(cls).lower()

    def _asks_child(self, definition: str) -> bool:
        return any(
            _property(shape) == TOWARDS_CHILD or ("class", CHILD) in shape.constraints
            for shape in self._parts.reached(definition)
        )

    def _asked_of_person(self, definition: str) -> set[str]:
        """The classes that a definition itself asks of the person, not by way of a characteristic of its own."""
        apart = {s.id for iri in self._parts.characteristics for s in self._parts.reached(iri) if iri != definition}
        named = {
            p for s in self._parts.reached(definition) if s.id not in apart for n, p in s.constraints if n == "class"
        }
        if any(("class", ADULT) in s.constraints for s in self._parts.reached(definition)):
            named.add(ADULT)
        return named & {CHILD, ADULT}

    # --- bits

    def _order(self, supposed: Supposed, ranks: dict[str, int]) -> tuple[int, int, str, bool, str, str]:
        """Conducts first, then facts in the order in which the definition asks for them, recorded ones before others."""
        if supposed.kind in ("conduct", "fresh-conduct"):
            return (0, 0, supposed.node, False, "", "")
        if supposed.kind == "characteristic":
            return (2, 0, supposed.at or "", False, supposed.trait or "", "")
        rank = min((ranks.get(p, _LAST) for p in self._properties(supposed)), default=_LAST)
        fresh = supposed.kind != "fact"
        return (1, rank, (supposed.at or "") if fresh else "", fresh, " ".join(supposed.classes), supposed.node)

    def _properties(self, supposed: Supposed) -> list[str]:
        if supposed.property is not None:
            return [supposed.property]
        out = self._situation.record.out
        return [p for p, edges in out.items() if any(supposed.node in values for values in edges.values())]

    def _bits(self, atoms: list[Supposed], person: str, conducts: tuple[str, ...], whole: bool) -> Universe:
        own = self.own_ages(person)
        recorded = ages = traits = 0
        fresh: dict[str, int] = {}
        base = dict.fromkeys(conducts, 0)
        for n, atom in enumerate(atoms):
            bit = 1 << n
            if atom.kind in ("fact", "conduct"):
                recorded |= bit
                ages |= bit if atom.node in own else 0
            elif atom.kind == "characteristic":
                traits |= bit
            elif atom.kind != "fresh-conduct":
                at = atom.at or ""
                fresh[at] = fresh.get(at, 0) | bit
            if atom.kind in ("conduct", "fresh-conduct"):
                base[atom.node] |= bit
        return Universe(tuple(atoms), recorded, ages, fresh, traits, conducts, base, whole)

    def own_ages(self, person: str) -> set[Term]:
        """The facts of a person's age, written under any of the person's names."""
        out = self._situation.record.out
        same = out.get(SAME_AS, {})
        names, waiting = {person}, [person]
        while waiting:
            one = waiting.pop()
            beside = {o for o in same.get(one, ()) if isinstance(o, str)}
            beside |= {s for s, values in same.items() if one in values}
            waiting.extend(beside - names)
            names |= beside
        return {fact for name in names for fact in out.get(AGE, {}).get(name, ())}


_LISTS: Final = ("and", "or")


def _property(shape: Shape) -> str:
    """The property of a path of one step, forward or back; empty for another path."""
    path = shape.path
    if path is None:
        return ""
    inner = path[1] if path[0] == "inv" else path
    return str(inner[1]) if inner[0] == "p" else ""
