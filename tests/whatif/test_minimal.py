"""All smallest sets of a property that more can only help: held against trying every set."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.whatif import minimal
from palermo.whatif.minimal import members, minimal_sets, shrunk, smallest, subsets, union

#: Sets that suffice, as bits of 7 members.
families = st.lists(st.integers(0, 127), max_size=8)


def enough(sets: Sequence[int], bits: int) -> bool:
    return any(one & bits == one for one in sets)


@given(families)
def test_all_smallest_sets_are_found(sets: list[int]) -> None:
    found, whole = minimal_sets(lambda bits: enough(sets, bits), 127)
    by_trying = [
        bits
        for bits in range(128)
        if enough(sets, bits) and not any(enough(sets, bits & ~one) for one in members(bits))
    ]
    assert whole
    assert sorted(found) == by_trying


@given(families)
def test_smallest_leaves_out_those_that_have_another_within(sets: list[int]) -> None:
    kept = smallest(sets)
    assert {s for s in sets if not any(o != s and o & s == o for o in sets)} == set(kept)
    assert [k.bit_count() for k in kept] == sorted(k.bit_count() for k in kept)


@given(families.filter(bool))
def test_a_set_shrinks_to_one_that_is_smallest(sets: list[int]) -> None:
    found = shrunk(lambda bits: enough(sets, bits), 127 | union(sets))
    assert enough(sets, found)
    assert not any(enough(sets, found & ~one) for one in members(found))


def test_a_search_that_grows_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minimal, "MOST_LOOKED_AT", 4)
    pairs = [0b11 << (2 * n) for n in range(6)]
    found, whole = minimal_sets(lambda bits: enough(pairs, bits), (1 << 12) - 1)
    assert not whole
    assert set(found) < set(pairs)


def test_a_single_member_is_found_without_asking_of_each() -> None:
    asked = []

    def holds(bits: int) -> bool:
        asked.append(bits)
        return bool(bits & 1 << 40)

    assert minimal_sets(holds, (1 << 64) - 1) == ([1 << 40], True)
    assert len(asked) < 20


def test_subsets() -> None:
    assert sorted(subsets(0b101)) == [0, 1, 4, 5]
