"""Facts that are not recorded, hung on a conduct or a person as a shape would have them."""

from collections.abc import Iterable, Sequence

from palermo.conclude.situation import Situation
from palermo.names import CONDUCT, ESTABLISHED, EVIDENTIAL_STATUS, FACT, TOWARDS, TYPE
from palermo.terms import Triple, local_name
from palermo.whatif.blueprint import Blueprint, Made
from palermo.whatif.kinds import Kinds
from palermo.whatif.names import Namer
from palermo.whatif.parts import Parts
from palermo.whatif.values import Supposed


class Fresh:
    """Makes what is not recorded in one situation, where the record leaves it open."""

    __slots__ = ("_namer", "_parts", "_situation", "kinds")

    def __init__(self, parts: Parts, situation: Situation, namer: Namer) -> None:
        self._parts, self._situation, self._namer = parts, situation, namer
        self.kinds = Kinds(parts, situation.refutations)

    def is_open(self, node: str, p: str, made: Made) -> bool:
        """Whether the record leaves it open that this hangs on a node, and whether it may be proposed."""
        info, situation = self._parts.vocabulary.properties.get(p), self._situation
        if info is not None and info.functional and situation.alleged.out.get(p, {}).get(node):
            return False
        if not isinstance(made, Blueprint):
            return True
        ranges = info.ranges if info is not None else ()
        if not all(self.kinds.is_open(node, p, cls) for cls in ranges):
            return False
        return all(self.kinds.is_open(node, p, c) and self.kinds.may_be_proposed(node, p, c) for c in made.classes)

    def hung_on(self, node: str, drawn: Iterable[Sequence[tuple[str, Made]]]) -> list[Supposed]:
        """What may be hung on a node of what several shapes ask: each once, and as often as one shape asks for it."""
        asked: dict[tuple[str, Made], int] = {}
        for by_one in drawn:
            for p, made in by_one:
                if self.is_open(node, p, made):
                    asked[p, made] = max(asked.get((p, made), 0), by_one.count((p, made)))
        return [self.hung(node, p, made, n + 1) for (p, made), count in asked.items() for n in range(count)]

    def hung(self, node: str, p: str, made: Made, number: int = 1, status: str = ESTABLISHED) -> Supposed:
        """A fact of some status, or a value, hung on a node; the same for the same blueprint and number."""
        refuted = status != ESTABLISHED
        if not isinstance(made, Blueprint):
            return Supposed("value", node, node, p, (), (), None, None, refuted, ((node, p, made),))
        fresh, triples = self._built(node, p, made, number, status)
        classes = tuple(sorted(made.classes))
        kinds = self.kinds.open_kinds(node, p, classes[0]) if len(classes) == 1 else ()
        return Supposed("fresh", fresh, node, p, classes, kinds, None, None, refuted, triples)

    def conduct(self, person: str) -> Supposed:
        """A conduct towards a person."""
        node = self._namer.name("conduct", person)
        triples: tuple[Triple, ...] = ((node, TYPE, CONDUCT), (node, TOWARDS, person))
        return Supposed("fresh-conduct", node, person, TOWARDS, (CONDUCT,), (), None, None, False, triples)

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
