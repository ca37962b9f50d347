"""A case indexed as written, with the classes that each node falls under by the class tree alone."""

from typing import Any, NamedTuple

from palermo.names import TYPE
from palermo.split.case import Case
from palermo.terms import Term

#: Predicate to subject to objects. Keys are IRIs; a look-up with a literal finds nothing.
Edges = dict[str, dict[Any, list[Term]]]
#: Node to the classes that it is a member of.
Types = dict[Term, frozenset[str]]


class Record(NamedTuple):
    """A case as written: ``out`` without ``rdf:type``; ``asserted`` the classes written on each node; ``kinds`` those
    and all above them."""

    case: Case
    out: Edges
    asserted: dict[str, list[str]]
    kinds: Types

    def of_kind(self, node: Term, cls: str) -> bool:
        """Whether what is written makes a node a member of a class."""
        return cls in self.kinds.get(node, ())


class ClassTree:
    """The closed class tree of a rulebook, and the classes of the individuals that its packs name. It remembers the
    closure of each set of classes that it was asked for."""

    __slots__ = ("_classes", "_known", "individuals")

    def __init__(self, classes: dict[str, frozenset[str]], individuals: dict[str, frozenset[str]]) -> None:
        self._classes = classes
        self.individuals = individuals
        self._known: dict[tuple[str, ...], frozenset[str]] = {}

    def above(self, asserted: list[str]) -> frozenset[str]:
        """The classes of a node on which these are written, and all classes above them."""
        key = tuple(asserted)
        found = self._known.get(key)
        if found is None:
            found = frozenset().union(*(self._classes.get(c, (c,)) for c in key))
            self._known[key] = found
        return found

    def most_specific(self, asserted: list[str]) -> list[str]:
        """The classes of a list that have no other of the list below them."""
        if len(asserted) < 2:
            return asserted
        classes = self._classes
        return [
            c
            for c in asserted
            if not any(d != c and c in classes.get(d, ()) and d not in classes.get(c, ()) for d in asserted)
        ]


def index(case: Case, tree: ClassTree) -> Record:
    """Indexes a case; the cost is linear in its triples."""
    out: Edges = {}
    asserted: dict[str, list[str]] = {}
    objects = {o for _, _, o in case.triples}
    for s, p, o in case.triples:
        if p == TYPE:
            if isinstance(o, str):
                asserted.setdefault(s, []).append(o)
        else:
            subjects = out.get(p)
            if subjects is None:
                out[p] = {s: [o]}
            elif s in subjects:
                subjects[s].append(o)
            else:
                subjects[s] = [o]
    above = tree.above
    kinds: Types = {n: above(classes) for n, classes in asserted.items()}
    for term in tree.individuals.keys() & objects:
        kinds[term] = kinds.get(term, frozenset()) | tree.individuals[term]
    return Record(case, out, asserted, kinds)
