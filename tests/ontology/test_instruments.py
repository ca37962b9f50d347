"""Each instrument is law of its own: its definitions cite it, its terms stand under no other law's, its dates and
places are said, and what of it is not encoded is listed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
OWN = "https://w3id.org/palermo"
PAL = Namespace(OWN + "#")
PS = Namespace(OWN + "/shapes#")
LAW = Namespace(OWN + "/law/")
ONTO = Namespace(OWN + "/ontology/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")

Shapes = Callable[[Node], set[Node]]

#: The definitions that are law here, by the file of their instrument.
DEFINITIONS = {
    "un-1949": {"un-1949", "un-1949-exploitation", "un-1949-premises"},
    "coe-2005": {"coe-2005"},
    "eu-2011-36": {"eu-2011-36", "eu-2011-36-2024"},
    "us-tvpa": {"us-tvpa-severe-sex", "us-tvpa-severe-sex-2000", "us-tvpa-severe-labour"},
    "uk-msa-2015": {"uk-msa-2015"},
    "za-pacotip-2013": {"za-pacotip-2013"},
    "in-bns-143": {"in-bns-143", "in-ipc-370"},
    "ca-279-01": {"ca-279-01", "ca-279-011"},
    "au-271": {"au-271", "au-271-2005", "au-271-child", "au-271-domestic", "au-271-reckless"},
    "asean-actip-2015": {"asean-actip-2015"},
    "sadc-gender-2008": {"sadc-gender-2008"},
}
PROTOCOL = {"un-protocol-2000", "un-protocol-2000-sexual"}
#: Treaties that States anywhere may join, so that no jurisdiction is theirs.
OPEN_TREATIES = PROTOCOL | DEFINITIONS["un-1949"] | DEFINITIONS["coe-2005"]
#: Instruments whose elements are the Protocol's, and so their conclusion.
WITH_ITS_ELEMENTS = {"un-protocol-2000", "coe-2005", "asean-actip-2015"}
#: What a law's own term may stand under, besides its own: a fact of one of the three kinds, or of another.
ROOTS = {PAL.Act, PAL.Means, PAL.Purpose, PAL.Exploitation, PAL.Fact}
#: Terms of a law that are narrower facts of the Protocol's kinds by definition: each one was looked at.
NARROWER = {PAL.ForcedRemovalOfOrgans}
#: What any law may name: the terms of the Protocol and of facts, and those that several laws share.
COMMON = {ONTO.protocol, ONTO.facts, ONTO.overlap, ONTO.shared}


def instrument(graph: Graph, provision: Node) -> Node:
    above = graph.value(provision, ELI.is_part_of)
    return provision if above is None else instrument(graph, above)


def day(graph: Graph, definition: URIRef, p: URIRef) -> date | None:
    value = graph.value(definition, p)
    assert value is None or (isinstance(value, Literal) and isinstance(value.value, date)), (definition, value)
    return value.value if isinstance(value, Literal) else None


@pytest.fixture(scope="module")
def definitions(rulebook: Graph) -> dict[str, URIRef]:
    found = rulebook.subjects(RDF.type, PAL.Definition)
    return {str(rulebook.value(d, DCTERMS.identifier)): d for d in found if isinstance(d, URIRef)}


def test_every_definition_is_known_here(definitions: dict[str, URIRef]) -> None:
    assert set(definitions) == PROTOCOL | {d for ids in DEFINITIONS.values() for d in ids}
    for id_, iri in definitions.items():
        assert iri == PS[id_]


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_an_instrument_has_one_file_of_terms_and_one_of_shapes(name: str) -> None:
    terms = Graph().parse(ROOT / "ontology" / "instruments" / f"{name}.ttl")
    shapes = Graph().parse(ROOT / "shapes" / "instruments" / f"{name}.ttl")
    assert (ONTO[name], RDF.type, OWL.Ontology) in terms
    assert (URIRef(f"{OWN}/shapes/{name}"), OWL.imports, ONTO[name]) in shapes
    assert {str(o) for o in shapes.objects(None, DCTERMS.identifier)} >= DEFINITIONS[name]
    assert set(terms.objects(None, RDFS.isDefinedBy)) == {ONTO[name]}
    assert set(shapes.subjects(RDF.type, PAL.Definition)) == {PS[d] for d in DEFINITIONS[name]}


def test_no_file_stands_alone() -> None:
    for folder, besides in (("ontology", {"shared"}), ("shapes", set[str]())):
        assert {p.stem for p in (ROOT / folder / "instruments").glob("*.ttl")} == set(DEFINITIONS) | besides


def test_an_element_cites_a_provision_of_its_own_instrument(
    rulebook: Graph, definitions: dict[str, URIRef], reached: Shapes, elements: Shapes
) -> None:
    for id_, definition in definitions.items():
        (provision,) = rulebook.objects(definition, PAL.provision)
        asked = elements(definition)
        assert asked, id_
        for shape in asked | {s for s in reached(definition) if isinstance(s, URIRef) and s != PS.child}:
            (cited,) = rulebook.objects(shape, PAL.provision)
            assert (cited, RDF.type, ELI.LegalResourceSubdivision) in rulebook, (id_, cited)
            assert instrument(rulebook, cited) == instrument(rulebook, provision), (id_, cited)


def test_elements_are_the_definitions_own(definitions: dict[str, URIRef], elements: Shapes) -> None:
    """The Protocol's two definitions share theirs: the second is the first with a sexual purpose."""
    seen: dict[Node, str] = {}
    for id_ in sorted(set(definitions) - {"un-protocol-2000-sexual"}):
        for element in elements(definitions[id_]):
            assert seen.setdefault(element, id_) == id_, element


