"""The hand-made cases of the checkout: examples, casebook and test cases."""

from functools import cache
from pathlib import Path

from palermo.read import read_cases
from palermo.reference import Reference
from palermo.rulebook import Rulebook
from palermo.split.case import Case

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("examples", "tests/cases/good")


@cache
def judges() -> tuple[Rulebook, Reference]:
    """Engine and reference, loaded once a process."""
    return Rulebook.load(), Reference.load()


def is_sound(case: Case) -> bool:
    """Whether a case breaks no quality rule, so that it may be classified."""
    return not any(result.severity == "violation" for result in judges()[0].validate(case))


def cases_in(*paths: str) -> list[Case]:
    """The cases in files and folders that can be read and may be classified."""
    found = read_cases(paths, judges()[0].vocabulary)
    return [case for case in found if isinstance(case, Case) and is_sound(case)]


def hand_made() -> list[Case]:
    """All of them."""
    return cases_in(*(str(ROOT / folder) for folder in FOLDERS if (ROOT / folder).is_dir()))
