"""Which cases were read already: exactly as a dictionary would know it."""

from hypothesis import given
from hypothesis import strategies as st

from palermo.split.seen import Digests, Seen, digest, numbers


@given(st.lists(st.tuples(st.integers(1, 2**64 - 1), st.integers(0, 2**32 - 1))), st.integers(1, 2**64 - 1))
def test_digests_are_kept_as_in_a_dictionary(items: list[tuple[int, int]], other: int) -> None:
    table, known = Digests(), dict[int, int]()
    for key, value in items:
        assert table.add(key, value) == known.get(key)
        known.setdefault(key, value)
    assert sorted(table) == sorted(known)
    assert all(table.get(key) == value for key, value in known.items())
    assert table.get(other) == known.get(other)


def test_it_grows_and_loses_nothing_where_all_begin_at_one_place() -> None:
    table = Digests()
    keys = [n << 32 | 255 for n in range(1, 3000)]
    assert {table.add(key, n) for n, key in enumerate(keys)} == {None}
    assert [table.get(key) for key in keys] == list(range(len(keys)))


def test_a_digest_is_the_same_everywhere_and_never_zero() -> None:
    assert digest("https://example.org/a").hex() == "2ca93349eca67313"
    assert all(next(numbers(digest(name))) for name in ("", "é", "\ud800"))
    assert list(numbers(b"\1" + bytes(7) + b"\0\1" + bytes(6))) == [1, 256]


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from(["x.nq", "y.nq"]))))
def test_a_case_is_known_by_the_file_it_was_read_from_first(items: list[tuple[str, str]]) -> None:
    (elsewhere,) = numbers(digest("g"))
    seen, known = Seen({elsewhere: "before.nq"}), {"g": "before.nq"}
    for iri, file in items:
        assert seen.before(iri, file) == known.get(iri)
        known.setdefault(iri, file)
    assert sorted(numbers(seen.digests())) == sorted(n for iri in known if iri != "g" for n in numbers(digest(iri)))
