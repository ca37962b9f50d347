"""HermiT beside the branches: the two never contradict one another; and the process is kept within its bounds."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from definitions_for_tests import ACT, MEANS, conduct, has, needs_reasoner
from judging import contradictions, incomplete, refuted, witnesses
from random_pack import ONTOLOGY, definitions

from palermo.compare import compare, compare_all, java, reasoner
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook

Two = Callable[..., Rulebook]
SEEDS = range(4)


def ids_of(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(card.id for card in rulebook.definitions)


class TestWithJava:
    pytestmark = needs_reasoner

    @pytest.mark.parametrize("seed", SEEDS)
    def test_random_definitions(self, rulebook_with: Callable[..., Rulebook], seed: int) -> None:
        rulebook = rulebook_with(ONTOLOGY, definitions(8, seed))
        asked = [id_ for id_ in ids_of(rulebook) if id_.startswith("r")]
        found = compare_all(rulebook, asked)  # raises where the two contradict one another
        assert {one.reasoner for one in found} == {"answered"}
        assert list(contradictions(found, compare_all(rulebook, asked, reasoner=False))) == []
        assert [said for one in found if (said := incomplete(one))] == []
        assert [said for one in witnesses(found) if (said := refuted(rulebook, one))] == []

    def test_every_pair_of_the_instruments(self, core: Rulebook) -> None:
        found = compare_all(core, ids_of(core))
        assert {(one.by, one.bounded) for one in found} == {("reasoner", False)}
        assert [said for one in found if (said := incomplete(one))] == []
        assert [said for one in witnesses(found) if (said := refuted(core, one))] == []

    def test_a_limit_that_is_too_short_leaves_the_branches(self, two: Two) -> None:
        found = compare(two(conduct(ACT, MEANS), conduct(ACT)), "a", "b", timeout=0.001)
        assert (found.relation, found.by, found.reasoner) == ("within", "branches", "too-slow")

    def test_what_has_no_form_in_description_logic_leaves_the_branches(self, two: Two) -> None:
        young = has("pal:ageAtTime", "sh:maxExclusive 12")
        found = compare(two(f"{conduct(ACT)} ; {young}", conduct(ACT)), "a", "b")
        assert (found.by, found.reasoner) == ("branches", "not-translated")

    def test_dates_are_left_out(self, two: Two) -> None:
        begun = has("[ sh:inversePath pal:towards ]", "sh:property [ sh:path pal:startedOn ; sh:minCount 1 ]")
        found = compare(two(begun, conduct(ACT)), "a", "b")
        assert found.reasoner == "answered"
        assert found.relation == "overlapping"

    def test_nothing_is_left_behind(self, two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
        (tmp_path / "scratch").mkdir()
        compare(two(conduct(ACT), conduct(ACT, MEANS)), "a", "b")
        assert list((tmp_path / "scratch").iterdir()) == []


def test_an_answer_that_contradicts_the_branches_is_refused(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoner.Reasoner, "answer", lambda _: reasoner.Answer("answered", frozenset({(0, 1), (1, 0)})))
    rulebook = two(conduct(ACT), conduct(ACT, MEANS))
    with pytest.raises(PalermoError, match="contradict"):
        compare(rulebook, "a", "b")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a script in the place of HermiT; gives the folder for temporary files."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    def put(script: str) -> Path:
        path = tmp_path / "hermit.py"
        path.write_text(script, encoding="utf-8")
        monkeypatch.setattr(java, "command", lambda folder, *_: [sys.executable, str(path), folder])
        return scratch

    return put


def test_a_process_that_hangs_is_ended_and_its_folder_removed(two: Two, stand_in: Callable[[str], Path]) -> None:
    marker = "import os, sys, time; open(os.path.join(sys.argv[1], '..', 'pid'), 'w').write(str(os.getpid())); "
    scratch = stand_in(marker + "sys.stdout.flush(); time.sleep(600)")
    found = compare(two(conduct(ACT), conduct(ACT, MEANS)), "a", "b", timeout=1.5)
    assert (found.relation, found.reasoner) == ("contains", "too-slow")
    process = int((scratch / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert [path.name for path in scratch.iterdir()] == ["pid"]


@pytest.mark.parametrize(
    "script",
    ["raise SystemExit(1)", "print('It all went pear-shaped')", "import os; os.abort()", "print('\\x00<garbage>')"],
)
def test_an_answer_that_makes_no_sense_is_none(two: Two, stand_in: Callable[[str], Path], script: str) -> None:
    scratch = stand_in(script)
    found = compare(two(conduct(ACT), conduct(ACT, MEANS)), "a", "b")
    assert (found.relation, found.by, found.reasoner) == ("contains", "branches", "failed")
    assert list(scratch.iterdir()) == []


def test_the_file_for_the_reasoner_is_the_users_own(two: Two, stand_in: Callable[[str], Path]) -> None:
    scratch = stand_in(
        "import os, sys; folder = sys.argv[1]; out = open(os.path.join(folder, '..', 'mode'), 'w');"
        " out.write(oct(os.stat(folder).st_mode)); raise SystemExit(1)"
    )
    compare(two(conduct(ACT), conduct(ACT, MEANS)), "a", "b")
    assert stat.S_IMODE(int((scratch / "mode").read_text(), 8)) == 0o700


def test_without_java_the_branches_answer(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "find_java", lambda: None)
    found = compare(two(conduct(ACT), conduct(ACT, MEANS)), "a", "b")
    assert (found.relation, found.by, found.reasoner, found.bounded) == ("contains", "branches", "missing", False)
