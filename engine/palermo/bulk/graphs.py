"""The graph of each line of N-Quads: by pattern where the line is canonical, else by reading it as the reader does.

A graph is known by its *key*, the end that its canonical lines have: ``b" <urn:g> .\\n"``. Two keys are equal if and
only if the graphs are. The patterns take nothing on trust that could hide a graph: they go through each term
from the beginning of the line, so that no text or comment is taken for a graph. Whether the terms are right in
themselves is left to the reader.
"""

import re
from collections.abc import Iterator, Sequence
from typing import IO, Final, NamedTuple

from palermo.problems import PalermoError, Problem
from palermo.read.gate import BOM, pieces
from palermo.read.lines import runs

#: Unpacked N-Quads of up to this may hold statements outside of any graph.
UNORDERED: Final = 64 << 20

_IRI: Final = rb"<[^>]*+>"
_BLANK: Final = rb"_:[A-Za-z0-9]++"
_TEXT: Final = rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"(?:@[A-Za-z0-9-]++|\^\^<[^>]*+>)?+'
_SAID: Final = b"(?:%b|%b) %b (?:%b|%b|%b)" % (_IRI, _BLANK, _IRI, _IRI, _TEXT, _BLANK)
_KEY: Final = rb"( (?:%b|%b) \.\n)" % (_IRI, _BLANK)
_OTHER: Final = rb"|[^\n]*+\n"
_LINE: Final = re.compile(_SAID + _KEY + _OTHER)
_STRETCH: Final = re.compile(_SAID + _KEY + rb"(?:%b\1)*+" % _SAID + _OTHER)


class OutsideGraphs(PalermoError):
    """A statement stands outside of any graph, so the graphs are not each a case for itself."""


def chunks(stream: IO[bytes], path: str) -> Iterator[bytes]:
    """A text in chunks of whole lines, each line ended by one line feed. Raises PalermoError as ``pieces`` does."""
    first = True
    for piece in pieces(stream, path):
        if first:
            piece = piece.removeprefix(BOM)
            first = False
        if b"\r" in piece:
            piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield piece if piece.endswith(b"\n") else piece + b"\n"


def stretch_keys(chunk: bytes) -> list[bytes] | None:
    """The key of each stretch of lines of one graph; None where not every line is canonical."""
    keys = _STRETCH.findall(chunk)
    return None if b"" in keys or (b"\\" in chunk and any(b"\\" in key for key in keys)) else keys


def line_keys(chunk: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines, and the key of each: empty where the line is not canonical."""
    lines = chunk.splitlines(keepends=True)
    keys = _LINE.findall(chunk)
    if len(keys) != len(lines):  # an IRI without end, which the pattern has followed into the next line
        return lines, [b""] * len(lines)
    if b"\\" in chunk:
        keys = [b"" if b"\\" in key else key for key in keys]
    return lines, keys


class Keyed(NamedTuple):
    """Lines, the key of each, and the number of each."""

    lines: Sequence[bytes]
    keys: Sequence[bytes]
    numbers: Sequence[int]


def keyed(chunk: bytes, path: str, first: int) -> Keyed:
    """The lines of a chunk of UTF-8 text that say something; ``first`` is the number of its first line.

    Raises PalermoError at a line that is wrong, OutsideGraphs at one that stands outside of any graph.
    """
    lines, keys = line_keys(chunk)
    numbers = range(first, first + len(lines))
    if b"" not in keys:
        return Keyed(lines, keys, numbers)
    found = [(key or key_of(line, path, at), line, at) for line, key, at in zip(lines, keys, numbers, strict=True)]
    outside = next((at for key, _, at in found if key is None), None)
    if outside is not None:
        message = "a statement outside of any graph: in a file this big each stands in the graph of its case"
        raise OutsideGraphs(Problem(path, outside, None, message, "P109"))
    said = [(key, line, at) for key, line, at in found if key]
    return Keyed([line for _, line, _ in said], [key for key, _, _ in said], [at for _, _, at in said])


def key_of(line: bytes, path: str, number: int) -> bytes | None:
    """The key of any line of UTF-8 text: empty where it says nothing, None where it stands outside of any graph.

    Raises PalermoError where it is wrong.
    """
    try:
        run = next(runs([line.decode()], path), None)
    except PalermoError as error:
        raise PalermoError(error.problem._replace(line=number)) from None
    if run is None:
        return b""
    if run.graph is None:
        return None
    return f" {run.graph} .\n".encode() if run.graph.startswith("_:") else f" <{run.graph}> .\n".encode()
