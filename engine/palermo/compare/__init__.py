"""How definitions relate to one another: of the definitions themselves, not of the laws' scope in time and place.

In: a rulebook and the identifiers of definitions. Out: :class:`Comparison` values. A description-logic reasoner says
what lies within what, where there is Java; the engine tries the smallest cases of each definition under the other,
which says the same without Java and gives the witnesses.
"""

from palermo.compare.relation import Comparison, OpenList, Shown, compare, compare_all

__all__ = ["Comparison", "OpenList", "Shown", "compare", "compare_all"]
