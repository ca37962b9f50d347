"""The parts that the lane puts cases together from. Entries, fillings and frames are compared by identity: each is made
once."""

from collections.abc import Sequence
from typing import Final, NamedTuple

#: In place of a group's hole: the conduct.
OF_CONDUCT: Final = -1
#: So many nodes may fill one group.
MOST_NODES: Final = 64
#: What an entry is, where it is no filling of a group of properties (those have the number of their group).
FRAME: Final = -1
IDLE: Final = -2
TITLE: Final = -3
CASE_LABEL: Final = -4
PERSON_LABEL: Final = -5


class Part:
    """A stretch of lines that was learned; ``lines`` is how many there are."""

    __slots__ = ("lines",)
    lines: int


class Entry(Part):
    """What some lines of a case say, names left out. ``group`` is the number of the group of properties that it fills,
    or one of the numbers above; ``kind`` numbers what is said; ``name`` is the node that the lines describe, relative
    to the case, or empty; ``points_at`` such a name that they only point at; ``of`` the name that a line is about which
    fills no group. ``leads`` says that the lines lead to a node that they describe."""

    __slots__ = ("group", "kind", "leads", "name", "of", "points_at")

    def __init__(
        self, group: int, kind: int = 0, name: str = "", points_at: str = "", of: str = "", lines: int = 1
    ) -> None:
        self.group, self.kind, self.name, self.points_at, self.of = group, kind, name, points_at, of
        self.lines = lines
        self.leads = bool(name)


class Filling:
    """What fills one group of properties: the group as a bit; ``bits`` are the numbers under which results are kept,
    ``names`` the nodes that fill it by their holes, ``points_at`` those that are only pointed at, all as the ends of
    JSON strings; and how many lines there are."""

    __slots__ = ("bits", "group", "lines", "names", "points_at")

    def __init__(self, group: int, bits: int, names: dict[int, str], points_at: tuple[str, ...], lines: int) -> None:
        """``group`` is the number of the group."""
        self.group, self.bits, self.names, self.points_at, self.lines = 1 << group, bits, names, points_at, lines


def hole(group: int, place: int) -> int:
    """Where the name of a node goes in a template: that of the node which in the order of names has this place, below
    ``MOST_NODES``, among those that fill a group."""
    return group * MOST_NODES + place


class Frame:
    """What a case consists of beside what is said of it: its nodes, their classes, who deals with whom.

    ``number`` is the same for frames that differ in names only. ``names`` are those of its nodes; ``case``, ``person``
    and ``conduct`` the ends of the same as JSON. ``fillings`` are those met within this frame, ``unfilled`` the bits of
    groups that are not filled, and ``empty`` the same for all that are not, by the set of those that are.
    """

    __slots__ = ("bits", "case", "conduct", "empty", "fillings", "names", "number", "person", "unfilled")

    def __init__(self, number: int, bits: int, nodes: tuple[str, str, str | None]) -> None:
        """``nodes`` are the names of case, person and conduct in angle brackets."""
        self.number, self.bits = number, bits
        self.names = frozenset(name for name in nodes if name is not None)
        case, person, conduct = nodes
        self.case, self.person = end_of(case), end_of(person)
        self.conduct = "" if conduct is None else end_of(conduct)
        self.fillings: dict[Part | tuple[Entry, ...], Filling] = {}
        self.unfilled: dict[int, int] = {}
        self.empty: dict[int, int] = {}


class Base(NamedTuple):
    """What the lines of a case that stand alone come to: its frame, the groups that they fill, the bits of all that,
    the names of nodes by their holes, those that the lines point at, and how many lines there are."""

    frame: Frame
    groups: int
    bits: int
    names: dict[int, str]
    points_at: tuple[str, ...]
    lines: int


class Run(Part):
    """Lines that stand alone, together: those of the frame by their kinds, the fillings, what is said in the case's own
    words, as JSON, after what it is, and the names that the other lines are about. ``base`` is what they come to, where
    that is known."""

    __slots__ = ("base", "fillings", "frame", "of", "said")

    def __init__(self, entries: Sequence[Entry], said: tuple[tuple[int, str], ...]) -> None:
        """The entries of the lines in order, and what is said in words that were learned."""
        self.lines = len(entries)
        self.frame = tuple(entry.kind for entry in entries if entry.group == FRAME)
        self.fillings = tuple(entry for entry in entries if entry.group >= 0)
        self.of = frozenset(entry.of for entry in entries if entry.of)
        self.said = said
        self.base: Base | None = None


def end_of(name: str) -> str:
    """What a JSON string of a name in angle brackets ends with, after the case's prefix."""
    return f'{name[2:-1]}"'


class Made(NamedTuple):
    """A case put together from parts: the names of its nodes by their holes, and the bits of all parts."""

    frame: Frame
    names: dict[int, str]
    bits: int
