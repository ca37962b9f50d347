"""Other ways to write the same case: other names, order, syntax, graphs; and small changes to its evidence."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyoxigraph as ox
from generator import generate
from material import rulebook

from palermo.findings import CaseFindings
from palermo.names import BY, CONCERNS, CONDUCT, EVIDENTIAL_STATUS, FACT, PERSON, TOWARDS, TOWARDS_CHILD, TYPE
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple, plain

#: File ending to format, and whether it can hold named graphs.
SYNTAXES = {
    "ttl": (ox.RdfFormat.TURTLE, False),
    "nt": (ox.RdfFormat.N_TRIPLES, False),
    "rdf": (ox.RdfFormat.RDF_XML, False),
    "trig": (ox.RdfFormat.TRIG, True),
    "nq": (ox.RdfFormat.N_QUADS, True),
    "jsonld": (ox.RdfFormat.JSON_LD, True),
}
_ELSEWHERE = "https://elsewhere.invalid/"


class Told(NamedTuple):
    """Findings without the file and the order of triples, which may differ."""

    case: str
    label: str | None
    persons: object


def told(findings: CaseFindings) -> Told:
    """What a case comes to, wherever it was read from."""
    return Told(findings.case.iri, findings.label, findings.persons)


def judged(case: Case, book: Rulebook | None = None) -> CaseFindings:
    """The findings of a case under all definitions of the core pack."""
    return (book or rulebook()).classify(case, ("all",), unverified=True)


def generated_case(seed: int) -> Case:
    """A generated case that names every person it is about, so that a default graph holds it together."""
    case = generate(seed).case
    about = {o for _, p, o in case.triples if p in (TOWARDS, TOWARDS_CHILD)}
    return adding(case, [(case.iri, CONCERNS, person) for person in sorted(map(str, about))])


# --- nodes of a case


def nodes(case: Case) -> list[str]:
    """The IRIs of a case that no vocabulary defines, sorted."""
    vocabulary = rulebook().vocabulary
    known = vocabulary.classes.keys() | vocabulary.properties.keys() | vocabulary.individuals.keys()
    found = {term for s, _, o in case.triples for term in (s, o) if isinstance(term, str)}
    return sorted(term for term in found - known if term.startswith(_base(case)))


def of_kind(case: Case, *kinds: str) -> list[str]:
    """The nodes with a class at or below one of these, sorted."""
    classes = rulebook().vocabulary.classes
    found = {
        s
        for s, p, o in case.triples
        if p == TYPE and isinstance(o, str) and not classes.get(o, frozenset((o,))).isdisjoint(kinds)
    }
    return sorted(found)


def persons(case: Case) -> list[str]:
    """The persons of a case who act towards nobody, sorted."""
    agents = {o for _, p, o in case.triples if p == BY}
    return [node for node in of_kind(case, PERSON) if node not in agents]


def facts(case: Case) -> list[str]:
    """The facts of a case, those about age apart."""
    return [node for node in of_kind(case, FACT) if "age-of-" not in node]


def conducts(case: Case) -> list[str]:
    """The conducts of a case."""
    return of_kind(case, CONDUCT)


def _base(case: Case) -> str:
    return case.iri[: case.iri.rindex("#") + 1]


# --- the same case in other words


def shuffled(case: Case, rng: Random) -> Case:
    """The triples in another order."""
    triples = list(case.triples)
    rng.shuffle(triples)
    return case._replace(triples=tuple(triples))


def replaced(case: Case, iris: Mapping[str, str]) -> Case:
    """Nodes under other names."""
    return case._replace(
        iri=iris.get(case.iri, case.iri),
        triples=tuple((iris.get(s, s), p, iris.get(o, o) if isinstance(o, str) else o) for s, p, o in case.triples),
    )


def with_noise(case: Case, rng: Random) -> Case:
    """With statements in vocabularies that nobody here has heard of."""
    some = rng.sample(nodes(case), min(5, len(nodes(case))))
    extra: list[Triple] = []
    for i, node in enumerate(some):
        other = f"{_base(case)}noise-{i}"
        extra += [
            (node, _ELSEWHERE + "colour", plain("red", rng.choice((None, "en", "it")))),
            (node, _ELSEWHERE + "towards", other),
            (node, TYPE, _ELSEWHERE + "Coercion"),
            (other, TYPE, _ELSEWHERE + "Person"),
            (other, _ELSEWHERE + "age", Literal("12", "http://www.w3.org/2001/XMLSchema#integer")),
            (other, "http://www.w3.org/2004/02/skos/core#note", plain("Not about the case.")),
        ]
    return shuffled(case._replace(triples=case.triples + tuple(extra)), rng)


# --- files


def written(
    case: Case, syntax: str, *, blank: Mapping[str, str] | None = None, graph: Callable[[Triple], bool] | None = None
) -> bytes:
    """A case in one of the six syntaxes. ``blank`` gives nodes a blank node label; ``graph`` says which triples stand
    in the case's own named graph, where the syntax has those (all of them by default)."""
    form, named = SYNTAXES[syntax]
    labels = blank or {}
    name = ox.NamedNode(_ELSEWHERE + "graph/" + case.iri.rsplit("/", 1)[-1].replace("#", "-"))
    quads = []
    for s, p, o in case.triples:
        inside = named and (graph is None or graph((s, p, o)))
        place = name if inside else ox.DefaultGraph()
        quads.append(ox.Quad(_node(s, labels), ox.NamedNode(p), _term(o, labels), place))
    if named:
        return ox.serialize(quads, format=form) or b""
    return ox.serialize([quad.triple for quad in quads], format=form) or b""


def read_back(folder: Path, files: Mapping[str, bytes]) -> list[Case]:
    """The cases in files of these names. Fails on any problem."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    found = list(read_cases([str(folder / name) for name in files], rulebook().vocabulary))
    assert all(isinstance(item, Case) for item in found), [item for item in found if not isinstance(item, Case)]
    return [item for item in found if isinstance(item, Case)]


def read_one(folder: Path, name: str, content: bytes) -> Case:
    """The one case of a file."""
    (case,) = read_back(folder, {name: content})
    return case


def _node(node: str, labels: Mapping[str, str]) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(labels[node]) if node in labels else ox.NamedNode(node)


def _term(term: Term, labels: Mapping[str, str]) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, str):
        return _node(term, labels)
    if term.language:
        return ox.Literal(term.lexical, language=term.language)
    return ox.Literal(term.lexical, datatype=ox.NamedNode(term.datatype))


# --- the same case with a little more evidence, or less


def adding(case: Case, triples: Iterable[Triple]) -> Case:
    """With more triples."""
    return case._replace(triples=tuple(dict.fromkeys((*case.triples, *triples))))


def new_fact(case: Case, subject: str, predicate: str, cls: str, status: str) -> Case:
    """With a fact of this class and status on a subject."""
    fact = _base(case) + "new-fact"
    return adding(case, [(subject, predicate, fact), (fact, TYPE, cls), (fact, EVIDENTIAL_STATUS, status)])


def without(case: Case, nodes_: Collection[str], predicates: Collection[str]) -> Case:
    """Without what these predicates say of these nodes."""
    kept = tuple(t for t in case.triples if not (t[0] in nodes_ and t[1] in predicates))
    return case._replace(triples=kept)
