"""``palermo new case --interview``: the dialogue, the file, and what happens where it is broken off."""

import io
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "howto" / "interview.md"
REFUGEE = str(ROOT / "examples" / "packs" / "refugee-1951")
NOTHING = "\n" * 6  # role, title, source, jurisdiction, two dates

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def answered(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with these lines as standard input."""

    def call(text: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return run("new", "case", "--interview", *arguments)

    return call


def test_the_file_alone_goes_to_standard_output(answered: Run, run: Run, tmp_path: Path) -> None:
    code, out, err = answered(NOTHING + "yes\n3\nyes\n5\nno\nyes\n1\n")
    assert code == 0
    assert out.startswith("# ")
    assert "> yes\n" in err
    assert "Whose situation" not in out
    file = tmp_path / "case.ttl"
    file.write_text(out)
    assert run("validate", str(file))[0] == 0
    assert '"outcome":"established"' in run("classify", str(file), "--format", "json")[1]


def test_a_new_file_is_written_and_no_other(answered: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.ttl"
    code, out, _ = answered(NOTHING + "no\n", "-o", str(file))
    assert (code, out) == (0, "")
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    before = file.read_text()
    code, _, err = answered(NOTHING + "yes\n", "-o", str(file))
    assert code == 2
    assert "there already" in err
    assert "Whose situation" not in err
    assert file.read_text() == before


@pytest.mark.parametrize("text", ["", "stop\n", NOTHING + "yes\n", NOTHING + "yes\n2\nstop\n"])
def test_stop_and_the_end_of_the_input_write_what_there_is(answered: Run, run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "case.ttl"
    assert answered(text, "-o", str(file))[0] == 0
    assert run("validate", str(file))[0] == 0
    assert "Receipt" in file.read_text() or "\n2\n" not in text


def test_back_takes_an_answer_back(answered: Run) -> None:
    _, out, _ = answered(NOTHING + "yes\n2\nback\n3\nback\nback\nalleged\n1\n")
    assert out.count("pal:evidentialStatus") == 1
    assert "a pal:Harbouring" in out
    assert "pal:Alleged" in out


def test_back_at_the_first_question_stays_there(answered: Run) -> None:
    _, _, err = answered("back\nthe cook\n")
    assert err.count("Whose situation") == 2
    assert "first question" in err


def test_what_is_not_understood_is_asked_again_with_one_line(answered: Run) -> None:
    _, out, err = answered(NOTHING + "perhaps\nperhaps\x1b[31m\nunknown\n")
    assert err.count("“perhaps” is not understood") == 1
    assert "\x1b" not in err
    assert err.count("recruited, transported") == 1
    assert "evidentialStatus" not in out


def test_help_gives_definition_and_provision(answered: Run) -> None:
    err = answered(NOTHING + "help\n")[2]
    assert "Provision: UN Trafficking Protocol (2000), Art. 3(a)" in err
    assert "recruits, transports" in err


def test_another_field_of_law(answered: Run, run: Run, tmp_path: Path) -> None:
    text = NOTHING + "yes\nyes\n3\nyes\n4\nyes\n1\nyes\n1\n"
    code, out, err = answered(text, "--with", REFUGEE)
    assert code == 0
    assert "No further question could change that;" in err
    file = tmp_path / "case.ttl"
    file.write_text(out)
    found = run("classify", "--with", REFUGEE, str(file), "--format", "json")[1]
    assert '"outcome":"established"' in found


def test_only_outcomes_that_changed_are_shown_where_there_are_many(answered: Run) -> None:
    err = answered(NOTHING + "unknown\nunknown\n", "--definition", "all")[2]
    assert "That changed none of the outcomes." in err


@pytest.mark.parametrize(
    "option", [("--definition", "all"), ("--with", REFUGEE), ("--lang", "en"), ("--include-unverified",)]
)
def test_what_only_an_interview_takes_is_refused_without_one(run: Run, option: tuple[str, ...]) -> None:
    code, out, err = run("new", "case", *option)
    assert (code, out) == (2, "")
    assert "go with --interview" in err
    assert err.count("\n") == 1


def test_answers_that_are_not_utf8_are_one_line(whole: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.ttl"
    code, out, err = whole("new", "case", "--interview", "-o", str(file), stdin=b"\xff\xfe\n")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].endswith("not UTF-8: save the file as UTF-8")
    assert "Traceback" not in err
    assert not file.exists()


def test_broken_off_nothing_is_written(answered: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Broken(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    monkeypatch.setattr("io.StringIO", Broken)
    file = tmp_path / "case.ttl"
    code, out, err = answered("", "-o", str(file))
    assert (code, out) == (2, "")
    assert err.endswith("palermo: stopped\n")
    assert not file.exists()


def test_the_page_shows_what_the_program_says(answered: Run) -> None:
    """The transcript on the page, held against the program: its answers are given again."""
    page = PAGE.read_text(encoding="utf-8")
    shown = page[page.index("```text\n") + 8 :]
    shown = shown[: shown.index("```")]
    text = "".join(line[2:] + "\n" for line in shown.splitlines() if line.startswith("> "))
    _, out, err = answered(text)
    assert [line.rstrip() for line in err.splitlines()] == [line.rstrip() for line in shown.splitlines()]
    turtle = page[page.index("```turtle\n") + 10 :]
    turtle = turtle[: turtle.index("```")]
    hexadecimal = re.compile("interview-[0-9a-f]+#")
    assert hexadecimal.sub("", turtle) == hexadecimal.sub("", out)
