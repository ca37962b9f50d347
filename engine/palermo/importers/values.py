"""What an import is asked for, and what it tells besides cases."""

from typing import NamedTuple

from palermo.problems import Problem


class Asked(NamedTuple):
    """How a table is read: with columns by which a person may be recognised or without; which sheet of a workbook; what
    the names of the cases begin with, where it is not what the map says."""

    identity: bool = False
    sheet: str | None = None
    base: str | None = None


class Rejected(NamedTuple):
    """A problem of a table; where it is one of a cell, the cell's column and value (withheld where a person may be
    recognised by it)."""

    problem: Problem
    header: str = ""
    value: str = ""


class Told(NamedTuple):
    """Something to know of a table that is no problem."""

    file: str
    message: str
