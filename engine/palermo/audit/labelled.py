"""Who meets a definition, who carries a label of what it concludes, and who does not."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from palermo.findings import Finding, PersonFindings


class Standing(NamedTuple):
    """How a person's labels stand to the definitions chosen: the findings on definitions met, those among them whose
    classification no label of the person says, and whether any label says what a definition chosen concludes."""

    met: tuple[Finding, ...]
    unsaid: tuple[Finding, ...]
    labelled: bool

    @property
    def unlabelled(self) -> bool:
        """Whether the person meets definitions, and carries a label of none of them."""
        return bool(self.met) and len(self.unsaid) == len(self.met)


def standing_of(person: PersonFindings, also: Callable[[str], Iterable[str]]) -> Standing:
    """How a person stands. ``also`` gives the classifications that a label of one says as well: wider ones, and those
    that the rulebook maps to it."""
    said = {also_said for label in person.labellings for also_said in also(label.labelled_as)}
    concluding = [f for f in person.findings if f.classification is not None]
    met = tuple(f for f in concluding if f.outcome == "established")
    unsaid = tuple(f for f in met if f.classification not in said)
    return Standing(met, unsaid, any(f.classification in said for f in concluding))