def test_elements_that_differ_are_told_apart(rulebook: Graph, definitions: dict[str, URIRef], elements: Shapes) -> None:
    for id_, definition in definitions.items():
        names = [str(rulebook.value(e, DCTERMS.identifier)) for e in elements(definition)]
        assert sorted(names) == sorted(set(names)), id_


def test_elements_and_characteristics_say_what_to_ask(rulebook: Graph) -> None:
    asked = [*rulebook.subjects(RDF.type, PAL.Element), *rulebook.subjects(RDF.type, PAL.Characteristic)]
    assert len(asked) > 40
    for shape in asked:
        questions = [o for o in rulebook.objects(shape, PAL.question) if isinstance(o, Literal)]
        assert [o.language for o in questions] == ["en"], shape
        assert re.fullmatch(r"[A-Z].{15,}\?", str(questions[0])), shape
        assert not re.search(r"\b(you|your|victim|trafficked|prostitute|pimp)\b", str(questions[0]), re.I), shape


def test_texts_of_definitions_and_elements(rulebook: Graph, definitions: dict[str, URIRef], elements: Shapes) -> None:
    labels = [str(rulebook.value(d, RDFS.label)) for d in definitions.values()]
    assert sorted(labels) == sorted(set(labels))
    for definition in definitions.values():
        for shape in (definition, *elements(definition)):
            (text,) = rulebook.objects(shape, SKOS.definition)
            assert isinstance(text, Literal)
            assert text.endswith("."), shape
            assert text.language == "en", shape
    numbered = [rulebook.value(definitions[d], SH.order) for ids in DEFINITIONS.values() for d in ids]
    assert None not in numbered
    assert len(numbered) == len(set(numbered))


def test_what_is_not_encoded_is_listed(rulebook: Graph, definitions: dict[str, URIRef]) -> None:
    for id_, definition in definitions.items():
        entries = list(rulebook.subjects(PAL.ofDefinition, definition))
        assert len(entries) >= 3, id_
        cited = [c for e in entries for c in rulebook.objects(e, PAL.provision)]
        assert len(cited) == len(entries), id_
        (own,) = rulebook.objects(definition, PAL.provision)
        if id_ not in PROTOCOL:  # versions under two Acts, as in India, may share an entry
            module = rulebook.value(own, RDFS.isDefinedBy)
            assert {rulebook.value(c, RDFS.isDefinedBy) for c in cited} == {module}, id_
    for entry in rulebook.subjects(RDF.type, PAL.NotEncoded):
        of = set(rulebook.objects(entry, PAL.ofDefinition))
        assert of, entry
        assert of <= set(definitions.values()), entry


