"""Nothing that is shown acts on a terminal or hides itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.escape import clip, esc


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain é 漢 «\u00a0»", "plain é 漢 «\u00a0»"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u202eright to left", "\\u202eright to left"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("line\u2028end", "line\\u2028end"),
        ("\u3164", "\\u3164"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_shown(raw: str, shown: str) -> None:
    assert esc(raw) == shown


@given(st.text())
def test_once_is_enough(text: str) -> None:
    once = esc(text)
    assert esc(once) == once
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in once)
    once.encode("utf-8")


@given(st.text(), st.integers(5, 40))
def test_clipped(text: str, width: int) -> None:
    assert len(clip(text, width)) <= 4 * width
    if len(text) <= width and text.isprintable():
        assert clip(text, width) == esc(text)
