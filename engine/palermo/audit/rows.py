"""Rows: one for each label, one for each person who meets a definition and was not labelled; kept while counting."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from palermo.audit.labelled import standing_of
from palermo.findings import CaseFindings

#: Rows of so many bytes are kept in memory, more in a file without a name, which is gone when the program ends.
_IN_MEMORY = 8 << 20


class LabelRow(NamedTuple):
    """A label that a person carries. ``label`` is the classification given; ``support`` None where nothing tests it."""

    case: str
    person: str
    label: str
    source: str | None
    definition: str | None
    support: str | None
    missing: tuple[str, ...]


class PersonRow(NamedTuple):
    """A person who meets a definition and carries no label of what it concludes."""

    case: str
    person: str
    definition: str
    classification: str | None


def label_rows(found: CaseFindings) -> Iterator[LabelRow]:
    """The rows of a case's labels, by person."""
    for person in found.persons:
        for label in person.labellings:
            yield LabelRow(
                found.case.iri,
                person.person,
                label.labelled_as,
                label.source,
                label.definition,
                label.support,
                label.missing,
            )


def person_rows(found: CaseFindings, also: Callable[[str], Iterable[str]]) -> Iterator[PersonRow]:
    """The rows of a case's persons without a label."""
    for person in found.persons:
        standing = standing_of(person, also)
        if standing.unlabelled:
            for finding in standing.unsaid:
                yield PersonRow(found.case.iri, person.person, finding.definition, finding.classification)


class Spool:
    """Rows written while cases go by and read when all have gone; memory does not grow with their number."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, mode="w+", encoding="utf-8")  # noqa: SIM115

    def add(self, rows: Iterable[LabelRow | PersonRow]) -> None:
        """Keep rows."""
        self._file.writelines(json.dumps(row) + "\n" for row in rows)

    def close(self) -> None:
        """Let go of what is kept."""
        self._file.close()

    def label_rows(self) -> Iterator[LabelRow]:
        """The rows of labels kept, in order."""
        for case, person, label, source, definition, support, missing in self._rows():
            yield LabelRow(case, person, label, source, definition, support, tuple(missing))

    def person_rows(self) -> Iterator[PersonRow]:
        """The rows of persons kept, in order."""
        return (PersonRow(*row) for row in self._rows())

    def _rows(self) -> Iterator[list[str]]:
        self._file.seek(0)
        return (json.loads(line) for line in self._file)
