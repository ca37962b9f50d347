"""The entail pass: what follows from one view of a case (OWL 2 RL; docs/inference.md lists the rules).

The class tree, the property tree, domains and ranges are closed when the rulebook is compiled, so one pass over the
edges applies them. The other rules run to a fixed point, and only where the case uses a term that one of them reads.
"""

from typing import Any, Final, NamedTuple, cast

from palermo.compile.axioms import Axioms
from palermo.names import ADULT, CHILD, SAME_AS, TOWARDS_CHILD, TYPE
from palermo.terms import Literal, Term, Triple
from palermo.view.age import AgeReading
from palermo.view.record import ClassTree, Edges, Record, Types

#: Property to object to subjects.
Inverse = dict[str, dict[Term, list[str]]]
_NO_TYPES: Final[frozenset[str]] = frozenset()


class View(NamedTuple):
    """A case at one standing with all that follows: edges out, edges in (for the properties that some shape follows
    backwards), classes. ``memo`` keeps what shapes came to, so that a shape is judged once for each node."""

    out: Edges
    inv: Inverse
    types: Types
    memo: dict[tuple[int, Term], bool]

    def narrowed(self, inv: Inverse) -> "View":
        """The same view with other edges in, and nothing remembered."""
        return View(self.out, inv, self.types, {})


class _Property(NamedTuple):
    supers: tuple[str, ...]
    domain: frozenset[str]
    range: frozenset[str]


