"""A case is judged on its own: not by what else stands in the file, nor by what was judged before."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import generated, hand_made, rulebook
from renamed_findings import under
from renaming import Bijection, n_quads
from reshaping import generated_case, judged, nodes, read_back, replaced, told, written
from trying import tried

from palermo.compile.compiler import compile_packs
from palermo.compile.packs import open_packs
from palermo.rulebook import Rulebook
from palermo.split.case import Case

SEEDS = st.lists(st.integers(min_value=0, max_value=100_000), min_size=2, max_size=6, unique=True)


def shared(case: Case) -> dict[str, str]:
    """Names for the nodes of a generated case, all but its own, that other such cases use too."""
    own = [node for node in nodes(case) if node != case.iri]
    return {node: "https://example.org/shared#" + node.rsplit("#", 1)[1] for node in own}


def sharing_names(cases: Iterable[Case]) -> list[Case]:
    """The same cases with the same names for their nodes, all but the case's own."""
    return [replaced(case, shared(case)) for case in cases]


def test_all_cases_in_one_file_are_as_each_alone(tmp_path: Path) -> None:
    cases = {case.iri: case for case in hand_made()}
    read = read_back(tmp_path, {"all.nq": n_quads(cases.values())})
    assert {case.iri for case in read} == cases.keys()
    assert [told(judged(case)) for case in read] == [told(judged(cases[case.iri])) for case in read]


@tried(30)
@given(SEEDS, st.sampled_from(("trig", "nq")))
def test_cases_in_one_file_that_share_names_are_as_each_alone(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int], syntax: str
) -> None:
    cases = {case.iri: case for case in sharing_names(generated_case(seed) for seed in seeds)}
    whole = b"\n".join(written(case, syntax) for case in cases.values())
    folder = tmp_path_factory.mktemp("merged")
    read = read_back(folder, {f"merged.{syntax}": whole})
    assert len(read) == len(cases)
    assert [told(judged(case)) for case in read] == [told(judged(cases[case.iri])) for case in read]


@tried(20)
@given(SEEDS)
def test_cases_in_one_default_graph_are_as_each_alone(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int]
) -> None:
    cases = {case.iri: case for case in (generated_case(seed) for seed in seeds)}
    folder = tmp_path_factory.mktemp("merged")
    read = read_back(folder, {"merged.nt": b"".join(written(case, "nt") for case in cases.values())})
    assert len(read) == len(cases)
    assert [told(judged(case)) for case in read] == [told(judged(cases[case.iri])) for case in read]


def test_a_rulebook_remembers_no_case() -> None:
    """One rulebook over all cases, some with the same names, there and back again; against a new one for each."""
    plan = compile_packs(open_packs(()))
    some = generated(40)
    cases = [*hand_made()[::3], *some, *sharing_names(some)]
    alone = [judged(case, Rulebook(plan)) for case in cases]
    used = Rulebook(plan)
    assert [judged(case, used) for case in cases] == alone
    assert [judged(case, used) for case in reversed(cases)] == alone[::-1]
    order = list(range(len(cases)))
    Random(1).shuffle(order)
    for i in order:
        used.validate(cases[i])
        used.infer(cases[i], "alleged")
        assert judged(cases[i], used) == alone[i]


def test_a_case_is_not_mistaken_for_another_with_the_same_names() -> None:
    for case in generated(60):
        names = shared(case)
        assert judged(replaced(case, names)) == under(judged(case), Bijection(names, {}))


def test_what_is_asked_for_makes_no_difference_to_a_definition() -> None:
    book = rulebook()
    for case in (*hand_made(), *generated(40)):
        every, verified = judged(case), book.classify(case, ("all",))
        for card in book.definitions:
            alone = book.classify(case, (card.id,))
            for one, all_, usual in zip(alone.persons, every.persons, verified.persons, strict=True):
                assert one.findings == tuple(f for f in all_.findings if f.definition == card.id)
                if card.verified:  # one that was not tests labels where it is chosen
                    assert one.labellings == usual.labellings
                assert (one.established, one.alleged) == (all_.established, all_.alleged)
