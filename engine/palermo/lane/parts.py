"""The parts that the lane puts cases together from. Entries, fillings and frames are compared by identity: each is made
once."""

from typing import Final, NamedTuple

#: What an entry is, where it is no filling of a group of properties (those have the number of their group).
FRAME: Final = -1
IDLE: Final = -2
TITLE: Final = -3
CASE_LABEL: Final = -4
PERSON_LABEL: Final = -5


class Entry:
    """What some lines of a case say, names left out. ``group`` is the number of the group of properties that it fills,
    or one of the numbers above; ``kind`` numbers what is said; ``name`` is the node that the lines describe, relative
    to the case, or empty; ``points_at`` such a name that they only point at; ``of`` the name that a line is about which
    fills no group. ``leads`` says that the lines lead to a node that they describe."""

    __slots__ = ("group", "kind", "leads", "name", "of", "points_at")

    def __init__(self, group: int, kind: int = 0, name: str = "", points_at: str = "", of: str = "") -> None:
        self.group, self.kind, self.name, self.points_at, self.of = group, kind, name, points_at, of
        self.leads = bool(name)


class Filling:
    """What fills one group of properties: ``bits`` are the numbers under which results are kept, ``names`` the nodes
    that fill it, as the ends of JSON strings, in the order of their names."""

    __slots__ = ("bits", "names")

    def __init__(self, bits: int, names: tuple[str, ...]) -> None:
        self.bits, self.names = bits, names


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
        self.fillings: dict[Entry | tuple[Entry, ...], Filling] = {}
        self.unfilled: dict[int, int] = {}
        self.empty: dict[int, int] = {}


class Base(NamedTuple):
    """What the lines of a case that stand alone come to: its frame, the groups that they fill, the bits of all that,
    and the names that they point at."""

    frame: Frame
    groups: int
    bits: int
    filled: dict[int, Filling]
    points_at: tuple[str, ...]


class Run:
    """Lines that stand alone, together: those of the frame by their kinds, the fillings, what is said in the case's own
    words, as JSON, by what it is, and the names that the other lines are about. ``base`` is what they come to, where
    that is known."""

    __slots__ = ("base", "fillings", "frame", "of", "said")

    def __init__(
        self,
        frame: tuple[int, ...],
        fillings: tuple[Entry, ...],
        said: tuple[tuple[int, str], ...],
        of: frozenset[str] = frozenset(),
    ) -> None:
        self.frame, self.fillings, self.said, self.of = frame, fillings, said, of
        self.base: Base | None = None


def end_of(name: str) -> str:
    """What a JSON string of a name in angle brackets ends with, after the case's prefix."""
    return f'{name[2:-1]}"'


class Made(NamedTuple):
    """A case put together from parts: ``bits`` are those of all of them, ``spoken`` is what it says in its own words,
    as JSON."""

    frame: Frame
    filled: dict[int, Filling]
    bits: int
    spoken: dict[int, str]
