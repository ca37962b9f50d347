"""The branches of definitions tried under one another by the engine itself, and the smallest witnesses among them.

Each tree of a definition is frozen as a case and classified. Where none of the trees of A is a case that B misses, A
lies within B: definitions are monotone, so that holds of every record, and not only of those tried. It is exact as long
as every tree was tried; ``exact`` says whether that is so.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from palermo.compare.branches import (
    Link,
    Node,
    TooMany,
    coarser,
    merged,
    settled,
    size,
    trees,
    ways_of,
)
from palermo.compare.expression import classes_of, counts, has_tests, read_expression
from palermo.compare.freeze import BASE, Frozen, freeze
from palermo.compare.kinds import Classes, Kinds
from palermo.compile.plan import Card
from palermo.entail import View
from palermo.names import TYPE
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Term

#: How many cases are tried for one question.
MOST: Final = 20_000
#: How many of the smallest witnesses are weighed against one another.
_WEIGHED: Final = 300


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


class Tried(NamedTuple):
    """A case and the definitions that it meets."""

    case: Frozen
    met: frozenset[str]


class _Tries:
    """How many cases were tried, and whether all were."""

    def __init__(self) -> None:
        self.count, self.exact = 0, True

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
        self._rulebook, self._axioms = rulebook, plan.axioms
        self._classes = Classes(plan.axioms, plan.never_proposed, rulebook.label)
        self._shapes = rulebook.parts().shapes
        self._cards = {card.id: card for card in definitions}
        self.expressions = {card.id: read_expression(plan.shapes, card.iri) for card in definitions}
        self._trees: dict[str, list[Node]] = {}
        self._tried: dict[Node, list[list[Tried]]] = {}
        properties = plan.axioms.vocabulary.properties
        self._functional = {
            p: frozenset(q for q in info.supers if q in properties and properties[q].functional)
            for p, info in properties.items()
        }

    # --- the questions

    def only(self, a: str, b: str) -> Found:
        """A smallest case that meets A, and B not even as alleged."""
        tries = _Tries()
        kinds = self._kinds(a, b)
        found: list[Frozen] = []
        for tree in self._by_size(self._trees_of(a, tries)):
            if _is_beaten(tree, found):
                break
            for one in self._settled(tree, kinds, tries):
                if not tries.may_go_on():
                    break
                found += self._witnesses(one, a, b, tries)
        return Found(
            self._best(found, a, b), bool(found), tries.exact and not has_tests(self.expressions[a]), tries.count
        )

    def both(self, a: str, b: str) -> Found:
        """A smallest case that meets both."""
        tries = _Tries()
        kinds = self._kinds(a, b)
        ways = [
            joined
            for x in self._trees_of(a, tries)
            for y in self._trees_of(b, tries)
            for joined in (self._together(x, y, kinds), merged((x, y), self._values))
            if joined is not None
        ]
        found: list[Frozen] = []
        for tree in self._by_size(list(dict.fromkeys(ways))):
            if _is_beaten(tree, found):
                break
            for one in self._settled(tree, kinds, tries):
                if not tries.may_go_on():
                    break
                found += self._meeting_both(one, a, b)
        tested = has_tests(self.expressions[a]) or has_tests(self.expressions[b])
        return Found(self._best(found, a, b), bool(found), tries.exact and not tested, tries.count)

    # --- cases of one tree

    def _witnesses(self, tree: Node, a: str, b: str, tries: _Tries) -> list[Frozen]:
        """The cases of a tree that meet A and not B, written in the plainest way that shows it."""
        found: list[Frozen] = []
        for shape in coarser(tree, self._values) if counts(self.expressions[b]) else (tree,):
            options = self._options(shape)
            if shape == tree and any(options) and not any(a in one.met for option in options for one in option):
                tries.exact = False  # the tree did not come to what it was made for
            shown = ([one.case for one in option if a in one.met and b not in one.met] for option in options)
            found += next((cases for cases in shown if cases), [])
        return found

    def _meeting_both(self, tree: Node, a: str, b: str) -> list[Frozen]:
        shown = ([one.case for one in option if {a, b} <= one.met] for option in self._options(tree))
        return next((cases for cases in shown if cases), [])

    def _options(self, tree: Node) -> list[list[Tried]]:
        """The ways to write a tree, each with the cases that it may be and the definitions that these meet."""
        found = self._tried.get(tree)
        if found is None:
            found = [self._split(option) for option in freeze(tree, self._axioms.vocabulary)]
            self._tried[tree] = found
        return found

    def _split(self, frozen: Frozen) -> list[Tried]:
        """The cases that a case may be once each node is of a kind of every union that it is of; those that contradict
        the ontology are left out."""
        done: list[Tried] = []
        waiting = [frozen]
        while waiting and len(done) < MOST:
            one = waiting.pop()
            view = self._rulebook.situation(one.case).established
            node, ways = self._open_union(view)
            if node is None:
                if self._is_consistent(one, view):
                    done.append(Tried(one, self._met(one, view)))
                continue
            for kind in reversed(ways):
                triples = (*one.case.triples, (node, TYPE, kind))
                waiting.append(one._replace(case=one.case._replace(triples=triples)))
        return done

    def _open_union(self, view: View) -> tuple[str | None, tuple[str, ...]]:
        for node in sorted(n for n in view.types if isinstance(n, str) and n.startswith(BASE)):
            ways = self._classes.split(view.types[node])
            if ways:
                return node, ways
        return None, ()

    def _is_consistent(self, frozen: Frozen, view: View) -> bool:
        for types in view.types.values():
            if any(len(types.intersection(group)) > 1 for group in self._axioms.disjoint):
                return False
        said: dict[tuple[str, str], set[Term]] = {}
        for s, p, o in frozen.case.triples:
            if isinstance(o, Literal):
                for q in self._functional.get(p, ()):
                    said.setdefault((s, q), set()).add(o)
        return all(len(values) < 2 for values in said.values())

    def _met(self, frozen: Frozen, view: View) -> frozenset[str]:
        return frozenset(
            id_ for id_, card in self._cards.items() if self._shapes.conforms(card.iri)(view, frozen.person)
        )

    # --- trees

    def _trees_of(self, id_: str, tries: _Tries) -> list[Node]:
        if id_ not in self._trees:
            try:
                self._trees[id_] = trees(self.expressions[id_], self._values)
            except TooMany:
                self._trees[id_] = []
        tries.exact = tries.exact and bool(self._trees[id_])
        return self._trees[id_]

    def _by_size(self, found: list[Node]) -> list[Node]:
        return sorted(found, key=size)

    def _values(self, p: str) -> frozenset[str]:
        return self._functional.get(p, frozenset())

    def _kinds(self, a: str, b: str) -> Kinds:
        named = classes_of(self.expressions[a]) | classes_of(self.expressions[b])
        return Kinds(self._classes, named)

    def _settled(self, tree: Node, kinds: Kinds, tries: _Tries) -> Iterator[Node]:
        if ways_of(tree, kinds.narrow) <= MOST:
            yield from settled(tree, kinds.narrow)
        else:
            tries.exact = False

    def _together(self, a: Node, b: Node, kinds: Kinds) -> Node | None:
        """One tree for two, in which what may be one node is one: the same conduct, the same act …"""
        choices = set(a.choices)
        for choice in b.choices:
            alike = ((own, kinds.common(own, choice)) for own in sorted(choices))
            own, cls = next(((own, cls) for own, cls in alike if cls is not None), (None, None))
            if own is not None and cls is not None:
                choices.discard(own)
                choices.add((cls,))
            elif choices:
                return None
        if a.value is not None and b.value is not None and a.value != b.value:
            return None
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
        if a.back != b.back:
            return None
        if a.property in self._above(b.property):
            property_ = b.property
        elif b.property in self._above(a.property):
            property_ = a.property
        else:
            return None
        one = self._together(a.node, b.node, kinds)
        return Link(property_, a.back, one) if one is not None else None

    def _above(self, p: str) -> frozenset[str]:
        info = self._axioms.vocabulary.properties.get(p)
        return info.supers if info else frozenset((p,))

    # --- the choice among witnesses

    def _best(self, found: list[Frozen], a: str, b: str) -> Witness | None:
        """The one with the fewest facts, then the most elements missing under B, then of an adult, then the first by
        the labels of its facts; None where none is a sound description."""
        least = min((one.size for one in found), default=0)
        smallest = sorted((one for one in found if one.size == least), key=self._in_order)[:_WEIGHED]
        weighed = [(one, self._witness(one, a, b)) for one in smallest]
        ranked = sorted(weighed, key=lambda pair: (-len(pair[1].missing), self._in_order(pair[0])))
        return next((witness for _, witness in ranked if self._is_sound(witness)), None)

    def _in_order(self, frozen: Frozen) -> tuple[bool, list[str], str]:
        labels = [self._rulebook.label(str(o)) for _, p, o in frozen.case.triples if p == TYPE]
        return frozen.child, sorted(labels), repr(frozen.case.triples)

    def _witness(self, frozen: Frozen, a: str, b: str) -> Witness:
        findings = self._rulebook.classify(frozen.case, (a, b)).persons[0].findings
        by_id = {finding.definition: finding for finding in findings}
        outcomes = (by_id[a].outcome, by_id[b].outcome)
        return Witness(frozen.case, frozen.person, outcomes, by_id[b].missing)

    def _is_sound(self, witness: Witness) -> bool:
        return all(result.severity != "violation" for result in self._rulebook.validate(witness.case))


def _is_beaten(tree: Node, found: list[Frozen]) -> bool:
    """Whether no case of a tree can be smaller than one that was found."""
    return bool(found) and size(tree) > min(one.size for one in found)
