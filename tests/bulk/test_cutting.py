"""Where a big file is cut: between graphs, and after a change where it was cut before."""

from io import BytesIO

import pytest
from bulk_cases import quads
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.bulk.cutting import LONGEST_LINE, cuts
from palermo.problems import PalermoError

_CASES = [quads(n).encode() for n in range(400)]


def _portions(data: bytes, nominal: int = 4096) -> list[bytes]:
    ends = list(cuts(BytesIO(data), len(data), nominal, "x.nq"))
    return [data[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _graphs(portion: bytes) -> set[bytes]:
    return {line.split(b" ")[-2] for line in portion.splitlines() if b"#graph>" in line}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 399), st.sampled_from([b"", b"\n", b"# said <urn:g> .\n"])), max_size=40),
    st.sampled_from([64, 1024, 4096, 10_000]),
    st.booleans(),
)
def test_no_byte_is_lost_and_no_graph_is_cut(items: list[tuple[int, bytes]], nominal: int, windows: bool) -> None:
    numbers = list(dict.fromkeys(number for number, _ in items))
    data = b"".join(_CASES[number] + after for number, (_, after) in zip(numbers, items, strict=False))
    data = data.replace(b"\n", b"\r\n") if windows else data
    portions = _portions(data, nominal)
    assert b"".join(portions) == data
    graphs = [_graphs(portion) for portion in portions]
    assert sum(map(len, graphs)) == len(set().union(*graphs)) == len(numbers)


def test_portions_have_about_the_size_asked_for() -> None:
    sizes = [len(portion) for portion in _portions(b"".join(_CASES), 16 << 10)]
    assert all(size <= 16 << 10 for size in sizes)
    assert all(size >= (16 << 10) * 3 // 4 for size in sizes[:-1])


@pytest.mark.parametrize("at", [0, 200, 1000])
def test_after_a_change_the_later_cuts_fall_where_they_fell(at: int) -> None:
    cases = [quads(n).encode() for n in range(1500)]
    before = _portions(b"".join(cases), 64 << 10)
    cases[at] += cases[at].replace(b"#graph", b"#another")
    after = _portions(b"".join(cases), 64 << 10)
    assert len(before) > 30
    assert len(set(before) & set(after)) > len(before) - 8


def test_a_graph_bigger_than_a_portion_stays_whole() -> None:
    big = b"".join(b"<urn:s%d> <urn:p> <urn:o> <urn:big> .\n" % n for n in range(1000))
    portions = _portions(_CASES[0] + big + _CASES[1] + _CASES[2])
    assert [b"<urn:big>" in portion for portion in portions].count(True) == 1
    assert _portions(big) == [big]


@pytest.mark.parametrize("data", [b"", b"\n", b"x" * 9000, b"\xff\n" * 9000, b"a b <urn:g> .\n" * 9000])
def test_what_is_no_quads_is_handed_on_whole(data: bytes) -> None:
    assert b"".join(_portions(data)) == data


def test_a_line_without_end_is_refused() -> None:
    data = _CASES[0] * 5 + b"x" * (LONGEST_LINE + 5000)
    with pytest.raises(PalermoError) as refusal:
        _portions(data, 4096)
    assert refusal.value.problem.code == "P118"
