"""Imports of the files under check, and what they sit on: resolved as a rulebook does it, but telling every import that
is not found instead of the first."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.check.near import nearest
from palermo.check.placed import Said
from palermo.check.reading import ReadFile
from palermo.compile.imports import IMPORTS, ONTOLOGY_CLASS, VERSION_IRI, Catalogue, Header, catalogue, header_of
from palermo.compile.packs import Pack, Source, parse
from palermo.names import TYPE
from palermo.terms import Triple, is_blank


class Beneath(NamedTuple):
    """What files under check sit on: triples; the terms of files that are not imported, each with the ontology that
    declares it; and the ontologies that there are."""

    triples: tuple[Triple, ...]
    absent: dict[str, str]
    names: frozenset[str]


def beneath(core: Pack | None, own: Sequence[Sequence[ReadFile]], others: Sequence[Pack]) -> Beneath:
    """What packs under check (each as its files) and the packs given beside them sit on. ``core`` is None where it is
    itself under check. Raises Refused where a file beneath does not parse."""
    own_headers = [[_header(file) for file in files] for files in own]
    other_headers = [[_header_of(source) for source in pack.sources] for pack in others]
    core_headers = [] if core is None else [_header_of(source) for source in core.sources]
    known = catalogue(header for headers in (core_headers, *own_headers, *other_headers) for header in headers)
    paths = {header.source.path for header in core_headers}
    needed: set[str] = set()
    whole = False
    for headers in (*own_headers, *other_headers):
        reached = _reached(headers, known) & paths
        whole = whole or not reached
        needed |= reached
    taken = [h for h in core_headers if whole or h.source.path in needed]
    left = [h for h in core_headers if not whole and h.source.path not in needed]
    sources = [header.source for header in taken] + [source for pack in others for source in pack.sources]
    triples = tuple(triple for source in sources for triple in parsed(source))
    return Beneath(triples, _declared(left), frozenset(known))


def _header(file: ReadFile) -> Header:
    triples = [said.triple for said in file.said]
    names = [s for s, p, o in triples if p == TYPE and o == ONTOLOGY_CLASS]
    names += [o for _, p, o in triples if p == VERSION_IRI and isinstance(o, str)]
    return Header(file.source, tuple(names), tuple(o for _, p, o in triples if p == IMPORTS and isinstance(o, str)))


@lru_cache(maxsize=512)
def _header_of(source: Source) -> Header:
    return header_of(source, first=True)


@lru_cache(maxsize=512)
def parsed(source: Source) -> tuple[Triple, ...]:
    """The triples of a file beneath; remembered, since many checks sit on the same files."""
    return tuple(parse(source, source.path))


def _reached(headers: Sequence[Header], known: Catalogue) -> set[str]:
    waiting, seen = list(headers), set[str]()
    while waiting:
        header = waiting.pop()
        if header.source.path not in seen:
            seen.add(header.source.path)
            waiting.extend(other for iri in header.imports for other in known.get(iri, ()))
    return seen


def _declared(headers: Sequence[Header]) -> dict[str, str]:
    """The terms that files declare, each with the file's ontology."""
    return {
        s: header.names[0]
        for header in headers
        if header.names
        for s, p, _ in parsed(header.source)
        if p == TYPE and not is_blank(s)
    }


def problems(material: Material) -> Iterator[Diagnostic]:
    """Imports that are not found among the core and the packs given."""
    for file, said in _imports(material):
        iri = said.triple[2]
        if isinstance(iri, str) and iri not in material.ontologies:
            near = nearest(iri, material.ontologies)
            variant = "near" if near is not None else ""
            yield material.found("K110", file.place(said.at[2]), iri, variant=variant, iri=iri, meant=near)


def _imports(material: Material) -> Iterator[tuple[ReadFile, Said]]:
    return ((file, said) for file, said in material.said() if said.triple[1] == IMPORTS)
