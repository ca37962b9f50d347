"""What is told while a command works: one line on standard error, none where only errors are wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from palermo.problems import Notice
from palermo.read import cases
from palermo_cli.errors import noted

PAL = "https://w3id.org/palermo#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture
def disordered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A big file, as files go here, whose graphs are not each in one stretch."""
    monkeypatch.setattr(cases, "STREAMED", 1000)
    lines = [
        f"<https://example.org/c{n}#{s}> <{p}> <{o}> <https://example.org/c{n}#g> .\n"
        for s, p, name in (("case", TYPE, PAL + "Case"), ("case", PAL + "concerns", ""), ("p", TYPE, PAL + "Person"))
        for n in range(5)
        for o in (name or f"https://example.org/c{n}#p",)
    ]
    path = tmp_path / "cases.nq"
    path.write_text("".join(lines))
    return str(path)


@pytest.mark.parametrize("command", ["classify", "infer", "validate", "explain", "whatif", "audit", "test"])
def test_sorting_is_told_in_one_line(command: str, disordered: str, run: Callable[..., Any]) -> None:
    for _ in range(2):
        found = run(command, disordered)
        assert found.err.splitlines() == [
            f"palermo: {disordered}: its graphs are not each in one stretch: it is sorted first"
        ]


def test_sorting_is_not_told_where_only_errors_are_wanted(disordered: str, run: Callable[..., Any]) -> None:
    found = run("classify", disordered, "-q")
    assert (found.code, found.err) == (0, "")
    assert found.out == run("classify", disordered).out


def test_other_warnings_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[object] = []
    for warning in (RuntimeWarning("something else"), Notice("x.nq: something\x1b")):
        noted(lambda *given: shown.append(given[0]), warning, type(warning), "x.py", 1)
    assert [str(warning) for warning in shown] == ["something else"]
    assert capsys.readouterr().err == "palermo: x.nq: something\\x1b\n"
