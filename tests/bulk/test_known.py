"""Digests are known alike whether they are few or many."""

import pytest

from palermo.bulk import known
from palermo.bulk.known import Known, keys_of
from palermo.split.seen import digest, numbers


@pytest.fixture(params=[0, 7, 1 << 17])
def table(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Known:
    """A table that takes this many for few."""
    monkeypatch.setattr(known, "FEW", request.param)
    return Known()


def test_keys_are_the_numbers_that_a_portion_compares() -> None:
    digests = digest("a") + digest("b")
    assert keys_of(digests) == tuple(numbers(digests))
    assert keys_of(b"") == ()


def test_what_was_met_is_known_with_the_number_it_had_first(table: Known) -> None:
    for number in range(20):
        assert table.meet((number + 1, number + 101), number) == {}
    assert table.meet((5, 300), 99) == {5: 4}
    assert table.meet((5, 105, 300, 400), 100) == {5: 4, 105: 4, 300: 99}


def test_what_is_new_is_taken_once(table: Known) -> None:
    assert table.take((1, 2, 3))
    assert table.take(())
    assert table.take((4, 5, 6, 7, 8))
    assert not table.take((9, 8))
    assert not table.take((10, 11, 10))
    assert not table.take((12, 0))
    assert table.take((13,))
