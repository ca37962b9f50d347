"""From the rows of one table to the records that make cases."""

import os
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple
from urllib.parse import quote

from palermo.escape import clip
from palermo.importers.cases import Record, iri_of
from palermo.importers.cells import Cells, unreadable
from palermo.importers.header import Layout
from palermo.importers.made import NOTHING, Made, description, skeleton, title
from palermo.importers.makes_reader import slug
from palermo.importers.record_map import Column, RecordMap
from palermo.importers.rows import Row
from palermo.importers.values import Asked, Rejected
from palermo.problems import Problem

_KEPT: Final = "/._~-"
_MANY: Final = 4096
_FAULT: Final = attrgetter("fault")


class _Refused(Exception):
    """A record cannot become a case; the message says why, of which column."""

    def __init__(self, message: str, column: Column | None = None) -> None:
        super().__init__(message)
        self.column = column


class _Descriptions(dict[tuple[str, ...], Made]):
    """The descriptions of cases, by what is to be said in them; remembered up to a bound."""

    def __init__(self, made: RecordMap) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, notes: tuple[str, ...]) -> Made:
        if len(self) >= _MANY:
            self.clear()
        found = self[notes] = description(self._made, notes)
        return found


class _Lookup(NamedTuple):
    """A column that makes something: where it stands, where those beside it stand (-1: nowhere), what its cells make,
    and where those stand of which one must hold something where it does."""

    column: Column
    place: int
    beside: tuple[int, ...]
    cells: Cells
    needs: tuple[int, ...]


class Table:
    """A table under way: what its columns make, and the keys that were seen."""

    def __init__(self, made: RecordMap, found: Layout, file: str, width: int, asked: Asked) -> None:
        self._made = made
        self._file = file
        self._width = width
        self._places = found.places
        self._key, self._source = made.the("KeyColumn"), made.the("SourceColumn")
        self._root = asked.base or (made.base if self._key is not None else f"{made.base}{_named(file)}/row/")
        self._lookups = tuple(_lookups(made, found.places, asked.identity))
        self._needy = tuple(lookup for lookup in self._lookups if lookup.column.needs)
        self._fragment = made.nodes[0].fragment
        self._title, self._skeleton, self._descriptions = title(made), skeleton(made), _Descriptions(made)
        self._seen: dict[int, int] = {}

    def records(self, rows: Iterator[Row | Problem]) -> Iterator[Record | Rejected]:
        """The records of the rows after the header."""
        number = 0
        for row in rows:
            number += 1
            if isinstance(row, Problem):
                yield Rejected(row)
                continue
            try:
                record, faulty = self._record(row, number)
            except _Refused as refused:
                yield self._rejected(row, refused.column, str(refused))
                continue
            if record is not None:
                yield record
            for lookup, why in faulty:
                yield self._rejected(row, lookup.column, f"{lookup.column.header}: {why}")

    def _record(self, row: Row, number: int) -> tuple[Record | None, Sequence[tuple[_Lookup, str]]]:
        """The record of a row; or none, and the columns of which the cell cannot be taken, with the reason."""
        cells = row.cells
        if len(cells) != self._width:
            counts = f"{len(cells)} cells where the header has {self._width}"
            raise _Refused(f"{counts}: put cells that hold what stands between cells in quotation marks")
        parts = []
        notes: list[str] = []
        for needy in self._needy:
            if cells[needy.place].strip() not in needy.column.missing:
                self._check_needs(needy, cells)
        for _, place, beside, lookup, _ in self._lookups:
            if beside:
                made = lookup[(cells[place], *(cells[other] if other >= 0 else "" for other in beside))]
            else:
                made = lookup[cells[place]]
            if made is not NOTHING:
                parts.append(made)
                notes += made.notes
        if row.faults or any(map(_FAULT, parts)):
            faulty = self._faulty(row)
            if faulty:
                return None, faulty
        key = self._key_of(row, number)
        document = self._root + key
        source = self._source_of(cells)
        if self._key is not None:
            self._check_new(document, row.line)
        whole = (self._skeleton, *parts, self._descriptions[tuple(notes)])
        return Record(document, self._fragment, key, source, self._title, whole), ()

    def _faulty(self, row: Row) -> list[tuple[_Lookup, str]]:
        """The columns of which the cell cannot be taken, in the order of the table, and why."""
        found = []
        for lookup in sorted(self._lookups, key=lambda each: each.place):
            beside = (row.cells[other] if other >= 0 else "" for other in lookup.beside)
            key = (row.cells[lookup.place], *beside) if lookup.beside else row.cells[lookup.place]
            why = row.faults.get(lookup.place) or lookup.cells[key].fault
            if why:
                found.append((lookup, why))
        return found

    def _key_of(self, row: Row, number: int) -> str:
        column = self._key
        if column is None:
            return str(number)
        value = self._filled(column, row.cells)
        if not value.startswith(column.strip):
            raise _Refused(f"{column.header} does not begin with {column.strip}: {_shown(column, value)}", column)
        return quote(value[len(column.strip) :], safe=_KEPT)

    def _source_of(self, cells: list[str]) -> str:
        column = self._source
        if column is None or column.header not in self._places:
            return self._made.source
        value = self._filled(column, cells)
        source = iri_of(value)
        if source is None:
            raise _Refused(f"{column.header} is not a web address: {_shown(column, value)}", column)
        return source

    def _filled(self, column: Column, cells: list[str]) -> str:
        value = cells[self._places[column.header]].strip()
        why = unreadable(value) if value else "empty, and each record needs it"
        if why:
            raise _Refused(f"{column.header}: {why}", column)
        return value

    def _check_needs(self, lookup: _Lookup, cells: list[str]) -> None:
        if not any(cells[place].strip() for place in lookup.needs):
            header, needed = lookup.column.header, clip(", ".join(lookup.column.needs), 200)
            why = f"{header} speaks of somebody else than the person of the record: nothing stands in any of {needed}"
            raise _Refused(why, lookup.column)

    def _check_new(self, document: str, line: int) -> None:
        # Hashes take a fifth of the memory of names; that two names share one is as likely as a damaged disk.
        first = self._seen.setdefault(hash(document), line)
        if first != line:
            raise _Refused(f"the same record as in line {first}: keep one", self._key)

    def _rejected(self, row: Row, column: Column | None, why: str) -> Rejected:
        place = self._places.get(column.header) if column is not None else None
        at = place + 1 if place is not None else None
        problem = Problem(self._file, row.line, at, f"record left out: {why}", "P613")
        if column is None or place is None:
            return Rejected(problem)
        return Rejected(problem, column.header, "(withheld)" if column.identity else row.cells[place])


def _lookups(made: RecordMap, places: dict[str, int], identity: bool) -> Iterator[_Lookup]:
    """The columns that make something of this table, in the order of the map."""
    by_header = {column.header: column for column in made.columns}
    sourced = made.the("SourceColumn") is not None or bool(made.source)
    for column in made.columns:
        if column.header in places and (column.codes or column.makes) and (identity or not column.identity):
            beside = tuple(by_header[header] for header in column.beside())
            stand = tuple(places.get(other.header, -1) for other in beside)
            needs = tuple(places[header] for header in column.needs if header in places)
            yield _Lookup(column, places[column.header], stand, Cells(column, beside, sourced), needs)


def _shown(column: Column, value: str) -> str:
    return "(value withheld)" if column.identity else clip(value)


def _named(file: str) -> str:
    """What a table is called in the names of its cases: its file's name, without endings."""
    name = os.path.basename(file).lower()
    for ending in (".gz", ".csv", ".xlsx"):
        name = name.removesuffix(ending)
    return slug(name) or "table"
