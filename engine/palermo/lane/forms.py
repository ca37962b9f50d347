"""What the lane knows of a rulebook before it has seen a case: atoms, groups of properties, and who reads which."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from palermo.compile.plan import Card, Plan
from palermo.lane.reads import AGES, Atom, Beyond, Formula, Shapes, below
from palermo.names import (
    ADULT,
    AS,
    ASSESSMENT,
    BIRTH_DATE,
    BY,
    CHILD,
    CONCERNS,
    DATE,
    ENDED_ON,
    EVIDENTIAL_STATUS,
    FINAL_,
    INDICATOR,
    JURISDICTION,
    LABELLED,
    PERSON,
    SH,
    STARTED_ON,
    TYPE,
    UNDER_INSTRUMENT,
)

#: What the engine itself reads of a case, whatever the shapes.
_READ: Final = frozenset((
    JURISDICTION, STARTED_ON, ENDED_ON, DATE, BIRTH_DATE, BY, LABELLED, AS, UNDER_INSTRUMENT, FINAL_, *AGES,
))  # fmt: skip
_KINDS: Final = ("definitions", "circles", "categories", "characteristics", "remarks", "divergences")


class Root(NamedTuple):
    """A named shape that holds or not: its identifier, its formula, its atoms, and the definitions and circles that it
    asks as a whole."""

    iri: str
    id: str
    formula: Formula
    atoms: tuple[Atom, ...]
    wholes: tuple[str, ...]


class Definition(NamedTuple):
    """A definition: its atoms, and its elements in order, each with its shape and the group that it reads (None: it
    reads more than one)."""

    card: Card
    atoms: tuple[Atom, ...]
    elements: tuple[tuple[str, int | None], ...]
    groups: frozenset[int]


class Forms(NamedTuple):
    """``groups`` numbers the properties, those alike that some shape reads together; ``frame`` are the properties that
    make up the frame of a case; ``read`` are all that anything reads; ``atom_groups`` says for each atom which group it
    reads, None for one that reads the frame alone."""

    definitions: tuple[Definition, ...]
    circles: tuple[Root, ...]
    categories: tuple[Root, ...]
    characteristics: tuple[Root, ...]
    remarks: tuple[Root, ...]
    divergences: tuple[Root, ...]
    groups: dict[str, int]
    frame: frozenset[str]
    read: frozenset[str]
    atom_groups: dict[Atom, int | None]

    @property
    def asked(self) -> frozenset[int]:
        """The groups of which some shape asks, filled or not."""
        of_atoms = frozenset(group for group in self.atom_groups.values() if group is not None)
        return of_atoms.union(*(definition.groups for definition in self.definitions))


def forms(plan: Plan, chosen: Sequence[str]) -> Forms | None:
    """The forms of a rulebook for the definitions chosen; None where some shape looks further than the lane can
    follow, or something else than shapes judges a case."""
    if plan.external or plan.axioms.sparql:
        return None
    try:
        return _Maker(plan, chosen).made()
    except Beyond:
        return None


class _Maker:
    def __init__(self, plan: Plan, chosen: Sequence[str]) -> None:
        self._plan = plan
        classes = plan.axioms.vocabulary.classes
        ages = (classes.get(CHILD, frozenset((CHILD,))) | classes.get(ADULT, frozenset((ADULT,)))) - classes.get(
            PERSON, frozenset((PERSON,))
        )
        named = frozenset(card.iri for card in plan.cards["characteristics"])
        properties = plan.axioms.vocabulary.properties
        above = {p: tuple(sorted(info.supers)) for p, info in properties.items()}
        self._shapes = Shapes(plan.shapes, plan.steps, ages, AGES, below(properties), above, named)
        self._indicators = frozenset(
            p
            for p, info in properties.items()
            if any(INDICATOR in classes.get(cls, frozenset((cls,))) for cls in info.ranges)
        )
        self._written = self._shapes._replace(ages=frozenset(), of_age=frozenset())
        self._frame = frozenset((TYPE, CONCERNS, EVIDENTIAL_STATUS, ASSESSMENT)) | {
            p for step in plan.steps for p in self._shapes.below.get(step, (step,))
        }
        by_id = {card.id: card for card in plan.cards["definitions"]}
        self._cards = {kind: plan.cards[kind] for kind in _KINDS}
        self._cards["definitions"] = tuple(by_id[id_] for id_ in chosen)

    def made(self) -> Forms:
        roots = {kind: tuple(self._root(card, kind) for card in cards) for kind, cards in self._cards.items()}
        reads = {a: self._shapes.atom_reads(a) for found in roots.values() for root in found for a in root.atoms}
        elements = {iri: self._shapes.reads(iri) for card in self._cards["definitions"] for iri, _ in card.elements}
        rules = [properties for iri in self._plan.quality for properties in self._of_rule(iri)]
        together = [AGES, frozenset((STARTED_ON, ENDED_ON)), *reads.values(), *rules]
        read = _READ.union(*together, *elements.values())
        together.append(self._indicators & read)
        groups = self._groups(read, together)
        return Forms(
            tuple(self._definition(root, card, reads, elements, groups) for root, card in self._defined(roots)),
            roots["circles"],
            roots["categories"],
            roots["characteristics"],
            roots["remarks"],
            roots["divergences"],
            groups,
            self._frame,
            read | self._frame,
            {atom: self._one(properties, groups) for atom, properties in reads.items()},
        )

    def _defined(self, roots: dict[str, tuple[Root, ...]]) -> Iterable[tuple[Root, Card]]:
        return zip(roots["definitions"], self._cards["definitions"], strict=True)

    def _root(self, card: Card, kind: str) -> Root:
        asked = {"definitions": (), "circles": ("definitions",)}.get(kind, ("definitions", "circles"))
        whole = {other.iri for before in asked for other in self._cards[before]}
        formula = self._shapes.formula(card.iri, False, whole)
        atoms, wholes = (tuple(dict.fromkeys(formula.leaves(word))) for word in ("atom", "whole"))
        return Root(card.iri, card.id, formula, atoms, wholes)

    def _of_rule(self, iri: str) -> Iterable[frozenset[str]]:
        """What a quality shape reads whose violation keeps a case from being classified, with each property by which
        its focus nodes are found."""
        shape = self._plan.shapes[iri]
        if not self._is_strict(iri):
            return ()
        read = self._written.reads(iri)
        aims = [term for kind, term in shape.targets if kind in ("targetSubjectsOf", "targetObjectsOf")]
        return [read | self._shapes.below.get(p, frozenset((p,))) for p in aims] or [read]

    def _is_strict(self, iri: str) -> bool:
        """Whether a result of a quality shape, or of one that it asks of its values, may be a violation."""
        shape = self._plan.shapes[iri]
        asked = (str(parameter) for name, parameter in shape.constraints if name == "property")
        return shape.severity in ("", SH + "Violation") or any(map(self._is_strict, asked))

    def _groups(self, read: frozenset[str], together: Iterable[frozenset[str]]) -> dict[str, int]:
        """The number of each property's group. The frame is known beforehand, and a date of birth is left to the
        ordinary way: neither holds groups together."""
        own = {p: p for p in sorted(read - self._frame - {BIRTH_DATE})}

        def first(p: str) -> str:
            while own[p] != p:
                p = own[p]
            return p

        for properties in together:
            joined = sorted({first(p) for p in properties if p in own})
            for p in joined[1:]:
                own[p] = joined[0]
        numbers = {p: number for number, p in enumerate(sorted({first(p) for p in own}))}
        return {p: numbers[first(p)] for p in own}

    def _one(self, properties: frozenset[str], groups: dict[str, int]) -> int | None:
        """The group that these properties are of, None where they are of the frame alone. Raises Beyond for several."""
        found = {groups[p] for p in properties if p in groups}
        if len(found) > 1:
            raise Beyond
        return next(iter(found), None)

    def _definition(
        self,
        root: Root,
        card: Card,
        reads: dict[Atom, frozenset[str]],
        elements: dict[str, frozenset[str]],
        groups: dict[str, int],
    ) -> Definition:
        found = tuple((iri, self._one(elements[iri], groups)) for iri, _ in card.elements)
        of_atoms = {self._one(reads[atom], groups) for atom in root.atoms}
        ages = {groups[p] for p in AGES}
        every = of_atoms | {group for _, group in found} | ages
        return Definition(card, root.atoms, found, frozenset(group for group in every if group is not None))
