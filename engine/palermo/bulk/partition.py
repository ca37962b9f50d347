"""One portion classified: the one function that is sent to other processes and machines.

In: an order and a portion. Out: its output as bytes, its problems, and what is needed to put portions together. Each
process loads the rulebook of an order once.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from io import StringIO
from typing import Final, NamedTuple

from palermo.bulk.content import bytes_of, lines_of
from palermo.bulk.values import Done, Order, Portion
from palermo.findings import CaseFindings
from palermo.pipeline import Judge, judge_of, violations
from palermo.problems import PalermoError, Problem
from palermo.read import read_cases
from palermo.read.cases import cases_of
from palermo.read.gate import BOM, foreign, unclean
from palermo.read.lines import runs
from palermo.read.places import Places
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.split.seen import WIDTH, Seen, digest
from palermo.split.splitter import Splitter
from palermo.write import WRITERS
from palermo.write.context import Context

#: What stands for the name of the default graph among digests.
DEFAULT_GRAPH: Final = bytes(WIDTH)
_NOBODY: Final[Mapping[int, str]] = {}


class _Desk(NamedTuple):
    """What every portion of an order is classified with."""

    rulebook: Rulebook
    judge: Judge
    context: Context


class _Stretches:
    """The graphs of a portion, and how many lines it has, as far as it was read."""

    def __init__(self) -> None:
        self.digests = bytearray()
        self.lines = 0
        self._known: set[bytes] = set()

    def again(self, graph: str | None) -> bool:
        """Note a stretch of a graph; whether it must not be read by itself, since it is the default graph's, or not
        the first of its graph."""
        key = DEFAULT_GRAPH if graph is None else digest(graph)
        self.digests += key
        if graph is None or key in self._known:
            return True
        self._known.add(key)
        return False


@lru_cache(maxsize=1)
def rulebook_of(packs: tuple[str, ...]) -> Rulebook:
    """The rulebook of these packs, loaded once a process. Raises PalermoError as ``Rulebook.load`` does."""
    return Rulebook.load(packs)


def classify_partition(order: Order, portion: Portion, elsewhere: Mapping[int, str] = _NOBODY) -> Done:
    """What comes of a portion. ``elsewhere`` are cases of it that were read before, by digest, each with its file.

    Raises PalermoError where the rulebook is not the one ordered; what is wrong with the input is in the result.
    """
    if portion.end >= 0 and not elsewhere and order.format == "jsonl" and order.engine == "compiled":
        done = _lane(order)(portion)
        if done is not None:
            return done
    return classify_ordinarily(order, portion, elsewhere)


def classify_ordinarily(order: Order, portion: Portion, elsewhere: Mapping[int, str] = _NOBODY) -> Done:
    """The same without the fast lane, which takes longer than this until it has learned. Raises as that does."""
    desk = _desk(order)
    seen, stretches, out = Seen(elsewhere), _Stretches(), StringIO(newline="")
    writer = WRITERS[order.format](out, desk.context)
    problems: list[Problem] = []
    cases, stopped = 0, False
    try:
        for item in _portion(desk, portion, seen, stretches):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                cases += 1
                writer.case(item)
    except PalermoError as error:
        problems.append(error.problem)
        stopped = True
    text = out.getvalue().encode("utf-8", "backslashreplace")
    return Done(
        portion.number, text, tuple(problems), cases, bytes(stretches.digests), seen.digests(), stretches.lines, stopped
    )


def head(order: Order) -> bytes:
    """What an output begins with, before that of the first portion."""
    out = StringIO(newline="")
    WRITERS[order.format](out, _context(order)).begin()
    return out.getvalue().encode()


@lru_cache(maxsize=1)
def _context(order: Order) -> Context:
    rulebook = rulebook_of(order.packs)
    if rulebook.digest != order.digest:
        message = "a worker has another rulebook than this command: install the same palermo and packs in both places"
        raise PalermoError(Problem("", None, None, message))
    return Context(rulebook, rulebook.chosen(order.definitions, order.unverified), order.lang)


@lru_cache(maxsize=1)
def _desk(order: Order) -> _Desk:
    context = _context(order)
    rulebook = context.rulebook
    judge = judge_of(rulebook, order.packs, order.definitions, order.engine, order.at, order.jurisdictions)
    return _Desk(rulebook, judge, context)


@lru_cache(maxsize=1)
def _lane(order: Order) -> Callable[[Portion], Done | None]:
    """The fast lane, which gives some portions back; only lines of JSON come out of it."""
    from palermo.bulk.laned import Lane

    desk = _desk(order)
    return Lane(desk.rulebook, desk.judge, desk.context.definitions, order.lang)


def _portion(desk: _Desk, portion: Portion, seen: Seen, stretches: _Stretches) -> Iterator[CaseFindings | Problem]:
    """The findings on the cases of a portion, and its problems. Raises PalermoError where reading must stop."""
    definitions, lang = desk.context.definitions, desk.context.lang
    for item, find in _whole(desk, portion, seen) if portion.end < 0 else _part(desk, portion, seen, stretches):
        if isinstance(item, Problem):
            yield item
            continue
        found = violations(desk.rulebook, item, portion.syntax, find)
        if found:
            yield from found
        else:
            yield desk.judge.classify(item, definitions, lang)


_Item = tuple[Case | Problem, Places | None]


def _whole(desk: _Desk, portion: Portion, seen: Seen) -> Iterator[_Item]:
    vocabulary = desk.rulebook.vocabulary
    if portion.data is not None:
        found = cases_of(portion.data, portion.path, portion.syntax, vocabulary, seen)
    else:
        found = read_cases([portion.path], vocabulary, input_format=portion.syntax, seen=seen)
    return ((item, None) for item in found)


def _part(desk: _Desk, portion: Portion, seen: Seen, stretches: _Stretches) -> Iterator[_Item]:
    """The cases of a portion of N-Quads, one graph after the other."""
    splitter = Splitter(desk.rulebook.vocabulary, seen)
    data = bytes_of(portion)
    stretches.lines = lines_of(data)
    first = max(portion.first_line, 1)
    for run in runs(_text(data, portion), portion.path):
        if stretches.again(run.graph):
            return
        places = Places(partial("\n".join, run.lines), portion.syntax, run.first + first - 1)
        for item in splitter.graph(run.graph, run.triples, portion.path, places):
            yield item, places


def _text(data: bytes, portion: Portion) -> Iterator[str]:
    """The lines up to the first that is not UTF-8 text. Raises PalermoError at that one."""
    if portion.start == 0:
        other = foreign(data[:16])
        if other is not None:
            raise PalermoError(Problem(portion.path, None, None, *other))
        data = data.removeprefix(BOM)
    fault = unclean(data)
    if fault is None:
        yield data.decode()
        return
    message, line, column = fault
    good = 0
    for _ in range(line - 1):
        good = data.index(b"\n", good) + 1
    yield data[:good].decode()
    raise PalermoError(Problem(portion.path, line, column, message, "P105"))
