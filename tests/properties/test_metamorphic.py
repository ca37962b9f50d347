"""How a case is written makes no difference: names of its nodes, order, syntax, blank nodes, repetitions, graphs, and
statements in other vocabularies. Everything a finding says must be the same, but for the file."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from renamed_findings import same_but_for_order, under
from renaming import Bijection
from reshaping import (
    SYNTAXES,
    conducts,
    generated_case,
    judged,
    nodes,
    persons,
    read_one,
    replaced,
    shuffled,
    told,
    with_noise,
    written,
)
from trying import tried

from palermo.findings import CaseFindings
from palermo.names import CASE, TYPE
from palermo.split.case import Case
from palermo.terms import Triple

SEEDS = st.integers(min_value=0, max_value=100_000)
CASES = SEEDS.map(generated_case)
RANDOMS = st.integers(min_value=0, max_value=2**32).map(Random)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


def renamed_findings(case: Case, iris: dict[str, str]) -> CaseFindings:
    found = under(judged(case), Bijection(iris, {}))
    assert isinstance(found, CaseFindings)
    return found


@tried()
@given(CASES, RANDOMS)
def test_the_names_of_nodes_make_no_difference_but_to_order(case: Case, rng: Random) -> None:
    old, dealings = nodes(case), set(conducts(case))
    new = sorted(f"urn:x:{rng.getrandbits(64):016x}#{i}" for i in range(len(old)))
    in_order = dict(zip(old, new, strict=True))
    assert judged(replaced(case, in_order)) == renamed_findings(case, in_order)
    others = [node for node in old if node not in dealings]
    mixed = [in_order[node] for node in others]
    rng.shuffle(mixed)
    at_random = in_order | dict(zip(others, mixed, strict=True))  # which conduct is reported goes by name
    assert same_but_for_order(judged(replaced(case, at_random)), renamed_findings(case, at_random))


@tried()
@given(CASES.filter(lambda case: len(persons(case)) > 1))
def test_persons_who_change_places_change_findings(case: Case) -> None:
    one, other = persons(case)[:2]
    swap = {one: other, other: one}
    assert same_but_for_order(judged(replaced(case, swap)), renamed_findings(case, swap))


@tried()
@given(CASES, RANDOMS)
def test_the_order_of_triples_makes_no_difference(case: Case, rng: Random) -> None:
    assert told(judged(shuffled(case, rng))) == told(judged(case))


@tried()
@given(CASES, RANDOMS)
def test_other_vocabularies_make_no_difference(case: Case, rng: Random) -> None:
    assert told(judged(with_noise(case, rng))) == told(judged(case))


@pytest.mark.parametrize("syntax", SYNTAXES)
@tried(15)
@given(case=CASES, rng=RANDOMS)
def test_the_syntax_makes_no_difference(case: Case, rng: Random, syntax: str, folder: Path) -> None:
    read = read_one(folder, f"case.{syntax}", written(shuffled(case, rng), syntax))
    assert set(read.triples) == set(case.triples)
    assert told(judged(read)) == told(judged(case))


@tried(40)
@given(CASES, RANDOMS, st.sampled_from(sorted(SYNTAXES)), st.sampled_from(sorted(SYNTAXES)))
def test_the_labels_of_blank_nodes_make_no_difference(
    folder: Path, case: Case, rng: Random, syntax: str, other: str
) -> None:
    hidden = rng.sample(nodes(case), rng.randint(1, len(nodes(case))))
    read = []
    for at, form in enumerate((syntax, other)):
        rng.shuffle(hidden)
        labels = {node: f"b{number}" for number, node in enumerate(hidden)}
        read.append(read_one(folder, f"blank{at}.{form}", written(shuffled(case, rng), form, blank=labels)))
    assert set(read[0].triples) == set(read[1].triples)
    assert told(judged(read[0])) == told(judged(read[1]))


@tried(30)
@given(CASES, RANDOMS)
def test_saying_a_thing_twice_makes_no_difference(folder: Path, case: Case, rng: Random) -> None:
    lines = written(case, "nt").splitlines(keepends=True)
    lines += rng.choices(lines, k=len(lines))
    rng.shuffle(lines)
    read = read_one(folder, "twice.nt", b"".join(lines))
    assert len(read.triples) == len(case.triples)
    assert told(judged(read)) == told(judged(case))


@tried(30)
@given(CASES, RANDOMS, st.sampled_from([s for s, (_, named) in SYNTAXES.items() if named]))
def test_graphs_make_no_difference(folder: Path, case: Case, rng: Random, syntax: str) -> None:
    """What is said of a case outside its graph, in the default graph, belongs to it all the same."""
    outside = {t for t in case.triples if rng.random() < 0.4 and t != (case.iri, TYPE, CASE)}

    def inside(triple: Triple) -> bool:
        return triple not in outside

    read = read_one(folder, f"graphs.{syntax}", written(case, syntax, graph=inside))
    assert set(read.triples) == set(case.triples)
    assert told(judged(read)) == told(judged(case))
