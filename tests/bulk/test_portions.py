"""From PATHs to portions: what is cut, what stays whole, and copies of what cannot be read in place."""

import gzip
import io
import os
import sys
from pathlib import Path

import pytest
from bulk_cases import BIG, NOMINAL, many, quads

from palermo.bulk.content import bytes_of
from palermo.bulk.copies import Copies
from palermo.bulk.portions import Cutter, Piece, inputs, portions
from palermo.bulk.values import Portion
from palermo.problems import Problem

pytestmark = pytest.mark.usefixtures("small")
ORDERED = many(range(20))


def _content(portion: Portion) -> bytes:
    return Path(portion.path).read_bytes() if portion.end < 0 and portion.data is None else bytes_of(portion)


def _of(*paths: object, input_format: str | None = None) -> tuple[list[Portion], list[bytes], list[Problem]]:
    """The portions, what each holds, and the problems."""
    found, contents, problems = [], [], []
    for item in portions([str(path) for path in paths], input_format, NOMINAL):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            found.append(item)
            contents.append(_content(item))
    return found, contents, problems


def _written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_small_file_is_one_portion_and_a_big_one_is_cut(tmp_path: Path) -> None:
    _written(tmp_path / "a.nq", quads(50))
    _written(tmp_path / "b.nq", ORDERED)
    _written(tmp_path / "c.ttl", "# Turtle\n" * BIG)
    found, contents, problems = _of(tmp_path)
    assert problems == []
    assert [portion.number for portion in found] == list(range(len(found)))
    assert [(os.path.basename(portion.path), portion.first_line) for portion in found if portion.end < 0] == [
        ("a.nq", 1),
        ("c.ttl", 1),
    ]
    assert b"".join(contents[1:-1]).decode() == ORDERED
    assert len(contents) > 5
    assert all(portion.first_line == 0 for portion in found[1:-1])


def test_problems_stand_where_the_paths_stood(tmp_path: Path) -> None:
    one, two = _written(tmp_path / "a.nq", quads(1)), _written(tmp_path / "b.nq", quads(2))
    items = list(portions([str(one), "/no/such", str(two)], None))
    assert [type(item) for item in items] == [Portion, Problem, Portion]


def test_a_packed_file_is_cut_as_if_it_were_not(tmp_path: Path) -> None:
    big = _written(tmp_path / "b.nq.gz", gzip.compress(ORDERED.encode()))
    small = _written(tmp_path / "a.nq.gz", gzip.compress(quads(50).encode()))
    found, contents, _ = _of(small, big)
    assert (found[0].end, found[0].path) == (-1, str(small))
    assert b"".join(contents[1:]).decode() == ORDERED
    assert {portion.path for portion in found[1:]} == {str(big)}


def test_a_broken_archive_is_a_problem_and_no_portion(tmp_path: Path) -> None:
    packed = gzip.compress(ORDERED.encode())
    for data in (packed[:-20], packed[:40] + b"\0" * 9 + packed[60:]):
        _, contents, problems = _of(_written(tmp_path / "b.nq.gz", data))
        assert (contents, [problem.code for problem in problems]) == ([], ["P102"])


@pytest.mark.parametrize(("text", "syntax", "whole"), [
    (quads(1), "n-quads", True), (ORDERED, "n-quads", False), ("# Turtle\n" * BIG, "turtle", True),
])  # fmt: skip
def test_standard_input(monkeypatch: pytest.MonkeyPatch, text: str, syntax: str, whole: bool) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text.encode()))))
    found, contents, _ = _of("-", input_format=syntax)
    assert b"".join(contents).decode() == text
    assert {portion.path for portion in found} == {"-"}
    assert (len(found) == 1) == (found[0].end < 0) == whole


def test_a_file_in_disorder_is_sorted(tmp_path: Path) -> None:
    lines = ORDERED.splitlines(keepends=True)
    path = _written(tmp_path / "a.nq", "".join(lines[::2] + lines[1::2]))
    found, contents, problems = _of(path)
    assert problems == []
    assert {portion.path for portion in found} == {str(path)}
    assert sorted(b"".join(contents).splitlines(keepends=True)) == sorted(line.encode() for line in lines)
    graphs = [{line.split()[-2] for line in content.splitlines()} for content in contents]
    assert sum(map(len, graphs)) == len(set().union(*graphs)) == 20


def test_lines_of_a_sorted_copy_are_known_in_the_original(tmp_path: Path) -> None:
    lines = ORDERED.splitlines(keepends=True)
    disordered = lines[::2] + lines[1::2]
    path = _written(tmp_path / "a.nq", "".join(disordered))
    said: list[str] = []
    with Copies(said.append) as copies:
        number = 1
        for piece in Cutter(inputs([str(path)], None), copies, NOMINAL, look=True).pieces():
            assert isinstance(piece, Piece)
            assert piece.line is not None
            for line in bytes_of(piece.portion).decode().splitlines(keepends=True):
                assert disordered[piece.line(number) - 1] == line
                number += 1
    assert number == len(lines) + 1
    assert [str(path) in line for line in said] == [True]


def test_what_stands_outside_of_any_graph_is_read_with_the_rest_in_one_piece(tmp_path: Path) -> None:
    text = ORDERED + "<urn:s> <urn:p> <urn:o> .\n"
    found, contents, _ = _of(_written(tmp_path / "a.nq", text))
    assert [portion.end for portion in found] == [-1]
    assert contents == [text.encode()]


def test_another_kind_of_file_is_a_problem(tmp_path: Path) -> None:
    _, contents, problems = _of(_written(tmp_path / "a.nq", b"%PDF-1.7\n" * BIG))
    assert (contents, [problem.code for problem in problems]) == ([], ["P104"])


def test_the_shares_of_the_pieces_are_the_bytes_of_the_files(tmp_path: Path) -> None:
    for name, data in (("a.nq", ORDERED.encode()), ("b.nq.gz", gzip.compress(ORDERED.encode())), ("c.ttl", b"# x")):
        _written(tmp_path / name, data)
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    with Copies(str) as copies:
        shares = [piece.share for piece in Cutter(inputs([str(tmp_path)], None), copies, NOMINAL).pieces()]  # type: ignore[union-attr]
    assert sum(shares) == total


def test_nothing_more_is_cut_of_a_source_that_stopped(tmp_path: Path) -> None:
    paths = [str(_written(tmp_path / name, ORDERED)) for name in ("a.nq", "b.nq")]
    stopped: set[int] = set()
    seen = []
    with Copies(str) as copies:
        for piece in Cutter(inputs(paths, None), copies, NOMINAL, stopped=stopped).pieces():
            assert isinstance(piece, Piece)
            seen.append(piece.source)
            stopped.add(0)
    assert seen.count(0) == 1
    assert seen.count(1) > 3
