"""Streams on disk as N-Quads: what passes, what does not, and that nothing is left."""

import io
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from bulk_cases import PAL, environment, many

from palermo.bulk import spool
from palermo.bulk.spool import spooled
from palermo.problems import PalermoError, Problem
from palermo.read import gated
from palermo.read.formats import N_QUADS, TRIG
from palermo.read.lines import runs
from palermo.read.walk import STDIN, Source


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_PIECE", 100)
    monkeypatch.setattr(gated, "_PIECE", 100)


def written(data: bytes, syntax: str, begun: int = 0) -> str:
    stream = io.BytesIO(data)
    beginning = stream.read(begun)
    with spooled(stream, Source(STDIN, syntax, False), beginning) as file:
        file.seek(0)
        return file.read().decode()


def refusal(data: bytes, syntax: str = TRIG) -> Problem:
    with pytest.raises(PalermoError) as refused:
        written(data, syntax)
    return refused.value.problem


@pytest.mark.parametrize("begun", [0, 1, 100, 100_000])
def test_n_quads_stay_as_they_are(begun: int) -> None:
    text = "\ufeff# x\r\n" + many(range(9)) + "nonsense"
    assert written(text.encode(), N_QUADS, begun) == text


def trig(count: int) -> str:
    graphs = [
        f"<https://example.org/c{n}#g> {{ <https://example.org/c{n}#case> a pal:Case ; pal:concerns _:p , _:q .\n"
        f'  # a {{ comment "\n _:p a pal:Person ; <urn:x> """long "" {{ [[ é\n""" , \'\'\'\n]\'\'\', "\\"[", 3.5 . }}\n'
        for n in range(count)
    ]
    return f"@prefix pal: <{PAL}> .\n" + "".join(graphs)


@pytest.mark.parametrize("begun", [0, 1, 100, 100_000])
def test_trig_says_the_same_as_n_quads(begun: int) -> None:
    text = trig(30)
    spooled_text = written(text.encode(), TRIG, begun)

    def without_labels(quads: list[ox.Quad]) -> Counter[str]:
        return Counter(
            " ".join("_" if isinstance(term, ox.BlankNode) else str(term) for term in quad) for quad in quads
        )

    said = list(ox.parse(spooled_text, ox.RdfFormat.N_QUADS))
    assert without_labels(said) == without_labels(list(ox.parse(text, ox.RdfFormat.TRIG)))
    nodes = {term for quad in said for term in quad if isinstance(term, ox.BlankNode)}
    assert len(nodes) == 2  # one document: _:p is one node in all its graphs
    assert not {node.value for node in nodes} & {"p", "q"}
    assert all(run.graph for run in runs([spooled_text], "x.nq"))


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("%PDF-1.7", None, None, "P104"),
        ("PK\x03\x04", None, None, "P104"),
        ("<\0a\0", None, None, "P105"),
        ("\n" * 300 + "<urn:g> { \0 }", 301, 11, "P105"),
        ("\n" * 300 + "<urn:g> { " + "(" * 100, 301, 110, "P113"),
        ("\n" * 300 + "é << <urn:a> <urn:b> <urn:c> >> <urn:b> <urn:c> .", 301, 3, "P119"),
        ("\n" * 300 + "<urn:g> { <urn:a> <urn:b> x:c }", 301, 27, "P111"),
        ("\n" * 300 + "<urn:g> { <a> <urn:b> <urn:c> }", 301, 11, "P112"),
        ("\n" * 300 + "<urn:g> { <urn:a> <urn:b> }", 301, 27, "P110"),
        ('<urn:g> { <urn:a> <urn:b> """' + "\n" * 300, 1, 27, "P110"),
    ],
)
def test_trig_that_is_wrong_is_refused_with_its_place(text: str, line: int, column: int, code: str) -> None:
    problem = refusal(text.encode())
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert problem.file == STDIN


def test_text_that_is_not_utf_8() -> None:
    problem = refusal(b"\n" * 300 + "é".encode() + b" \xe9 ")
    assert (problem.code, problem.line, problem.column) == ("P105", 301, 3)
    problem = refusal(b"\n" * 300 + b"<urn:a> \xc3")
    assert (problem.code, problem.line, problem.column) == ("P105", 301, 9)


def test_a_byte_order_mark_is_dropped() -> None:
    assert written(b"\xef\xbb\xbf<urn:g> { <urn:a> <urn:b> <urn:c> }", TRIG) == "<urn:a> <urn:b> <urn:c> <urn:g> .\n"


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gated, "_LONGEST", 500)
    assert refusal(b"<urn:g> {\n <urn:a> <urn:b> " + b"<urn:c> ," * 300).code == "P118"
    assert refusal(b'<urn:g> { <urn:a> <urn:b> """' + b"\n" * 1000 + b'""" }').code == "P118"


def test_nothing_is_left_without_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_room: Callable[[int], None]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for syntax, text in ((N_QUADS, many(range(100))), (TRIG, trig(100))):
        no_room(1000)
        problem = refusal(text.encode(), syntax)
        assert (problem.file, problem.code) == (STDIN, "P100")
        assert list(tmp_path.iterdir()) == []


_MEASURED = """
import sys
from palermo.bulk.spool import spooled
from palermo.read.walk import Source
with open(sys.argv[1], "rb") as stream, spooled(stream, Source("cases", sys.argv[2], False)) as file:
    print(file.seek(0, 2))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("syntax", [N_QUADS, TRIG])
def test_memory_is_bounded(syntax: str, tmp_path: Path) -> None:
    path = tmp_path / "cases"
    block = many(range(1000)) if syntax == N_QUADS else trig(3000)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(40_000_000 // len(block)):
            file.write(block)
    run = [sys.executable, "-c", _MEASURED, str(path), syntax]
    done = subprocess.run(run, env=environment(), capture_output=True, text=True, check=True)
    size, kilobytes = map(int, done.stdout.split())
    assert size > 35_000_000
    assert kilobytes < 70_000
