"""The constraint components of SHACL Core, one by one: what they accept and what they report."""

import pytest

from palermo.compile.packs import Source, parse
from palermo.compile.refused import Refused
from palermo.evaluate.standalone import validate_graph
from palermo.terms import Term

EX = "https://example.org/s#"
PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    f"@prefix : <{EX}> .\n"
)


def results(shape: str, data: str) -> list[tuple[str, Term | None]]:
    """Component and value of each result for the focus node ``:x`` under the shape ``:s``."""
    shapes = parse(Source("s.ttl", (PREFIXES + f":s sh:targetNode :x ; {shape} .").encode()), "s")
    triples = parse(Source("d.ttl", (PREFIXES + data).encode()), "d")
    found = [(v.component, v.value) for v in validate_graph(shapes, triples)]
    return [(name, value if not isinstance(value, str) else value.removeprefix(EX)) for name, value in found]


def lexical(found: list[tuple[str, Term | None]]) -> list[tuple[str, str | None]]:
    """The same with literals as texts."""
    return [(name, value if value is None or isinstance(value, str) else value.lexical) for name, value in found]


#: Component, parameters on ``:p``, data that conform, data that do not, and the values reported.
ON_PATH = [
    ("class", "sh:class :K", ":x :p :a . :a a :L . :L rdfs:subClassOf :K .", ":x :p :a , 'K' .", ["a", "K"]),
    ("datatype", "sh:datatype xsd:integer", ":x :p 1 .", ":x :p '1' , 1.0 , :a .", ["1", "1.0", "a"]),
    ("datatype", "sh:datatype xsd:integer", ":x :p 1 .", ":x :p 'abc'^^xsd:integer .", ["abc"]),
    ("nodeKind", "sh:nodeKind sh:IRI", ":x :p :a .", ":x :p 1 .", ["1"]),
    ("nodeKind", "sh:nodeKind sh:Literal", ":x :p 1 .", ":x :p :a .", ["a"]),
    ("nodeKind", "sh:nodeKind sh:IRIOrLiteral", ":x :p 1 , :a .", ":x :p _:b .", ["_:d-b"]),
    ("nodeKind", "sh:nodeKind sh:BlankNode", ":x :p _:b .", ":x :p :a .", ["a"]),
    ("minCount", "sh:minCount 2", ":x :p 1 , 2 .", ":x :p 1 .", [None]),
    ("maxCount", "sh:maxCount 1", ":x :p 1 .", ":x :p 1 , 2 .", [None]),
    ("minExclusive", "sh:minExclusive 18", ":x :p 18.1 .", ":x :p 18 , 'x' .", ["18", "x"]),
    ("minInclusive", "sh:minInclusive 18", ":x :p 18 .", ":x :p 17 , '20' .", ["17", "20"]),
    ("maxExclusive", "sh:maxExclusive 18", ":x :p 17 .", ":x :p 18 , :a .", ["18", "a"]),
    ("maxInclusive", "sh:maxInclusive 18", ":x :p 18.0 .", ":x :p 19 .", ["19"]),
    ("minLength", "sh:minLength 3", ":x :p 'abc' , 123 , :a .", ":x :p 'ab' .", ["ab"]),
    ("maxLength", "sh:maxLength 2", ":x :p 'ab' .", ":x :p 'abc' , _:b .", ["abc", "_:d-b"]),
    ("pattern", "sh:pattern '^a'", ":x :p 'ab' .", ":x :p 'ba' , 'Ab' .", ["ba", "Ab"]),
    ("pattern", "sh:pattern '^a' ; sh:flags 'i'", ":x :p 'Ab' .", ":x :p 'b' .", ["b"]),
    ("languageIn", "sh:languageIn ( 'en' )", ":x :p 'a'@en , 'b'@en-GB .", ":x :p 'a'@eng , 'b' .", ["a", "b"]),
    ("uniqueLang", "sh:uniqueLang true", ":x :p 'a'@en , 'b'@it , 'c' , 'd' .", ":x :p 'a'@en , 'b'@EN .", [None]),
    ("equals", "sh:equals :q", ":x :p 1 ; :q 1 .", ":x :p 1 ; :q 2 .", ["1", "2"]),
    ("disjoint", "sh:disjoint :q", ":x :p 1 ; :q 2 .", ":x :p 1 ; :q 1 .", ["1"]),
    ("lessThan", "sh:lessThan :q", ":x :p 1 ; :q 2 .", ":x :p 2 ; :q 2 .", ["2"]),
    ("lessThanOrEquals", "sh:lessThanOrEquals :q", ":x :p 2 ; :q 2 .", ":x :p 3 ; :q 2 , 'x' .", ["3", "3"]),
    ("hasValue", "sh:hasValue :a", ":x :p :a , :b .", ":x :p :b .", [None]),
    ("hasValue", "sh:hasValue 1", ":x :p 1 .", ":x :p 01 .", [None]),
    ("in", "sh:in ( :a 1 )", ":x :p :a , 1 .", ":x :p 1.0 .", ["1.0"]),
    ("node", "sh:node [ sh:class :K ]", ":x :p :a . :a a :K .", ":x :p :b .", ["b"]),
    ("not", "sh:not [ sh:class :K ]", ":x :p :a .", ":x :p :b . :b a :K .", ["b"]),
    ("and", "sh:and ( [ sh:class :K ] [ sh:class :L ] )", ":x :p :a . :a a :K , :L .", ":x :p :a . :a a :K .", ["a"]),
    ("or", "sh:or ( [ sh:class :K ] [ sh:class :L ] )", ":x :p :a . :a a :L .", ":x :p :a .", ["a"]),
    ("xone", "sh:xone ( [ sh:class :K ] [ sh:class :L ] )", ":x :p :a . :a a :K .", ":x :p :a . :a a :K , :L .", ["a"]),
    (
        "qualified",
        "sh:qualifiedValueShape [ sh:class :K ] ; sh:qualifiedMinCount 1",
        ":x :p :a , :b . :a a :K .",
        ":x :p :b .",
        [None],
    ),
    (
        "qualified",
        "sh:qualifiedValueShape [ sh:class :K ] ; sh:qualifiedMaxCount 1",
        ":x :p :a , :b . :a a :K .",
        ":x :p :a , :b . :a a :K . :b a :K .",
        [None],
    ),
]


