"""A big file of N-Quads or TriG case by case: memory holds one case, whatever the size of the file.

A first look makes sure that every graph stands in one stretch, so that a case is only handed on when it is whole. Where
that is not so, a sorted copy is read; where something stands outside of any graph, the whole file in one piece, if it
is small enough. TriG is written anew as N-Quads first, and so loses its lines.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import IO

from palermo.bulk.graphs import UNORDERED, OutsideGraphs
from palermo.bulk.ordered import in_order, into_order
from palermo.bulk.spool import spooled
from palermo.bulk.temporary import place_of
from palermo.problems import Notice, PalermoError, Problem
from palermo.read.cases import contents, whole_cases
from palermo.read.formats import N_QUADS, TRIG
from palermo.read.gate import WHOLE, clean_lines, empty, foreign
from palermo.read.lines import runs
from palermo.read.places import Places
from palermo.read.walk import STDIN, Source
from palermo.split.case import Case
from palermo.split.seen import Digests, digest, numbers
from palermo.split.splitter import Splitter

#: The number that a line has in the file as the user has it; None where that is not known.
_Line = Callable[[int], int | None]


def stream_cases(source: Source, splitter: Splitter, begun: bytes, stream: IO[bytes]) -> Iterator[Case | Problem]:
    """The cases of a big file in the order of their first lines. ``begun`` is what was read of it, ``stream`` where the
    rest comes from.

    A ``Notice`` says that it is sorted. Raises PalermoError where reading must stop.
    """
    other = foreign(begun[:16])
    if other is not None:
        raise PalermoError(Problem(source.path, None, None, *other))
    with ExitStack() as opened:
        place = source.path
        line: _Line = _the_same
        if source.path == STDIN or source.gzipped or source.format == TRIG:
            place = place_of(opened.enter_context(spooled(stream, source, begun)))
            line = _unknown if source.format == TRIG else _the_same
        del begun
        if not in_order(place, source.path):
            warnings.warn(Notice(said_of_sorting(source.path)), stacklevel=2)
            try:
                ordered = opened.enter_context(into_order(place, source.path))
            except OutsideGraphs as error:
                data = all_of(source, place, error)
                yield from whole_cases(source, data, splitter)
                return
            place = ordered.place
            if line is _the_same:
                line = ordered.line
        yield from _one_by_one(opened.enter_context(open(place, "rb")), source, splitter, line)


def said_of_sorting(path: str) -> str:
    """What a person is told when a file is sorted."""
    return f"{path}: its graphs are not each in one stretch: it is sorted first"


def _one_by_one(stream: IO[bytes], source: Source, splitter: Splitter, line: _Line) -> Iterator[Case | Problem]:
    ended = Digests()
    run = None
    try:
        for run in runs(clean_lines(stream, source.path), source.path):
            if run.graph is None or ended.add(next(numbers(digest(run.graph)))) is not None:
                raise PalermoError(_changed(source.path))
            places = Places(partial("\n".join, run.lines), N_QUADS, run.first)
            for item in splitter.graph(run.graph, run.triples, source.path, places):
                yield _placed(item, line) if isinstance(item, Problem) else item
    except PalermoError as error:
        raise PalermoError(_placed(error.problem, line)) from None
    if run is None:
        raise PalermoError(empty(source.path))


def all_of(source: Source, place: str, refusal: OutsideGraphs) -> bytes:
    """The unpacked bytes of a file in which something stands outside of any graph; ``place`` holds it as N-Quads.
    Raises ``refusal`` where it is too big to be read whole, or TriG that cannot be read again."""
    if source.format != TRIG:
        if os.stat(place).st_size > UNORDERED:
            raise refusal
        with open(place, "rb") as file:
            return file.read()
    data = contents(source, WHOLE + 1) if source.path != STDIN else b""
    if not data or len(data) > WHOLE:
        raise OutsideGraphs(refusal.problem._replace(line=None))
    return data


def _the_same(number: int) -> int | None:
    return number


def _unknown(_number: int) -> int | None:
    return None


def _placed(problem: Problem, line: _Line) -> Problem:
    if problem.line is None:
        return problem
    number = line(problem.line)
    return problem._replace(line=number, column=None if number is None else problem.column)


def _changed(path: str) -> Problem:
    return Problem(path, None, None, "it changed while it was read: run this again once nothing changes it", "P109")
