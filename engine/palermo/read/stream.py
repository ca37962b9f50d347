"""A big N-Quads file case by case: memory holds one case, whatever the size of the file.

A first look makes sure that every graph stands in one stretch, so that a case is only handed on when it is whole. A
file where that is not so is read in one piece if it is small enough, and refused if not.
"""

from collections.abc import Iterator
from functools import partial
from typing import IO, Final

from palermo.problems import PalermoError, Problem
from palermo.read.gate import clean_lines, foreign, open_source, pieces
from palermo.read.lines import Run, in_order, runs
from palermo.read.places import Places
from palermo.read.walk import Source
from palermo.split.case import Case
from palermo.split.seen import Digests, digest, numbers
from palermo.split.splitter import Graphs, Splitter

#: Unpacked N-Quads of up to this may hold their graphs in any order.
UNORDERED: Final = 64 << 20


def stream_cases(source: Source, splitter: Splitter) -> Iterator[Case | Problem]:
    """The cases of a big N-Quads file in the order of the file. Raises PalermoError where reading must stop."""
    with _open(source) as stream:
        head = stream.read(16)
        other = foreign(head)
        if other is not None:
            raise PalermoError(Problem(source.path, None, None, *other))
    with _open(source) as stream:
        ordered = in_order(pieces(stream, source.path))
    with _open(source) as stream:
        if ordered:
            yield from _one_by_one(runs(clean_lines(stream, source.path), source.path), source, splitter)
        else:
            yield from _together(clean_lines(stream, source.path), source, splitter)


def _open(source: Source) -> IO[bytes]:
    stream = open_source(source)
    if isinstance(stream, Problem):
        raise PalermoError(stream)
    return stream


def _one_by_one(found: Iterator[Run], source: Source, splitter: Splitter) -> Iterator[Case | Problem]:
    ended = Digests()
    for run in found:
        if run.graph is None or ended.add(next(numbers(digest(run.graph)))) is not None:
            raise PalermoError(_unordered(source.path, run.first))
        places = Places(partial("\n".join, run.lines), source.format, run.first)
        yield from splitter.graph(run.graph, run.triples, source.path, places)


def _together(chunks: Iterator[str], source: Source, splitter: Splitter) -> Iterator[Case | Problem]:
    graphs: Graphs = {}
    text: list[str] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > UNORDERED:
            raise PalermoError(_unordered(source.path, None))
        text.append(chunk)
    for run in runs(text, source.path):
        graphs.setdefault(run.graph, []).extend(run.triples)
    yield from splitter.split(graphs, source.path, Places(lambda: "".join(text), source.format))


def _unordered(path: str, line: int | None) -> Problem:
    message = "not ordered by case: in N-Quads over 64 MB each graph stands in one stretch and nothing outside a graph"
    return Problem(path, line, None, message, "P109")
