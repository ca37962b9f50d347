"""A shape that is called impossible is met by no case that keeps to the ontology; one that a case meets is not."""

from itertools import chain, combinations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.check.axioms import Disjoint
from palermo.check.satisfiable import Clash, Satisfier
from palermo.compile.shape import Constraint, Path, Shape
from palermo.entail.view import View
from palermo.evaluate.shapes import Shapes
from palermo.names import XSD
from palermo.terms import Literal
from palermo.vocabulary import PropertyInfo

EX = "https://example.org/s#"
#: A and B are disjoint, D is under A. Values of p are A's, subjects of `of` B's; `one` has one value, n numbers.
CLASSES = {EX + c: frozenset(EX + u for u in ups) for c, ups in {"A": "A", "B": "B", "C": "C", "D": ("D", "A")}.items()}
PROPERTIES = {
    EX + "p": PropertyInfo("object", (), (EX + "A",), False, frozenset((EX + "p",))),
    EX + "q": PropertyInfo("object", (), (), False, frozenset((EX + "q",))),
    EX + "one": PropertyInfo("object", (), (), True, frozenset((EX + "one",))),
    EX + "of": PropertyInfo("object", (EX + "B",), (), False, frozenset((EX + "of",))),
    EX + "n": PropertyInfo("datatype", (), (XSD + "integer",), False, frozenset((EX + "n",))),
}

FIVE = Literal("5", XSD + "integer")


class World(NamedTuple):
    """What the satisfier asks of a material."""

    classes: dict[str, frozenset[str]]
    axioms: "Axioms"
    graph: "Nothing"


class Axioms(NamedTuple):
    disjoint: tuple[tuple[str, ...], ...]


class Nothing(NamedTuple):
    def pairs(self, _predicate: str) -> tuple[()]:
        return ()


PAIRS = Disjoint(World(CLASSES, Axioms(((EX + "A", EX + "B"),)), Nothing()))  # type: ignore[arg-type]


class Book:
    """Shapes made one by one."""

    def __init__(self) -> None:
        self.shapes: dict[str, Shape] = {}

    def add(self, path: Path | None, *constraints: Constraint) -> str:
        name = f"{EX}s{len(self.shapes)}"
        self.shapes[name] = Shape(name, name, path, constraints, (), "", "", False, None)
        return name


def clash(book: Book, name: str) -> Clash | None:
    return Satisfier(book.shapes, PROPERTIES, PAIRS).clash(name)


def p(name: str) -> Path:
    return ("p", EX + name)


# --- by example


def of_class(book: Book, *names: str) -> str:
    return book.add(None, *(("class", EX + name) for name in names))


def with_value(book: Book, path: Path, inner: str, count: int = 1) -> str:
    return book.add(path, ("qualified", (inner, count, None, ())))


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (None, lambda b: of_class(b, "A", "C")),
        ("disjoint", lambda b: of_class(b, "A", "B")),
        ("disjoint", lambda b: of_class(b, "D", "B")),
        (None, lambda b: with_value(b, p("p"), of_class(b, "C"))),
        ("disjoint", lambda b: with_value(b, p("p"), of_class(b, "B"))),
        (None, lambda b: with_value(b, p("q"), of_class(b, "B"))),
        ("disjoint", lambda b: b.add(None, ("class", EX + "A"), ("property", b.add(p("of"), ("minCount", 1))))),
        ("disjoint", lambda b: with_value(b, ("inv", p("of")), of_class(b, "A"))),
        ("node-and-value", lambda b: with_value(b, p("n"), of_class(b, "A"))),
        ("node-and-value", lambda b: with_value(b, p("q"), b.add(None, ("datatype", XSD + "integer")))),
        ("two-datatypes", lambda b: with_value(b, p("n"), b.add(None, ("datatype", XSD + "date")))),
        ("crossed", lambda b: with_value(b, p("n"), b.add(None, ("minInclusive", FIVE), ("maxExclusive", FIVE)))),
        (None, lambda b: with_value(b, p("n"), b.add(None, ("minInclusive", FIVE), ("maxInclusive", FIVE)))),
        ("crowded", lambda b: with_value(b, p("one"), of_class(b, "A"), 2)),
        ("nothing", lambda b: b.add(None, ("or", ()))),
        ("nothing", lambda b: with_value(b, p("q"), b.add(None, ("in", ())))),
        (None, lambda b: b.add(None, ("or", (of_class(b, "A", "B"), of_class(b, "C"))))),
        ("disjoint", lambda b: b.add(None, ("and", (of_class(b, "A"), of_class(b, "B"))))),
        ("two-values", lambda b: b.add(None, ("hasValue", EX + "x"), ("in", (EX + "y",)))),
    ],
)  # fmt: skip
def test_why_no_case_can_meet_it(kind: str | None, make) -> None:
    book = Book()
    found = clash(book, make(book))
    assert (found.kind if found is not None else None) == kind


