"""Lines of text that fit a width, counted in the columns of a terminal."""

from typing import Final

#: Before this character none is wide or combining.
_FIRST: Final = "\u0300"
#: Punctuation and signs of reports, each one column wide.
_NARROW: Final = frozenset("‐‑–—‘’“”•…●◐○═─×")


def columns(text: str) -> int:
    """How many columns ``text`` takes: two for a wide character, none for a combining one.

    >>> columns("abc"), columns("漢字")
    (3, 4)
    """
    if text.isascii() or _NARROW.issuperset(c for c in text if c >= _FIRST):
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, broken at spaces; a longer word is cut.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    if columns(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for word in text.split(" "):
        for piece in _pieces(word, width):
            size = columns(piece)
            if not line:
                line, used = piece, size
            elif used + 1 + size <= width:
                line, used = f"{line} {piece}", used + 1 + size
            else:
                lines.append(line)
                line, used = piece, size
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    if columns(word) <= width:
        return [word]
    size = max(1, width // 2 if not word.isascii() else width)
    return [word[at : at + size] for at in range(0, len(word), size)]


def padded(text: str, width: int) -> str:
    """``text`` filled up with spaces to ``width`` columns."""
    return text + " " * max(0, width - columns(text))
