"""``palermo summary``: inputs, options, exit codes, and where it writes."""

import gzip
import io
import json
import os
import stat
import subprocess
import sys

import pytest

from palermo.summary import INPUT_FORMATS
from palermo.write.summary.charts import CHARTS
from palermo_cli.commands import summary

CASE = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix : <https://example.org/{n}#> .
:case a pal:Case ; pal:concerns :p . :p a pal:Person , pal:Adult .
"""


@pytest.fixture
def findings(run, examples, tmp_path) -> str:
    """The findings on the built-in examples, as JSON Lines."""
    path = tmp_path / "findings.jsonl"
    assert run("classify", examples, "-o", str(path)).code == 0
    return str(path)


def test_what_is_written_out_is_what_there_is() -> None:
    assert summary.CHARTS == CHARTS
    assert summary.INPUT_FORMATS == INPUT_FORMATS


def test_cases_and_findings_on_them_give_the_same(run, examples, findings, tmp_path, monkeypatch) -> None:
    expected = run("summary", examples, "--format", "json").out
    assert json.loads(expected)["persons"] == 28
    assert run("summary", findings, "--format", "json").out == expected
    run("classify", examples, "-o", str(tmp_path / "f.json"))
    assert run("summary", str(tmp_path / "f.json"), "--format", "json").out == expected
    with open(findings, "rb") as lines:
        data = lines.read()
    (tmp_path / "f.jsonl.gz").write_bytes(gzip.compress(data))
    assert run("summary", str(tmp_path / "f.jsonl.gz"), "--format", "json").out == expected

    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert run("summary", "-", "--format", "json").out == expected


def test_several_files_are_counted_together(run, findings) -> None:
    tree = json.loads(run("summary", findings, findings, "--format", "json").out)
    assert (tree["persons"], tree["cases"], tree["repeated_cases"]) == (56, 40, 20)


def test_the_ending_chooses_the_form(run, findings, tmp_path) -> None:
    for name, begins in (
        ("x.txt", b"Summary of findings"), ("x.json", b"{"), ("x.csv", b"table,view"), ("x.md", b"\n# Summary"),
        ("x.html", b"<!doctype html>"), ("x.svg", b"<svg"), ("x.PNG", b"\x89PNG\r\n\x1a\n"),
    ):  # fmt: skip
        if name == "x.PNG":
            pytest.importorskip("resvg_py")
        path = tmp_path / name
        assert run("summary", findings, "-o", str(path)).code == 0
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert path.read_bytes().startswith(begins)


def test_one_chart_is_chosen_by_name(run, findings) -> None:
    for name in CHARTS:
        assert f'<title id="{name}-title">' in run("summary", findings, "--chart", name, "--format", "svg").out
    assert '<title id="diagram-title">' in run("summary", findings, "--format", "svg").out
    wrong = run("summary", findings, "--chart", "year")
    assert (wrong.code, "goes with --format svg or png" in wrong.err) == (2, True)
    assert run("summary", findings, "--chart", "month", "--format", "svg").code == 2


def test_a_diagram_that_is_not_there(run, tmp_path) -> None:
    empty, out = tmp_path / "empty.jsonl", tmp_path / "x.svg"
    empty.write_text("", encoding="utf-8")
    result = run("summary", str(empty), "--chart", "diagram", "-o", str(out))
    assert result.code == 2
    assert (
        result.err == "palermo: --chart: there is no diagram: the findings name no area of one; choose another chart\n"
    )
    assert not out.exists()
    assert run("summary", str(empty)).code == 0


def test_png_needs_an_extra(run, findings, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    result = run("summary", findings, "-o", str(tmp_path / "x.png"))
    assert result.code == 2
    assert result.err == (
        "palermo: PNG needs resvg_py, which is not installed; try pip install 'palermo[charts]', or write SVG\n"
    )
    assert not (tmp_path / "x.png").exists()


def test_png_goes_to_a_pipe_as_it_is(start, findings) -> None:
    pytest.importorskip("resvg_py")
    with start("summary", findings, "--format", "png", stdout=-1) as child:
        out, _ = child.communicate()
    assert child.returncode == 0
    assert out.startswith(b"\x89PNG\r\n\x1a\n")
    assert out.endswith(b"IEND\xaeB`\x82")


def test_a_bad_line_is_named_and_the_rest_is_counted(run, findings, tmp_path) -> None:
    with open(findings, "a", encoding="utf-8") as lines:
        lines.write("{}\n")
    (tmp_path / "bad.ttl").write_text(":a :b", encoding="utf-8")
    result = run("summary", findings, str(tmp_path / "bad.ttl"), "--format", "json")
    tree = json.loads(result.out)
    assert result.code == 2
    assert (tree["persons"], len(tree["problems"])) == (28, 2)
    assert f'palermo: {findings}:21: no findings on a case: the key "case" is missing' in result.err


def test_what_classify_left_out_is_told(run, tmp_path) -> None:
    (tmp_path / "a.ttl").write_text(CASE.replace("{n}", "a"), encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(":a :b", encoding="utf-8")
    assert run("classify", str(tmp_path), "-o", str(tmp_path / "f.json")).code == 2
    result = run("summary", str(tmp_path / "f.json"))
    assert result.code == 0
    assert "could not be classified, and that are not counted: 1." in " ".join(result.out.split())


def test_definitions_and_packs_are_those_of_classify(run, examples) -> None:
    tree = json.loads(run("summary", examples, "--definition", "all", "--format", "json").out)
    assert len(tree["definitions"]) > 10
    assert tree["diagram"]["divided_by"] == {"m-e": ["un-protocol-2000"], "s-m-e": ["un-protocol-2000"]}
    other = run("summary", examples, "--definition", "uk-msa-2015", "--format", "json")
    assert json.loads(other.out)["diagram"] == tree["diagram"]  # the diagram is the model's, whatever is chosen
    assert run("summary", examples, "--definition", "no-law").code == 2
    assert run("summary", examples, "--at", "yesterday").code == 2


def test_the_reference_counts_the_same(run, examples) -> None:
    pytest.importorskip("pyshacl")
    path = os.path.join(examples, "06-raid-and-rescue.ttl")
    ours, theirs = (run("summary", path, "--format", "json", "--engine", e).out for e in ("compiled", "reference"))
    assert ours == theirs


def test_input_that_is_not_there(run) -> None:
    result = run("summary", "no.jsonl")
    assert result.code == 2
    assert result.err.startswith("palermo: no.jsonl: cannot be opened")
    assert run("summary").code == 2


def test_verbose_says_what_was_done(run, findings) -> None:
    assert "palermo: 20 cases counted, 0 problems\n" in run("summary", findings, "-v").err
    assert run("summary", findings).err == ""


def test_the_program_starts_without_it(examples) -> None:
    """What draws is not loaded where nothing is drawn."""
    code = (
        "import sys; from palermo_cli.main import palermo; "
        f"palermo.main(['classify', {os.path.join(examples, '04-waitress.ttl')!r}], standalone_mode=False); "
        "assert not [m for m in sys.modules if 'summary' in m or 'drawing' in m or 'resvg' in m]"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, stdout=subprocess.DEVNULL)
