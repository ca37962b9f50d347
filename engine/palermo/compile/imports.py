"""``owl:imports``, resolved among the files of the core and of the packs given. Nothing is ever fetched.

A file says by a header which ontology it is and what that imports (OWL 2 Structural Specification, section 3.4). A pack
that imports nothing from elsewhere sits on the whole core. Where every pack imports something, the rulebook holds the
packs and what is reached from them over imports, and nothing else of the core. Circles of imports are harmless here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from palermo.compile.packs import Pack, Source, triples
from palermo.compile.refused import Refused, refuse
from palermo.names import OWL, TYPE

IMPORTS = OWL + "imports"
ONTOLOGY_CLASS = OWL + "Ontology"
VERSION_IRI = OWL + "versionIRI"


class Header(NamedTuple):
    """What a file says it is, by ontology and version IRI, and the IRIs that it imports, each in order."""

    source: Source
    names: tuple[str, ...]
    imports: tuple[str, ...]


#: The files that go by an IRI.
Catalogue = dict[str, tuple[Header, ...]]


def resolved(core: Pack, packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """The core, or what of it the packs import, and the packs.

    Raises Refused, with the place, for an import that none of the files goes by.
    """
    own = [[header_of(source) for source in pack.sources] for pack in packs]
    of_core = [header_of(source, first=True) for source in core.sources]
    known = catalogue(header for headers in (of_core, *own) for header in headers)
    paths = {source.path for source in core.sources}
    needed: set[str] = set()
    whole = False
    for headers in own:
        reached = {header.source.path for header in closure(headers, known)} & paths
        whole = whole or not reached
        needed |= reached
    if not whole:
        core = core._replace(sources=tuple(source for source in core.sources if source.path in needed))
    return (core, *packs)


def header_of(source: Source, first: bool = False) -> Header:
    """The header of a file; with ``first`` only what comes before anything else, for files that begin with it.

    Raises Refused where the file is no Turtle.
    """
    names: dict[str, None] = {}
    imports: dict[str, None] = {}
    for subject, predicate, value in triples(source, "header"):
        if isinstance(value, str):
            if predicate == TYPE and value == ONTOLOGY_CLASS:
                names[subject] = None
            elif predicate == VERSION_IRI:
                names[value] = None
            elif predicate == IMPORTS:
                imports[value] = None
        if first and names and subject not in names:
            break
    return Header(source, tuple(names), tuple(imports))


def catalogue(headers: Iterable[Header]) -> Catalogue:
    """The files by the IRIs that they go by; several may go by one."""
    found: dict[str, tuple[Header, ...]] = {}
    for header in headers:
        for name in header.names:
            found[name] = (*found.get(name, ()), header)
    return found


def closure(headers: Iterable[Header], known: Catalogue) -> Iterator[Header]:
    """These files and all that they import, each once. Raises Refused for an import that is not in the catalogue."""
    waiting = list(headers)
    seen: set[str] = set()
    while waiting:
        header = waiting.pop()
        if header.source.path not in seen:
            seen.add(header.source.path)
            yield header
            for iri in header.imports:
                if iri not in known:
                    raise _not_found(header, iri, known)
                waiting.extend(known[iri])


def place_of(header: Header, iri: str) -> tuple[int | None, int | None]:
    """Line and column of an import in its file."""
    from palermo.read.formats import TURTLE
    from palermo.split.locate import Locator

    return Locator(lambda: header.source.text.decode("utf-8", "replace"), TURTLE)("", IMPORTS, iri)


def _not_found(header: Header, iri: str, known: Catalogue) -> Refused:
    from difflib import get_close_matches

    ends = get_close_matches(_end(iri), {_end(name) for name in known}, 1, 0.75)
    near = get_close_matches(iri, [name for name in known if _end(name) in ends], 1, 0.0)
    hint = f"did you mean <{near[0]}>?" if near else "give the pack that has it by --with, or take the import out"
    message = f"imports <{iri}>, which neither the core nor a pack given here is; nothing is fetched: {hint}"
    line, column = place_of(header, iri)
    return refuse(message, file=header.source.path, line=line, column=column, code="P313")


def _end(iri: str) -> str:
    """The part of an IRI by which people tell it from others: what is after the last slash that something follows."""
    return iri.rstrip("#/").rpartition("/")[2]
