"""What belongs to a case in a default graph, and what becomes of the rest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case

PREFIXES = """@prefix pal: <https://w3id.org/palermo#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <https://example.org/t#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
ONE = ":c1 a pal:Case ; pal:concerns :p1 . :p1 a pal:Person . "
TWO = ":c2 a pal:Case ; pal:concerns :p2 . :p2 a pal:Person . "

Read = Callable[[str], list[Case | Problem]]


@pytest.fixture
def read(tmp_path: Path, core: Rulebook) -> Read:
    """Reads TriG without prefixes."""

    def inner(text: str) -> list[Case | Problem]:
        path = tmp_path / "t.trig"
        path.write_text(PREFIXES + text)
        return list(read_cases([str(path)], core.vocabulary))

    return inner


def subjects(item: Case | Problem) -> set[str]:
    """The local names of what a case describes."""
    assert isinstance(item, Case), item
    return {s.removeprefix("https://example.org/t#") for s, _, _ in item.triples}


def codes(items: list[Case | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else "case" for item in items]


@pytest.mark.parametrize("towards", ["pal:towards", "pal:towardsChild"])
def test_backward_over_towards_and_what_is_below_it(towards: str, read: Read) -> None:
    [case] = read(ONE + f":d a pal:Conduct ; {towards} :p1 ; pal:act :a . :a a pal:Recruitment .")
    assert subjects(case) == {"c1", "p1", "d", "a"}


def test_a_file_of_two_cases_is_split_between_them(read: Read) -> None:
    one, two = read(
        ONE + TWO + ":d1 a pal:Conduct ; pal:towards :p1 ; pal:by :x . "
        ":d2 a pal:Conduct ; pal:towards :p2 ; pal:by :x . "
        ':x rdfs:label "the same recruiter" .'
    )
    assert subjects(one) == {"c1", "p1", "d1", "x"}
    assert subjects(two) == {"c2", "p2", "d2", "x"}


def test_an_agent_who_is_a_person_of_another_case_stays_apart(read: Read) -> None:
    one, two = read(
        ONE + TWO + ":d1 a pal:Conduct ; pal:towards :p1 ; pal:by :p2 . :p2 pal:moved :m . :m a pal:Movement . "
        ":d2 a pal:Conduct ; pal:towards :p2 ."
    )
    assert subjects(one) == {"c1", "p1", "d1", "p2"}
    assert not any("moved" in p for _, p, _ in one.triples if isinstance(one, Case))
    assert subjects(two) == {"c2", "p2", "d2", "m"}


def test_an_agent_who_is_a_person_of_the_same_case_is_reached_in_full(read: Read) -> None:
    [case] = read(
        ONE + ":c1 pal:concerns :q . :q a pal:Person . :d1 a pal:Conduct ; pal:towards :p1 ; pal:by :q . "
        ":d2 a pal:Conduct ; pal:towards :q ."
    )
    assert subjects(case) == {"c1", "p1", "q", "d1", "d2"}


def test_sources_come_with_their_description_and_lead_no_further(read: Read) -> None:
    one, two = read(
        ONE + TWO + ":c1 dct:source :file . :c2 dct:source :file . "
        ':file dct:title "file" ; dct:isPartOf :archive ; dct:creator [ rdfs:label "court" ] ; dct:subject :p2 . '
        ':archive dct:title "archive" .'
    )
    assert {"file", "archive"} < subjects(one)
    assert "p2" not in subjects(one)
    assert isinstance(one, Case)
    assert len(one.named) == 1
    assert {"file", "archive", "p2"} < subjects(two)


def test_other_cases_are_not_entered(read: Read) -> None:
    one, two = read(ONE + TWO + ":c1 dct:relation :c2 .")
    assert subjects(one) == {"c1", "p1"}
    assert subjects(two) == {"c2", "p2"}


def test_what_no_case_reaches_is_told_and_the_torn_case_is_withheld(read: Read) -> None:
    [problem] = read(ONE + "\n:lost a pal:Movement ; pal:by :a .\n:a a pal:Person .")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.line, problem.column) == ("P122", 5, 1)
    assert "nor 1 more" in problem.message


def test_of_several_cases_only_the_torn_one_is_withheld(read: Read) -> None:
    items = read(ONE + TWO + "\n:lost pal:toward :p2 .")
    assert codes(items) == ["case", "P130"]
    assert subjects(items[0]) == {"c1", "p1"}


def test_what_is_foreign_and_out_of_reach_is_told_only(read: Read) -> None:
    assert codes(read(ONE + ':about rdfs:label "written by hand" .')) == ["case", "P122"]


def test_loose_triples_beside_named_graphs_belong_by_reach(read: Read) -> None:
    one, two = read(
        f":g1 {{ {ONE} }} :g2 {{ {TWO} }} :d a pal:Conduct ; pal:towards :p2 ; pal:act [ a pal:Recruitment ] ."
    )
    assert subjects(one) == {"c1", "p1"}
    assert {"c2", "p2", "d"} < subjects(two)


def test_axioms_outside_all_graphs_stop_the_whole_file(read: Read) -> None:
    assert codes(read(f":g1 {{ {ONE} }} :A rdfs:subClassOf pal:Deception .")) == ["P132"]


def test_a_fault_in_one_named_graph_does_not_stop_another(read: Read) -> None:
    items = read(f":g1 {{ {ONE} :p1 pal:agedAtTime 3 . }} :g2 {{ {TWO} }}")
    assert codes(items) == ["P130", "case"]


def test_the_same_node_may_be_said_to_be_another(read: Read) -> None:
    assert codes(read(ONE + ":p1 owl:sameAs :q . :q pal:ageAtTime 20 .")) == ["case"]


@pytest.mark.parametrize("count", [2, 40])
def test_reach_is_linear_in_chains(count: int, read: Read) -> None:
    chain = " ".join(f":n{n} rdfs:seeAlso :n{n + 1} ." for n in range(count))
    [case] = read(ONE + f":p1 rdfs:seeAlso :n0 . {chain}")
    assert len(subjects(case)) == count + 2
