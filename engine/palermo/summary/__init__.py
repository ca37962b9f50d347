"""Summary: the findings on many cases, counted.

In: files of findings, or findings as they are made, one case after the other; a rulebook, for what the areas of the
diagram are. Out: a :class:`Summary`: outcomes by definition, what is missing, where situations lie in the diagram on
both views, and outcomes by jurisdiction, year and source of a label. Memory grows by eight bytes a case.
"""

from palermo.summary.areas import AreaCard, Areas, read_areas
from palermo.summary.figures import Area, Group, OfDefinition, Summary, Table, View
from palermo.summary.files import LeftOut
from palermo.summary.inputs import INPUT_FORMATS, told_by
from palermo.summary.tally import Tally
from palermo.summary.told import Told, told_in, told_of

__all__ = [
    "INPUT_FORMATS", "Area", "AreaCard", "Areas", "Group", "LeftOut", "OfDefinition", "Summary", "Table", "Tally",
    "Told", "View", "read_areas", "told_by", "told_in", "told_of",
]  # fmt: skip
