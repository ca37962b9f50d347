"""Lines that fit: counted in columns, broken at spaces, nothing lost."""

from itertools import pairwise
from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.write.wrap import columns, padded, wrapped

WORDS = st.text(st.sampled_from("ab “”—●漢字é\u0301\u0300"), max_size=60)


def counted(text: str) -> int:
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.one_of(WORDS, st.text(max_size=40)))
def test_columns_are_those_of_the_characters(text: str) -> None:
    assert columns(text) == counted(text)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(WORDS, st.integers(2, 30))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(line) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=1, max_size=20), st.integers(8, 40))
def test_a_line_takes_as_many_words_as_fit(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width)
    assert " ".join(lines).split() == words
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > width


@pytest.mark.parametrize(("text", "width", "filled"), [("ab", 4, "ab  "), ("漢", 4, "漢  "), ("abcde", 4, "abcde")])
def test_padded(text: str, width: int, filled: str) -> None:
    assert padded(text, width) == filled
