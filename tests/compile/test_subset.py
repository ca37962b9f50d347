"""What definitions, elements, circles and characteristics may not use is refused, with its place and what to write."""

import re
from collections.abc import Callable

import pytest

from palermo.compile.compiler import compile_packs
from palermo.compile.packs import open_packs
from palermo.compile.plan import Plan
from palermo.compile.refused import Refused
from palermo.problems import Problem
from palermo.rulebook import Rulebook

Compile = Callable[[str], Plan]

#: A shape of each kind that must be monotone, with room for constraints; the shape begins on line 15 of its file.
KINDS = {
    "definition": "my:s a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; {body} .",
    "circle": "my:s a pal:Circle , sh:NodeShape ; dct:identifier 'mine' ; {body} .",
    "characteristic": "my:s a pal:Characteristic , sh:NodeShape ; dct:identifier 'mine' ; {body} .",
    "element": "my:s a pal:Element , sh:NodeShape ; dct:identifier 'mine' ; {body} .",
}
#: The constructs that break monotonicity on a node, with the word that the message names and its advice.
ON_NODES = [
    ("sh:not [ sh:class my:K ]", "not", "leave sh:not to categories and remarks"),
    ("sh:xone ( [ sh:class my:K ] [ sh:class my:L ] )", "xone", "write sh:or"),
    ("sh:closed true", "closed", "move it to a quality shape"),
    ("sh:equals my:q", "equals", "ask for one with sh:qualifiedValueShape"),
    ("sh:disjoint my:q", "disjoint", "ask for one with sh:qualifiedValueShape"),
]
UNIVERSAL = "put it into sh:qualifiedValueShape with sh:qualifiedMinCount 1"
#: The same for what is said of the values of a path.
ON_PATHS = [
    ("sh:maxCount 1", "maxCount", "ask for what must be there with sh:minCount"),
    ("sh:qualifiedValueShape [] ; sh:qualifiedMaxCount 1", "qualifiedMaxCount", "a maximum fails when a fact is added"),
    ("sh:uniqueLang true", "uniqueLang", "move it to a quality shape"),
    ("sh:equals my:q", "equals", "it speaks of all values"),
    ("sh:disjoint my:q", "disjoint", "it speaks of all values"),
    ("sh:lessThan my:q", "lessThan", "it speaks of all values"),
    ("sh:lessThanOrEquals my:q", "lessThanOrEquals", "it speaks of all values"),
    ("sh:class my:K", "class", UNIVERSAL),
    ("sh:datatype xsd:date", "datatype", UNIVERSAL),
    ("sh:nodeKind sh:IRI", "nodeKind", UNIVERSAL),
    ("sh:minInclusive 18", "minInclusive", UNIVERSAL),
    ("sh:minExclusive 18", "minExclusive", UNIVERSAL),
    ("sh:maxInclusive 17", "maxInclusive", UNIVERSAL),
    ("sh:maxExclusive 18", "maxExclusive", UNIVERSAL),
    ("sh:minLength 1", "minLength", UNIVERSAL),
    ("sh:maxLength 1", "maxLength", UNIVERSAL),
    ("sh:pattern 'a'", "pattern", UNIVERSAL),
    ("sh:languageIn ( 'en' )", "languageIn", UNIVERSAL),
    ("sh:in ( my:a )", "in", UNIVERSAL),
    ("sh:node [ sh:class my:K ]", "node", UNIVERSAL),
    ("sh:property [ sh:path my:q ; sh:minCount 1 ]", "property", UNIVERSAL),
    ("sh:and ( [] )", "and", UNIVERSAL),
    ("sh:or ( [] )", "or", UNIVERSAL),
    ("sh:not [ sh:class my:K ]", "not", "leave sh:not to categories and remarks"),
    ("sh:xone ( [] )", "xone", "write sh:or"),
]
#: Places at which a definition may hide a shape.
NESTS = [
    "sh:node [ {0} ]",
    "sh:and ( [ {0} ] )",
    "sh:or ( [ sh:class my:K ] [ {0} ] )",
    "sh:property [ sh:path my:p ; sh:qualifiedValueShape [ {0} ] ; sh:qualifiedMinCount 1 ]",
]


@pytest.fixture
def compiled(pack: Callable[..., str]) -> Compile:
    """Compiles a pack of these shapes by itself, without the core, which is quicker by far."""

    def compile_(shapes: str) -> Plan:
        return compile_packs(open_packs([pack("", "\n" + shapes)])[1:])

    return compile_


def refused(compiled: Compile, shapes: str) -> Problem:
    """The problem with which a pack is refused."""
    with pytest.raises(Refused) as caught:
        compiled(shapes)
    return caught.value.problem


