"""Summaries against a recount by SPARQL; ``tests/summary/run.py`` does the same with all of SHERLOC and more cases."""

from pathlib import Path

import pytest

from palermo.rulebook import Rulebook

from .counted_again import DEFINITION, DIVIDED, NAMED
from .described import DEFINITIONS, cases
from .run import Recount, as_cases, check

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sherloc-sample.csv"


@pytest.mark.slow
def test_the_sherloc_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(check(as_cases(SAMPLE, tmp_path), tmp_path)) == []
    told = capsys.readouterr().out
    assert "outcome un-protocol-2000 alleged: 20\n" in told
    assert "region established none: 20\n" in told


@pytest.mark.slow
def test_generated_cases_under_several_definitions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases.nq").write_text("".join(cases(150)), encoding="utf-8")
    assert list(check(tmp_path / "cases.nq", tmp_path, DEFINITIONS)) == []
    told = capsys.readouterr().out
    for outcome in ("established", "alleged", "not-established", "excluded"):
        assert f"outcome un-protocol-2000 {outcome}: " in told
    for region in ("none", "s", "m", "e", "s-m", "s-e", "m-e", "s-m-e"):
        assert f"region established {region}: " in told
    assert all(f"category alleged {category}: " in told for category in NAMED.values())


def test_a_recount_that_is_not_the_same_is_noticed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases.nq").write_text("".join(cases(3)), encoding="utf-8")
    add = Recount.add

    def one_too_many(self: Recount, *files: Path) -> None:
        add(self, *files)
        self.figures["region", "established", "m"] += 1

    monkeypatch.setattr(Recount, "add", one_too_many)
    (difference,) = check(tmp_path / "cases.nq", tmp_path)
    assert difference.startswith("region established m: summary ")
    capsys.readouterr()


def test_the_recount_divides_what_the_rulebook_divides(core: Rulebook) -> None:
    from palermo.summary import read_areas

    cards = read_areas(core).cards
    assert {card.id for card in cards if card.definitions} == set(DIVIDED)
    assert {d.id for card in cards for d in card.definitions} == {DEFINITION}
    assert {card.id: card.category.id for card in cards if card.category} == NAMED
