"""Property paths against their meaning as relations, on small random graphs."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.compile.shape import Path
from palermo.entail import View
from palermo.evaluate.paths import asks_type, bind_path, followed_back, inverted, path_of
from palermo.names import TYPE
from palermo.terms import Literal, Term

NODES = ("a", "b", "c", "d")
PROPERTIES = ("p", "q")
Relation = set[tuple[Term, Term]]

PATHS = st.recursive(
    st.sampled_from([("p", "p"), ("p", "q")]),
    lambda inner: st.one_of(
        inner.map(lambda path: ("inv", path)),
        st.lists(inner, min_size=2, max_size=3).map(lambda paths: ("seq", tuple(paths))),
        st.lists(inner, min_size=2, max_size=3).map(lambda paths: ("alt", tuple(paths))),
        st.tuples(st.sampled_from("*+?"), inner),
    ),
    max_leaves=5,
)
GRAPHS = st.sets(st.sampled_from(list(product(NODES, PROPERTIES, NODES))), max_size=8)


def view_of(triples: set[Any]) -> View:
    """A view of these edges, with every property followed back."""
    out: dict[str, dict[Any, list[Term]]] = {}
    inv: dict[str, dict[Term, list[str]]] = {}
    for s, p, o in sorted(triples, key=repr):
        out.setdefault(p, {}).setdefault(s, []).append(o)
        inv.setdefault(p, {}).setdefault(o, []).append(s)
    return View(out, inv, {}, {})


def meaning(path: Path, triples: set[Any]) -> Relation:
    """The pairs that a path relates (SPARQL 1.1, section 18.4, over these nodes)."""
    word, inner = path
    if word == "p":
        return {(s, o) for s, p, o in triples if p == inner}
    if word == "inv":
        return {(o, s) for s, o in meaning(inner, triples)}
    if word == "alt":
        return set().union(*(meaning(way, triples) for way in inner))
    if word == "seq":
        found = meaning(inner[0], triples)
        for step in inner[1:]:
            found = joined(found, meaning(step, triples))
        return found
    once = meaning(inner, triples)
    same: Relation = {(n, n) for n in NODES}
    if word == "?":
        return once | same
    found = set(once)
    while not joined(found, once) <= found:
        found |= joined(found, once)
    return found | same if word == "*" else found


def joined(one: Relation, other: Relation) -> Relation:
    """The composition of two relations."""
    return {(a, d) for a, b in one for c, d in other if b == c}


@settings(max_examples=300, deadline=None)
@given(PATHS, GRAPHS)
def test_a_walk_reaches_what_the_path_means(path: Path, triples: set[Any]) -> None:
    """Each value once, from every node."""
    view, walk = view_of(triples), bind_path(path)
    for node in NODES:
        reached = walk(view, node)
        assert len(reached) == len(set(reached))
        assert set(reached) == {o for s, o in meaning(path, triples) if s == node}


@settings(max_examples=200, deadline=None)
@given(PATHS, GRAPHS)
def test_an_inverted_path_is_the_inverse(path: Path, triples: set[Any]) -> None:
    """And only single properties are inverted in it; what it follows back is known beforehand."""
    turned = inverted(path)
    assert meaning(turned, triples) == {(o, s) for s, o in meaning(path, triples)}
    assert meaning(path_of(path), triples) == meaning(path, triples)
    view = view_of(triples)
    kept = View(view.out, {p: view.inv[p] for p in followed_back(path) & view.inv.keys()}, {}, {})
    for node in NODES:
        assert set(bind_path(path)(kept, node)) == set(bind_path(path)(view, node))


def test_literals_are_values_and_starting_points() -> None:
    """A path ends in a literal, and can be walked back from one."""
    one = Literal("1")
    view = view_of({("a", "p", one), ("b", "p", one)})
    assert bind_path(("p", "p"))(view, "a") == [one]
    assert set(bind_path(("inv", ("p", "p")))(view, one)) == {"a", "b"}
    assert set(bind_path(("*", ("p", "p")))(view, one)) == {one}


def test_a_circle_ends() -> None:
    """A node that leads to itself is reached once; by ``+`` also the start is."""
    view = view_of({("a", "p", "a")})
    for word in "*+?":
        assert bind_path((word, ("p", "p")))(view, "a") == ["a"]


def test_a_long_chain() -> None:
    """Ten thousand steps exhaust no stack."""
    view = view_of({(str(n), "p", str(n + 1)) for n in range(10_000)})
    assert len(bind_path(("+", ("p", "p")))(view, "0")) == 10_000


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        (("p", TYPE), True),
        (("p", "p"), False),
        (("seq", (("p", "p"), ("*", ("inv", ("p", TYPE))))), True),
        (("alt", (("p", "p"), ("p", "q"))), False),
    ],
)
def test_paths_over_classes(path: Path, asks: bool) -> None:
    """Views hold classes apart, unless a path asks for them."""
    assert asks_type(path) is asks


def test_a_shape_may_follow_rdf_type(rulebook_with: Callable[..., Any], case_of: Callable[[str], Any]) -> None:
    """``sh:path rdf:type`` finds the classes, inferred ones too."""
    rulebook = rulebook_with(
        "",
        "my:r a pal:Remark , sh:NodeShape ; dct:identifier 'typed' ; sh:targetClass pal:Person ; "
        "sh:property [ sh:path ( [ sh:inversePath pal:towards ] pal:means rdf:type ) ; "
        "sh:hasValue pal:ProtocolMeans ] .",
    )
    case = case_of(":case a pal:Case ; pal:concerns :x . :d pal:towards :x ; pal:means :m . :m a pal:Deception .")
    assert "typed" in [r.id for r in rulebook.classify(case).persons[0].remarks]
