"""Tables that are read when they are looked into."""

import marshal
from collections.abc import Mapping

import pytest

from palermo.compile.later import Later, at_length, brief, kept


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much was read, each time."""
    seen: list[int] = []
    loads = marshal.loads

    def counting(content: bytes) -> object:
        seen.append(len(content))
        return loads(content)

    monkeypatch.setattr(marshal, "loads", counting)
    return seen


def table() -> "Later[str]":
    return Later({"a": "1"}, kept({"b": "2"}), lambda value: value + "!")


def test_what_is_at_hand_reads_nothing(reads: list[int]) -> None:
    assert table()["a"] == "1!"
    assert "a" in table()
    assert reads == []


@pytest.mark.parametrize("look", [lambda t: t["b"], lambda t: t.get("c"), lambda t: "c" in t, len, list, dict])
def test_the_rest_is_read_once(reads: list[int], look: object) -> None:
    one = table()
    for _ in range(3):
        look(one)  # type: ignore[operator]
    assert len(reads) == 1


def test_it_is_a_mapping() -> None:
    one = table()
    assert isinstance(one, Mapping)
    assert one == {"a": "1!", "b": "2!"}
    assert (len(one), list(one), one.get("c"), one.get("c", "?")) == (2, ["a", "b"], None, "?")
    with pytest.raises(KeyError):
        one["c"]


def test_a_value_is_made_once() -> None:
    made: list[str] = []
    one = Later({"a": "1"}, b"", lambda value: made.append(value) or value)  # type: ignore[func-returns-value]
    assert one["a"] == one["a"]
    assert made == ["1"]


def test_texts_come_back_as_they_were() -> None:
    texts = {"x": {"en": "one"}, "y": {"": "two"}, "z": {"en": "three", "it": "tre"}, "w": {}}
    again = Later({}, kept(brief(texts)), at_length)
    assert again == texts
