"""The inputs of a summary: files of findings are read as they are, case descriptions are classified first."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import groupby
from typing import IO, Final

from palermo.pipeline import Judge, classified
from palermo.problems import PalermoError, Problem
from palermo.read.formats import FORMATS
from palermo.read.gate import open_source, take
from palermo.read.walk import STDIN, Source
from palermo.rulebook import Rulebook
from palermo.summary.files import LeftOut, document, lines
from palermo.summary.told import Told, told_of

#: The formats of findings, by the names that ``classify --format`` has for them.
JSON, JSON_LINES = "json", "jsonl"
#: All that ``--input-format`` takes.
INPUT_FORMATS: Final = (*FORMATS, JSON, JSON_LINES)

_LINES: Final = (".jsonl", ".ndjson")
_BEGINNING: Final = 4096
#: How the findings that palermo writes begin; anything else that is JSON is taken for JSON-LD.
_SIGNS: Final = (
    (JSON, re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:palermo|rulebook|cases)"\s*:')),
    (JSON_LINES, re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"case"\s*:')),
)
_CONTEXT: Final = b'"@'

Item = Told | LeftOut | Problem


def told_by(
    rulebook: Rulebook,
    judge: Judge,
    paths: Sequence[str],
    definitions: Sequence[str],
    input_format: str | None = None,
) -> Iterator[Item]:
    """What the findings in these PATHs tell, case by case, and the problems met; a problem never stops the rest.

    A PATH is a file of findings (JSON or JSON Lines, as ``palermo classify`` writes them; also gzipped), or whatever
    ``palermo classify`` takes, which is then classified under ``definitions``. ``input_format`` overrides what a name
    says.
    """
    kinds = ((path, _kind(path, input_format)) for path in paths)
    for kind, group in groupby(kinds, key=lambda pair: pair[1]):
        named = [path for path, _ in group]
        if isinstance(kind, Problem):
            yield kind
        elif kind is None:
            rdf = input_format if input_format in FORMATS else None
            for found in classified(rulebook, judge, named, definitions, input_format=rdf):
                yield found if isinstance(found, Problem) else told_of(found)
        else:
            for path in named:
                yield from _findings(path, kind)


def _findings(path: str, kind: str) -> Iterator[Item]:
    stream = open_source(Source(path, kind, path.lower().endswith(".gz")))
    if isinstance(stream, Problem):
        yield stream
        return
    try:
        yield from (document if kind == JSON else lines)(stream, path)
    except PalermoError as error:
        yield error.problem
    finally:
        if path != STDIN:
            stream.close()


def _kind(path: str, input_format: str | None) -> str | Problem | None:
    """Which kind of findings a PATH holds; None for case descriptions."""
    if os.path.isdir(path):
        return None
    if input_format is not None:
        return input_format if input_format in (JSON, JSON_LINES) else None
    if path == STDIN:
        return _sign(_beginning_of_input()) or _unknown()
    name = path.lower().removesuffix(".gz")
    if name.endswith(_LINES):
        return JSON_LINES
    if name.endswith(".csv"):
        message = "findings in CSV lack what is counted here: write them with palermo classify --format jsonl"
        return Problem(path, None, None, message, "P803")
    return _sign(_beginning(path)) if name.endswith(".json") else None


def _sign(beginning: bytes) -> str | None:
    for kind, sign in _SIGNS:
        if sign.match(beginning) and (kind == JSON or _CONTEXT not in beginning):
            return kind
    return None


def _beginning(path: str) -> bytes:
    """The first bytes of a file; none where it cannot be read, which is told when it is read in earnest."""
    stream = open_source(Source(path, JSON, path.lower().endswith(".gz")))
    if isinstance(stream, Problem):
        return b""
    with stream:
        found = take(stream, _BEGINNING, path)
    return b"" if isinstance(found, Problem) else found


def _beginning_of_input() -> bytes:
    """The first bytes of standard input, which are still there to be read."""
    stream: IO[bytes] = sys.stdin.buffer
    return stream.peek(_BEGINNING) if isinstance(stream, BufferedReader) else b""


def _unknown() -> Problem:
    message = f"say what standard input holds: --input-format {'|'.join(INPUT_FORMATS)}"
    return Problem(STDIN, None, None, message, "P106")
