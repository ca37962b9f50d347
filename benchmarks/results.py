"""What a benchmark found, as a value: printed as a table, and kept as JSON, of which a page is made."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Cell = str | int | float


class Claim(NamedTuple):
    """What must hold, the figure found, its unit, the aim in words, and whether it holds."""

    what: str
    figure: float
    unit: str
    aim: str
    holds: bool


class Part(NamedTuple):
    """One benchmark: how it was measured, a table, what must hold, and what is not there to be measured."""

    name: str
    title: str
    how: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    claims: tuple[Claim, ...] = ()
    missing: tuple[str, ...] = ()


def at_most(what: str, figure: float, bound: float, unit: str = "times") -> Claim:
    """Something that must not be more than a bound."""
    return Claim(what, figure, unit, f"at most {bound:.3g} {unit}", figure <= bound)


def at_least(what: str, figure: float, bound: float, unit: str = "times") -> Claim:
    """Something that must not be less than a bound."""
    return Claim(what, figure, unit, f"at least {bound:.3g} {unit}", figure >= bound)


def shown(value: Cell) -> str:
    """A figure for readers, to three digits: 12,300 or 1.23.

    >>> shown(12345.6), shown(123.4), shown(1.2345), shown(0.01234), shown(7), shown("as it is")
    ('12,300', '123', '1.23', '0.0123', '7', 'as it is')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    rounded = float(f"{value:.3g}")
    if abs(rounded) >= 100 or rounded == 0:
        return f"{rounded:,.0f}"
    return f"{rounded:#.3g}"


def lines(part: Part) -> Iterator[str]:
    """A part as text for a terminal."""
    yield f"{part.title}: {part.how}"
    table = [part.head, *(tuple(map(shown, row)) for row in part.rows)] if part.rows else []
    widths = [max(len(str(row[i])) for row in table) for i in range(len(part.head))] if table else []
    for row in table:
        yield (
            "  "
            + "  ".join(
                str(cell).ljust(width) if i == 0 else str(cell).rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
        )
    for claim in part.claims:
        verdict = "holds" if claim.holds else "DOES NOT HOLD"
        yield f"  {claim.what}: {shown(claim.figure)} {claim.unit} ({claim.aim}): {verdict}"
    for text in part.missing:
        yield f"  not measured: {text}"


def keep(path: Path, machine: dict[str, str], part: Part, order: Sequence[str]) -> None:
    """Put a part into a file of results in place of the one before; parts stand in the order of their names given.
    Figures are kept to four digits."""
    kept: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {"parts": {}}
    kept["machine"] = machine
    fields = part._asdict()
    fields["rows"] = [[_short(cell) for cell in row] for row in part.rows]
    fields["claims"] = [{**claim._asdict(), "figure": _short(claim.figure)} for claim in part.claims]
    parts = {**kept["parts"], part.name: fields}
    kept["parts"] = {name: parts[name] for name in order if name in parts}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> tuple[dict[str, str], list[Part]]:
    """The machine and the parts of a file of results, in their order."""
    kept = json.loads(path.read_text("utf-8"))
    return kept["machine"], [_part(fields) for fields in kept["parts"].values()]


def _part(fields: dict[str, Any]) -> Part:
    return Part(
        **{
            **fields,
            "head": tuple(fields["head"]),
            "rows": tuple(map(tuple, fields["rows"])),
            "claims": tuple(Claim(**claim) for claim in fields["claims"]),
            "missing": tuple(fields["missing"]),
        }
    )


def _short(value: Cell) -> Cell:
    return float(f"{value:.4g}") if isinstance(value, float) else value
