"""The part of an output and its journal: whatever was interrupted, and whatever was left, goes on after the last whole
portion, or is refused in one line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from bulk_cases import environment

from palermo.bulk.fingerprint import difference
from palermo.bulk.journal import Journal
from palermo.bulk.portions import Piece
from palermo.bulk.values import Done, Portion
from palermo.problems import PalermoError, Problem

HEAD = b"head\n"
RUN: dict[str, Any] = {
    "version": "1",
    "order": {"packs": [], "definitions": ["a"], "engine": "compiled", "at": None, "jurisdictions": [],
              "unverified": False, "lang": "en", "format": "jsonl", "digest": "x"},
    "nominal": 1,
    "inputs": [["a.nq", "n-quads", 7, 99, 5], ["gone.nq", "no such file"]],
}  # fmt: skip
PROBLEMS = (Problem("a.nq", 3, None, "wrong \ud800 \n here", "Q1"),)


def _piece(number: int) -> Piece:
    return Piece(Portion(number, "a.nq", None, "n-quads", 10 * number, 10 * number + 10, 0), 0, 10, None)


def _done(number: int) -> Done:
    digest = bytes([number]) * 8
    return Done(number, b"case %d \xc3\xa9\n" % number * 20, PROBLEMS * (number % 2), 20, digest, digest * 2, 30, False)


def _open(tmp_path: Path, resume: bool = True, said: list[str] | None = None, run: Any = RUN) -> Journal:
    return Journal(str(tmp_path / "out"), run, HEAD, resume, ([] if said is None else said).append)


def _write(tmp_path: Path, count: int) -> None:
    with _open(tmp_path, resume=False) as journal:
        for number in range(count):
            journal.add(_piece(number), _done(number))


def _whole(count: int) -> bytes:
    return HEAD + b"".join(_done(number).text for number in range(count))


def _complete(tmp_path: Path, count: int) -> None:
    """Go on, and see that nothing is lost or doubled."""
    with _open(tmp_path) as journal:
        assert journal.part == str(tmp_path / "out.part")
        begun = len(journal.finished)
        for number, old in enumerate(journal.finished):
            assert (old.source, old.start, old.end) == (0, 10 * number, 10 * number + 10)
            assert old.done == _done(number)._replace(number=-1, text=b"")
        for number in range(begun, count):
            journal.add(_piece(number), _done(number))
        journal.complete()
    assert (tmp_path / "out").read_bytes() == _whole(count)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_is_at_its_place_before_it_is_whole(tmp_path: Path) -> None:
    _write(tmp_path, 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.journal", "out.part"]
    assert (tmp_path / "out.part").read_bytes() == _whole(3)
    assert (tmp_path / "out.part").stat().st_mode & 0o777 == 0o600
    _complete(tmp_path, 4)


def test_without_anything_to_continue_it_simply_runs(tmp_path: Path) -> None:
    _complete(tmp_path, 3)


def test_wherever_the_journal_breaks_off(tmp_path: Path) -> None:
    _write(tmp_path, 3)
    journal, part = (tmp_path / "out.journal").read_bytes(), (tmp_path / "out.part").read_bytes()
    lines = len(journal.splitlines()[0])
    for cut in (*range(0, 30, 5), lines, *range(lines, len(journal) + 1, 7)):
        kept = journal[:cut].count(b"\n") - 1
        (tmp_path / "out.journal").write_bytes(journal[:cut])
        # The part is as long as it is when the journal is not, but for the beginning: then it is empty.
        (tmp_path / "out.part").write_bytes(part if kept >= 0 else b"")
        with _open(tmp_path) as opened:
            assert len(opened.finished) == max(kept, 0)
        _complete(tmp_path, 3)
        (tmp_path / "out").unlink()


def test_wherever_the_part_breaks_off(tmp_path: Path) -> None:
    for cut in range(0, len(_whole(3)) + 1, 9):
        _write(tmp_path, 3)
        with (tmp_path / "out.part").open("r+b") as part:
            part.truncate(cut)
        _complete(tmp_path, 3)
        (tmp_path / "out").unlink()


def test_a_damaged_part_goes_on_before_the_damage(tmp_path: Path) -> None:
    _write(tmp_path, 3)
    data = bytearray((tmp_path / "out.part").read_bytes())
    data[len(_whole(1)) + 5] ^= 1
    (tmp_path / "out.part").write_bytes(data)
    with _open(tmp_path) as journal:
        assert len(journal.finished) == 1
    _complete(tmp_path, 3)


def test_a_part_that_went_away_is_made_anew(tmp_path: Path) -> None:
    _write(tmp_path, 3)
    (tmp_path / "out.part").unlink()
    _complete(tmp_path, 3)


def test_what_is_not_continued_is_replaced_and_said(tmp_path: Path) -> None:
    _write(tmp_path, 3)
    said: list[str] = []
    with _open(tmp_path, resume=False, said=said) as journal:
        assert journal.finished == ()
    assert (tmp_path / "out.part").read_bytes() == HEAD
    [line] = said
    assert "out.part" in line
    assert "--resume" in line


def _changed(part: str, **changes: object) -> dict[str, Any]:
    return {**RUN, part: {**RUN[part], **changes}} if changes else {**RUN, part: "other"}


@pytest.mark.parametrize(("run", "said"), [
    (_changed("order", lang="fr"), "--lang was en, and now is fr"),
    (_changed("order", definitions=[]), "--definition was a, and now is not given"),
    (_changed("order", unverified=True), "--include-unverified was not given, and now is given"),
    (_changed("order", digest="y"), "the rulebook has changed"),
    (_changed("version"), "the rulebook has changed"),
    (_changed("nominal"), "--cache"),
    ({**RUN, "inputs": [["a.nq", "n-quads", 8, 99, 5], RUN["inputs"][1]]}, "a.nq has changed"),
    ({**RUN, "inputs": [["b.nq", "n-quads", 7, 99, 5], RUN["inputs"][1]]}, "there was a.nq, and now b.nq"),
    ({**RUN, "inputs": RUN["inputs"][:1]}, "there were 2 inputs, and now there are 1"),
])  # fmt: skip
def test_another_run_is_not_continued_and_nothing_is_lost(tmp_path: Path, run: Any, said: str) -> None:
    _write(tmp_path, 2)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(PalermoError) as refusal:
        _open(tmp_path, run=run)
    assert said in refusal.value.problem.message
    assert "leave out --resume" in refusal.value.problem.message
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert difference(RUN, json.loads(json.dumps(RUN))) is None


@pytest.mark.parametrize("resume", [True, False])
@pytest.mark.parametrize(("name", "content"), [
    ("out.part", b"a part of mine"), ("out.journal", b"Dear diary\n"), ("out.journal", b'{"palermo-journal":2,}\n'),
])  # fmt: skip
def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, name: str, content: bytes, resume: bool) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PalermoError, match="move it away") as refusal:
        _open(tmp_path, resume)
    assert refusal.value.problem.file == str(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_in_its_way_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    for name in ("out.part", "out.journal"):
        (tmp_path / name).symlink_to(elsewhere)
        with pytest.raises(PalermoError, match="move it away"):
            _open(tmp_path)
        (tmp_path / name).unlink()
        assert elsewhere.read_bytes() == b"mine"


def test_a_run_found_in_disorder_begins_anew_and_remembers(tmp_path: Path) -> None:
    _write(tmp_path, 2)
    with _open(tmp_path) as journal:
        journal.begin([4, 2])
        assert (journal.finished, journal.disorderly) == ((), {2, 4})
        journal.add(_piece(0), _done(0))
    with _open(tmp_path) as journal:
        assert (len(journal.finished), journal.disorderly) == (1, {2, 4})
    (tmp_path / "out.part").write_bytes(b"")
    with _open(tmp_path) as journal:
        assert (len(journal.finished), journal.disorderly) == (0, {2, 4})
    _complete(tmp_path, 3)


_HOLDER = """
import sys, json
from palermo.bulk.journal import Journal
with Journal(sys.argv[1], json.loads(sys.argv[2]), b"head\\n", False, print):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")
def test_only_one_process_at_a_time(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(target), json.dumps(RUN)],
        env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        for resume in (True, False):
            with pytest.raises(PalermoError, match="another run"):
                _open(tmp_path, resume)
        holder.kill()
    _complete(tmp_path, 3)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("full", ["out.part", "out.journal"])
def test_where_there_is_no_room_whole_portions_stay(tmp_path: Path, no_room: Callable[[int], None], full: str) -> None:
    with _open(tmp_path, resume=False) as journal:
        journal.add(_piece(0), _done(0))
        sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
        assert sizes["out.part"] + len(_done(1).text) < sizes["out.journal"]  # so that the one can grow, the other not
        no_room(sizes[full] + 30)
        with pytest.raises(OSError, match="File too large"):
            journal.add(_piece(1), _done(1))
    assert (tmp_path / "out.part").read_bytes() == _whole(1)
    assert (tmp_path / "out.journal").stat().st_size == sizes["out.journal"]
    no_room(1 << 30)
    _complete(tmp_path, 3)


def test_a_checksum_is_kept_of_each_portion(tmp_path: Path) -> None:
    _write(tmp_path, 2)
    lines = (tmp_path / "out.journal").read_bytes().splitlines()[1:]
    assert [json.loads(line)["text"] for line in lines] == [[len(t), crc32(t)] for t in (_done(0).text, _done(1).text)]
