"""The fast way through N-Quads says what pyoxigraph says, line for line, or leaves the line to it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from palermo.problems import PalermoError
from palermo.read.formats import N_QUADS
from palermo.read.lines import Run, runs
from palermo.read.parse import parse
from palermo.terms import Triple

XSD = "http://www.w3.org/2001/XMLSchema#"
_iris = st.sampled_from([
    "<https://example.org/c#a>", "<https://example.org/c#b>", "<http://example.org/>", "<http://example.org>",
    "<urn:x:y>",
    "<https://example.org/a b>", "<https://example.org/?q=1>", "<https://exa_mple.org/>", "<https://example.org:80/x>",
    "<https://example.org/é>", "<https://example.org/%41>", "<https://example.org/%zz>", "<relative>", "<>", "<https://>",
    "<https://example.org/#a#b>", "<http://-x.org/>", "<http://x..org/>", "<https://example.org/[x]>",
    "<HTTP://example.org/>", "<https://example.org/\\u0041>",
])  # fmt: skip
_blanks = st.sampled_from(["_:a", "_:b1", "_:a.b", "_:", "_:é", "_:-a", "_:1"])
_literals = st.builds(
    lambda text, kind: f'"{text}"{kind}',
    st.text("a \\\"\t'é漢\x01\u202e<>_:.^@", max_size=5),
    st.sampled_from(
        ["", "@en", "@EN-gb", "@en-GB", "@x", "@en-toolongsubtag", f"^^<{XSD}integer>", f"^^<{XSD}string>", "^^<x>"]
    ),
)
_any = st.one_of(_iris, _blanks, _literals)
_space = st.sampled_from([" ", " ", " ", "  ", "\t", ""])
_lines = st.builds(
    lambda s, a, p, b, o, c, g, d, end: f"{s}{a}{p}{b}{o}{c}{g}{d}{end}",
    _any, _space, _any, _space, _any, _space, st.one_of(_iris, _iris, _blanks, st.just(""), _literals), _space,
    st.sampled_from([".", ".", ".", "", ". # x", "..", ". ."]),
)  # fmt: skip

Quad = tuple[str | None, Triple]


def _fast(text: str) -> list[Quad] | None:
    try:
        return [(run.graph, triple) for run in runs([text], "x.nq") for triple in run.triples]
    except PalermoError:
        return None


def _slow(text: str) -> list[Quad] | None:
    try:
        found = parse(text.encode(), N_QUADS, "x.nq", rename=False)
    except PalermoError:
        return None
    return [(graph, triple) for graph, triples in found for triple in triples]


@settings(max_examples=600, deadline=None)
@given(st.lists(_lines, max_size=4))
@example(['<https://example.org/c#a> <https://example.org/c#b> "<https://example.org/c#a> .'])
@example(["<https://example.org/c#a> <https://example.org/c#b> <https://example.org/c#a> ."])
@example(["# only a comment", "", "   "])
def test_as_pyoxigraph_reads_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert _fast(text) == _slow(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_iris, _iris, _any, st.sampled_from(["<https://example.org/g>", "<https://example.org/h>"]))))
def test_plain_lines_as_pyoxigraph_reads_them(quads: list[tuple[str, str, str, str]]) -> None:
    text = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)
    assert _fast(text) == _slow(text)


def test_a_syntax_error_is_told_with_its_line() -> None:
    good = "<https://example.org/c#a> <https://example.org/c#b> <https://example.org/c#a> <https://example.org/g> .\n"
    with pytest.raises(PalermoError) as refusal:
        list(runs([good * 3, good + "nonsense\n"], "x.nq"))
    problem = refusal.value.problem
    assert (problem.line, problem.column, problem.code) == (5, 1, "P110")


@pytest.mark.parametrize(
    ("bad", "given_before"),
    [
        (
            "<broken <https://example.org/p> <https://example.org/o> <https://example.org/h> .",
            ["https://example.org/g"],
        ),
        ("<broken <https://example.org/p> <https://example.org/o> <https://example.org/g> .", []),
        ("<broken <https://example.org/p> <https://example.org/o> <https://example.org/\\u0067> .", []),
        ("nonsense", []),
    ],
)
def test_what_is_whole_before_a_broken_line_is_given(bad: str, given_before: list[str]) -> None:
    good = "<https://example.org/c#a> <https://example.org/c#b> <https://example.org/c#a> <https://example.org/g> .\n"
    found: list[Run] = []
    with pytest.raises(PalermoError) as refusal:
        found.extend(runs([good * 2 + bad + "\n"], "x.nq"))
    assert [(run.graph, len(run.triples)) for run in found] == [(graph, 2) for graph in given_before]
    assert refusal.value.problem.line == 3
