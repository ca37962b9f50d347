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


def _record(number: int, acts: tuple[str, ...], indicators: tuple[str, ...]) -> str:
    """A case of one conduct with these acts, which are alleged, and these indicators."""
    graph, pal = f"https://example.org/{number}", "https://w3id.org/palermo#"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    lines = [
        f"<{graph}#case> {a} <{pal}Case>",
        f"<{graph}#case> <{pal}concerns> <{graph}#person>",
        f"<{graph}#person> {a} <{pal}Person>",
        f"<{graph}#conduct> {a} <{pal}Conduct>",
        f"<{graph}#conduct> <{pal}towards> <{graph}#person>",
    ]
    facts = [*(("conduct", "act", act) for act in acts), *(("person", "observed", own) for own in indicators)]
    for subject, property_, cls in facts:
        fact = f"<{graph}#{cls.lower()}>"
        lines += [f"<{graph}#{subject}> <{pal}{property_}> {fact}", f"{fact} {a} <{pal}{cls}>"]
        lines += [f"{fact} <{pal}evidentialStatus> <{pal}Alleged>"]
    return "".join(f"{line} <{graph}> .\n" for line in lines)


def test_what_points_to_an_element_is_learned_apart_from_what_it_comes_to(rulebook: Rulebook) -> None:
    acts = [(), ("Recruitment",), ("Transfer",), ("Harbouring",)]
    indicators = [(), ("WorkOfferedAbroad",), ("MetOnArrival",), ("WorkOfferedAbroad", "LodgedByEmployer")]
    order = order_of(rulebook, definitions=PROTOCOL)
    lane, judge = lane_of(rulebook, order)
    each_alone = [*((act, ()) for act in acts), *((acts[1], indicator) for indicator in indicators)]
    each_alone += [((), indicator) for indicator in indicators]
    together = [(act, indicator) for act in acts for indicator in indicators]
    text = "".join(_record(number, *facts) for number, facts in enumerate([*each_alone, *together]))
    found = compared(order, lane, judge, portion_of(text))
    assert found.difference == ""
    assert found.cases == len(each_alone) + len(together)
    assert found.known > found.cases - len(each_alone)
