"""The map of one's own that the page on imports writes does what the page says."""

import re
from pathlib import Path

import pytest

from palermo.importers import Asked, Record, Rejected, Told, map_path, read_map, read_records

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "import-a-data-standard.md"


def block(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture
def visits(tmp_path: Path) -> tuple[str, str]:
    """The map and the table of the page."""
    (tmp_path / "visits.ttl").write_text(block("turtle"), encoding="utf-8")
    (tmp_path / "visits.csv").write_text(block("csv"), encoding="utf-8")
    return str(tmp_path / "visits.ttl"), str(tmp_path / "visits.csv")


def test_the_map_of_the_page(visits: tuple[str, str]) -> None:
    first, second = (item for item in read_records(visits[:1], visits[1], Asked()) if isinstance(item, Record))
    assert (first.iri, second.iri) == tuple(f"https://example.org/visits/2024/{n}#case" for n in (17, 18))
    facts = {s.partition("#")[2] for s, p, _ in first.triples if p.endswith("evidentialStatus")}
    assert facts == {"seen-hours", "seen-threat", "papers-held", "age"}
    assert not [triple for triple in second.triples if triple[1].endswith("evidentialStatus")]
    assert "“Threatened” (seen), mapped with medium certainty" in first.quads()
    assert "Roe" not in first.quads()
    [named, _] = (item for item in read_records(visits[:1], visits[1], Asked(identity=True)))
    assert isinstance(named, Record)
    assert '<http://schema.org/name> "Jane Roe"' in named.quads()


def test_nothing_of_the_table_is_left_out(visits: tuple[str, str]) -> None:
    assert not [item for item in read_records(visits[:1], visits[1], Asked()) if isinstance(item, Rejected | Told)]


def test_the_fields_that_the_page_names_are_those_of_the_map() -> None:
    columns = {column.header: column for column in read_map(map_path("htcds")).columns}
    table = PAGE.read_text(encoding="utf-8").partition("## What each field of HTCDS becomes")[2].partition("\n> ")[0]
    named = set(re.findall(r"`((?:vic|hte|per|prs)_\w+)`", table))
    used = {name for name, column in columns.items() if (column.codes or column.makes) and not column.identity}
    assert named == used | {"prs_Citizenship"}
