"""Text from outside, made harmless to show.

Every string that a person reads and that came from a file, a file name or an argument passes through :func:`esc`
once or more: control characters (terminal escapes among them), characters that change the direction of text, and
invisible ones are shown as ``\\x1b``, ``\\u202e``. Data formats have their own escaping and need none of this.
"""

from typing import Final

#: Letters by category, yet blank on a screen: Hangul fillers and the empty Braille pattern.
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: Spaces that typography needs (French, German): harmless, though ``str.isprintable`` says no to them.
_SPACES: Final = frozenset("\u00a0\u2007\u2009\u200a\u202f\u3000")
_NAMED: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def esc(text: str) -> str:
    """``text`` on one line, with nothing in it that acts on a terminal or hides itself; ``esc(esc(x)) == esc(x)``.

    >>> esc("a\\x1b[31mb\\nc")
    'a\\\\x1b[31mb\\\\nc'
    """
    if text.isprintable() and (text.isascii() or _BLANK_LETTERS.isdisjoint(text)):
        return text
    return "".join(map(_shown, text))


def clip(text: str, width: int = 60) -> str:
    """``text`` made harmless and no longer than ``width``, for use inside a message."""
    shown = esc(text[: width + 1])
    return shown if len(text) <= width and len(shown) <= 4 * width else shown[: width - 1] + "…"


def _shown(character: str) -> str:
    if (character.isprintable() or character in _SPACES) and character not in _BLANK_LETTERS:
        return character
    named = _NAMED.get(character)
    if named is not None:
        return named
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
