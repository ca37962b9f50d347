"""What every writer is given: the rulebook's words, and how the output should look."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from palermo.findings import CaseFindings
from palermo.problems import Problem
from palermo.rulebook import Rulebook

#: The version of this package, a constant so that start-up need not look it up.
VERSION = "0.1.0"


class Context(NamedTuple):
    """One run: the rulebook it reads words from, the definitions it chose, and the look of its text.

    ``width`` is in characters; ``colour`` says whether the reader's terminal shows colours.
    """

    rulebook: Rulebook
    definitions: tuple[str, ...]
    lang: str = "en"
    width: int = 100
    colour: bool = False


class Writer(Protocol):
    """Writes the findings of one run, case by case: ``begin`` once, ``case`` for each, ``end`` once."""

    def begin(self) -> None:
        """Write what comes before the first case."""

    def case(self, findings: CaseFindings) -> None:
        """Write one case."""

    def end(self, problems: Sequence[Problem]) -> None:
        """Write what comes after the last case. ``problems`` are the inputs that could not be classified."""
