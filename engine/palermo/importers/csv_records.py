"""Makes a case of each record of a CSV table, as a record map says.

Reading is strict: a header that is not the map's, a quote left open, a row that is too long or too short, a cell that
the map does not know. What cannot be read is told with its line; nothing is guessed or dropped in silence.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from typing import IO, Final, NamedTuple, cast
from urllib.parse import quote

import pyoxigraph as ox

from palermo.escape import clip, esc
from palermo.importers.code_list import Column, RecordMap, read_map
from palermo.names import DESCRIPTION, EVIDENTIAL_STATUS, LABEL, SOURCE, TYPE
from palermo.problems import Problem
from palermo.read.gate import foreign, open_source, take, unclean
from palermo.read.walk import STDIN, Source
from palermo.terms import Literal, Triple

#: A table is read whole; it may hold this much, unpacked.
LARGEST: Final = 256 << 20

_KEPT: Final = "/._~-"
_BOM: Final = b"\xef\xbb\xbf"


class ImportedCase(NamedTuple):
    """A case made from a record: the IRI of its case node, and its triples, without blank nodes."""

    iri: str
    triples: tuple[Triple, ...]


class _Refused(Exception):
    """A record cannot become a case; the message says why."""


def import_records(mapping_path: str, file: str) -> Iterator[ImportedCase | Problem]:
    """The cases of a CSV file (``-``: standard input; ``.gz`` is unpacked) and its problems, in the order of its rows.

    A bad row is a problem and the others are still read; a file or a header that cannot be read is one problem and
    no cases. Raises PalermoError where the record map itself is unsound.
    """
    made = read_map(mapping_path)
    text = _text(file)
    if isinstance(text, Problem):
        yield text
        return
    rows = _read(text, file)
    header = next(rows)
    if isinstance(header, Problem):
        yield header
        return
    problems = _header_problems(made, header.cells, file)
    yield from problems
    if not any(problem.code == "P611" for problem in problems):
        yield from _cases(made, header.cells, rows, file)


class _Row(NamedTuple):
    line: int  # where it begins
    cells: list[str]


def _read(text: str, file: str) -> Iterator[_Row | Problem]:
    """The rows that hold anything; a problem as the last where the table breaks off."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield _Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"not well-formed CSV from here on, the rest is not read: {esc(str(error))}"
        yield Problem(file, line, None, message, "P611")


def _text(file: str) -> str | Problem:
    data = _bytes(file)
    if isinstance(data, Problem):
        return data
    if len(data) > LARGEST:
        return Problem(file, None, None, f"larger than {LARGEST >> 20} MB: split the table", "P610")
    if foreign(data[:16]) is not None:
        return Problem(file, None, None, "not CSV text: export the table as CSV in UTF-8", "P610")
    data = data.removeprefix(_BOM)
    fault = unclean(data)
    if fault is not None:
        return Problem(file, fault[1], fault[2], fault[0], "P610")
    if not data.strip():
        return Problem(file, None, None, "the file is empty: the first line names the columns", "P610")
    return data.decode("utf-8")


def _bytes(file: str) -> bytes | Problem:
    """The unpacked bytes of the file, one more than allowed at most."""
    stream = open_source(Source(file, "csv", gzipped=False))
    if isinstance(stream, Problem):
        return stream
    data = take(stream, LARGEST + 1, file)
    if file != STDIN:
        stream.close()
    if isinstance(data, Problem) or not file.lower().endswith(".gz"):
        return data
    packed = cast(IO[bytes], gzip.GzipFile(fileobj=io.BytesIO(data)))
    return take(packed, LARGEST + 1, file)


def _header_problems(made: RecordMap, header: list[str], file: str) -> list[Problem]:
    """What is wrong with the header: P611 where no row can be read, P612 where a column would be overlooked."""
    twice = sorted({name for name in header if header.count(name) > 1})
    expected = [column.header for column in made.columns]
    lacking = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    problems = []
    if twice:
        problems.append(Problem(file, 1, None, f"the column {clip(twice[0])} is there twice: keep one", "P611"))
    if lacking:
        names = clip(", ".join(lacking), 200)
        problems.append(Problem(file, 1, None, f"columns are missing for {made.id}: {names}", "P611"))
    if unknown and not problems:
        names = clip(", ".join(unknown), 200)
        message = f"columns that {made.id} does not have, and that are left out of the cases: {names}"
        problems.append(Problem(file, 1, None, message, "P612"))
    return problems


