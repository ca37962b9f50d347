"""The ways to meet a definition: for each choice that it leaves, the smallest tree of nodes that meets it.

Definitions are monotone, so whoever meets one has a record that contains one of its trees; what follows of each tree
follows of every such record. That makes the trees, each tried under another definition, an exact test. A tree is first
kept with its choices between classes open (``choices``), since most of those choices make no difference.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement, product
from typing import Final, NamedTuple

from palermo.compare.expression import Expression, Has, Is, OneOf, Some, Test
from palermo.compile.shape import Constraint
from palermo.terms import Term

#: How many trees a definition may have.
MOST: Final = 20_000

#: Classes of which a node has one.
Choice = tuple[str, ...]


class TooMany(Exception):
    """A definition leaves more choices than are tried."""


class Node(NamedTuple):
    """A node of a tree. It is of one class of each of ``choices``; ``value`` is the term that it is, where only one
    will do; ``tests`` are what its value must pass; ``links`` lead to and from other nodes."""

    choices: frozenset[Choice] = frozenset()
    value: Term | None = None
    tests: tuple[Constraint, ...] = ()
    links: "tuple[Link, ...]" = ()


class Link(NamedTuple):
    """A property from a node to another, or ``back`` from the other to it."""

    property: str
    back: bool
    node: Node


#: Makes one link of several of a property and direction; None where that cannot be.
Join = Callable[[Sequence["Link"]], "Link | None"]
#: The properties above one, itself included, of which a node has at most one value.
Functional = Callable[[str], frozenset[str]]


def trees(expression: Expression, functional: Functional) -> list[Node]:
    """The trees of an expression, their choices between classes open. Raises TooMany."""
    return list(dict.fromkeys(_trees(expression, functional)))


def _trees(expression: Expression, functional: Functional) -> list[Node]:
    if isinstance(expression, Is):
        return [Node(frozenset(((expression.cls,),)))]
    if isinstance(expression, OneOf):
        return [Node(value=term) for term in expression.terms]
    if isinstance(expression, Test):
        return [Node(tests=((expression.name, expression.parameter),))]
    if isinstance(expression, Has):
        return _linked(expression, functional)
    if isinstance(expression, Some):
        return _any(expression.parts, functional)
    return _all(expression.parts, functional)


def _any(parts: Sequence[Expression], functional: Functional) -> list[Node]:
    classes = tuple(sorted({part.cls for part in parts if isinstance(part, Is)}))
    found = [Node(frozenset((classes,)))] if classes else []
    for part in parts:
        if not isinstance(part, Is):
            found += _trees(part, functional)
    return _within_bounds(found)


def _all(parts: Sequence[Expression], functional: Functional) -> list[Node]:
    found = [Node()]
    for part in parts:
        own = _trees(part, functional)
        if len(found) * len(own) > MOST:
            raise TooMany
        found = [both for a in found for b in own if (both := merged((a, b), functional)) is not None]
    return found


def _linked(expression: Has, functional: Functional) -> list[Node]:
    inner = _trees(expression.inner, functional)
    if len(inner) ** expression.least > MOST:
        raise TooMany
    found = []
    for chosen in combinations_with_replacement(inner, expression.least):
        links = tuple(Link(expression.property, expression.back, node) for node in chosen)
        if len(links) == 1 or expression.back or not functional(expression.property):
            found.append(Node(links=links))
    return found


def _within_bounds(found: list[Node]) -> list[Node]:
    if len(found) > MOST:
        raise TooMany
    return found


def merged(nodes: Sequence[Node], functional: Functional) -> Node | None:
    """One node that is what each of these is; None where it cannot be. Values of a functional property are one."""
    values = {node.value for node in nodes if node.value is not None}
    if len(values) > 1:
        return None
    links: list[Link] = []
    for link in (link for node in nodes for link in node.links):
        known = next((at for at, other in enumerate(links) if _same_value(link, other, functional)), None)
        if known is None:
            links.append(link)
            continue
        one = merged((links[known].node, link.node), functional)
        if one is None:
            return None
        links[known] = link._replace(node=one)
    return Node(
        frozenset().union(*(node.choices for node in nodes)),
        next(iter(values), None),
        tuple(dict.fromkeys(test for node in nodes for test in node.tests)),
        tuple(links),
    )


def _same_value(a: Link, b: Link, functional: Functional) -> bool:
    return not a.back and not b.back and not functional(a.property).isdisjoint(functional(b.property))


def size(node: Node) -> int:
    """How many nodes hang on a node."""
    return sum(1 + size(link.node) for link in node.links)


def settled(node: Node, kinds: Callable[[Choice], Sequence[str]]) -> Iterator[Node]:
    """The trees that come of settling every choice by the kinds that stand for it; each choice is then one class."""
    ways = product(*(kinds(choice) for choice in sorted(node.choices)))
    below = [[link._replace(node=one) for one in settled(link.node, kinds)] for link in node.links]
    for classes, links in product(list(ways), list(product(*below))):
        yield node._replace(choices=frozenset((cls,) for cls in classes), links=tuple(links))


def ways_of(node: Node, kinds: Callable[[Choice], Sequence[str]]) -> int:
    """How many trees :func:`settled` gives."""
    count = 1
    for choice in node.choices:
        count *= len(kinds(choice))
    for link in node.links:
        count *= ways_of(link.node, kinds)
    return count


def coarser(node: Node, join: Join) -> Iterator[Node]:
    """The tree, and those in which values that may be one and the same are, as ``join`` makes them one."""
    inner = [[link._replace(node=one) for one in coarser(link.node, join)] for link in node.links]
    for links in product(*inner):
        for groups in _partitions(links):
            joined = [join(group) if len(group) > 1 else group[0] for group in groups]
            if all(link is not None for link in joined):
                yield node._replace(links=tuple(link for link in joined if link is not None))


def _partitions(links: Sequence[Link]) -> Iterator[list[list[Link]]]:
    """The ways to put links together that may lead to one node: those of one property and direction."""
    if not links:
        yield []
        return
    first, rest = links[0], links[1:]
    for groups in _partitions(rest):
        yield [[first], *groups]
        for at, group in enumerate(groups):
            if (group[0].property, group[0].back) == (first.property, first.back):
                yield [*groups[:at], [first, *group], *groups[at + 1 :]]
