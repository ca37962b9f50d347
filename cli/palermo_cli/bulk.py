"""``classify`` in bulk: output in portions, by one process or more, and a run that can be continued."""

import sys
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO, NamedTuple, TextIO

from palermo.bulk.collect import Collector, Disorder, Finished, Result, results
from palermo.bulk.copies import Copies
from palermo.bulk.partition import head
from palermo.bulk.portions import BIG, NOMINAL, NOMINAL_CACHED, Cutter, Piece, inputs, size_of
from palermo.bulk.run import run
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError, Problem
from palermo.read.walk import STDIN, Source
from palermo_cli import output
from palermo_cli.errors import complain, report
from palermo_cli.progress import Meter

#: So many times its size a packed file is taken to hold.
_UNPACKED = 12


class Wanted(NamedTuple):
    """How a run is to be done, as the options say."""

    paths: tuple[str, ...]
    input_format: str | None = None
    file: str | None = None
    jobs: int = 1
    resume: bool = False
    cache: str | None = None
    scheduler: str | None = None
    quiet: bool = False


class Tally(NamedTuple):
    """How many cases were classified, and how many problems were met."""

    cases: int
    problems: int


def classify_in_bulk(order: Order, wanted: Wanted) -> Tally:
    """Classify PATHs and write what comes of it. Raises PalermoError and OSError where that cannot be done."""
    found = inputs(wanted.paths, wanted.input_format)
    target = output.place(wanted.file)
    on_input = any(isinstance(source, Source) and source.path == STDIN for source in found)
    if wanted.resume and (target is None or on_input):
        what = "input comes from files" if on_input else "output goes to a file (-o FILE)"
        raise PalermoError(Problem("--resume", None, None, f"only a run whose {what} can be continued"))
    say = _silent if wanted.quiet else complain
    with Copies(say) as copies, Meter(sum(map(_size, found)), "classifying", _is_shown(wanted)) as meter:
        attempt = partial(_attempt, order, wanted, found, copies, meter)
        if target is not None and not on_input and (wanted.resume or sum(map(_weight, found)) > BIG):
            return _kept(order, wanted, found, target, attempt)
        return _once(order, wanted, attempt, target is None)


def _once(order: Order, wanted: Wanted, attempt: Callable[..., Tally], look: bool) -> Tally:
    """To standard output, or a file that is there only when it is whole."""
    disorderly: set[int] = set()
    while True:
        try:
            with output.opened(wanted.file) as out:
                sink = _Sink(out)
                sink.write(head(order))
                return attempt(sink.add, disorderly, look=look)
        except Disorder as error:
            disorderly.add(_news(error, disorderly))


def _kept(
    order: Order, wanted: Wanted, found: Sequence[Source | Problem], target: str, attempt: Callable[..., Tally]
) -> Tally:
    """To a file, by way of a part of it that a later run can continue."""
    from palermo.bulk.fingerprint import fingerprint
    from palermo.bulk.journal import Journal

    say = _silent if wanted.quiet else complain
    try:
        with Journal(target, fingerprint(order, found, _nominal(wanted)), head(order), wanted.resume, say) as journal:
            while True:
                try:
                    tally = attempt(journal.add, journal.disorderly, journal.finished)
                    break
                except Disorder as error:
                    journal.begin((*journal.disorderly, _news(error, journal.disorderly)))
            journal.complete()
    except KeyboardInterrupt:
        raise PalermoError(Problem("", None, None, "stopped; with --resume the same command continues")) from None
    return tally


def _attempt(
    order: Order,
    wanted: Wanted,
    found: Sequence[Source | Problem],
    copies: Copies,
    meter: Meter,
    write: Callable[[Piece, Done], None],
    disorderly: Collection[int],
    finished: Sequence[Finished] = (),
    look: bool = False,
) -> Tally:
    """Write what comes of all inputs, but for what is finished. Raises Disorder."""
    meter.restart()
    collector = Collector(order, looked=look)
    cutter = Cutter(found, copies, _nominal(wanted), look=look, disorderly=disorderly, stopped=collector.stopped)
    cases = problems = 0
    for result in results(cutter.pieces(), collector, partial(_carried_out, order, wanted), finished):
        _tell(result, write, meter)
        cases += result.done.cases
        problems += len(result.problems)
    return Tally(cases, problems)


def _tell(result: Result, write: Callable[[Piece, Done], None], meter: Meter) -> None:
    if result.problems:
        meter.make_room()
    for problem in result.problems:
        report(problem)
    if result.piece is not None:
        if result.fresh:
            write(result.piece, result.done)
        meter.step(result.piece.share, result.done.cases, result.fresh)


def _carried_out(order: Order, wanted: Wanted, portions: Iterable[Portion]) -> Generator[Done, None, None]:
    """What comes of each portion, in order, by whoever is to classify them."""
    work: Callable[[Order, Iterable[Portion | Done]], Iterator[Done]] = partial(run, jobs=wanted.jobs)
    if wanted.scheduler is not None:
        from palermo.bulk.on_dask import run as run_there

        work = partial(run_there, address=wanted.scheduler)
    if wanted.cache is None:
        yield from work(order, portions)
        return
    from palermo.bulk.cached import cached

    yield from cached(order, portions, work, wanted.cache, complain)


class _Sink:
    """Writes portions to a text stream, as bytes where it takes them."""

    def __init__(self, out: TextIO) -> None:
        out.flush()
        self._out = out
        self._raw: BinaryIO | None = getattr(out, "buffer", None)

    def write(self, data: bytes) -> None:
        """Write bytes of UTF-8 text."""
        if self._raw is not None:
            self._raw.write(data)
        else:
            self._out.write(data.decode())

    def add(self, _piece: Piece, done: Done) -> None:
        """Write what came of a portion."""
        self.write(done.text)


def _news(error: Disorder, known: Collection[int]) -> int:
    """The source that is in disorder. Raises PalermoError where that was seen to already."""
    if error.source in known:
        message = "it changed while it was read: run this again once nothing changes it"
        raise PalermoError(Problem(error.path, None, None, message)) from None
    return error.source


def _nominal(wanted: Wanted) -> int:
    return NOMINAL if wanted.cache is None else NOMINAL_CACHED


def _size(source: Source | Problem) -> int:
    return 0 if isinstance(source, Problem) else size_of(source)


def _weight(source: Source | Problem) -> int:
    packed = isinstance(source, Source) and source.gzipped
    return _size(source) * (_UNPACKED if packed else 1)


def _is_shown(wanted: Wanted) -> bool:
    return not wanted.quiet and not (wanted.file in (None, "-") and sys.stdout.isatty())


def _silent(_message: str) -> None:
    """Say nothing."""
