"""Everything that may be supposed of one person's record under one definition.

Facts, facts of age and conducts that are recorded, and neither established nor refuted; facts that are not recorded, of
the classes that the definition names; that the person was a child then, where that is open; a conduct where none is.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from palermo.compile.shape import is_step
from palermo.conclude.situation import Situation
from palermo.names import AGE_FACT, TOWARDS, TOWARDS_CHILD
from palermo.split.case import Case
from palermo.terms import Term
from palermo.whatif.age import Ages
from palermo.whatif.blueprint import Drawing
from palermo.whatif.fresh import Fresh
from palermo.whatif.names import Namer
from palermo.whatif.parts import Parts
from palermo.whatif.places import Place, places, property_of
from palermo.whatif.recorded import Recorded
from palermo.whatif.trial import with_triples
from palermo.whatif.values import Supposed

_LAST: Final = 1 << 20


class Universe(NamedTuple):
    """What may be supposed, by bit. ``recorded`` are facts and conducts of the record, ``ages`` those of them that are
    facts of the person's own age, ``all_ages`` of anybody's. ``fresh`` holds by node what is not recorded there,
    ``traits`` are characteristics. ``conducts`` may count, and ``base`` holds for each what must be supposed for that.
    ``whole`` is false where the definition asks what cannot be drawn up."""

    atoms: tuple[Supposed, ...]
    recorded: int
    ages: int
    all_ages: int
    fresh: dict[str, int]
    traits: int
    conducts: tuple[str, ...]
    base: dict[str, int]
    whole: bool


def survey(
    parts: Parts, situation: Situation, definition: str, person: str, is_sound: Callable[[Case], bool] | None = None
) -> Universe:
    """What may be supposed of a person under the definition of this shape. Where ages contradict one another a
    characteristic may be open and yet break the rules of descriptions: then it is left out (``is_sound``)."""
    namer = Namer(situation.record.case)
    recorded, fresh, ages = Recorded(parts, situation, namer), Fresh(parts, situation, namer), Ages(parts, situation)
    conducts, supposed = recorded.conducts(person)
    if not situation.conducts.get(person) and parts.steps:
        made = fresh.conduct(person)
        conducts, supposed = (made.node,), [made]
    looked_at, drawing = places(parts, definition), Drawing(parts.shapes, parts.vocabulary)
    hung = recorded.hung((person, *conducts), {property_of(place.shape) for place in looked_at})
    for node in recorded.open_facts():
        at, p = hung.get(node, (None, None))
        supposed += [s._replace(at=at, property=p) for s in recorded.settled(node, "fact")]
    for node, on_conduct in ((person, False), *((c, True) for c in conducts)):
        drawn = [drawing.on_path(place.shape) for place in looked_at if place.on_conduct == on_conduct]
        supposed += fresh.hung_on(node, drawn)
    supposed += _relations(parts, situation, fresh, definition, person, conducts)
    for trait in ages.supposed(definition, person, conducts):
        if is_sound is None or is_sound(with_triples(situation.record.case, trait.triples)):
            supposed.append(trait)
    ordered = sorted(supposed, key=_Order(situation, looked_at))
    return _by_bit(ordered, conducts, situation, ages.own_facts(person), drawing.whole)


def everything_established(parts: Parts, situation: Situation, person: str) -> tuple[Universe, Recorded]:
    """The established facts as a universe, to ask on which of them a finding rests."""
    namer = Namer(situation.record.case)
    recorded = Recorded(parts, situation, namer)
    standings = situation.standings
    facts = [n for n in recorded.facts() if standings.standing(n) == "established"]
    supposed = [s for node in facts for s in recorded.settled(node, "fact")]
    conducts = tuple(c for c in situation.conducts.get(person, []) if standings.standing(c) == "established")
    own = Ages(parts, situation).own_facts(person)
    return _by_bit(supposed, conducts, situation, own, len(supposed) == len(facts)), recorded


def _relations(
    parts: Parts, situation: Situation, fresh: Fresh, definition: str, person: str, conducts: tuple[str, ...]
) -> list[Supposed]:
    """That a conduct is towards the person in a way that a definition asks for by a property of its own."""
    steps = [shape for shape in parts.reached(definition) if is_step(shape.path, parts.steps)]
    asked = {property_of(shape) for shape in steps} - {TOWARDS, TOWARDS_CHILD}
    out = situation.whole.out
    return [
        fresh.hung(c, p, person) for p in sorted(asked) for c in conducts if person not in out.get(p, {}).get(c, ())
    ]


class _Order:
    """Conducts first, then facts in the order in which the definition asks for them, recorded ones before others, then
    characteristics."""

    def __init__(self, situation: Situation, looked_at: tuple[Place, ...]) -> None:
        self._ranks: dict[str, int] = {}
        for place in looked_at:
            self._ranks.setdefault(property_of(place.shape), len(self._ranks))
        self._hung: dict[Term, set[str]] = {}
        for p, edges in situation.record.out.items():
            for values in edges.values():
                for value in values:
                    self._hung.setdefault(value, set()).add(p)

    def __call__(self, supposed: Supposed) -> tuple[int, int, str, bool, str, str]:
        if supposed.kind in ("conduct", "fresh-conduct"):
            return (0, 0, supposed.node, False, "", "")
        if supposed.kind == "characteristic":
            return (2, 0, supposed.at or "", False, supposed.trait or "", "")
        properties = {supposed.property} if supposed.property else self._hung.get(supposed.node, set())
        rank = min((self._ranks.get(p, _LAST) for p in properties), default=_LAST)
        return (1, rank, supposed.at or "", supposed.kind != "fact", " ".join(supposed.classes), supposed.node)


def _by_bit(
    atoms: list[Supposed], conducts: tuple[str, ...], situation: Situation, own_ages: set[Term], whole: bool
) -> Universe:
    recorded = ages = all_ages = traits = 0
    fresh: dict[str, int] = {}
    base = dict.fromkeys(conducts, 0)
    for n, atom in enumerate(atoms):
        bit = 1 << n
        if atom.kind in ("fact", "conduct"):
            recorded |= bit
            ages |= bit if atom.node in own_ages else 0
            all_ages |= bit if situation.record.of_kind(atom.node, AGE_FACT) else 0
        elif atom.kind == "characteristic":
            traits |= bit
        elif atom.kind != "fresh-conduct":
            fresh[atom.at or ""] = fresh.get(atom.at or "", 0) | bit
        if atom.kind in ("conduct", "fresh-conduct") and atom.node in base:
            base[atom.node] |= bit
    return Universe(tuple(atoms), recorded, ages, all_ages | ages, fresh, traits, conducts, base, whole)
