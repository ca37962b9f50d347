"""The ontology stays within OWL 2 DL: everything declared, nothing of two kinds, no annotation in an axiom."""

from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef

PAL = Namespace("https://w3id.org/palermo#")
DATATYPES = "http://www.w3.org/2001/XMLSchema#"
LANGUAGE = (str(OWL), str(RDF), str(RDFS), DATATYPES)
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLASS_AXIOMS = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith)
POINTS_AT_TERMS = ("indicates", "provision", "testedBy", "inCircle", "ofDefinition", "concludes", "characteristic")


def own(term: object) -> bool:
    """Whether a term needs a declaration: it is no part of RDF, RDFS, OWL or XSD."""
    return isinstance(term, URIRef) and not str(term).startswith(LANGUAGE)


def declared(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    return {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def test_every_predicate_is_declared(ontology: Graph) -> None:
    used = {p for p in ontology.predicates() if own(p)}
    assert sorted(used - declared(ontology, *PROPERTY_KINDS)) == []


def test_every_class_in_an_axiom_is_declared(ontology: Graph) -> None:
    known = declared(ontology, OWL.Class)
    used = {o for axiom in CLASS_AXIOMS for pair in ontology.subject_objects(axiom) for o in pair}
    used |= set(ontology.objects(None, RDFS.domain))
    used |= {m for w in (OWL.unionOf, OWL.members) for h in ontology.objects(None, w) for m in ontology.items(h)}
    used |= {o for o in ontology.objects(None, RDF.type) if own(o)}
    used |= {o for p in declared(ontology, OWL.ObjectProperty) for o in ontology.objects(p, RDFS.range)}
    assert sorted(str(c) for c in used if own(c) and c not in known) == []


def test_nothing_is_of_two_kinds(ontology: Graph) -> None:
    kinds = [declared(ontology, k) for k in (OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual)]
    for i, one in enumerate(kinds):
        for other in kinds[i + 1 :]:
            assert sorted(one & other) == []


def test_every_subject_is_declared(ontology: Graph) -> None:
    known = declared(ontology, OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual, OWL.Ontology)
    mapped = {URIRef("http://data.europa.eu/eli/ontology#LegalResource")}
    assert sorted({s for s in ontology.subjects() if isinstance(s, URIRef)} - known - mapped) == []


def test_annotations_carry_no_axioms(ontology: Graph) -> None:
    for p in declared(ontology, OWL.AnnotationProperty):
        for axiom in (RDFS.domain, RDFS.range, RDFS.subPropertyOf, OWL.inverseOf, OWL.equivalentProperty):
            assert (p, axiom, None) not in ontology, (p, axiom)
        assert (p, RDF.type, OWL.FunctionalProperty) not in ontology


def test_what_points_at_classes_or_shapes_is_an_annotation(ontology: Graph) -> None:
    for name in POINTS_AT_TERMS:
        assert (PAL[name], RDF.type, OWL.AnnotationProperty) in ontology, name


def test_object_and_datatype_properties_have_the_right_values(ontology: Graph) -> None:
    for p in declared(ontology, OWL.ObjectProperty):
        assert not any(isinstance(o, Literal) for o in ontology.objects(None, p)), p
        assert not any(str(r).startswith(DATATYPES) for r in ontology.objects(p, RDFS.range)), p
    for p in declared(ontology, OWL.DatatypeProperty):
        assert all(isinstance(o, Literal) for o in ontology.objects(None, p)), p
        assert all(str(r).startswith(DATATYPES) for r in ontology.objects(p, RDFS.range)), p


def test_classes_are_not_used_as_values_of_object_properties(ontology: Graph) -> None:
    known = declared(ontology, OWL.Class)
    for p in declared(ontology, OWL.ObjectProperty):
        assert not known & (set(ontology.objects(None, p)) | set(ontology.subjects(p))), p


def test_domains_and_ranges_are_named_classes(ontology: Graph) -> None:
    for axiom in (RDFS.domain, RDFS.range):
        assert not any(isinstance(o, BNode) for o in ontology.objects(None, axiom))


def test_subclasses_have_no_cycle(ontology: Graph) -> None:
    for cls in declared(ontology, OWL.Class):
        parents = set(ontology.objects(cls, RDFS.subClassOf))
        assert not any(cls in ontology.transitive_objects(p, RDFS.subClassOf) for p in parents), cls


def test_imports_stay_among_the_modules(ontology: Graph) -> None:
    modules = set(ontology.subjects(RDF.type, OWL.Ontology))
    imported = set(ontology.objects(None, OWL.imports))
    assert imported
    assert imported <= modules
