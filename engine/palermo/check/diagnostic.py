"""What a check finds: one value that the terminal, JSON and the tests all read."""

from collections.abc import Sequence
from typing import NamedTuple

#: From worst to mildest. Errors and warnings are problems; a notice is a thing to know.
SEVERITIES = ("error", "warning", "notice")


class Place(NamedTuple):
    """Where something stands; line and column count from 1, None where they are not known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part is not None)


class Diagnostic(NamedTuple):
    """One thing to mend or to look at.

    ``code`` is a stable number such as ``K202``, ``name`` what it is called; ``message`` says what is wrong, ``advice``
    what to do; ``term`` is the IRI that it is about, None where there is none. ``more`` are further places where the
    same stands.
    """

    code: str
    name: str
    severity: str
    place: Place
    message: str
    advice: str
    term: str | None = None
    more: tuple[Place, ...] = ()


class Report(NamedTuple):
    """What a check of some packs found, in the order of files and lines. ``files`` and ``terms`` count what was read;
    ``reasoned`` tells whether a description-logic reasoner was asked too."""

    packs: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: int
    terms: int
    reasoned: bool = False

    def count(self, severity: str) -> int:
        """How many diagnostics there are of one severity."""
        return sum(1 for found in self.diagnostics if found.severity == severity)

    @property
    def sound(self) -> bool:
        """Whether there is neither an error nor a warning."""
        return not self.count("error") and not self.count("warning")


def in_order(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, by file, line, column and code."""
    return tuple(sorted(dict.fromkeys(found), key=_rank))


def _rank(found: Diagnostic) -> tuple[str, int, int, str, str]:
    place = found.place
    return place.file, place.line or 0, place.column or 0, found.code, found.message
