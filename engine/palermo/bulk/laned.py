"""A portion by the fast lane: its plain cases are looked up, and the lane learns from the others."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from palermo.bulk.content import bytes_of, lines_of
from palermo.bulk.values import Done, Portion
from palermo.lane.drive import Drive, Known, Unknown
from palermo.lane.narrow import narrow
from palermo.pipeline import Judge, violations
from palermo.problems import PalermoError, Problem
from palermo.read.gate import BOM, foreign, unclean
from palermo.read.lines import Run, runs
from palermo.read.places import Places
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.split.seen import WIDTH, Seen, digest
from palermo.split.splitter import Splitter
from palermo.write.as_json import case_tree
from palermo.write.as_json import line as as_json

#: Once a block of so many bytes was freed, the memory allocator of glibc keeps smaller ones for what comes next. Else
#: it gives those of each portion back to the system, which has to clear them for the next.
_KEPT: Final = 16 << 20


class Lane:
    """The fast lane, for one portion after the other; it remembers what it learned."""

    def __init__(self, rulebook: Rulebook, judge: Judge, definitions: Sequence[str], lang: str) -> None:
        """``judge`` classifies the cases that the lane does not know."""
        self._ordinary = _Ordinary(rulebook, judge, tuple(definitions), lang)
        self._drive = Drive(rulebook, definitions, lang)
        bytes(_KEPT)

    def __call__(self, portion: Portion) -> Done | None:
        """What comes of a portion of N-Quads; None where all of it has to go the ordinary way: it cannot be read, it is
        not plain text, a graph or case stands in it twice, or something stands outside of any graph."""
        try:
            data = bytes_of(portion)
        except PalermoError:
            return None
        first = portion.start == 0
        if unclean(data) is not None or (first and (data.startswith(BOM) or foreign(data[:16]) is not None)):
            return None
        work = _Work(self._drive, self._ordinary, portion)
        stopped = False
        try:
            work.read(data.decode("latin-1"))
        except PalermoError as error:
            work.problems.append(error.problem)
            stopped = True
        iris = work.digests()
        if None in work.graphs or _twice(work.graphs) or _twice(iris):
            return None
        text = "".join(work.parts).encode("latin-1")
        graphs, iris_ = b"".join(filter(None, work.graphs)), b"".join(iris)
        lines = lines_of(data) if stopped else work.lines
        return Done(portion.number, text, tuple(work.problems), work.cases, graphs, iris_, lines, stopped)


class _Ordinary(NamedTuple):
    """How a case is classified that the lane does not know."""

    rulebook: Rulebook
    judge: Judge
    definitions: tuple[str, ...]
    lang: str


def _twice(digests: Sequence[bytes | None]) -> bool:
    return len(set(digests)) < len(digests)


class _Work:
    """What was found in a portion so far; a graph of None is what stands outside of any."""

    def __init__(self, drive: Drive, ordinary: _Ordinary, portion: Portion) -> None:
        self._drive, self._ordinary, self._portion = drive, ordinary, portion
        self._seen = Seen()
        self._splitter = Splitter(ordinary.rulebook.vocabulary, self._seen)
        self._known: list[bytes] = []
        self.parts: list[str] = []
        self.cases = self.lines = 0
        self.problems: list[Problem] = []
        self.graphs: list[bytes | None] = []

    def digests(self) -> list[bytes]:
        """Those of the IRIs of all cases."""
        others = self._seen.digests()
        return [*self._known, *(others[at : at + WIDTH] for at in range(0, len(others), WIDTH))]

    def read(self, text: str) -> None:
        """Go through the cases of a narrow text. Raises PalermoError where reading must stop."""
        for case in self._drive.cases(text, self._portion.path):
            if isinstance(case, Known):
                key = digest(case.graph)
                self.graphs.append(key)
                self._known.append(key if case.case == case.graph else digest(case.case))
                self.parts += case.parts
                self.cases += 1
                self.lines += case.lines
            else:
                self._unknown(case)
                self.lines += lines_of(case.text.encode())

    def _unknown(self, case: Unknown) -> None:
        for run in self._runs(case):
            self.graphs.append(None if run.graph is None else digest(run.graph))
            first = run.first + case.before + max(self._portion.first_line, 1) - 1
            find = Places(partial("\n".join, run.lines), self._portion.syntax, first)
            for item in self._splitter.graph(run.graph, run.triples, self._portion.path, find):
                wrong = [item] if isinstance(item, Problem) else self._violations(item, find)
                self.problems += wrong
                if not isinstance(item, Problem) and not wrong:
                    self._classified(case, item)

    def _violations(self, item: Case, find: Places) -> list[Problem]:
        return violations(self._ordinary.rulebook, item, self._portion.syntax, find)

    def _classified(self, case: Unknown, item: Case) -> None:
        _, judge, definitions, lang = self._ordinary
        found = judge.classify(item, definitions, lang)
        line = as_json(case_tree(found))
        self._drive.learn(case, found, line)
        self.parts += (narrow(line), "\n")
        self.cases += 1

    def _runs(self, case: Unknown) -> Iterator[Run]:
        try:
            yield from runs([case.text], self._portion.path)
        except PalermoError as error:
            line = error.problem.line
            raise PalermoError(error.problem._replace(line=None if line is None else line + case.before)) from None
