"""Which inputs are findings and which are case descriptions, by name and by how they begin."""

import gzip
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.problems import Problem
from palermo.rulebook import Rulebook
from palermo.summary import INPUT_FORMATS, LeftOut, Told, told_by
from palermo.write.as_json import case_tree

from .test_files import case, whole

CASE = """
@prefix pal: <https://w3id.org/palermo#> .
<https://example.org/rdf#case> a pal:Case ; pal:concerns [ a pal:Adult ] .
"""
JSON_LD = {
    "@context": {"pal": "https://w3id.org/palermo#"},
    "@id": "https://example.org/ld#case",
    "@type": "pal:Case",
    "pal:concerns": {"@type": "pal:Adult"},
}
LINES = "".join(json.dumps(case(n)) + "\n" for n in range(3))
DOCUMENT = json.dumps(whole([case(3)], problems=[{"file": "x"}]), indent=1)
Items = list[Told | LeftOut | Problem]
Read = Callable[..., Items]


@pytest.fixture
def read(core: Rulebook, tmp_path: Path) -> Read:
    """What some files in a folder tell, each by its name."""

    def tell(files: dict[str, str | bytes], *paths: str, input_format: str | None = None) -> Items:
        for name, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            (tmp_path / name).write_bytes(gzip.compress(data, mtime=0) if name.lower().endswith(".gz") else data)
        named = [str(tmp_path / name) for name in paths or files]
        return list(told_by(core, core, named, core.chosen(), input_format))

    return tell


def cases(items: Items) -> list[str]:
    assert not [item for item in items if isinstance(item, Problem)]
    iris = (item.case for item in items if isinstance(item, Told))
    return [iri.removeprefix("https://example.org/").removesuffix("#case") for iri in iris]


def test_by_their_names_in_their_order(read: Read) -> None:
    files: dict[str, str | bytes] = {
        "b.ttl": CASE, "a.jsonl": LINES, "c.json": DOCUMENT, "d.ndjson.gz": LINES, "e.JSON.GZ": DOCUMENT,
        "f.jsonl": "", "g.json": json.dumps(JSON_LD),
    }  # fmt: skip
    found = read(files)
    assert cases(found) == ["rdf", "0", "1", "2", "3", "0", "1", "2", "3", "ld"]
    assert [item for item in found if isinstance(item, LeftOut)] == [LeftOut(1), LeftOut(1)]


def test_what_the_engine_writes_is_what_the_engine_found(read: Read, core: Rulebook, examples: str) -> None:
    from palermo.read import read_cases

    found = [core.classify(one) for one in read_cases([examples], core.vocabulary) if not isinstance(one, Problem)]
    written = "".join(json.dumps(case_tree(one)) + "\n" for one in found)
    assert read({"f.jsonl": written}) == list(told_by(core, core, [examples], core.chosen()))


@pytest.mark.parametrize("blank", ["", "\n  ", "\ufeff"])
def test_json_is_looked_into(read: Read, blank: str) -> None:
    assert cases(read({"a.json": blank + LINES})) == ["0", "1", "2"]
    assert cases(read({"a.json": blank + DOCUMENT})) == ["3"]


def test_json_that_is_no_findings_is_read_as_json_ld(read: Read) -> None:
    for tree in ({"case": "x", "@context": {}}, {"cases-of": 1}, []):
        (problem,) = read({"a.json": json.dumps(tree)})
        assert isinstance(problem, Problem)
        assert "findings" not in problem.message


def test_an_option_prevails(read: Read) -> None:
    assert cases(read({"a.txt": LINES}, input_format="jsonl")) == ["0", "1", "2"]
    assert cases(read({"a.ttl": DOCUMENT}, input_format="json")) == ["3"]
    assert cases(read({"a.jsonl": CASE}, input_format="turtle")) == ["rdf"]


def test_a_folder_holds_cases(read: Read) -> None:
    assert cases(read({"a.ttl": CASE, "b.jsonl": LINES}, ".")) == ["rdf"]


def test_csv_is_told_apart(read: Read) -> None:
    (first, last) = read({"a.csv": "case,person\n", "b.jsonl": json.dumps(case(7))})
    assert isinstance(first, Problem)
    assert first.message == "findings in CSV lack what is counted here: write them with palermo classify --format jsonl"
    assert isinstance(last, Told)


def test_a_bad_file_stops_no_other(read: Read, tmp_path: Path) -> None:
    cut = gzip.compress(LINES.encode() * 100)[:-20]
    (tmp_path / "cut.jsonl.gz").write_bytes(cut)
    os.mkfifo(tmp_path / "pipe.jsonl")
    found = read({"z.jsonl": LINES}, "no.jsonl", "cut.jsonl.gz", "pipe.jsonl", "no.json", "z.jsonl")
    problems = [item for item in found if isinstance(item, Problem)]
    assert [os.path.basename(p.file) for p in problems] == ["no.jsonl", "cut.jsonl.gz", "pipe.jsonl", "no.json"]
    assert problems[1].message == "not a whole gzip archive: pack it again"
    assert cases([item for item in found if isinstance(item, Told)][-3:]) == ["0", "1", "2"]


@pytest.fixture
def piped(core: Rulebook, monkeypatch: pytest.MonkeyPatch) -> Read:
    """What standard input tells."""

    def tell(data: bytes, input_format: str | None = None) -> Items:
        class Stdin:
            buffer = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]

        monkeypatch.setattr(sys, "stdin", Stdin)
        return list(told_by(core, core, ["-"], core.chosen(), input_format))

    return tell


def test_standard_input_is_looked_into(piped: Read) -> None:
    assert cases(piped(LINES.encode())) == ["0", "1", "2"]
    assert cases(piped(DOCUMENT.encode())) == ["3"]
    assert cases(piped(CASE.encode(), "turtle")) == ["rdf"]
    assert cases(piped(gzip.compress(LINES.encode()), "jsonl")) == ["0", "1", "2"]


@pytest.mark.parametrize("data", [b"", CASE.encode(), b'{"a": 1}', gzip.compress(LINES.encode())])
def test_standard_input_that_does_not_say(piped: Read, data: bytes) -> None:
    (problem,) = piped(data)
    assert isinstance(problem, Problem)
    assert problem.message == f"say what standard input holds: --input-format {'|'.join(INPUT_FORMATS)}"
