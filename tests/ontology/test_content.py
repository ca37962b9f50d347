"""The ontology says what the vocabulary promises, and keeps apart what must be kept apart."""

from collections.abc import Callable
from itertools import combinations

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Namespace

PAL = Namespace("https://w3id.org/palermo#")
PS = Namespace("https://w3id.org/palermo/shapes#")

Names = Callable[[str], set[str]]

ACTS = {"Recruitment", "Transportation", "Transfer", "Harbouring", "Receipt"}
MEANS = {
    "ThreatOfForce",
    "UseOfForce",
    "Coercion",
    "Abduction",
    "Fraud",
    "Deception",
    "AbuseOfPower",
    "AbuseOfPositionOfVulnerability",
    "PaymentForControl",
}
EXPLOITATION = {
    "SexualExploitation",
    "ExploitationOfProstitutionOfOthers",
    "OtherSexualExploitation",
    "ForcedLabourOrServices",
    "Slavery",
    "PracticeSimilarToSlavery",
    "Servitude",
    "OrganRemoval",
    "OtherExploitation",
}
JOINED = {
    "ThreatOrUseOfForceOrCoercion": {"ThreatOfForce", "UseOfForce", "Coercion"},
    "AbuseOfPowerOrVulnerability": {"AbuseOfPower", "AbuseOfPositionOfVulnerability"},
    "SlaveryOrSimilarPractice": {"Slavery", "PracticeSimilarToSlavery"},
    "SexualExploitation": {"ExploitationOfProstitutionOfOthers", "OtherSexualExploitation"},
}
FACTS = {
    "Act",
    "Means",
    "Purpose",
    "ExploitationOrViolence",
    "Movement",
    "SexualServicesExchange",
    "AgeFact",
    "ThirdPartyInvolvement",
    "Intervention",
    "Indicator",
}
EDGES = {
    "concerns": ("Case", "Person"),
    "towards": ("Conduct", "Person"),
    "towardsChild": ("Conduct", "Person"),
    "act": ("Conduct", "Act"),
    "means": ("Conduct", "Means"),
    "purpose": ("Conduct", "Purpose"),
    "moved": ("Person", "Movement"),
    "exchanged": ("Person", "SexualServicesExchange"),
    "experienced": ("Person", "ExploitationOrViolence"),
    "involved": ("Person", "ThirdPartyInvolvement"),
    "underwent": ("Person", "Intervention"),
    "observed": ("Person", "Indicator"),
    "age": ("Person", "AgeFact"),
}
FUNCTIONAL = {
    *("ageAtTime", "ageAtLeast", "ageAtMost", "birthDate", "years", "yearsAtLeast", "yearsAtMost"),
    *("startedOn", "endedOn", "crossedBorder", "final"),
}


def test_closed_lists_are_unions_and_the_open_one_is_not(union_of: Names, below: Names) -> None:
    assert union_of("ProtocolAct") == ACTS
    assert union_of("ProtocolMeans") == MEANS
    assert union_of("ProtocolExploitation") == set()
    assert below("ProtocolExploitation") >= EXPLOITATION
    assert below("ProtocolAct") >= ACTS
    assert below("ProtocolMeans") >= MEANS


@pytest.mark.parametrize("name", sorted(JOINED))
def test_a_joined_label_is_the_union_of_its_kinds(name: str, union_of: Names, below: Names) -> None:
    assert union_of(name) == JOINED[name]
    assert below(name) >= JOINED[name]  # stated too, since not every reasoner carries a union up
    assert name in below("ProtocolMeans") | below("ProtocolExploitation")


def test_facts(below: Names) -> None:
    assert below("Fact") >= FACTS
    assert not below("Fact") & {"Conduct", "Labelling", "Expectation", "Person", "Case"}


@pytest.mark.parametrize("name", sorted(EDGES))
def test_domain_and_range(name: str, ontology: Graph) -> None:
    domain, range_ = EDGES[name]
    assert list(ontology.objects(PAL[name], RDFS.domain)) == [PAL[domain]]
    assert list(ontology.objects(PAL[name], RDFS.range)) == [PAL[range_]]


def test_functional_properties(ontology: Graph) -> None:
    for name in FUNCTIONAL:
        assert (PAL[name], RDF.type, OWL.FunctionalProperty) in ontology, name
    for name in ("evidentialStatus", "towards", "act", "means", "purpose", "age", "phase"):
        assert (PAL[name], RDF.type, OWL.FunctionalProperty) not in ontology, name


def test_bad_working_conditions_are_no_purpose_of_the_protocol(below: Names) -> None:
    assert below("LabourExploitation") & below("ProtocolExploitation") == {
        "ForcedLabourOrServices",
        *below("ForcedLabourOrServices"),
    }
    assert "LabourExploitation" in below("Exploitation")
    assert "NoRightToRefuseClients" in below("LabourExploitation")


