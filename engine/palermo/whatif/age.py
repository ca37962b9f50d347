"""That the person was a child at that time, or an adult, where the record leaves it open."""

from palermo.conclude.situation import Situation
from palermo.names import ADULT, AGE, CHILD, SAME_AS, TOWARDS_CHILD, TYPE
from palermo.terms import Term, Triple, local_name
from palermo.view.age import judge, read_said, read_timeline, worlds, years_of
from palermo.whatif.parts import Parts
from palermo.whatif.places import property_of
from palermo.whatif.values import Supposed


class Ages:
    """What may be supposed of ages in one situation."""

    __slots__ = ("_parts", "_situation")

    def __init__(self, parts: Parts, situation: Situation) -> None:
        self._parts, self._situation = parts, situation

    def supposed(self, definition: str, person: str, conducts: tuple[str, ...]) -> list[Supposed]:
        """What a definition may ask of the person's age: at the time of each conduct; where none is recorded, or the
        definition asks it of the person as such, when the events began."""
        found: list[Supposed] = []
        recorded = bool(self._situation.conducts.get(person))
        for word in (CHILD, ADULT):
            if not self._asks(definition, word):
                continue
            open_person, open_conducts = self.open(person, word)
            of_conducts = word == CHILD and recorded
            if of_conducts:
                found += [self.child_at(person, c) for c in conducts if c in open_conducts]
            if open_person and (not of_conducts or self._asks_of_person(definition, word)):
                found.append(self.from_the_beginning(person, word))
        return found

    def open(self, person: str, word: str) -> tuple[bool, frozenset[str]]:
        """Whether the record leaves it open that a person was a child, or an adult, when the events began, and at the
        time of which conducts."""
        record, standings = self._situation.record, self._situation.standings
        timeline = read_timeline(record, self._situation.conducts.get(person, []))
        for world in worlds(read_said(record, standings, person), timeline):
            if world.word == ("child" if word == CHILD else "adult"):
                return world.open_person, world.open_conducts
        return False, frozenset()

    def settled(self, person: str, conduct: str | None) -> bool:
        """Whether the record establishes that a person was a child, or an adult, at the time of a conduct, or when the
        events began."""
        record, standings = self._situation.record, self._situation.standings
        timeline = read_timeline(record, self._situation.conducts.get(person, []))
        return judge(read_said(record, standings, person), timeline, conduct, False) is not None

    def child_at(self, person: str, conduct: str) -> Supposed:
        """That a person was a child at the time of a conduct."""
        triples: tuple[Triple, ...] = ((conduct, TOWARDS_CHILD, person),)
        return Supposed("characteristic", person, conduct, None, (), (), self.trait(CHILD), None, False, triples)

    def from_the_beginning(self, person: str, word: str) -> Supposed:
        """That a person was a child, or an adult, when the events began."""
        triples: tuple[Triple, ...] = ((person, TYPE, word),)
        return Supposed("characteristic", person, None, None, (), (), self.trait(word), None, False, triples)

    def trait(self, word: str) -> str:
        """The identifier of the characteristic that asks for this class of person."""
        for iri, id_ in sorted(self._parts.characteristics.items()):
            if self._parts.word_of(iri) == word:
                return id_
        return local_name(word).lower()

    def own_facts(self, person: str) -> set[Term]:
        """The facts of a person's age, under whichever of the person's names they are written."""
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

    def says(self, fact: str) -> str | None:
        """The class of person that a fact of age implies by itself."""
        years = years_of(self._situation.record, fact)
        return CHILD if years.child() else ADULT if years.adult() else None

    def _asks(self, definition: str, word: str) -> bool:
        return any(
            ("class", word) in shape.constraints or (word == CHILD and property_of(shape) == TOWARDS_CHILD)
            for shape in self._parts.reached(definition)
        )

    def _asks_of_person(self, definition: str, word: str) -> bool:
        """Whether a definition itself asks for a class of person, not by way of a characteristic."""
        apart = {s.id for iri in self._parts.characteristics for s in self._parts.reached(iri)}
        return any(("class", word) in s.constraints for s in self._parts.reached(definition) if s.id not in apart)
