"""What the lane learns from a case that the engine has classified: its lines, and what was found under its bits."""

import json
from itertools import count

from palermo.findings import CaseFindings
from palermo.lane.answers import Answers
from palermo.lane.forms import Forms
from palermo.lane.found import Found
from palermo.lane.lane import Lane, sorted_by_name
from palermo.lane.lines import OWN_NAME, Lines
from palermo.lane.lines import Full as NoSign
from palermo.lane.numbers import Full, Numbers
from palermo.lane.parts import (
    CASE_LABEL,
    FRAME,
    IDLE,
    MOST_NODES,
    OF_CONDUCT,
    PERSON_LABEL,
    TITLE,
    Entry,
    Filling,
    Frame,
    Made,
    end_of,
    hole,
)
from palermo.lane.plain import Line, Piece, Plain, plain
from palermo.lane.results import FRAMES
from palermo.names import LABEL
from palermo.names import TITLE as TITLE_OF
from palermo.rulebook import Rulebook

CASE, PERSON, CONDUCT = "case", "person", "conduct"
_WORDS = {(CASE, TITLE_OF): TITLE, (CASE, LABEL): CASE_LABEL, (PERSON, LABEL): PERSON_LABEL}


class Learner:
    """Teaches one lane."""

    def __init__(self, rulebook: Rulebook, forms: Forms, lane: Lane, lang: str) -> None:
        self._rulebook, self._forms, self._lane, self._lang = rulebook, forms, lane, lang
        self._reader = rulebook.parts().reader
        self._numbers = Numbers()
        self._answers = Answers(rulebook, forms, self._numbers)
        self._kinds: dict[object, int] = {}
        self._line_number = count(1)
        self._bits: dict[tuple[int, int, tuple[int, ...]], int] = {}
        self._others = count(len(set(forms.groups.values())))
        self._other_groups: dict[str, int] = {}
        self._named: dict[Lines, dict[str, str]] = {}

    def learn(self, lines: list[str], graph: str, prefix: str, found: CaseFindings, said: str) -> bool:
        """Learn from the lines of a case in a graph ``<IRI>``, graph and prefix left out, what was found on it, and how
        that reads as JSON. Whether it is a plain case of which something could be learned."""
        read, taught = self._plain(lines, prefix, found), self._lane.begin_lines(prefix, graph)
        if read is None or taught is None or not self._take_names(read, taught):
            return False
        self._graph, self._taught = graph.replace("<" + prefix, OWN_NAME), taught
        try:
            made = self._made(read, prefix, found)
        except (Full, NoSign):
            return False
        if made is None:
            return False
        self._lane.results.refresh(self._numbers)
        return Found(self._rulebook, self._forms, self._lane.results, self._numbers).keep(
            made, prefix, found, json.loads(said)
        )

    def _plain(self, lines: list[str], prefix: str, found: CaseFindings) -> Plain | None:
        """The case taken apart; None where it is not plain, or inference reaches further than one part of it."""
        situation = self._rulebook.situation(found.case)
        if len(found.persons) != 1 or len(situation.persons) != 1 or found.case.named:
            return None
        person = found.persons[0].person
        conducts = situation.conducts[person]
        named = [(found.case.iri, CASE), (person, PERSON), *((conduct, CONDUCT) for conduct in conducts)]
        if len(conducts) > 1 or not all(iri.startswith(prefix) for iri, _ in named):
            return None
        if not self._answers.stays_in_parts(situation) or any(prefix in line for line in lines):
            return None
        roles = {f"{OWN_NAME}{iri[len(prefix) :]}>": role for iri, role in named}
        read = plain(lines, roles, self._forms) if len(roles) == len(named) else None
        return read if read and self._answers.indicates_in_one_group(read, situation, prefix) else None

    def _take_names(self, read: Plain, lines: Lines) -> bool:
        """Take note of the names of a case. Whether each of them is what it was in every case before: a person's, say,
        since what is learned of a line is learned of its name."""
        known, names = self._named.setdefault(lines, {}), read.names()
        if any(known.get(name, role) != role for name, role in names.items()):
            return False
        known.update(names)
        return True

    def _made(self, read: Plain, prefix: str, found: CaseFindings) -> Made | None:
        """The case put together from parts, which are made where they are new."""
        judge = self._rulebook.judge(found.case, self._lang)
        self._answers.hear(found, judge, prefix)
        frame = self._frame(read)
        filled: dict[int, list[Entry]] = {}
        for piece in read.pieces:
            entry = self._entry(piece)
            if entry is None:
                return None
            if entry.group >= 0:
                filled.setdefault(entry.group, []).append(entry)
        fillings = {group: self._filling(frame, group, tuple(entries)) for group, entries in filled.items()}
        bits = frame.bits
        for group in self._forms.asked - filled.keys():
            if group not in frame.unfilled:
                frame.unfilled[group] = self._bits_of(frame, group, (), ())
            bits |= frame.unfilled[group]
        for filling in fillings.values():
            bits |= filling.bits
        names = {OF_CONDUCT: frame.conduct}
        for filling in fillings.values():
            names.update(filling.names)
        return Made(frame, names, bits)

    # --- the parts

    def _frame(self, read: Plain) -> Frame:
        entries = [self._frame_entry(line) for line in read.frame]
        key = tuple(entry.kind for entry in entries)
        frame = self._lane.frames.get(key)
        if frame is None:
            roles = read.roles
            said = frozenset((roles[li.subject], li.predicate, roles.get(li.object, li.object)) for li in read.frame)
            number = self._kinds.setdefault(("frame", said), len(self._kinds))
            bits = self._numbers.bits(FRAMES, FRAMES, number) | self._answers.of_frame()
            names = {role: name for name, role in roles.items()}
            nodes = (names[CASE], names[PERSON], names.get(CONDUCT))
            frame = self._lane.frames[key] = Frame(number, bits, nodes)
        return frame

    def _frame_entry(self, line: Line) -> Entry:
        lines = [(line.text, False)]
        found = self._taught.known(lines, self._graph)
        if found is None:
            found = Entry(FRAME, next(self._line_number))
            if self._teach(lines, found) is None:
                raise NoSign
        return found

    def _entry(self, piece: Piece) -> Entry | None:
        """The entry of a piece; None where it points at several nodes of the case."""
        lines = [(line.text, line.free) for line in piece.lines]
        found = self._taught.known(lines, self._graph)
        if found is not None:
            return found
        group = self._group(piece)
        if group < 0:
            return self._teach(lines, Entry(group, of=piece.lines[0].subject))
        points_at = piece.points_at()
        if len(points_at) > 1:
            return None
        kind = self._kinds.setdefault(piece.kind(), len(self._kinds))
        return self._teach(lines, Entry(group, kind, piece.name, next(iter(points_at), ""), lines=len(lines)))

    def _group(self, piece: Piece) -> int:
        words = _WORDS.get((piece.role, piece.property))
        if words is not None:
            return words
        if piece.property in self._forms.groups:
            return self._forms.groups[piece.property]
        if not piece.name and not piece.lines[0].points:
            return IDLE
        return self._other_groups.setdefault(piece.property, next(self._others))

    def _teach(self, lines: list[tuple[str, bool]], entry: Entry) -> Entry | None:
        return entry if self._taught.learn(lines, self._graph, entry) else None

    def _filling(self, frame: Frame, group: int, entries: tuple[Entry, ...]) -> Filling:
        ordered = sorted_by_name(entries)
        key = ordered if len(ordered) > 1 else ordered[0]
        found = frame.fillings.get(key)
        if found is None:
            nodes = tuple(entry.name for entry in ordered if entry.name)
            bits = self._bits_of(frame, group, tuple(entry.kind for entry in ordered), nodes)
            if len(nodes) > MOST_NODES:
                raise Full
            names = {hole(group, place): end_of(node) for place, node in enumerate(nodes)}
            points_at = tuple(end_of(entry.points_at) for entry in ordered if entry.points_at)
            lines = sum(entry.lines for entry in ordered)
            found = frame.fillings[key] = Filling(group, bits, names, points_at, lines)
        return found

    def _bits_of(self, frame: Frame, group: int, kinds: tuple[int, ...], nodes: tuple[str, ...]) -> int:
        key = (frame.number, group, kinds)
        found = self._bits.get(key)
        if found is None:
            found = self._bits[key] = self._answers.of_group(group, kinds, nodes)
        return found
