"""The package as people's own code sees it: ``import palermo``."""

import subprocess
import sys
from pathlib import Path

import pytest

import palermo

WAITRESS = "examples/04-waitress.ttl"
ROOT = Path(__file__).resolve().parents[1]


def test_every_public_name_is_there() -> None:
    """What the package lists can be had, and nothing else."""
    for name in palermo.__all__:
        assert getattr(palermo, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = palermo.nothing
    assert dir(palermo) == sorted(palermo.__all__)


def test_classify_a_file() -> None:
    """Three lines from a file to a finding, and the finding shows itself."""
    rulebook = palermo.Rulebook.load()
    (case,) = palermo.read_cases(str(ROOT / WAITRESS), rulebook)
    finding = rulebook.classify(case).persons[0].findings[0]
    assert finding.outcome == "established"
    html = finding._repr_html_()
    assert "<strong>un-protocol-2000</strong>: established" in html
    assert html.count("<tr>") == 1 + len(finding.elements)


def test_html_is_escaped() -> None:
    """A hostile IRI stays text."""
    finding = palermo.Finding("<script>", None, "excluded", None, (), ("<b>",), (), "&", '"')
    assert "<script>" not in finding._repr_html_()
    assert "&lt;b&gt;" in finding._repr_html_()


def test_a_problem_is_an_error_with_its_place(tmp_path: Path) -> None:
    """Reading raises at the first problem."""
    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix : <https://example.org/> .\n:a :b ,\n")
    with pytest.raises(palermo.PalermoError) as caught:
        list(palermo.read_cases(str(bad)))
    assert caught.value.problem.line == 2


def test_importing_the_package_loads_nothing() -> None:
    """Start-up is for what is used."""
    code = "import sys, palermo; print([m for m in sys.modules if m.startswith('palermo.')])"
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "engine")},
    )
    assert found.stdout.strip() == "[]"