def test_a_pack_is_refused_when_its_rulebook_is_loaded(pack: Callable[..., str]) -> None:
    """With the core and from a folder, as people meet it."""
    folder = pack("", "\n" + KINDS["definition"].format(body="sh:not my:K"))
    with pytest.raises(Refused, match="a definition may not use sh:not here") as caught:
        Rulebook.load([folder], cache=False)
    assert caught.value.problem.place() == f"{folder}/shapes/my.ttl:15:1"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("body", "word", "advice"), ON_NODES)
def test_not_monotone_on_a_node(compiled: Compile, kind: str, body: str, word: str, advice: str) -> None:
    """Each kind refuses each construct, naming kind, construct, file and line."""
    problem = refused(compiled, KINDS[kind].format(body=body))
    assert f" {kind} may not use sh:{word} here: " in problem.message
    assert problem.message.startswith("shape s: ")
    assert advice in problem.message
    assert problem.file.endswith("/mine/shapes/my.ttl")
    assert problem.line == 15
    assert problem.place().endswith("my.ttl:15:1")


@pytest.mark.parametrize(("body", "word", "advice"), ON_PATHS)
def test_not_monotone_on_a_path(compiled: Compile, body: str, word: str, advice: str) -> None:
    """What speaks of all values of a path holds of an empty record, or falls when a fact is added."""
    problem = refused(compiled, KINDS["definition"].format(body=f"sh:property [ sh:path my:p ; {body} ]"))
    assert problem.message.startswith(f"shape s: a definition may not use sh:{word} here: "), problem.message
    assert advice in problem.message
    assert problem.line == 15


#: Paths of more than one property.
LONG = [
    "( [ sh:inversePath my:p ] my:q )",
    "[ sh:alternativePath ( my:p my:q ) ]",
    "[ sh:zeroOrMorePath my:p ]",
    "[ sh:oneOrMorePath my:p ]",
    "[ sh:zeroOrOnePath my:p ]",
    "[ sh:inversePath ( my:p my:q ) ]",
]


@pytest.mark.parametrize("path", LONG)
def test_a_long_path(compiled: Compile, path: str) -> None:
    """The possible view supposes values step by step: definitions and elements nest, circles may follow any path."""
    body = f"sh:property [ sh:path {path} ; sh:minCount 1 ]"
    for kind in ("definition", "element"):
        problem = refused(compiled, KINDS[kind].format(body=body))
        assert f" {kind} may not use this sh:path: " in problem.message
        assert "nest the next step in sh:qualifiedValueShape" in problem.message
        assert problem.line == 15
    bound = "sh:property [ sh:path {} ; sh:minCount 1 ]"
    assert compiled(KINDS["definition"].format(body=bound.format("[ sh:inversePath my:p ]")))
    if "zero" not in path:
        assert compiled(KINDS["circle"].format(body=body))


@pytest.mark.parametrize("nest", NESTS)
def test_hidden_inside(compiled: Compile, nest: str) -> None:
    """A construct is found wherever the shape refers to it, and the nearest shape with a name is told."""
    body = nest.format("sh:not [ sh:class my:K ]")
    assert "may not use sh:not here" in refused(compiled, KINDS["definition"].format(body=body)).message


def test_the_line_is_that_of_the_shape_that_is_wrong(compiled: Compile) -> None:
    """A definition that refers to a named shape is refused at that shape."""
    shapes = KINDS["definition"].format(body="sh:node my:inner") + "\n\nmy:inner a sh:NodeShape ; sh:not my:other ."
    problem = refused(compiled, shapes)
    assert (problem.line, problem.column) == (17, 1)


def test_an_element_is_refused_also_where_no_definition_reaches_it(compiled: Compile) -> None:
    """Elements are checked for themselves."""
    shapes = "my:s a pal:Element , sh:PropertyShape ; dct:identifier 'e' ; sh:path pal:act ; sh:class my:Act ."
    assert refused(compiled, shapes).message.partition("element")[2].startswith(" may not use sh:class here: on a path")


