"""``read_cases``: the passes read and split as one function."""

from collections.abc import Iterator, Sequence
from typing import Final

from palermo.problems import PalermoError, Problem
from palermo.read.formats import JSON_LD, N_QUADS, RDF_XML, format_of_option
from palermo.read.gate import WHOLE, empty, open_source, take, text_of
from palermo.read.parse import Run, parse
from palermo.read.places import Places
from palermo.read.walk import STDIN, Source, sources
from palermo.split.case import Case
from palermo.split.seen import Seen
from palermo.split.splitter import Graphs, Splitter
from palermo.vocabulary import Vocabulary

#: Unpacked N-Quads of more than this are read case by case.
STREAMED: Final = 16 << 20
#: Standard input cannot be looked at twice, so of N-Quads it may hold this much, but in bulk.
_STDIN_QUADS: Final = 64 << 20


def read_cases(
    paths: Sequence[str], vocabulary: Vocabulary, *, input_format: str | None = None, seen: Seen | None = None
) -> Iterator[Case | Problem]:
    """The cases that PATHs hold and the problems met, in the order of the input; a problem never stops the rest.

    PATH is a file, a folder or ``-``. ``input_format`` overrides what a name says. ``seen`` are cases that were read
    before, and is told of these. Raises PalermoError for an unknown format.
    """
    chosen = format_of_option(input_format) if input_format is not None else None
    return _read(paths, Splitter(vocabulary, seen), chosen)


def cases_of(
    data: bytes, path: str, syntax: str, vocabulary: Vocabulary, seen: Seen | None = None
) -> Iterator[Case | Problem]:
    """The cases of a whole file whose unpacked bytes are at hand, as ``read_cases`` gives them. ``syntax`` is one of
    ``palermo.read.formats``."""
    try:
        yield from _whole(Source(path, syntax, False), data, Splitter(vocabulary, seen))
    except PalermoError as error:
        yield error.problem


def _read(paths: Sequence[str], splitter: Splitter, chosen: str | None) -> Iterator[Case | Problem]:
    for source in sources(paths, chosen):
        if isinstance(source, Problem):
            yield source
            continue
        try:
            yield from _file(source, splitter)
        except PalermoError as error:
            yield error.problem


def _file(source: Source, splitter: Splitter) -> Iterator[Case | Problem]:
    quads = source.format == N_QUADS
    limit = WHOLE if not quads else _STDIN_QUADS if source.path == STDIN else STREAMED
    data = _contents(source, limit + 1)
    if len(data) <= limit:
        yield from _whole(source, data, splitter)
    elif quads and source.path != STDIN:
        from palermo.read.stream import stream_cases

        del data
        yield from stream_cases(source, splitter)
    else:
        raise PalermoError(too_much(source, limit))


def too_much(source: Source, limit: int) -> Problem:
    """The problem of a source of more than ``limit`` bytes, where it cannot be read case by case."""
    advice = "give the file by its name" if source.format == N_QUADS else "write it as N-Quads, a graph a case"
    message = f"more than {limit >> 20} MB: {advice}, to have it read case by case"
    return Problem(source.path, None, None, message, "P108")


def _contents(source: Source, limit: int) -> bytes:
    stream = open_source(source)
    if isinstance(stream, Problem):
        raise PalermoError(stream)
    try:
        data = take(stream, limit, source.path)
    finally:
        if source.path != STDIN:
            stream.close()
    if isinstance(data, Problem):
        raise PalermoError(data)
    return data


def _whole(source: Source, data: bytes, splitter: Splitter) -> Iterator[Case | Problem]:
    text = text_of(data, source.path)
    if isinstance(text, Problem):
        raise PalermoError(text)
    graphs: Graphs = {}
    for name, triples in _parsed(source, text):
        graphs.setdefault(name, []).extend(triples)
    if not graphs:
        raise PalermoError(empty(source.path))
    yield from splitter.split(graphs, source.path, Places(text.decode, source.format))


def _parsed(source: Source, text: bytes) -> Iterator[Run]:
    """The triples of a text, after the gate of its format."""
    if source.format == N_QUADS:
        from palermo.read.lines import runs

        for run in runs([text.decode()], source.path):
            yield run.graph, run.triples
        return
    if source.format == JSON_LD:
        from palermo.read.jsonld import check as gate
    elif source.format == RDF_XML:
        from palermo.read.rdfxml import check as gate
    else:
        from palermo.read.turtle import check as gate
    gate(text, source.path)
    yield from parse(text, source.format, source.path)
