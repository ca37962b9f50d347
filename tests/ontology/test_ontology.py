"""Every term says what it is and where that comes from, and points at nothing that is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[2]
OWN = "https://w3id.org/palermo"
PAL = Namespace(OWN + "#")
LAW = Namespace(OWN + "/law/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SOURCES = (ELI.LegalResource, ELI.LegalResourceSubdivision, DCTERMS.BibliographicResource)
FILES = sorted((ROOT / "ontology").rglob("*.ttl"))


def english(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    """The English values of an annotation."""
    return [str(o) for o in graph.objects(term, predicate) if isinstance(o, Literal) and o.language == "en"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_two_parsers_read_the_same(path: Path) -> None:
    strict = {t.triple for t in parse(path=str(path), format=RdfFormat.TURTLE)}
    assert len(strict) == len(Graph().parse(path, format="turtle")) > 0


def test_every_term_has_one_english_label_and_definition(ontology: Graph, terms: list[URIRef]) -> None:
    described = [t for t in terms if (t, RDFS.isDefinedBy, None) in ontology]
    assert len(described) > 300
    for term in terms:
        if (term, RDF.type, None) in ontology:
            assert len(english(ontology, term, RDFS.label)) == 1, term
            assert len(english(ontology, term, SKOS.definition)) == 1, term


def test_definitions_are_sentences_and_labels_are_not(ontology: Graph, terms: list[URIRef]) -> None:
    for term in terms:
        for text in english(ontology, term, SKOS.definition):
            assert text.endswith("."), (term, text)
            assert text[0].isupper(), (term, text)
        for text in english(ontology, term, RDFS.label):
            assert not text.endswith("."), (term, text)
            assert text == text.strip(), (term, text)


def test_labels_tell_the_classes_apart(ontology: Graph, classes: set[str]) -> None:
    labels = [english(ontology, PAL[c], RDFS.label)[0] for c in sorted(classes)]
    assert sorted(labels) == sorted(set(labels))


def test_every_term_names_the_module_that_defines_it(ontology: Graph, terms: list[URIRef]) -> None:
    modules = set(ontology.subjects(RDF.type, OWL.Ontology))
    for term in terms:
        assert len(set(ontology.objects(term, RDFS.isDefinedBy)) & modules) == 1, term


def test_what_the_law_names_cites_the_law(ontology: Graph, below: Callable[[str], set[str]]) -> None:
    for root in ("ProtocolAct", "ProtocolMeans", "ProtocolExploitation"):
        for name in {root, *below(root)}:
            cited = set(ontology.objects(PAL[name], DCTERMS.source))
            assert any((c, RDF.type, ELI.LegalResourceSubdivision) in ontology for c in cited), name


def test_sources_are_provisions_or_literature(ontology: Graph, terms: list[URIRef]) -> None:
    for term in terms:
        for cited in ontology.objects(term, DCTERMS.source):
            assert any((cited, RDF.type, kind) in ontology for kind in SOURCES), (term, cited)


def test_no_reference_dangles(rulebook: Graph) -> None:
    described = set(rulebook.subjects(RDF.type))
    ours = (PAL, OWN + "/law/", OWN + "/ontology/", OWN + "/shapes")
    named = {x for triple in rulebook for x in triple if isinstance(x, URIRef) and str(x).startswith(ours)}
    assert sorted(named - described) == []


def test_the_engine_names_nothing_undeclared(ontology: Graph, names_in_engine: set[str]) -> None:
    assert len(names_in_engine) > 60
    assert sorted(n for n in names_in_engine if (PAL[n], RDF.type, None) not in ontology) == []


def test_a_provision_is_part_of_an_instrument_and_cites_it(ontology: Graph) -> None:
    provisions = set(ontology.subjects(RDF.type, ELI.LegalResourceSubdivision))
    articles = ("2", "3", "3-a", "3-b", "3-c", "3-d", "4", "5", "14")
    assert {LAW[f"un-protocol-2000-art-{a}"] for a in articles} <= provisions
    for provision in provisions:
        (instrument,) = ontology.objects(provision, ELI.is_part_of)
        assert str(provision).startswith(str(instrument) + "-")
        (label,) = english(ontology, provision, RDFS.label)
        assert label.startswith(english(ontology, instrument, RDFS.label)[0] + ", ")
        assert english(ontology, provision, SKOS.definition)


def test_the_protocols_citation_string(ontology: Graph) -> None:
    (label,) = english(ontology, LAW["un-protocol-2000-art-3-a"], RDFS.label)
    assert label == "UN Trafficking Protocol (2000), Art. 3(a)"


def test_an_instrument_has_title_dates_jurisdiction_and_citation(ontology: Graph) -> None:
    for instrument in ontology.subjects(RDF.type, ELI.LegalResource):
        assert english(ontology, instrument, RDFS.label)
        assert english(ontology, instrument, ELI.title)
        assert english(ontology, instrument, DCTERMS.bibliographicCitation)
        assert (instrument, PAL.jurisdiction, None) in ontology
        (adopted,) = ontology.objects(instrument, ELI.date_document)
        for day in (adopted, *ontology.objects(instrument, ELI.first_date_entry_in_force)):
            assert isinstance(day, Literal)
            assert day.datatype == XSD.date
            assert not day.ill_typed
            assert day >= adopted


def test_what_is_unverified_says_so_in_one_way(ontology: Graph) -> None:
    notes = list(ontology.subject_objects(SKOS.editorialNote))
    assert notes
    assert all(str(note).startswith("unverified: ") for _, note in notes)