def test_two_demands_on_the_one_value_of_a_property() -> None:
    book = Book()
    both = book.add(
        None,
        ("property", with_value(book, p("one"), of_class(book, "A"))),
        ("property", with_value(book, p("one"), of_class(book, "B"))),
    )
    apart = book.add(
        None,
        ("property", with_value(book, p("q"), of_class(book, "A"))),
        ("property", with_value(book, p("q"), of_class(book, "B"))),
    )
    assert clash(book, both) is not None
    assert clash(book, apart) is None


def test_met_and_not_met() -> None:
    book = Book()
    inner = of_class(book, "A")
    found = clash(book, book.add(None, ("node", inner), ("not", inner)))
    assert found is not None
    assert found.kind == "both"


def test_many_ways_count_as_possible() -> None:
    book = Book()
    impossible = of_class(book, "A", "B")
    many = book.add(None, ("or", (impossible,) * 10))
    assert clash(book, book.add(None, *(("node", many) for _ in range(4)))) is None


# --- by whatever


@st.composite
def shapes(draw: st.DrawFn, book: Book, depth: int = 3) -> str:
    kinds = ["class", "class"] + (["and", "or", "value", "value", "back"] if depth else [])
    kind = draw(st.sampled_from(kinds))
    if kind == "class":
        return of_class(book, *draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=2)))
    if kind in ("and", "or"):
        inner = draw(st.lists(shapes(book, depth - 1), min_size=1, max_size=3))
        return book.add(None, (kind, tuple(inner)))
    path = p(draw(st.sampled_from(("p", "q", "of", "one"))))
    value = draw(shapes(book, depth - 1))
    return with_value(book, ("inv", path) if kind == "back" else path, value, draw(st.integers(1, 2)))


NODES = ("x", "y", "z")
EDGES = st.tuples(st.sampled_from(NODES), st.sampled_from(("p", "q", "of", "one")), st.sampled_from(NODES))


def view_of(types: dict[str, set[str]], edges: set[tuple[str, str, str]]) -> View | None:
    """The case with what follows from it; None where it contradicts the ontology."""
    said = {node: set(types.get(node, ())) for node in NODES}
    for s, name, o in edges:
        said[s] |= {c.removeprefix(EX) for c in PROPERTIES[EX + name].domains}
        said[o] |= {c.removeprefix(EX) for c in PROPERTIES[EX + name].ranges}
    closed = {n: frozenset(chain.from_iterable(CLASSES[EX + c] for c in cs)) for n, cs in said.items()}
    if any({EX + "A", EX + "B"} <= classes for classes in closed.values()):
        return None
    ones = [(s, o) for s, name, o in edges if name == "one"]
    if len({s for s, _ in ones}) < len(ones):
        return None
    out: dict[str, dict[str, list[str]]] = {}
    inv: dict[str, dict[str, list[str]]] = {}
    for s, name, o in sorted(edges):
        out.setdefault(EX + name, {}).setdefault(EX + s, []).append(EX + o)
        inv.setdefault(EX + name, {}).setdefault(EX + o, []).append(EX + s)
    return View(out, inv, {EX + n: classes for n, classes in closed.items()}, {})  # type: ignore[arg-type]


@settings(max_examples=200)
@given(st.data())
def test_what_is_called_impossible_is_met_by_no_case(data: st.DataObject) -> None:
    book = Book()
    name = data.draw(shapes(book))
    types = data.draw(st.dictionaries(st.sampled_from(NODES), st.sets(st.sampled_from("ABCD"))))
    view = view_of(types, data.draw(st.sets(EDGES, max_size=6)))
    found = clash(book, name)
    if view is not None and found is not None:
        met = Shapes(book.shapes).conforms(name)
        assert not any(met(view, EX + node) for node in NODES)


@settings(max_examples=40)
@given(st.data())
def test_what_is_called_possible_is_met_by_some_case(data: st.DataObject) -> None:
    """On shapes that ask for little, all small cases are tried: one that meets the shape is among them."""
    book = Book()
    name = data.draw(shapes(book, 1))
    met = Shapes(book.shapes).conforms(name)
    sets = [set(c) for n in range(3) for c in combinations("ABCD", n)]
    edges = [("x", n, o) for n in ("p", "q", "of", "one") for o in "yz"]
    edges += [(s, n, "x") for n in ("p", "q", "of", "one") for s in "yz"]
    pairs = [set(), *({e} for e in edges), *({a, b} for a, b in combinations(edges, 2) if a[1] == b[1])]
    views = (
        view
        for own in sets
        for other in sets
        for chosen in pairs
        if (view := view_of({"x": own, "y": other, "z": other}, chosen)) is not None
    )
    assert (clash(book, name) is None) == any(met(view, EX + "x") for view in views)
