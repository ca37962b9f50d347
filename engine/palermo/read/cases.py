"""``read_cases``: the passes read and split as one function."""

from collections.abc import Iterator, Sequence
from typing import IO, Final

from palermo.problems import PalermoError, Problem
from palermo.read.formats import JSON_LD, N_QUADS, RDF_XML, TRIG, format_of_option
from palermo.read.gate import WHOLE, empty, open_source, take, text_of
from palermo.read.parse import Run, parse
from palermo.read.places import Places
from palermo.read.walk import STDIN, Source, sources
from palermo.split.case import Case
from palermo.split.seen import Seen
from palermo.split.splitter import Graphs, Splitter
from palermo.vocabulary import Vocabulary

#: Unpacked N-Quads and TriG of more than this are read case by case.
STREAMED: Final = 16 << 20


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
        yield from whole_cases(Source(path, syntax, False), data, Splitter(vocabulary, seen))
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
    any_size = source.format in (N_QUADS, TRIG)
    limit = STREAMED if any_size else WHOLE
    stream = _opened(source)
    try:
        data = _taken(stream, limit + 1, source.path)
        if len(data) <= limit:
            yield from whole_cases(source, data, splitter)
        elif any_size:
            from palermo.read.stream import stream_cases

            found = stream_cases(source, splitter, data, stream)
            del data
            yield from found
        else:
            raise PalermoError(too_much(source, limit))
    finally:
        if source.path != STDIN:
            stream.close()


def too_much(source: Source, limit: int) -> Problem:
    """The problem of a source of more than ``limit`` bytes, where it cannot be read case by case."""
    message = f"more than {limit >> 20} MB: write it as N-Quads or TriG, a graph a case, to have it read case by case"
    return Problem(source.path, None, None, message, "P108")


def contents(source: Source, limit: int) -> bytes:
    """Up to ``limit`` bytes of a file. Raises PalermoError where it cannot be read."""
    with _opened(source) as stream:
        return _taken(stream, limit, source.path)


def _opened(source: Source) -> IO[bytes]:
    stream = open_source(source)
    if isinstance(stream, Problem):
        raise PalermoError(stream)
    return stream


def _taken(stream: IO[bytes], limit: int, path: str) -> bytes:
    data = take(stream, limit, path)
    if isinstance(data, Problem):
        raise PalermoError(data)
    return data


def whole_cases(source: Source, data: bytes, splitter: Splitter) -> Iterator[Case | Problem]:
    """The cases of a file whose unpacked bytes are at hand. Raises PalermoError where it cannot be read."""
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
