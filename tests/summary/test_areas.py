"""The areas of the diagram, and which definition divides them: read from the rulebook."""

from collections.abc import Callable
from pathlib import Path

from palermo.rulebook import Rulebook
from palermo.summary import read_areas

REFUGEE = Path(__file__).resolve().parents[2] / "examples" / "packs" / "refugee-1951"
#: A diagram of two circles. What overlaps is named where a definition is met that is not the default one.
ONTOLOGY = """
    my:K a owl:Class . pal:towards a owl:ObjectProperty .
    my:none a pal:Region ; dct:identifier "nowhere" .
    my:a a pal:Region ; dct:identifier "a" ; pal:inCircle my:one .
    my:b a pal:Region ; dct:identifier "b" ; pal:inCircle my:two .
    my:c a pal:Region ; dct:identifier "both" ; pal:inCircle my:one , my:two .
"""
CIRCLES = """
    my:one a pal:Circle , sh:NodeShape ; dct:identifier "one" ; sh:order 1 ; sh:targetClass pal:Person ;
        sh:property [ sh:path my:p ; sh:qualifiedValueShape [ sh:class my:K ] ; sh:qualifiedMinCount 1 ] .
    my:two a pal:Circle , sh:NodeShape ; dct:identifier "two" ; sh:order 2 ; sh:targetClass pal:Person ;
        sh:property [ sh:path my:q ; sh:qualifiedValueShape [ sh:class my:K ] ; sh:qualifiedMinCount 1 ] .
"""
DEFINITION = """
    my:{0} a pal:Definition , sh:NodeShape ; dct:identifier "{0}" ; sh:targetClass pal:Person ; pal:concludes my:C ; {1}
        sh:property [ sh:path [ sh:inversePath pal:towards ] ; sh:qualifiedValueShape [ sh:class my:K ] ;
            sh:qualifiedMinCount 1 ] .
"""
CATEGORY = """
    my:{0} a pal:OverlapCategory , sh:NodeShape ; dct:identifier "{0}" ; sh:targetClass pal:Person ;
        pal:inCircle {1} ; {2} .
"""


def test_the_areas_of_the_model(core: Rulebook) -> None:
    areas = read_areas(core)
    assert [card.id for card in areas.cards] == ["none", "s", "m", "e", "s-m", "s-e", "m-e", "s-m-e"]
    named = {card.id: card.category and card.category.id for card in areas.cards}
    assert named == dict.fromkeys(("none", "s", "m", "e")) | {
        "s-m": "blue", "s-e": "red", "m-e": "green", "s-m-e": "yellow",
    }  # fmt: skip
    assert [circle.id for circle in areas.cards[-1].circles] == ["sexual-services", "mobility", "exploitation"]


def test_the_middle_and_mobility_with_exploitation_are_divided_by_the_default_definition(core: Rulebook) -> None:
    areas = read_areas(core)
    divided = {card.id: [d.id for d in card.definitions] for card in areas.cards if card.definitions}
    assert divided == {"m-e": ["un-protocol-2000"], "s-m-e": ["un-protocol-2000"]}
    assert areas.resting == {"green", "yellow"}


def test_another_field_has_none() -> None:
    areas = read_areas(Rulebook.load([str(REFUGEE)]))
    assert (areas.cards, areas.resting) == ((), frozenset())


def _areas(alone: Callable[..., Rulebook], *shapes: str) -> dict[str, tuple[str | None, list[str]]]:
    cards = read_areas(alone(ONTOLOGY, CIRCLES + "".join(shapes))).cards
    return {card.id: (card.category and card.category.id, [d.id for d in card.definitions]) for card in cards}


def test_a_definition_may_be_asked_for_at_any_depth(alone: Callable[..., Rulebook]) -> None:
    between = "my:between a sh:NodeShape ; sh:and ( [ sh:node my:law ] ) ."
    category = CATEGORY.format("grey", "my:one , my:two", "sh:node my:one , my:two , my:between")
    found = _areas(alone, DEFINITION.format("law", ""), between, category)
    assert found == {"nowhere": (None, []), "a": (None, []), "b": (None, []), "both": ("grey", ["law"])}


def test_a_definition_that_must_not_be_met_divides_nothing(alone: Callable[..., Rulebook]) -> None:
    category = CATEGORY.format("grey", "my:one , my:two", "sh:node my:one ; sh:not my:law")
    assert _areas(alone, DEFINITION.format("law", ""), category)["both"] == ("grey", [])


def test_of_several_definitions_the_default_ones_are_named(alone: Callable[..., Rulebook]) -> None:
    laws = DEFINITION.format("law", "") + DEFINITION.format("usual", "pal:defaultDefinition true ;")
    inner = CATEGORY.format("inner", "my:one", "sh:node my:one , my:usual")
    outer = CATEGORY.format("outer", "my:one , my:two", "sh:node my:two , my:law")
    found = _areas(alone, laws, inner, outer)
    assert found["a"] == ("inner", ["usual"])
    assert found["both"] == ("outer", ["usual"])
    assert _areas(alone, laws, outer)["both"] == ("outer", ["law"])
    assert found["b"] == (None, [])


def test_a_category_without_circles_names_no_area(alone: Callable[..., Rulebook]) -> None:
    category = CATEGORY.format("grey", "my:one", "sh:node my:one").replace("pal:inCircle my:one ;", "")
    assert _areas(alone, category)["nowhere"] == (None, [])
