"""The inference rules that run to a fixed point: one function each (docs/inference.md lists them)."""

from typing import Any, Final, NamedTuple

from palermo.names import SAME_AS, THING
from palermo.terms import Literal, Term
from palermo.view.record import ClassTree, Edges, Types

NO_TYPES: Final[frozenset[str]] = frozenset()


class PropertyRule(NamedTuple):
    supers: tuple[str, ...]
    domain: frozenset[str]
    range: frozenset[str]


class Facts:
    """Edges and classes under saturation; ``size`` grows with each new one, so a round that adds none is the last."""

    __slots__ = ("_properties", "_tree", "out", "size", "types")

    def __init__(self, out: Edges, types: Types, properties: dict[str, PropertyRule], tree: ClassTree) -> None:
        for p in out:
            out[p] = copied(out[p])
        self.out, self.types, self._properties, self._tree, self.size = out, types, properties, tree, 0

    def add(self, s: str, p: str, o: Term) -> None:
        objects = self.out.setdefault(p, {}).setdefault(s, [])
        if o in objects:
            return
        objects.append(o)
        self.size += 1
        info = self._properties.get(p)
        if info is not None:
            self.become_all(s, info.domain)
            if isinstance(o, str):
                self.become_all(o, info.range)
            for q in info.supers:
                self.add(s, q, o)

    def become(self, node: Term, cls: str) -> None:
        self.become_all(node, self._tree.above([cls]))

    def become_all(self, node: Term, classes: frozenset[str]) -> None:
        known = self.types.get(node, NO_TYPES)
        if not classes <= known:
            self.types[node] = known | classes
            self.size += 1

    def nodes(self) -> list[str]:
        found = dict.fromkeys(n for n in self.types if isinstance(n, str))
        for subjects in self.out.values():
            found.update(dict.fromkeys(subjects))
        return list(found)

    def edges(self, p: str) -> list[tuple[str, Term]]:
        return [(s, o) for s, objects in self.out.get(p, {}).items() for o in objects]


# --- rules, each by the name that the compile pass gives it


def _inverse_rule(facts: Facts, p: str, q: str) -> None:
    for s, o in facts.edges(p):
        if isinstance(o, str):
            facts.add(o, q, s)


def _transitive_rule(facts: Facts, p: str) -> None:
    _chain_rule(facts, (p, p), p)


def _chain_rule(facts: Facts, steps: tuple[str, ...], q: str) -> None:
    ends: list[tuple[str, Term]] = facts.edges(steps[0])
    for step in steps[1:]:
        on = facts.out.get(step, {})
        ends = [(s, far) for s, near in ends if isinstance(near, str) for far in on.get(near, ())]
    for s, o in ends:
        facts.add(s, q, o)


def _member_rule(facts: Facts, expression: tuple[Any, ...], cls: str) -> None:
    for node in facts.nodes():
        if cls not in facts.types.get(node, NO_TYPES) and _is_member(facts, node, expression):
            facts.become(node, cls)


def _value_rule(facts: Facts, cls: str, p: str, term: Any) -> None:
    value: Term = term if isinstance(term, str) else Literal(*term)
    for node in facts.nodes():
        if cls in facts.types.get(node, NO_TYPES):
            facts.add(node, p, value)


def _only_rule(facts: Facts, cls: str, p: str, other: str) -> None:
    for s, o in facts.edges(p):
        if cls in facts.types.get(s, NO_TYPES) and isinstance(o, str):
            facts.become(o, other)


def _is_member(facts: Facts, node: Term, expression: tuple[Any, ...]) -> bool:
    word = expression[0]
    if word == "class":
        return expression[1] == THING or expression[1] in facts.types.get(node, NO_TYPES)
    if word == "all":
        return all(_is_member(facts, node, part) for part in expression[1])
    if word == "any":
        return any(_is_member(facts, node, part) for part in expression[1])
    values = facts.out.get(expression[1], {}).get(node, ()) if isinstance(node, str) else ()
    if word == "value":
        term = expression[2]
        return (term if isinstance(term, str) else Literal(*term)) in values
    return word == "some" and any(_is_member(facts, value, expression[2]) for value in values)


def same_as(facts: Facts) -> None:
    """eq-sym, eq-trans, eq-rep-s, eq-rep-o: nodes said to be the same share all that is said of either."""
    for a, b in facts.edges(SAME_AS):
        if isinstance(b, str) and a != b:
            facts.add(b, SAME_AS, a)
            for p in list(facts.out):
                for o in list(facts.out[p].get(a, ())):
                    facts.add(b, p, o)
                for s, o in facts.edges(p):
                    if o == a:
                        facts.add(s, p, b)
            facts.become_all(b, facts.types.get(a, NO_TYPES))


RULES: Final[dict[str, Any]] = {
    "inverse": _inverse_rule,
    "transitive": _transitive_rule,
    "chain": _chain_rule,
    "member": _member_rule,
    "value": _value_rule,
    "only": _only_rule,
}


def reads(rule: tuple[Any, ...]) -> set[str]:
    """The properties and classes without which a rule cannot fire."""
    word = rule[0]
    if word in ("inverse", "transitive", "value"):
        return {rule[1]}
    if word == "chain":
        return set(rule[1])
    if word == "only":
        return {rule[2]}
    return _terms(rule[1])


def _terms(expression: tuple[Any, ...]) -> set[str]:
    if expression[0] == "class":
        return {expression[1]}
    if expression[0] in ("all", "any"):
        return {t for part in expression[1] for t in _terms(part)}
    return {expression[1]}


def copied(edges: dict[str, list[Term]]) -> dict[str, list[Term]]:
    return {s: list(objects) for s, objects in edges.items()}
