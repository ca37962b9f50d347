"""Queries: the documented ones, and those that must be refused or stopped."""

import csv
import json
import os
import re
from io import StringIO

import pytest

from palermo.problems import PalermoError
from palermo.sparql_gate import gate

DOCS = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))),
    "docs",
    "howto",
    "query-with-sparql.md",
)


def documented() -> list[str]:
    with open(DOCS, encoding="utf-8") as page:
        return re.findall(r"```sparql\n(.*?)```", page.read(), re.DOTALL)


def test_labelled_but_without_means(run, examples) -> None:
    """Which persons were labelled trafficked but lack the means element, and in which case?"""
    result = run("query", documented()[0], examples, "--format", "json")
    assert result.code == 0
    rows = json.loads(result.out)["results"]["bindings"]
    found = {(row["case"]["value"], row["person"]["value"]) for row in rows}
    raid = "https://example.org/examples/raid-and-rescue#"
    assert {(raid + "case", raid + "first-worker"), (raid + "case", raid + "second-worker")} <= found


def test_every_documented_query_runs(run, examples) -> None:
    assert len(documented()) >= 4
    for query in documented():
        assert run("query", query, examples).code == 0


def test_formats(run, examples, tmp_path) -> None:
    path = os.path.join(examples, "04-waitress.ttl")
    select = "SELECT ?f ?o WHERE { ?f a pal:Finding ; pal:outcome ?o }"
    rows = list(csv.reader(StringIO(run("query", select, path, "--format", "csv").out)))
    assert rows[0] == ["f", "o"]
    assert rows[1][1] == "established"
    assert "1 row" in run("query", select, path).out
    assert "| f | o |" in run("query", select, path, "--format", "markdown").out
    construct = "CONSTRUCT { ?f pal:outcome ?o } WHERE { ?f a pal:Finding ; pal:outcome ?o }"
    assert 'pal:outcome "established"' in run("query", construct, path, "--format", "turtle").out
    assert run("query", "ASK { ?f a pal:Finding }", path).out == "yes\n"
    file = tmp_path / "q.rq"
    file.write_text(select, encoding="utf-8")
    assert run("query", "-f", str(file), path).code == 0
    assert run("query", construct, path, "--format", "csv").code == 2
    assert run("query", select, path, "--format", "turtle").code == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service\n?x { ?s ?p ?o } }",
        "PREFIX a: <urn:a#> SELECT * { ?s ?p true SERVICE a:b { } }",
        "SELECT * { FILTER EXISTS { SERVICE SILENT <http://127.0.0.1:9/> { } } }",
        "SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{} }",
        "SELECT * { FILTER(?a<?b)SERVICE:x#>\n{ } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "PREFIX a: <urn:a> INSERT DATA { a:a a:b a:c }",
        "SELECT * " + "{" * 5000,
        "SELECT * { FILTER(" + "!" * 20000 + "true) }",
        "SELECT ?x { " + " ".join(["{ ?x ?y ?z } UNION"] * 5000) + " { } }",
    ],
)
def test_the_gate_refuses(query) -> None:
    with pytest.raises(PalermoError):
        gate(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> { } FROM" }',
        "SELECT * { ?service ?from <https://example.org/SERVICE#from> } # SERVICE",
        "SELECT * { ?s a:SERVICE '''FROM\nLOAD''' FILTER(?a < ?b && ?c > ?d) }",
        "DESCRIBE <urn:x>",
    ],
)
def test_the_gate_lets_pass_what_only_looks_alike(query) -> None:
    gate(query)


def test_a_long_query_is_stopped(run, examples) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    result = run("query", query, examples, "--seconds", "1")
    assert result.code == 2
    assert "stopped after 1 seconds" in result.err


def test_a_big_query_is_stopped(run, examples) -> None:
    double = "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1}) " for n in range(40))
    result = run(
        "query", f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("xxxxxxxxxx" AS ?x0) {double} }}', examples, "--megabytes", "512"
    )
    assert result.code == 2
    assert len(result.err.splitlines()) == 1


def test_a_syntax_error_is_one_line_with_its_place(run, examples) -> None:
    result = run("query", "SELECT * WHERE {\n ?s ?p }", examples)
    assert result.code == 2
    assert re.match(r"palermo: QUERY:2:\d+: SPARQL syntax: ", result.err)
    assert len(result.err.splitlines()) == 1


def test_a_query_without_a_path(run) -> None:
    result = run("query", "ASK {}")
    assert (result.code, len(result.err.splitlines())) == (2, 1)


def test_an_answer_over_part_of_the_files_says_so(run, examples, tmp_path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("not Turtle", encoding="utf-8")
    result = run("query", "ASK { ?f a pal:Finding }", os.path.join(examples, "04-waitress.ttl"), str(bad))
    assert (result.code, result.out) == (2, "yes\n")
    first, last = result.err.splitlines()
    assert first.startswith(f"palermo: {bad}:1:")
    assert last == "palermo: the answer leaves out what is named above"
