"""What a summary looks at is the same from the engine and from JSON; anything else is refused in words."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.summary import told_in, told_of
from palermo.summary.told import NotFindings, Told
from palermo.write.as_json import case_tree

from .described import DEFINITIONS

Tree = dict[str, Any]


def as_json(core: Rulebook, case: Case) -> Tree:
    tree: Tree = json.loads(json.dumps(case_tree(core.classify(case, DEFINITIONS))))
    return tree


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_json_and_the_engine_tell_the_same(core: Rulebook, first: int) -> None:
    from generator import generate

    for seed in range(first, first + 10):
        case = generate(seed).case
        assert told_in(as_json(core, case)) == told_of(core.classify(case, DEFINITIONS))


@pytest.fixture
def tree(core: Rulebook, case_of: Callable[[str], Case]) -> Tree:
    said = ":case a pal:Case ; pal:concerns :x ; pal:labelling [ pal:as pal:SexWork ] . :x a pal:Adult ."
    return as_json(core, case_of(said))


def test_a_case_that_says_little(tree: Tree) -> None:
    told = told_in(tree)
    assert (told.jurisdictions, told.years) == ((), ())
    (person,) = told.persons
    assert person.sources == ()
    assert person.established == person.alleged == ("none", ())
    assert person.outcomes[0][:2] == ("un-protocol-2000", "not-established")


@pytest.mark.parametrize(
    ("sources", "keys"),
    [
        (["press"], ("press",)),
        (["  the\tpress \n office "], ("the press office",)),
        (["press", "press", None], ("press",)),
        (["the police", "a court"], ("a court", "the police")),
        (["https://example.org/t#file"], ("file",)),
        (["https://user@news.example.org:80/a#b", "https://news.example.org:80"], ("news.example.org:80",)),
        (["urn:isbn:1234"], ("urn:isbn:1234",)),
        (["note: what he said", "https://bad example.org/"], ("https://bad example.org/", "note: what he said")),
        ([None], ()),
    ],
)
def test_what_a_source_is_called(tree: Tree, sources: list[str | None], keys: tuple[str, ...]) -> None:
    (person,) = tree["persons"]
    (label,) = person["labellings"]
    person["labellings"] = [label | {"source": source} for source in sources]
    assert told_in(tree).persons[0].sources == keys


def _without(tree: Tree, *path: str | int) -> Tree:
    changed: Any = copy.deepcopy(tree)
    at = changed
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    whole: Tree = changed
    return whole


def _with(tree: Tree, value: object, *path: str | int) -> Tree:
    changed: Any = copy.deepcopy(tree)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    whole: Tree = changed
    return whole


PERSON = ("persons", 0)
FINDING = (*PERSON, "findings", 0)


@pytest.mark.parametrize(
    "path",
    [
        ("case",), ("jurisdictions",), ("years",), ("persons",), (*PERSON, "findings"), (*PERSON, "model"),
        (*PERSON, "labellings"), (*PERSON, "model", "alleged"), (*PERSON, "model", "region"),
        (*PERSON, "model", "alleged", "categories"), (*FINDING, "definition"), (*FINDING, "outcome"),
        (*FINDING, "missing"), (*PERSON, "labellings", 0, "source"),
    ],
)  # fmt: skip
def test_a_key_that_is_missing_is_named(tree: Tree, path: tuple[str | int, ...]) -> None:
    with pytest.raises(NotFindings, match=f'the key "{path[-1]}" is missing'):
        told_in(_without(tree, *path))


@pytest.mark.parametrize(
    ("value", "path", "why"),
    [
        (None, ("case",), '"case" is no text'),
        ([2014.0], ("years",), "no whole number"),
        ([True], ("years",), "no whole number"),
        (["2014"], ("years",), "no whole number"),
        ([7], ("jurisdictions",), "no text"),
        ("ZA", ("jurisdictions",), "no list"),
        ({}, ("persons",), "no list"),
        (["x"], ("persons",), "no object"),
        ("likely", (*FINDING, "outcome"), "none of established, alleged"),
        (["act", None], (*FINDING, "missing"), "no text"),
        (7, (*PERSON, "model", "region"), '"region" is no text'),
        ({"alleged": {}}, (*PERSON, "model"), '"region" is missing'),
    ],
)
def test_a_value_of_another_kind_is_named(tree: Tree, value: object, path: tuple[str | int, ...], why: str) -> None:
    with pytest.raises(NotFindings, match=why):
        told_in(_with(tree, value, *path))


@pytest.mark.parametrize("other", [None, 7, "x", [], [1], {}, {"@context": {}, "@graph": []}])
def test_what_is_no_case(other: object) -> None:
    with pytest.raises(NotFindings):
        told_in(other)


def test_told_is_a_value() -> None:
    assert Told("c", (), (), ()) == Told("c", (), (), ())
