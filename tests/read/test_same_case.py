"""The same triples are the same case: in any order, in any of six syntaxes, with any labels of blank nodes."""

import random
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.split.naming import MOST_ALIKE

PAL = "https://w3id.org/palermo#"
BASE = "https://example.org/case-7"
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
NAMED = ("trig", "nq", "jsonld")

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
Node = ox.NamedNode | ox.BlankNode
Spo = tuple[Node, ox.NamedNode, Node | ox.Literal]


def pal(name: str) -> ox.NamedNode:
    return ox.NamedNode(PAL + name)


CASE = ox.NamedNode(f"{BASE}#case")
FACTS = {"act": ("Recruitment", "Harbouring"), "means": ("Deception", "Fraud"), "purpose": ("Slavery", "Servitude")}


@st.composite
def graphs(draw: st.DrawFn) -> list[Spo]:
    """A random case, all of it within reach; many nodes without IRI, some of them quite alike."""
    made = iter(range(1000))

    def node() -> Node:
        n = next(made)
        return ox.BlankNode(f"b{n}") if draw(st.booleans()) else ox.NamedNode(f"{BASE}#n{n}")

    persons = [node() for _ in range(draw(st.integers(1, 2)))]
    triples: list[Spo] = [(CASE, TYPE, pal("Case"))]
    for person in persons:
        triples += [(CASE, pal("concerns"), person), (person, TYPE, pal("Person"))]
        if draw(st.booleans()):
            integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
            triples.append((person, pal("ageAtTime"), ox.Literal(str(draw(st.integers(10, 12))), datatype=integer)))
    facts: list[Node] = []
    for _ in range(draw(st.integers(0, 3))):
        conduct = node()
        triples += [(conduct, TYPE, pal("Conduct")), (conduct, pal("towards"), draw(st.sampled_from(persons)))]
        for _ in range(draw(st.integers(0, 3))):
            role = draw(st.sampled_from(sorted(FACTS)))
            fact = draw(st.sampled_from(facts)) if facts and draw(st.booleans()) else node()
            facts.append(fact)
            triples += [(conduct, pal(role), fact), (fact, TYPE, pal(draw(st.sampled_from(FACTS[role]))))]
            if draw(st.booleans()):
                label = draw(st.text("aé\n\"\\<&'\u202e漢", max_size=4))
                triples.append((fact, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal(label)))
            if len(facts) > 1 and draw(st.booleans()):
                see = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
                triples.append((fact, see, draw(st.sampled_from(facts))))
    return triples


