"""By what labels are grouped: who gave them, under which instrument, as what, and by what the rulebook names."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook

SOURCE_OF_LABEL: Final = "source"
INSTRUMENT: Final = "instrument"
CLASSIFICATION: Final = "classification"


class Grouping(NamedTuple):
    """A way to group labels; ``property`` is that of the case, person or conduct whose values are the groups, None
    where the label itself says it."""

    id: str
    property: str | None


def groupings(rulebook: Rulebook) -> tuple[Grouping, ...]:
    """All that a rulebook has, in the order of reports: three of every label, and those that its ontology names."""
    named = (Grouping(id_, property_) for id_, property_ in rulebook.groupings)
    return (Grouping(SOURCE_OF_LABEL, None), Grouping(INSTRUMENT, None), *named, Grouping(CLASSIFICATION, None))


def chosen_groupings(rulebook: Rulebook, ids: Sequence[str] = ()) -> tuple[Grouping, ...]:
    """Those with these identifiers, in their order; all for none.

    Raises PalermoError, with the nearest known one, for an identifier that no grouping has.
    """
    known = {grouping.id: grouping for grouping in groupings(rulebook)}
    for id_ in ids:
        if id_ not in known:
            close = get_close_matches(id_, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"use one of {', '.join(known)}"
            raise PalermoError(Problem("--by", None, None, f"labels cannot be grouped by {id_!r}; {hint}", "P701"))
    return tuple(known[id_] for id_ in dict.fromkeys(ids)) or tuple(known.values())
