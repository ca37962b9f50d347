"""``classify`` in bulk, from the command line: the same bytes by whatever way, and one line where that cannot be."""

import gzip
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bulk_cases import LINES, environment, many, program, quads

from palermo_cli import session
from palermo_cli.reporting import classify_to

from .conftest import Result

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("small")
#: Cases among which some are not right: a violation, a wrong word, one that stands twice.
MIXED = (
    many(range(12))
    + quads(12, age="200")
    + many(range(13, 30))
    + quads(30).replace("concerns", "concern")
    + quads(31, iri="https://example.org/c00002#case")
    + many(range(32, 50))
)
CODES = ["Q401", "unknown property", "already read"]


@pytest.fixture
def at_once(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What the way without portions writes."""

    def call(path: Path, format_: str = "jsonl") -> str:
        classify_to(session.start(()), [str(path)], format_=format_, lang="en", file=None)
        return capsys.readouterr().out

    return call


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _said(result: Result) -> list[str]:
    return result.err.splitlines()


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_the_same_bytes_by_one_process_by_several_and_without_portions(
    run: Run, at_once: Callable[..., str], tmp_path: Path, format_: str
) -> None:
    path = _file(tmp_path / "a.nq", MIXED)
    one = run("classify", path, "--format", format_)
    assert one == run("classify", path, "--format", format_, "--jobs", 3)
    assert one.out == at_once(path, format_)
    assert one.code == 2
    assert [code for code, line in zip(CODES, _said(one), strict=True) if code in line] == CODES
    assert [line.split(":")[2] for line in _said(one)] == [
        str(12 * LINES + 5),
        str(30 * LINES + 2),
        str(31 * LINES + 1),
    ]
    for jobs in (1, 2):
        target = tmp_path / f"out.{format_}"
        assert run("classify", path, "--jobs", jobs, "-o", target) == Result(2, "", one.err)
        assert target.read_text(encoding="utf-8") == one.out
        target.unlink()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.nq"]


def test_files_and_folders_come_in_the_order_of_the_input(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    _file(folder / "b.nq", many(range(20, 50)))
    _file(folder / "a.nq", many([3]))
    (folder / "c.nq.gz").write_bytes(gzip.compress(many(range(60, 99)).encode()))
    last = _file(tmp_path / "z.nq", many([3, 4]))
    command = ("classify", folder, "/no/such", last, "--format", "jsonl")
    one = run(*command)
    assert one == run(*command, "--jobs", 2)
    cases = [line.split('"')[3][-10:-5] for line in one.out.splitlines()]
    assert cases == [f"{n:05}" for n in (3, *range(20, 50), *range(60, 99), 4)]
    assert ["/no/such" in _said(one)[0], f"read from {folder}/a.nq" in _said(one)[1]] == [True, True]
    target = tmp_path / "out.jsonl"
    assert run(*command[:-2], "-o", target).err == one.err
    assert target.read_text(encoding="utf-8") == one.out


def test_standard_input_of_any_size(tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", MIXED)
    from_file = subprocess.run(
        program("classify", str(path), "--format", "jsonl"), env=environment(), capture_output=True, check=False
    )
    for jobs in ("1", "2"):
        command = program("classify", "-", "--input-format", "n-quads", "--format", "jsonl", "--jobs", jobs)
        done = subprocess.run(command, input=MIXED.encode(), env=environment(), capture_output=True, check=False)
        assert done.stdout == from_file.stdout.replace(str(path).encode(), b"-")
        assert done.stderr == from_file.stderr.replace(str(path).encode(), b"-")


def test_a_file_in_disorder_is_sorted_and_nothing_is_classified_in_halves(run: Run, tmp_path: Path) -> None:
    ordered = _file(tmp_path / "a.nq", many(range(40)) + quads(40, age="200"))
    expected = run("classify", ordered, "--format", "jsonl")
    lines = ordered.read_text(encoding="utf-8").splitlines(keepends=True)
    # The second half of case 1 stands at the very end: that is found when all the rest is classified.
    moved = lines[: LINES + 6] + lines[2 * LINES :] + lines[LINES + 6 : 2 * LINES]
    ordered.write_text("".join(moved), encoding="utf-8")
    target = tmp_path / "out.jsonl"
    for arguments in ((), ("--jobs", 2), ("-o", target), ("-o", target, "--resume")):
        result = run("classify", ordered, "--format", "jsonl", *arguments)
        assert (result.out or target.read_text(encoding="utf-8")) == expected.out
        assert f"{ordered}: its graphs" in result.err
        # Nothing is told of the attempt that did not hold.
        [said] = _said(result)[1:]
        assert said == _said(expected)[0].replace(f":{40 * LINES + 5}:", f":{39 * LINES + 6 + 5}:")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.nq", "out.jsonl"]


def test_what_cannot_be_read_ends_its_file_only(run: Run, tmp_path: Path) -> None:
    _file(tmp_path / "a.nq", many(range(20)) + "nonsense\n" + many(range(20, 60)))
    _file(tmp_path / "b.nq", many(range(60, 99)))
    one = run("classify", tmp_path, "--format", "jsonl")
    assert one == run("classify", tmp_path, "--format", "jsonl", "--jobs", 3)
    assert one.out.count("\n") == 19 + 39
    [line] = _said(one)
    assert f"a.nq:{20 * LINES + 1}:" in line


def test_a_small_run_leaves_nothing_where_it_fails(run: Run, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", quads(1))
    assert run("classify", path, "-o", tmp_path / "no" / "where.jsonl").code == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.nq"]


@pytest.mark.parametrize("arguments", [
    ("--jobs", 2, "--format", "json"), ("--resume",), ("--cache", "x", "--format", "turtle"),
    ("--scheduler", "tcp://127.0.0.1:1", "--format", "text"), ("--resume", "--format", "jsonl"),
    ("--resume", "-o", "-", "--format", "csv"), ("--resume", "-o", "/dev/null", "--format", "csv"),
    ("--jobs", 0, "--format", "jsonl"), ("--jobs", 2, "--scheduler", "tcp://127.0.0.1:1", "--format", "jsonl"),
])  # fmt: skip
def test_what_cannot_be_is_one_line(run: Run, tmp_path: Path, arguments: tuple[object, ...]) -> None:
    path = _file(tmp_path / "a.nq", quads(1))
    result = run("classify", path, *arguments)
    assert (result.code, result.out, len(_said(result))) == (2, "", 1)
    assert arguments[0] in result.err or "--jobs" in result.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.nq"]


def test_only_files_can_be_continued(run: Run, tmp_path: Path) -> None:
    result = run("classify", "-", "--input-format", "n-quads", "--resume", "-o", tmp_path / "out.jsonl")
    assert (result.code, "files" in result.err) == (2, True)


def test_a_small_run_can_be_continued_too(run: Run, tmp_path: Path) -> None:
    path, target = _file(tmp_path / "a.nq", many([1, 2])), tmp_path / "out.jsonl"
    assert run("classify", path, "--resume", "-o", target, "-v").code == 0
    assert target.read_text(encoding="utf-8") == run("classify", path, "--format", "jsonl").out
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.nq", "out.jsonl"]


@pytest.fixture
def interrupted(tmp_path: Path) -> Callable[..., tuple[str, Path]]:
    """Interrupts a run in its middle; what it said, and its output."""

    def call(
        how: signal.Signals, *arguments: str, path: Path | None = None, out: str = "out.jsonl"
    ) -> tuple[str, Path]:
        path, target = path or _file(tmp_path / "a.nq", MIXED), tmp_path / out
        waits = "import palermo.bulk.journal as j, time\nwas = j.Journal.add\n"
        waits += "def slow(*a):\n  was(*a); time.sleep(0.1)\nj.Journal.add = slow"
        command = program("classify", str(path), "-o", str(target), *arguments, before=waits)
        with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as process:
            journal = target.with_name(f"{out}.journal")
            latest = time.monotonic() + 60
            while not (journal.exists() and journal.read_bytes().count(b"\n") > 3):
                assert time.monotonic() < latest
                time.sleep(0.01)
            process.send_signal(how)
            _, said = process.communicate(timeout=60)
            assert process.returncode != 0
        return said, target

    return call


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
def test_an_interrupted_run_goes_on(
    run: Run, tmp_path: Path, interrupted: Callable[..., tuple[str, Path]], how: str, jobs: str
) -> None:
    said, target = interrupted(signal.Signals[how], "--jobs", jobs)
    assert not target.exists()
    if how == "SIGINT":
        assert said.splitlines()[-1] == "palermo: stopped; with --resume the same command continues"
        assert "Traceback" not in said
    path = tmp_path / "a.nq"
    before = {entry: entry.read_bytes() for entry in tmp_path.iterdir()}
    other = run("classify", path, "-o", target, "--resume", "--lang", "fr")
    assert (other.code, "--lang was en" in other.err) == (2, True)
    assert {entry: entry.read_bytes() for entry in tmp_path.iterdir()} == before
    result = run("classify", path, "-o", target, "--resume", "-v")
    whole = run("classify", path, "--format", "jsonl", "-v")
    assert (result.code, result.err) == (whole.code, whole.err)  # all problems are told again, and all cases counted
    assert target.read_text(encoding="utf-8") == whole.out
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.nq", "out.jsonl"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("kind", ["packed", "scattered", "folder"])
def test_a_run_of_any_kind_goes_on(
    run: Run, tmp_path: Path, interrupted: Callable[..., tuple[str, Path]], kind: str, form: str
) -> None:
    path = tmp_path / "a"
    if kind == "packed":
        path = tmp_path / "a.nq.gz"
        path.write_bytes(gzip.compress(MIXED.encode()))
    elif kind == "scattered":
        lines = MIXED.splitlines(keepends=True)
        path = _file(tmp_path / "a.nq", "".join(lines[::2] + lines[1::2]))
    else:
        path.mkdir()
        for n in range(10):
            _file(path / f"{n}.nq", many(range(3 * n, 3 * n + 2)) + "nonsense\n" * (n % 2))
    _, target = interrupted(signal.SIGKILL, path=path, out=f"out.{form}")
    result = run("classify", path, "-o", target, "--resume", "-v")
    whole = run("classify", path, "--format", form, "-v")
    assert (result.code, result.err) == (whole.code, whole.err)
    assert target.read_text(encoding="utf-8") == whole.out


def test_an_input_that_changed_is_not_continued(
    run: Run, tmp_path: Path, interrupted: Callable[..., tuple[str, Path]]
) -> None:
    _, target = interrupted(signal.SIGKILL)
    path = _file(tmp_path / "a.nq", MIXED + quads(99))
    result = run("classify", path, "-o", target, "--resume")
    assert (result.code, f"{path} has changed" in result.err) == (2, True)
    result = run("classify", path, "-o", target)
    assert "out.jsonl.part was left by an earlier run" in _said(result)[0]
    assert target.read_text(encoding="utf-8") == run("classify", path, "--format", "jsonl").out


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_a_full_disk_is_one_line_and_the_run_goes_on(
    run: Run, tmp_path: Path, no_room: Callable[[int], None], format_: str
) -> None:
    path, target = _file(tmp_path / "a.nq", many(range(50))), tmp_path / f"out.{format_}"
    expected = run("classify", path, "--format", format_).out
    for size in (100, len(expected) // 3, len(expected) * 2 // 3):
        no_room(size)
        result = run("classify", path, "-o", target, "--resume")
        no_room(1 << 30)
        assert (result.code, len(_said(result))) == (2, 1)
        assert "File too large" in result.err
        assert "--resume" in result.err
        part = (tmp_path / f"out.{format_}.part").read_text(encoding="utf-8")
        assert expected.startswith(part)
        assert part == "" or part.endswith("\n")
        assert not target.exists()
    assert len(part) > len(expected) // 3
    assert run("classify", path, "-o", target, "--resume").code == 0
    assert target.read_text(encoding="utf-8") == expected


#: Runs a command with a small disk of its own, which nobody else sees, and once more when the disk is bigger.
_SMALL_DISK = """
mount -t tmpfs -o size=32k tmpfs "$0" || exit 9
"$@"; echo "code $?" >&2; tail -c 1 "$0"/*.part >&2; ls "$0" >&2
mount -o remount,size=4m "$0"
"$@" --resume; echo "code $?" >&2; ls "$0" >&2; cat "$0"/*
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_small_disk_that_is_full_holds_whole_lines_and_the_run_goes_on(run: Run, tmp_path: Path, jobs: str) -> None:
    path, disk = _file(tmp_path / "a.nq", many(range(50))), tmp_path / "disk"
    disk.mkdir()
    command = program("classify", str(path), "-o", str(disk / "out.jsonl"), "--jobs", jobs)
    alone = ["unshare", "--mount", "sh", "-c", _SMALL_DISK, str(disk), *command]
    try:
        done = subprocess.run(alone, env=environment(), capture_output=True, text=True, check=False)
    except OSError:
        pytest.skip("no program to mount a disk for a test only")
    if "code" not in done.stderr:
        pytest.skip("a disk may not be mounted here")
    said, *rest = done.stderr.splitlines()
    assert "No space left on device" in said
    assert "--resume" in said
    assert rest == ["code 2", "", "out.jsonl.journal", "out.jsonl.part", "code 0", "out.jsonl"]
    assert done.stdout == run("classify", path, "--format", "jsonl").out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_device_without_room_is_one_line(tmp_path: Path, jobs: str) -> None:
    path = _file(tmp_path / "a.nq", MIXED)
    for arguments in (("-o", "/dev/full"), ()):
        command = program("classify", str(path), "--format", "jsonl", "--jobs", jobs, "-q", *arguments)
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                command, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert done.returncode == 2
        assert "No space left" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_pipe_ends_quietly(tmp_path: Path, jobs: str) -> None:
    path = _file(tmp_path / "a.nq", many(range(200)))
    command = program("classify", str(path), "--format", "jsonl", "--jobs", jobs)
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
