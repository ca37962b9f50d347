"""One portion classified: the one function that is sent to other processes and machines.

In: an order and a portion. Out: its output as bytes, its problems, and what is needed to put portions together. Each
process loads the rulebook of an order once.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from io import StringIO
from typing import Final, NamedTuple

from palermo.bulk.values import Done, Order, Portion
from palermo.findings import CaseFindings
from palermo.lane.drive import Drive, Known, Unknown
from palermo.pipeline import Judge, judge_of, violations
from palermo.problems import PalermoError, Problem
from palermo.read import read_cases
from palermo.read.cases import cases_of
from palermo.read.gate import BOM, foreign, unclean
from palermo.read.lines import Run, runs
from palermo.read.places import Places
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.split.seen import WIDTH, Seen, digest
from palermo.split.splitter import Splitter
from palermo.write import WRITERS
from palermo.write.as_json import case_tree
from palermo.write.as_json import line as as_json
from palermo.write.context import Context

#: What stands for the name of the default graph among digests.
DEFAULT_GRAPH: Final = bytes(WIDTH)
_NOBODY: Final[Mapping[int, str]] = {}


class _Desk(NamedTuple):
    """What every portion of an order is classified with; ``drive`` only where the output is lines of JSON."""

    rulebook: Rulebook
    judge: Judge
    context: Context
    drive: Drive | None


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
    desk = _desk(order)
    seen, stretches, out = Seen(elsewhere), _Stretches(), StringIO(newline="")
    writer = WRITERS[order.format](out, desk.context)
    problems: list[Problem] = []
    cases, stopped = 0, False
    try:
        for item in _portion(desk, portion, seen, stretches):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            cases += 1
            if isinstance(item, str):
                out.write(item + "\n")
            else:
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
    WRITERS[order.format](out, _desk(order).context).begin()
    return out.getvalue().encode()


@lru_cache(maxsize=1)
def _desk(order: Order) -> _Desk:
    rulebook = rulebook_of(order.packs)
    if rulebook.digest != order.digest:
        message = "a worker has another rulebook than this command: install the same palermo and packs in both places"
        raise PalermoError(Problem("", None, None, message))
    judge = judge_of(rulebook, order.packs, order.definitions, order.engine, order.at, order.jurisdictions)
    chosen = rulebook.chosen(order.definitions, order.unverified)
    fast = order.format == "jsonl" and order.engine == "compiled"
    drive = Drive(rulebook, chosen, order.lang) if fast else None
    return _Desk(rulebook, judge, Context(rulebook, chosen, order.lang), drive)


def _portion(
    desk: _Desk, portion: Portion, seen: Seen, stretches: _Stretches
) -> Iterator[CaseFindings | str | Problem]:
    """The findings on the cases of a portion, some as lines of JSON already, and its problems. Raises PalermoError
    where reading must stop."""
    if portion.end < 0:
        for item, find in _whole(desk, portion, seen):
            yield from _found(desk, portion, item, find)
        return
    data = bytes_of(portion)
    stretches.lines = _lines(data)
    if desk.drive is not None and unclean(data) is None:
        yield from _driven(desk, desk.drive, data, portion, seen, stretches)
    else:
        for item, find in _part(desk, data, portion, seen, stretches):
            yield from _found(desk, portion, item, find)


def _found(
    desk: _Desk, portion: Portion, item: Case | Problem, find: Places | None
) -> Iterator[CaseFindings | Problem]:
    """The findings on a case, or what keeps it from being classified."""
    if isinstance(item, Problem):
        yield item
        return
    wrong = violations(desk.rulebook, item, portion.syntax, find)
    if wrong:
        yield from wrong
    else:
        yield desk.judge.classify(item, desk.context.definitions, desk.context.lang)


def _driven(
    desk: _Desk, drive: Drive, data: bytes, portion: Portion, seen: Seen, stretches: _Stretches
) -> Iterator[str | Problem]:
    """The findings on the cases of a portion of N-Quads by the fast lane, which learns from those it does not know."""
    splitter = Splitter(desk.rulebook.vocabulary, seen)
    for text in _text(data, portion):
        for case in drive.cases(text, portion.path):
            again = isinstance(case, Known)
            if isinstance(case, Known):
                if stretches.again(case.graph):
                    return
                if seen.before(case.case, portion.path) is None:
                    yield case.line
                    continue
                case = drive.again(text, case)
            for run in _runs(case, portion):
                if not again and stretches.again(run.graph):
                    return
                for item, find in _split(splitter, portion, run, case.before):
                    yield from _taught(desk, drive, portion, case, item, find)


def _taught(
    desk: _Desk, drive: Drive, portion: Portion, case: Unknown, item: Case | Problem, find: Places
) -> Iterator[str | Problem]:
    """The findings on a case of which the lane can learn, as a line of JSON."""
    for found in _found(desk, portion, item, find):
        if isinstance(found, Problem):
            yield found
        else:
            line = as_json(case_tree(found))
            drive.learn(case, found, line)
            yield line


def _runs(case: Unknown, portion: Portion) -> Iterator[Run]:
    try:
        yield from runs([case.text], portion.path)
    except PalermoError as error:
        line = error.problem.line
        raise PalermoError(error.problem._replace(line=None if line is None else line + case.before)) from None


_Item = tuple[Case | Problem, Places | None]


def _whole(desk: _Desk, portion: Portion, seen: Seen) -> Iterator[_Item]:
    vocabulary = desk.rulebook.vocabulary
    if portion.data is not None:
        found = cases_of(portion.data, portion.path, portion.syntax, vocabulary, seen)
    else:
        found = read_cases([portion.path], vocabulary, input_format=portion.syntax, seen=seen)
    return ((item, None) for item in found)


def _part(desk: _Desk, data: bytes, portion: Portion, seen: Seen, stretches: _Stretches) -> Iterator[_Item]:
    """The cases of a portion of N-Quads, one graph after the other."""
    splitter = Splitter(desk.rulebook.vocabulary, seen)
    for run in runs(_text(data, portion), portion.path):
        if stretches.again(run.graph):
            return
        yield from _split(splitter, portion, run)


def _split(splitter: Splitter, portion: Portion, run: Run, before: int = 0) -> Iterator[tuple[Case | Problem, Places]]:
    """The case of a run, or its problems, and what finds places in its lines; ``before`` is how many lines of the
    portion come before those that the run counts from."""
    first = max(portion.first_line, 1)
    places = Places(partial("\n".join, run.lines), portion.syntax, run.first + before + first - 1)
    for item in splitter.graph(run.graph, run.triples, portion.path, places):
        yield item, places


def bytes_of(portion: Portion) -> bytes:
    """The bytes of a portion that is no whole file. Raises PalermoError where they cannot be read."""
    if portion.data is not None:
        return portion.data
    size = portion.end - portion.start
    try:
        with open(portion.place or portion.path, "rb") as file:
            file.seek(portion.start)
            data = file.read(size)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise PalermoError(Problem(portion.path, None, None, message, "P102")) from None
    if len(data) < size:
        message = "grew shorter while it was read: run this again once nothing changes it"
        raise PalermoError(Problem(portion.path, None, None, message, "P102"))
    return data


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


def _lines(data: bytes) -> int:
    """How many lines end in these bytes; a carriage return without line feed ends one too."""
    return data.count(b"\n") + (data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else 0)
