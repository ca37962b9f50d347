"""Ages that contradict one another: what no shape can see, since it takes date arithmetic."""

from collections.abc import Callable, Iterator
from typing import Final

from palermo.names import BIRTH_DATE, TOWARDS_CHILD
from palermo.validation import ValidationResult
from palermo.view.age import Said, Timeline, judge, read_said, read_timeline, years_at
from palermo.view.record import Record
from palermo.view.standing import read_standings

CODE: Final = "Q450"
WORDING: Final = "quality.ages-contradict"


def age_conflicts(
    record: Record, conducts_of: dict[str, list[str]], message: Callable[[str], str]
) -> Iterator[ValidationResult]:
    """A warning for each person of whom the record establishes ages that cannot all be true: they settle nothing. A
    violation where a conduct is said to be towards a child who by the ages recorded was an adult then."""
    standings = read_standings(record)
    towards_child = record.out.get(TOWARDS_CHILD, {})
    for person, conducts in sorted(conducts_of.items()):
        said = read_said(record, standings, person)
        if said.silent:
            continue
        timeline = read_timeline(record, conducts)
        contradicted = any(_contradicts(said, timeline, c) for c in (None, *conducts))
        adult_then = any(
            person in towards_child.get(c, ()) and judge(said, timeline, c, False) == "adult" for c in conducts
        )
        if contradicted or adult_then:
            path = TOWARDS_CHILD if adult_then else BIRTH_DATE if said.born else None
            severity = "violation" if adult_then else "warning"
            yield ValidationResult(severity, CODE, message(WORDING), person, path, None, "", "age")


def _contradicts(said: Said, timeline: Timeline, conduct: str | None) -> bool:
    years = years_at(said, said.known, timeline, conduct)
    return years.low > years.high
