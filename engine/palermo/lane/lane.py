"""The lane itself: from the lines of a case to a line of JSON, as far as all of it was met before."""

from collections.abc import Sequence
from typing import Final

from palermo.lane.forms import Forms
from palermo.lane.lines import Block, Lines
from palermo.lane.names import Names
from palermo.lane.narrow import narrow
from palermo.lane.parts import OF_CONDUCT, Base, Entry, Frame, Made, Run
from palermo.lane.results import Results
from palermo.rulebook import Rulebook
from palermo.write.as_json import divergence_tree
from palermo.write.as_json import line as as_json

#: Lines are learned for so many ways to call cases and graphs.
_MOST: Final = 16


class Lane:
    """What was learned for one rulebook, one choice of definitions and one file."""

    def __init__(self, rulebook: Rulebook, forms: Forms, file: str, lang: str = "en") -> None:
        """``file`` is the name of the file as JSON, narrow; ``lang`` is the language of the findings."""
        ids = [definition.card.id for definition in forms.definitions]

        def differ(outcomes: Sequence[str]) -> str:
            found = rulebook.definitions_differ(list(zip(ids, outcomes, strict=True)), lang)
            return "" if found is None else narrow(as_json(divergence_tree(found)))

        self.names = Names(rulebook.vocabulary)
        self.results = Results(forms, file, differ)
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

    def made(self, block: Block) -> Made | None:
        """A case put together from its entries; None where some of it, or its composition, is new."""
        runs = block.runs
        base = (runs[0].base or self._base(runs)) if len(runs) == 1 else self._base(runs)
        if base is None:
            return None
        frame, groups, bits, names, points_at = base
        names = names.copy()
        known = frame.fillings
        nodes: set[str] = set()
        for entry in block.entries:
            found = known.get(entry)
            own = entry.group_bit
            if found is None or groups & own:
                return self._several(block, base)
            groups |= own
            bits |= found.bits
            names.update(found.names)
            nodes.add(entry.name)
            if entry.points_at:
                points_at = (*points_at, entry.points_at)
        if len(nodes) < len(block.entries) or not frame.names.isdisjoint(nodes):
            return None
        if points_at and not nodes.isdisjoint(points_at):
            return None
        return self._whole(frame, groups, bits, names, block.spoken)

    def _several(self, block: Block, base: Base) -> Made | None:
        """The same where several entries fill one group."""
        entries = [*(filling for run in block.runs for filling in run.fillings), *block.entries]
        nodes = [entry.name for entry in block.entries]
        if len(set(nodes)) < len(nodes) or not base.frame.names.isdisjoint(nodes):
            return None
        if any(entry.points_at in nodes for entry in entries if entry.points_at):
            return None
        found = self._filled(base.frame, entries)
        return None if found is None else self._whole(base.frame, *found, block.spoken)

    def _base(self, runs: list[Run]) -> Base | None:
        """What the lines that stand alone come to; None where their frame or one of them is new."""
        frame = self.frames.get(tuple(kind for run in runs for kind in run.frame))
        if frame is None or not all(run.of <= frame.names for run in runs):
            return None
        entries = [filling for run in runs for filling in run.fillings]
        pointed = tuple(entry.points_at for entry in entries if entry.points_at)
        found = self._filled(frame, entries) if frame.names.isdisjoint(pointed) else None
        if found is None:
            return None
        base = Base(frame, *found, pointed)
        if len(runs) == 1:
            runs[0].base = base
        return base

    def _filled(self, frame: Frame, entries: list[Entry]) -> tuple[int, int, dict[int, str]] | None:
        """The groups that entries fill, the bits of that and of the frame, and the names by their holes; None where
        some of it is new."""
        groups, bits, names = 0, frame.bits, {OF_CONDUCT: frame.conduct}
        by_group: dict[int, list[Entry]] = {}
        for entry in entries:
            by_group.setdefault(entry.group, []).append(entry)
        for own in by_group.values():
            found = frame.fillings.get(sorted_by_name(tuple(own)) if len(own) > 1 else own[0])
            if found is None:
                return None
            groups |= own[0].group_bit
            bits |= found.bits
            names.update(found.names)
        return groups, bits, names

    def _whole(
        self, frame: Frame, groups: int, bits: int, names: dict[int, str], spoken: dict[int, str]
    ) -> Made | None:
        empty = frame.empty.get(groups)
        if empty is None:
            empty = self._empty(frame, groups)
            if empty is None:
                return None
        return Made(frame, names, bits | empty, spoken)

    def _empty(self, frame: Frame, groups: int) -> int | None:
        """The bits of the groups that are not filled; None where one always was so far."""
        bits = 0
        for group in self._asked:
            if not groups >> group & 1:
                of_group = frame.unfilled.get(group)
                if of_group is None:
                    return None
                bits |= of_group
        frame.empty[groups] = bits
        return bits


def sorted_by_name(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries in the order of the names of their nodes."""
    return tuple(sorted(entries, key=lambda entry: (entry.name[:-1], entry.kind)))
