"""A random bijection of every name that the engine has no right to know, and rulebooks and cases under it.

Renamed are all IRIs of rulebook and cases but those of ``palermo.names`` and of the standards (W3C, Dublin Core, SKOS,
PROV, ELI), and all ``dct:identifier`` of the rulebook. Two kinds of identifier keep what is the engine's own in them: a
``pal:Wording`` is looked up by a fixed word, and only the ending that makes it special to one classification or
characteristic is renamed (``nothing-recorded.TraffickingInPersons``); the words of ``pal:outcome`` are the engine's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

import pyoxigraph as ox

from palermo import names
from palermo.compile.compiler import compile_packs
from palermo.compile.packs import Pack, Source, read_triples
from palermo.names import CATEGORY, CLASSIFICATION_CLASS, DEFINITION, IDENTIFIER, MISSING, PAL, REGION, TYPE
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple, local_name

#: Where renamed terms and renamed nodes of cases live.
TERMS = "https://terms.invalid/v#"
NODES = "https://records.invalid/n#"

_STANDARDS = (
    names.RDF, names.RDFS, names.OWL, names.SH, names.XSD, names.DCT, names.SKOS, names.PROV, names.ELI,
    "http://purl.org/dc/elements/1.1/", "http://www.w3.org/ns/dcat#",
)  # fmt: skip
_OWN = frozenset(v for v in vars(names).values() if isinstance(v, str) and v.startswith(PAL))
_BY_IDENTIFIER = frozenset((DEFINITION, MISSING, REGION, CATEGORY))
_TIES = frozenset((names.ELEMENT_CLASS, names.DEFINITION_CLASS))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Bijection(NamedTuple):
    """Old name to new name, for IRIs and for identifiers; what is in neither stays."""

    iris: dict[str, str]
    ids: dict[str, str]

    def iri(self, iri: str) -> str:
        """An IRI under the bijection; the shapes without IRI are called after the nearest one that has one."""
        if iri.startswith("_:"):
            owner, slash, number = iri[2:].rpartition("/")
            return f"_:{self.iris.get(owner, owner)}{slash}{number}"
        return self.iris.get(iri, iri)

    def id(self, name: str) -> str:
        """An identifier under the bijection."""
        return self.ids.get(name, name)

    def term(self, term: Term) -> Term:
        """A term of an RDF graph; a literal stays."""
        return self.iri(term) if isinstance(term, str) else term

    def case(self, case: Case) -> Case:
        """A case, and the identifiers that it expects, under the bijection."""
        triples = tuple(self.triple(triple) for triple in case.triples)
        return Case(self.iri(case.iri), triples, case.file, frozenset(map(self.iri, case.named)))

    def triple(self, triple: Triple) -> Triple:
        """A triple of a case; what it expects by identifier is renamed with the identifiers."""
        s, p, o = triple
        if isinstance(o, Literal) and p in _BY_IDENTIFIER:
            return self.iri(s), self.iri(p), o._replace(lexical=self.id(o.lexical))
        return self.iri(s), self.iri(p), self.term(o)


def bijection(packs: Sequence[Pack], cases: Iterable[Case], seed: int, *, in_order: bool) -> Bijection:
    """A random bijection of all names. With ``in_order`` a name that sorts first stays first; else that holds only
    where the engine breaks ties by name: for the nodes of cases and the identifiers of elements (which conduct is
    reported) and for those of definitions (which of an instrument's tests a label that none of them concludes)."""
    rng = Random(seed)
    triples = [triple for pack in packs for _, triple in read_triples(pack)]
    terms = {iri for triple in triples for iri in _iris(triple)}
    nodes = {iri for case in cases for triple in case.triples for iri in _iris(triple)} - terms
    classes = _classes(triples)
    identified = [
        (classes.get(s, set()), o.lexical) for s, p, o in triples if p == IDENTIFIER and isinstance(o, Literal)
    ]
    ids = {name for _, name in identified}
    wordings = {name for kinds, name in identified if names.WORDING_CLASS in kinds}
    ties = {name for kinds, name in identified if kinds & _TIES}
    others = ids - wordings - ties
    fresh = _fresh(rng, len(terms) + len(nodes) + len(ids))
    new = {o: TERMS + n for o, n in _matched(terms, fresh, rng, in_order)}
    new |= {o: NODES + n for o, n in _matched(nodes, fresh, rng, True)}
    if in_order:
        new_ids = dict(_matched(ties | others, fresh, rng, True))
    else:
        new_ids = dict(_matched(ties, fresh, rng, True)) | dict(_matched(others, fresh, rng, False))
    special = {i for i, c in classes.items() if c & {CLASSIFICATION_CLASS}}
    return Bijection(new, new_ids | _endings(wordings, {local_name(i): local_name(new[i]) for i in special}, new_ids))


def renamed_packs(packs: Sequence[Pack], names_: Bijection) -> tuple[Pack, ...]:
    """The packs under a bijection, file by file, their triples in the order in which they were read."""
    found = []
    for pack in packs:
        lines: dict[str, list[ox.Triple]] = {source.path: [] for source in pack.sources}
        for source, (s, p, o) in read_triples(pack):
            if isinstance(o, Literal) and p == IDENTIFIER:
                o = o._replace(lexical=names_.id(o.lexical))
            triple = ox.Triple(_node(names_.iris, s), ox.NamedNode(names_.iri(p)), _object(names_.iris, o))
            lines[source.path].append(triple)
        files = (Source(path, ox.serialize(of, format=ox.RdfFormat.N_TRIPLES) or b"") for path, of in lines.items())
        found.append(Pack(pack.name, tuple(files)))
    return tuple(found)


def rulebook_of(packs: Sequence[Pack]) -> Rulebook:
    """A rulebook of packs that are held in memory."""
    return Rulebook(compile_packs(packs))


def n_quads(cases: Iterable[Case]) -> bytes:
    """Cases as a graph each."""
    quads = [
        ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _object({}, o), ox.NamedNode(case.iri + "-graph"))
        for case in cases
        for s, p, o in case.triples
    ]
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