@pytest.mark.parametrize(("component", "parameters", "good", "bad", "values"), ON_PATH)
def test_component(component: str, parameters: str, good: str, bad: str, values: list[str | None]) -> None:
    """On the values of a path: no result for the one, one result a violating value for the other."""
    shape = f"sh:property [ sh:path :p ; {parameters} ]"
    assert results(shape, good) == []
    assert sorted(lexical(results(shape, bad)), key=repr) == sorted([(component, v) for v in values], key=repr)


@pytest.mark.parametrize(
    "parameters",
    [p for c, p, *_ in ON_PATH if c not in ("minCount", "hasValue", "qualified", "equals")],
)
def test_no_value_violates_nothing(parameters: str) -> None:
    """What speaks of all values holds where there is none."""
    assert results(f"sh:property [ sh:path :p ; {parameters} ]", ":x a :Y .") == []


def test_on_the_node_itself() -> None:
    """A node shape judges its focus node."""
    assert results("sh:class :K", ":x a :K .") == []
    assert results("sh:class :K", ":x a :L .") == [("class", "x")]
    assert results("sh:hasValue :y", ":x a :L .") == [("hasValue", None)]
    assert results("sh:in ( :y )", ":x a :L .") == [("in", "x")]


def test_closed() -> None:
    """Values of other properties are reported, those ignored are not."""
    shape = "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ]"
    assert results(shape, ":x :p 1 ; a :K .") == []
    assert lexical(results(shape, ":x :p 1 ; :q 2 .")) == [("closed", "2")]


def test_disjoint_qualified_shapes() -> None:
    """A value that a sibling takes does not count."""
    shape = (
        "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :K ] ; sh:qualifiedMinCount 1 ; "
        "sh:qualifiedValueShapesDisjoint true ] , [ sh:path :p ; sh:qualifiedValueShape [ sh:class :L ] ; "
        "sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ]"
    )
    assert results(shape, ":x :p :a , :b . :a a :K . :b a :L .") == []
    assert results(shape, ":x :p :a . :a a :K , :L .") == [("qualified", None), ("qualified", None)]


def test_nested_properties_are_asked_of_each_value() -> None:
    """A property shape inside a property shape."""
    shape = "sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ]"
    assert results(shape, ":x :p :a . :a :q 1 .") == []
    assert results(shape, ":x :p :a , :b . :a :q 1 .") == [("minCount", None)]


@pytest.mark.parametrize(
    ("target", "focus"),
    [
        ("sh:targetClass :K", {"a", "b"}),
        ("sh:targetNode :a , :nobody", {"a", "nobody"}),
        ("sh:targetSubjectsOf :p", {"a"}),
        ("sh:targetObjectsOf :p", {"c", "1"}),
    ],
)
def test_targets(target: str, focus: set[str]) -> None:
    """Focus nodes of every kind of target; subclasses count, each node once."""
    shapes = parse(Source("s.ttl", (PREFIXES + f":s {target} ; sh:in ( ) .").encode()), "s")
    data = ":a a :K ; :p :c , 1 . :b a :L . :L rdfs:subClassOf :K ."
    found = validate_graph(shapes, parse(Source("d.ttl", (PREFIXES + data).encode()), "d"))
    texts = [v.focus.removeprefix(EX) if isinstance(v.focus, str) else v.focus.lexical for v in found]
    assert sorted(texts) == sorted(focus)


def test_sparql_is_not_for_this_processor() -> None:
    """It is refused, not passed over."""
    with pytest.raises(Refused, match="takes SHACL Core"):
        results("sh:sparql [ sh:select 'SELECT $this WHERE {}' ]", ":x a :K .")
