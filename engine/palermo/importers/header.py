"""Which column of a table is which of a record map."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from palermo.escape import clip
from palermo.importers.cells import unreadable
from palermo.importers.record_map import Column, RecordMap
from palermo.problems import Problem


class Layout(NamedTuple):
    """Where the columns of a map stand in a table, by their headers there; those that the table lacks; the problems, of
    which one with the code P611 leaves the table unread."""

    places: dict[str, int]
    lacking: tuple[Column, ...]
    problems: tuple[Problem, ...]


def layout(made: RecordMap, cells: Sequence[str], file: str, line: int) -> Layout:
    """How the header of a table, in ``line`` of ``file``, fits a map."""
    known = _names(made)
    places: dict[str, int] = {}
    twice, unknown = [], []
    for place, cell in enumerate(cells):
        column = _match(made, known, cell)
        if column is None:
            if cell.strip():
                unknown.append(place)
        elif column.header in places:
            twice.append(place)
        else:
            places[column.header] = place
    lacking = tuple(column for column in made.columns if column.header not in places)
    at = Problem(file, line, None, "", "P611")
    problems = (
        [_unreadable(cell, at._replace(column=place)) for place, cell in enumerate(cells, 1) if unreadable(cell)]
        or ([] if places else [_foreign(made, at)])
        or [*(_twice(cells[place], at._replace(column=place + 1)) for place in twice), *_needed(made, lacking, at)]
        or [_unknown(made, known, cells[place], at._replace(column=place + 1, code="P612")) for place in unknown]
    )
    return Layout(places, lacking, tuple(problems))


def fit(made: RecordMap, cells: Sequence[str]) -> int:
    """How many columns of a table are those of a map."""
    known = _names(made)
    return sum(_match(made, known, cell) is not None for cell in cells)


def folded(name: str) -> str:
    """A header without what may differ: the case of letters, blanks, and marks between words.

    >>> folded(" Vic_Methods of-Control ")
    'vicmethodsofcontrol'
    """
    return "".join(character for character in name.casefold() if character.isalnum())


def _names(made: RecordMap) -> dict[str, Column]:
    """The columns by all their names; a header goes before another's further name."""
    further = {folded(name): column for column in made.columns for name in column.names}
    return further | {folded(column.header): column for column in made.columns}


def _match(made: RecordMap, known: dict[str, Column], cell: str) -> Column | None:
    name = cell.strip()
    ending = made.header_ending
    if ending and name.casefold().endswith(ending.casefold()):
        name = name[: -len(ending)]
    return known.get(folded(name))


def _unreadable(cell: str, at: Problem) -> Problem:
    return at._replace(message=f"the name of a column cannot be read: {unreadable(cell)}")


def _foreign(made: RecordMap, at: Problem) -> Problem:
    known = clip(", ".join(column.header for column in made.columns), 100)
    return at._replace(message=f"no column is one of {made.id}, which has {known}: is this the table that is meant?")


def _twice(cell: str, at: Problem) -> Problem:
    return at._replace(message=f"the column {clip(cell)} is there twice: keep one")


def _needed(made: RecordMap, lacking: Sequence[Column], at: Problem) -> list[Problem]:
    needed = [column.header for column in lacking if column.required or "KeyColumn" in column.kinds]
    return [at._replace(message=f"columns are missing for {made.id}: {clip(', '.join(needed), 200)}")] if needed else []


def _unknown(made: RecordMap, known: dict[str, Column], cell: str, at: Problem) -> Problem:
    near = get_close_matches(folded(cell), list(known), 1)
    hint = f"; the nearest is {known[near[0]].header}" if near else ""
    return at._replace(message=f"no column of {made.id}, and left out of the cases: {clip(cell)}{hint}")
