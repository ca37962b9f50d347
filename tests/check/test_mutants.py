"""Small mistakes in the packs that are shipped: each is caught, with its code, where it stands, and as nothing else."""

import os
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from palermo.check import Diagnostic, check_packs
from palermo.compile.packs import CORE, Pack, Source, read_packs

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
with open(os.path.join(HERE, "mutants.toml"), "rb") as _file:
    MUTANTS: list[dict[str, Any]] = tomllib.load(_file)["mutant"]


@cache
def packs(name: str) -> tuple[Pack, Pack]:
    """The core, and the pack of that name."""
    core, *others = read_packs([] if name == CORE else [os.path.join(ROOT, name)])
    return core, others[0] if others else core


@cache
def before(name: str) -> Counter[tuple[str, str]]:
    """What the check says of the pack as it is."""
    core, pack = packs(name)
    return said(check_packs([pack], core))


def said(found: Sequence[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter((one.code, one.message) for one in found)


def mutated(pack: Pack, mutant: dict[str, Any]) -> Pack:
    """The pack with the mistake in it."""
    sources = []
    for source in pack.sources:
        text = source.text.decode()
        if source.path.endswith("/" + mutant["file"]):
            assert mutant["find"] in text, f"{mutant['find']} is not in {source.path}"
            text = text.replace(mutant["find"], mutant["write"], 1)
        sources.append(Source(source.path, text.encode(), source.part))
    assert tuple(sources) != pack.sources
    return Pack(pack.name, tuple(sources))


def place_of(pack: Pack, mutant: dict[str, Any]) -> tuple[str, int, int]:
    """Where the check has to say it."""
    path = "/" + mutant.get("in", mutant["file"])
    source = next(source for source in pack.sources if source.path.endswith(path))
    text = source.text.decode()
    offset = text.index(mutant["at"], text.index(mutant.get("after", "")))
    line = text.count("\n", 0, offset) + 1
    return source.path, line, offset - (text.rfind("\n", 0, offset) + 1) + 1


def test_there_are_forty_of_many_kinds() -> None:
    assert len(MUTANTS) >= 40
    assert len({mutant["code"] for mutant in MUTANTS}) >= 30
    assert len({mutant["name"] for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["name"].replace(" ", "-"))
def test_a_mistake_is_caught_where_it_stands(mutant: dict[str, Any]) -> None:
    core, pack = packs(mutant["pack"])
    wrong = mutated(pack, mutant)
    found = check_packs([wrong], core)
    new = [one for one in found if (one.code, one.message) in said(found) - before(mutant["pack"])]
    caught = [one.place for one in new if one.code == mutant["code"]]
    assert place_of(wrong, mutant) in [tuple(place) for place in caught], [*map(str, new)]
    assert {one.code for one in new} <= {mutant["code"], *mutant.get("also", ())}, [*map(str, new)]
