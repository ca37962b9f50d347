"""What is asked of a case: under which definitions, of which day and of which jurisdictions.

The reference is slow, so that each case is compared under the default definitions and three others, of which the first
is the theme of the case.
"""

from datetime import timedelta
from random import Random
from typing import NamedTuple

from kinds import Theme, kinds
from places import draw_place

from palermo.split.case import Case

#: So many definitions besides the default ones.
_OTHERS = 3


class Asked(NamedTuple):
    """Definitions by identifier; a day and jurisdictions that prevail over those recorded, where any is given."""

    definitions: tuple[str, ...] = ("all",)
    at: str | None = None
    jurisdictions: tuple[str, ...] = ()


def draw_asked(rng: Random, theme: Theme) -> Asked:
    """What to ask of a case with this theme."""
    k = kinds()
    default = [t.card.id for t in k.themes if t.card.default]
    others = [t.card.id for t in k.themes if not t.card.default and t != theme]
    first = [] if theme.card.default else [theme.card.id]
    chosen = [*default, *first, *rng.sample(others, min(len(others), _OTHERS - len(first)))]
    at, bounds = None, [day for day in (theme.card.first, theme.card.last) if day]
    if bounds and rng.random() < 0.15:
        at = (rng.choice(bounds) + timedelta(days=rng.choice((-1, 0, 1, 400)))).isoformat()
    codes = [draw_place(rng, k, theme)[0] for _ in range(rng.choices((0, 1, 2), (85, 10, 5))[0])]
    places = tuple(dict.fromkeys(code for code in codes if code.upper() == code))
    if rng.random() < 0.1:
        chosen.append("applicable")
    return Asked(tuple(chosen) if rng.random() < 0.97 else (), at, places)


def asked_of(case: Case) -> Asked:
    """What to ask of a case that was not generated: the same for the same name."""
    rng = Random(case.iri)
    asked = draw_asked(rng, rng.choice(kinds().themes))
    return asked._replace(definitions=tuple(id_ for id_ in asked.definitions if id_ != "applicable"))
