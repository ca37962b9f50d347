"""``palermo compare``: what it writes, and what it refuses."""

import csv
import io
import json
import os
import re
import stat
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

Run = Callable[..., Any]
PAIR = ("un-1949", "un-protocol-2000")
KEYS = {"a", "b", "relation", "bounded", "by", "reasoner", "tried", "words", "unmeetable", "only_a", "only_b", "both"}
KEYS |= {"open_lists", "unverified"}
SIDE = {"words", "turtle", "outcomes", "missing", "left_open", "examples"}


def compared(run: Run, *arguments: str) -> Any:
    return run("compare", *arguments, "--no-reasoner")


def test_in_words(run: Run) -> None:
    result = compared(run, *PAIR)
    assert (result.code, result.err) == (0, "")
    assert "overlapping" in result.out.splitlines()[0]
    for said in ("Only under un-1949", "Only under un-protocol-2000", "Under both", "forced labour or services"):
        assert said in result.out
    assert "examples/07-procured-abroad.ttl" in result.out
    assert max(len(line) for line in result.out.splitlines()) <= 100


def test_as_json(run: Run) -> None:
    tree = json.loads(compared(run, *PAIR, "--format", "json").out)
    assert tree.keys() == KEYS
    assert (tree["relation"], tree["bounded"], tree["by"], tree["reasoner"]) == (
        "overlapping",
        False,
        "branches",
        "off",
    )
    for side in ("only_a", "only_b", "both"):
        assert tree[side].keys() == SIDE
    assert tree["only_a"]["outcomes"] == {"un-1949": "established", "un-protocol-2000": "not-established"}
    assert tree["only_a"]["missing"] == ["act", "means", "purpose"]
    equal = json.loads(compared(run, "un-protocol-2000", "coe-2005", "--format", "json").out)
    assert (equal["relation"], equal["only_a"], equal["only_b"]) == ("equivalent", None, None)


def test_as_csv(run: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(compared(run, *PAIR, "--format", "csv").out))
    assert (row["a"], row["b"], row["relation"], row["bounded"]) == (*PAIR, "overlapping", "false")
    assert row["only_a"].startswith("An adult; ")


def test_the_turtle_is_a_case_that_classify_takes_and_test_holds(run: Run, tmp_path) -> None:
    folder = tmp_path / "cases" / "inner"
    result = compared(run, *PAIR, "--witness", str(folder))
    assert (result.code, result.err) == (0, "")
    names = sorted(os.listdir(folder))
    assert names == [
        "un-1949.and.un-protocol-2000.ttl",
        "un-1949.not.un-protocol-2000.ttl",
        "un-protocol-2000.not.un-1949.ttl",
    ]
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in names} == {0o600}
    tested = run("test", str(folder), "--format", "json")
    assert (tested.code, tested.err) == (0, "")
    assert json.loads(tested.out)["expectations"] == 6
    assert run("validate", str(folder)).code == 0
    assert "Procuring" in run("classify", str(folder), "--definition", "un-1949").out
    tree = json.loads(compared(run, *PAIR, "--format", "json").out)
    assert (folder / names[1]).read_text(encoding="utf-8") == tree["only_a"]["turtle"]


class Page(HTMLParser):
    """What a page holds: tags opened and closed, attributes, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def held(page: Page) -> None:
    """The page is whole, fetches nothing and runs nothing."""
    assert page.open == []
    assert not [tag for tag, _, _ in page.attributes if tag in ("script", "link", "img", "iframe")]
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
    targets = {value for _, name, value in page.attributes if name == "id"}
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    assert all(link.startswith("#") and link[1:] in targets for link in links)
    (policy,) = [value for _, name, value in page.attributes if name == "content" and "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_as_a_page(run: Run) -> None:
    page = Page(compared(run, *PAIR, "--format", "html").out)
    held(page)
    assert "forced labour or services" in page.text


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pack of its own field, so that a matrix is small; its texts are what a page must not take for markup."""
    folder = tmp_path_factory.mktemp("packs") / "small"
    head = """
@prefix pal: <https://w3id.org/palermo#> . @prefix my: <https://example.org/small#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
    ontology = """
<https://example.org/small> a owl:Ontology ; owl:imports <https://w3id.org/palermo/ontology/facts> ,
    <https://w3id.org/palermo/ontology/wording> , <https://w3id.org/palermo/shapes/case-quality> .
