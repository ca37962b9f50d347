"""How definitions relate: each relation, by the branches alone, and the cases that show it."""

from collections.abc import Callable, Sequence

import pytest
from definitions_for_tests import ACT, GAIN, MEANS, conduct, has
from judging import incomplete, refuted, witnesses

from palermo.compare import Comparison, compare, compare_all
from palermo.names import ADULT, CHILD, TYPE
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook

Two = Callable[..., Rulebook]
PAL = "https://w3id.org/palermo#"


def related(rulebook: Rulebook, a: str = "a", b: str = "b") -> Comparison:
    """The comparison by the branches alone, its cases judged."""
    found = compare(rulebook, a, b, reasoner=False)
    assert (found.by, found.reasoner) == ("branches", "off")
    assert [refuted(rulebook, one) for one in witnesses([found]) if refuted(rulebook, one)] == []
    assert found.relation == "undetermined" or incomplete(found) is None
    return found


def kinds(found: Comparison, side: str) -> list[str]:
    """The classes of the nodes of one side's case, but for those of every case."""
    shown = getattr(found, side)
    names = [str(o).rsplit("#", 1)[1] for _, p, o in shown.case.triples if p == TYPE]
    return sorted(set(names) - {"Case", "Person", "Conduct"})


UNION = """
my:Both a owl:Class ; rdfs:subClassOf pal:Act ;
    owl:equivalentClass [ a owl:Class ; owl:unionOf ( my:One my:Two ) ] .
my:One a owl:Class ; rdfs:subClassOf my:Both . my:Two a owl:Class ; rdfs:subClassOf my:Both .
"""
RELATIONS = {
    "equivalent": (conduct(ACT, MEANS), conduct(MEANS, ACT)),
    "within": (conduct(ACT, MEANS), conduct(ACT)),
    "contains": (conduct(ACT), conduct(ACT, MEANS)),
    "overlapping": (conduct(ACT, MEANS), conduct(ACT, GAIN)),
    "disjoint": ("sh:class pal:Child ; " + conduct(ACT), "sh:class pal:Adult ; " + conduct(ACT)),
}


@pytest.mark.parametrize("relation", RELATIONS)
def test_each_relation(two: Two, relation: str) -> None:
    found = related(two(*RELATIONS[relation]))
    assert found.relation == relation
    assert not found.bounded


def test_elements_must_belong_together(two: Two) -> None:
    found = related(two(conduct(ACT, MEANS), f"sh:and ( [ {conduct(ACT)} ] [ {conduct(MEANS)} ] )"))
    assert found.relation == "within"
    assert kinds(found, "only_b") == ["Adult", "Lie", "Lure"]
    assert sum(p == TYPE and o == PAL + "Conduct" for _, p, o in found.only_b.case.triples) == 2  # type: ignore[union-attr]


def test_a_union_is_split_into_its_kinds(two: Two) -> None:
    union = UNION
    listed = has("pal:act", "sh:or ( [ sh:class my:One ] [ sh:class my:Two ] )")
    assert related(two(conduct(has("pal:act", "sh:class my:Both")), conduct(listed), union)).relation == "equivalent"
    alone = related(two(conduct(has("pal:act", "sh:class my:Both")), conduct(has("pal:act", "sh:class my:One")), union))
    assert (alone.relation, kinds(alone, "only_a")) == ("contains", ["Adult", "Two"])


def test_a_class_that_is_under_a_union_and_of_no_kind_may_be_of_each(two: Two) -> None:
    union = f"{UNION} my:Third a owl:Class ; rdfs:subClassOf my:Both ."
    third = conduct(has("pal:act", "sh:class my:Third"))
    listed = has("pal:act", "sh:or ( [ sh:class my:One ] [ sh:class my:Two ] )")
    assert related(two(third, conduct(listed), union)).relation == "within"
    assert related(two(third, conduct(has("pal:act", "sh:class my:One")), union)).relation == "overlapping"


def test_a_class_whose_kinds_are_not_all_there_is_not_split(two: Two) -> None:
    loose = "my:Small a owl:Class ; rdfs:subClassOf my:Gain . my:Big a owl:Class ; rdfs:subClassOf my:Gain ."
    listed = has("pal:purpose", "sh:or ( [ sh:class my:Small ] [ sh:class my:Big ] )")
    found = related(two(conduct(GAIN), conduct(listed), loose))
    assert (found.relation, kinds(found, "only_a")) == ("contains", ["Adult", "Gain"])


