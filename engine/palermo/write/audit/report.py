"""What every writer of an audit is given, and how its groups are called."""

from collections.abc import Sequence
from typing import NamedTuple

from palermo.audit.figures import Audit, Number
from palermo.audit.groupings import CLASSIFICATION, INSTRUMENT, Grouping
from palermo.audit.rows import Spool
from palermo.problems import Problem
from palermo.terms import local_name
from palermo.write.context import Context
from palermo.write.words import Words


class Report(NamedTuple):
    """An audit, and the rows where they were asked for: of labels, of persons without one. ``problems`` are the inputs
    that could not be classified."""

    audit: Audit
    labels: Spool | None = None
    persons: Spool | None = None
    problems: Sequence[Problem] = ()


class Names:
    """The words for groupings and groups."""

    def __init__(self, context: Context) -> None:
        self.words = Words(context.rulebook, context.lang)
        self._vocabulary = context.rulebook.vocabulary

    def grouping(self, grouping: Grouping) -> str:
        """What a grouping is called."""
        if grouping.property is not None:
            return self.words.label(grouping.property)
        return self.words.say("audit.group." + grouping.id)

    def group(self, grouping: Grouping, key: str) -> str:
        """What a group is called: the label of a term, else the key itself."""
        if not key:
            return self.words.say_for("audit.none", grouping.id)
        termed = grouping.id in (INSTRUMENT, CLASSIFICATION) and grouping.property is None
        if termed or key in self._vocabulary.classes or key in self._vocabulary.individuals:
            label = self.words.label(key)
            return label if label != local_name(key) else key
        return key


def share(part: Number, whole: Number) -> float | None:
    """A part of a whole, to four digits; None where either is withheld, or there is nothing to be part of."""
    return round(part / whole, 4) if part is not None and whole else None


def percent(part: Number, whole: Number) -> str:
    """The same in whole per cent; empty for None. What is above nought, or below all, is never rounded to it."""
    if part is None or not whole:
        return ""
    rounded = round(100 * part / whole)
    if rounded == 0 and part:
        return "<1%"
    return ">99%" if rounded == 100 and part < whole else f"{rounded}%"
