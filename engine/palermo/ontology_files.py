"""The ontology files of packs, read for what a compiled rulebook does not keep."""

from collections.abc import Sequence

from palermo.compile.packs import ONTOLOGY, open_packs


def pairs(packs: Sequence[str], predicates: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The pairs of IRIs that the files join by one of these predicates."""
    import pyoxigraph as ox

    return frozenset(
        (quad.subject.value, quad.object.value)
        for pack in open_packs(packs)
        for source in pack.sources
        if source.part == ONTOLOGY
        for quad in ox.parse(source.text, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value in predicates
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
    )