def test_the_open_end_of_a_list_comes_last_and_before_it_what_has_a_name(two: Two) -> None:
    loose = (
        "my:Zeal a owl:Class ; rdfs:subClassOf my:Gain ; rdfs:label 'zeal'@en ."
        " my:Other a owl:Class ; rdfs:subClassOf my:Gain ; rdfs:label 'another gain'@en ; pal:neverProposed true ."
    )
    found = related(two(conduct(GAIN), conduct(MEANS), loose))
    assert kinds(found, "only_a") == ["Adult", "Zeal"]
    listed = related(two(conduct(GAIN), conduct(has("pal:purpose", "sh:class my:Zeal")), loose))
    assert kinds(listed, "only_a") == ["Adult", "Other"]


def test_the_smallest_case_is_of_an_adult_where_it_may_be(two: Two) -> None:
    child = f"sh:or ( [ {conduct(ACT, MEANS)} ] [ {conduct(ACT, child=True)} ] )"
    found = related(two(child, conduct(GAIN)))
    assert (found.relation, kinds(found, "only_a")) == ("overlapping", ["Adult", "Lie", "Lure"])
    needed = related(two(child, conduct(ACT, MEANS)))
    assert (needed.relation, kinds(needed, "only_a")) == ("contains", ["Child", "Lure"])


def test_who_is_a_child_at_one_conduct_may_be_an_adult_at_another(two: Two) -> None:
    there = f"sh:and ( [ {conduct(ACT, child=True)} ] [ {conduct(MEANS)} ] )"
    found = related(two(there, conduct(MEANS, child=True)))
    assert found.relation == "overlapping"
    assert any(p == PAL + "ageAtTime" for _, p, _ in found.only_a.case.triples)  # type: ignore[union-attr]


def test_a_child_when_events_began_may_be_older_at_the_conduct(two: Two) -> None:
    found = related(two("sh:class pal:Child ; " + conduct(ACT), conduct(ACT, child=True)))
    assert found.relation == "contains"
    assert related(two("sh:node ps:child ; " + conduct(ACT), conduct(ACT))).relation == "within"


def test_age_may_be_open(two: Two) -> None:
    aged = f"sh:or ( [ sh:class pal:Adult ; {conduct(ACT)} ] [ sh:class pal:Child ; {conduct(ACT)} ] )"
    found = related(two(conduct(ACT), aged))
    assert found.relation == "contains"
    assert kinds(found, "only_a") == ["Lure"]


def test_more_than_one_of_something(two: Two) -> None:
    once, twice = conduct(ACT), conduct(has("pal:act", "sh:class my:Lure", 2))
    assert related(two(once, twice)).relation == "contains"
    both = conduct(ACT, has("pal:act", "sh:class pal:Act"))
    assert related(two(both, twice)).relation == "contains"  # the two may be one


def test_values_that_are_named(two: Two) -> None:
    crossed = has("pal:moved", "sh:property [ sh:path pal:crossedBorder ; sh:hasValue true ]")
    stayed = has("pal:moved", "sh:property [ sh:path pal:crossedBorder ; sh:hasValue false ]")
    assert related(two(f"{conduct(ACT)} ; {crossed}", conduct(ACT))).relation == "within"
    assert related(two(f"{conduct(ACT)} ; {crossed}", f"{conduct(ACT)} ; {stayed}")).relation == "overlapping"
    moved = has("pal:moved", "sh:class pal:Movement")
    assert related(two(f"{conduct(ACT)} ; {crossed}", f"{conduct(ACT)} ; {moved}")).relation == "within"


def test_a_value_has_one_border_only(two: Two) -> None:
    border = "sh:property [ sh:path pal:crossedBorder ; sh:hasValue {} ]"
    never = has("pal:moved", f"{border.format('true')} ; {border.format('false')}")
    found = related(two(f"{conduct(ACT)} ; {never}", conduct(ACT)))
    assert (found.relation, found.unmeetable, found.both) == ("within", ("a",), None)