# --- making names


def _iris(triple: Triple) -> Iterator[str]:
    for term in triple:
        if isinstance(term, Literal):
            continue
        if not (term.startswith("_:") or term.startswith(_STANDARDS) or term in _OWN):
            yield term


def _classes(triples: Iterable[Triple]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for s, p, o in triples:
        if p == TYPE and isinstance(o, str):
            found.setdefault(s, set()).add(o)
    return found


def _fresh(rng: Random, count: int) -> list[str]:
    """So many different random words, in random order."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choices(_LETTERS, k=10))] = None
    return list(found)


def _matched(old: set[str], fresh: list[str], rng: Random, in_order: bool) -> list[tuple[str, str]]:
    """Each old name with a fresh one, taken off the list."""
    new = [fresh.pop() for _ in old]
    new.sort()
    if not in_order:
        rng.shuffle(new)
    return list(zip(sorted(old), new, strict=True))


def _endings(wordings: set[str], local_names: dict[str, str], ids: dict[str, str]) -> dict[str, str]:
    """The wordings that are for one classification, definition or characteristic, with that ending renamed. The
    engine's own endings are its words for outcomes, standings and counts; none is the name of such a thing."""
    found = {}
    for wording in wordings:
        stem, dot, ending = wording.rpartition(".")
        new = local_names.get(ending) or (ids.get(ending) if stem == "alternative" else None)
        if dot and new:
            found[wording] = f"{stem}.{new}"
    return found


def _node(iris: dict[str, str], node: str) -> ox.NamedNode | ox.BlankNode:
    if node.startswith("_:"):
        return ox.BlankNode(re.sub(r"\W", "-", node[2:]))
    return ox.NamedNode(iris.get(node, node))


def _object(iris: dict[str, str], term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, str):
        return _node(iris, term)
    if term.language:
        return ox.Literal(term.lexical, language=term.language)
    return ox.Literal(term.lexical, datatype=ox.NamedNode(term.datatype))
