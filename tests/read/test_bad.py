"""Files that must not be read, each with what is said of it beside: ``NAME`` and ``NAME.expected``.

A line of ``.expected`` is ``LINE:COLUMN CODE MESSAGE`` for a problem, ``case IRI`` for a case that is read anyway.
"""

from pathlib import Path

import pytest

from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case

BAD = Path(__file__).parent / "bad"
FILES = sorted(path.name for path in BAD.iterdir() if path.suffix != ".expected")


def _line(item: Case | Problem) -> str:
    if isinstance(item, Case):
        return f"case {item.iri}"
    return f"{item.line or '-'}:{item.column or '-'} {item.code} {item.message}"


@pytest.mark.parametrize("name", FILES)
def test_is_refused_in_these_words(name: str, core: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    found = [_line(item) for item in read_cases([name], core.vocabulary)]
    assert found == Path(f"{name}.expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", FILES)
def test_words_are_one_harmless_line_that_says_what_to_do(name: str) -> None:
    lines = (BAD / f"{name}.expected").read_text("utf-8").splitlines()
    problems = [line.split(" ", 2)[2] for line in lines if not line.startswith("case ")]
    assert problems
    for message in problems:
        assert message.isprintable()
        assert len(message) < 300
        assert ":" in message, "what is wrong: what to do"


def test_nothing_is_expected_of_files_that_are_not_there() -> None:
    assert {path.name for path in BAD.glob("*.expected")} == {f"{name}.expected" for name in FILES}


def test_a_bad_file_does_not_stop_the_others(core: Rulebook, tmp_path: Path) -> None:
    good = tmp_path / "good.ttl"
    good.write_text(
        "@prefix pal: <https://w3id.org/palermo#> . <https://example.org/ok#c> a pal:Case ; "
        "pal:concerns <https://example.org/ok#p> . <https://example.org/ok#p> a pal:Person ."
    )
    items = list(read_cases([str(BAD), str(good), "/no/such/file.ttl"], core.vocabulary))
    assert isinstance(items[-2], Case)
    assert items[-2].iri == "https://example.org/ok#c"
    assert isinstance(items[-1], Problem)
    assert items[-1].code == "P101"
    blamed = {Path(item.file).name for item in items if isinstance(item, Problem)}
    assert blamed >= {name for name in FILES if not name.endswith((".json", ".xml", ".txt"))}
