"""Results are kept and read as they were, shown to three digits, and the page is made of them."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def pages():
    spec = importlib.util.spec_from_file_location("generate_benchmarks", ROOT / "docs" / "generate_benchmarks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def part(script):
    results = script("results")
    rows = (("a | b", 1234.5, 7, ""), ("c", 0.0123412, 12345, 1.5))
    claims = (results.at_most("time", 2.5, 2), results.at_least("rate", 12.34167, 10))
    return results.Part("some", "Some part", "How.", ("", "s", "n", "x"), rows, claims, ("a thing",))


@pytest.mark.parametrize(
    ("value", "text"),
    [(12345.6, "12,300"), (123.4, "123"), (99.96, "100"), (1.2345, "1.23"), (0.01234, "0.0123"), (0.0, "0"), (7, "7"),
     (12345, "12,345"), ("as it is", "as it is")],
)  # fmt: skip
def test_figures_are_shown_to_three_digits(script, value, text) -> None:
    assert script("results").shown(value) == text


def test_what_holds_and_what_does_not(part) -> None:
    assert [claim.holds for claim in part.claims] == [False, True]


def test_parts_are_kept_and_read(script, part, tmp_path) -> None:
    results, file = script("results"), tmp_path / "results.json"
    order = ("some", "other")
    results.keep(file, {"Python": "3"}, part._replace(name="other", rows=(), claims=(), missing=()), order)
    results.keep(file, {"Python": "3"}, part._replace(title="Before"), order)
    results.keep(file, {"Python": "3.11"}, part, order)
    machine, parts = results.read(file)
    assert machine == {"Python": "3.11"}
    assert [p.name for p in parts] == ["some", "other"]
    assert parts[0].title == "Some part"
    assert parts[0].rows == (("a | b", 1234.0, 7, ""), ("c", 0.01234, 12345, 1.5)), "to four digits"
    assert parts[0].claims == (part.claims[0], part.claims[1]._replace(figure=12.34))
    assert parts[0].missing == ("a thing",)


def test_a_part_as_text(script, part) -> None:
    text = "\n".join(script("results").lines(part))
    assert "1,230" in text
    assert "time: 2.50 times (at most 2 times): DOES NOT HOLD" in text
    assert "rate: 12.3 times (at least 10 times): holds" in text
    assert "not measured: a thing" in text


def test_the_page_says_what_was_found(script, part, pages, tmp_path) -> None:
    script("results").keep(tmp_path / "results.json", {"Python": "3"}, part, ("some",))
    page = pages.page(tmp_path / "results.json")
    assert "| [Some part](#some-part): time | 2.50 times | at most 2 times | **does not hold** |" in page
    assert "| [Some part](#some-part): rate | 12.3 times | at least 10 times | holds |" in page
    assert "## Some part\n\nHow.\n\n|  | s | n | x |\n| --- | ---: | ---: | ---: |\n| a \\| b | 1,230 | 7 |  |" in page
    assert "Not measured: a thing." in page


def test_the_page_is_fresh(pages) -> None:
    kept = Path(pages.PAGE).read_text(encoding="utf-8")
    assert kept == pages.page(), "stale: run make docs"


def test_results_name_no_machine_and_no_day() -> None:
    kept = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    assert set(kept["machine"]) == {"processor", "memory", "system", "Python", "pyoxigraph"}