def test_dates(rulebook: Graph, definitions: dict[str, URIRef]) -> None:
    for id_, definition in definitions.items():
        first, last = day(rulebook, definition, PAL.inForceFrom), day(rulebook, definition, PAL.inForceUntil)
        (provision,) = rulebook.objects(definition, PAL.provision)
        known = list(rulebook.objects(instrument(rulebook, provision), ELI.first_date_entry_in_force))
        if first is None:
            assert (definition, PAL.verified, Literal(False)) in rulebook, f"{id_} has no day, and none was looked up"
            continue
        for earliest in known:
            assert isinstance(earliest, Literal)
            assert first >= earliest.value, id_
        assert last is None or last >= first, id_


def test_the_convention_of_1949_has_no_end(rulebook: Graph, definitions: dict[str, URIRef]) -> None:
    for id_ in DEFINITIONS["un-1949"]:
        assert day(rulebook, definitions[id_], PAL.inForceFrom) == date(1951, 7, 25)
        assert day(rulebook, definitions[id_], PAL.inForceUntil) is None
    assert (None, DCTERMS.replaces, PS["un-1949"]) not in rulebook


def test_a_version_begins_when_the_one_before_it_ends(rulebook: Graph) -> None:
    pairs = list(rulebook.subject_objects(DCTERMS.replaces))
    replaced = {before for _, before in pairs}
    assert replaced >= {PS["eu-2011-36"], PS["us-tvpa-severe-sex-2000"]}
    for later, before in pairs:
        assert isinstance(later, URIRef)
        assert isinstance(before, URIRef)
        until, since = day(rulebook, before, PAL.inForceUntil), day(rulebook, later, PAL.inForceFrom)
        assert until is not None, before
        assert since == until + timedelta(days=1), later


def test_the_days_on_which_versions_part(rulebook: Graph) -> None:
    assert day(rulebook, PS["eu-2011-36-2024"], PAL.inForceFrom) == date(2024, 7, 14)  # not the day of transposition
    assert day(rulebook, PS["us-tvpa-severe-sex"], PAL.inForceFrom) == date(2015, 5, 29)


def test_a_definition_has_a_jurisdiction_unless_any_state_may_join(
    rulebook: Graph, definitions: dict[str, URIRef]
) -> None:
    for id_, definition in definitions.items():
        places = list(rulebook.objects(definition, PAL.jurisdiction))
        assert len(places) == (0 if id_ in OPEN_TREATIES else 1), id_
        assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z]{1,3})?|ASEAN|SADC", str(p)) for p in places), id_


def test_no_law_concludes_for_another(rulebook: Graph, definitions: dict[str, URIRef]) -> None:
    concluded = {id_: rulebook.value(d, PAL.concludes) for id_, d in definitions.items()}
    assert {i for i, c in concluded.items() if c == PAL.TraffickingInPersons} == WITH_ITS_ELEMENTS
    for name, ids in DEFINITIONS.items():
        for id_ in ids - WITH_ITS_ELEMENTS:
            conclusion = concluded[id_]
            assert (conclusion, RDFS.isDefinedBy, ONTO[name]) in rulebook, id_
            assert (conclusion, RDF.type, PAL.Classification) in rulebook, id_
            maps = {o for p in (SKOS.closeMatch, SKOS.relatedMatch) for o in rulebook.objects(conclusion, p)}
            assert PAL.TraffickingInPersons in maps, id_
            assert (conclusion, SKOS.broader, PAL.TraffickingInPersons) not in rulebook


