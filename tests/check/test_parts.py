"""Circles, near names, prefixes: the small parts of the check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.check.circles import circles
from palermo.check.near import nearest, nearest_term
from palermo.check.prefixes import CUSTOMARY, Known, declared_in, used_in
from palermo.check.standards import STANDARDS
from palermo.names import PAL, SH
from palermo.read.turtle import tokens

EDGES = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef")), max_size=6)


@given(EDGES)
def test_circles_are_what_reaches_itself(edges: dict[str, set[str]]) -> None:
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for target in edges.get(waiting.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen

    found = circles(edges)
    on_one = {node for node in edges if node in reached(node)}
    assert {node for circle in found for node in circle} == on_one
    for circle in found:
        for node in circle:
            assert set(circle) == {other for other in on_one if other in reached(node) and node in reached(other)}


def test_circles_of_a_long_chain() -> None:
    edges = {str(n): {str(n + 1)} for n in range(5000)}
    assert circles(edges) == []
    assert len(circles({**edges, "4999": {"0"}})[0]) == 5000


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Deceptoin", "Deception"), ("deception", "Deception"), ("Coercion", "Coercion"), ("Begging", None), ("x", None)],
)
def test_a_name_that_is_near(name: str, meant: str | None) -> None:
    assert nearest(name, ["Deception", "Coercion", "Abduction"]) == meant


def test_a_term_of_the_same_name_elsewhere() -> None:
    assert nearest_term(PAL + "exchange", PAL, ["https://example.org/x#exchange"]) == "https://example.org/x#exchange"
    assert nearest_term(PAL + "of", PAL, ["https://example.org/x#of"]) is None


def test_standards_have_what_the_engine_reads() -> None:
    from palermo.compile.shacl import KNOWN

    assert {iri.removeprefix(SH) for iri in KNOWN} <= STANDARDS[SH]


PREFIXES = [("pal", PAL), ("law", "https://w3id.org/palermo/law/"), ("own", "https://example.org/own#")]


@pytest.mark.parametrize(
    ("written", "right", "near"),
    [
        ("@prefix pal: <https://w3id.org/palermo#> .", True, None),
        ("@prefix p: <https://w3id.org/palermo#> .", False, None),
        ("@prefix : <https://w3id.org/palermo#> .", False, None),
        ("@prefix pal: <http://w3id.org/palermo#> .", False, PAL),
        ("@prefix x: <https://w3id.org/palermo> .", True, PAL),
        ("PREFIX pal: <https://w3id.org/palerno#>", False, PAL),
        ("@prefix mine: <https://w3id.org/palermo/mine#> .", True, None),
        ("@prefix : <https://example.org/mine#> .", True, None),
        ("@prefix dcterms: <http://purl.org/dc/terms/> .", True, None),
        ("@prefix law: <https://example.org/mine/law#> .", False, None),
    ],
)
def test_a_declaration_against_what_is_known(written: str, right: bool, near: str | None) -> None:
    known = Known(PREFIXES)
    (declared,) = declared_in(list(tokens(written)))
    assert known.is_right(declared) is right
    assert known.near(declared) == near
    assert written[declared.start : declared.end] == written
    assert written[declared.offset :].startswith(declared.name + ":")


def test_the_most_frequent_prefix_is_the_known_one() -> None:
    known = Known([*PREFIXES, ("other", "https://example.org/own#"), ("own", "https://example.org/own#")])
    assert known.prefixes["https://example.org/own#"] == "own"
    assert known.prefixes.items() >= CUSTOMARY.items()


def test_prefixes_in_use() -> None:
    words = list(tokens('@prefix a: <urn:a#> . a:b a c:d , "e:f" , <g:h> , _:i , :j ; # k:l\n m:n 1 .'))
    assert list(used_in(words)) == ["a", "c", "", "m"]
