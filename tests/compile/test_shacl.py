"""Shapes graphs to shape values: every construct of SHACL Core is read, everything else is refused by name."""

from collections.abc import Callable

import pyoxigraph
import pytest

from palermo.compile.graph import Graph
from palermo.compile.packs import Source, parse
from palermo.compile.refused import Refused, refuse
from palermo.compile.shacl import ShapeReader
from palermo.compile.shape import Shape
from palermo.rulebook import Rulebook
from palermo.terms import Literal, local_name

SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EX = "https://example.org/s#"
PREFIXES = f"""
@prefix sh: <{SH}> . @prefix xsd: <{XSD}> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix pal: <https://w3id.org/palermo#> . @prefix : <{EX}> .
"""


def read(turtle: str) -> ShapeReader:
    """The reader of a shapes graph, after it has read everything."""

    def refused(owner: str, what: str) -> Refused:
        return refuse(f"shape {local_name(owner)}: {what}", code="P301")

    reader = ShapeReader(Graph(parse(Source("s.ttl", (PREFIXES + turtle).encode()), "t")), refused)
    reader.read_all()
    return reader


def shape(constraints: str, kind: str = "sh:NodeShape") -> Shape:
    """The shape ``:s`` with these constraints."""
    return read(f":s a {kind} ; {constraints} .").shapes[EX + "s"]


def on_path(constraints: str) -> Shape:
    """The property shape ``:s`` with these constraints on ``:p``."""
    return shape(f"sh:path :p ; {constraints}", "sh:PropertyShape")


def refusal(turtle: str) -> str:
    """The message with which a shapes graph is refused."""
    with pytest.raises(Refused) as caught:
        read(turtle)
    return caught.value.problem.message


INTEGER = XSD + "integer"


@pytest.mark.parametrize(
    ("written", "constraint"),
    [
        ("sh:class :K", ("class", EX + "K")),
        ("sh:datatype xsd:date", ("datatype", XSD + "date")),
        ("sh:nodeKind sh:IRI", ("nodeKind", SH + "IRI")),
        ("sh:minExclusive 1", ("minExclusive", Literal("1", INTEGER))),
        ("sh:minInclusive 1", ("minInclusive", Literal("1", INTEGER))),
        ("sh:maxExclusive 1", ("maxExclusive", Literal("1", INTEGER))),
        ("sh:maxInclusive 1", ("maxInclusive", Literal("1", INTEGER))),
        ("sh:minLength 2", ("minLength", 2)),
        ("sh:maxLength 2", ("maxLength", 2)),
        ('sh:pattern "^a" ; sh:flags "i"', ("pattern", ("^a", "i"))),
        ('sh:pattern "^a"', ("pattern", ("^a", ""))),
        ('sh:languageIn ( "EN" "it" )', ("languageIn", ("en", "it"))),
        ("sh:equals :q", ("equals", EX + "q")),
        ("sh:disjoint :q", ("disjoint", EX + "q")),
        ("sh:hasValue :v", ("hasValue", EX + "v")),
        ("sh:hasValue true", ("hasValue", Literal("true", XSD + "boolean"))),
        ("sh:in ( :v 1 )", ("in", (EX + "v", Literal("1", INTEGER)))),
        ("sh:node :t", ("node", EX + "t")),
        ("sh:not :t", ("not", EX + "t")),
        ("sh:and ( :t :u )", ("and", (EX + "t", EX + "u"))),
        ("sh:or ( :t :u )", ("or", (EX + "t", EX + "u"))),
        ("sh:xone ( :t :u )", ("xone", (EX + "t", EX + "u"))),
    ],
)
def test_components_of_node_shapes(written: str, constraint: tuple[str, object]) -> None:
    """Each component that judges a node becomes a constraint with its parameter, and the same on a path."""
    assert shape(written).constraints == (constraint,)
    assert on_path(written).constraints == (constraint,)


