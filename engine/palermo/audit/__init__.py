"""Audit: labels that others gave, held against the findings, counted.

In: the findings on cases, one case after the other, and a rulebook. Out: an :class:`Audit`: how many labels the records
support, how many only if what is alleged is proved, how many not, and how many they contradict; the same by groups; and
how many persons meet a definition and were never labelled so. Memory does not grow with the number of cases.

Small numbers can lead to a person: :func:`suppress` takes them out, with as many others as it needs so that no total
gives them back.
"""

from palermo.audit.auditor import Auditor
from palermo.audit.figures import COLUMNS, Audit, Figures, Group, Region, Table
from palermo.audit.groupings import Grouping, chosen_groupings, groupings
from palermo.audit.rows import LabelRow, PersonRow
from palermo.audit.suppress import suppress

__all__ = [
    "COLUMNS", "Audit", "Auditor", "Figures", "Group", "Grouping", "LabelRow", "PersonRow", "Region", "Table",
    "chosen_groupings", "groupings", "suppress",
]  # fmt: skip