ALLOWED = [
    "sh:class my:K ; sh:nodeKind sh:IRI ; sh:hasValue my:x ; sh:in ( my:x ) ; sh:pattern 'x' ; sh:minLength 1",
    "sh:and ( [ sh:class my:K ] ) ; sh:or ( [ sh:class my:K ] [ sh:class my:L ] ) ; sh:node [ sh:class my:K ]",
    "sh:property [ sh:path my:p ; sh:minCount 2 ; sh:hasValue 3 ]",
    "sh:property [ sh:path my:age ; sh:qualifiedValueShape [ sh:maxExclusive 18 ; sh:datatype xsd:integer ] ; "
    "sh:qualifiedMinCount 1 ]",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", ALLOWED)
def test_what_is_monotone_is_taken(compiled: Compile, kind: str, body: str) -> None:
    """Constructs whose truth can only grow with the facts are allowed."""
    assert compiled(KINDS[kind].format(body=body)).packs == ("mine",)


@pytest.mark.parametrize("kind", ["pal:OverlapCategory", "pal:Remark", "pal:Divergence"])
def test_categories_and_remarks_may_say_not(compiled: Compile, kind: str) -> None:
    """They are given for the established and the alleged view only."""
    body = "sh:not [ sh:class my:K ] ; sh:property [ sh:path my:p ; sh:maxCount 1 ]"
    compiled(f"my:s a {kind} , sh:NodeShape ; dct:identifier 'mine' ; {body} .")


def test_a_quality_shape_may_use_everything(compiled: Compile) -> None:
    """Shapes with a target that are of none of the kinds judge descriptions."""
    bodies = " ; ".join(body for body, _, _ in ON_NODES)
    compiled(f"my:s a sh:NodeShape ; sh:targetClass my:K ; {bodies} .")


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (
            "my:s a pal:Remark , sh:NodeShape .",
            "shape s: it has no dct:identifier; give it one",
        ),
        (
            "my:s a pal:Remark , sh:NodeShape ; dct:identifier 'r' . my:t a pal:Remark ; dct:identifier 'r' .",
            'it shares the identifier "r" with s; give it its own',
        ),
        (
            "my:s a pal:Circle ; dct:identifier 'c' ; sh:class my:K . my:t a pal:Circle ; dct:identifier 'c' .",
            'shape t: it shares the identifier "c" with s',
        ),
    ],
)
def test_identifiers(compiled: Compile, shapes: str, message: str) -> None:
    """A named shape has an identifier of its own among its kind, and the refusal names the file."""
    problem = refused(compiled, shapes)
    assert message in problem.message
    assert problem.file.endswith(".ttl")


def test_elements_of_two_definitions_may_share_an_identifier(compiled: Compile) -> None:
    """Identifiers of elements are local to a definition."""
    compiled(
        "my:s a pal:Element ; dct:identifier 'means' ; sh:path pal:means ; sh:minCount 1 . "
        "my:t a pal:Element ; dct:identifier 'means' ; sh:path my:means ; sh:minCount 1 ."
    )


@pytest.mark.parametrize("kind", [*KINDS, "remark", "category"])
def test_sparql_in_a_judged_shape(compiled: Compile, kind: str) -> None:
    """What is judged is SHACL Core only; quality shapes may use SPARQL."""
    others = {"remark": "pal:Remark", "category": "pal:OverlapCategory"}
    shapes = KINDS.get(kind) or KINDS["circle"].replace("pal:Circle", others[kind])
    body = 'sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o }" ]'
    assert "only quality shapes may" in refused(compiled, shapes.format(body=body)).message


def test_a_definition_need_not_say_that_it_is_a_shape(compiled: Compile) -> None:
    """``pal:Definition`` without ``sh:NodeShape`` is read like any other."""
    plan = compiled("my:s a pal:Definition ; dct:identifier 'mine' ; sh:class my:K .")
    assert [card.id for card in plan.cards["definitions"]] == ["mine"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "body",
    [
        "",
        "sh:class pal:Person",
        "sh:nodeKind sh:IRI",
        "sh:or ( [ sh:class my:K ] [] )",
        "sh:property [ sh:path my:p ; sh:qualifiedValueShape [ sh:class my:K ] ]",
        "sh:property [ sh:path my:p ; sh:qualifiedValueShape [ sh:class my:K ] ; sh:qualifiedMinCount 0 ]",
        "sh:property [ sh:path my:p ; sh:minCount 0 ]",
    ],
)
def test_what_every_record_meets_is_refused(compiled: Compile, kind: str, body: str) -> None:
    """A forgotten minimum would make an empty record meet the definition."""
    assert "it is met where nothing is recorded" in refused(compiled, KINDS[kind].format(body=body)).message


def test_a_deactivated_definition_is_refused(compiled: Compile) -> None:
    """Every node conforms to a deactivated shape."""
    body = "sh:deactivated true ; sh:class my:K"
    assert "it is deactivated" in refused(compiled, KINDS["definition"].format(body=body)).message


def test_a_judged_shape_has_a_name(compiled: Compile) -> None:
    """A definition that is a blank node could not be pointed at."""
    with pytest.raises(Refused) as caught:
        compiled("[] a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; sh:class my:K .")
    assert "has no IRI; give it one" in caught.value.problem.message


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (
            "my:s a pal:Remark ; dct:identifier 'r' ; sh:class pal:Persn .",
            "shape s: nothing is called Persn; did you mean Person?",
        ),
        (
            "my:s a pal:Circle ; dct:identifier 'c' ; sh:property [ sh:path pal:concern ; sh:minCount 1 ] .",
            "shape s: nothing is called concern; did you mean concerns?",
        ),
    ],
)
def test_a_slip_of_the_pen_is_named(rulebook_with: Callable[..., object], shapes: str, message: str) -> None:
    """A law that nobody can meet because of a letter is refused; a class of another vocabulary is not."""
    with pytest.raises(Refused, match=re.escape(message)):
        rulebook_with("", shapes)
    rulebook_with("", "my:s a pal:Remark ; dct:identifier 'r' ; sh:class my:SomethingElse .")
