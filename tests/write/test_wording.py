"""The wording of reports is data: each template that the code asks for is there."""

import ast
import os
import string

import pyoxigraph as ox

import palermo.write
from palermo.data import folder
from palermo.findings import OUTCOMES, REASONS, SUPPORTS
from palermo.rulebook import Rulebook
from palermo.write.report.key import _KEY
from palermo.write.words import Words

WORDING = os.path.join(folder("ontology"), "wording")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")
STANDINGS = ("stated", "established", "alleged", "contested", "not-established", "refuted")


def templates(*names: str) -> dict[str, str]:
    ids, texts = {}, {}
    files = [os.path.join(WORDING, name) for name in names or sorted(os.listdir(WORDING))]
    for quad in (q for path in files for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)):
        if quad.predicate == IDENTIFIER:
            ids[quad.subject.value] = quad.object.value
        elif quad.predicate == LABEL:
            texts[quad.subject.value] = quad.object.value
    assert ids.keys() == texts.keys()
    assert len(set(ids.values())) == len(ids)
    return {ids[node]: texts[node] for node in ids}


def asked_for() -> set[str]:
    """The identifiers in calls of ``say`` and ``say_for`` that are written out whole."""
    found = set()
    for base, _, names in os.walk(os.path.dirname(palermo.write.__file__)):
        for name in names:
            if name.endswith(".py"):
                with open(os.path.join(base, name), encoding="utf-8") as source:
                    for node in ast.walk(ast.parse(source.read())):
                        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                            first = node.args[0]
                            if node.func.attr in ("say", "say_for") and isinstance(first, ast.Constant):
                                found.add(first.value)
    return found


def test_each_template_that_is_asked_for_is_there() -> None:
    known = set(templates())
    assert len(asked_for()) > 30
    assert asked_for() <= known
    made = {f"{group}.{word}" for group in ("heading", "element", "because", "step", "outcome") for word in OUTCOMES}
    made |= {"why." + word for word in REASONS} | {"support." + word for word in SUPPORTS} | {"support.none"}
    made |= {"standing." + word for word in STANDINGS}
    made |= {"heading.established-as-stated", "outcome.established-as-stated"}
    made |= {"because.not-established.two", "because.not-established.many"}
    made |= {"applicable.time." + word for word in ("yes", "no", "partly", "undated", "no-conduct", "unknown")}
    made |= {"applicable.place." + w for w in ("any", "same", "within", "outside", "part", "open", "unknown", "none")}
    made |= {"applicable.force." + word for word in ("both", "from", "until", "unsaid")}
    made |= {f"applicable.{w}" for w in ("when.asked", "when.conduct", "where.asked", "where.case", "days")}
    made |= {f"definitions.{word}" for word in ("yes", "open", "no")} | {"applicable.line.no", "applicable.line.open"}
    made |= {f"definitions.what.{word}" for word in ("alleged", "not-established", "excluded", "excluded-no-element")}
    made |= {"caveat", "caveat.unverified", "divergence.definitions", "divergence.group"}
    made |= {"severity." + word for word in ("violation", "warning", "info")}
    assert made <= known


def test_any_field_has_all_that_is_asked_for_but_the_words_on_the_diagram(pack) -> None:
    folder = pack("my:o a owl:Ontology ; owl:imports <https://w3id.org/palermo/ontology/wording> .")
    general = Rulebook.load([folder], cache=False)
    lacking = {id_ for id_ in asked_for() if not general.wording(id_)}
    assert lacking
    assert lacking <= set(templates("overlap.ttl", "summary-overlap.ttl"))


def test_places_are_named_and_braces_balanced() -> None:
    for text in templates().values():
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))


def test_a_template_for_one_classification_is_preferred(rulebook) -> None:
    words = Words(rulebook, "en")
    assert words.say_for("nothing-recorded", "TraffickingInPersons") == "Nothing recorded points to trafficking."
    assert words.say_for("nothing-recorded", "Other", classification="x") == "Nothing recorded points to x."


def test_what_is_not_shown_is_counted(rulebook) -> None:
    words = Words(rulebook, "en")
    assert [words.not_shown(labels) for labels in (["means"], ["act", "purpose"], ["act", "means", "purpose"])] == [
        "This record does not show means.",
        "This record shows neither act nor purpose.",
        "This record shows none of: act, means, purpose.",
    ]


def test_each_sentence_of_the_key_is_there() -> None:
    assert set(_KEY) <= set(templates())


def test_a_list_in_a_sentence(rulebook) -> None:
    words = Words(rulebook, "en")
    assert [words.join(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
