"""Summaries as text, Markdown, HTML, CSV, JSON, and as charts."""

import ast
import csv
import json
import os
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from typing import Any

import jsonschema
import pytest

import palermo.write.summary
from palermo.data import folder, schema
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.summary import Tally, Told, told_by
from palermo.summary.told import Outcome, Person, Place
from palermo.write.context import Context
from palermo.write.drawing import WIDTH, wide
from palermo.write.summary import WRITERS, png_of, write_svg
from palermo.write.summary.charts import CHARTS, chart
from palermo.write.summary.diagram import _COLOURS, _DARK_PLAIN, _PLAIN
from palermo.write.summary.report import Report

from .drawings import SVG, circles, contrast, drawn, letters, told
from .test_wording import templates

Shown = Callable[..., str]
LAW = "un-protocol-2000"
#: Text that a terminal, a page, a spreadsheet or a drawing might obey.
HARM = '=1+1 \x1b[31m <script>alert(1)</script> | *b* "q" & \u202e'
REFUGEE = os.path.join(folder("examples"), "packs", "refugee-1951")
AREAS = ("none", "s", "m", "e", "s-m", "s-e", "m-e", "s-m-e")


@pytest.fixture
def shown(rulebook: Rulebook) -> Shown:
    """What a writer makes of a report."""

    def write(format_: str, report: Report, width: int = 100, chart: str | None = None, rules: Any = None) -> str:
        out, context = StringIO(), Context(rules or rulebook, rulebook.chosen(), "en", width)
        if format_ == "svg":
            write_svg(out, context, report, chart)
        else:
            WRITERS[format_](out, context, report)
        return out.getvalue()

    return write


@pytest.fixture(scope="session")
def examples(rulebook: Rulebook) -> Report:
    """A summary of the built-in examples under two definitions."""
    return counted(rulebook, *told_by(rulebook, rulebook, [folder("examples")], (LAW, "uk-msa-2015")))


def counted(rulebook: Rulebook, *told: object, most: int = 10_000) -> Report:
    tally = Tally(rulebook, most)
    for one in told:
        assert isinstance(one, Told), one
        tally.add(one)
    return Report(tally.summary())


def told_of(**numbers: int) -> Told:
    """A case with so many persons in each area, ``m_e_met`` of whom meet the definition, and likewise."""
    persons: list[Person] = []
    for name, count in numbers.items():
        region = name.removesuffix("_met").replace("_", "-")
        met = {"m-e": ("green",), "s-m-e": ("yellow",)}[region] if name.endswith("_met") else ()
        place = Place(region, met)
        persons += [Person((Outcome(LAW, "alleged", ()),), place, place, ())] * count
    return Told("https://example.org/c", (), (), tuple(persons))


def plain(text: str) -> str:
    """The words of a page without its tags and with single blanks."""
    return " ".join(re.sub(r"<[^>]*>|\|", " ", text).split())


# --- figures


@pytest.fixture(scope="module")
def validator() -> Any:
    with open(schema("summary"), encoding="utf-8") as text:
        tree = json.load(text)
    jsonschema.Draft202012Validator.check_schema(tree)
    return jsonschema.Draft202012Validator(tree)


