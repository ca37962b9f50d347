"""Small figures in a whole audit: none is shown, and none can be added up from what is."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.audit import Audit, Figures, Group, Grouping, Region, Table, suppress

ELEMENTS = ("act", "means")
counts = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def figures(draw: st.DrawFn, of_persons: bool) -> Figures:
    supports = tuple(draw(counts) for _ in range(5))
    missing = tuple((element, draw(st.integers(0, supports[2]))) for element in ELEMENTS)
    return Figures(sum(supports), supports, missing, draw(counts) if of_persons else None)


def added(rows: list[Figures], of_persons: bool) -> Figures:
    supports = tuple(sum(row.supports[c] or 0 for row in rows) for c in range(5))
    missing = tuple((e, sum(dict(row.missing)[e] or 0 for row in rows)) for e in ELEMENTS)
    return Figures(sum(supports), supports, missing, sum(row.unlabelled or 0 for row in rows) if of_persons else None)


@st.composite
def audits(draw: st.DrawFn) -> Audit:
    """An audit of one table of persons, whose groups do not overlap."""
    rows = draw(st.lists(figures(True), min_size=1, max_size=6))
    totals = added(rows, True)
    groups = tuple(Group(f"g{number}", row) for number, row in enumerate(rows))
    areas = tuple(Region(f"r{number}", draw(counts), draw(counts)) for number in range(draw(st.integers(0, 4))))
    met, not_met = sum(a.met or 0 for a in areas), sum(a.not_met or 0 for a in areas)
    unlabelled = totals.unlabelled or 0
    table = Table(Grouping("sector", "urn:sector"), groups, None)
    total, by = Region("", met, not_met), (("d", unlabelled),)
    return Audit(9, 9, met + not_met, unlabelled + met, totals, by, (table,), areas, total, (), 0)


def shown(value: Any) -> list[int]:
    """The numbers of an audit that are shown, but for the threshold and the sizes of the input."""
    if isinstance(value, Audit):
        parts = (value.labelled, value.meeting, value.totals, value.unlabelled_by, value.tables, value.regions)
        return [number for part in (*parts, value.regions_total) for number in shown(part)]
    if isinstance(value, tuple):
        return [number for part in value for number in shown(part)]
    return [value] if isinstance(value, int) else []


def told(numbers: list[int | None], total: int | None) -> int | None:
    """What is withheld of numbers that add up to a total: how much in all, None where that cannot be worked out."""
    withheld = [number for number in numbers if number is None]
    return total - sum(n for n in numbers if n is not None) if withheld and total is not None else None


@settings(max_examples=400, deadline=None)
@given(audits(), st.integers(2, 8))
def test_nothing_small_is_shown_nor_left_over(audit: Audit, threshold: int) -> None:
    found = suppress(audit, threshold)
    assert all(number == 0 or number >= threshold for number in shown(found))
    (table,) = found.tables
    rows = [group.figures for group in table.groups] + ([table.others] if table.others else [])
    columns = [[row.supports[c] for row in rows] for c in range(5)]
    sums = list(zip(columns, found.totals.supports, strict=True))
    sums += [([dict(row.missing)[e] for row in rows], dict(found.totals.missing)[e]) for e in ELEMENTS]
    sums.append(([row.unlabelled for row in rows], found.totals.unlabelled))
    sums += [(list(row.supports), row.labels) for row in (*rows, found.totals)]
    sums += [([a.met for a in found.regions], found.regions_total.met)] if found.regions else []
    sums.append(([found.totals.unlabelled, found.regions_total.met], found.meeting))
    for numbers, total in sums:
        left = told(numbers, total)
        assert left is None or (numbers.count(None) > 1 and (left >= threshold or left == 0)), (numbers, total)
    if rows:  # a sum that is withheld cannot be added up
        for numbers, total in sums[:8]:
            assert total is not None or None in numbers, (numbers, total)


@settings(max_examples=200, deadline=None)
@given(audits(), st.integers(2, 8))
def test_what_is_shown_is_as_counted(audit: Audit, threshold: int) -> None:
    found, counted = suppress(audit, threshold), {g.key: g.figures for g in audit.tables[0].groups}
    for group in found.tables[0].groups:
        true = counted[group.key]
        assert group.figures.labels == true.labels
        assert all(a is None or a == b for a, b in zip(group.figures.supports, true.supports, strict=True))
        assert group.figures.more in (None, true.more)
        assert group.figures.unlabelled in (None, true.unlabelled)


def test_below_two_nothing_is_withheld() -> None:
    row = Figures(1, (1, 0, 0, 0, 0), (), None)
    audit = Audit(1, 1, 1, 0, row, (), (), (), Region("", 0, 1), (), 0)
    assert suppress(audit, 0) == audit == suppress(audit, 1)


def test_few_labels_are_not_told_at_all() -> None:
    row = Figures(3, (1, 2, 0, 0, 0), (), None)
    table = Table(Grouping("source", None), (Group("x", row),), None)
    found = suppress(Audit(1, 1, 1, 0, row, (), (table,), (), Region("", 0, 1), (), 0), 5)
    assert found.totals == Figures(None, (None,) * 5, (), None)
    assert found.tables[0].groups == ()
    assert found.labelled is None


def test_a_share_can_be_told_where_a_split_cannot() -> None:
    rows = (Figures(60, (20, 10, 25, 5, 0), (), None), Figures(62, (20, 10, 30, 2, 0), (), None))
    totals = Figures(122, (40, 20, 55, 7, 0), (), None)
    table = Table(Grouping("source", None), tuple(Group(str(i), row) for i, row in enumerate(rows)), None)
    found = suppress(Audit(1, 1, 99, 0, totals, (), (table,), (), Region("", 0, 0), (), 0), 5).tables[0].groups
    assert [group.figures.supports for group in found] == [(20, 10, None, None, 0)] * 2
    assert [group.figures.more for group in found] == [30, 32]