def test_a_test_of_a_value_bounds_the_search(two: Two) -> None:
    young = has("pal:ageAtTime", "sh:maxExclusive 12")
    younger = has("pal:ageAtTime", "sh:maxExclusive 10")
    found = compare(two(f"{conduct(ACT)} ; {young}", f"{conduct(ACT)} ; {younger}"), "a", "b", reasoner=False)
    assert found.bounded
    assert found.relation in ("undetermined", "contains")
    assert found.only_a is not None, "eleven is between the two"


def test_what_may_be_anything_settles_nothing_where_values_are_tested(two: Two) -> None:
    some = has("pal:ageAtTime", "sh:datatype xsd:integer")
    found = compare(two(f"{conduct(ACT)} ; {some}", f"{conduct(ACT)} ; {some}"), "a", "b", reasoner=False)
    assert (found.relation, found.bounded) == ("undetermined", True)


def test_the_part_of_a_list_that_the_law_leaves_open_is_said(two: Two) -> None:
    element = (
        'my:purpose a pal:Element , sh:PropertyShape ; dct:identifier "purpose" ; rdfs:label "end"@en ;'
        " sh:path pal:purpose ; pal:openList true ;"
        " sh:qualifiedValueShape [ sh:class my:Gain ] ; sh:qualifiedMinCount 1 ."
    )
    a, b = conduct(ACT), conduct(ACT, "sh:property my:purpose")
    found = related(two(a, b, shapes=element))
    assert [(one.definition, one.element) for one in found.open_lists] == [("b", "purpose")]
    assert found.only_a is not None
    assert found.only_a.left_open == ("purpose",)
    more = related(two(a, conduct(ACT, MEANS, "sh:property my:purpose"), shapes=element))
    assert more.only_a is not None


def test_comparing_is_the_same_from_the_other_side(core: Rulebook) -> None:
    one = related(core, "un-1949", "un-protocol-2000")
    other = related(core, "un-protocol-2000", "un-1949")
    assert one.relation == other.relation == "overlapping"
    for mine, its in ((one.only_a, other.only_b), (one.only_b, other.only_a)):
        assert mine is not None
        assert its is not None
        assert mine.case == its.case
        assert mine.outcomes == tuple(reversed(its.outcomes))


def test_the_convention_of_1949_and_the_protocol(core: Rulebook) -> None:
    found = related(core, "un-1949", "un-protocol-2000")
    assert found.relation == "overlapping"
    assert kinds(found, "only_a") == ["Adult", "Enticing", "Prostitution1949"]
    assert "ForcedLabourOrServices" in kinds(found, "only_b")
    assert found.only_a is not None
    assert "means" in found.only_a.missing
    assert "07-procured-abroad.ttl" in [example.file for example in found.only_a.examples]
    assert found.only_b is not None
    assert "03-construction-worker.ttl" in [example.file for example in found.only_b.examples]


def test_two_with_the_elements_of_the_protocol(core: Rulebook) -> None:
    assert related(core, "un-protocol-2000", "coe-2005").relation == "equivalent"
    assert related(core, "un-protocol-2000", "asean-actip-2015").relation == "equivalent"
    assert related(core, "un-protocol-2000-sexual", "un-protocol-2000").relation == "within"


def test_one_with_itself(core: Rulebook) -> None:
    assert related(core, "un-1949", "un-1949").relation == "equivalent"


def test_all_pairs_in_order(core: Rulebook) -> None:
    ids = ("un-protocol-2000", "un-1949", "coe-2005")
    found = compare_all(core, ids, reasoner=False)
    assert [(one.a, one.b) for one in found] == [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])]


@pytest.mark.parametrize("unknown", [("un-1950", "un-1949"), ("un-1949", "all")])
def test_an_unknown_definition_is_one_clear_error(core: Rulebook, unknown: Sequence[str]) -> None:
    with pytest.raises(PalermoError) as caught:
        compare(core, *unknown)
    assert unknown[0] in str(caught.value) or "all" in str(caught.value)


def test_an_adult_is_no_child(two: Two) -> None:
    found = related(two("sh:class pal:Adult ; " + conduct(ACT, child=True), conduct(ACT)))
    assert found.unmeetable == ("a",)
    assert {ADULT, CHILD} & {o for _, _, o in found.only_b.case.triples}  # type: ignore[union-attr]
