"""Triples with their places are the triples that the parser reads, and stand where they are said to stand."""

import os
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.check.placed import Said, said_in
from palermo.terms import Literal, Term

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LISTS = """\
@prefix : <urn:x#> .
:a :p () , ( () ( :b [ :c ( 1 2.0 "x"@en ) ] ) _:l ) .
_:l :q _:m .
( :x ) :r [] .
[] a :Y .
"""


def files() -> Iterator[str]:
    for folder in ("ontology", "shapes", "examples", os.path.join("tests", "cases")):
        for base, _, names in os.walk(os.path.join(ROOT, folder)):
            yield from (os.path.join(base, name) for name in sorted(names) if name.endswith(".ttl"))


def shown(term: ox.NamedNode | ox.BlankNode | ox.Literal | Term) -> str:
    """A term as both sides write it."""
    if isinstance(term, Literal):
        return repr(tuple(term))
    if isinstance(term, ox.Literal):
        return repr((term.value, term.datatype.value, term.language.lower() if term.language else None))
    if isinstance(term, ox.BlankNode):
        return "_:" + term.value
    return term.value if isinstance(term, ox.NamedNode) else term


def without_names(triples: list[tuple[str, str, str]]) -> list[str]:
    """Triples with each blank node written as what is said of it and of whom it is said: none has a name."""
    about: dict[str, list[tuple[str, str]]] = {}
    for s, p, o in triples:
        about.setdefault(s, []).append((p, o))

    def form(term: str, above: tuple[str, ...]) -> str:
        if not term.startswith("_:"):
            return term
        if term in above or len(above) > 6:
            return "_:"
        inner = sorted(f"{p} {form(o, (*above, term))}" for p, o in about.get(term, ()))
        return f"[{'; '.join(inner)}]"

    return sorted(f"{form(s, ())} {p} {form(o, ())}" for s, p, o in triples)


def as_parsed(text: str) -> list[str]:
    parsed = dict.fromkeys(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    return without_names([(shown(q.subject), q.predicate.value, shown(q.object)) for q in parsed])


def as_placed(said: list[Said]) -> list[str]:
    return without_names(list(dict.fromkeys((s, p, shown(o)) for (s, p, o), _ in said)))


@pytest.mark.parametrize("path", list(files()), ids=lambda path: os.path.relpath(path, ROOT))
def test_a_file_is_read_as_the_parser_reads_it(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    said = said_in(text, "f")
    assert as_placed(said) == as_parsed(text)
    for (_, predicate, value), (_, predicate_at, value_at) in said:
        if predicate.startswith("http://www.w3.org/2000/01/rdf-schema#"):
            assert text.startswith("rdfs:", predicate_at)
        if isinstance(value, Literal) and text[value_at] == '"' and text[value_at + 1 : value_at + 3] != '""':
            assert text.startswith(value.lexical.partition("\\")[0].split('"')[0].split("\n")[0], value_at + 1)


def test_lists_and_blank_nodes() -> None:
    assert as_placed(said_in(LISTS, "f")) == as_parsed(LISTS)


NAMES = st.sampled_from([":a", ":b", ":c", "_:x", "_:y", "[]", "()"])


@st.composite
def objects(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["name", "text", "number", "node", "list"])) if depth else "name"
    if kind == "node":
        return f"[ :p {draw(objects(depth - 1))} ; :q {draw(objects(depth - 1))} , {draw(objects(depth - 1))} ]"
    if kind == "list":
        return "( " + " ".join(draw(st.lists(objects(depth - 1), max_size=3))) + " )"
    if kind == "text":
        return draw(st.sampled_from(['"t"', '"t"@en', '"2030-01-01"^^:day', '"""a\n"b" c"""', "'x.'"]))
    return draw(st.sampled_from(["1", "2.5", "true"])) if kind == "number" else draw(NAMES)


@given(st.lists(objects(), min_size=1, max_size=4))
def test_whatever_is_nested_in_whatever(values: list[str]) -> None:
    text = "@prefix : <urn:x#> .\n" + "".join(f":s{n} :p {value} .\n" for n, value in enumerate(values))
    said = said_in(text, "f")
    assert as_placed(said) == as_parsed(text)
    for (_, p, _), (_, at, _) in said:
        assert p not in ("urn:x#p", "urn:x#q") or text[at] == ":"
