"""Audits as text, Markdown, CSV, JSON and as a chart."""

import ast
import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from itertools import pairwise
from xml.etree import ElementTree

import jsonschema
import pytest

import palermo.write.audit
from palermo.audit import COLUMNS, Audit, Auditor, Figures, Group, Grouping, Region, Table, groupings, suppress
from palermo.data import folder, schema
from palermo.write.audit import WRITERS
from palermo.write.audit.chart import WIDTH
from palermo.write.audit.report import Report, percent, share
from palermo.write.context import Context
from palermo.write.grid import Grid, text_lines

from .test_wording import templates

SVG = "{http://www.w3.org/2000/svg}"
#: Text that a terminal, a page, a spreadsheet or a drawing might obey.
HARM = '=1+1 \x1b[31m <script>alert(1)</script> | *b* "q" & \u202e'


@pytest.fixture
def shown(rulebook) -> Callable[..., str]:
    """What a writer makes of a report."""

    def write(format_: str, report: Report, width: int = 100, definitions: tuple[str, ...] = ()) -> str:
        out = StringIO()
        WRITERS[format_](out, Context(rulebook, definitions or rulebook.chosen(), "en", width), report)
        return out.getvalue()

    return write


@pytest.fixture
def examples(rulebook, classified) -> Iterator[Callable[..., Report]]:
    """An audit of the built-in examples, with rows where they are wanted."""
    with ExitStack() as opened:

        def audit(threshold: int = 0, **rows: bool) -> Report:
            auditor = opened.enter_context(Auditor(rulebook, groupings(rulebook), **rows))
            for name in sorted(os.listdir(folder("examples"))):
                if name.endswith(".ttl"):
                    auditor.take(classified(name))
            return Report(auditor.result(threshold), auditor.labels, auditor.persons)

        yield audit


def made(*groups: tuple[str, tuple[int, ...]], threshold: int = 0) -> Report:
    """A report on groups of sources."""
    rows = [Group(name, Figures(sum(numbers), numbers, (("act", numbers[2]),), None)) for name, numbers in groups]
    total = tuple(sum(row.figures.supports[c] or 0 for row in rows) for c in range(5))
    table = Table(Grouping("source", None), tuple(rows), None)
    totals = Figures(sum(total), total, (("act", total[2]),), 0)
    audit = Audit(9, 9, 9, 0, totals, (("un-protocol-2000", 0),), (table,), (), Region("", 0, 0), (), 0)
    return Report(suppress(audit, threshold))