@pytest.mark.parametrize(
    ("written", "constraint"),
    [
        ("sh:minCount 1", ("minCount", 1)),
        ("sh:maxCount 0", ("maxCount", 0)),
        ("sh:uniqueLang true", ("uniqueLang", True)),
        ("sh:lessThan :q", ("lessThan", EX + "q")),
        ("sh:lessThanOrEquals :q", ("lessThanOrEquals", EX + "q")),
        ("sh:qualifiedValueShape :t ; sh:qualifiedMinCount 1", ("qualified", (EX + "t", 1, None, ()))),
        ("sh:qualifiedValueShape :t ; sh:qualifiedMaxCount 2", ("qualified", (EX + "t", 0, 2, ()))),
    ],
)
def test_components_of_property_shapes(written: str, constraint: tuple[str, object]) -> None:
    """Components that judge the values of a path together."""
    assert on_path(written).constraints == (constraint,)


def test_several_values_of_one_parameter_are_several_constraints() -> None:
    """``sh:class :A , :B`` asks for both."""
    assert sorted(shape("sh:class :A , :B").constraints) == [("class", EX + "A"), ("class", EX + "B")]


def test_properties_are_shapes_of_their_own() -> None:
    """A nested property shape gets an id from the named shape around it."""
    reader = read(":s a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    ((name, inner),) = reader.shapes[EX + "s"].constraints
    assert name == "property"
    assert inner == f"_:{EX}s/0"
    assert reader.shapes[inner].owner == EX + "s"
    assert reader.shapes[inner].constraints == (("minCount", 1),)


def test_closed_allows_the_shape_s_own_properties_and_those_ignored() -> None:
    """``sh:closed`` is resolved to the properties that it allows."""
    found = shape("sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ]")
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert ("closed", tuple(sorted((EX + "p", rdf_type)))) in found.constraints
    assert not any(name == "closed" for name, _ in shape("sh:closed false").constraints)


def test_unique_lang_asks_for_the_word_true() -> None:
    """``1`` is a true boolean, and is not enough here (SHACL section 4.4.5)."""
    assert on_path('sh:uniqueLang "1"^^xsd:boolean').constraints == ()


def test_disjoint_qualified_shapes_know_their_siblings() -> None:
    """The siblings are the other qualified value shapes of the same parent."""
    reader = read(
        ":s a sh:NodeShape ; sh:property :a , :b . "
        ":a sh:path :p ; sh:qualifiedValueShape :t ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true . "
        ":b sh:path :p ; sh:qualifiedValueShape :u ; sh:qualifiedMinCount 1 ."
    )
    assert reader.shapes[EX + "a"].constraints == (("qualified", (EX + "t", 1, None, (EX + "u",))),)
    assert reader.shapes[EX + "b"].constraints == (("qualified", (EX + "u", 1, None, ())),)


P, Q = ("p", EX + "p"), ("p", EX + "q")


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (":p", P),
        ("[ sh:inversePath :p ]", ("inv", P)),
        ("( :p :q )", ("seq", (P, Q))),
        ("[ sh:alternativePath ( :p :q ) ]", ("alt", (P, Q))),
        ("[ sh:zeroOrMorePath :p ]", ("*", P)),
        ("[ sh:oneOrMorePath :p ]", ("+", P)),
        ("[ sh:zeroOrOnePath :p ]", ("?", P)),
        ("( [ sh:inversePath :p ] [ sh:zeroOrMorePath ( :p :q ) ] )", ("seq", (("inv", P), ("*", ("seq", (P, Q)))))),
    ],
)
def test_paths(written: str, path: tuple[object, ...]) -> None:
    """Every form of path of SHACL section 2.3.1."""
    assert shape(f"sh:path {written}", "sh:PropertyShape").path == path


