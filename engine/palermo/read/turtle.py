"""Turtle, TriG, N-Triples and N-Quads as tokens: for the nesting gate and for finding places. No parser of terms.

One regular expression, linear in the text. What it does not know is left to pyoxigraph to complain of.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from palermo.problems import PalermoError, Problem

#: Brackets may stand this deep.
DEEPEST: Final = 100
TOO_DEEP: Final = f"brackets nested more than {DEEPEST} deep: give nodes IRIs and list them side by side"
TRIPLE_TERM: Final = "a triple within a triple (RDF-star): describe the fact as a node instead"

COMMENT: Final = r"\#[^\n\r]*+"
LONG_STRING: Final = r"""\"{3}(?:[^"\\]++|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]++|\\.|'(?!''))*+'{3}"""
STRING: Final = r""""(?:[^"\\\n\r]++|\\.)*+" | '(?:[^'\\\n\r]++|\\.)*+'"""
STAR: Final = r"<<\(?|\)?>>|\{\||\|\}"
IRI: Final = r'<[^<>"{}|^`\s]*+>'
OPEN, CLOSE = r"[\[({]", r"[\])}]"
MARK: Final = r"""\^\^|[;,]|\.(?![^\s<>"'\[\](){};,\#])"""
WORD: Final = r"""(?:[^\s<>"'\[\](){};,\#^\\.]|\\.|\.(?=[^\s<>"'\[\](){};,\#]))++"""

_TOKEN: Final = rf"""
  (?P<comment>{COMMENT})
| (?P<string>{LONG_STRING} | {STRING})
| (?P<star>{STAR})
| (?P<iri>{IRI})
| (?P<open>{OPEN})
| (?P<close>{CLOSE})
| (?P<mark>{MARK})
| (?P<word>{WORD})
"""


class Token(NamedTuple):
    """A token: its kind, its text, and where it begins."""

    kind: str
    text: str
    offset: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, without white space and comments."""
    for match in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield Token(kind, match.group(), match.start())


def check(data: bytes, path: str) -> None:
    """Raises PalermoError where brackets go too deep or a triple stands within a triple.

    A quick count comes first, so that an ordinary file costs nothing.
    """
    if b"<<" in data or b"{|" in data or sum(map(data.count, (b"[", b"(", b"{"))) > DEEPEST:
        found = offence(data.decode())
        if found is not None:
            code, message, offset = found
            from palermo.read.gate import place_of

            line, column = place_of(data, len(data.decode()[:offset].encode()))
            raise PalermoError(Problem(path, line, column, message, code))


def offence(text: str) -> tuple[str, str, int] | None:
    """Code, message and offset of the first bracket that goes too deep, or of a triple within a triple."""
    depth = 0
    for kind, said, offset in tokens(text):
        if kind == "open":
            depth += 1
            if depth > DEEPEST:
                return "P113", TOO_DEEP, offset
        elif kind == "close":
            depth -= 1
        elif kind == "star" and said[0] in "<{":
            return "P119", TRIPLE_TERM, offset
    return None