def written(triples: Sequence[Spo], name: str, seed: int) -> bytes:
    """The triples in one syntax, shuffled, with new labels for blank nodes, and some of them twice."""
    chance = random.Random(seed)
    labels: dict[ox.BlankNode, ox.BlankNode] = {}

    def renamed(node: Node | ox.Literal) -> Node | ox.Literal:
        if isinstance(node, ox.BlankNode):
            return labels.setdefault(node, ox.BlankNode(f"x{chance.getrandbits(60):x}"))
        return node

    mixed = [*triples, *chance.sample(triples, k=len(triples) // 3)]
    chance.shuffle(mixed)
    graph = [ox.NamedNode(f"{BASE}#graph")] if name in NAMED and chance.random() < 0.7 else []
    quads = [ox.Quad(renamed(s), p, renamed(o), *graph) for s, p, o in mixed]
    whole = ox.serialize(quads if name in NAMED else [q.triple for q in quads], format=FORMATS[name])
    assert whole is not None
    return whole


def one_case(data: bytes, name: str, folder: Path, core: Rulebook) -> Case:
    path = folder / f"case.{name}"
    path.write_bytes(data)
    [item] = read_cases([str(path)], core.vocabulary)
    assert isinstance(item, Case), item
    return item


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(triples=graphs(), seed=st.integers(0, 2**32))
def test_order_syntax_and_labels_make_no_difference(
    triples: list[Spo], seed: int, core: Rulebook, tmp_path: Path
) -> None:
    found = [one_case(written(triples, name, seed + n), name, tmp_path, core) for n, name in enumerate(FORMATS)]
    found += [one_case(written(triples, "nt", seed + 9), "nt", tmp_path, core)]
    assert {case.iri for case in found} == {CASE.value}
    assert len({frozenset(case.triples) for case in found}) == 1
    assert len({case.named for case in found}) == 1
    for case in found:
        assert len(set(case.triples)) == len(case.triples)
        assert not any(str(term).startswith("_:") for triple in case.triples for term in triple)


def _facts(count: int, joined: str = "") -> str:
    head = f"@prefix pal: <{PAL}> . @prefix : <{BASE}#> . :case a pal:Case ; pal:concerns :p . :p a pal:Person . "
    facts = " ".join(f":d pal:act _:f{n} . _:f{n} a pal:Recruitment ." for n in range(count))
    return f"{head} :d a pal:Conduct ; pal:towards :p . {facts} {joined}"


def _read(text: str, tmp_path: Path, core: Rulebook) -> Case | Problem:
    path = tmp_path / "case.ttl"
    path.write_text(text)
    [item] = read_cases([str(path)], core.vocabulary)
    return item


def test_up_to_the_stated_number_of_nodes_may_be_alike(tmp_path: Path, core: Rulebook) -> None:
    first = _read(_facts(MOST_ALIKE), tmp_path, core)
    again = _read(_facts(MOST_ALIKE).replace("_:f", "_:g"), tmp_path, core)
    assert isinstance(first, Case)
    assert isinstance(again, Case)
    assert len(first.named) == MOST_ALIKE
    assert frozenset(first.triples) == frozenset(again.triples)


def test_beyond_that_number_it_is_a_problem(tmp_path: Path, core: Rulebook) -> None:
    item = _read(_facts(MOST_ALIKE + 1), tmp_path, core)
    assert isinstance(item, Problem)
    assert item.code == "P125"
    assert str(MOST_ALIKE) in item.message


def test_a_web_of_alike_nodes_is_a_problem_soon(tmp_path: Path, core: Rulebook) -> None:
    see = "<http://www.w3.org/2000/01/rdf-schema#seeAlso>"
    web = " ".join(f"_:f{n} {see} _:f{m} ." for n in range(12) for m in range(12) if n != m)
    item = _read(_facts(12, web), tmp_path, core)
    assert isinstance(item, Problem)
    assert item.code == "P125"


@pytest.mark.parametrize("size", [3, 4, 6, 64])
def test_rings_of_alike_nodes(size: int, tmp_path: Path, core: Rulebook) -> None:
    """Two rings of half the size, or one: no colour tells them apart, trying all choices does."""
    see = "<http://www.w3.org/2000/01/rdf-schema#seeAlso>"
    ring = " ".join(f"_:f{n} {see} _:f{(n + 1) % size} ." for n in range(size))
    same = " ".join(f"_:f{n} {see} _:f{(n - 1) % size} ." for n in reversed(range(size)))
    one, other = _read(_facts(size, ring), tmp_path, core), _read(_facts(size, same), tmp_path, core)
    assert isinstance(one, Case)
    assert isinstance(other, Case)
    assert frozenset(one.triples) == frozenset(other.triples)


def test_two_small_rings_are_not_one_big_ring(tmp_path: Path, core: Rulebook) -> None:
    see = "<http://www.w3.org/2000/01/rdf-schema#seeAlso>"
    big = " ".join(f"_:f{n} {see} _:f{(n + 1) % 6} ." for n in range(6))
    small = " ".join(f"_:f{n} {see} _:f{n // 3 * 3 + (n + 1) % 3} ." for n in range(6))
    one, other = _read(_facts(6, big), tmp_path, core), _read(_facts(6, small), tmp_path, core)
    assert isinstance(one, Case)
    assert isinstance(other, Case)
    assert frozenset(one.triples) != frozenset(other.triples)


def test_a_name_tells_the_case_and_the_property(tmp_path: Path, core: Rulebook) -> None:
    case = _read(_facts(1), tmp_path, core)
    assert isinstance(case, Case)
    [name] = case.named
    assert name.startswith(f"{BASE}#case/act-")
    assert len(name) == len(f"{BASE}#case/act-") + 10


def test_a_case_without_iri_gets_one_from_what_it_says(tmp_path: Path, core: Rulebook) -> None:
    text = _facts(1).replace(":case", "_:case")
    one, other = _read(text, tmp_path, core), _read(text.replace("_:case", "_:zz"), tmp_path, core)
    assert isinstance(one, Case)
    assert isinstance(other, Case)
    assert one.iri == other.iri
    assert one.iri.startswith("urn:palermo:case:")
    assert frozenset(one.triples) == frozenset(other.triples)


def test_an_unrelated_fact_does_not_change_the_name_of_another(tmp_path: Path, core: Rulebook) -> None:
    one = _read(_facts(1), tmp_path, core)
    other = _read(_facts(1, ":p pal:moved [ a pal:Movement ] ."), tmp_path, core)
    assert isinstance(one, Case)
    assert isinstance(other, Case)
    assert one.named < other.named