my:Lure a owl:Class ; rdfs:subClassOf pal:Act ; rdfs:label "<script>alert(1)</script>"@en .
my:Lie a owl:Class ; rdfs:subClassOf pal:Means ; rdfs:label "=1+1 \\u001b[31m"@en .
"""
    fact = "sh:property [ sh:path pal:{} ; sh:qualifiedValueShape [ sh:class my:{} ] ; sh:qualifiedMinCount 1 ]"
    act, means = fact.format("act", "Lure"), fact.format("means", "Lie")
    shapes = "".join(
        f'my:{name} a pal:Definition , sh:NodeShape ; dct:identifier "{id_}" ; rdfs:label "{id_} & co"@en ;\n'
        f"  pal:concludes my:Met ; sh:targetClass pal:Person ; sh:property [ sh:path [ sh:inversePath pal:towards ] ;\n"
        f"  sh:qualifiedValueShape [ {inner} ] ; sh:qualifiedMinCount 1 ]"
        f"{' ; pal:verified false' if id_ == 'c' else ''} .\n"
        for name, id_, inner in (
            ("a", "../a<b>", act),
            ("b", "b", f"{act} ; {means}"),
            ("c", "c", means),
            ("d", "=d", f"{means} ; {act}"),
        )
    )
    for part, text in (("ontology", ontology), ("shapes", shapes)):
        (folder / part).mkdir(parents=True)
        (folder / part / "small.ttl").write_text(head + text, encoding="utf-8")
    return str(folder)


def test_the_matrix_in_words(run: Run, small: str) -> None:
    result = compared(run, "--all", "--with", small)
    assert (result.code, result.err) == (0, "")
    rows = [line for line in result.out.splitlines() if re.match(r"[123] \S+ +[·<>=x]", line)]
    assert [row.split()[2:] for row in rows] == [["·", ">", ">"], ["<", "·", "="], ["<", "=", "·"]]
    assert "Pairs: 1 equivalent, 2 with the one within the other, 0 overlapping" in result.out
    assert max(len(line) for line in result.out.splitlines()) <= 100


def test_the_matrix_with_what_was_not_verified(run: Run, small: str) -> None:
    result = compared(run, "--all", "--with", small, "--include-unverified", "--format", "csv")
    table = list(csv.reader(io.StringIO(result.out)))
    assert [len(row) for row in table] == [5] * 5
    assert table[0] == ["", "../a<b>", "'=d", "b", "c"]
    assert table[1] == ["../a<b>", "equivalent", "contains", "contains", "overlapping"]


def test_the_matrix_of_everything_fits_the_page(run: Run) -> None:
    result = compared(run, "--all", "--include-unverified")
    assert max(len(line) for line in result.out.splitlines()) <= 100


@pytest.mark.parametrize("format_", ["text", "json", "csv", "html"])
def test_a_matrix_of_one_definition_says_so(run: Run, examples: str, format_: str) -> None:
    pack = os.path.join(examples, "packs", "refugee-1951")
    result = compared(run, "--all", "--with", pack, "--format", format_)
    assert (result.code, result.err) == (0, "")
    assert "refugee-1951" in result.out or "fewer than two" in result.out


def test_the_matrix_as_json(run: Run, small: str) -> None:
    tree = json.loads(compared(run, "--all", "--with", small, "--format", "json").out)
    assert tree["definitions"] == ["../a<b>", "=d", "b"]
    assert [(one["a"], one["b"], one["relation"]) for one in tree["pairs"]] == [
        ("../a<b>", "=d", "contains"),
        ("../a<b>", "b", "contains"),
        ("=d", "b", "equivalent"),
    ]


def test_a_page_shows_labels_and_obeys_none(run: Run, small: str) -> None:
    page = Page(compared(run, "--all", "--with", small, "--format", "html").out)
    held(page)
    assert "<script>alert(1)</script>" in page.text
    assert "\x1b" not in page.text
    single = Page(compared(run, "../a<b>", "c", "--with", small, "--format", "html").out)
    held(single)


def test_names_of_files_are_safe(run: Run, small: str, tmp_path) -> None:
    folder = tmp_path / "inner" / "cases"
    compared(run, "--all", "--with", small, "--witness", str(folder))
    names = os.listdir(folder)
    assert names
    assert all(re.fullmatch(r"[a-z0-9-]+\.(not|and)\.[a-z0-9-]+\.ttl", name) for name in names)
    assert os.listdir(tmp_path / "inner") == ["cases"]
    assert run("test", str(folder), "--with", small).code == 0


def test_the_same_bytes_each_time(whole: Run) -> None:
    outputs = {
        whole("compare", *PAIR, "--format", "json", "--no-reasoner", PYTHONHASHSEED=seed).out for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name two definitions"),
        (("un-1949",), "name two definitions"),
        (("un-1949", "un-1949", "un-1949"), "name two definitions"),
        (("--all", "un-1949", "un-1949"), "leave out"),
        (("un-1950", "un-1949"), 'did you mean "un-1949"?'),
        (("un-1949", "all"), "--all"),
        (("un-1949", "un-1949", "--timeout", "0"), "--timeout"),
    ],
)
def test_what_cannot_be_compared_is_one_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("compare", *arguments)
    (line,) = result.err.splitlines()
    assert (result.code, result.out) == (2, "")
    assert line.startswith("palermo: ")
    assert said in line


def test_a_folder_that_cannot_be_written_is_one_line(run: Run, tmp_path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = compared(run, *PAIR, "--witness", str(tmp_path / "file"))
    assert result.code == 2
    assert len(result.err.splitlines()) == 1


def test_a_witness_that_somebody_changed_is_not_written_over(run: Run, tmp_path: Any) -> None:
    folder = tmp_path / "witnesses"
    assert compared(run, *PAIR, "--witness", str(folder)).code == 0
    assert compared(run, *PAIR, "--witness", str(folder)).code == 0
    changed = next(folder.iterdir())
    changed.write_text("mine")
    result = compared(run, *PAIR, "--witness", str(folder))
    assert result.code == 2
    assert "there already, and changed" in result.err
    assert changed.read_text() == "mine"


def test_a_time_that_never_ends_is_refused(run: Run) -> None:
    for seconds in ("inf", "nan", "1e300"):
        result = run("compare", *PAIR, "--timeout", seconds)
        assert result.code == 2
        assert "internal error" not in result.err
