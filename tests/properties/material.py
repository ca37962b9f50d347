"""The hand-made cases of the checkout, each with the packs that it needs, and some generated ones."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator import generate

from palermo.compile.packs import Pack, open_packs
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("examples", "tests/cases")


class Collection(NamedTuple):
    """Packs held in memory, their rulebook, and cases that speak its vocabulary."""

    packs: tuple[Pack, ...]
    rulebook: Rulebook
    cases: tuple[Case, ...]


@cache
def rulebook() -> Rulebook:
    """The rulebook of the core pack, compiled anew."""
    return Rulebook.load(cache=False)


@cache
def hand_made() -> tuple[Case, ...]:
    """All cases of examples, casebook and tests that can be read with the core pack alone."""
    found = read_cases([str(ROOT / folder) for folder in FOLDERS], rulebook().vocabulary)
    return tuple(item for item in found if isinstance(item, Case))


@cache
def generated(count: int) -> tuple[Case, ...]:
    """The cases of the first so many seeds."""
    return tuple(generate(seed).case for seed in range(count))


@cache
def collections() -> tuple[Collection, ...]:
    """The core pack with all its cases, and each pack of the tests and the examples with those beside it."""
    found = [Collection(open_packs(()), rulebook(), hand_made() + generated(60))]
    for cases in sorted(cases for folder in ("examples", "tests") for cases in (ROOT / folder).rglob("cases")):
        folder = cases.parent
        if any(folder.glob("ontology/*.ttl")) or any(folder.glob("shapes/*.ttl")):
            own = Rulebook.load([str(folder)], cache=False)
            read = [item for item in read_cases([str(cases)], own.vocabulary) if isinstance(item, Case)]
            found.append(Collection(open_packs([str(folder)]), own, tuple(read)))
    return tuple(found)
