"""The fast lane says what the ordinary way says, byte for byte: on cases of few parts in ever other combinations."""

import sys
from pathlib import Path
from random import Random

import pytest
from lane_compare import compared, lane_of, order_of, portion_of
from lane_texts import text_of

from palermo.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from generate import graphs

PROTOCOL = ("un-protocol-2000", "un-protocol-2000-sexual")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The core rulebook."""
    return Rulebook.load()


@pytest.mark.parametrize("definitions", [(), PROTOCOL, ("all",)], ids=["default", "protocol", "all"])
@pytest.mark.parametrize("seed", range(4))
def test_on_cases_of_few_parts_it_says_the_same(rulebook: Rulebook, seed: int, definitions: tuple[str, ...]) -> None:
    order = order_of(rulebook, definitions=definitions)
    lane, judge = lane_of(rulebook, order)
    rng = Random(f"{seed} {definitions}")
    for number in range(2):
        text = text_of(rng, rulebook, 150 if definitions != ("all",) else 60)
        assert compared(order, lane, judge, portion_of(text.text, number)).difference == ""


@pytest.mark.parametrize("shuffled", [False, True])
def test_it_knows_most_of_many_cases_and_says_the_same(rulebook: Rulebook, shuffled: bool) -> None:
    order = order_of(rulebook, definitions=PROTOCOL)
    lane, judge = lane_of(rulebook, order)
    rng = Random(7)
    cases = list(graphs(900))
    if shuffled:
        for lines in cases:
            rng.shuffle(lines)
    text = "".join(f"{line}\n" for lines in cases for line in lines)
    found = compared(order, lane, judge, portion_of(text))
    assert found.difference == ""
    assert found.cases == 900
    assert found.known > 600


def test_another_day_and_place_are_asked_for(rulebook: Rulebook) -> None:
    order = order_of(rulebook, definitions=PROTOCOL, at="2010-05-31", jurisdictions=("ZA",), lang="fr")
    lane, judge = lane_of(rulebook, order)
    text = text_of(Random(11), rulebook, 150)
    assert compared(order, lane, judge, portion_of(text.text)).difference == ""
