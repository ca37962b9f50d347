"""The program as a whole: codes, one line of complaint, broken pipes, files written whole or not at all."""

import io
import os
import signal
import subprocess
import time

import pytest

from palermo_cli.errors import code_of

from .conftest import ROOT

BAD_USAGE = [
    ("classify",),
    ("classify", "--nope", "x"),
    ("clasify", "x"),
    ("classify", "nope.ttl"),
    ("classify", "x.ttl", "--format", "nope"),
    ("classify", "x.ttl", "--definition", "nope"),
    ("classify", "x.ttl", "--with", "nope"),
    ("show",),
    ("query", "-f", "nope.rq", "x"),
    ("import", "sherloc", "nope.csv"),
]


@pytest.mark.parametrize("arguments", BAD_USAGE)
def test_bad_usage_is_one_line_and_code_2(run, arguments) -> None:
    result = run(*arguments)
    assert result.code == 2
    (line,) = result.err.splitlines()
    assert line.startswith("palermo: ")
    assert "internal error" not in line


def test_a_file_name_cannot_write_to_the_terminal(run) -> None:
    assert "\x1b" not in run("classify", "a\x1b[31mb.ttl").err


def test_version_and_help(whole) -> None:
    assert whole("--version").out.startswith("palermo, version 0.1.0")
    assert "classify" in whole("--help").out


def test_standard_input(whole, examples) -> None:
    with open(os.path.join(examples, "04-waitress.ttl"), "rb") as case:
        result = whole("classify", "-", "--input-format", "turtle", stdin=case.read())
    assert result.code == 0
    assert "ESTABLISHED" in result.out


@pytest.mark.parametrize("format_", ["text", "turtle", "json"])
def test_the_same_bytes_again(whole, examples, format_) -> None:
    runs = [whole("classify", examples, "--format", format_, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert runs[0].code == 0


def test_an_output_file_is_whole_or_not_there(run, examples, tmp_path) -> None:
    path = tmp_path / "report.json"
    case = os.path.join(examples, "04-waitress.ttl")
    assert run("classify", case, "--format", "json", "-o", str(path)).code == 0
    before = path.read_bytes()
    assert run("classify", case, "--with", "nope", "-o", str(path)).code == 2
    assert path.read_bytes() == before
    assert run("classify", case, "-o", str(tmp_path / "no" / "where")).code == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.json"]


def test_text_in_a_file_has_no_colour(run, examples, tmp_path) -> None:
    path = tmp_path / "report.txt"
    run("classify", os.path.join(examples, "04-waitress.ttl"), "-o", str(path))
    assert "\x1b" not in path.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_broken_pipe_ends_quietly(start, examples) -> None:
    with start("classify", *[examples] * 20, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_one_line(start, examples) -> None:
    with open("/dev/full", "wb") as full, start("classify", examples, stdout=full, stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        (line,) = program.stderr.read().splitlines()
        assert line.startswith(b"palermo: cannot write")
        assert program.wait() == 2


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_control_c_is_one_line(start) -> None:
    with start(
        "classify",
        "-",
        "--input-format",
        "turtle",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin is not None
        assert program.stderr is not None
        time.sleep(1.5)
        program.send_signal(signal.SIGINT)
        err = program.stderr.read()
        program.stdin.close()
        assert err == b"palermo: stopped\n"
        assert program.wait() == 2


def test_control_c_while_modules_are_imported_is_one_line(start, tmp_path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *(os.path.join(ROOT, name) for name in ("engine", "cli"))])
    with start("--help", environment={"PYTHONPATH": path}, stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        assert program.stderr.read() == b"palermo: stopped\n"
        assert program.wait() == 2


def test_control_c_while_the_last_is_written_is_one_line(capsys, monkeypatch) -> None:
    class Blocked(io.StringIO):
        def flush(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdout", Blocked())
    assert code_of(lambda: 0) == 2
    assert capsys.readouterr().err == "palermo: stopped\n"


@pytest.mark.parametrize("arguments", [(), ("new",), ("import",)])
def test_a_group_alone_shows_its_help(run, arguments) -> None:
    result = run(*arguments)
    assert result.code in (0, 2)  # click before 8.2, and since
    page = result.err + result.out
    assert page.startswith(" ".join(["Usage: palermo", *arguments]))
    assert len(page.splitlines()) > 5
    assert "\\n" not in page


def test_start_up_imports_nothing_heavy(whole, examples) -> None:
    case = os.path.join(examples, "04-waitress.ttl")
    whole("classify", case)
    result = whole("classify", case, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rsplit("|", 1)[1].strip() for line in result.err.splitlines() if "|" in line}
    heavy = {
        "rdflib",
        "pyshacl",
        "owlready2",
        "rich",
        "dataclasses",
        "logging",
        "pathlib",
        "importlib.metadata",
        "subprocess",
        "ast",  # what inspect imports
        "palermo.compile.packs",
        "palermo.compile.compiler",
    }
    assert not loaded & heavy