def test_targets() -> None:
    """Targets of every kind; a shape that is a class targets its own instances."""
    found = shape("sh:targetClass :A ; sh:targetNode :n ; sh:targetSubjectsOf :p ; sh:targetObjectsOf :q")
    assert set(found.targets) == {
        ("targetClass", EX + "A"),
        ("targetNode", EX + "n"),
        ("targetSubjectsOf", EX + "p"),
        ("targetObjectsOf", EX + "q"),
    }
    assert shape("a rdfs:Class").targets == (("targetClass", EX + "s"),)


def test_a_target_makes_a_shape() -> None:
    """A node with a target is read without saying that it is a shape."""
    assert EX + "s" in read(":s sh:targetClass :A ; sh:class :B .").shapes


def test_what_a_shape_says_of_itself() -> None:
    """Severity, code, element, and the characteristic that a step asks."""
    found = shape(
        'a pal:Element ; sh:path :p ; dct:identifier "act" ; sh:severity sh:Warning ; pal:characteristic :child',
        "sh:PropertyShape",
    )
    assert (found.severity, found.code, found.element) == (SH + "Warning", "act", True)
    assert found.characteristic == EX + "child"
    assert shape("sh:class :K").severity == SH + "Violation"


def test_annotations_constrain_nothing() -> None:
    """Names, descriptions, orders and groups are read over."""
    assert shape('sh:name "n" ; sh:description "d" ; sh:order 1 ; sh:group :g ; sh:message "m"').constraints == ()


def test_a_deactivated_shape_asks_nothing() -> None:
    """Every node conforms to a deactivated shape (SHACL section 2.1.4), whatever else it says."""
    found = shape("sh:deactivated true ; sh:class :K ; sh:targetClass :A ; sh:minCont 1")
    assert (found.constraints, found.targets) == ((), ())
    assert shape("sh:deactivated false ; sh:class :K").constraints == (("class", EX + "K"),)


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        (
            ":s a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCont 1 ] .",
            "shape s: sh:minCont is not part of SHACL Core, or is misspelt; write it with Core constraints",
        ),
        (
            ":s a sh:PropertyShape ; sh:path :p , :q .",
            "shape s: a property shape has more than one sh:path; give it one",
        ),
        (":s a sh:PropertyShape ; sh:path 3 .", "shape s: sh:path is a literal; name a property"),
        (
            ":s a sh:PropertyShape ; sh:path [ :other :p ] .",
            "shape s: sh:path is no path of SHACL; name a property, or write one of its path forms",
        ),
        (
            ":s a sh:PropertyShape ; sh:path ( :p ) .",
            "shape s: sh:path has a list of fewer than two steps; write the property itself",
        ),
        (
            ":s a sh:PropertyShape ; sh:path _:l . _:l sh:inversePath _:l .",
            "shape s: sh:path runs in a circle or is nested more than 50 deep; shorten it",
        ),
        (
            ":s a sh:NodeShape ; sh:or _:l . _:l rdf:first :t ; rdf:rest _:l .",
            "shape s: a list that is broken or runs in a circle; mend the list",
        ),
        (
            ":s a sh:NodeShape ; sh:in _:l . _:l rdf:first :t .",
            "shape s: a list that is broken or runs in a circle; mend the list",
        ),
        (
            ":s a sh:NodeShape ; sh:and _:l . _:l rdf:first :t , :u ; rdf:rest () .",
            "shape s: a list that is broken or runs in a circle; mend the list",
        ),
        (
            ":s a sh:NodeShape ; sh:minCount 1 .",
            "shape s: a node shape speaks of values, but has no sh:path; move that to a property",
        ),
        (
            ":s a sh:NodeShape ; sh:lessThan :p .",
            "shape s: a node shape speaks of values, but has no sh:path; move that to a property",
        ),
        (
            ":s a sh:NodeShape ; sh:qualifiedValueShape :t ; sh:qualifiedMinCount 1 .",
            "shape s: a node shape speaks of values, but has no sh:path; move that to a property",
        ),
        (
            ':s a sh:PropertyShape ; sh:path :p ; sh:minCount "one" .',
            "shape s: sh:minCount is not a whole number; write one",
        ),
        (
            ":s a sh:PropertyShape ; sh:path :p ; sh:qualifiedValueShape :t ; sh:qualifiedMinCount -1 .",
            "shape s: sh:qualifiedMinCount is not a whole number; write one",
        ),
        (
            ":s a sh:NodeShape ; sh:order 'first' .",
            "shape s: sh:order is not a number; write one",
        ),
        (
            ':s a sh:NodeShape ; sh:class "K" .',
            "shape s: sh:class has a literal for a value; give it an IRI or a shape",
        ),
        (
            ":s a sh:NodeShape ; sh:node 3 .",
            "shape s: sh:node has a literal for a value; give it an IRI or a shape",
        ),
    ],
)
def test_refusals(turtle: str, message: str) -> None:
    """What cannot be evaluated exactly is refused, with the shape's name and what to write."""
    assert refusal(turtle) == message


