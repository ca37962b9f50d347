"""What an audit comes to, as values. A figure is None where it was withheld because it is small, or would give away one
that is."""

from typing import Final, NamedTuple

from palermo.audit.groupings import Grouping
from palermo.findings import SUPPORTS

#: What a label comes to, in the order of every table: the four words for support, then what nothing could test.
COLUMNS: Final = (*(word.replace("-", "_") for word in SUPPORTS), "untested")
#: The columns of labels that say more than the record.
MORE: Final = (2, 3)
#: A letter for each column: those labels, and all others.
BLOCKS: Final = "".join("m" if column in MORE else "o" for column in range(len(COLUMNS)))
#: The column that missing elements are counted of.
UNSUPPORTED: Final = 2

Number = int | None


class Figures(NamedTuple):
    """The figures of all labels, or of a group of them.

    ``supports`` follows :data:`COLUMNS`; ``missing`` gives for each element how many unsupported labels lack it (one
    label may lack several); ``unlabelled`` is how many persons meet a definition chosen and carry no label of what it
    concludes, None too where a group is of labels only.
    """

    labels: Number
    supports: tuple[Number, ...]
    missing: tuple[tuple[str, Number], ...]
    unlabelled: Number

    @property
    def more(self) -> Number:
        """How many labels say more than the record: unsupported or contradicted. Known too where all others are."""
        if self.labels is None:
            return None
        told = _sum(tuple(self.supports[column] for column in MORE))
        others = _sum(tuple(n for column, n in enumerate(self.supports) if column not in MORE))
        return told if told is not None or others is None else self.labels - others


class Group(NamedTuple):
    """The figures of the labels that share a key: the name of a source, a code, or the IRI of an instrument, a class or
    a classification; empty where the record gives none."""

    key: str
    figures: Figures


class Table(NamedTuple):
    """One way to group. ``groups`` in the order of how many labels they hold; ``others`` are the labels of groups that
    are too small to be shown, or that came after as many as are kept; None where there are none."""

    grouping: Grouping
    groups: tuple[Group, ...]
    others: Figures | None


class Region(NamedTuple):
    """How many labelled persons an area of the diagram holds, divided: those who meet a definition chosen, and those
    who do not. ``region`` is empty for areas too small to be shown."""

    region: str
    met: Number
    not_met: Number


class Audit(NamedTuple):
    """What an audit comes to. ``labelled`` are the persons who carry any label, ``meeting`` those who meet a definition
    chosen; ``unlabelled_by`` says for each definition how many meet it and carry no label of what it concludes.
    ``regions`` are of the persons who carry a label of what a definition chosen concludes. ``crowded`` names the
    groupings that had more groups than are kept. Figures below ``threshold`` are withheld; 0 where none are."""

    cases: int
    persons: int
    labelled: Number
    meeting: Number
    totals: Figures
    unlabelled_by: tuple[tuple[str, Number], ...]
    tables: tuple[Table, ...]
    regions: tuple[Region, ...]
    regions_total: Region
    crowded: tuple[str, ...]
    threshold: int


def _sum(numbers: tuple[Number, ...]) -> Number:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
