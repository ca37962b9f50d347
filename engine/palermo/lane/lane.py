"""The lane itself: from the lines of a case to a line of JSON, as far as all of it was met before."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from palermo.lane.forms import Forms
from palermo.lane.lines import Lines
from palermo.lane.names import Names
from palermo.lane.narrow import narrow
from palermo.lane.parts import OF_CONDUCT, Base, Entry, Frame, Part, Run
from palermo.lane.results import Results
from palermo.rulebook import Rulebook
from palermo.write.as_json import divergence_tree
from palermo.write.as_json import line as as_json

#: Lines are learned for so many ways to call cases and graphs.
_MOST: Final = 16


class Told(NamedTuple):
    """What is told of a case: the end of its IRI as JSON, how many lines it has, its findings as parts of a line."""

    case: str
    lines: int
    line: list[str]


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

    def told(self, lines: Lines, parts: Sequence[Part], prefix: str) -> Told | None:
        """What is told of a case of these parts, which was read last, with this prefix; None where one of them, or its
        composition, is new."""
        first = parts[0]
        if not isinstance(first, Run) or first.base is None:
            return self._anew(lines, parts, prefix)
        frame, groups, bits, names, points_at, number = first.base
        names = names.copy()
        known = frame.fillings
        for part in parts[1:]:
            filling = known.get(part)
            if filling is None or groups & filling.group:
                return self._anew(lines, parts, prefix)
            groups |= filling.group
            bits |= filling.bits
            names.update(filling.names)
            number += filling.lines
            if filling.points_at:
                points_at += filling.points_at
        said = [*lines.said, *first.said] if first.said else lines.said
        return self._whole(Base(frame, groups, bits, names, points_at, number), said, prefix)

    def _anew(self, lines: Lines, parts: Sequence[Part], prefix: str) -> Told | None:
        """The same where lines that stand alone do not come first or in one run, or several entries fill one group."""
        runs = [part for part in parts if isinstance(part, Run)]
        frame = self.frames.get(tuple(kind for run in runs for kind in run.frame))
        if frame is None or not all(run.of <= frame.names for run in runs):
            return None
        alone = [filling for run in runs for filling in run.fillings]
        number = sum(run.lines for run in runs) - len(alone)
        if len(runs) == 1:
            runs[0].base = _based(frame, alone, number)
        whole = _based(frame, [*alone, *(part for part in parts if isinstance(part, Entry))], number)
        return (
            None if whole is None else self._whole(whole, [*lines.said, *(s for run in runs for s in run.said)], prefix)
        )

    def _whole(self, whole: Base, said: Sequence[tuple[int, str]], prefix: str) -> Told | None:
        frame, groups, bits, names, points_at, number = whole
        spoken = dict(said)
        ends = set(names.values())
        if len(spoken) < len(said) or len(ends) < len(names) or frame.case in ends or frame.person in ends:
            return None  # something is said twice, or one node is two things
        if points_at and not ends.union((frame.case, frame.person)).isdisjoint(points_at):
            return None
        empty = frame.empty.get(groups)
        if empty is None:
            empty = self._empty(frame, groups)
            if empty is None:
                return None
        line = self.results.line(frame, names, bits | empty, spoken, prefix)
        return None if line is None else Told(frame.case, number, line)

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


def _based(frame: Frame, entries: list[Entry], number: int) -> Base | None:
    """What entries come to in a frame, with ``number`` other lines; None where some of it is new."""
    groups, bits = 0, frame.bits
    names = {OF_CONDUCT: frame.conduct}
    points_at: tuple[str, ...] = ()
    by_group: dict[int, list[Entry]] = {}
    for entry in entries:
        by_group.setdefault(entry.group, []).append(entry)
    for own in by_group.values():
        filling = frame.fillings.get(sorted_by_name(tuple(own)) if len(own) > 1 else own[0])
        if filling is None:
            return None
        groups |= filling.group
        bits |= filling.bits
        names.update(filling.names)
        number += filling.lines
        points_at += filling.points_at
    return Base(frame, groups, bits, names, points_at, number)


def sorted_by_name(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries in the order of the names of their nodes."""
    return tuple(sorted(entries, key=lambda entry: (entry.name[:-1], entry.kind)))
