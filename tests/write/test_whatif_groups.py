"""Sets that are all combinations of the same are put together; others stay as they are."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from palermo.whatif import Supposed
from palermo.write.whatif.groups import Group, grouped


def one(name: str, at: str = "c", p: str = "means", kind: str = "fact") -> Supposed:
    return Supposed(kind, name, at, p, (), (), None, "alleged", False, ())


def expanded(groups: list[Group]) -> list[tuple[Supposed, ...]]:
    return [chosen for group in groups for chosen in product(*group.choices)]


def test_all_combinations_are_one_group() -> None:
    acts, means = [one("a", p="act"), one("b", p="act")], [one("m"), one("n"), one("o")]
    (group,) = grouped([(a, m) for a in acts for m in means])
    assert group.choices == (tuple(acts), tuple(means))
    assert group.size() == 6


def test_what_lacks_a_combination_is_left_apart() -> None:
    acts, means = [one("a", p="act"), one("b", p="act")], [one("m"), one("n")]
    sets = [(a, m) for a in acts for m in means][:3]
    assert expanded(grouped(sets)) == sets


def test_other_conducts_are_other_groups() -> None:
    sets = [(one("m"),), (one("n", at="d"),)]
    assert len(grouped(sets)) == 2


members = st.builds(one, st.sampled_from("abcd"), st.sampled_from("cd"), st.sampled_from(["act", "means"]))


@given(st.lists(st.lists(members, min_size=1, max_size=3, unique=True).map(tuple), unique=True, max_size=12))
def test_nothing_is_lost_and_nothing_added(sets: list[tuple[Supposed, ...]]) -> None:
    assert sorted(expanded(grouped(sets))) == sorted(sets)