def test_exploitation_is_purpose_and_experience_and_violence_is_no_purpose(below: Names) -> None:
    assert "Exploitation" in below("Purpose") & below("ExploitationOrViolence")
    assert not below("Violence") & below("Purpose")
    assert not below("Violence") & below("Means")


def test_neutral_facts_are_outside_every_element_and_circle(below: Names) -> None:
    neutral = below("ThirdPartyInvolvement") | below("Intervention")
    assert len(neutral) > 15
    for name in FACTS - {"ThirdPartyInvolvement", "Intervention"}:
        assert not neutral & below(name), name


def test_indicators_point_to_elements_and_are_none(ontology: Graph, below: Names) -> None:
    elements = below("ProtocolAct") | below("ProtocolMeans") | below("ProtocolExploitation")
    elements |= {"ProtocolAct", "ProtocolMeans", "ProtocolExploitation"}
    indicators = below("Indicator")
    assert len(indicators) > 60
    assert not indicators & elements
    for name in indicators:
        pointed = {str(o).removeprefix(PAL) for o in ontology.objects(PAL[name], PAL.indicates)}
        assert pointed, name
        assert pointed <= elements, name


def test_circumstances_of_life_are_no_indicators(classes: set[str]) -> None:
    assert not classes & {"Poverty", "Migration", "IrregularStatus", "SexWork", "Vulnerability", "Homelessness"}


def test_every_leaf_of_the_protocol_is_indicated_or_has_narrower_facts(ontology: Graph, below: Names) -> None:
    indicated = {str(o).removeprefix(PAL) for o in ontology.objects(None, PAL.indicates)}
    for name in ACTS | MEANS | EXPLOITATION:
        assert name in indicated or below(name), name


def test_eight_regions_named_by_their_circles(ontology: Graph) -> None:
    letters = {PS["sexual-services"]: "s", PS.mobility: "m", PS.exploitation: "e"}
    regions = {
        str(ontology.value(r, DCTERMS.identifier)): frozenset(letters[c] for c in ontology.objects(r, PAL.inCircle))
        for r in ontology.subjects(RDF.type, PAL.Region)
    }
    assert regions == {"-".join(c) or "none": frozenset(c) for n in range(4) for c in combinations("sme", n)}


def test_classifications(ontology: Graph, rulebook: Graph) -> None:
    tested = {
        str(c).removeprefix(PAL): {str(t).removeprefix(PS) for t in ontology.objects(c, PAL.testedBy)}
        for c in ontology.subjects(RDF.type, PAL.Classification)
    }
    of_the_model = {
        "TraffickingInPersons": {"un-protocol-2000"},
        "HumanTrafficking": {"un-protocol-2000"},
        "TraffickingForSexualExploitation": {"un-protocol-2000-sexual"},
        "MigrantSexWork": {"blue"},
        "ExploitationInSexWork": {"red"},
        "SexWork": set(),
    }
    assert {c: tests for c, tests in tested.items() if c in of_the_model} == of_the_model
    for concept in tested.keys() - of_the_model.keys():  # of an instrument: where it has versions, time chooses
        concluding = set(rulebook.subjects(PAL.concludes, PAL[concept]))
        named = {PS[t] for t in tested[concept]}
        assert named <= concluding, concept
        assert len(named) == 1 or (not named and len(concluding) > 1), concept
    colours = {str(o): str(s).removeprefix(PAL) for s, o in ontology.subject_objects(SKOS.notation)}
    assert colours == {
        "blue": "MigrantSexWork",
        "red": "ExploitationInSexWork",
        "green": "HumanTrafficking",
        "yellow": "TraffickingForSexualExploitation",
    }
    for concept in tested:
        assert (PAL[concept], RDF.type, SKOS.Concept) in ontology


def test_what_is_not_encoded_of_the_protocol_is_listed_for_both_definitions(ontology: Graph) -> None:
    entries = list(ontology.subjects(RDF.type, PAL.NotEncoded))
    identifiers = [str(ontology.value(e, DCTERMS.identifier)) for e in entries]
    assert len(identifiers) == len(set(identifiers))
    own = [e for e in entries if (e, PAL.ofDefinition, PS["un-protocol-2000"]) in ontology]
    assert {str(ontology.value(e, DCTERMS.identifier)) for e in own} >= {
        "intent", "guilt", "scope", "attempt-complicity-organising", "sexual-exploitation-terms",
        "vulnerability", "defences", "jurisdiction", "non-punishment",
    }  # fmt: skip
    for entry in own:
        assert set(ontology.objects(entry, PAL.ofDefinition)) == {PS["un-protocol-2000"], PS["un-protocol-2000-sexual"]}
    for entry in entries:
        assert (entry, PAL.provision, None) in ontology