@pytest.mark.parametrize("word", ["js", "jsFunctionName", "expression", "entailment", "SPARQLTarget", "shapesGraph"])
def test_no_term_of_shacl_is_passed_over(word: str) -> None:
    """Terms of SHACL beyond Core are refused, not ignored."""
    assert f"sh:{word} is not part of SHACL Core" in refusal(f":s a sh:NodeShape ; sh:{word} :x .")


def test_every_core_parameter_is_known() -> None:
    """The list of SHACL Core's parameters, by hand from the Recommendation's section 4, is read in full."""
    parameters = [
        "class",
        "datatype",
        "nodeKind",
        "minCount",
        "maxCount",
        "minExclusive",
        "minInclusive",
        "maxExclusive",
        "maxInclusive",
        "minLength",
        "maxLength",
        "pattern",
        "flags",
        "languageIn",
        "uniqueLang",
        "equals",
        "disjoint",
        "lessThan",
        "lessThanOrEquals",
        "not",
        "and",
        "or",
        "xone",
        "node",
        "property",
        "qualifiedValueShape",
        "qualifiedValueShapesDisjoint",
        "qualifiedMinCount",
        "qualifiedMaxCount",
        "closed",
        "ignoredProperties",
        "hasValue",
        "in",
    ]
    for parameter in parameters:
        message = ""
        try:
            read(f":s a sh:PropertyShape ; sh:path :p ; sh:{parameter} :x .")
        except Refused as refused:
            message = refused.problem.message
        assert "not part of SHACL Core" not in message, parameter


@pytest.mark.parametrize("word", ["sparql", "target"])
def test_sparql_makes_a_shape_external(word: str) -> None:
    """A shape with SHACL-SPARQL is left to a full processor, and those beside it are read."""
    reader = read(f':s a sh:NodeShape ; sh:{word} [ sh:select "SELECT $this WHERE {{}}" ] . :t a sh:NodeShape .')
    assert reader.external == {EX + "s"}
    assert set(reader.shapes) == {EX + "t"}


def test_sparql_inside_another_shape_is_refused() -> None:
    """A nested shape cannot be handed over by itself."""
    assert "sh:sparql is not part of SHACL Core" in refusal(":s a sh:NodeShape ; sh:node [ sh:sparql [] ] .")


def test_the_shipped_shapes_are_read(core: Rulebook) -> None:
    """The core pack has definitions, elements, circles, categories, characteristics, remarks and divergences."""
    assert all((core.definitions, core.circles, core.categories, core.characteristics, core.remarks, core.divergences))
    assert {card.id for card in core.elements.values()} >= {"act", "means", "purpose"}


