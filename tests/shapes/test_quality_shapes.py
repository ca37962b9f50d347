"""Each quality code is found where it should be, and nowhere in a clean case."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[2]
SH = Namespace("http://www.w3.org/ns/shacl#")

#: Nothing here is to be mended; each test changes one thing in it.
CLEAN = """
:case a pal:Case ; dct:title "A case"@en ; pal:concerns :person ; pal:labelling :label ; pal:expects :hope .
:label a pal:Labelling ; pal:as pal:TraffickingInPersons ; dct:source :file .
:hope a pal:Expectation ; pal:of :person ; pal:definition "un-protocol-2000" ; pal:outcome "established" ;
    pal:region "s-m-e" ; pal:category "red" , "blue" .
:person a pal:Person ; rdfs:label "the worker"@en ; pal:ageAtTime 30 ; pal:moved :journey ; pal:exchanged :exchange ;
    pal:experienced :hours ; pal:involved :room ; pal:underwent :raid ; pal:observed :debt .
:journey a pal:Movement ; pal:crossedBorder true .
:exchange a pal:ConsensualExchange .
:hours a pal:LabourExploitation ; rdfs:label "long hours"@en .
:room a pal:ThirdPartyInvolvement .
:raid a pal:Intervention .
:debt a pal:Indicator .
:dealing a pal:Conduct ; pal:towards :person ; pal:by :agent ; pal:startedOn "2020-01-01"^^xsd:date ;
    pal:endedOn "2020-06-01"^^xsd:date ; pal:act :recruited , :housed ; pal:means :threat ; pal:purpose :aim ;
    pal:indicator :papers .
