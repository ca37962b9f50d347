"""What a summary comes to, as values. Every number counts persons described, unless it says otherwise."""

from typing import Final, NamedTuple

#: The ways to group persons, in the order of reports: by the case that they stand in, and by who gave them a label.
JURISDICTION, YEAR, LABEL_SOURCE = "jurisdiction", "year", "label-source"
GROUPINGS: Final = (JURISDICTION, YEAR, LABEL_SOURCE)
#: The views, by the names that findings give them.
VIEWS: Final = ("established", "alleged")

#: How many persons each of the four outcomes was found for, in the order of :data:`palermo.findings.OUTCOMES`.
Counts = tuple[int, ...]


class OfDefinition(NamedTuple):
    """What one definition comes to. Of those for whom it is not established, ``missing`` gives for each element how
    many lack it, ``missing_sets`` how many lack exactly these, ``other_sets`` how many lack a set beyond as many as are
    kept."""

    definition: str
    outcomes: Counts
    missing: tuple[tuple[str, int], ...]
    missing_sets: tuple[tuple[tuple[str, ...], int], ...]
    other_sets: int


class Area(NamedTuple):
    """How many persons lie in an area; for how many of them the category holds that names it, None where none does;
    ``met`` and ``not_met`` how many of them do and do not meet the definition that divides it, None where none does."""

    region: str
    persons: int
    named: int | None
    met: int | None
    not_met: int | None


class View(NamedTuple):
    """The diagram on one view. ``categories`` gives for each how many persons it holds for, in whatever area;
    ``unplaced`` are those of whom the findings name no area."""

    view: str
    areas: tuple[Area, ...]
    categories: tuple[tuple[str, int], ...]
    unplaced: int


class Group(NamedTuple):
    """The persons who share a key: how many, and the outcomes under each definition. The key is empty where the
    findings name none."""

    key: str
    persons: int
    outcomes: tuple[tuple[str, Counts], ...]


class Table(NamedTuple):
    """One way to group. ``others`` are persons of groups beyond as many as are kept; None where there are none."""

    grouping: str
    groups: tuple[Group, ...]
    others: Group | None


class Summary(NamedTuple):
    """What a summary comes to.

    ``repeated`` are the cases whose IRI another case had before: each was counted again. ``left_out`` are the inputs
    that a file of findings says could not be classified. ``views`` are empty where the findings have no diagram.
    """

    cases: int
    repeated: int
    left_out: int
    persons: int
    definitions: tuple[OfDefinition, ...]
    views: tuple[View, ...]
    tables: tuple[Table, ...]
