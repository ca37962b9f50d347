"""Digests are known alike whether they are few or many."""

import pytest

from palermo.bulk import known
from palermo.bulk.known import Known
from palermo.split.seen import WIDTH, digest


@pytest.fixture(params=[0, 7, 1 << 17])
def table(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Known:
    """A table that takes this many for few."""
    monkeypatch.setattr(known, "FEW", request.param)
    return Known()


def digests(*numbers: int) -> bytes:
    """Digests that are these numbers, one after the other."""
    return b"".join(number.to_bytes(WIDTH, "little") for number in numbers)


def test_what_was_met_is_known_with_the_number_it_had_first(table: Known) -> None:
    for number in range(20):
        assert table.meet(digests(number + 1, number + 101), number) == {}
    assert table.meet(digests(5, 300), 99) == {5: 4}
    assert table.meet(digests(5, 105, 300, 400), 100) == {5: 4, 105: 4, 300: 99}


def test_what_is_new_is_taken_once(table: Known) -> None:
    assert table.take(digests(1, 2, 3))
    assert table.take(digests())
    assert table.take(digests(4, 5, 6, 7, 8))
    assert not table.take(digests(9, 8))
    assert not table.take(digests(10, 11, 10))
    assert not table.take(digests(12, 0))
    assert table.take(digests(13))


def test_digests_as_they_are(table: Known) -> None:
    names = [digest(str(number)) for number in range(50)]
    assert table.take(b"".join(names))
    assert table.meet(names[7] + digest("other")) == {int.from_bytes(names[7], "little"): 0}
