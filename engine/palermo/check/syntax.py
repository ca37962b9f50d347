"""Turtle that does not parse, read as far as it can be: statement by statement, so that each fault is told and what is
sound is kept.

A statement ends with its full stop. Where that is missing, the next one begins at a line that starts with a name and
goes on with ``a``, or with a prefix declaration: so one slip does not take the rest of the file with it.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from palermo.compile.packs import Source
from palermo.problems import Problem
from palermo.read.turtle import Token

_DIRECTIVES: Final = ("@prefix", "prefix", "@base", "base")

#: What the parser says of a string that does not end on its line.
_OPEN_STRING: Final = "Line jumps are not allowed"


class Statement(NamedTuple):
    """A piece of text that should be one statement or several."""

    start: int
    end: int


class Recovered(NamedTuple):
    """A text with blanks in the place of what does not parse, what is wrong there, and the pieces taken out."""

    text: str
    problems: tuple[Problem, ...]
    lost: tuple[str, ...]


def problem_of(text: str, prelude: str, source: Source) -> Problem | None:
    """What is wrong with a text, None where it parses. ``prelude`` is one line of declarations to put before it."""
    import pyoxigraph as ox

    from palermo.read.formats import TURTLE
    from palermo.read.parse import syntax_problem

    data = f"{prelude}\n{text}".encode()
    try:
        for _ in ox.parse(data, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        found = syntax_problem(error, TURTLE, source.path, data)
        return found._replace(line=None if found.line is None else max(found.line - 1, 1))
    return None


def recover(text: str, words: Sequence[Token], prelude: str, source: Source) -> Recovered:
    """Tries each statement by itself. ``prelude`` declares every prefix that the text uses, in one line."""
    kept = text
    problems: list[Problem] = []
    lost: list[str] = []
    for start, end in _statements(text, words):
        piece = text[start:end]
        found = problem_of(piece, prelude, source)
        if found is not None:
            kept = kept[:start] + blank(piece) + kept[end:]
            problems.append(_placed(found, text, start, piece))
            lost.append(piece)
    return Recovered(kept, tuple(problems), tuple(lost))


def blank(text: str) -> str:
    """As many blanks, with the same lines."""
    return "".join("\n" if c == "\n" else " " for c in text)


def _placed(found: Problem, text: str, start: int, piece: str) -> Problem:
    """The problem with its place in the whole text; never beyond the end of the piece."""
    first = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1)
    body = piece.rstrip()
    last = body.count("\n") + 1
    line = min(found.line or 1, last)
    if _OPEN_STRING in found.message and found.line is not None:
        said = body.split("\n")[line - 1]
        return found._replace(line=first + line - 1, column=max(said.rfind('"'), said.rfind("'")) + 1)
    beyond = found.line is None or found.line > last
    at = len(body) - (body.rfind("\n") + 1) if beyond else found.column or 1
    return found._replace(line=first + line - 1, column=at + (column if line == 1 else 0))


def _statements(text: str, words: Sequence[Token]) -> Iterator[Statement]:
    start: int | None = None
    depth = 0
    for number, token in enumerate(words):
        at_line = text[token.offset - 1 : token.offset] == "\n"
        if start is not None and at_line and _begins(words, number):
            yield Statement(start, token.offset)
            start, depth = None, 0
        if start is None:
            start = token.offset
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth = max(depth - 1, 0)
        elif token.text == "." and depth == 0:
            yield Statement(start, token.offset + 1)
            start = None
    if start is not None:
        yield Statement(start, len(text))


def _begins(words: Sequence[Token], number: int) -> bool:
    """Whether a token that stands at the beginning of a line begins a statement."""
    token, before = words[number], words[number - 1]
    if token.text.lower() in _DIRECTIVES or before.text == ".":
        return True
    after = words[number + 1].text if number + 1 < len(words) else ""
    return token.kind in ("word", "iri") and after == "a"
