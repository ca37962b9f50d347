"""Text as the lane handles it: a character for each byte of UTF-8.

A string with one character beyond Latin-1 takes two or four bytes for each of its characters, and a portion with one
such case would be slow as a whole. Of such text nothing but ASCII is ever looked into.
"""


def narrow(text: str) -> str:
    """The bytes of a text as UTF-8, each as a character. What UTF-8 cannot write is escaped.

    >>> narrow("“a”") == "\\xe2\\x80\\x9ca\\xe2\\x80\\x9d"
    True
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("latin-1")


def wide(text: str) -> str:
    """The text that :func:`narrow` was given.

    >>> wide(narrow("Zoë"))
    'Zoë'
    """
    return text if text.isascii() else text.encode("latin-1").decode()
