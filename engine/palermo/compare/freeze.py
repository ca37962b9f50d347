"""A tree as a case: each node named, with the classes that were chosen for it, and the person's age settled.

A case as small as a tree is what the engine classifies; nothing else is written in it, so that what follows of it
follows of every record that meets the definition in this way. Age is the one thing that the engine reckons itself: who
is under eighteen at one conduct may be older at a later one, and a record may leave the age open. So a tree gives up to
two cases, the plainer first; the second says no more of the age than the tree does.
"""

from collections.abc import Sequence
from itertools import count
from typing import Final, NamedTuple

from palermo.compare.branches import Link, Node
from palermo.compare.literals import literal_for
from palermo.names import (
    ADULT,
    AGE_AT_TIME,
    CASE,
    CHILD,
    CONCERNS,
    CONDUCT,
    PERSON,
    STARTED_ON,
    TOWARDS,
    TOWARDS_CHILD,
    TYPE,
    XSD,
)
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple, local_name
from palermo.vocabulary import Vocabulary

#: Where the nodes of a case made here are named.
BASE: Final = "https://example.org/compare#"
_THEN: Final = Literal("2001-01-01", XSD + "date")
_LATER: Final = Literal("2009-01-01", XSD + "date")
_SIXTEEN: Final = Literal("16", XSD + "integer")


class Frozen(NamedTuple):
    """A case made of a tree; ``size`` counts its facts, and that the person is a child where that is asked. ``second``
    says that there is a plainer case of the same tree."""

    case: Case
    person: str
    size: int
    child: bool
    second: bool


class _NoValue(Exception):
    """No value was found that passes the tests asked of it."""


class _Draft:
    """The triples of one case while they are collected."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.triples: dict[Triple, None] = {}
        #: The conducts towards the person, each with whether the person must have been a child then.
        self.conducts: list[tuple[str, bool]] = []
        self.nodes = 0
        self._names: set[str] = set()

    def write(self, node: Node, iri: str) -> None:
        """Write what a tree says of a node. Raises _NoValue."""
        for cls in sorted({cls for choice in node.choices for cls in choice}):
            self.triples[iri, TYPE, cls] = None
        for link in node.links:
            self.nodes += 1
            self._link(link, iri)

    def _link(self, link: Link, iri: str) -> None:
        other = self._other(link)
        p = TOWARDS if link.property == TOWARDS_CHILD else link.property
        if not link.back:
            self.triples[iri, p, other] = None
        elif isinstance(other, str):
            self.triples[other, p, iri] = None
            if TOWARDS in self._above_property(p):
                self.conducts.append((other, TOWARDS_CHILD in self._above_property(link.property)))
        if isinstance(other, str):
            self.write(link.node, other)

    def _other(self, link: Link) -> Term:
        """The node at the other end of a link, with the classes that the property gives it."""
        info = self._vocabulary.properties.get(link.property)
        ranges = (info.domains if link.back else info.ranges) if info else ()
        if link.node.value is not None:
            return link.node.value
        if info is not None and info.kind == "datatype" and not link.back:
            found = literal_for(ranges, link.node.tests)
            if found is None:
                raise _NoValue
            return found
        if link.node.tests:
            raise _NoValue
        iri = self.name(local_name(ranges[0] if link.back and ranges else link.property))
        known = self.above({cls for choice in link.node.choices for cls in choice})
        for cls in sorted(ranges, key=lambda c: (-len(self.above({c})), c)):
            if cls not in known:
                self.triples[iri, TYPE, cls] = None
                known |= self.above({cls})
        return iri

    def name(self, wanted: str) -> str:
        """An IRI that nothing here has yet."""
        slug = "".join(c if c.isascii() and c.isalnum() else "-" for c in wanted.lower()).strip("-")
        slug = slug if slug[:1].isalpha() else f"node-{slug}".strip("-")
        found = next(n for i in count(1) if (n := slug if i == 1 else f"{slug}-{i}") not in self._names)
        self._names.add(found)
        return BASE + found

    def above(self, classes: set[str]) -> frozenset[str]:
        """These classes and all above them."""
        known = self._vocabulary.classes
        return frozenset().union(*(known.get(cls, frozenset((cls,))) for cls in classes))

    def _above_property(self, p: str) -> frozenset[str]:
        info = self._vocabulary.properties.get(p)
        return info.supers if info else frozenset((p,))


def freeze(node: Node, vocabulary: Vocabulary) -> list[Frozen]:
    """The cases that a tree makes; none where the tree is of an adult and a child, or a value was not found."""
    draft = _Draft(vocabulary)
    case, person = draft.name("case"), draft.name("person")
    draft.triples.update(dict.fromkeys([(case, TYPE, CASE), (case, CONCERNS, person), (person, TYPE, PERSON)]))
    try:
        draft.write(node, person)
    except _NoValue:
        return []
    classes = draft.above({str(o) for s, p, o in draft.triples if s == person and p == TYPE})
    child = CHILD in classes or any(then for _, then in draft.conducts)
    written = tuple(draft.triples)
    return [
        Frozen(Case(case, tuple(dict.fromkeys((*kept, *added))), ""), person, draft.nodes + child, child, second > 0)
        for second, (kept, added) in enumerate(_aged(written, person, classes, draft, child))
    ]


def _aged(
    written: tuple[Triple, ...], person: str, classes: frozenset[str], draft: _Draft, child: bool
) -> list[tuple[tuple[Triple, ...], Sequence[Triple]]]:
    """The ways to settle the person's age: what is kept of what was written, and what is added to it."""
    if not child:
        return [(written, ())] if ADULT in classes else [(written, ((person, TYPE, ADULT),)), (written, ())]
    if ADULT in classes:
        return []
    plain: tuple[tuple[Triple, ...], Sequence[Triple]] = (written, ((person, TYPE, CHILD),))
    if all(then for _, then in draft.conducts):
        return [plain]
    dates = [(conduct, STARTED_ON, _THEN if then else _LATER) for conduct, then in draft.conducts]
    earlier: list[Triple] = []
    if not any(then for _, then in draft.conducts):
        before = draft.name("earlier")
        earlier = [(before, TYPE, CONDUCT), (before, TOWARDS, person), (before, STARTED_ON, _THEN)]
    kept = tuple(t for t in written if t[0] != person or CHILD not in draft.above({str(t[2])}))
    return [plain, (kept, ((person, AGE_AT_TIME, _SIXTEEN), *dates, *earlier))]
