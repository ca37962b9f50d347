"""From records of a case-data standard to cases.

What the columns of a table mean stands in a record map, a Turtle file in ``ontology/mappings/``; nothing about any
standard stands here. :func:`import_records` makes one case of each record, :func:`write_cases` writes cases as RDF,
:func:`convert` does both for a packaged map.
"""

from collections.abc import Iterator
from typing import TextIO

from palermo.importers.code_list import RecordMap, map_path, read_map
from palermo.importers.csv_records import ImportedCase, import_records
from palermo.importers.written import SYNTAXES, write_cases
from palermo.problems import Problem

__all__ = [
    "SYNTAXES", "ImportedCase", "RecordMap", "convert", "import_records", "map_path", "read_map", "sound",
    "write_cases",
]  # fmt: skip


def convert(name: str, file: str, out: TextIO, syntax: str = "trig") -> list[Problem]:
    """Writes the cases of a file of records to ``out``, case by case; returns the problems, in the order of the rows.

    ``name`` is that of a packaged record map, ``syntax`` one of :data:`SYNTAXES`. Raises PalermoError where there is
    no such map or it is unsound.
    """
    problems: list[Problem] = []
    write_cases(sound(import_records(map_path(name), file), problems), out, syntax)
    return problems


def sound(found: Iterator[ImportedCase | Problem], problems: list[Problem]) -> Iterator[ImportedCase]:
    """The cases; what is wrong is put with the problems."""
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