def test_a_term_of_one_law_stands_under_no_other_laws(ontology: Graph) -> None:
    own = {ONTO[name] for name in (*DEFINITIONS, "shared")}
    modules = {c: m for c, m in ontology.subject_objects(RDFS.isDefinedBy) if (c, RDF.type, OWL.Class) in ontology}
    protocols = {PAL.ProtocolAct, PAL.ProtocolMeans, PAL.ProtocolExploitation}
    assert {c for c, m in modules.items() if m in own}
    for cls, module in modules.items():
        above = {p for p in ontology.transitive_objects(cls, RDFS.subClassOf) if isinstance(p, URIRef)} - {cls}
        for parent in above:
            if modules.get(parent) in own:
                assert module == modules[parent], (cls, parent)  # no term of the Protocol, nor of another law
        if module in own:
            assert above & ROOTS, cls
            assert PAL.Indicator not in above, cls
            assert bool(above & protocols) == (cls in NARROWER), cls
            if cls not in NARROWER:
                direct = {p for p in ontology.objects(cls, RDFS.subClassOf) if isinstance(p, URIRef)}
                assert all(p in ROOTS or modules[p] == module for p in direct), cls


def test_a_definition_asks_for_its_own_terms_and_common_ones(
    rulebook: Graph, definitions: dict[str, URIRef], reached: Shapes
) -> None:
    for name, ids in DEFINITIONS.items():
        for id_ in ids:
            for shape in reached(definitions[id_]) - {PS.child}:
                for cls in rulebook.objects(shape, SH["class"]):
                    module = rulebook.value(cls, RDFS.isDefinedBy)
                    assert module in COMMON | {ONTO[name], ONTO.case}, (id_, cls)
                    assert (cls, RDFS.subClassOf, PAL.Indicator) not in rulebook, (id_, cls)


def test_a_term_that_is_shared_is_asked_for_by_more_than_one(
    rulebook: Graph, definitions: dict[str, URIRef], reached: Shapes
) -> None:
    shared = set(rulebook.subjects(RDFS.isDefinedBy, ONTO.shared))
    assert shared
    for term in shared:
        asking = {n for n, ids in DEFINITIONS.items() for d in ids for s in reached(definitions[d])
                  if (s, SH["class"], term) in rulebook}  # fmt: skip
        assert len(asking) > 1, term


def test_neutral_facts_are_no_laws_element(rulebook: Graph, definitions: dict[str, URIRef], reached: Shapes) -> None:
    roots = (PAL.ThirdPartyInvolvement, PAL.Intervention, PAL.Indicator)
    neutral = {c for root in roots for c in rulebook.transitive_subjects(RDFS.subClassOf, root)}
    for id_, definition in definitions.items():
        named = {c for s in reached(definition) for c in rulebook.objects(s, SH["class"])}
        assert not named & neutral, id_


def test_what_was_not_verified_says_what(rulebook: Graph, definitions: dict[str, URIRef]) -> None:
    for id_, definition in definitions.items():
        if (definition, PAL.verified, Literal(False)) in rulebook:
            assert (definition, SKOS.editorialNote, None) in rulebook, id_
    for name in ("un-1949", "coe-2005", "eu-2011-36", "us-tvpa", "uk-msa-2015"):
        for id_ in DEFINITIONS[name]:
            assert (definitions[id_], PAL.verified, None) not in rulebook, id_
    notes = [o for s in definitions.values() for o in rulebook.objects(s, SKOS.editorialNote)]
    assert all(str(o).startswith("unverified: ") for o in notes)


def test_open_lists(rulebook: Graph, definitions: dict[str, URIRef], elements: Shapes) -> None:
    marked = set(rulebook.subjects(PAL.openList, Literal(True)))
    said = {(s, o.value) for s, o in rulebook.subject_objects(PAL.openList) if isinstance(o, Literal)}
    assert {v for _, v in said} <= {True, False}
    assert all((s, RDF.type, PAL.Element) in rulebook for s, _ in said)
    least = {PS.purpose, PS["sexual-purpose"], PS["coe-2005-purpose"], PS["eu-2011-36-purpose"]}
    assert marked >= least | {PS["eu-2011-36-2024-purpose"], PS["asean-actip-2015-purpose"]}
    closed = ("un-1949", "un-1949-exploitation", "un-1949-premises", "us-tvpa-severe-sex", "us-tvpa-severe-labour")
    for id_ in closed:
        assert not elements(definitions[id_]) & marked, id_


def test_open_ends_are_never_proposed(rulebook: Graph) -> None:
    assert set(rulebook.subjects(PAL.neverProposed, Literal(True))) >= {PAL.OtherExploitation}
