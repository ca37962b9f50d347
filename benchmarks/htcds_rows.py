"""Invented rows in the layout of IOM's Human Trafficking Case Data Standard: ``htcds_rows.py NUMBER FILE``.

The columns and codes are those of HTCDS 2.0 (CC BY 4.0); no row is of anybody. As in such data, many cells are empty,
and a cell of several values has ``;`` between them.
"""

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

#: Column, its codes, how often it is filled, and how many codes a cell has at most.
COLUMNS: dict[str, tuple[tuple[str, ...], float, int]] = {
    "prs_Gender": (("Feminine", "Masculine", "TransgenderFeminine", "NonSpecifiedUnknown"), 0.95, 1),
    "prs_Citizenship": (("IT", "NG", "UA", "PH", "MX", "TH"), 0.9, 1),
    "vic_TraffickingStatus": (
        ("PossibleVictimOfTrafficking", "ActualVictimOfTrafficking", "NotAVictimOfTrafficking"), 0.9, 1,
    ),
    "vic_TraffickingStatusDecisionMakingOrg": (("Police", "NGO", "CourtOrProsecution", "Other"), 0.6, 1),
    "vic_RelationshipToTrafficker": (("Familial", "Acquainted", "Unaquainted"), 0.5, 1),
    "vic_MethodOfRecruitment": (
        ("AtWork", "AtAPlaceOfBusiness", "ThroughAnOnlineAdvertisement", "ThroughFriendsOrSocialEvents", "Other"),
        0.7, 2,
    ),
    "vic_MethodsOfControl": (
        ("PhysicalThreats", "ThreatsLawEnforcement", "DebtBondage", "FalsePromises", "PhysicalAbuse", "TakesEarnings",
         "WithholdsDocuments", "ExcessiveWorkingHours", "PsychologicalAbuse", "Other"), 0.8, 4,
    ),
    "vic_TypeOfExploitation": (
        ("ForcedLabour", "SexualExploitation", "ForcedMarriage", "Servitude", "OrganRemoval", "ForcedBegging", "Other"),
        0.9, 2,
    ),
    "vic_ForcedLabourIndustry": (("A_AgricultureForestryAndFishing", "C_Manufacturing", "F_Construction"), 0.4, 1),
    "vic_TypeOfSexExploitation": (("Prostitution", "Pornography", "PrivateSexualServices"), 0.3, 2),
    "cas_Status": (("Active", "FollowUp", "Closed", "ClosedReferred"), 1.0, 1),
}  # fmt: skip
_AGE = "vic_AgeWhenTrafficked"


def rows(number: int, seed: int = 1) -> Iterator[list[str]]:
    """The head, then rows; the same every time."""
    rng = random.Random(seed)
    yield [_AGE, *COLUMNS]
    for _ in range(number):
        age = str(rng.randint(8, 55)) if rng.random() < 0.8 else ""
        yield [age, *(_cell(rng, *column) for column in COLUMNS.values())]


def _cell(rng: random.Random, codes: tuple[str, ...], filled: float, most: int) -> str:
    if rng.random() >= filled:
        return ""
    return ";".join(rng.sample(codes, rng.randint(1, most)))


def main(number: int, file: Path) -> None:
    """Write them."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows(number))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