def test_json_meets_its_schema(shown: Shown, examples: Report, rulebook: Rulebook, validator: Any) -> None:
    wrong = examples._replace(problems=[Problem("a.ttl", 1, None, "what is wrong")])
    for report in (examples, wrong, counted(rulebook), counted(rulebook, told_of(m=1), most=1)):
        found = json.loads(shown("json", report))
        validator.validate(found)
        assert (found["diagram"] is None) == (found["persons"] == 0)
    del found["caveat"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(found)


def test_csv_and_json_hold_the_same_figures(shown: Shown, examples: Report) -> None:
    tree = json.loads(shown("json", examples))
    rows = list(csv.DictReader(StringIO(shown("csv", examples))))
    found = {(r["table"], r["view"], r["definition"], r["key"], r["figure"]): int(r["count"]) for r in rows}
    assert len(found) == len(rows)
    assert found["all", "", "", "", "persons"] == tree["persons"]
    for of in tree["definitions"]:
        for outcome in ("established", "alleged", "not-established", "excluded"):
            assert found["outcomes", "", of["definition"], "", outcome] == of[outcome.replace("-", "_")]
        for element, count in of["missing"].items():
            assert found["missing", "", of["definition"], element, "persons"] == count
        for one in of["missing_sets"]:
            assert found["missing-set", "", of["definition"], " ".join(one["missing"]), "persons"] == one["persons"]
    for view in ("established", "alleged"):
        for region, counts in tree["diagram"][view]["regions"].items():
            assert found["region", view, "", region, "persons"] == counts["persons"]
            law = LAW if counts["definition_met"] is not None else ""
            assert found.get(("region", view, law, region, "definition-met")) == counts["definition_met"]
            assert found.get(("region", view, law, region, "definition-not-met")) == counts["definition_not_met"]
        for category, count in tree["diagram"][view]["categories"].items():
            assert found["category", view, "", category, "persons"] == count
    for grouping, table in tree["by"].items():
        for group in table["groups"]:
            assert found[grouping, "", "", group["key"], "persons"] == group["persons"]
            for definition, outcomes in group["outcomes"].items():
                for outcome, count in outcomes.items():
                    assert found[grouping, "", definition, group["key"], outcome.replace("_", "-")] == count
    assert all(row["caveat"] for row in rows)


class _Tables(HTMLParser):
    """The cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self.within = tag in ("th", "td")
        if self.within:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.within:
            self.rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.within = False


def test_page_and_markdown_hold_the_same_tables(shown: Shown, examples: Report) -> None:
    tables = _Tables()
    tables.feed(shown("html", examples))
    lines = [line for line in shown("markdown", examples).splitlines() if line.startswith("|") and "---" not in line]
    rows = [[cell.strip().replace("\\", "") for cell in line.strip("|").split(" | ")] for line in lines]
    assert [[cell.strip() for cell in row] for row in tables.rows] == rows
    assert len(rows) > 60


def test_the_page_holds_the_figures_of_json(shown: Shown, examples: Report) -> None:
    tree, lines = json.loads(shown("json", examples)), [line.split() for line in shown("text", examples).splitlines()]
    of = tree["definitions"][0]
    row = [of["established"], of["alleged"], of["not_established"], of["excluded"], of["persons"]]
    assert [str(number) for number in row] in lines
    middle = tree["diagram"]["established"]["regions"]["s-m-e"]
    numbers = [middle[key] for key in ("persons", "definition_met", "definition_not_met")]
    assert [*["all", "three", "circles"], *map(str, numbers)] in lines


# --- words


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_what_is_said_and_what_is_not(shown: Shown, examples: Report, format_: str) -> None:
    page = plain(re.sub(r"<svg.*?</svg>", "", shown(format_, examples), flags=re.DOTALL)).replace("\\", "")
    assert "Cases: 20. Persons described: 28." in page
    assert "Each figure counts persons described in these files" in page
    assert "Under UN Trafficking Protocol (2000), Art. 3 (un-protocol-2000)" in page
    assert "On the established view" in page
    assert "On the alleged view" in page
    assert page.count("An aid to analysis, not legal advice.") == 1
    assert page.endswith("An aid to analysis, not legal advice.")
    assert "Nothing is withheld here." in page
    assert not re.search(r"victim|trafficked|prostitut|rescue", page, re.IGNORECASE)


def test_a_text_keeps_to_its_width(shown: Shown, examples: Report) -> None:
    for width in (60, 80, 100):
        assert max(map(len, shown("text", examples, width).splitlines())) <= width


def test_notices(shown: Shown, rulebook: Rulebook) -> None:
    case = told_of(m=1)
    tally = Tally(rulebook)
    tally.leave_out(3)
    tally.add(case)
    tally.add(case)
    text = plain(shown("text", Report(tally.summary(), [Problem("a", 1, 1, "wrong")])))
    assert "each of which is counted for itself: 1." in text
    assert "could not be classified, and that are not counted: 3." in text
    assert "could not be read or classified here, and are not counted: 1." in text


def test_nobody_described(shown: Shown, rulebook: Rulebook) -> None:
    report = counted(rulebook, Told("c", (), (), ()))
    for format_ in ("text", "markdown", "html"):
        page = plain(shown(format_, report))
        assert "No person is described in these files." in page
        assert "Outcomes by definition" not in page
    for name in CHARTS[1:]:
        assert "There is nothing to show." in shown("svg", report, chart=name)


def test_definitions_that_were_not_verified_are_named(shown: Shown, rulebook: Rulebook) -> None:
    unverified = next(card for card in rulebook.definitions if not card.verified)
    person = Person((Outcome(unverified.id, "alleged", ()),), Place(None, ()), Place(None, ()), ())
    text = shown("text", counted(rulebook, Told("c", (), (), (person,))))
    assert rulebook.label(unverified.iri) in text[: text.index("Outcomes by definition")]


def test_a_definition_that_is_not_in_the_rulebook_is_called_by_its_identifier(shown: Shown, rulebook: Rulebook) -> None:
    person = Person((Outcome("my-law", "not-established", ("act",)),), Place(None, ()), Place(None, ()), ())
    text = shown("text", counted(rulebook, Told("c", (), (), (person,))))
    assert "Under my-law the outcome" in text
    assert "three circles" not in text


def test_what_is_left_out_of_a_page_is_said(shown: Shown, rulebook: Rulebook) -> None:
    ids = [card.id for card in rulebook.definitions[:5]]
    outcomes = tuple(Outcome(id_, "not-established", ("act",)) for id_ in ids)
    person = Person(outcomes, Place(None, ()), Place(None, ()), tuple(f"source {n:02}" for n in range(35)))
    report = counted(rulebook, Told("c", (), (), (person,)))
    text = plain(shown("text", report))
    assert "Definitions that are not shown here: 2." in text
    assert "Groups that are not shown here: 5." in text
    assert "source 29" in text
    assert "source 30" not in text
    assert "Groups that are not shown: 15, with 15 entries." in told(drawn(shown("svg", report, chart="label-source")))
    beyond = plain(shown("text", counted(rulebook, Told("c", (), (), (person,)), most=3)))
    assert "other groups 0 0 32 0 32" in beyond


def test_each_sentence_of_a_summary_is_there_and_used() -> None:
    known, asked = {id_ for id_ in templates() if id_.startswith("summary.")}, set()
    base = os.path.dirname(palermo.write.summary.__file__)
    for name in os.listdir(base):
        if name.endswith(".py"):
            with open(os.path.join(base, name), encoding="utf-8") as source:
                nodes = ast.walk(ast.parse(source.read()))
            asked |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    asked = {id_ for id_ in asked if id_.startswith("summary.") and not id_.endswith(".")}
    asked |= {f"summary.chart.{name}" for name in CHARTS if name != "diagram"}
    asked |= {f"summary.{part}.{g}" for part in ("by", "none") for g in ("jurisdiction", "year", "label-source")}
    asked |= {f"summary.by.{g}.counts" for g in ("jurisdiction", "year", "label-source")}
    columns = ("definition", "established", "alleged", "not-established", "excluded", "persons", "group", "area", "met")
    more = ("not-met", "category", "view.established", "view.alleged", "missing", "element", "sets")
    asked |= {f"summary.column.{column}" for column in (*columns, *more)}
    asked |= {f"summary.view.{view}" for view in ("established", "alleged")}
    asked |= {f"summary.reading.{name}" for name in ("outcomes", "not-established", "applicable", "not-withheld")}
    asked |= {f"summary.{notice}" for notice in ("repeated", "left-out", "problems")}
    asked |= {"summary.chart.category.all", "summary.chart.category.none"}
    assert asked == known


# --- harm


@pytest.fixture
def harmful(rulebook: Rulebook) -> Report:
    person = Person((Outcome(HARM, "not-established", (HARM,)),), Place(HARM, (HARM,)), Place("m", ()), (HARM,))
    return counted(rulebook, Told(HARM, (HARM,), (2014,), (person,)))


def test_nothing_from_a_file_acts_on_the_reader(shown: Shown, harmful: Report) -> None:
    for format_ in ("text", "markdown", "html", "json", "csv"):
        text = shown(format_, harmful)
        assert "\x1b" not in text
        assert "\u202e" not in text
        if format_ in ("markdown", "html"):
            assert not re.search(r"(?<!\\)<script", text)
    for row in csv.reader(StringIO(shown("csv", harmful))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert json.loads(shown("json", harmful))["by"]["jurisdiction"]["groups"][0]["key"] == HARM


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_in_a_chart_runs_or_is_fetched(shown: Shown, harmful: Report, name: str) -> None:
    text = shown("svg", harmful, chart=name)
    assert {element.tag.removeprefix(SVG) for element in drawn(text).iter()} <= {
        "svg", "title", "desc", "style", "defs", "pattern", "clipPath", "rect", "path", "circle", "text", "g",
    }  # fmt: skip
    assert not re.search(r"\bon\w+=|href|@import|<script", text)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_page_allows_its_own_style_and_nothing_else(shown: Shown, examples: Report) -> None:
    page = shown("html", examples)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page
    assert not re.search(r"\sstyle=|\bon\w+=|<script|<link|src=|href", page)
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids)) > 20
    assert set(re.findall(r"url\(#([^)]*)\)", page)) <= set(ids)
    assert page.count('role="img"') == page.count("<svg") == 7


def test_the_same_bytes_every_time(shown: Shown, examples: Report) -> None:
    for format_ in (*WRITERS, "svg"):
        assert shown(format_, examples) == shown(format_, examples)


# --- the diagram


def test_every_number_stands_in_its_area(shown: Shown, rulebook: Rulebook) -> None:
    numbers = {"none": 11, "s": 12, "m": 13, "e": 14, "s_m": 15, "s_e": 16, "m_e": 17, "m_e_met": 18}
    numbers |= {"s_m_e": 19, "s_m_e_met": 20}
    root = drawn(shown("svg", counted(rulebook, told_of(**numbers))))
    rings = circles(root)
    assert len(rings) == 3
    found = {one.text: one for one in letters(root) if one.bold and one.text.isdigit()}
    assert sorted(found) == sorted(map(str, numbers.values()))
    within = {"s": {0}, "m": {1}, "e": {2}, "none": set()}
    for name, number in numbers.items():
        one = found[str(number)]
        letter_of = name.removesuffix("_met").split("_")
        expected = set().union(*(within[letter] for letter in letter_of))
        assert {at for at, ring in enumerate(rings) if ring.holds(one.x, one.y)} == expected, name
    lines = [node.get("d") or "" for node in root.iter(f"{SVG}path") if (node.get("d") or "").endswith(f"H{WIDTH}")]
    middle, other = sorted(float(re.findall(r"M0 (\d+)", line)[0]) for line in lines)
    assert found["20"].y < middle < found["19"].y
    assert found["18"].y < other < found["17"].y


def test_the_divided_areas_say_which_part_is_which(shown: Shown, rulebook: Rulebook) -> None:
    root = drawn(shown("svg", counted(rulebook, told_of(m_e=1, m_e_met=2, s_m_e=3, s_m_e_met=4))))
    words = [one.text for one in letters(root)]
    assert words.count("met") == words.count("not met") == 2
    description = told(root)
    assert "all three circles: 7, of whom 4 with the definition met and 3 with the definition not met." in description
    assert "mobility and exploitation or violence: 3, of whom 2 with the definition met" in description
    assert "UN Trafficking Protocol (2000), Art. 3 (un-protocol-2000)" in description


def test_the_four_overlaps_are_named_and_differ_by_more_than_colour(shown: Shown, examples: Report) -> None:
    text = shown("svg", examples)
    root, description = drawn(text), told(drawn(text))
    words = [one.text for one in letters(root)]
    for name, label in {
        "BLUE": "migrant or mobile sex work", "RED": "exploitation or violence in the context of sex work",
        "GREEN": "human trafficking", "YELLOW": "trafficking for sexual exploitation",
    }.items():  # fmt: skip
        assert words.count(name) == 2  # once on each view
        assert f"{name} {label}: " in description
    patterns = {node.get("id"): node for node in root.iter(f"{SVG}pattern")}
    assert len(patterns) == 8
    drawn_as = {str(path.get("d")) for pattern in patterns.values() for path in pattern}
    assert len(drawn_as) == 4
    for name in ("BLUE", "RED", "GREEN", "YELLOW"):
        assert f'fill="url(#diagram-established-{name.lower()})"' in text


def test_a_category_that_holds_elsewhere_is_told_so(shown: Shown, rulebook: Rulebook) -> None:
    middle = Place("s-m-e", ("blue", "red"))
    persons = [Person((), middle, middle, ()), *told_of(s_e=1, m_e_met=2).persons]
    description = told(drawn(shown("svg", counted(rulebook, Told("c", (), (), tuple(persons))))))
    assert "RED exploitation or violence in the context of sex work: 1, 0 of them in the area" in description
    assert "GREEN human trafficking: 2, all in the area that looks so" in description
    assert "YELLOW trafficking for sexual exploitation: 0." in description


def test_both_views_unless_they_are_the_same(shown: Shown, rulebook: Rulebook) -> None:
    same = shown("svg", counted(rulebook, told_of(m=2)))
    assert len(circles(drawn(same))) == 3
    assert "On the alleged view the figures are the same." in told(drawn(same))
    person = Person((), Place("m", ()), Place("s-m", ("blue",)), ())
    other = drawn(shown("svg", counted(rulebook, Told("c", (), (), (person,)))))
    assert len(circles(other)) == 6
    assert told(other).index("On the established view") < told(other).index("On the alleged view")


def test_letters_can_be_read_on_every_ground() -> None:
    for name, look in _COLOURS.items():
        assert contrast("#141414", look.ground) > 7, name
        assert contrast("#ececec", look.dark_ground) > 5.5, name
    assert contrast("#141414", _PLAIN) > 7
    assert contrast("#ececec", _DARK_PLAIN) > 7


#: What is left of a colour where a kind of cone is missing (Machado, Oliveira and Fernandes 2009, severity 1.0).
_BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


@pytest.mark.parametrize("kind", _BLIND)
def test_grounds_stay_apart_for_colour_blind_readers(kind: str) -> None:
    seen = {}
    for name, look in _COLOURS.items():
        colour = [int(part, 16) for part in re.findall("..", look.ground[1:])]
        seen[name] = [sum(a * b for a, b in zip(row, colour, strict=True)) for row in _BLIND[kind]]
    for a in seen:
        for b in seen:
            if a < b:
                apart = sum((x - y) ** 2 for x, y in zip(seen[a], seen[b], strict=True)) ** 0.5
                assert apart > 20, (a, b, apart)


# --- charts


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_fits_a_telephone_and_is_told(shown: Shown, examples: Report, name: str) -> None:
    root = drawn(shown("svg", examples, chart=name))
    assert root.get("width") == str(WIDTH) == "400"
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "no sample" in told(root)
    for one in letters(root):
        assert one.size >= 13
        assert wide(one.text, round(one.size)) < WIDTH


def test_bars_are_filled_by_their_parts(shown: Shown, examples: Report) -> None:
    root = drawn(shown("svg", examples, chart="outcomes"))
    bars = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    assert len(bars) == 2
    for bar in bars:
        pieces = [rect for rect in bar.findall(f"{SVG}rect") if (rect.get("fill") or "").startswith("url(")]
        edges = [(float(rect.get("x") or 0), float(rect.get("width") or 0)) for rect in pieces]
        assert sum(width for _, width in edges) == pytest.approx(372, abs=0.5)
        assert all(a + w == pytest.approx(b, abs=0.2) for (a, w), (b, _) in pairwise(edges))
        assert len({rect.get("fill") for rect in pieces}) == len(pieces)
    assert "un-protocol-2000): 28 persons described, established 11, alleged 6, not established 11" in told(root)


def test_bars_are_as_long_as_their_numbers_are_great(shown: Shown, rulebook: Rulebook) -> None:
    cases = [told_of(m=n)._replace(jurisdictions=(f"country {n}",)) for n in (1, 10, 40)]
    root = drawn(shown("svg", counted(rulebook, *cases), chart="jurisdiction"))
    bars = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    widths = [float(bar.findall(f"{SVG}rect")[0].get("width") or 0) for bar in bars]
    assert widths == [372, 93, 9.3]
    written = [[node.text for node in bar.findall(f"{SVG}text")] for bar in bars]
    assert written == [["40", "country 40", "40"], ["10", "country 10", "10"], ["1", "country 1"]]  # none in the short


def test_groups_are_charted_under_the_first_definition(shown: Shown, examples: Report) -> None:
    root = drawn(shown("svg", examples, chart="year"))
    assert told(root).startswith("Under UN Trafficking Protocol (2000), Art. 3 (un-protocol-2000)")
    years = [one.text for one in letters(root) if re.fullmatch(r"(19|20)\d\d", one.text)]
    assert years == sorted(years)
    assert len(years) > 5


def test_what_is_missing_is_charted(shown: Shown, examples: Report) -> None:
    assert "means: 11 persons described, not shown 9, shown, or not asked for 2." in told(
        drawn(shown("svg", examples, chart="missing"))
    )


def test_another_field_has_bars_and_no_diagram(shown: Shown) -> None:
    rules = Rulebook.load([REFUGEE])
    report = counted(rules, *told_by(rules, rules, [os.path.join(REFUGEE, "cases")], rules.chosen()))
    assert report.summary.views == ()
    assert "Outcomes by definition" in shown("svg", report, rules=rules)
    with pytest.raises(PalermoError, match="there is no diagram"):
        chart(Context(rules, rules.chosen()), report, "diagram")
    for format_ in ("text", "markdown", "html", "csv"):
        page = re.sub(r"url\(#[^)]*\)|<(clipPath|circle)[^>]*>", "", shown(format_, report, rules=rules))
        assert not re.search(r"circle|diagram|traffick", page)


def test_png_is_the_same_drawing_whatever_letters_the_machine_has(rulebook: Rulebook, examples: Report) -> None:
    pytest.importorskip("resvg_py")
    context = Context(rulebook, rulebook.chosen())
    picture = png_of(context, examples, "outcomes")
    assert picture == png_of(context, examples, "outcomes")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    height = round(chart(context, examples, "outcomes").height)
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (3 * WIDTH, 3 * height)
    assert picture != png_of(context, examples, "missing")


def test_png_without_its_libraries_is_one_line(
    rulebook: Rulebook, examples: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(
        PalermoError, match=r"PNG needs resvg_py, which is not installed; try pip install 'palermo\[charts\]'"
    ):
        png_of(Context(rulebook, rulebook.chosen()), examples)
