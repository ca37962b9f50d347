"""Summaries of what a few values tell; and the modules beside the tests can be imported."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from palermo.rulebook import Rulebook
from palermo.summary import Summary, Tally, Told, told_by

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "differential"))

Summed = Callable[..., Summary]


@pytest.fixture(scope="session")
def summed(core: Rulebook) -> Summed:
    """The summary of what some cases tell, or of some files."""

    def sum_up(*given: Told | str, most: int = 10_000) -> Summary:
        tally = Tally(core, most)
        told: Iterable[object] = [one for one in given if isinstance(one, Told)]
        paths = [one for one in given if isinstance(one, str)]
        for item in (*told, *told_by(core, core, paths, core.chosen())):
            assert isinstance(item, Told), item
            tally.add(item)
        return tally.summary()

    return sum_up


@pytest.fixture(scope="session")
def examples() -> str:
    """The folder of the built-in examples."""
    return str(Path(__file__).resolve().parents[2] / "examples")
