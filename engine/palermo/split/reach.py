"""What belongs to a case in a default graph: reach from its ``pal:Case`` node.

Forward over all properties, and backward over ``pal:towards`` and its subproperties; stopping at terms of the packs, at
other cases, and at sources (by ``dct:source``) and agents (by ``pal:by``). A source's or agent's own description comes
along, over properties that are not the packs', as far as it does not lead to the things of a case.
"""

from collections.abc import Iterable
from typing import NamedTuple

from palermo.names import BY, CASE, SOURCE, TOWARDS, TYPE
from palermo.split.pack_terms import Terms
from palermo.terms import Triple
from palermo.vocabulary import Vocabulary


class Reached(NamedTuple):
    """The triples that belong to a case, and the subjects whose description was taken."""

    triples: list[Triple]
    nodes: set[str]


class Graph:
    """A default graph, indexed for reach."""

    def __init__(self, triples: Iterable[Triple], vocabulary: Vocabulary, terms: Terms) -> None:
        self._terms = terms
        self._towards = {p for p, info in vocabulary.properties.items() if TOWARDS in info.supers} | {TOWARDS}
        self._stops = {p for p, info in vocabulary.properties.items() if BY in info.supers} | {BY, SOURCE}
        self.about: dict[str, list[Triple]] = {}
        self._dealings: dict[str, list[str]] = {}
        #: The case nodes, in the order met.
        self.cases: dict[str, None] = {}
        for triple in triples:
            subject, predicate, value = triple
            self.about.setdefault(subject, []).append(triple)
            if predicate in self._towards and isinstance(value, str):
                self._dealings.setdefault(value, []).append(subject)
            elif predicate == TYPE and value == CASE:
                self.cases[subject] = None

    def reach(self, case: str, seed: Iterable[Triple] = ()) -> Reached:
        """What the case reaches: from its node, and from the triples of its own named graph where it has one."""
        triples: list[Triple] = []
        nodes: set[str] = set()
        leaves: list[str] = []
        waiting = [case]
        for triple in seed:
            waiting.append(triple[0])
            self._follow(triple, waiting, leaves)
        while waiting:
            node = waiting.pop()
            if node in nodes or (node != case and (node in self.cases or self._terms.is_term(node))):
                continue
            nodes.add(node)
            for triple in self.about.get(node, ()):
                triples.append(triple)
                self._follow(triple, waiting, leaves)
            waiting.extend(self._dealings.get(node, ()))
        self._describe(leaves, triples, nodes)
        return Reached(triples, nodes)

    def left(self, nodes: set[str]) -> list[Triple]:
        """The triples about nodes that are not among these."""
        return [triple for node, said in self.about.items() if node not in nodes for triple in said]

    def _follow(self, triple: Triple, waiting: list[str], leaves: list[str]) -> None:
        _, predicate, value = triple
        if isinstance(value, str):
            (leaves if predicate in self._stops else waiting).append(value)

    def _describe(self, leaves: list[str], triples: list[Triple], nodes: set[str]) -> None:
        """Take along the descriptions of sources and agents."""
        open_ends: list[Triple] = []
        while leaves:
            node = leaves.pop()
            if node in nodes or node in self.cases or self._terms.is_term(node):
                continue
            nodes.add(node)
            for triple in self.about.get(node, ()):
                _, predicate, value = triple
                if not isinstance(value, str) or value not in self.about or self._terms.is_term(value):
                    triples.append(triple)
                    continue
                open_ends.append(triple)
                if value.startswith("_:") or not (self._terms.is_owned(predicate) or self._of_a_case(value)):
                    leaves.append(value)
        triples.extend(triple for triple in open_ends if triple[2] in nodes)

    def _of_a_case(self, node: str) -> bool:
        return any(p == TYPE and self._terms.is_owned(o) for _, p, o in self.about[node] if isinstance(o, str))