@pytest.mark.parametrize("rows", [{}, {"rows": True}, {"rows": True, "unlabelled_rows": True}])
@pytest.mark.parametrize("threshold", [0, 5])
def test_json_meets_its_schema(shown, examples, rows, threshold) -> None:
    with open(schema("audit"), encoding="utf-8") as text:
        tree = json.load(text)
    jsonschema.Draft202012Validator.check_schema(tree)
    found = json.loads(shown("json", examples(threshold, **rows)))
    jsonschema.Draft202012Validator(tree).validate(found)
    assert bool(found["rows"]) == ("rows" in rows)
    assert bool(found["established_but_unlabelled_rows"]) == ("unlabelled_rows" in rows)
    del found["not_meant"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(tree).validate(found)


def test_json_has_the_keys_of_the_interface(shown, examples) -> None:
    found = json.loads(shown("json", examples(rows=True)))
    assert found["labels"] == sum(found[name] for name in COLUMNS) > 0
    assert found["more_than_record"] == found["unsupported"] + found["contradicted"]
    assert {"missing", "established_but_unlabelled", "by", "rows"} <= set(found)
    assert list(found["by"]) == ["source", "instrument", "jurisdiction", "purpose", "sector", "classification"]
    row = found["rows"][0]
    assert list(row)[:7] == ["case", "person", "label", "source", "definition", "support", "missing"]
    assert row["caveat"]


def test_what_is_withheld_is_null_and_named(shown) -> None:
    found = json.loads(shown("json", made(("a", (20, 0, 30, 2, 0)), ("b", (20, 0, 30, 20, 0)), threshold=5)))
    group = found["by"]["source"]["a"]
    assert (group["supported"], group["contradicted"], group["unsupported"]) == (20, None, None)
    assert group["shares"]["contradicted"] is None
    assert group["withheld"] == ["unsupported", "contradicted", "missing.act"]
    assert found["min_cell"] == 5


def test_rows_are_listed_only_where_they_are_asked_for(shown, examples) -> None:
    person = "https://example.org/examples/waitress#woman"
    assert person not in shown("text", examples(rows=True))
    listed = shown("text", examples(unlabelled_rows=True))
    assert person in listed
    assert listed.index("Handle with care") < listed.index(person)
    table = list(csv.DictReader(StringIO(shown("csv", examples(unlabelled_rows=True)))))
    assert all("could send somebody to a door" in row["caveat"] and not row["label"] for row in table)
    tree = json.loads(shown("json", examples(unlabelled_rows=True)))
    assert "could send somebody to a door" in tree["established_but_unlabelled_rows_warning"]


def test_the_report_opens_with_what_it_is_not(shown, examples) -> None:
    for format_ in ("text", "markdown"):
        text = " ".join(shown(format_, examples()).split())
        opening = text[: text.index("All labels")]
        assert "does not mean that the person was not trafficked" in opening
        assert "counts once for each person of the case" in opening
        assert text.endswith("not legal advice.")


def test_a_general_rulebook_says_it_in_general_words(shown) -> None:
    report = made(("a", (1, 0, 2, 0, 0)))
    text = " ".join(shown("text", report, definitions=("no-such-definition",)).split())
    assert "does not mean that the label is wrong about the person" in text
    assert "trafficked" not in text


def test_records_that_can_only_agree_are_remarked_on(shown) -> None:
    assert "All labels come to the same" in " ".join(shown("text", made(("a", (0, 9, 0, 0, 0)))).split())
    assert "All labels come to the same" not in " ".join(shown("text", made(("a", (1, 9, 0, 0, 0)))).split())


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(shown, examples, width) -> None:
    text = shown("text", examples(rows=True), width)
    assert max(map(len, text.splitlines())) <= width


def test_a_name_that_is_too_wide_has_lines_of_its_own() -> None:
    lines = list(text_lines(Grid(("group", "labels"), (("a" * 45, "7"), ("b", "10"))), 40))
    assert [line.split() for line in lines[3:]] == [["a" * 38], ["a" * 7], ["7"], ["b", "10"]]
    assert {len(line) for line in lines[-2:]} == {40}


def test_many_figures_in_a_narrow_place_are_told_in_sentences() -> None:
    grid = Grid(("group", *("heading",) * 9), (("a", *"123456789"),))
    assert " ".join("".join(text_lines(grid, 40)).split()).startswith("a: heading 1, heading 2")


def test_nothing_in_a_name_is_obeyed(shown) -> None:
    report = made((HARM, (1, 2, 3, 4, 5)), ("b", (9, 9, 9, 9, 9)))
    for format_ in WRITERS:
        text = shown(format_, report)
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<script>" not in shown("markdown", report).replace("\\<script\\>", "")
    (row,) = [row for row in csv.DictReader(StringIO(shown("csv", report))) if "alert" in row["group"]]
    assert row["group"].startswith("'=1+1")
    assert json.loads(shown("json", report))["by"]["source"][HARM]["labels"] == 15


def test_csv_has_a_row_for_all_and_for_each_group(shown) -> None:
    report = made(("a", (20, 0, 30, 2, 0)), ("", (20, 0, 30, 20, 0)), ("c", (1, 0, 0, 0, 0)), threshold=5)
    rows = list(csv.DictReader(StringIO(shown("csv", report))))
    assert [(row["row"], row["group"], row["labels"]) for row in rows] == [
        ("all", "", "123"),
        ("none", "", "70"),
        ("others", "", "53"),
    ]
    assert all(row["caveat"] for row in rows)
    assert (rows[1]["supported"], rows[1]["unsupported"], rows[2]["contradicted"]) == ("20", "*", "*")


def test_shares_are_never_rounded_to_nothing_or_all() -> None:
    assert [percent(part, 1000) for part in (0, 1, 500, 999, 1000, None)] == ["0%", "<1%", "50%", ">99%", "100%", ""]
    assert [share(1, 3), share(None, 3), share(0, 0)] == [0.3333, None, None]


# --- the chart


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_the_chart_is_told_to_who_cannot_see_it(shown) -> None:
    root = drawn(shown("svg", made(("the police", (4, 3, 2, 1, 0)))))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "the police: 10 labels; supported 4 (40%), only if proved 3 (30%)" in (description.text or "")
    assert "does not mean" in (description.text or "")


def test_parts_fill_their_bar_and_differ_by_more_than_colour(shown) -> None:
    root = drawn(shown("svg", made(("a", (40, 30, 20, 10, 5)), ("b", (0, 1, 0, 0, 0)))))
    bars = root.findall(f"{SVG}g")
    assert len(bars) == 2
    for bar, parts in zip(bars, (5, 1), strict=True):
        pieces = [rect for rect in bar.findall(f"{SVG}rect") if (rect.get("fill") or "").startswith("url(")]
        assert len(pieces) == parts
        edges = [(float(rect.get("x") or 0), float(rect.get("width") or 0)) for rect in pieces]
        assert sum(width for _, width in edges) == pytest.approx(470, abs=0.5)
        assert all(a + w == pytest.approx(b, abs=0.2) for (a, w), (b, _) in pairwise(edges))
    patterns = {p.get("id"): ElementTree.tostring(p) for p in root.iter(f"{SVG}pattern")}
    shapes = {re.sub(rb'#[0-9a-f]{6}|id="[^"]*"', b"", text) for text in patterns.values()}
    assert len(patterns) == 6
    assert len(shapes) == 5  # supported and not tested have no pattern, and are dark and white
    numbers = [text.text for text in bars[0].findall(f"{SVG}text")]
    assert numbers == ["a", "40", "30", "20", "10", "5", "105 labels"]


def test_what_is_withheld_is_drawn_as_one_part(shown) -> None:
    text = shown("svg", made(("a", (20, 0, 30, 2, 0)), ("b", (20, 0, 30, 20, 0)), threshold=5))
    assert "withheld" in text
    bars = [[text.text for text in bar.findall(f"{SVG}text")] for bar in drawn(text).findall(f"{SVG}g")]
    assert bars == [["a", "20", "*", "52 labels"], ["b", "20", "*", "70 labels"]]


def test_nothing_in_a_chart_runs_or_is_fetched(shown) -> None:
    text = shown("svg", made((HARM, (1, 2, 3, 4, 5))))
    root = drawn(text)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "text", "g",
    }  # fmt: skip
    assert not re.search(r"\bon\w+=|href|@import|<script", text)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_long_names_stay_on_the_page(shown) -> None:
    root = drawn(shown("svg", made(("W" * 300, (1, 2, 3, 4, 5)), ("漢" * 80, (9, 9, 9, 9, 9)))))
    for bar in root.findall(f"{SVG}g"):
        name = bar.find(f"{SVG}text")
        assert name is not None
        assert name.get("text-anchor") == "end"
        assert (name.text or "").endswith("…")
        assert len(name.text or "") < 30
    assert root.get("width") == str(WIDTH)


