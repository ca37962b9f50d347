"""What workers put on the shelf is taken as it was put, or goes another way."""

import os

import pytest

from palermo.bulk import shelf as module
from palermo.bulk.shelf import Place, Shelf, shelve
from palermo.bulk.values import Done


def test_each_place_holds_its_own_and_is_used_again() -> None:
    shelf = Shelf()
    places = [shelf.place(0), shelf.place(1)]
    for turn in range(3):
        dones = [Done(n, f"{n} in turn {turn}\n".encode() * (4 - turn), (), n + 1) for n in range(2)]
        shelved = [shelve(place, done) for place, done in zip(places, dones, strict=True)]
        assert [own.done.text for own in shelved] == [b"", b""]
        assert [shelf.take(place, own) for place, own in zip(places, shelved, strict=True)] == dones
    shelf.close()


@pytest.mark.parametrize("text", [b"", b"four and more"])
def test_what_does_not_fit_its_place_keeps_its_text(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WIDTH", 4)
    shelf, done = Shelf(), Done(7, text, (), 1)
    shelved = shelve(shelf.place(0), done)
    assert shelved == (done, 0)
    assert shelf.take(shelf.place(0), shelved) == done
    shelf.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk that is always full")
def test_where_the_disk_is_full_the_text_is_kept() -> None:
    done = Done(0, b"text", (), 1)
    assert shelve(Place("/dev/full", 0), done) == (done, 0)


def test_a_text_that_was_lost_is_an_error() -> None:
    shelf = Shelf()
    place = shelf.place(0)
    shelved = shelve(place, Done(0, b"some text", (), 1))
    os.truncate(place.file, 4)
    with pytest.raises(OSError, match="lost"):
        shelf.take(place, shelved)
    shelf.close()
