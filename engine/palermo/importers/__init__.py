"""From records of a case-data standard to cases.

What the columns of a table mean stands in a record map, a Turtle file in ``ontology/mappings/``; nothing about any
standard stands here. :func:`import_records` makes one case of each record, :func:`write_cases` writes cases as RDF,
:func:`convert` does both for a packaged map.
"""

from collections.abc import Iterator
from typing import TextIO

from palermo.importers.cases import ImportedCase, Record
from palermo.importers.importing import import_records, read_records
from palermo.importers.map_reader import map_path, map_paths, read_map
from palermo.importers.record_map import RecordMap
from palermo.importers.rejected import RejectedTable
from palermo.importers.values import Asked, Rejected, Told
from palermo.importers.written import SYNTAXES, write_cases
from palermo.problems import Problem

__all__ = [
    "SYNTAXES", "Asked", "ImportedCase", "Record", "RecordMap", "Rejected", "RejectedTable", "Told", "convert",
    "import_records", "map_path", "map_paths", "read_map", "read_records", "sound", "write_cases",
]  # fmt: skip


def convert(name: str, file: str, out: TextIO, syntax: str = "trig", asked: Asked = Asked()) -> list[Problem]:  # noqa: B008
    """Writes the cases of a table to ``out``, case by case; returns the problems, in the order of the rows.

    ``name`` is that of a packaged record map or of a family of them, ``syntax`` one of :data:`SYNTAXES`. Raises
    PalermoError where there is no such map or it is unsound.
    """
    problems: list[Problem] = []

    def records() -> Iterator[Record]:
        for item in read_records(map_paths(name), file, asked):
            if isinstance(item, Record):
                yield item
            elif isinstance(item, Rejected):
                problems.append(item.problem)

    write_cases(records(), out, syntax)
    return problems


def sound(found: Iterator[ImportedCase | Problem], problems: list[Problem]) -> Iterator[ImportedCase]:
    """The cases; what is wrong is put with the problems."""
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
