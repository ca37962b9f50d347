"""Counting: what each figure counts, that the order of cases makes no difference, and that memory is bounded."""

from collections.abc import Callable
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.findings import OUTCOMES
from palermo.rulebook import Rulebook
from palermo.summary import Area, Summary, Tally, Told
from palermo.summary.told import Outcome, Person, Place

Summed = Callable[..., Summary]
NOWHERE = Place(None, ())
LAW = "un-protocol-2000"


def person(*outcomes: Outcome, here: Place = NOWHERE, then: Place = NOWHERE, sources: tuple[str, ...] = ()) -> Person:
    return Person(outcomes, here, then, sources)


def told(*persons: Person, case: str = "c", codes: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> Told:
    return Told(case, codes, years, persons)


def outcome(word: str, *missing: str, of: str = LAW) -> Outcome:
    return Outcome(of, word, missing)


def group(summary: Summary, grouping: str) -> dict[str, tuple[int, dict[str, tuple[int, ...]]]]:
    (table,) = (table for table in summary.tables if table.grouping == grouping)
    return {g.key: (g.persons, dict(g.outcomes)) for g in table.groups}


# --- what is counted


def test_outcomes_and_what_is_missing(summed: Summed) -> None:
    found = summed(
        told(person(outcome("established")), person(outcome("alleged", "act"))),
        told(person(outcome("not-established", "act", "means")), person(outcome("not-established", "means")), case="d"),
        told(person(outcome("not-established", "means")), person(outcome("excluded", "purpose")), case="e"),
        told(person(outcome("not-established")), case="f"),
    )
    assert (found.cases, found.persons, found.repeated) == (4, 7, 0)
    (of,) = found.definitions
    assert of.outcomes == (1, 1, 4, 1)
    assert of.missing == (("means", 3), ("act", 1))
    assert of.missing_sets == ((("means",), 2), ((), 1), (("act", "means"), 1))
    assert of.other_sets == 0


def test_definitions_in_the_order_of_the_rulebook_then_unknown_ones(summed: Summed, core: Rulebook) -> None:
    ids = [card.id for card in core.definitions]
    words = [outcome("alleged", of=id_) for id_ in ("zz-law", "aa-law", *reversed(ids))]
    assert [of.definition for of in summed(told(person(*words))).definitions] == [*ids, "aa-law", "zz-law"]


def test_a_case_without_persons_counts_as_a_case(summed: Summed) -> None:
    found = summed(told())
    assert (found.cases, found.persons, found.definitions, found.views) == (1, 0, (), ())


def test_persons_stand_in_each_group_of_theirs(summed: Summed) -> None:
    both = told(
        person(outcome("established"), sources=("a court", "press")),
        person(outcome("alleged")),
        codes=("EU", "ZA"),
        years=(998, 2014),
    )
    found = summed(both, told(person(outcome("excluded"), sources=("press",)), case="d", codes=("ZA",)))
    assert group(found, "jurisdiction") == {"ZA": (3, {LAW: (1, 1, 0, 1)}), "EU": (2, {LAW: (1, 1, 0, 0)})}
    assert group(found, "year") == {
        "0998": (2, {LAW: (1, 1, 0, 0)}), "2014": (2, {LAW: (1, 1, 0, 0)}), "": (1, {LAW: (0, 0, 0, 1)}),
    }  # fmt: skip
    assert group(found, "label-source") == {
        "press": (2, {LAW: (1, 0, 0, 1)}), "": (1, {LAW: (0, 1, 0, 0)}), "a court": (1, {LAW: (1, 0, 0, 0)}),
    }  # fmt: skip
    assert list(group(found, "year")) == ["0998", "2014", ""]
    assert list(group(found, "jurisdiction")) == ["ZA", "EU"]


def test_areas_are_divided_by_whether_a_category_that_rests_on_the_definition_holds(summed: Summed) -> None:
    places = {
        "s-m-e": [(), ("red", "blue"), ("green", "blue"), ("yellow",), ("yellow",)],
        "m-e": [(), ("green",), ("green",)],
        "s-e": [("red",), ()],
        "m": [()],
    }
    persons = [person(here=Place(r, c), then=Place("e", ())) for r, many in places.items() for c in many]
    established, alleged = summed(told(*persons, person())).views
    assert established.areas == (
        Area("none", 0, None, None, None),
        Area("s", 0, None, None, None),
        Area("m", 1, None, None, None),
        Area("e", 0, None, None, None),
        Area("s-m", 0, 0, None, None),
        Area("s-e", 2, 1, None, None),
        Area("m-e", 3, 2, 2, 1),
        Area("s-m-e", 5, 2, 3, 2),
    )
    assert dict(established.categories) == {"blue": 2, "red": 2, "green": 3, "yellow": 2}
    assert (established.view, established.unplaced) == ("established", 1)
    assert alleged.areas[3] == Area("e", 11, None, None, None)
    assert (alleged.view, alleged.unplaced) == ("alleged", 1)


def test_areas_and_categories_that_the_rulebook_does_not_know(summed: Summed) -> None:
    established, _ = summed(told(person(here=Place("zz", ("violet",))))).views
    assert established.areas[-1] == Area("zz", 1, None, None, None)
    assert dict(established.categories)["violet"] == 1


def test_no_area_no_diagram(summed: Summed) -> None:
    assert summed(told(person(outcome("alleged")))).views == ()
    assert len(summed(told(person(then=Place("m", ())))).views) == 2


def test_cases_that_came_up_before(summed: Summed) -> None:
    cases = [told(person(), case=f"https://example.org/{name}") for name in "aabbbc"]
    for order in (cases, cases[::-1]):
        found = summed(*order)
        assert (found.cases, found.persons, found.repeated) == (6, 6, 3)


def test_inputs_left_out(core: Rulebook) -> None:
    tally = Tally(core)
    tally.leave_out(2)
    tally.leave_out(3)
    assert tally.summary().left_out == 5


def test_a_summary_may_be_asked_for_more_than_once(core: Rulebook) -> None:
    tally = Tally(core, 1)
    for number in range(5):
        tally.add(told(person(outcome("not-established", str(number))), case=str(number), codes=(str(number),)))
        assert tally.summary() == tally.summary()
    assert tally.summary().persons == 5


# --- bounds and order


def test_groups_beyond_are_counted_together_whatever_the_order(summed: Summed) -> None:
    cases = [told(person(outcome("alleged"), sources=(key,)), case=str(n)) for n, key in enumerate("abcabd")]
    found = {summed(*order, most=2) for order in permutations(cases)}
    (only,) = found
    (table,) = (table for table in only.tables if table.grouping == "label-source")
    assert [(g.key, g.persons) for g in table.groups] == [("a", 2), ("b", 2)]
    assert table.others is not None
    assert (table.others.persons, table.others.outcomes) == (2, ((LAW, (0, 2, 0, 0)),))


def test_sets_of_missing_elements_beyond_are_counted_together(summed: Summed) -> None:
    cases = [told(person(outcome("not-established", *key)), case=str(n)) for n, key in enumerate(("b", "a", "ab", "c"))]
    for order in permutations(cases):
        (of,) = summed(*order, most=2).definitions
        assert (of.missing_sets, of.other_sets) == (((("a",), 1), (("a", "b"), 1)), 2)
        assert dict(of.missing) == {"a": 2, "b": 2, "c": 1}


def test_no_more_groups_are_held_than_twice_as_many(core: Rulebook) -> None:
    tally = Tally(core, 10)
    for number in range(1000):
        tally.add(told(person(), case=str(number), codes=(f"{number * 7919 % 1000:04}",)))
        assert all(len(groups.kept) <= 20 for groups in tally._groups)
    (table, *_) = tally.summary().tables
    assert [g.key for g in table.groups] == [f"{number:04}" for number in range(10)]
    assert table.others is not None
    assert table.others.persons == 990


PLACES = st.builds(
    Place,
    st.sampled_from((None, "none", "m", "s-e", "m-e", "s-m-e", "other")),
    st.lists(st.sampled_from(("blue", "red", "green", "yellow")), unique=True).map(tuple),
)
FOUND = st.builds(
    Outcome,
    st.sampled_from((LAW, "coe-2005", "a-law")),
    st.sampled_from(OUTCOMES),
    st.lists(st.sampled_from(("act", "means", "purpose")), unique=True).map(tuple),
)
NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=3).map(tuple)
PERSONS = st.builds(Person, st.lists(FOUND, max_size=3).map(tuple), PLACES, PLACES, NAMES)
CASES = st.builds(
    Told, st.sampled_from("xyz"), NAMES, st.lists(st.integers(1990, 1995), unique=True).map(tuple),
    st.lists(PERSONS, max_size=3).map(tuple),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CASES, max_size=8), st.randoms(use_true_random=False), st.sampled_from((1, 2, 10_000)))
def test_the_order_of_cases_makes_no_difference(core: Rulebook, cases: list[Told], rng: object, most: int) -> None:
    shuffled = list(cases)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    summaries = []
    for order in (cases, shuffled):
        tally = Tally(core, most)
        for one in order:
            tally.add(one)
        summaries.append(tally.summary())
    assert summaries[0] == summaries[1]
    assert summaries[0].persons == sum(len(one.persons) for one in cases)
