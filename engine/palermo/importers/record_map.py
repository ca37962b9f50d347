"""A record map as values: what each column of a table says of a case.

The terms are those of ``ontology/mappings/column-maps.ttl``, where each is explained;
:mod:`palermo.importers.map_reader` reads them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from palermo.terms import Literal, Term

#: The kinds of column that hold a value of their own.
VALUES: Final = ("TextColumn", "NumberColumn", "YearColumn", "DateColumn")
KINDS: Final = ("KeyColumn", "SourceColumn", *VALUES, "FlagColumn", "CodeColumn", "IgnoredColumn")


class Statement(NamedTuple):
    """A property, and either a value or the fragment of a node of the same case."""

    property: str
    value: Term | None
    fragment: str | None


class Node(NamedTuple):
    """A node that every case of a map has."""

    fragment: str
    cls: str
    statements: tuple[Statement, ...]


class Condition(NamedTuple):
    """The codes of which one must stand in the column with this header."""

    header: str
    codes: frozenset[str]


class Make(NamedTuple):
    """One thing that a code or a value makes.

    With ``classes`` it is a fact (or a labelling) with a label; else a plain statement of ``value``, or of the value of
    the cell where that is None. ``holds`` is the property by which a fact holds the value of the cell.
    """

    on: str
    property: str
    classes: tuple[str, ...] = ()
    label: Literal | None = None
    value: Term | None = None
    says: tuple[Statement, ...] = ()
    holds: str | None = None
    phase: str | None = None
    status: str = ""
    when: Condition | None = None


class Code(NamedTuple):
    """What a code makes: the end of the names of its facts, its label, and sentences for the description."""

    slug: str
    label: str
    makes: tuple[Make, ...]
    notes: tuple[str, ...]


class Column(NamedTuple):
    """A column: its header and other names, its kinds (of :data:`KINDS`), and what its kinds need.

    ``codes`` are by notation; those of a flag column are one, under the empty notation. ``otherwise`` is what any code
    that is not among them counts as. ``missing`` always has the empty cell.
    """

    header: str
    names: tuple[str, ...]
    kinds: frozenset[str]
    fragment: str
    makes: tuple[Make, ...] = ()
    codes: Mapping[str, Code] = MappingProxyType({})
    otherwise: Code | None = None
    separator: str | None = None
    marked: frozenset[str] = frozenset()
    unmarked: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset({""})
    least: int | None = None
    most: int | None = None
    strip: str = ""
    required: bool = False
    identity: bool = False
    source: str | None = None  # header of the column that names the source of what this one makes
    needs: tuple[str, ...] = ()  # headers of columns of which one must hold something where this one does

    def beside(self) -> tuple[str, ...]:
        """The headers of other columns on which it depends what this one makes."""
        makes = (*self.makes, *(make for code in self.codes.values() for make in code.makes))
        wanted = {make.when.header for make in makes if make.when is not None}
        return tuple(sorted(wanted | ({self.source} if self.source is not None else set())))


class RecordMap(NamedTuple):
    """How each record of a table becomes a case. The first node is the case."""

    id: str
    label: str
    base: str
    title: Literal | None  # with {key} in it
    assumes: Literal
    header_ending: str
    nodes: tuple[Node, ...]
    columns: tuple[Column, ...]
    source: str = ""  # of every fact, where no column has it

    def the(self, kind: str) -> Column | None:
        """The column of a kind that a map has at most one of."""
        return next((column for column in self.columns if kind in column.kinds), None)
