"""The rules of one rulebook, made ready once and run on each view."""

from typing import Any, cast

from palermo.compile.plan import Axioms
from palermo.entail.rules import NO_TYPES, RULES, Facts, PropertyRule, copied, reads, same_as
from palermo.entail.view import Inverse, View
from palermo.names import ADULT, CHILD, SAME_AS, TOWARDS_CHILD, TYPE
from palermo.problems import PalermoError, Problem
from palermo.terms import Term
from palermo.view.age import AgeReading
from palermo.view.record import ClassTree, Edges, Record, Types

_ENDLESS = "the SPARQL rules of a pack still add triples after {bound} rounds; make them come to an end"


class Inference:
    """The rules of one rulebook, ready to run. ``followed_back`` are the properties whose inverse a shape needs;
    ``asks_type`` says whether some shape has a path over ``rdf:type``."""

    __slots__ = ("_asks_type", "_followed_back", "_properties", "_readers", "_rules", "_sparql", "_tree")

    def __init__(self, axioms: Axioms, tree: ClassTree, followed_back: frozenset[str], asks_type: bool) -> None:
        self._asks_type = asks_type
        self._tree = tree
        self._rules = axioms.rules
        self._sparql = axioms.sparql
        self._readers = frozenset(term for rule in axioms.rules for term in reads(rule)) | {SAME_AS}
        self._followed_back = followed_back
        self._properties = {
            p: PropertyRule(
                tuple(sorted(info.supers - {p})), tree.above(list(info.domains)), tree.above(list(info.ranges))
            )
            for p, info in axioms.vocabulary.properties.items()
            if info.kind != "annotation"
        }

    def as_written(self, record: Record) -> View:
        """The record with nothing but the class tree applied: what quality shapes see."""
        out: Edges = {**record.out, TYPE: cast(dict[Any, list[Term]], record.asserted)}
        return View(out, self._inverse(out), record.kinds, {})

    def view(self, record: Record, left_out: frozenset[str], ages: AgeReading) -> View:
        """The view that leaves these nodes out, with what age says, and all that follows."""
        out = _without(record.out, left_out) if left_out else dict(record.out)
        types = {n: t for n, t in record.kinds.items() if n not in left_out} if left_out else dict(record.kinds)
        for child in ages.children:
            types[child] = types.get(child, NO_TYPES) | self._tree.above([CHILD])
        for adult in ages.adults:
            types[adult] = types.get(adult, NO_TYPES) | self._tree.above([ADULT])
        derived = [(c, p) for c, p in ages.towards_child if c not in left_out]
        if derived:
            own = copied(out.get(TOWARDS_CHILD, {}))
            for conduct, person in derived:
                own.setdefault(conduct, []).append(person)
            out[TOWARDS_CHILD] = own
        self._carry(out, types)
        if self._rules or self._sparql or SAME_AS in out:
            self._saturate(out, types)
        if self._asks_type:
            out[TYPE] = {n: sorted(classes) for n, classes in types.items()}
        return View(out, self._inverse(out), types, {})

    def adds_edges(self, record: Record) -> bool:
        """Whether some rule beyond the class and property trees could fire on a record."""
        if self._sparql:
            return True
        used = record.out.keys() | {c for classes in record.kinds.values() for c in classes}
        return not self._readers.isdisjoint(used)

    def _carry(self, out: Edges, types: Types) -> None:
        """Superproperties, domains and ranges, in one pass (prp-spo1, prp-dom, prp-rng, cax-sco)."""
        for p in list(out):
            info = self._properties.get(p)
            if info is None:
                continue
            for s, objects in out[p].items():
                if not info.domain <= types.get(s, NO_TYPES):
                    types[s] = types.get(s, NO_TYPES) | info.domain
                if info.range:
                    for o in objects:
                        if isinstance(o, str) and not info.range <= types.get(o, NO_TYPES):
                            types[o] = types.get(o, NO_TYPES) | info.range
            for q in info.supers:
                _merge(out, q, out[p])

    def _inverse(self, out: Edges) -> Inverse:
        inv: Inverse = {}
        for p in self._followed_back:
            edges = out.get(p)
            if edges:
                back: dict[Term, list[str]] = {}
                for s, objects in edges.items():
                    for o in objects:
                        back.setdefault(o, []).append(s)
                inv[p] = back
        return inv

    def _saturate(self, out: Edges, types: Types) -> None:
        used = out.keys() | {c for classes in types.values() for c in classes}
        if self._readers.isdisjoint(used) and not self._sparql:
            return
        facts = Facts(out, types, self._properties, self._tree)
        self._close(facts)
        if not self._sparql:
            return
        from palermo.entail.sparql import BOUND, fire

        for _ in range(BOUND):
            if not fire(self._sparql, facts):
                return
            self._close(facts)
        raise PalermoError(Problem(self._sparql[0].shape, None, None, _ENDLESS.format(bound=BOUND), "P340"))

    def _close(self, facts: Facts) -> None:
        """Runs the axioms' rules to their fixed point."""
        while True:
            before = facts.size
            for rule in self._rules:
                RULES[rule[0]](facts, *rule[1:])
            if SAME_AS in facts.out:
                same_as(facts)
            if facts.size == before:
                return


def _without(out: Edges, left_out: frozenset[str]) -> Edges:
    kept: Edges = {}
    for p, edges in out.items():
        own: dict[str, list[Term]] = {}
        for s, objects in edges.items():
            if s not in left_out:
                rest = [o for o in objects if o not in left_out]
                if rest:
                    own[s] = rest
        if own:
            kept[p] = own
    return kept


def _merge(out: Edges, q: str, edges: dict[str, list[Term]]) -> None:
    own = copied(out.get(q, {}))
    for s, objects in edges.items():
        known = own.setdefault(s, [])
        known.extend(o for o in objects if o not in known)
    out[q] = own
