"""Where output goes: links, pipes and devices stay what they are, and what cannot be written is one line."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from palermo_cli import output

from .conftest import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices of POSIX")
SHOW = ("show", "Deception")


@pytest.fixture(scope="session")
def shell():
    """Runs the program with redirections that a shell makes."""

    def call(redirections: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        path = os.pathsep.join(os.path.join(ROOT, name) for name in ("engine", "cli"))
        script = ["sh", "-c", f'exec "$@" {redirections}', "sh", sys.executable, "-m", "palermo_cli", *arguments]
        return subprocess.run(
            script, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=60, check=False
        )

    return call


def test_a_link_stays_and_its_target_is_written(run, tmp_path) -> None:
    target, link = tmp_path / "there" / "target.txt", tmp_path / "link.txt"
    target.parent.mkdir()
    link.symlink_to(target)
    for before in (None, "old"):  # a link to nothing, then to a file
        if before is not None:
            target.write_text(before, encoding="utf-8")
        assert run(*SHOW, "-o", str(link)).code == 0
        assert link.is_symlink()
        assert target.read_text(encoding="utf-8").startswith("deception")
        assert [entry.name for entry in target.parent.iterdir()] == ["target.txt"]


def test_what_breaks_off_leaves_the_target_of_a_link(tmp_path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)

    def interrupted() -> None:
        with output.opened(str(link)) as out:
            out.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["link.txt", "target.txt"]


def test_a_pipe_with_a_name_is_written_through(run, tmp_path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert run(*SHOW, "-o", str(pipe)).code == 0
    reader.join(timeout=30)
    assert got[0].startswith(b"deception")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [entry.name for entry in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize(("minor", "code"), [(3, 0), (7, 2)], ids=["null", "full"])
def test_a_device_is_written_through(run, tmp_path, minor, code) -> None:
    device = tmp_path / "device"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
        with open(device, "wb"):
            pass
    except OSError:
        pytest.skip("devices cannot be made here")
    result = run(*SHOW, "-o", str(device))
    line = "" if code == 0 else f"palermo: {device}: cannot write here: No space left on device\n"
    assert (result.code, result.out, result.err) == (code, "", line)
    assert stat.S_ISCHR(device.stat().st_mode)
    assert [entry.name for entry in tmp_path.iterdir()] == ["device"]


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_name_is_not_replaced(shell, tmp_path, name) -> None:
    if not os.path.exists(os.path.dirname(name)):
        pytest.skip("not on this system")
    log = tmp_path / "log"
    log.write_text("first\n", encoding="utf-8")
    assert shell(f">>'{log}'", *SHOW, "-o", name).returncode == 0
    assert log.read_text(encoding="utf-8").startswith("first\ndeception")
    assert [entry.name for entry in tmp_path.iterdir()] == ["log"]


@pytest.mark.parametrize("name", ["", "sub/", "sub", "none/", "none/x", "file/x", "loop"])
def test_a_place_that_takes_no_file_is_called_by_the_name_given(run, tmp_path, name) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    given = f"{tmp_path}/{name}"
    result = run(*SHOW, "-o", given)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert result.err.startswith(f"palermo: {given}: cannot write here: ")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "loop", "sub"]


@pytest.mark.parametrize("arguments", [SHOW, ("--help",), ("classify", "examples/04-waitress.ttl")])
def test_closed_standard_output_is_one_line(shell, arguments) -> None:
    result = shell(">&-", *(os.path.join(ROOT, a) if a.startswith("examples") else a for a in arguments))
    assert (result.returncode, result.stderr) == (2, "palermo: cannot write: standard output is closed\n")


def test_closed_standard_output_does_not_matter_to_a_file(shell, tmp_path) -> None:
    path = tmp_path / "entry.txt"
    result = shell("<&- >&-", *SHOW, "-o", str(path))
    assert (result.returncode, result.stderr) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("deception")


def test_closed_standard_input_is_empty(shell) -> None:
    result = shell("<&-", "classify", "-", "--input-format", "turtle")
    assert result.returncode == 2
    assert "palermo: -: the file is empty" in result.stderr


def test_closed_standard_error_keeps_the_code(shell) -> None:
    assert shell("2>&-", "classify", "nope.ttl").returncode == 2


def test_a_new_case_replaces_nothing(run, tmp_path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("filled in", encoding="utf-8")
    (tmp_path / "link.ttl").symlink_to(path)
    for given in (path, tmp_path / "link.ttl"):
        result = run("new", "case", "-o", str(given))
        assert result.code == 2
        assert result.err == f"palermo: {given}: there already; give another name, or move it away\n"
    assert path.read_text(encoding="utf-8") == "filled in"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("text", ["", "nothing,known\n1,2\n", None])
def test_an_import_writes_nothing_of_a_table_that_cannot_be_used(run, tmp_path, text) -> None:
    table, target = tmp_path / "bad.csv", tmp_path / "out.trig"
    if text is not None:
        table.write_text(text, encoding="utf-8")
    result = run("import", "sherloc", str(table))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"palermo: {table}:")
    assert run("import", "sherloc", str(table), "-o", str(target)).code == 2
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.json", '{"palermo"'), ("out.ttl", "@prefix"), ("out.csv", "case,"), ("out.md", "#"), ("out", "How")],
)
def test_the_ending_of_the_file_chooses_the_form(run, tmp_path, name: str, begins: str) -> None:
    """Without --format; a name that says nothing gives text."""
    assert run("demo", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text().lstrip().startswith(begins)


def test_the_option_prevails_over_the_ending(run, tmp_path) -> None:
    """Whoever gives both has a reason."""
    assert run("demo", "--format", "csv", "-o", str(tmp_path / "out.json")).code == 0
    assert (tmp_path / "out.json").read_text().startswith("case,")
