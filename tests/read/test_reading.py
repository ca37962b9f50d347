"""PATHs, formats, streams and sizes."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from palermo.problems import Notice, PalermoError, Problem
from palermo.read import cases, read_cases, stream
from palermo.read.parse import LONGEST_LITERAL
from palermo.rulebook import Rulebook
from palermo.split.case import Case

ROOT = Path(__file__).parents[2]
PAL = "https://w3id.org/palermo#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def turtle(n: int, more: str = "") -> str:
    base = f"https://example.org/c{n}#"
    return f"@prefix pal: <{PAL}> . @prefix : <{base}> . :case a pal:Case ; pal:concerns :p . :p a pal:Person . {more}"


def quads(n: int) -> str:
    base = f"https://example.org/c{n}#"
    graph = f"<{base}case> .\n"
    return (
        f"<{base}case> <{TYPE}> <{PAL}Case> {graph}<{base}case> <{PAL}concerns> <{base}p> {graph}"
        f"<{base}p> <{TYPE}> <{PAL}Person> {graph}<{base}d> <{TYPE}> <{PAL}Conduct> {graph}"
        f"<{base}d> <{PAL}towards> <{base}p> {graph}_:f <{TYPE}> <{PAL}Deception> {graph}"
        f"<{base}d> <{PAL}means> _:f {graph}"
    )


def items(core: Rulebook, *paths: object, input_format: str | None = None) -> list[Case | Problem]:
    return list(read_cases([str(path) for path in paths], core.vocabulary, input_format=input_format))


def iris(found: list[Case | Problem]) -> list[str]:
    assert all(isinstance(item, Case) for item in found), found
    return [item.iri for item in found if isinstance(item, Case)]


def only_problem(found: list[Case | Problem]) -> Problem:
    [item] = found
    assert isinstance(item, Problem)
    return item


def test_a_folder_is_walked_by_name(core: Rulebook, tmp_path: Path) -> None:
    for n, name in enumerate(["b.ttl", "a.ttl", "sub/c.ttl", ".hidden.ttl", ".git/d.ttl", "notes.txt", "table.json"]):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(turtle(n) if path.suffix == ".ttl" else "{}")
    found = items(core, tmp_path)
    assert iris(found) == [f"https://example.org/c{n}#case" for n in (1, 0, 2)]
    assert [Path(item.file).name for item in found] == ["a.ttl", "b.ttl", "c.ttl"]


def test_what_a_pack_says_is_not_read_as_cases(core: Rulebook, tmp_path: Path) -> None:
    for folder in ("ontology", "shapes", "examples"):
        (tmp_path / "pack" / folder).mkdir(parents=True)
        (tmp_path / "pack" / folder / "x.ttl").write_text(turtle(1))
    assert [Path(item.file).parent.name for item in items(core, tmp_path)] == ["examples"]


def test_a_folder_without_cases_is_a_problem(core: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "table.json").write_text('{"cases": []}')
    assert only_problem(items(core, tmp_path)).code == "P107"


def test_only_regular_files_are_opened(core: Rulebook, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    (tmp_path / "gone.ttl").symlink_to("nowhere")
    assert only_problem(items(core, tmp_path / "pipe.ttl")).code == "P102"
    assert only_problem(items(core, tmp_path / "gone.ttl")).code == "P102"
    assert only_problem(items(core, "/dev/zero", input_format="turtle")).code == "P102"
    assert only_problem(items(core, tmp_path / "missing.ttl")).code == "P101"


def test_the_format_comes_from_the_option_where_one_is_given(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    path.write_text(turtle(1))
    assert iris(items(core, path, input_format="ttl")) == ["https://example.org/c1#case"]
    with pytest.raises(PalermoError, match="unknown format"):
        read_cases([str(path)], core.vocabulary, input_format="word")


@pytest.mark.parametrize("name", ["case.ttl", "case.trig", "CASE.TTL"])
def test_a_byte_order_mark_and_windows_lines_do_no_harm(name: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + turtle(1).replace(" . ", " .\r\n").encode())
    assert iris(items(core, path)) == ["https://example.org/c1#case"]


@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_quads_with_either_line_end(lines: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.nq"
    path.write_bytes((quads(1) + quads(2)).replace("\n", lines).encode())
    assert len(iris(items(core, path))) == 2


def test_gzipped_files(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.nq.gz"
    path.write_bytes(gzip.compress(quads(1).encode()))
    assert iris(items(core, path)) == ["https://example.org/c1#case"]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(raw)))  # a BytesIO is raw enough
    return raw


def _say(stdin: io.BytesIO, data: bytes) -> None:
    stdin.write(data)
    stdin.seek(0)


def test_standard_input_needs_a_format(core: Rulebook, stdin: io.BytesIO) -> None:
    _say(stdin, turtle(1).encode())
    assert only_problem(items(core, "-")).code == "P106"
    [case] = items(core, "-", input_format="turtle")
    assert isinstance(case, Case)
    assert case.file == "-"
    assert not sys.stdin.closed


def test_standard_input_gzipped(core: Rulebook, stdin: io.BytesIO) -> None:
    _say(stdin, gzip.compress(quads(1).encode()))
    assert len(iris(items(core, "-", input_format="nq"))) == 1


def test_a_fault_on_standard_input_is_placed(core: Rulebook, stdin: io.BytesIO) -> None:
    _say(stdin, turtle(1, "\n:p pal:age_ 3 .").encode())
    problem = only_problem(items(core, "-", input_format="turtle"))
    assert problem.place() == "-:2:4"


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "STREAMED", 1000)
    monkeypatch.setattr(stream, "UNORDERED", 10_000)


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("name", ["cases.nq", "cases.nq.gz"])
def test_a_big_file_comes_case_by_case(name: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / name
    data = "".join(quads(n) for n in (3, 1, 2)).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = items(core, path)
    assert iris(found) == [f"https://example.org/c{n}#case" for n in (3, 1, 2)]
    (tmp_path / "small.nq").write_bytes(data.splitlines(keepends=True)[0])
    assert all(len(case.triples) == 7 for case in found if isinstance(case, Case))


def disordered(count: int) -> list[str]:
    lines = "".join(quads(n) for n in range(count)).splitlines(keepends=True)
    return lines[::2] + lines[1::2]


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("name", ["cases.nq", "cases.nq.gz"])
def test_a_big_file_in_disorder_is_sorted(name: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / name
    data = "".join(disordered(30)).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    with pytest.warns(Notice, match="sorted first"):
        found = items(core, path)
    assert iris(found) == [f"https://example.org/c{n}#case" for n in range(30)]
    (tmp_path / "plain.nq").write_text("".join(quads(n) for n in range(30)))
    expected = {case.iri: set(case.triples) for case in items(core, tmp_path / "plain.nq") if isinstance(case, Case)}
    assert {case.iri: set(case.triples) for case in found if isinstance(case, Case)} == expected


@pytest.mark.usefixtures("small_limits")
def test_a_fault_in_disorder_is_placed_in_the_file_as_it_is(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    lines = disordered(30)
    lines[47] = lines[47].replace("/concerns", "/concern")
    wrong = next(number for number, line in enumerate(lines, 1) if f"c17#d> <{TYPE}>" in line)
    lines[wrong - 1] = lines[wrong - 1].replace("Conduct", "Conduckt")
    path.write_text("".join(lines))
    with pytest.warns(Notice):
        found = items(core, path)
    [problem] = [item for item in found if isinstance(item, Problem)]
    assert problem.line == wrong
    lines[100] = lines[100].replace(" .\n", "\n")
    path.write_text("".join(lines))
    with pytest.warns(Notice):
        problem = only_problem(items(core, path))
    assert (problem.code, problem.line) == ("P110", 101)


@pytest.mark.usefixtures("small_limits")
def test_what_stands_outside_of_any_graph_needs_the_whole_file(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    outside = f'<https://example.org/c1#p> <{PAL}ageAtTime> "20"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    for count, read in ((5, True), (30, False)):
        path.write_text("".join(quads(n) for n in range(count)) + outside)
        with pytest.warns(Notice):
            found = items(core, path)
        if read:
            assert len(iris(found)) == count
            assert [len(case.triples) for case in found if isinstance(case, Case)] == [7, 8, 7, 7, 7]
        else:
            problem = only_problem(found)
            assert (problem.code, problem.line) == ("P109", 7 * count + 1)


def trig(count: int) -> str:
    found = []
    for n in range(count):
        base = f"https://example.org/c{n}#"
        found.append(
            f"<{base}case> {{ <{base}case> a pal:Case ; pal:concerns <{base}p> . <{base}p> a pal:Person .\n"
            f"  <{base}d> a pal:Conduct ; pal:towards <{base}p> ; pal:means [ a pal:Deception ] . }}\n"
        )
    return f"@prefix pal: <{PAL}> .\n" + "".join(found)


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("name", ["cases.trig", "cases.trig.gz"])
def test_big_trig_comes_case_by_case(name: str, core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / name
    data = trig(20).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = items(core, path)
    assert iris(found) == [f"https://example.org/c{n}#case" for n in range(20)]
    (tmp_path / "plain.nq").write_text("".join(quads(n) for n in range(20)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cases, "STREAMED", 1 << 20)
        expected = {case.iri: set(case.triples) for case in items(core, path) if isinstance(case, Case)}
    assert {case.iri: set(case.triples) for case in found if isinstance(case, Case)} == expected


@pytest.mark.usefixtures("small_limits")
def test_a_fault_in_big_trig_is_told_without_a_line_that_is_not_there(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.trig"
    path.write_text(trig(20).replace("Deception", "Decepton", 1))
    found = items(core, path)
    assert len(found) == 20
    [problem] = [item for item in found if isinstance(item, Problem)]
    assert (problem.code, problem.line, problem.column) == ("P130", None, None)
    path.write_text(trig(20) + "<https://example.org/x> { pal:x y:z 3 }")
    problem = only_problem(items(core, path))
    assert (problem.code, problem.line) == ("P111", 42)


@pytest.mark.usefixtures("small_limits")
def test_big_trig_with_something_outside_of_any_graph_is_read_whole(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.trig"
    path.write_text(trig(20) + "<https://example.org/c1#p> pal:ageAtTime 20 .")
    with pytest.warns(Notice):
        found = items(core, path)
    assert len(iris(found)) == 20
    assert sorted(len(case.triples) for case in found if isinstance(case, Case)) == [7] * 19 + [8]


@pytest.mark.usefixtures("small_limits")
def test_standard_input_of_any_size(core: Rulebook, stdin: io.BytesIO) -> None:
    _say(stdin, "".join(quads(n) for n in range(200)).encode())
    assert len(iris(items(core, "-", input_format="nq"))) == 200
    assert not sys.stdin.closed


@pytest.mark.usefixtures("small_limits")
def test_a_fault_in_a_big_file_is_placed_and_stops_no_other_case(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    path.write_text(quads(0) + quads(1).replace("Deception", "Decepton") + quads(2))
    found = items(core, path)
    assert [type(item) for item in found] == [Case, Problem, Case]
    assert isinstance(found[1], Problem)
    assert found[1].line == 13
    path.write_text(quads(0) + quads(1) + "nonsense\n" + quads(2))
    found = items(core, path)
    assert [type(item) for item in found][-1:] == [Problem]
    assert isinstance(found[-1], Problem)
    assert found[-1].line == 15


def test_a_literal_may_be_long_but_not_endless(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.ttl"
    for size, read in ((LONGEST_LITERAL, True), (LONGEST_LITERAL + 1, False), (50_000_000, False)):
        path.write_text(turtle(1, f':p <http://www.w3.org/2000/01/rdf-schema#label> """{"x" * size}""" .'))
        [item] = items(core, path)
        assert isinstance(item, Case) == read
        if isinstance(item, Problem):
            assert item.code == "P118"
    path = tmp_path / "case.nq"
    path.write_text(quads(1).replace("_:f <", f'_:f <{PAL}x> "{"x" * 50_000_000}" _:g .\n_:f <', 1))
    assert only_problem(items(core, path)).code == "P118"


def test_ten_thousand_nested_lists(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.ttl"
    path.write_text(turtle(1, f":p :q {'(' * 10_000}{')' * 10_000} ."))
    assert only_problem(items(core, path)).code == "P113"
    path = tmp_path / "case.nt"
    path.write_text(f"<https://example.org/s> <https://example.org/p> {'<<( ' * 10_000} .")
    assert only_problem(items(core, path)).code == "P119"


def test_brackets_in_texts_are_not_counted(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "case.ttl"
    path.write_text(turtle(1, f':p :q "{"([{" * 50} <<( {{|" . # {"(" * 200}'))
    assert len(iris(items(core, path))) == 1


def test_the_same_case_in_two_files(core: Rulebook, tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(turtle(1))
    first, second = items(core, tmp_path)
    assert isinstance(first, Case)
    assert isinstance(second, Problem)
    assert second.code == "P123"
    assert "a.ttl" in second.message


def test_cases_of_a_file_come_by_iri(core: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.nq"
    path.write_text("".join(quads(n) for n in (3, 1, 2)))
    assert iris(items(core, path)) == [f"https://example.org/c{n}#case" for n in (1, 2, 3)]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_memory_stays_low(tmp_path: Path) -> None:
    """Ten thousand cases of 22 triples, one after the other, in under 200 MB (with room to spare)."""
    path = tmp_path / "cases.nq"
    with path.open("w") as out:
        for n in range(10_000):
            filler = "".join(
                f"<https://example.org/c{n}#f{m}> <{TYPE}> <{PAL}Recruitment> <https://example.org/c{n}#case> .\n"
                for m in range(15)
            )
            out.write(quads(n).replace("_:f", f"_:f{n}") + filler)
    program = (
        "from palermo.vocabulary import Vocabulary; from palermo.read import read_cases\n"
        f"seen = sum(len(case.triples) for case in read_cases([{str(path)!r}], Vocabulary((), {{}}, {{}}, {{}})))\n"
        "print(seen, next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "engine")})
    seen, kilobytes = map(int, done.stdout.split())
    assert seen == 220_000
    assert kilobytes < 100_000


def test_start_up_imports_little() -> None:
    program = (
        "import sys, pyoxigraph; before = set(sys.modules); import palermo.read\n"
        "print(*(name for name in sys.modules if name not in before))"
    )
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "engine")})
    late = {"json", "gzip", "difflib", "hashlib", "dataclasses", "logging", "pathlib", "xml", "urllib", "inspect"}
    assert late.isdisjoint(done.stdout.split())
