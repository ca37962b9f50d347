"""The lane itself: from the lines of a case to a line of JSON, as far as all of it was met before."""

from collections.abc import Collection
from typing import Final

from palermo.lane.forms import Forms
from palermo.lane.lines import Block, Lines
from palermo.lane.names import Names
from palermo.lane.parts import Base, Entry, Filling, Frame, Made, Run
from palermo.lane.results import Results
from palermo.rulebook import Rulebook

#: Lines are learned for so many ways to call cases and graphs.
_MOST: Final = 16


class Lane:
    """What was learned for one rulebook, one choice of definitions and one file."""

    def __init__(self, rulebook: Rulebook, forms: Forms, file: str) -> None:
        """``file`` is the name of the file as JSON."""
        self.names = Names(rulebook.vocabulary)
        self.results = Results(forms, file)
        self._asked = forms.asked
        self.frames: dict[tuple[int, ...], Frame] = {}
        self._lines: dict[tuple[str, str], Lines] = {}

    def lines(self, prefix: str, graph: str) -> Lines | None:
        """The lines learned for prefixes that end like this one (after a ``#`` anything goes but another ``#``) and
        graphs ``<IRI>`` that are called like this one; None where there are none yet."""
        return self._lines.get((prefix[-1] if prefix[-1] in "#/" else "", graph[1 + len(prefix) :]))

    def begin_lines(self, prefix: str, graph: str) -> Lines | None:
        """The same, empty where there are none yet; None where there are too many ways to call cases and graphs."""
        found = self.lines(prefix, graph)
        if found is None and len(self._lines) < _MOST:
            found = self._lines[prefix[-1] if prefix[-1] in "#/" else "", graph[1 + len(prefix) :]] = Lines(self.names)
        return found

    def made(self, lines: Lines, block: Block) -> Made | None:
        """A case put together from its entries; None where some of it, or its composition, is new."""
        runs = block.runs
        base = (runs[0].base or self._base(runs)) if len(runs) == 1 else self._base(runs)
        if base is None:
            return None
        frame, groups, bits, fillings, points_at = base
        filled = dict(fillings)
        known = frame.fillings
        names: set[str] = set()
        for entry in block.entries:
            group = entry.group
            found = known.get(entry)
            if group in filled or found is None:
                return self._several(lines, block, base)
            filled[group] = found
            groups |= 1 << group
            bits |= found.bits
            names.add(entry.name)
            if entry.points_at:
                points_at = (*points_at, entry.points_at)
        if len(names) < len(block.entries) or not frame.names.isdisjoint(names):
            return None
        if points_at and not names.isdisjoint(points_at):
            return None
        return self._whole(frame, groups, bits, filled, lines.spoken(block))

    def _several(self, lines: Lines, block: Block, base: Base) -> Made | None:
        """The same where several entries fill one group."""
        by_group: dict[int, list[Entry]] = {}
        for entry in (*(filling for run in block.runs for filling in run.fillings), *block.entries):
            by_group.setdefault(entry.group, []).append(entry)
        names = [entry.name for entry in block.entries]
        if len(set(names)) < len(names) or not base.frame.names.isdisjoint(names):
            return None
        if any(entry.points_at in names for entries in by_group.values() for entry in entries if entry.points_at):
            return None
        filled: dict[int, Filling] = {}
        groups, bits = 0, base.frame.bits
        for group, entries in by_group.items():
            found = base.frame.fillings.get(sorted_by_name(tuple(entries)) if len(entries) > 1 else entries[0])
            if found is None:
                return None
            filled[group] = found
            groups |= 1 << group
            bits |= found.bits
        return self._whole(base.frame, groups, bits, filled, lines.spoken(block))

    def _base(self, runs: list[Run]) -> Base | None:
        """What the lines that stand alone come to; None where their frame or one of them is new."""
        frame = self.frames.get(tuple(kind for run in runs for kind in run.frame))
        if frame is None or not all(run.of <= frame.names for run in runs):
            return None
        entries = [filling for run in runs for filling in run.fillings]
        pointed = tuple(entry.points_at for entry in entries if entry.points_at)
        if not frame.names.isdisjoint(pointed):
            return None
        groups, bits, filled = 0, frame.bits, {}
        for group in {entry.group for entry in entries}:
            own = tuple(entry for entry in entries if entry.group == group)
            found = frame.fillings.get(sorted_by_name(own) if len(own) > 1 else own[0])
            if found is None:
                return None
            filled[group] = found
            groups |= 1 << group
            bits |= found.bits
        base = Base(frame, groups, bits, filled, pointed)
        if len(runs) == 1:
            runs[0].base = base
        return base

    def _whole(
        self, frame: Frame, groups: int, bits: int, filled: dict[int, Filling], spoken: dict[int, str]
    ) -> Made | None:
        empty = frame.empty.get(groups)
        if empty is None:
            empty = self._empty(frame, groups, filled.keys())
            if empty is None:
                return None
        return Made(frame, filled, bits | empty, spoken)

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


def sorted_by_name(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries in the order of the names of their nodes."""
    return tuple(sorted(entries, key=lambda entry: (entry.name[:-1], entry.kind)))
