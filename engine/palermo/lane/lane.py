"""The lane itself: from the lines of a case to a line of JSON, as far as all of it was met before."""

from collections.abc import Collection

from palermo.lane.forms import Forms
from palermo.lane.lines import Block, Lines, Run
from palermo.lane.names import Names
from palermo.lane.parts import Entry, Filling, Frame, Made
from palermo.lane.results import Results
from palermo.rulebook import Rulebook


class Lane:
    """What was learned for one rulebook, one choice of definitions and one file."""

    def __init__(self, rulebook: Rulebook, forms: Forms, file: str) -> None:
        """``file`` is the name of the file as JSON."""
        self.names = Names(rulebook.vocabulary)
        self.results = Results(forms, file)
        self._asked = forms.asked
        self.frames: dict[tuple[int, ...], Frame] = {}
        self._lines: dict[str, Lines] = {}

    def lines(self, prefix: str) -> Lines:
        """The lines learned for prefixes that end like this one: after a ``#`` anything goes but another ``#``."""
        end = prefix[-1] if prefix[-1] in "#/" else ""
        if end not in self._lines:
            self._lines[end] = Lines(self.names)
        return self._lines[end]

    def made(self, lines: Lines, block: Block) -> Made | None:
        """A case put together from its entries; None where some of it, or its composition, is new."""
        frame = self.frames.get(_frame_lines(block.runs))
        if frame is None:
            return None
        filled: dict[int, Entry | tuple[Entry, ...]] = {}
        groups = 0
        for entry in (*(filling for run in block.runs for filling in run.fillings), *block.entries):
            group = entry.group
            if group in filled:
                other = filled[group]
                filled[group] = (*other, entry) if isinstance(other, tuple) else (other, entry)
            else:
                filled[group] = entry
                groups |= 1 << group
        bits = frame.empty.get(groups) or self._empty(frame, groups, filled.keys())
        if bits is None or not _distinct(block, frame):
            return None
        fillings: dict[int, Filling] = {}
        known = frame.fillings
        for group, entries in filled.items():
            found = known.get(sorted_by_name(entries) if isinstance(entries, tuple) else entries)
            if found is None:
                return None
            fillings[group] = found
            bits |= found.bits
        return Made(frame, fillings, bits | frame.bits, lines.spoken(block.said) if block.said else {})

    def _empty(self, frame: Frame, groups: int, filled: Collection[int]) -> int | None:
        """The bits of the groups that are not filled; None where one always was so far."""
        bits = 0
        for group in self._asked:
            if group not in filled:
                of_group = frame.unfilled.get(group)
                if of_group is None:
                    return None
                bits |= of_group
        frame.empty[groups] = bits
        return bits


def _frame_lines(runs: list[Run]) -> tuple[int, ...]:
    return runs[0].frame if len(runs) == 1 else tuple(kind for run in runs for kind in run.frame)


def sorted_by_name(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries in the order of the names of their nodes."""
    return tuple(sorted(entries, key=lambda entry: (entry.name, entry.kind)))


def _distinct(block: Block, frame: Frame) -> bool:
    """Whether each name is that of one node, and none that is only pointed at is described."""
    names = [entry.name for entry in block.entries]
    described = set(names)
    if len(described) != len(names) or not frame.names.isdisjoint(described):
        return False
    entries = (*block.entries, *(filling for run in block.runs for filling in run.fillings))
    pointed = [entry.points_at for entry in entries if entry.points_at]
    return not pointed or (described.isdisjoint(pointed) and frame.names.isdisjoint(pointed))
