"""The branches of definitions tried under one another by the engine itself, and the smallest witnesses among them.

Each tree of a definition is frozen as a case and classified. Where none of the trees of A is a case that B misses, A
lies within B: definitions are monotone, so that holds of every record, and not only of those tried. It is exact as long
as every tree was tried; ``exact`` says whether that is so.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import Final, NamedTuple

from palermo.compare.branches import Link, Node, TooMany, coarser, merged, settled, size, trees, ways_of
from palermo.compare.expression import (
    Has,
    OneOf,
    classes_of,
    counts,
    has_tests,
    read_expression,
    walk,
)
from palermo.compare.kinds import Classes, Kinds
from palermo.compare.literals import hints, with_values
from palermo.compare.trying import Engine, Tried
from palermo.compile.plan import Card
from palermo.names import TYPE
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal

#: How many cases are tried for one question.
MOST: Final = 20_000
#: How many of the smallest witnesses are classified in full, to choose among them.
_WEIGHED: Final = 12


class Witness(NamedTuple):
    """A smallest case that shows something, and what the two definitions asked about come to on it: outcomes, and for
    one that is not met the elements that are missing."""

    case: Case
    person: str
    outcomes: tuple[str, str]
    missing: tuple[str, ...]


class Found(NamedTuple):
    """What trying the branches came to. ``shown`` says that there is such a case, ``exact`` that where none was found,
    there is none; ``tried`` is the number of cases. A case that the quality shapes of a pack refuse is no witness."""

    witness: Witness | None
    shown: bool
    exact: bool
    tried: int


class _Tries:
    """How many trees were tried, and whether all were."""

    def __init__(self, exact: bool) -> None:
        self.count, self.exact = 0, exact

    def may_go_on(self) -> bool:
        """Whether one more may be tried, which is then counted."""
        self.exact = self.exact and self.count < MOST
        self.count += 1
        return self.count <= MOST


class Search:
    """Asks the engine about cases made of definitions. Kinds that neither of the two definitions of a question tells
    apart are tried as one."""

    def __init__(self, rulebook: Rulebook, definitions: Sequence[Card]) -> None:
        plan = rulebook.plan
        self._rulebook, self._properties = rulebook, plan.axioms.vocabulary.properties
        self._exact = not plan.axioms.sparql  # such rules may take back what follows of less
        self._classes = Classes(plan.axioms, plan.never_proposed, rulebook.label)
        self._cards = {card.id: card for card in definitions}
        self.expressions = {card.id: read_expression(plan.shapes, card.iri) for card in definitions}
        self._trees: dict[str, list[Node] | None] = {}
        self._single = {
            p: frozenset(q for q in info.supers if q in self._properties and self._properties[q].functional)
            for p, info in self._properties.items()
        }
        self._hints = tuple(dict.fromkeys(hint for found in self.expressions.values() for hint in hints(found)))
        self._engine = Engine(rulebook, tuple(self._cards.values()), self._classes, self._functional)

    # --- the questions

    def only(self, a: str, b: str) -> Found:
        """A smallest case that meets A, and B not even as alleged."""
        tries = _Tries(self._exact and self._settles(a, b))
        kinds = self._kinds(a, b)
        found: list[Tried] = []
        own = self._trees_of(a, tries)
        for tree in sorted(self._shorter(own, kinds), key=size):
            if _is_beaten(tree, found):
                break
            for one in self._settled(tree, kinds, tries):
                found += self._witnesses(one, a, b)
                if tree in own and not self._came_to(one, a):
                    tries.exact = False  # the tree is not what it was made for
        return Found(self._best(found, a, b), bool(found), tries.exact, tries.count)

    def both(self, a: str, b: str) -> Found:
        """A smallest case that meets both."""
        tries = _Tries(self._exact and not has_tests(self.expressions[a]) and not has_tests(self.expressions[b]))
        kinds = self._kinds(a, b)
        found: list[Tried] = []
        for tree in sorted(self._pairs(a, b, kinds, tries), key=size):
            if _is_beaten(tree, found):
                break
            options = chain.from_iterable(self._engine.options(one) for one in self._settled(tree, kinds, tries))
            meeting = (one for option in options for one in option if {a, b} <= one.met)
            found += [first for first in (next(meeting, None),) if first is not None]
        return Found(self._best(found, a, b), bool(found), tries.exact, tries.count)

    def _settles(self, a: str, b: str) -> bool:
        """Whether the trees of A stand for all that meets A, as far as B can tell. A value that is only to pass a test,
        or may be anything, is one of many."""
        if has_tests(self.expressions[a]):
            return False
        tested = has_tests(self.expressions[b]) or any(
            isinstance(term, Literal)
            for found in walk(self.expressions[b])
            if isinstance(found, OneOf)
            for term in found.terms
        )
        return not tested or not any(self._is_free_literal(found) for found in walk(self.expressions[a]))

    def _is_free_literal(self, found: object) -> bool:
        if not isinstance(found, Has) or isinstance(found.inner, OneOf):
            return False
        info = self._properties.get(found.property)
        return info is not None and info.kind == "datatype"

    # --- cases of one tree

    def _witnesses(self, tree: Node, a: str, b: str) -> list[Tried]:
        """The cases of a tree that meet A and not B."""
        shapes = coarser(tree, self._as_any) if counts(self.expressions[b]) else (tree,)
        tried = (one for shape in shapes for option in self._engine.options(shape) for one in option)
        return [one for one in tried if a in one.met and b not in one.met]

    def _came_to(self, tree: Node, a: str) -> bool:
        """Whether a tree of A meets it, in all the cases that it may be, or is of what cannot be."""
        options = self._engine.options(tree)
        return not any(options) or any(a in one.met for option in options for one in option)

    # --- trees

    def _trees_of(self, id_: str, tries: _Tries) -> list[Node]:
        if id_ not in self._trees:
            try:
                self._trees[id_] = trees(self.expressions[id_], self._functional)
            except TooMany:
                self._trees[id_] = None
        found = self._trees[id_]
        tries.exact = tries.exact and found is not None
        return found or []

    def _functional(self, p: str) -> frozenset[str]:
        return self._single.get(p, frozenset())

    def _kinds(self, a: str, b: str) -> Kinds:
        return Kinds(self._classes, classes_of(self.expressions[a]) | classes_of(self.expressions[b]))

    def _settled(self, tree: Node, kinds: Kinds, tries: _Tries) -> Iterator[Node]:
        if ways_of(tree, kinds.narrow) > MOST:
            tries.exact = False
            return
        for one in settled(tree, kinds.narrow):
            for valued in with_values(one, self._hints):
                if not tries.may_go_on():
                    return
                yield valued

    def _shorter(self, found: Sequence[Node], kinds: Kinds) -> list[Node]:
        """Trees, and those of them in which one fact serves where two were asked for."""
        together = (one for tree in found for one in coarser(tree, lambda links: self._as_one(links, kinds)))
        return list(dict.fromkeys((*found, *together)))

    def _as_one(self, links: Sequence[Link], kinds: Kinds) -> Link | None:
        one: Link | None = links[0]
        for link in links[1:]:
            one = self._one_link(one, link, kinds) if one is not None else None
        return one

    def _as_any(self, links: Sequence[Link]) -> Link | None:
        one = merged([link.node for link in links], self._functional)
        return links[0]._replace(node=one) if one is not None else None

    def _pairs(self, a: str, b: str, kinds: Kinds, tries: _Tries) -> list[Node]:
        """The trees that meet both, with as much in common as may be, and with nothing in common but the person."""
        own, others = self._trees_of(a, tries), self._trees_of(b, tries)
        if len(own) * len(others) > MOST:
            tries.exact = False
            own, others = own[:100], others[:100]
        ways = (
            joined
            for x in self._shorter(own, kinds)
            for y in self._shorter(others, kinds)
            for joined in (self._together(x, y, kinds), merged((x, y), self._functional))
        )
        return list(dict.fromkeys(way for way in ways if way is not None))

    def _together(self, a: Node, b: Node, kinds: Kinds) -> Node | None:
        """One tree for two, in which what may be one node is one: the same conduct, the same act …"""
        if a.value is not None and b.value is not None and a.value != b.value:
            return None
        choices = set(a.choices)
        for choice in b.choices:
            alike = ((own, kinds.common(own, choice)) for own in sorted(choices))
            own, cls = next(((own, cls) for own, cls in alike if cls is not None), ((), None))
            if cls is None and choices:
                return None
            choices.discard(own)
            choices.add((cls,) if cls is not None else choice)
        links = list(a.links)
        free = list(range(len(links)))
        for link in b.links:
            fits = ((at, self._one_link(links[at], link, kinds)) for at in free)
            at, one = next(((at, one) for at, one in fits if one is not None), (None, None))
            if at is None or one is None:
                links.append(link)
            else:
                links[at] = one
                free.remove(at)
        value = a.value if a.value is not None else b.value
        return Node(frozenset(choices), value, (*a.tests, *b.tests), tuple(links))

    def _one_link(self, a: Link, b: Link, kinds: Kinds) -> Link | None:
        if a.back != b.back or not (b.property in self._above(a.property) or a.property in self._above(b.property)):
            return None
        one = self._together(a.node, b.node, kinds)
        narrower = a.property if b.property in self._above(a.property) else b.property
        return Link(narrower, a.back, one) if one is not None else None

    def _above(self, p: str) -> frozenset[str]:
        info = self._properties.get(p)
        return info.supers if info else frozenset((p,))

    # --- the choice among witnesses

    def _best(self, found: Sequence[Tried], a: str, b: str) -> Witness | None:
        """The one with the fewest facts, then plainly written, then with the most elements missing under B, then of
        an adult, then with the fewest elements of B and the first by its labels; None where no description is sound."""
        least = min((one.case.size for one in found), default=0)
        smallest = sorted((one for one in found if one.case.size == least), key=lambda one: self._order(one, b))
        groups = product((False, True), repeat=2)
        foremost = [one for own in groups for one in [o for o in smallest if _manner(o) == own][:_WEIGHED]]
        weighed = [(self._witness(one, a, b), one) for one in foremost]
        ranked = sorted(weighed, key=lambda pair: (pair[1].case.second, -len(pair[0].missing), pair[1].case.child))
        rest = (self._witness(one, a, b) for one in smallest if one not in foremost)
        return next((one for one in chain((w for w, _ in ranked), rest) if self._is_sound(one)), None)

    def _order(self, one: Tried, b: str) -> tuple[int, int, list[str], str]:
        """First those in which fewer elements of B hold, since more of them may be missing; then the shorter ones."""
        triples = one.case.case.triples
        labels = sorted(self._rulebook.label(str(o)) for _, p, o in triples if p == TYPE)
        return sum(shape in one.held for shape, _ in self._cards[b].elements), len(triples), labels, repr(triples)

    def _witness(self, one: Tried, a: str, b: str) -> Witness:
        case, person = one.case.case, one.case.person
        persons = self._rulebook.classify(case, (a, b)).persons
        findings = {f.definition: f for found in persons if found.person == person for f in found.findings}
        return Witness(case, person, (findings[a].outcome, findings[b].outcome), findings[b].missing)

    def _is_sound(self, witness: Witness) -> bool:
        return all(result.severity != "violation" for result in self._rulebook.validate(witness.case))


def _manner(one: Tried) -> tuple[bool, bool]:
    return one.case.second, one.case.child


def _is_beaten(tree: Node, found: Sequence[Tried]) -> bool:
    """Whether no case of a tree can be smaller than one that was found."""
    return bool(found) and size(tree) > min(one.case.size for one in found)
