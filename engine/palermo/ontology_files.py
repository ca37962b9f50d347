"""The ontology files of packs, read for what a compiled rulebook does not keep."""

import os
from collections.abc import Iterator, Sequence

from palermo.data import folder


def files(packs: Sequence[str]) -> Iterator[str]:
    """The Turtle files of the ontology of core and of these packs, in a fixed order."""
    for base in (folder("ontology"), *(os.path.join(pack, "ontology") for pack in packs)):
        for place, folders, names in os.walk(base):
            folders.sort()
            yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(".ttl"))


def pairs(packs: Sequence[str], predicates: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The pairs of IRIs that the files join by one of these predicates."""
    import pyoxigraph as ox

    return frozenset(
        (quad.subject.value, quad.object.value)
        for path in files(packs)
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value in predicates
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
    )