def _cases(
    made: RecordMap, header: list[str], rows: Iterator[_Row | Problem], file: str
) -> Iterator[ImportedCase | Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Problem):
            yield row
            return
        try:
            if len(row.cells) != len(header):
                counts = f"{len(row.cells)} cells where the header has {len(header)}"
                raise _Refused(f"{counts}: put cells that hold a comma in quotation marks")
            case = _case(made, dict(zip(header, row.cells, strict=True)))
            if case.iri in seen:
                raise _Refused(f"the same record as in line {seen[case.iri]}: keep one")
        except _Refused as refused:
            yield Problem(file, row.line, None, f"record left out: {refused}", "P613")
        else:
            seen[case.iri] = row.line
            yield case


def _case(made: RecordMap, record: dict[str, str]) -> ImportedCase:
    """The case of one record. Raises _Refused where a cell is not what the map knows."""
    document = made.base + _key(made.column("KeyColumn"), record)
    source = _iri(made.column("SourceColumn").header, record)
    case = f"{document}#{made.nodes[0].fragment}"
    triples = list(_skeleton(made, document))
    for column in made.columns:
        triples += _said(made, column, record, document, source)
    notes = [c.note for c in made.columns if "NoteColumn" in c.kinds and _is_marked(made, c, record)]
    triples.append((case, DESCRIPTION, made.assumes._replace(lexical=" ".join([made.assumes.lexical, *notes]))))
    return ImportedCase(case, tuple(triples))


def _skeleton(made: RecordMap, document: str) -> Iterator[Triple]:
    """What every case of this map says, whatever the record."""
    for node in made.nodes:
        subject = f"{document}#{node.fragment}"
        yield subject, TYPE, node.cls
        for statement in node.statements:
            if statement.value is not None:
                yield subject, statement.property, statement.value
            else:
                yield subject, statement.property, f"{document}#{statement.fragment}"


def _said(made: RecordMap, column: Column, record: dict[str, str], document: str, source: str) -> Iterator[Triple]:
    """What one column of a record says."""
    node = f"{document}#{column.on}"
    if "SourceColumn" in column.kinds:
        yield node, SOURCE, source
    if column.property is None:
        return
    if "TextColumn" in column.kinds:
        yield node, column.property, Literal(_filled(column, record))
    elif _is_marked(made, column, record):
        fact = f"{document}#{column.fragment}"
        yield node, column.property, fact
        yield from _fact(made, column, fact, source)


def _fact(made: RecordMap, column: Column, fact: str, source: str) -> Iterator[Triple]:
    for cls in column.classes:
        yield fact, TYPE, cls
    wording = made.fact_label
    yield fact, LABEL, wording._replace(lexical=wording.lexical.replace("{label}", column.label))
    yield fact, EVIDENTIAL_STATUS, made.status
    yield fact, SOURCE, source


def _key(column: Column, record: dict[str, str]) -> str:
    value = _filled(column, record)
    if not value.startswith(column.strip):
        raise _Refused(f"{column.header} does not begin with {column.strip}: {clip(value)}")
    return quote(value[len(column.strip) :], safe=_KEPT)


def _filled(column: Column, record: dict[str, str]) -> str:
    value = record[column.header].strip()
    if not value:
        raise _Refused(f"{column.header} is empty")
    return value


def _iri(header: str, record: dict[str, str]) -> str:
    value = record[header].strip()
    try:
        if value.startswith(("https://", "http://")):
            return ox.NamedNode(value).value
    except ValueError:
        pass
    raise _Refused(f"{header} is not a web address: {clip(value)}")


def _is_marked(made: RecordMap, column: Column, record: dict[str, str]) -> bool:
    value = record[column.header].strip()
    if value not in (made.marked, made.unmarked):
        raise _Refused(f"{column.header} is neither {made.marked} nor {made.unmarked}: {clip(value) or 'empty'}")
    return value == made.marked
