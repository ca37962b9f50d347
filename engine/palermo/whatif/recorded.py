"""What is recorded and neither established nor refuted, and what would settle it."""

from collections.abc import Iterator

from palermo.conclude.situation import Situation
from palermo.names import ESTABLISHED, FACT
from palermo.view.record import ClassTree
from palermo.whatif.names import Namer
from palermo.whatif.parts import Parts
from palermo.whatif.prevail import prevailing
from palermo.whatif.values import Supposed


class Recorded:
    """Looks up the facts and conducts of one situation."""

    __slots__ = ("_namer", "_situation", "_tree")

    def __init__(self, parts: Parts, situation: Situation, namer: Namer) -> None:
        self._situation, self._namer = situation, namer
        self._tree = ClassTree(parts.vocabulary.classes, parts.vocabulary.individuals)

    def facts(self) -> tuple[str, ...]:
        """Every fact that the case describes."""
        record = self._situation.record
        return tuple(sorted(n for n in record.kinds if isinstance(n, str) and record.of_kind(n, FACT)))

    def open_facts(self) -> Iterator[str]:
        """The facts that are neither established nor refuted. One that was not proved, where what it is is refuted, is
        refuted with it."""
        for node in self.facts():
            standing = self._situation.standings.standing(node)
            if standing in ("alleged", "contested") or (standing == "not-established" and not self._denied(node)):
                yield node

    def settled(self, node: str, kind: str, status: str = ESTABLISHED) -> list[Supposed]:
        """That a fact or conduct is established, or has another status; none where nothing can prevail."""
        triples = prevailing(self._situation.record, node, status, self._namer.name("assessment of", node))
        standing = self._situation.standings.of.get(node, "stated")
        if not triples:
            return []
        return [Supposed(kind, node, None, None, (), (), None, standing, status != ESTABLISHED, triples)]

    def conducts(self, person: str) -> tuple[tuple[str, ...], list[Supposed]]:
        """The conducts towards a person that may count, and what must be supposed of them for that."""
        standings = self._situation.standings
        kept: list[str] = []
        supposed: list[Supposed] = []
        for conduct in self._situation.conducts.get(person, []):
            standing = standings.standing(conduct)
            raised = [] if standing in ("established", "refuted") else self.settled(conduct, "conduct")
            if standing == "established" or raised:
                kept.append(conduct)
                supposed += raised
        return tuple(kept), supposed

    def hung(self, nodes: tuple[str, ...], properties: set[str]) -> dict[str, tuple[str, str]]:
        """Where facts hang: the node, of these, and the property, for those that hang in one place only; a place that
        is asked for goes before others."""
        found: dict[str, list[tuple[bool, str, str]]] = {}
        for p, edges in self._situation.record.out.items():
            for node in nodes:
                for value in edges.get(node, ()):
                    if isinstance(value, str):
                        found.setdefault(value, []).append((p in properties, node, p))
        best = {fact: [at for at in places if at[0] == max(places)[0]] for fact, places in found.items()}
        return {fact: places[0][1:] for fact, places in best.items() if len(places) == 1}

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
