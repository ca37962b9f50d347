"""How each definition relates to each, from the comparisons of pairs."""

from collections.abc import Mapping, Sequence
from typing import Final

from palermo.compare.relation import RELATIONS, Comparison

#: A relation seen from the other side.
_TURNED: Final = {"within": "contains", "contains": "within"}

Relations = Mapping[tuple[str, str], str]


def relations(found: Sequence[Comparison]) -> Relations:
    """How each definition relates to each other one, both ways."""
    there = {(one.a, one.b): one.relation for one in found}
    return {(one.b, one.a): _TURNED.get(one.relation, one.relation) for one in found} | there


def relation_of(known: Relations, row: str, column: str) -> str:
    """How the definition of a row relates to that of a column; itself it is equivalent to."""
    return RELATIONS[0] if row == column else known[row, column]


def counted(found: Sequence[Comparison]) -> dict[str, int]:
    """How many pairs relate in which way; within and containing are one, as a pair has no order."""
    of = [one.relation for one in found]
    counts = {relation: of.count(relation) for relation in RELATIONS}
    return counts | {"within": counts["within"] + counts.pop("contains")}


def tried(found: Sequence[Comparison]) -> int:
    """How many cases were classified for all of them."""
    return sum(one.tried for one in found)


def way(found: Sequence[Comparison]) -> str:
    """How the comparisons were found: ``reasoner``, ``branches`` or ``bounded``."""
    if all(one.by == "reasoner" for one in found):
        return "reasoner"
    return "bounded" if any(one.bounded for one in found) else "branches"
