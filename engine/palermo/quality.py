"""The quality of descriptions: what the gates and the quality shapes say of each case, as one list.

What cannot be read at all is kept apart: it is no answer about quality.
"""

from collections.abc import Sequence
from typing import NamedTuple

from palermo.pipeline import places_of
from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.terms import Literal, Term

#: Problems from this code on are about what a description says; those before it are about reading the file.
FIRST_OF_DESCRIPTION = "P120"


class QualityResult(NamedTuple):
    """One thing to mend or to look at. ``severity`` is violation, warning or info; ``shape`` is None for a gate."""

    severity: str
    code: str
    message: str
    focus: str | None
    path: str | None
    value: str | None
    shape: str | None
    file: str
    line: int | None


class Quality(NamedTuple):
    """What a check found. ``cases`` counts those that passed the gates; ``unreadable`` could not be checked."""

    results: tuple[QualityResult, ...]
    unreadable: tuple[Problem, ...]
    cases: int

    @property
    def conforms(self) -> bool:
        """Whether all could be read and nothing was found that breaks a rule."""
        return not self.unreadable and not any(result.severity == "violation" for result in self.results)


def check(rulebook: Rulebook, paths: Sequence[str], input_format: str | None = None) -> Quality:
    """Check the cases of these PATHs."""
    results: list[QualityResult] = []
    unreadable: list[Problem] = []
    cases = 0
    for item in read_cases(paths, rulebook.vocabulary, input_format=input_format):
        if not isinstance(item, Problem):
            cases += 1
            validated = rulebook.validate(item)
            for found, (line, _) in zip(validated, places_of(item, validated, input_format), strict=True):
                value = None if found.value is None else _plain(found.value)
                results.append(
                    QualityResult(
                        found.severity,
                        found.code,
                        found.message,
                        found.focus,
                        found.path,
                        value,
                        found.shape,
                        item.file,
                        line,
                    )
                )
        elif item.code >= FIRST_OF_DESCRIPTION:
            results.append(
                QualityResult("violation", item.code, item.message, None, None, None, None, item.file, item.line)
            )
        else:
            unreadable.append(item)
    return Quality(tuple(results), tuple(unreadable), cases)


def _plain(term: Term) -> str:
    return term.lexical if isinstance(term, Literal) else term
