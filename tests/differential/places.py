"""Jurisdictions of a case: those of its theme, members and parts of them, others, and what is no place."""

from random import Random

from kinds import Kinds, Theme

from sheet import Sheet

_COURT = "International Criminal Court"


def draw_places(sheet: Sheet, rng: Random, k: Kinds, theme: Theme) -> None:
    """Write none, one or two jurisdictions of the case."""
    number = rng.choices((0, 1, 2), (35, 50, 15))[0]
    sheet.tag("structure", ("no-jurisdiction", "jurisdiction", "several-jurisdictions")[number])
    for _ in range(number):
        code, tag = draw_place(rng, k, theme)
        sheet.jurisdiction(code)
        if tag:
            sheet.tag("structure", tag)


def draw_place(rng: Random, k: Kinds, theme: Theme) -> tuple[str, str]:
    """A jurisdiction, and the structure that it exercises, if any."""
    own = theme.card.jurisdiction or rng.choice(sorted(k.members))
    drawn = rng.random()
    if drawn < 0.4:
        return own, ""
    if drawn < 0.6:
        return rng.choice(k.members.get(own) or k.members[rng.choice(sorted(k.members))]), "a-member"
    if drawn < 0.7:
        country = own.partition("-")[0]
        return f"{country if len(country) == 2 else 'XZ'}-XX", "a-part"
    if drawn < 0.8:
        return _COURT, "a-court"
    return rng.choice(("XZ", "BR", *sorted(k.members), own.partition("-")[0])), ""
