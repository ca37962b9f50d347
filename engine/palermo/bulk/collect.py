"""Portions put together in their order: what one alone cannot know.

That is the number of its first line, whether a case of it was read before, and whether a graph of it goes on elsewhere.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from palermo.bulk.known import Known
from palermo.bulk.partition import classify_partition
from palermo.bulk.portions import Piece
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError, Problem


class Disorder(Exception):
    """A file that was taken to be in order is not: a graph stands in two places of it, or something outside of any.

    Nothing that was made of this run holds: begin anew, with this file as one that is in disorder.
    """

    def __init__(self, source: int, path: str) -> None:
        super().__init__(path)
        self.source = source
        self.path = path


class Finished(NamedTuple):
    """A portion that an earlier run has finished: which one it was, and what came of it, but for the output."""

    source: int
    start: int
    end: int
    done: Done


class Result(NamedTuple):
    """What came of a portion, or a problem met between two (then ``piece`` is None).

    ``problems`` are those to tell, with their lines in the file; those in ``done`` are as they were found in the
    portion. ``fresh`` says that it comes of this run and not of an earlier one.
    """

    piece: Piece | None
    done: Done
    problems: tuple[Problem, ...]
    fresh: bool = True


class Collector:
    """What is known of the portions so far, which must come in order. ``stopped`` are the sources that could not be
    read to their end.

    A problem may only be one because a graph goes on elsewhere. So before the first one of a big file is told, the file
    is looked through, unless ``looked`` says that this was done.
    """

    def __init__(self, order: Order, looked: bool = False) -> None:
        self.stopped: set[int] = set()
        self._order = order
        self._looked = looked
        self._is_sound = looked
        self._cases = Known()
        self._paths: list[str] = []
        self._source = -1
        self._lines = 0
        self._graphs = Known()

    def take(self, piece: Piece, done: Done, fresh: bool = True) -> Result:
        """What is to be told of a portion. Raises Disorder."""
        portion = piece.portion
        if piece.source != self._source:
            self._source, self._lines, self._graphs = piece.source, 0, Known()
            self._paths.append(portion.path)
            self._is_sound = self._looked
        self._check_graphs(piece, done)
        done = self._each_once(portion, done)
        problems = tuple(self._placed(problem, piece) for problem in done.problems)
        self._lines += done.lines
        if done.stopped:
            self.stopped.add(piece.source)
        return Result(piece, done, problems, fresh)

    def _check_graphs(self, piece: Piece, done: Done) -> None:
        if not self._graphs.take(done.graphs):
            raise Disorder(piece.source, piece.portion.path)
        if done.problems and not self._is_sound:
            if not _is_in_order(piece.portion):
                raise Disorder(piece.source, piece.portion.path)
            self._is_sound = True

    def _each_once(self, portion: Portion, done: Done) -> Done:
        """What comes of the portion where cases of it that were read before are left out."""
        again = self._cases.meet(done.iris, len(self._paths) - 1)
        if not again:
            return done
        elsewhere = {key: self._paths[number] for key, number in again.items()}
        return classify_partition(self._order, portion, elsewhere)

    def _placed(self, problem: Problem, piece: Piece) -> Problem:
        if problem.line is None or piece.portion.first_line:
            return problem
        number = problem.line + self._lines
        line = number if piece.line is None else piece.line(number)
        return problem._replace(line=line, column=None if line is None else problem.column)


def _is_in_order(portion: Portion) -> bool:
    """Whether the file that a portion is of is in order, as far as it can be read; a whole file need not be."""
    if portion.end < 0 or portion.data is not None:
        return True
    from palermo.bulk.ordered import in_order

    try:
        return in_order(portion.place or portion.path, portion.path)
    except (OSError, PalermoError):
        return True


class Way:
    """The pieces on their way through a run, and the problems that stand between them."""

    def __init__(self, pieces: Iterator[Piece | Problem]) -> None:
        self._pieces = pieces
        self._under_way: dict[int, Piece] = {}
        self._problems: list[tuple[int, Problem]] = []
        self._next = 0

    def portions(self) -> Iterator[Portion]:
        """The portions, one by one, as the run asks for them."""
        for piece in self._pieces:
            if isinstance(piece, Problem):
                self._problems.append((self._next, piece))
                continue
            self._under_way[piece.portion.number] = piece
            self._next = piece.portion.number + 1
            yield piece.portion

    def before(self, number: int | None) -> Iterator[Result]:
        """The problems that stand before a portion and were not given yet; all that are left for None."""
        while self._problems and (number is None or self._problems[0][0] <= number):
            yield between(self._problems.pop(0)[1])

    def landed(self, number: int) -> Piece:
        """The piece of a portion that came back."""
        return self._under_way.pop(number)


def between(problem: Problem) -> Result:
    """A problem that belongs to no portion."""
    return Result(None, Done(-1, b"", (problem,), 0), (problem,))


def results(
    pieces: Iterator[Piece | Problem],
    collector: Collector,
    carry_out: Callable[[Iterator[Portion]], Generator[Done, None, None]],
    finished: Iterable[Finished] = (),
) -> Iterator[Result]:
    """All that is to be told of the pieces, in order: first what an earlier run has finished of them.

    ``carry_out`` is what classifies portions. Raises Disorder; PalermoError where ``finished`` does not fit.
    """
    yield from _again(pieces, finished, collector)
    way = Way(pieces)
    with closing(carry_out(way.portions())) as landing:
        for done in landing:
            yield from way.before(done.number)
            piece = way.landed(done.number)
            if piece.source not in collector.stopped:
                yield collector.take(piece, done)
    yield from way.before(None)


def _again(pieces: Iterator[Piece | Problem], finished: Iterable[Finished], collector: Collector) -> Iterator[Result]:
    """What an earlier run has finished, told again; its pieces are taken from ``pieces``."""
    for old in finished:
        for piece in pieces:
            if isinstance(piece, Problem):
                yield between(piece)
            elif piece.source not in collector.stopped:
                break
        else:
            raise _changed()
        if (piece.source, piece.portion.start, piece.portion.end) != (old.source, old.start, old.end):
            raise _changed()
        yield collector.take(piece, old.done, fresh=False)


def _changed() -> PalermoError:
    message = "the input is not what it was when the run began: leave out --resume to begin anew"
    return PalermoError(Problem("", None, None, message))
