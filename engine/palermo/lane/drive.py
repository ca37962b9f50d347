"""Cases of a text of N-Quads, one after the other: those that the lane knows as lines of JSON, others as they are."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from palermo.findings import CaseFindings
from palermo.lane.forms import forms
from palermo.lane.lane import Lane
from palermo.lane.learner import Learner
from palermo.lane.lines import OWN_NAME, Lines
from palermo.lane.narrow import narrow, wide
from palermo.lane.parts import Part
from palermo.lane.tidy import tidied
from palermo.rulebook import Rulebook
from palermo.write.as_json import line as as_json

#: After so many cases it is asked whether the lane is worth its while.
_TRIAL: Final = 1000
#: One in so many cases has to be known for that.
_WORTH: Final = 4
#: Putting lines in order pays where it helps once in so many times.
_HELPS: Final = 16
#: Characters looked at first; more where a case has more.
_WINDOW: Final = 4096
#: How often that is doubled; what is longer still is none of the plain cases.
_WIDENED: Final = 5


class Known(NamedTuple):
    """A case that the lane knows: the name of its graph, the IRI of its case node, how many lines
    it has, its findings as the parts of a line of JSON and its end, each narrow (``palermo.lane.narrow``)."""

    graph: str
    case: str
    lines: int
    parts: list[str]


class Unknown(NamedTuple):
    """Text that goes the ordinary way, with how many lines there are before it: the lines of the graph ``<graph>``,
    whose names have ``prefix`` in common; None for both where nothing can be learned."""

    text: str
    before: int
    graph: str | None
    prefix: str | None


class _Cut(NamedTuple):
    """The lines of one graph: its name in angle brackets, the prefix of its names, its text cut where these begin,
    where it ends, and the graph that comes next, None for none. Without a prefix, lines that go the ordinary way."""

    graph: str
    prefix: str | None
    stretches: list[str]
    after: int
    following: str | None


class Drive:
    """The lane of one rulebook and one choice of definitions, for one file after the other."""

    def __init__(self, rulebook: Rulebook, definitions: Sequence[str], lang: str) -> None:
        self._rulebook, self._lang = rulebook, lang
        self._forms = forms(rulebook.plan, definitions)
        self._file = ""
        self._lane: Lane | None = None
        self._begin("")

    def _begin(self, file: str) -> None:
        self._file = file
        self._asked = self._known = 0
        self._untidy = _TRIAL
        if self._forms is not None:
            self._lane = Lane(self._rulebook, self._forms, narrow(as_json(file)), self._lang)
            self._learner = Learner(self._rulebook, self._forms, self._lane, self._lang)

    def cases(self, text: str, file: str) -> Iterator[Known | Unknown]:
        """The cases of a narrow text of whole lines, in order. What is left where lines do not tell plainly where a
        case ends comes as one, last."""
        if file != self._file:
            self._begin(file)
        start = before = 0
        window = _WINDOW
        odd = "\r" in text or not text.endswith("\n")
        graph = None if odd or not text else _graph(text, 0)
        while start < len(text):
            lane = self._lane
            cut = None if graph is None or lane is None else _cut(lane, text, start, graph, window)
            known = self._line(lane, cut) if lane is not None and cut is not None else None
            if known is not None and cut is not None:
                before += known.lines
                yield known
            elif cut is None:
                yield Unknown(wide(text[start:]), before, None, None)
                return
            else:
                yield Unknown(wide(text[start : cut.after]), before, cut.graph, cut.prefix)
                before += text.count("\n", start, cut.after)
            window = (cut.after - start) * 5 // 4 + 512
            start, graph = cut.after, cut.following
            self._judge_worth(known is not None)

    def learn(self, item: Unknown, found: CaseFindings, said: str) -> None:
        """Learn from what the ordinary way has found on a case, and how that reads as a line of JSON. Where the lane
        would then not say the same, it is given up."""
        lane, graph, prefix = self._lane, item.graph, item.prefix
        if lane is None or graph is None or prefix is None:
            return
        own = narrow(item.text).replace("<" + prefix, OWN_NAME)
        tail = f" {graph.replace('<' + prefix, OWN_NAME)} ."
        lines = own.removesuffix("\n").split("\n")
        if not all(line.endswith(tail) and line.startswith(OWN_NAME) for line in lines):
            return
        bare = [line.removesuffix(tail) for line in lines]
        learn = partial(self._learner.learn, graph=graph, prefix=prefix, found=found, said=said)
        if learn(bare) or learn(self._tidied(bare)):
            known = self._line(lane, _Cut(graph, prefix, own.removeprefix(OWN_NAME).split(OWN_NAME), 0, None))
            if known is not None and "".join(known.parts) != narrow(said) + "\n":
                self._lane = None

    def _line(self, lane: Lane, cut: _Cut) -> Known | None:
        prefix = cut.prefix
        if prefix is None:
            return None
        lines = lane.lines(prefix, cut.graph)
        if lines is None:
            return None
        parts = lines.read(cut.stretches)
        if parts is None and self._untidy > 0:
            parts = self._in_order(lines, cut, prefix)
        told = lane.told(lines, parts, prefix) if parts is not None else None
        if told is None:
            return None
        end, number, line = told
        return Known(cut.graph[1:-1], prefix + end[:-1], number, line)

    def _in_order(self, lines: Lines, cut: _Cut, prefix: str) -> list[Part] | None:
        """What the lines of a case say that are in another order than they were learned in. That is tried as long as it
        helps."""
        tail = f" {cut.graph.replace('<' + prefix, OWN_NAME)} .\n"
        whole = OWN_NAME + OWN_NAME.join(cut.stretches)
        bare = whole.removesuffix(tail).split(tail)
        if not all(line.startswith(OWN_NAME) for line in bare):
            return None
        ordered = tail.join((*self._tidied(bare), ""))
        parts = lines.read(ordered.removeprefix(OWN_NAME).split(OWN_NAME))
        self._untidy = min(self._untidy + (_HELPS if parts is not None else -1), _TRIAL)
        return parts

    def _tidied(self, lines: list[str]) -> list[str]:
        return tidied(lines, self._forms.frame) if self._forms is not None else lines

    def _judge_worth(self, known: bool) -> None:
        """Give the lane up where it knows too few cases of a file: then learning costs more than it gives."""
        self._asked += 1
        self._known += known
        if self._asked == _TRIAL:
            if self._known * _WORTH < self._asked:
                self._lane = None
            self._asked = self._known = 0


def _cut(lane: Lane, text: str, start: int, graph: str, window: int) -> _Cut | None:
    """The lines of the graph that begins at ``start``; None where they do not plainly end."""
    prefix = lane.names.prefix(graph, text, start)
    tail = f" {graph} .\n"
    if prefix is not None and text.startswith(mark := "<" + prefix, start):
        for _ in range(_WIDENED):
            after = text.rfind(tail, start, start + window) + len(tail)
            following = _graph(text, after) if len(tail) <= after < len(text) else None
            if after == len(text) or (following is not None and following != graph):
                return _Cut(graph, prefix, text[start + len(mark) : after].split(mark), after, following)
            window *= 2  # the window ends within the case, or where it cannot be told whether it goes on
    after = start
    while after < len(text) and text.endswith(tail, after, end := text.index("\n", after) + 1):
        after = end
    following = _graph(text, after) if after < len(text) else None
    if following == graph or (following is None and after < len(text)):
        return None
    return _Cut(graph, None, [], after, following)


def _graph(text: str, start: int) -> str | None:
    """The name of the graph of the line that begins at ``start``, in angle brackets, where it is plain to see."""
    end = text.index("\n", start)
    if not text.endswith(" .", start, end):
        return None
    cut = text.rfind(" ", start, end - 2)
    found = text[cut + 1 : end - 2]
    return found if cut > 0 and found[:1] == "<" and found[-1:] == ">" and "\\" not in found else None
