"""From PATHs to portions: a big file of N-Quads is cut between graphs, every other file is one portion.

Nothing is read beforehand but what a cut needs. Of a file that is found not to be in order, graph after graph, a sorted
copy is cut.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import IO, Final, NamedTuple

from palermo.bulk.copies import Copies, Copy
from palermo.bulk.values import Portion
from palermo.escape import esc
from palermo.problems import PalermoError, Problem
from palermo.read.cases import STREAMED
from palermo.read.formats import N_QUADS, TRIG, format_of_option
from palermo.read.gate import foreign
from palermo.read.walk import STDIN, Source, sources

#: N-Quads of more than this are cut.
BIG: Final = STREAMED
#: What a portion should have, in bytes; smaller where each is looked for in a cache.
NOMINAL, NOMINAL_CACHED = 1 << 20, 384 << 10


class Piece(NamedTuple):
    """A portion, the number of its source, and its share of the bytes of all inputs. ``line`` gives the number that a
    line of the place it is read from has in the file, where that is another; None where it has none."""

    portion: Portion
    source: int
    share: int
    line: Callable[[int], int | None] | None


class Cutter:
    """Cuts the sources of a run.

    ``disorderly`` are the numbers of sources that are known not to be in order; with ``look`` each big one is looked
    through before it is cut. ``stopped`` are the numbers of sources of which nothing more is wanted.
    """

    def __init__(
        self,
        found: Sequence[Source | Problem],
        copies: Copies,
        nominal: int = NOMINAL,
        *,
        look: bool = False,
        disorderly: Collection[int] = (),
        stopped: Collection[int] = (),
    ) -> None:
        self._found = found
        self._copies = copies
        self._nominal = nominal
        self._look = look
        self._disorderly = disorderly
        self._stopped = stopped
        self._next = 0

    def pieces(self) -> Iterator[Piece | Problem]:
        """The pieces of all sources in order, and the problems met."""
        for number, source in enumerate(self._found):
            if isinstance(source, Problem):
                yield source
                continue
            try:
                yield from self._of(number, source)
            except PalermoError as error:
                yield error.problem

    def _of(self, number: int, source: Source) -> Iterator[Piece | Problem]:
        size = size_of(source)
        if source.path == STDIN or (source.gzipped and _is_cut(source)) or (source.format == TRIG and size > BIG):
            content = self._copies.unpacked(number, source, BIG)
            if isinstance(content, bytes):
                yield self._whole(number, source, size, content if source.path == STDIN else None)
                return
            copy = content
        else:
            copy = Copy(source.path, size)
        if copy.size <= BIG or not _is_cut(source):
            yield self._whole(number, source, size)
        else:
            yield from self._big(number, source, copy, size)

    def _big(self, number: int, source: Source, copy: Copy, size: int) -> Iterator[Piece | Problem]:
        from palermo.bulk.graphs import OutsideGraphs

        _refuse_foreign(copy.place, source.path)
        if number in self._disorderly or self._is_seen_in_disorder(copy.place, source.path):
            try:
                copy = self._copies.sorted(number, copy, source.path)
            except OutsideGraphs as error:
                from palermo.read.stream import all_of

                yield self._whole(number, source, size, all_of(source, copy.place, error))
                return
        yield from self._cut(number, source, copy, size)

    def _is_seen_in_disorder(self, place: str, path: str) -> bool:
        from palermo.bulk.ordered import in_order, is_scattered

        return (self._look or is_scattered(place, path)) and not in_order(place, path)

    def _cut(self, number: int, source: Source, copy: Copy, size: int) -> Iterator[Piece]:
        from palermo.bulk.cutting import cuts

        place = None if copy.place == source.path else copy.place
        start = 0
        with _opened(copy.place, source.path) as file:
            for end in cuts(file, copy.size, self._nominal, source.path):
                if number in self._stopped:
                    return
                portion = Portion(self._next, source.path, place, N_QUADS, start, end, 0)
                self._next += 1
                yield Piece(portion, number, end * size // copy.size - start * size // copy.size, copy.line)
                start = end

    def _whole(self, number: int, source: Source, size: int, data: bytes | None = None) -> Piece:
        portion = Portion(self._next, source.path, None, source.format, 0, -1, 1, data)
        self._next += 1
        return Piece(portion, number, size, None)


def portions(paths: Sequence[str], input_format: str | None, size: int = NOMINAL) -> Iterator[Portion | Problem]:
    """The portions of PATHs of about ``size`` bytes, and the problems met; each big file is looked through first, and
    sorted where its graphs are not in order. To be used up before it is closed: then copies of inputs are removed.

    Raises PalermoError for an unknown format.
    """
    with Copies(lambda _: None) as copies:
        for piece in Cutter(inputs(paths, input_format), copies, size, look=True).pieces():
            yield piece if isinstance(piece, Problem) else piece.portion


def inputs(paths: Sequence[str], input_format: str | None) -> tuple[Source | Problem, ...]:
    """The files that PATHs stand for, and the problems met. Raises PalermoError for an unknown format."""
    return tuple(sources(paths, format_of_option(input_format) if input_format is not None else None))


def size_of(source: Source) -> int:
    """The bytes of a file as it is on disk; 0 for standard input, and where there is no file."""
    try:
        return 0 if source.path == STDIN else os.stat(source.path).st_size
    except OSError:
        return 0


def _is_cut(source: Source) -> bool:
    """Whether a source is cut where it is big."""
    return source.format in (N_QUADS, TRIG)


def _refuse_foreign(path: str, name: str) -> None:
    with _opened(path, name) as file:
        other = foreign(file.read(16))
    if other is not None:
        raise PalermoError(Problem(name, None, None, *other))


def _opened(path: str, name: str) -> IO[bytes]:
    try:
        return open(path, "rb")
    except OSError as error:
        message = f"cannot be opened: {esc(error.strerror or str(error))}"
        raise PalermoError(Problem(name, None, None, message, "P102")) from None
