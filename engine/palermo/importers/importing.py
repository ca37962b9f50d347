"""Makes a case of each record of a table, as a record map says.

A record with a cell that cannot be taken is left out whole, each such cell is told with its line and column, and the
other records are read. Nothing is guessed or dropped in silence. What is not recorded makes and refutes nothing.
"""

from collections.abc import Iterator, Sequence

from palermo.escape import clip
from palermo.importers.cases import ImportedCase, Record, iri_of
from palermo.importers.header import Layout, fit, layout
from palermo.importers.map_reader import read_map
from palermo.importers.record_map import RecordMap
from palermo.importers.rows import rows_of
from palermo.importers.table import Table
from palermo.importers.values import Asked, Rejected, Told
from palermo.problems import PalermoError, Problem


def import_records(mapping_path: str, file: str, asked: Asked = Asked()) -> Iterator[ImportedCase | Problem]:  # noqa: B008
    """The cases of a table (see :func:`palermo.importers.rows.rows_of`) and its problems, in the order of its rows.

    Raises PalermoError where the record map itself is unsound.
    """
    for item in read_records((mapping_path,), file, asked):
        if isinstance(item, Record):
            yield item.case()
        elif isinstance(item, Rejected):
            yield item.problem


def read_records(paths: Sequence[str], file: str, asked: Asked) -> Iterator[Record | Rejected | Told]:
    """The records of a table, its problems and what else to know, in the order of its rows, one by one.

    Of several record maps that is taken which knows most of the columns; the first of those that know as many. Raises
    PalermoError where a map is unsound.
    """
    _check_base(asked.base)
    maps = [read_map(path) for path in paths]
    rows = rows_of(file, asked.sheet)
    header = next(rows)
    if isinstance(header, Problem):
        yield Rejected(header)
        return
    made = max(maps, key=lambda each: fit(each, header.cells))
    if len(maps) > 1:
        yield Told(file, f"read as {made.id}, {made.label}")
    found = layout(made, header.cells, file, header.line)
    yield from map(Rejected, found.problems)
    if not any(problem.code == "P611" for problem in found.problems):
        yield from _lacking(made, found, file)
        yield from Table(made, found, file, len(header.cells), asked).records(rows)


def _lacking(made: RecordMap, found: Layout, file: str) -> Iterator[Told]:
    """What the table cannot tell: a missing column is not a "no"."""
    names = [column.header for column in found.lacking if (column.codes or column.makes) and not column.identity]
    if names:
        yield Told(file, f"columns of {made.id} that are not there, of which the cases say nothing: {', '.join(names)}")


def _check_base(base: str | None) -> None:
    if base is not None and ("#" in base or iri_of(base) is None):
        message = f"not a web address without # that names can begin with: {clip(base)}"
        raise PalermoError(Problem("--base", None, None, message))
