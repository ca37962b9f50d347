"""Every code of the standards is there, makes what a lawyer wrote down for it, and never more than the record says.

``tests/data/htcds-facts.csv`` and ``ctdc-facts.csv`` were written by hand: which fact each code makes. What is not in
them makes none.
"""

import csv
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
PAL = Namespace("https://w3id.org/palermo#")
MAP = Namespace("https://w3id.org/palermo/mapping#")
HTCDS = Namespace("https://w3id.org/palermo/mapping/htcds-codes#")
CTDC = Namespace("https://w3id.org/palermo/mapping/ctdc-codes#")
MATCHES = (SKOS.exactMatch, SKOS.broadMatch, SKOS.closeMatch)
#: Defined by the field definitions of the standard, and not in its list.
DEFINED_ONLY = {"Threats", "RestrictsMovement", "UsesChildren"}
#: Where a fact of a property hangs, and what it is.
PLACES = {
    "act": ("conduct", "Act"),
    "means": ("conduct", "Means"),
    "purpose": ("conduct", "Purpose"),
    "indicator": ("conduct", "Indicator"),
    "experienced": ("person", "ExploitationOrViolence"),
    "exchanged": ("person", "SexualServicesExchange"),
    "moved": ("person", "Movement"),
    "involved": ("person", "ThirdPartyInvolvement"),
    "observed": ("person", "Indicator"),
    "age": ("person", "AgeFact"),
}


class Make(NamedTuple):
    """What a code makes: the node and property, the class (or the plain value), the phase."""

    node: str
    property: str
    cls: str
    phase: str


@lru_cache
def codes(name: str) -> Graph:
    return Graph().parse(ROOT / "ontology" / "mappings" / f"{name}-codes.ttl")


@lru_cache
def ontology() -> Graph:
    graph = Graph()
    for name in ("case", "facts", "protocol", "overlap"):
        graph.parse(ROOT / "ontology" / f"{name}.ttl")
    return graph