:recruited a pal:Recruitment ; rdfs:label "hired"@en ; pal:assessment :first , :last .
:first a pal:Assessment ; pal:evidentialStatus pal:Refuted ; dct:date "2021-01-01"^^xsd:date .
:last a pal:Assessment ; pal:evidentialStatus pal:Established ; pal:final true ; dct:date "2022-01-01"^^xsd:date .
:threat a pal:Coercion ; rdfs:label "threatened"@en ; pal:phase pal:AtEntry .
:housed a pal:Harbouring ; rdfs:label "housed"@en ; pal:evidentialStatus pal:Alleged .
:aim a pal:ForcedLabourOrServices ; dct:source :file .
:papers a pal:Indicator ; rdfs:label "papers kept"@en .
:young a pal:Person ; rdfs:label "the apprentice"@en ; pal:ageAtLeast 15 ; pal:ageAtMost 20 ; pal:age :claimed .
:claimed a pal:AgeFact ; pal:yearsAtLeast 15 ; pal:years 16 ; pal:yearsAtMost 17 ; pal:evidentialStatus pal:Alleged .
"""


class Change(NamedTuple):
    """One thing changed in the clean case: ``old`` for ``new``; no ``old``: ``new`` is added at the end."""

    old: str
    new: str


CHANGES = {
    "Q101": Change("pal:concerns :person ;", ""),
    "Q102": Change("", ":dealing pal:concerns :person ."),
    "Q103": Change("pal:concerns :person ;", "pal:concerns :person , :preson ;"),
    "Q104": Change('rdfs:label "the worker"@en ;', ""),
    "Q105": Change("", ":person a pal:Movement ."),
    "Q106": Change('dct:title "A case"@en ;', ""),
    "Q107": Change("", ':case pal:sector "Agriculture" .'),
    "Q108": Change("", ':person pal:sector "agriculture" .'),
    "Q201": Change("pal:towards :person ;", ""),
    "Q202": Change("pal:towards :person ;", "pal:towards :person , :preson ;"),
    "Q203": Change("", ":dealing pal:towardsChild :preson ."),
    "Q204": Change("", ":case pal:towards :person ."),
    "Q205": Change("pal:by :agent", 'pal:by "the agent"'),
    "Q206": Change("", ":dealing a pal:Recruitment ."),
    "Q211": Change("a pal:Recruitment ;", "a pal:Deception ;"),
    "Q212": Change(":threat a pal:Coercion ; rdfs:label", ":threat rdfs:label"),
    "Q213": Change("pal:purpose :aim", 'pal:purpose :aim , "to exploit"'),
    "Q214": Change("pal:indicator :papers", "pal:indicator :papers , :journey"),
    "Q215": Change("", ":person pal:act :housed ."),
    "Q216": Change("", ":person pal:indicator :papers ."),
    "Q221": Change("pal:moved :journey", "pal:moved :journey , true"),
    "Q222": Change("a pal:ConsensualExchange", "rdfs:label 'unclassed'"),
    "Q223": Change("pal:experienced :hours", "pal:experienced :hours , :raid"),
    "Q224": Change("pal:involved :room", "pal:involved :room , :agent"),
    "Q225": Change("pal:underwent :raid", "pal:underwent :raid , :hours"),
    "Q226": Change("pal:observed :debt", "pal:observed :debt , :threat"),
    "Q227": Change("", ":dealing pal:experienced :hours ."),
    "Q228": Change("", ":dealing pal:observed :debt ."),
    "Q229": Change("", ":unseen a pal:Indicator ; rdfs:label 'a sign'@en ."),
    "Q231": Change("pal:crossedBorder true", 'pal:crossedBorder "yes"'),
    "Q232": Change("", ":person pal:crossedBorder true ."),
    "Q241": Change("", ":threat a pal:Recruitment ."),
    "Q251": Change("pal:towards :person ;", "pal:towards :person , :young ;"),
    "Q252": Change('a pal:Harbouring ; rdfs:label "housed"@en ;', "a pal:Harbouring ;"),
    "Q253": Change("", ":lost a pal:Deception ; rdfs:label 'a lie'@en ."),
    "Q254": Change("a pal:Coercion ;", "a pal:Means ;"),
    "Q255": Change(
        "pal:phase pal:AtEntry .\n:housed a pal:Harbouring ;", "dct:source :file .\n:housed a pal:Recruitment ;"
    ),
    "Q261": Change("pal:phase pal:AtEntry", "pal:phase pal:Alleged"),
    "Q262": Change("", ":dealing pal:phase pal:AtEntry ."),
    "Q301": Change("pal:evidentialStatus pal:Alleged .\n:aim", 'pal:evidentialStatus "alleged" .\n:aim'),
    "Q302": Change("", ":case pal:evidentialStatus pal:Alleged ."),
    "Q303": Change("", ":housed pal:evidentialStatus pal:Refuted ."),
    "Q304": Change("pal:Assessment ; pal:evidentialStatus pal:Refuted ;", "pal:Assessment ;"),
    "Q305": Change("", ":housed pal:assessment :room . :room pal:evidentialStatus pal:Alleged ."),
    "Q306": Change("", ":person pal:assessment :first ."),
    "Q307": Change("pal:final true", 'pal:final "yes"'),
    "Q308": Change('"2021-01-01"^^xsd:date', '"2021"'),
    "Q309": Change('pal:Refuted ; dct:date "2021-01-01"^^xsd:date', "pal:Refuted ; pal:final true"),
    "Q311": Change(
        "", ":dealing pal:act :not . :not a pal:Harbouring ; pal:evidentialStatus pal:Refuted ; dct:source :file ."
    ),
    "Q312": Change(
        "", ":dealing pal:means :not . :not a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ; dct:source :file ."
    ),
    "Q313": Change(
        "", ":dealing pal:purpose :not . :not a pal:ForcedLabourOrServices ; pal:assessment :no ; dct:source :file . "
        ":no a pal:Assessment ; pal:evidentialStatus pal:Refuted ."
    ),
    "Q401": Change("pal:ageAtTime 30", 'pal:ageAtTime "thirty"'),
    "Q402": Change("pal:ageAtLeast 15", "pal:ageAtLeast -3"),
    "Q403": Change("pal:ageAtMost 20", "pal:ageAtMost 20 , 21"),
    "Q404": Change("pal:ageAtLeast 15", "pal:ageAtLeast 21"),
    "Q405": Change("pal:ageAtTime 30", "pal:ageAtTime 30 ; pal:ageAtLeast 31"),
    "Q406": Change("pal:ageAtTime 30", "pal:ageAtTime 30 ; pal:ageAtMost 29"),
    "Q407": Change("", ":young a pal:Child , pal:Adult ; pal:ageAtLeast 15 ."),
    "Q408": Change("", ":person a pal:Child ."),
    "Q409": Change("pal:ageAtTime 30", "pal:ageAtTime 17 . :person a pal:Adult"),
    "Q410": Change("", ":dealing pal:towardsChild :person ."),
    "Q411": Change("", ":dealing pal:ageAtTime 30 ."),
    "Q421": Change("pal:age :claimed", "pal:age :claimed , 16"),
    "Q422": Change("pal:yearsAtLeast 15 ; pal:years 16 ; pal:yearsAtMost 17 ;", ""),
    "Q423": Change("pal:years 16", "pal:years 16.5"),
    "Q424": Change("pal:yearsAtLeast 15", 'pal:yearsAtLeast "15"'),
    "Q425": Change("pal:yearsAtMost 17", "pal:yearsAtMost 170"),
    "Q426": Change("pal:yearsAtLeast 15", "pal:yearsAtLeast 18"),
    "Q427": Change("pal:years 16", "pal:years 18"),
    "Q428": Change("", ":person pal:years 30 ."),
    "Q431": Change("", ':person pal:birthDate "1990" .'),
    "Q432": Change('pal:startedOn "2020-01-01"', 'pal:startedOn "2020-01-02"^^xsd:date , "2020-01-01"'),
    "Q433": Change('pal:endedOn "2020-06-01"', 'pal:endedOn "2020-06-02"^^xsd:date , "2020-06-01"'),
    "Q434": Change('pal:endedOn "2020-06-01"^^xsd:date', 'pal:endedOn "2019-06-01"^^xsd:date'),
    "Q435": Change("", ':person pal:birthDate "2020-01-02"^^xsd:date .'),
    "Q436": Change("", ':journey pal:startedOn "2020-01-01"^^xsd:date .'),
    "Q437": Change(
        "", ':old a pal:Person ; rdfs:label "the cook"@en ; pal:birthDate "1990-01-02"^^xsd:date . '
        ":other a pal:Conduct ; pal:towards :old ."
    ),
    "Q501": Change("a pal:Labelling ;", ""),
    "Q502": Change("", ":dealing pal:labelling :label ."),
    "Q503": Change("pal:as pal:TraffickingInPersons ;", ""),
    "Q504": Change("pal:as pal:TraffickingInPersons ;", "pal:as pal:Deception ;"),
    "Q505": Change("pal:TraffickingInPersons ; dct:source :file", "pal:TraffickingInPersons"),
    "Q506": Change("pal:Labelling ; pal:as", 'pal:Labelling ; pal:underInstrument "the law" ; pal:as'),
    "Q511": Change("a pal:Expectation ;", ""),
    "Q512": Change("", ":person pal:expects :hope ."),
    "Q513": Change("pal:of :person ;", ""),
    "Q514": Change('pal:outcome "established"', 'pal:outcome "proved"'),
    "Q515": Change('pal:definition "un-protocol-2000" ;', ""),
    "Q516": Change('pal:definition "un-protocol-2000"', "pal:definition ps:un-protocol-2000"),
    "Q517": Change('pal:region "s-m-e"', 'pal:region "s-m-e" , "m"'),
    "Q518": Change('pal:category "red" , "blue"', 'pal:category "red"@en'),
    "Q519": Change('; pal:outcome "established" ;\n    pal:region "s-m-e" ; pal:category "red" , "blue" .', "."),
}  # fmt: skip

#: A date or number that is not one cannot be compared either.
ALSO = {"Q424": {"Q426"}, "Q431": {"Q435"}}


def changed(change: Change) -> str:
    """The clean case with one change."""
    if not change.old:
        return CLEAN + change.new
    assert CLEAN.count(change.old) == 1, f"{change.old!r} is in the clean case {CLEAN.count(change.old)} times"
    return CLEAN.replace(change.old, change.new)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for name in ("case", "facts", "protocol"):
        graph.parse(ROOT / "shapes" / f"{name}-quality.ttl")
    return graph


@pytest.fixture(scope="module")
def found(
    shapes: Graph, results_of: Callable[[Graph, Mapping[str, str]], dict[str, set[tuple[str, str]]]]
) -> dict[str, set[tuple[str, str]]]:
    cases = {"clean": CLEAN, **{code: changed(change) for code, change in CHANGES.items()}}
    return results_of(shapes, cases)


def coded(shapes: Graph) -> dict[str, URIRef]:
    """The shapes that have a code, by code."""
    return {str(code): shape for shape, code in shapes.subject_objects(DCTERMS.identifier) if isinstance(shape, URIRef)}


def test_a_clean_case_is_clean(found: dict[str, set[tuple[str, str]]]) -> None:
    assert found["clean"] == set()


@pytest.mark.parametrize("code", CHANGES)
def test_the_mistake_is_found(found: dict[str, set[tuple[str, str]]], shapes: Graph, code: str) -> None:
    severity = str(shapes.value(coded(shapes)[code], SH.severity)).rpartition("#")[2]
    assert (code, severity) in found[code]
    others = {other for other, weight in found[code] if weight == "Violation"} - {code}
    assert others == ALSO.get(code, set()), "one mistake, one line"


def test_every_code_is_tried(shapes: Graph) -> None:
    assert set(coded(shapes)) == set(CHANGES)


def test_every_code_explains_itself(shapes: Graph) -> None:
    for code, shape in coded(shapes).items():
        assert str(shape).endswith("#" + code)
        message, text = shapes.value(shape, SH.message), shapes.value(shape, SKOS.definition)
        assert isinstance(message, Literal), code
        assert message.language == "en", code
        assert "\n" not in message, code
        assert len(message) < 200, code
        assert isinstance(text, Literal), code
        assert text.startswith("Problem: "), code
        assert " Solution: " in text, code
        assert shapes.value(shape, RDFS.label), code
        assert shapes.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info), code


def test_shacl_core_only(shapes: Graph) -> None:
    own = {SH[name] for name in ("sparql", "js", "rule", "closed", "target", "expression")}
    assert own.isdisjoint(shapes.predicates())
    assert {SH.NodeShape, SH.PropertyShape, OWL.Ontology} >= set(shapes.objects(None, RDF.type))
