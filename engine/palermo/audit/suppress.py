"""Small figures taken out of an audit, with as many others as keep them from being worked out.

In: an audit as counted, and a threshold. Out: the same with None for what is withheld. Groups of fewer labels than the
threshold are counted together, unnamed; in the tables that are left, :mod:`palermo.audit.cells` says which cells to
withhold. Numbers of persons and of missing elements stand in columns of their own.
"""

from collections.abc import Sequence
from typing import NamedTuple

from palermo.audit.cells import Cells, is_small, withheld_in_row
from palermo.audit.figures import BLOCKS, COLUMNS, UNSUPPORTED, Audit, Figures, Group, Number, Region, Table


class _Totals(NamedTuple):
    """What is withheld in the figures of all labels: columns, elements, and whether the persons without a label."""

    columns: frozenset[int]
    elements: frozenset[str]
    unlabelled: bool


def suppress(audit: Audit, threshold: int) -> Audit:
    """The audit with figures below ``threshold`` withheld; the audit itself for 0 or 1, below which nothing is."""
    if threshold < 2:
        return audit
    small = is_small(audit.totals.labels or 0, threshold)
    withheld = _totals(audit.totals, threshold)
    totals = _shown(audit.totals, withheld)
    regions, regions_total = _regions(audit.regions, threshold)
    said = _unlabelled_by(audit, threshold)
    if any(number is None for _, number in said):
        totals = totals._replace(unlabelled=None)
    known = totals.unlabelled is not None and regions_total.met is not None
    labelled_too = (audit.meeting or 0) - (audit.totals.unlabelled or 0)
    meeting = audit.meeting if known and not is_small(labelled_too, threshold) else None
    return audit._replace(
        labelled=_or_none(audit.labelled, threshold),
        meeting=_or_none(meeting, threshold),
        totals=totals,
        unlabelled_by=said,
        tables=tuple(_table(table, withheld, small, totals.unlabelled is None, threshold) for table in audit.tables),
        regions=regions,
        regions_total=regions_total,
        threshold=threshold,
    )


def _totals(figures: Figures, threshold: int) -> _Totals:
    columns = withheld_in_row([number or 0 for number in figures.supports], threshold, BLOCKS)
    elements = frozenset(
        element for element, number in figures.missing if UNSUPPORTED in columns or is_small(number or 0, threshold)
    )
    return _Totals(columns, elements, is_small(figures.unlabelled or 0, threshold))


def _shown(figures: Figures, withheld: _Totals) -> Figures:
    every = len(withheld.columns) == len(COLUMNS)
    return Figures(
        None if every and figures.labels else figures.labels,
        tuple(None if column in withheld.columns else number for column, number in enumerate(figures.supports)),
        tuple((element, None if element in withheld.elements else number) for element, number in figures.missing),
        None if withheld.unlabelled else figures.unlabelled,
    )


def _or_none(number: Number, threshold: int) -> Number:
    return None if number is None or is_small(number, threshold) else number


# --- tables


def _table(table: Table, totals: _Totals, small: bool, unlabelled_withheld: bool, threshold: int) -> Table:
    """A table with small groups together and small cells withheld."""
    if small:  # all labels together are fewer than the threshold
        return table._replace(groups=(), others=None)
    groups, others = _together(table, threshold)
    rows = [group.figures for group in groups] + ([others] if others else [])
    cells = Cells([[number or 0 for number in row.supports] for row in rows], threshold, totals.columns, BLOCKS)
    hidden = [cells.hidden(index) for index in range(len(rows))]
    elements = _elements(rows, hidden, totals, threshold)
    persons = _column([row.unlabelled or 0 for row in rows], set(), unlabelled_withheld, threshold)
    shown = [
        _shown(row, _Totals(hidden[i], elements[i], i in persons))._replace(labels=row.labels)
        for i, row in enumerate(rows)
    ]
    named = tuple(Group(group.key, figures) for group, figures in zip(groups, shown, strict=False))
    return Table(table.grouping, named, shown[-1] if others else None)


