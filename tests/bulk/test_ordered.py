"""Is a big file in order, and the sorted copy of one that is not: held against grouping in memory."""

import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bulk_cases import environment, many, quads
from hypothesis import example, given, settings
from hypothesis import strategies as st

from palermo.bulk import ordered, sorting
from palermo.bulk.graphs import OutsideGraphs
from palermo.bulk.ordered import in_order, into_order, is_scattered
from palermo.problems import PalermoError
from palermo.read import gate
from palermo.read.formats import N_QUADS
from palermo.read.parse import parse

G, H = "<https://example.org/g>", "<https://example.org/h>"


@pytest.fixture(scope="module", autouse=True)
def small_pieces() -> Iterator[None]:
    """Little is read, gathered, put into a bucket and merged at a time, so that small files see all of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "_PIECE", 300)
        patch.setattr(sorting, "_GATHERED", 1000)
        patch.setattr(sorting, "_BUCKET", 500)
        patch.setattr(sorting, "_LEAST", 64)
        patch.setattr(sorting, "_MERGED", 1000)
        patch.setattr(ordered, "_FIRST_LOOK", 4)
        yield


def graph_of(line: str) -> str | None:
    """The graph of a line as pyoxigraph reads it: empty where it says nothing, None for the default graph."""
    found = parse(line.encode(), N_QUADS, "x.nq", rename=False)
    return found[0][0] if found else ""


def expected(lines: list[str]) -> list[tuple[int, str]]:
    """The lines by graph, graphs by first line, each with its number."""
    groups: dict[str | None, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines, 1):
        graph = graph_of(line)
        if graph != "":
            groups.setdefault(graph, []).append((number, line))
    return [entry for group in groups.values() for entry in group]


def is_in_order(lines: list[str]) -> bool:
    graphs = [graph for graph in map(graph_of, lines) if graph != ""]
    changes = [graph for graph, before in zip(graphs, ["", *graphs], strict=False) if graph != before]
    return None not in graphs and len(set(changes)) == len(changes)


def sorted_lines(path: Path) -> list[tuple[int, str]]:
    with into_order(str(path), "cases.nq") as copy:
        text = copy.text.read().decode()
        assert Path(copy.place).read_bytes().decode() == text
        lines = text.split("\n")[:-1]
        return [(copy.line(number), line) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("swaps", [0, 1, 30, 1000])
def test_shuffled_cases_are_put_in_order(swaps: int, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    lines = many(range(60)).splitlines()
    for _ in range(swaps):
        a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    path = tmp_path / "cases.nq"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert in_order(str(path)) == is_in_order(lines) == (swaps == 0)
    assert sorted_lines(path) == expected(lines)


_terms = st.sampled_from([
    "<https://example.org/s>", "_:a", "<https://example.org/a#b>", "<urn:x>", G,
])  # fmt: skip
_objects = st.one_of(
    _terms,
    st.builds(
        lambda text, kind: f'"{text}"{kind}',
        st.sampled_from(["", "x", f"a {G} .", " # ", '\\"', "\\\\", "\\n", f'\\" {H} . #', "é . ", "> <", "<"]),
        st.sampled_from(["", "@en", "@en-GB", "^^<urn:t>"]),
    ),
)
_graphs = st.sampled_from([
    G, G, H, H, "<https://example.org/\\u0067>", "<https://example.org/é>", "<https://example.org/\\u00E9>",
    "_:a", "_:a.b", "_:ab", "",
])  # fmt: skip
_blank = st.sampled_from([" ", " ", " ", " ", "  ", "\t", ""])
_ends = st.sampled_from(
    [" .", " .", " .", " .", ".", "  .", " . ", f" . # {G} .", f" .#{H} .", f".# {G} .", f" . # x {G} .", "\t."]
)
_odd = st.builds(
    lambda lead, s, a, p, b, o, c, g, end: f"{lead}{s}{a}{p}{b}{o}{c if g else ''}{g}{end}",
    st.sampled_from(["", "", "", " ", "\t"]), _terms, _blank, st.sampled_from(["<urn:p>", "<https://example.org/p>"]),
    _blank, _objects, _blank, _graphs, _ends,
)  # fmt: skip
_plain = st.builds(
    lambda o, g: f"<urn:s> <urn:p> {o} {g} .", _objects, st.sampled_from([G, H, "_:a", "<urn:i>", "<urn:j>"])
)
_nothing = st.sampled_from(["", "  ", "# comment", f"# a b c {G} .", f" # a {H} ."])


def _is_right(line: str) -> bool:
    try:
        graph_of(line)
    except PalermoError:
        return False
    return True


_lines = st.lists(st.one_of(_plain, _plain, _odd.filter(_is_right), _nothing), max_size=12)


@settings(max_examples=500, deadline=None)
@given(_lines, st.sampled_from(["\n", "\n", "\r\n", "\r"]), st.booleans(), st.booleans())
@example([f"<urn:s> <urn:p> <urn:o> {H} . # {G} .", f"<urn:s> <urn:p> <urn:o> {G} ."], "\n", True, False)
@example([f"<urn:s> <urn:p> <urn:o> {G} .", f"<urn:s>  <urn:p> {G} ."], "\n", True, True)
@example([f"<urn:s> <urn:p> <urn:o> {G} .", f"<urn:s><urn:p> <urn:o>.# {G} ."], "\n", False, False)
@example([f"<urn:s> <urn:p> <urn:o> {G} .", f'<urn:s> <urn:p> "x"@en.# {G} .'], "\n", True, False)
@example([f"<urn:s> <urn:p> <urn:o> {G} .", f"<urn:s> <urn:p> _:o.# {G} ."], "\n", True, False)
def test_odd_lines_count_for_what_they_say(lines: list[str], end: str, ended: bool, marked: bool) -> None:
    with tempfile.NamedTemporaryFile() as file:
        text = end.join(lines) + (end if ended else "")
        Path(file.name).write_bytes((b"\xef\xbb\xbf" if marked else b"") + text.encode())
        outside = next((number for number, line in enumerate(lines, 1) if graph_of(line) is None), None)
        assert in_order(file.name) == is_in_order(lines)
        if outside is None:
            assert sorted_lines(Path(file.name)) == expected(lines)
        else:
            with pytest.raises(OutsideGraphs) as refusal:
                into_order(file.name, "cases.nq")
            assert refusal.value.problem[:2] == ("cases.nq", outside)


_wrong = st.sampled_from([
    "nonsense", "<urn:s", f"<urn:s <urn:p> <urn:o> {G} .", f'<urn:s> <urn:p> "x {G} .', f"<urn:s> <urn:p> <urn:o> {G}",
    "<urn:s> <urn:p> <urn:o> <urn:g", "<urn:s> <urn:p> _:",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_lines, st.lists(st.tuples(st.integers(0, 12), _wrong), min_size=1, max_size=3))
def test_wrong_lines_hide_no_others(lines: list[str], wrong: list[tuple[int, str]]) -> None:
    expected_order = is_in_order(lines)
    for at, line in wrong:
        lines.insert(at, line)
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_text("\n".join(lines), encoding="utf-8")
        assert in_order(file.name) == expected_order


def test_the_first_wrong_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    lines = many([1, 2]).splitlines()
    path.write_text("\n".join([*lines[:11], "# c", "", "nonsense", *lines[11:]]))
    with pytest.raises(PalermoError) as refusal:
        into_order(str(path), "cases.nq")
    assert refusal.value.problem[:3] == ("cases.nq", 14, 1)
    path.write_bytes("\n".join(lines[:20]).encode() + b"\n# \xff")
    with pytest.raises(PalermoError) as refusal:
        into_order(str(path), "cases.nq")
    assert (refusal.value.problem[:3], refusal.value.problem.code) == (("cases.nq", 21, 3), "P105")


def test_a_graph_that_comes_back_is_seen_however_late(tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    text = many(range(300))
    path.write_text(text)
    assert in_order(str(path))
    for n in (0, 150, 298):
        path.write_text(text + quads(n))
        assert not in_order(str(path))
    path.write_text(text + quads(299))
    assert in_order(str(path))


def test_scattered_lines_are_seen_at_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_PIECE", 5000)
    path = tmp_path / "cases.nq"
    lines = many(range(50)).splitlines(keepends=True)
    for text, scattered in (
        ("".join(lines), False),
        ("".join(lines[::13] + lines[1::13]), True),
        ("".join(lines[:30] + lines[::13]), False),
        ("# nothing", False),
    ):
        path.write_text(text)
        assert is_scattered(str(path), "cases.nq") == scattered


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _held(folder: Path) -> list[str]:
    """What this process holds open in a folder, named or not."""
    open_files = Path("/proc/self/fd")
    links = [os.readlink(link) for link in open_files.iterdir() if link.is_symlink()] if open_files.exists() else []
    return [link for link in links if link.startswith(str(folder))] + [path.name for path in folder.iterdir()]


def test_temporary_files_are_gone_after_all(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    path.write_text(many([1, 2, 1]))
    with into_order(str(path), "cases.nq"):
        assert _held(folder)
    assert not _held(folder)
    path.write_text(many([1, 2, 1]) + "nonsense")
    with pytest.raises(PalermoError):
        into_order(str(path), "cases.nq")
    assert not _held(folder)


def test_no_room(folder: Path, tmp_path: Path, no_room: Callable[[int], None]) -> None:
    path = tmp_path / "cases.nq"
    path.write_text(many([*range(100), 1]))
    whole = path.stat().st_size
    for size in (0, whole // 2, whole + 10):
        no_room(size)
        with pytest.raises(PalermoError) as refusal:
            into_order(str(path), "cases.nq")
        problem = refusal.value.problem
        assert (problem.file, problem.code) == ("cases.nq", "P100")
        assert re.search(r"temporary.*TMPDIR", problem.message)
        assert not _held(folder)


def test_no_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cases.nq"
    path.write_text(many([1, 2, 1]))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(PalermoError, match="TMPDIR"):
        into_order(str(path), "cases.nq")


_KILLED = """
import os, signal, sys
from palermo.bulk import ordered
made = []
def group(*given):
    made.append(1)
    if len(made) == 2: os.kill(os.getpid(), signal.SIGKILL)
    return kept(*given)
kept, ordered.Group = ordered.Group, group
ordered.into_order(sys.argv[1], "cases.nq")
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="elsewhere temporary files have names")
def test_nothing_is_left_where_the_process_is_killed(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "cases.nq"
    path.write_text(many([*range(100), 1]))
    run = [sys.executable, "-c", _KILLED, str(path)]
    done = subprocess.run(run, env=environment(TMPDIR=str(tmp_path / "temporary")), check=False, timeout=60)
    assert done.returncode == -9
    assert list((tmp_path / "temporary").iterdir()) == []


_MEASURED = """
import sys
from palermo.bulk.ordered import in_order, into_order, is_scattered
assert not in_order(sys.argv[1])
with into_order(sys.argv[1], "cases.nq") as copy:
    assert in_order(copy.place)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    lines = many(range(36_000)).splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)
    del lines
    assert path.stat().st_size > 60_000_000
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path)], env=environment(), capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 115_000