RECURSIVE = [
    (":s a sh:NodeShape ; sh:node :s .", "shape s: it refers back to itself; undo the circle"),
    (
        ":s a sh:NodeShape ; sh:not :t . :t a sh:NodeShape ; sh:property :u . :u sh:path :p ; sh:node :s .",
        "refers back",
    ),
    (":s a sh:NodeShape ; sh:or ( :t :s ) . :t a sh:NodeShape .", "shape s: it refers back to itself; undo the circle"),
    (
        ":s a sh:PropertyShape ; sh:path :p ; sh:qualifiedValueShape :t ; sh:qualifiedMinCount 1 . :t sh:property :s .",
        "refers back to itself; undo the circle",
    ),
]


@pytest.mark.parametrize(("shapes", "message"), RECURSIVE)
def test_recursion_is_refused(rulebook_with: Callable[..., Rulebook], shapes: str, message: str) -> None:
    """SHACL leaves recursion undefined (section 3.4.3)."""
    with pytest.raises(Refused) as caught:
        rulebook_with("", shapes)
    assert message in caught.value.problem.message


def test_a_shape_reached_twice_is_no_recursion(rulebook_with: Callable[..., Rulebook]) -> None:
    """A diamond is not a circle."""
    rulebook_with("", ":s a sh:NodeShape ; sh:node :t , :u . :t sh:node :v . :u sh:node :v . :v a sh:NodeShape .")


def test_a_deep_nest_of_shapes_is_refused() -> None:
    """A thousand shapes, each within the one before, exhaust no stack; fifty are read."""
    deep = [f":n{n} a sh:NodeShape ; sh:node :n{n + 1} .\n" for n in range(1000)]
    assert "deep here; flatten them" in refusal("".join(deep) + ":n1000 a sh:NodeShape .")
    assert len(read("".join(deep[:50]) + ":n50 a sh:NodeShape .").shapes) == 51


def test_broken_syntax_is_refused_with_line_and_column(pack: Callable[..., str]) -> None:
    """A pack that is not Turtle names the place."""
    folder = pack("", "my:s a sh:NodeShape\nmy:t a sh:NodeShape .")
    with pytest.raises(Refused) as caught:
        Rulebook.load([folder], cache=False)
    problem = caught.value.problem
    assert problem.file.endswith("my.ttl")
    assert problem.line == 15
    assert problem.code == "P312"


def test_the_parser_is_the_one_that_reads_cases() -> None:
    """Blank nodes of two files of one pack are kept apart, though both write ``_:x``."""
    (first,) = parse(Source("a.ttl", b"_:x <p:p> 1 ."), "a")
    (second,) = parse(Source("b.ttl", b"_:x <p:p> 1 ."), "b")
    assert first[0] != second[0]
    assert pyoxigraph.__version__


@pytest.mark.parametrize(
    ("constraint", "said"),
    [
        ("sh:or 3", "a literal stands where a list is due"),
        ("sh:or ( 3 )", "sh:or"),
        ("sh:in 3", "a literal stands where a list is due"),
        ("sh:minInclusive :x", "sh:minInclusive"),
        ('sh:pattern "["', "sh:pattern"),
        ('sh:pattern "\\\\p{L}"', "sh:pattern"),
        ("sh:pattern :x", "sh:pattern"),
        ('sh:pattern "a" ; sh:flags "q"', "sh:flags"),
        ("sh:languageIn ( :x )", "sh:languageIn"),
        ("sh:nodeKind sh:Foo", "sh:nodeKind"),
        ("sh:property [ ]", "sh:path"),
    ],
)
def test_ill_formed_parameters_are_refused(constraint: str, said: str) -> None:
    """A parameter of the wrong kind is refused when it is compiled, neither passed over nor met with a traceback."""
    assert said in refusal(f":s a sh:NodeShape ; {constraint} .")


def test_a_qualified_count_without_a_shape_is_refused() -> None:
    """``sh:qualifiedMinCount`` alone asks nothing; nothing is ignored silently."""
    assert "without sh:qualifiedValueShape" in refusal(":s a sh:PropertyShape ; sh:path :p ; sh:qualifiedMinCount 1 .")