def _together(table: Table, threshold: int) -> tuple[list[Group], Figures | None]:
    """The groups that are big enough, and all others together: these too are as many labels, or persons, as the
    threshold, or none. A group may hold persons only."""
    kept = [group for group in table.groups if _large(group.figures, threshold)]
    pooled = [group.figures for group in table.groups if not _large(group.figures, threshold)]
    others = _sum([*pooled, *filter(None, (table.others,))])
    while others is not None and not _large(others, threshold) and kept:
        smallest = min(kept, key=lambda group: ((group.figures.labels or 0) or threshold, group.key))
        kept.remove(smallest)
        others = _sum([others, smallest.figures])
    return kept, others if others is None or _large(others, threshold) else None


def _large(figures: Figures, threshold: int) -> bool:
    labels, persons = figures.labels or 0, figures.unlabelled or 0
    return not is_small(labels, threshold) and (labels > 0 or not is_small(persons, threshold))


def _sum(rows: Sequence[Figures]) -> Figures | None:
    if not rows:
        return None
    return Figures(
        sum(row.labels or 0 for row in rows),
        tuple(sum(numbers) for numbers in zip(*([n or 0 for n in row.supports] for row in rows), strict=True)),
        tuple(
            (rows[0].missing[i][0], sum(row.missing[i][1] or 0 for row in rows)) for i in range(len(rows[0].missing))
        ),
        None if rows[0].unlabelled is None else sum(row.unlabelled or 0 for row in rows),
    )


def _elements(
    rows: Sequence[Figures], hidden: Sequence[frozenset[int]], totals: _Totals, threshold: int
) -> list[frozenset[str]]:
    """The elements whose number is withheld, by row: all of them where the number of unsupported labels is."""
    found: list[set[str]] = [set() for _ in rows]
    bound = {i for i, columns in enumerate(hidden) if UNSUPPORTED in columns}
    for at, (element, _) in enumerate(rows[0].missing if rows else ()):
        column = _column([row.missing[at][1] or 0 for row in rows], bound, element in totals.elements, threshold)
        for index in column:
            found[index].add(element)
    return [frozenset(elements) for elements in found]


def _column(numbers: Sequence[int], bound: set[int], sum_withheld: bool, threshold: int) -> set[int]:
    """The rows to withhold in a column that stands alone: the small ones, those ``bound`` to be, and more, so that
    neither a number nor the sum of what is withheld can be worked out and be small."""
    hidden = {i for i, number in enumerate(numbers) if is_small(number, threshold)} | bound
    rest = sorted((i for i, n in enumerate(numbers) if n and i not in hidden), key=lambda i: (numbers[i], i))

    def open_to_sums() -> bool:
        if sum_withheld:
            return not any(numbers[i] for i in hidden) and any(numbers)
        return bool(hidden) and (len(hidden) < 2 or sum(numbers[i] for i in hidden) < threshold)

    while rest and open_to_sums():
        hidden.add(rest.pop(0))
    return hidden


# --- regions and definitions


def _regions(regions: Sequence[Region], threshold: int) -> tuple[tuple[Region, ...], Region]:
    rows = [(r.met or 0, r.not_met or 0) for r in regions]
    totals = [sum(row[i] for row in rows) for i in (0, 1)]
    withheld = withheld_in_row(totals, threshold)
    sums = Region("", *(None if i in withheld else totals[i] for i in (0, 1)))
    if is_small(sum(totals), threshold):
        return (), sums
    kept = [i for i, row in enumerate(rows) if sum(row) >= threshold]
    pooled = [i for i in range(len(rows)) if i not in kept]
    while pooled and sum(sum(rows[i]) for i in pooled) < threshold and kept:
        pooled.append(kept.pop(kept.index(min(kept, key=lambda i: (sum(rows[i]), i)))))
    table = [rows[i] for i in kept] + ([tuple(sum(rows[i][c] for i in pooled) for c in (0, 1))] if pooled else [])
    cells = Cells(table, threshold, withheld)
    names = [regions[i].region for i in kept] + [""]
    return (
        tuple(
            Region(names[i], *(None if c in cells.hidden(i) else row[c] for c in (0, 1))) for i, row in enumerate(table)
        ),
        sums,
    )


def _unlabelled_by(audit: Audit, threshold: int) -> tuple[tuple[str, Number], ...]:
    return tuple((definition, _or_none(number, threshold)) for definition, number in audit.unlabelled_by)