def test_a_chart_of_nothing_says_so(shown) -> None:
    assert "No labels to show." in shown("svg", made())


def test_a_chart_of_many_groups_says_what_it_leaves_out(shown) -> None:
    text = shown("svg", made(*((f"source {n}", (5, 5, 5, 5, 5)) for n in range(23))))
    assert len(drawn(text).findall(f"{SVG}g")) == 20
    assert "Groups not shown: 3, with 75 labels." in text


# --- wording


def test_each_sentence_of_an_audit_is_there() -> None:
    known, asked = set(templates()), set()
    base = os.path.dirname(palermo.write.audit.__file__)
    for name in os.listdir(base):
        if name.endswith(".py"):
            with open(os.path.join(base, name), encoding="utf-8") as source:
                nodes = ast.walk(ast.parse(source.read()))
            asked |= {
                node.value
                for node in nodes
                if isinstance(node, ast.Constant) and str(node.value).startswith("audit.") and node.value[-1] != "."
            }
    asked |= {f"audit.column.{name}" for name in (*COLUMNS, "group", "labels", "more")}
    asked |= {f"audit.group.{name}" for name in ("source", "instrument", "classification")}
    assert len(asked) > 50
    assert asked <= known
    unused = {id_ for id_ in known if id_.startswith("audit.")} - asked
    assert all(re.search(r"\.(none\.\w+|Trafficking\w+)$", id_) for id_ in unused), unused
