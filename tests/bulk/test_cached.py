"""``classify --cache``: the same bytes and the same complaints as without, and no more work than has to be."""

import gzip
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from bulk_cases import LINES, environment, many, program, quads

import palermo_cli.bulk
from palermo.bulk import cached, run
from palermo.bulk.cache_file import NAME
from palermo.bulk.partition import classify_ordinarily, classify_partition, rulebook_of
from palermo.bulk.values import Done, Order, Portion

from .conftest import Result

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("small")
#: The size of a portion: some ten cases.
NOMINAL = 16 << 10
#: Cases among which some are not right: a violation, a wrong word, one that stands twice.
BAD = {12: quads(12, age="200"), 30: quads(30).replace("concerns", "concern")}


class Both(NamedTuple):
    """A run with a cache, whose result was that of one without, and the portions that were classified for it."""

    result: Result
    portions: list[Portion]


@pytest.fixture
def classified(monkeypatch: pytest.MonkeyPatch) -> list[Portion]:
    """The portions that this process classifies, as it does."""
    done: list[Portion] = []

    def watched(classify: Callable[[Order, Portion], Done], order: Order, portion: Portion) -> Done:
        done.append(portion)
        return classify(order, portion)

    monkeypatch.setattr(run, "classify_partition", partial(watched, classify_partition))
    monkeypatch.setattr(cached, "classify_ordinarily", partial(watched, classify_ordinarily))
    monkeypatch.setattr(palermo_cli.bulk, "NOMINAL_CACHED", NOMINAL)
    return done


@pytest.fixture
def both(run: Run, classified: list[Portion], tmp_path: Path) -> Callable[..., Both]:
    """Classifies with the cache ``c`` and without, and holds them against each other."""

    def call(*arguments: object, cache: str = "c") -> Both:
        without = run("classify", *arguments)
        classified.clear()
        result = run("classify", *arguments, "--cache", tmp_path / cache)
        assert result == without
        return Both(result, list(classified))

    return call


def _file(path: Path, cases: dict[int, str]) -> Path:
    path.write_text("".join(cases.values()), encoding="utf-8")
    return path


def _cases(count: int = 60) -> dict[int, str]:
    return {n: BAD.get(n, quads(n)) for n in range(count)}


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_a_second_run_classifies_nothing(both: Callable[..., Both], tmp_path: Path, format_: str) -> None:
    path = _file(tmp_path / "a.nq", _cases())
    first = both(path, "--format", format_)
    assert len(first.portions) > 5
    assert "Q401" in first.result.err
    assert both(path, "--format", format_).portions == []


def _changed(cases: dict[int, str]) -> None:
    cases[320] = cases[320].replace("Recruitment", "Transfer")


def _grown(cases: dict[int, str]) -> None:
    cases[307] = quads(307, age="17").replace("person", "person of whom more is said than was said of her before")


def _inserted(cases: dict[int, str]) -> None:
    later = {n: cases.pop(n) for n in range(305, 400)}
    cases[99] = quads(99, age="300")
    cases.update(later)


def _removed(cases: dict[int, str]) -> None:
    del cases[303]


def _doubled(cases: dict[int, str]) -> None:
    cases[350] = quads(350, iri="https://example.org/c00002#case")


def _moved(cases: dict[int, str]) -> None:
    cases[304] = cases.pop(304)


@pytest.mark.parametrize("change", [_changed, _grown, _inserted, _removed, _doubled, _moved])
def test_after_a_change_only_what_is_near_it_is_classified(
    both: Callable[..., Both], tmp_path: Path, change: Callable[[dict[int, str]], None]
) -> None:
    cases = _cases(400)
    path = _file(tmp_path / "a.nq", cases)
    first = both(path, "--format", "jsonl")
    change(cases)
    second = both(_file(path, cases), "--format", "jsonl")
    assert 0 < len(second.portions) < len(first.portions) / 2
    assert both(path, "--format", "jsonl").portions == []


