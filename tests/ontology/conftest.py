"""The ontology as one graph, and the few questions that its tests ask of it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
OWN = "https://w3id.org/palermo"
PAL = OWN + "#"
#: What stands in the folder and says something else than what things are.
APART = {"mappings", "templates", "wording"}


def _graph(paths: list[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def modules() -> list[Path]:
    """The files of the ontology that say what things are: all but those of wording, mappings and templates."""
    folder = ROOT / "ontology"
    found = [p for p in folder.rglob("*.ttl") if not APART & {*p.relative_to(folder).parts, p.stem}]
    return sorted(found)


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """The modules that say what things are, without the wording of reports."""
    return _graph(modules())


@pytest.fixture(scope="session")
def rulebook() -> Graph:
    """Every Turtle file under ontology/ and shapes/ but skeletons, which describe what is not there yet."""
    files = sorted([*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "shapes").rglob("*.ttl")])
    return _graph([path for path in files if "templates" not in path.parts])


@pytest.fixture(scope="session")
def terms(ontology: Graph) -> list[URIRef]:
    """Every term of the pal: namespace that the ontology describes."""
    return sorted({s for s in ontology.subjects() if isinstance(s, URIRef) and str(s).startswith(PAL)})


@pytest.fixture(scope="session")
def below(ontology: Graph) -> Callable[[str], set[str]]:
    """The local names of the classes strictly below one class, by stated subclasses."""

    def names(name: str) -> set[str]:
        found = set(ontology.transitive_subjects(RDFS.subClassOf, URIRef(PAL + name)))
        return {str(c).removeprefix(PAL) for c in found} - {name}

    return names


@pytest.fixture(scope="session")
def union_of(ontology: Graph) -> Callable[[str], set[str]]:
    """The local names of the kinds that a class is exactly the union of; empty where it is none."""

    def names(name: str) -> set[str]:
        return {
            str(member).removeprefix(PAL)
            for expression in ontology.objects(URIRef(PAL + name), OWL.equivalentClass)
            for head in ontology.objects(expression, OWL.unionOf)
            for member in ontology.items(head)
        }

    return names


@pytest.fixture(scope="session")
def classes(ontology: Graph) -> set[str]:
    """The local names of the classes of the pal: namespace."""
    return {str(c).removeprefix(PAL) for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(PAL)}


@pytest.fixture(scope="session")
def names_in_engine() -> set[str]:
    """The local names of the pal: terms that the engine knows by name."""
    text = (ROOT / "engine" / "palermo" / "names.py").read_text(encoding="utf-8")
    return set(re.findall(r'PAL \+ "(\w+)"', text))


def _inner(graph: Graph, shape: Node) -> Iterator[Node]:
    for p in (SH.property, SH.node, SH.qualifiedValueShape):
        yield from graph.objects(shape, p)
    for p in (SH["or"], SH["and"]):
        for head in graph.objects(shape, p):
            yield from graph.items(head)


@pytest.fixture(scope="session")
def reached(rulebook: Graph) -> Callable[[Node], set[Node]]:
    """A shape and those that it refers to, at whatever depth."""

    def shapes(shape: Node) -> set[Node]:
        found: set[Node] = set()
        waiting = [shape]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(_inner(rulebook, node))
        return found

    return shapes


@pytest.fixture(scope="session")
def elements(rulebook: Graph, reached: Callable[[Node], set[Node]]) -> Callable[[Node], set[Node]]:
    """The elements that a definition reaches."""
    return lambda definition: {s for s in reached(definition) if (s, RDF.type, URIRef(PAL + "Element")) in rulebook}