class Inference:
    """The rules of one rulebook, ready to run. ``followed_back`` are the properties whose inverse a shape needs;
    ``asks_type`` says whether some shape has a path over ``rdf:type``."""

    __slots__ = ("_asks_type", "_followed_back", "_properties", "_readers", "_rules", "_tree")

    def __init__(self, axioms: Axioms, tree: ClassTree, followed_back: frozenset[str], asks_type: bool) -> None:
        self._asks_type = asks_type
        self._tree = tree
        self._rules = axioms.rules
        self._readers = frozenset(term for rule in axioms.rules for term in _reads(rule)) | {SAME_AS}
        self._followed_back = followed_back
        self._properties = {
            p: _Property(
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
            types[child] = types.get(child, _NO_TYPES) | self._tree.above([CHILD])
        for adult in ages.adults:
            types[adult] = types.get(adult, _NO_TYPES) | self._tree.above([ADULT])
        derived = [(c, p) for c, p in ages.towards_child if c not in left_out]
        if derived:
            own = _copied(out.get(TOWARDS_CHILD, {}))
            for conduct, person in derived:
                own.setdefault(conduct, []).append(person)
            out[TOWARDS_CHILD] = own
        self._carry(out, types)
        if self._rules or SAME_AS in out:
            self._saturate(out, types)
        if self._asks_type:
            out[TYPE] = {n: sorted(classes) for n, classes in types.items()}
        return View(out, self._inverse(out), types, {})

    def _carry(self, out: Edges, types: Types) -> None:
        """Superproperties, domains and ranges, in one pass (prp-spo1, prp-dom, prp-rng, cax-sco)."""
        for p in list(out):
            info = self._properties.get(p)
            if info is None:
                continue
            for s, objects in out[p].items():
                if not info.domain <= types.get(s, _NO_TYPES):
                    types[s] = types.get(s, _NO_TYPES) | info.domain
                if info.range:
                    for o in objects:
                        if isinstance(o, str) and not info.range <= types.get(o, _NO_TYPES):
                            types[o] = types.get(o, _NO_TYPES) | info.range
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
        if self._readers.isdisjoint(used):
            return
        facts = _Facts(out, types, self._properties, self._tree)
        while True:
            before = facts.size
            for rule in self._rules:
                _RULES[rule[0]](facts, *rule[1:])
            if SAME_AS in out:
                _same_as(facts)
            if facts.size == before:
                return


class _Facts:
    """Edges and classes under saturation; ``size`` grows with each new one, so a round that adds none is the last."""

    __slots__ = ("_properties", "_tree", "out", "size", "types")

    def __init__(self, out: Edges, types: Types, properties: dict[str, _Property], tree: ClassTree) -> None:
        for p in out:
            out[p] = _copied(out[p])
        self.out, self.types, self._properties, self._tree, self.size = out, types, properties, tree, 0

    def add(self, s: str, p: str, o: Term) -> None:
        objects = self.out.setdefault(p, {}).setdefault(s, [])
        if o in objects:
            return
        objects.append(o)
        self.size += 1
        info = self._properties.get(p)
        if info is not None:
            self._become(s, info.domain)
            if isinstance(o, str):
                self._become(o, info.range)
            for q in info.supers:
                self.add(s, q, o)

    def become(self, node: Term, cls: str) -> None:
        self._become(node, self._tree.above([cls]))

    def _become(self, node: Term, classes: frozenset[str]) -> None:
        known = self.types.get(node, _NO_TYPES)
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


def _inverse_rule(facts: _Facts, p: str, q: str) -> None:
    for s, o in facts.edges(p):
        if isinstance(o, str):
            facts.add(o, q, s)


def _transitive_rule(facts: _Facts, p: str) -> None:
    _chain_rule(facts, (p, p), p)


def _chain_rule(facts: _Facts, steps: tuple[str, ...], q: str) -> None:
    ends: list[tuple[str, Term]] = facts.edges(steps[0])
    for step in steps[1:]:
        on = facts.out.get(step, {})
        ends = [(s, far) for s, near in ends if isinstance(near, str) for far in on.get(near, ())]
    for s, o in ends:
        facts.add(s, q, o)


def _member_rule(facts: _Facts, expression: tuple[Any, ...], cls: str) -> None:
    for node in facts.nodes():
        if cls not in facts.types.get(node, _NO_TYPES) and _is_member(facts, node, expression):
            facts.become(node, cls)


def _value_rule(facts: _Facts, cls: str, p: str, term: Any) -> None:
    value: Term = term if isinstance(term, str) else Literal(*term)
    for node in facts.nodes():
        if cls in facts.types.get(node, _NO_TYPES):
            facts.add(node, p, value)


def _only_rule(facts: _Facts, cls: str, p: str, other: str) -> None:
    for s, o in facts.edges(p):
        if cls in facts.types.get(s, _NO_TYPES) and isinstance(o, str):
            facts.become(o, other)


def _is_member(facts: _Facts, node: Term, expression: tuple[Any, ...]) -> bool:
    word = expression[0]
    if word == "class":
        return expression[1] in facts.types.get(node, _NO_TYPES)
    if word == "all":
        return all(_is_member(facts, node, part) for part in expression[1])
    if word == "any":
        return any(_is_member(facts, node, part) for part in expression[1])
    values = facts.out.get(expression[1], {}).get(node, ()) if isinstance(node, str) else ()
    if word == "value":
        term = expression[2]
        return (term if isinstance(term, str) else Literal(*term)) in values
    return word == "some" and any(_is_member(facts, value, expression[2]) for value in values)


def _same_as(facts: _Facts) -> None:
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
            facts._become(b, facts.types.get(a, _NO_TYPES))


_RULES: Final[dict[str, Any]] = {
    "inverse": _inverse_rule,
    "transitive": _transitive_rule,
    "chain": _chain_rule,
    "member": _member_rule,
    "value": _value_rule,
    "only": _only_rule,
}


def _reads(rule: tuple[Any, ...]) -> set[str]:
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


def triples_of(view: View) -> list[Triple]:
    """All that a view holds, as triples, in order."""
    found: list[Triple] = [(s, p, o) for p, edges in view.out.items() for s, objects in edges.items() for o in objects]
    found += [(n, TYPE, c) for n, classes in view.types.items() if isinstance(n, str) for c in classes]
    return sorted(set(found), key=repr)


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


def _copied(edges: dict[str, list[Term]]) -> dict[str, list[Term]]:
    return {s: list(objects) for s, objects in edges.items()}


def _merge(out: Edges, q: str, edges: dict[str, list[Term]]) -> None:
    own = _copied(out.get(q, {}))
    for s, objects in edges.items():
        known = own.setdefault(s, [])
        known.extend(o for o in objects if o not in known)
    out[q] = own
