"""Trees put to the engine: each written as cases, and what these meet."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from palermo.compare.branches import Node
from palermo.compare.freeze import BASE, Frozen, freeze
from palermo.compare.kinds import Classes
from palermo.compile.plan import Card
from palermo.entail import View
from palermo.names import TYPE
from palermo.rulebook import Rulebook
from palermo.terms import Literal, Term

#: How many cases one tree may come to.
_MOST: Final = 1_000


class Tried(NamedTuple):
    """A case, the definitions that it meets, and the shapes of elements that hold somewhere in it."""

    case: Frozen
    met: frozenset[str]
    held: frozenset[str]


class Engine:
    """Tries trees under some definitions, each once."""

    def __init__(
        self,
        rulebook: Rulebook,
        definitions: Sequence[Card],
        classes: Classes,
        functional: Callable[[str], frozenset[str]],
    ) -> None:
        self._rulebook, self._classes, self._functional = rulebook, classes, functional
        self._disjoint = rulebook.plan.axioms.disjoint
        shapes = rulebook.parts().shapes
        self._definitions = [(card.id, shapes.conforms(card.iri)) for card in definitions]
        elements = dict.fromkeys(shape for card in definitions for shape, _ in card.elements)
        self._elements = [(shape, shapes.conforms(shape)) for shape in elements]
        self._known: dict[Node, list[list[Tried]]] = {}

    def options(self, tree: Node) -> list[list[Tried]]:
        """The ways to write a tree, the plainer first, each with the cases that it may be."""
        found = self._known.get(tree)
        if found is None:
            found = [self._split(option) for option in freeze(tree, self._rulebook.vocabulary)]
            self._known[tree] = found
        return found

    def _split(self, frozen: Frozen) -> list[Tried]:
        """The cases that a case may be once each node is of a kind of every union that it is of; those that contradict
        the ontology are left out."""
        done: list[Tried] = []
        waiting = [frozen]
        while waiting and len(done) < _MOST:
            one = waiting.pop()
            view = self._rulebook.situation(one.case).established
            node, ways = self._open_union(view)
            if node is None:
                if self._is_consistent(one, view):
                    done.append(self._tried(one, view))
                continue
            for kind in reversed(ways):
                triples = (*one.case.triples, (node, TYPE, kind))
                waiting.append(one._replace(case=one.case._replace(triples=triples)))
        return done

    def _open_union(self, view: View) -> tuple[str | None, tuple[str, ...]]:
        for node in sorted(_nodes(view)):
            ways = self._classes.split(view.types[node])
            if ways:
                return node, ways
        return None, ()

    def _is_consistent(self, frozen: Frozen, view: View) -> bool:
        for types in view.types.values():
            if any(len(types.intersection(group)) > 1 for group in self._disjoint):
                return False
        said: dict[tuple[str, str], set[Term]] = {}
        for s, p, o in frozen.case.triples:
            if isinstance(o, Literal):
                for q in self._functional(p):
                    said.setdefault((s, q), set()).add(o)
        return all(len(values) < 2 for values in said.values())

    def _tried(self, frozen: Frozen, view: View) -> Tried:
        nodes = _nodes(view)
        return Tried(
            frozen,
            frozenset(id_ for id_, test in self._definitions if test(view, frozen.person)),
            frozenset(shape for shape, test in self._elements if any(test(view, node) for node in nodes)),
        )


def _nodes(view: View) -> list[str]:
    """The nodes of a case that was made of a tree; the individuals of packs are none."""
    return [node for node in view.types if isinstance(node, str) and node.startswith(BASE)]