def table(name: str) -> list[dict[str, str]]:
    with open(DATA / name, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def local(term: Node | None) -> str:
    return str(term).removeprefix(PAL) if term is not None else ""


def makers(graph: Graph, concept: Node) -> list[Node]:
    """The nodes that say what a code makes."""
    several = list(graph.objects(concept, MAP.makes))
    return several or ([concept] if (concept, MAP.property, None) in graph else [])


def make_of(graph: Graph, node: Node) -> Make:
    matched = [cls for match in MATCHES for cls in graph.objects(node, match)]
    what = matched[0] if matched else graph.value(node, MAP.value)
    said = {local(graph.value(s, MAP.property)): str(graph.value(s, MAP.value)) for s in graph.objects(node, MAP.says)}
    cls = f"at most {said['yearsAtMost']}" if "yearsAtMost" in said else local(what)
    cls = f"at least {said['yearsAtLeast']}" if "yearsAtLeast" in said else cls
    on, prop, phase = (graph.value(node, p) for p in (MAP.on, MAP.property, MAP.phase))
    return Make(str(on), local(prop), cls, local(phase))


def concepts(graph: Graph, scheme: Node) -> dict[str, Node]:
    return {str(n): c for c in graph.subjects(SKOS.inScheme, scheme) for n in graph.objects(c, SKOS.notation)}


def every() -> Iterator[tuple[Graph, Node]]:
    for name in ("htcds", "ctdc"):
        graph = codes(name)
        for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
            yield graph, concept


def test_every_code_of_every_list_of_htcds_is_there_and_no_other() -> None:
    lists = json.loads((DATA / "htcds-codelists.json").read_text(encoding="utf-8"))["codelists"]
    graph = codes("htcds")
    assert {str(s) for s in graph.subjects(RDF.type, SKOS.ConceptScheme)} == {str(HTCDS[name]) for name in lists}
    assert sum(map(len, lists.values())) == 182
    for name, values in lists.items():
        extra = DEFINED_ONLY if name == "vic_MethodsOfControl" else set()
        assert set(concepts(graph, HTCDS[name])) == {*values, *extra}, name
    for code in DEFINED_ONLY:
        concept = HTCDS[f"vic_MethodsOfControl-{code}"]
        assert str(graph.value(concept, SKOS.editorialNote)).startswith("Not in the list of version 2.0")


def test_every_column_of_ctdc_that_is_marked_is_there() -> None:
    roles = ("IP_RecruiterBroker", "IP_TransactionProcess", "IP_ControlAbuseKidnap", "IP_Exploiter", "IP_PayMoney")
    marks = ("means", "is", "typeOf", "recruiterRelation", *roles)
    columns = {row["column"] for row in table("ctdc-columns.csv")}
    wanted = {column for column in columns if column.startswith(marks) and not column.endswith("Concatenated")}
    assert set(concepts(codes("ctdc"), CTDC.flags)) == wanted
    assert len(wanted) == 63


@pytest.mark.parametrize("name", ["htcds", "ctdc"])
def test_each_code_makes_what_was_written_down_for_it(name: str) -> None:
    graph = codes(name)
    expected: dict[tuple[str, str], set[Make]] = {}
    for row in table(f"{name}-facts.csv"):
        make = Make(row["node"], row["property"], row["class"], row["phase"])
        expected.setdefault(_key(name, row), set()).add(make)
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        for notation, concept in concepts(graph, scheme).items():
            found = {make_of(graph, node) for node in makers(graph, concept)}
            keys = ((local_name(scheme), notation), (local_name(scheme), "*"))
            wanted = next((expected[key] for key in keys if key in expected), set())
            if name == "htcds" and local_name(scheme) == "vic_ForcedLabourIndustry":
                assert {(make.node, make.property) for make in found} == {("conduct", "sector")}
            else:
                assert found == wanted, concept


def _key(name: str, row: dict[str, str]) -> tuple[str, str]:
    if name == "htcds":
        return row["list"], row["code"]
    lists = {
        "majorityEntry": "majority-at-entry",
        "majorityStatusAtExploit": "majority-at-exploitation",
        "majorityStatus": "majority-at-registration",
        "ageBroad": "age-bands",
    }
    flag = row["column"] not in lists
    return ("flags", row["column"]) if flag else (lists[row["column"]], row["value"])


def local_name(term: Node) -> str:
    return str(term).rpartition("#")[2]


def test_each_code_says_what_it_makes_or_why_nothing() -> None:
    for graph, concept in every():
        assert (graph.value(concept, MAP.unmapped) is None) == bool(makers(graph, concept)), concept
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1
        assert list(graph.objects(concept, SKOS.notation))
        for node in makers(graph, concept):
            matched = [match for match in MATCHES if (node, match, None) in graph]
            assert len(matched) + len(list(graph.objects(node, MAP.value))) == 1, concept
            if matched:
                assert str(graph.value(node, MAP.certainty)) in ("high", "medium", "low"), concept
            if matched == [SKOS.closeMatch]:
                assert graph.value(node, SKOS.note) is not None, f"{concept}: which assumption?"


def test_each_fact_is_of_a_class_that_its_property_takes_and_on_the_right_node() -> None:
    for graph, concept in every():
        for node in makers(graph, concept):
            make = make_of(graph, node)
            if make.property in ("sector", "labelling"):
                continue
            on, top = PLACES[make.property]
            cls = next(cls for match in MATCHES for cls in graph.objects(node, match))
            assert make.node == on, concept
            assert PAL[top] in ontology().transitive_objects(cls, RDFS.subClassOf), concept
            assert not make.phase or make.property in ("means", "indicator"), concept


def test_no_code_judges() -> None:
    """Other forms of coercion, and abuse of power or of vulnerability, are a judgement on what happened."""
    judged = {PAL.Coercion, PAL.AbuseOfPowerOrVulnerability, PAL.Fraud, PAL.PaymentForControl}
    judged |= {PAL.ExploitationOfProstitutionOfOthers, PAL.OtherExploitation, PAL.PracticeSimilarToSlavery}
    for graph, concept in every():
        for node in makers(graph, concept):
            for match in MATCHES:
                for cls in graph.objects(node, match):
                    assert not judged & set(ontology().transitive_objects(cls, RDFS.subClassOf)), concept


def test_what_never_makes_a_fact() -> None:
    graph = codes("htcds")
    silent = ("vic_Vulnerabilities", "vic_RelationshipToTrafficker", "vic_ExploitationWebsitesAndApps", "prs_Gender")
    for name in (*silent, "spl_Type", "cas_Status", "cas_ReasonForIncomingReferral", "org_Type"):
        for concept in concepts(graph, HTCDS[name]).values():
            assert not makers(graph, concept), concept


def test_a_debt_points_to_coercion_and_to_bondage_and_is_neither() -> None:
    points = set(ontology().objects(PAL.DebtOwed, PAL.indicates))
    assert {PAL.Coercion, PAL.DebtBondage} <= points
    both = set(ontology().objects(PAL.DebtOwedOrEarningsTaken, PAL.indicates))
    assert both == set(ontology().objects(PAL.EarningsTaken, PAL.indicates)) & points


@pytest.mark.parametrize(
    ("joined", "members"),
    [
        ("AbuseOfUnrecordedKind", ["PsychologicalAbuse"]),
        (
            "BasicNeedsDenied",
            ["FinancesControlled", "RestrictedMovement", "MedicalCareWithheld", "NecessitiesWithheld"],
        ),
    ],
)
def test_what_a_joined_column_points_to_all_that_it_joins_points_to(joined: str, members: list[str]) -> None:
    found = set(ontology().objects(PAL[joined], PAL.indicates))
    shared = [set(ontology().objects(PAL[member], PAL.indicates)) for member in members]
    assert PAL.Coercion in found
    assert all(PAL.Coercion in points for points in shared)
    assert found <= {PAL.Coercion, PAL.UseOfForce}


def test_the_purpose_is_never_surer_than_what_was_lived_through() -> None:
    order = ["low", "medium", "high"]
    for graph, concept in every():
        sure = {make_of(graph, n).property: str(graph.value(n, MAP.certainty)) for n in makers(graph, concept)}
        if "purpose" in sure:
            assert order.index(sure["purpose"]) <= order.index(sure["experienced"]), concept
            [node] = [n for n in makers(graph, concept) if make_of(graph, n).property == "purpose"]
            assert (node, SKOS.closeMatch, None) in graph
            assert str(graph.value(node, SKOS.note)).startswith("Assumed: ")


def test_the_licence_and_the_source_are_named() -> None:
    graph = codes("htcds")
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        assert graph.value(scheme, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
        assert graph.value(scheme, DCTERMS.source) == URIRef("https://github.com/UNMigration/HTCDS")
    text = (ROOT / "ontology" / "mappings" / "htcds-codes.ttl").read_text(encoding="utf-8")
    assert "IOM has no part in this mapping and does not endorse it" in text


def test_the_words_are_ours() -> None:
    for graph, concept in every():
        for words in graph.objects(concept, None):
            if isinstance(words, Literal):
                assert "prostitute" not in words.replace("prostitution", ""), concept
