"""``read_cases``: the passes read and split as one function."""

from collections.abc import Iterator, Sequence

from palermo.problems import Problem
from palermo.read.formats import format_of_option
from palermo.read.gate import WHOLE, open_source, take, text_of
from palermo.read.parse import Refused, parse
from palermo.read.walk import Source, sources
from palermo.split.case import Case
from palermo.split.splitter import Splitter
from palermo.terms import Term, Triple
from palermo.vocabulary import Vocabulary


def read_cases(
    paths: Sequence[str], vocabulary: Vocabulary, *, input_format: str | None = None
) -> Iterator[Case | Problem]:
    """The cases that PATHs hold and the problems met, in the order of the input; a problem never stops the rest.

    PATH is a file, a folder or ``-``. ``input_format`` overrides what a name says. Raises PalermoError for an unknown
    format.
    """
    chosen = format_of_option(input_format) if input_format is not None else None
    return _read(paths, vocabulary, chosen)


def _read(paths: Sequence[str], vocabulary: Vocabulary, chosen: str | None) -> Iterator[Case | Problem]:
    splitter = Splitter(vocabulary)
    for source in sources(paths, chosen):
        if isinstance(source, Problem):
            yield source
        else:
            yield from _file(source, splitter)


def _file(source: Source, splitter: Splitter) -> Iterator[Case | Problem]:
    stream = open_source(source)
    if isinstance(stream, Problem):
        yield stream
        return
    with stream:
        data = take(stream, WHOLE + 1, source.path)
    if isinstance(data, Problem):
        yield data
        return
    if len(data) > WHOLE:
        message = "more than 256 MB: write it as N-Quads, a graph a case, to have it read case by case"
        yield Problem(source.path, None, None, message, "P108")
        return
    text = text_of(data, source.path)
    if isinstance(text, Problem):
        yield text
        return
    try:
        graphs: dict[str | None, list[Triple]] = {}
        for name, triples in parse(text, source.format, source.path):
            graphs.setdefault(name, []).extend(triples)
    except Refused as error:
        yield error.problem
        return
    yield from splitter.split(graphs, source.path, Locator(text, source.format))


class Locator:
    def __init__(self, text: bytes, syntax: str) -> None:
        self._text = text
        self._syntax = syntax

    def __call__(self, subject: str, predicate: str | None, value: Term | None) -> tuple[int | None, int | None]:
        return None, None

