"""Characters that a terminal may obey, written as escapes that keep the data whole.

For formats that have escapes of their own (JSON, Turtle): the reader of the data gets the character back, the reader
of the screen is not fooled. Text formats use :func:`palermo.escape.esc` instead.
"""

import re

#: C0 and C1 controls but the line break, zero-width marks, and the marks that turn the direction of text.
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"


def escaped(text: str) -> str:
    """``text`` with each harmful character as ``\\uXXXX``, an escape that JSON and Turtle strings both know.

    >>> escaped("a\\u202eb")
    'a\\\\u202Eb'
    """
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(_escaped, text)