def test_problems_are_at_their_lines_after_something_was_put_in_above(
    both: Callable[..., Both], tmp_path: Path
) -> None:
    path = _file(tmp_path / "a.nq", _cases(200))
    first = both(path, "--format", "jsonl").result
    path.write_text("# a line more\n" + path.read_text())
    second = both(path, "--format", "jsonl")
    assert f":{30 * LINES + 2}:" in first.err
    assert second.result.err == first.err.replace(f":{30 * LINES + 2}:", f":{30 * LINES + 3}:").replace(
        f":{12 * LINES + 5}:", f":{12 * LINES + 6}:"
    )
    assert len(second.portions) == 1


_ANOTHER_QUESTION: tuple[tuple[str, ...], ...] = (
    ("--lang", "it"),
    ("--definition", "all"),
    ("--at", "1990-01-01"),
    ("--jurisdiction", "ZA"),
    ("--format", "csv"),
    ("--definition", "all", "--include-unverified"),
)


def test_another_question_gets_its_own_answer(both: Callable[..., Both], tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", _cases())
    for words in ((), *_ANOTHER_QUESTION):
        assert both(path, *(() if "--format" in words else ("--format", "jsonl")), *words).portions
    for words in ((), *_ANOTHER_QUESTION):
        assert not both(path, *(() if "--format" in words else ("--format", "jsonl")), *words).portions


def test_another_rulebook_gets_its_own_answer(
    both: Callable[..., Both], pack: Callable[..., str], tmp_path: Path
) -> None:
    path = _file(tmp_path / "a.nq", _cases())
    assert both(path, "--format", "jsonl").portions
    folder = pack(":One a owl:Class ; rdfs:subClassOf pal:Indicator ; rdfs:label 'one'@en .")
    assert both(path, "--format", "jsonl", "--with", folder).portions
    assert not both(path, "--format", "jsonl", "--with", folder).portions
    rulebook_of.cache_clear()
    pack(":Two a owl:Class ; rdfs:subClassOf pal:Indicator ; rdfs:label 'two'@en .")
    assert both(path, "--format", "jsonl", "--with", folder).portions
    assert not both(path, "--format", "jsonl").portions


def test_other_code_gets_its_own_answer(
    both: Callable[..., Both], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path / "a.nq", _cases())
    assert both(path, "--format", "jsonl").portions
    monkeypatch.setattr("palermo.bulk.keys.VERSION", "0.0.0")
    assert both(path, "--format", "jsonl").portions
    monkeypatch.setattr("palermo.bulk.keys._code", lambda: [("/read/lines.py", 1, 2)])
    assert both(path, "--format", "jsonl").portions


def test_the_same_bytes_under_another_name_say_that_name(both: Callable[..., Both], tmp_path: Path) -> None:
    cases = _cases()
    both(_file(tmp_path / "a.nq", cases), "--format", "jsonl")
    other = both(_file(tmp_path / "b.nq", cases), "--format", "jsonl")
    assert other.portions
    assert "a.nq" not in other.result.out + other.result.err


def test_small_files_of_every_kind_are_known_again(both: Callable[..., Both], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("01-migrant-sex-worker.ttl", "04-waitress.ttl"):
        (tmp_path / "in" / name).write_bytes((Path(__file__).parents[2] / "examples" / name).read_bytes())
    (tmp_path / "in" / "broken.ttl").write_text("this is no Turtle")
    (tmp_path / "in" / "packed.nq.gz").write_bytes(gzip.compress(many(range(3)).encode()))
    first = both(tmp_path / "in", "--format", "jsonl")
    assert len(first.portions) == 4
    assert "broken.ttl:1" in first.result.err
    (tmp_path / "in" / "broken.ttl").write_text("\nthis is no Turtle")
    second = both(tmp_path / "in", "--format", "jsonl")
    assert [Path(portion.path).name for portion in second.portions] == ["broken.ttl"]


def test_a_file_that_is_not_there_is_asked_for_each_time(both: Callable[..., Both], tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", _cases(3))
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.unlink()
    assert "a.nq" in both(path, "--format", "jsonl").result.err
    path.unlink(missing_ok=True)
    _file(path, _cases(3))
    assert both(path, "--format", "jsonl").result.out


def test_a_graph_that_goes_on_elsewhere_is_sorted_as_without(both: Callable[..., Both], tmp_path: Path) -> None:
    cases = _cases()
    first, *rest = cases[20].splitlines(keepends=True)
    cases[20], cases[40] = first, cases[40] + "".join(rest)
    path = _file(tmp_path / "a.nq", cases)
    assert both(path, "--format", "jsonl", "-o", tmp_path / "out.jsonl").portions
    assert not [p for p in both(path, "--format", "jsonl", "-o", tmp_path / "out.jsonl").portions if p.place]


def _replaced(path: Path, text: str) -> None:
    """Put another file in the place of one."""
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").replace(path)


@pytest.mark.parametrize("end", [-1, 5], ids=["whole", "part"])
@pytest.mark.parametrize("put", [Path.write_text, _replaced], ids=["written over", "replaced"])
def test_a_file_that_changes_under_the_hand_is_not_kept_under_the_wrong_key(
    order: Order, tmp_path: Path, end: int, put: Callable[[Path, str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "HERE", 0)
    path, told = tmp_path / "a.nq", []
    path.write_text("first")
    portion = Portion(0, str(path), None, "n-quads", 0, end, 1)

    def work(_order: Order, portions: Iterator[Portion | Done]) -> Iterator[Done]:
        for item in portions:
            assert isinstance(item, Portion)
            put(path, "other")
            yield Done(item.number, b"of the other", (), 1)

    for _ in range(2):
        path.write_text("first")
        told += [done.text for done in cached.cached(order, [portion], work, str(tmp_path / "c"), print)]
    assert told == [b"of the other"] * 2


def _program(*arguments: object) -> list[str]:
    before = f"b.NOMINAL_CACHED = {NOMINAL}"
    return program(*map(str, arguments), before=before)


def test_with_jobs_and_resume_after_a_kill(tmp_path: Path, run: Run) -> None:
    path, out = _file(tmp_path / "a.nq", _cases(600)), tmp_path / "out.jsonl"
    expected = run("classify", path, "--format", "jsonl")
    words = ("classify", path, "--format", "jsonl", "-o", out, "--cache", tmp_path / "c", "--jobs", 2)
    child = subprocess.Popen(_program(*words), env=environment(), stderr=subprocess.DEVNULL)
    part = tmp_path / "out.jsonl.part"
    while child.poll() is None and (not part.exists() or part.stat().st_size < 50_000):
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.wait()
    again = subprocess.run(_program(*words, "--resume"), env=environment(), capture_output=True, text=True)
    assert (again.returncode, again.stderr) == (expected.code, expected.err)
    assert out.read_text() == expected.out
    third = subprocess.run(_program(*words), env=environment(), capture_output=True, text=True)
    assert (third.stderr, out.read_text()) == (expected.err, expected.out)


def test_a_damaged_cache_costs_time_and_nothing_else(both: Callable[..., Both], tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", _cases())
    count = len(both(path, "--format", "jsonl").portions)
    damaged = bytearray((tmp_path / "c" / NAME).read_bytes())
    for at in range(40_000, len(damaged), 9_001):
        damaged[at] ^= 1
    (tmp_path / "c" / NAME).write_bytes(damaged)
    assert 0 < len(both(path, "--format", "jsonl").portions) <= count
    assert both(path, "--format", "jsonl").portions == []


def test_a_folder_that_is_no_cache_is_one_line(run: Run, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", _cases(3))
    result = run("classify", path, "--format", "jsonl", "--cache", path)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"palermo: {path}: the folder of the cache: cannot be used (")
    assert result.err.count("\n") == 1
