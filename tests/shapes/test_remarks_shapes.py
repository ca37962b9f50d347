"""Each remark and divergence is said where it should be, and nothing is said of a clean case.

The shapes are asked one by one by shapes of their own, so that conforming (a remark is said) can be told from not.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[2]
SH = Namespace("http://www.w3.org/ns/shacl#")
PAL = Namespace("https://w3id.org/palermo#")
ASKED = Namespace("https://example.org/asked#")

ADULT = ":p a pal:Person , pal:Adult . "
CHILD = ":p a pal:Person , pal:Child . "
MOVED = ":p pal:moved :journey . :journey a pal:Movement . "
EXCHANGE = ":p pal:exchanged :exchange . :exchange a pal:ConsensualExchange . "
LIVED = ":p pal:experienced :lived . :lived a pal:ForcedLabourOrServices . "
DEALING = ":c a pal:Conduct ; pal:towards :p ; pal:act :a ; pal:means :m ; pal:purpose :u . "
MET = DEALING + ":a a pal:Harbouring . :m a pal:Deception . :u a pal:ForcedLabourOrServices . "
SEXUAL = DEALING + ":a a pal:Harbouring . :m a pal:Deception . :u a pal:OtherSexualExploitation . "
OPEN = DEALING + ":a a pal:Harbouring . :m a pal:Deception . :u a pal:OtherExploitation . "
OF_A_CHILD = ":c a pal:Conduct ; pal:towards :p ; pal:towardsChild :p ; pal:act :a ; pal:purpose :u . " + (
    ":a a pal:Receipt . :u a pal:Servitude . "
)
ENTRY = DEALING + ":a a pal:Recruitment . :u a pal:Servitude . :m a pal:Coercion ; pal:phase "

USED = ":p pal:experienced :lived . :lived a pal:ExploitationOfProstitutionOfOthers . "

#: Remarks that are rules of the rulebook and no provision's words.
OWN_RULES = {"indicator", "intervention", "no-right-to-refuse-clients", "third-party-involvement"}

#: Turtle about the person :p, and every remark and divergence that is said of it.
CASES: dict[str, tuple[str, set[str]]] = {
    "clean": (ADULT + MOVED, set()),
    "green": (ADULT + MOVED + LIVED + MET, {"consent-irrelevant"}),
    "yellow": (
        ADULT + MOVED + EXCHANGE + SEXUAL + USED,
        {"consent-irrelevant"},
    ),
    "no-means": (
        ADULT + MOVED + LIVED + MET.replace("pal:means :m ;", ""), {"exploitation-alone", "area-without-definition"},
    ),
    "child": (CHILD + MOVED + LIVED + OF_A_CHILD, {"child-means-not-needed"}),
    "child-with-means": (
        CHILD + MOVED + LIVED + OF_A_CHILD + ":c pal:means :m . :m a pal:Fraud .",
        {"child-means-not-needed", "consent-irrelevant"},
    ),
    "no-movement": (ADULT + LIVED + MET, {"consent-irrelevant", "movement-not-needed", "definition-without-movement"}),
    "transported": (ADULT + LIVED + MET + ":a a pal:Transportation .", {"consent-irrelevant"}),
    "within-a-country": (
        ADULT + MOVED + ":journey pal:crossedBorder false . " + LIVED + MET,
        {"consent-irrelevant", "border-not-needed"},
    ),
    "over-a-border-too": (
        ADULT + MOVED + LIVED + MET
        + ":journey pal:crossedBorder false . :p pal:moved :on . :on a pal:Movement ; pal:crossedBorder true . ",
        {"consent-irrelevant"},
    ),
    "not-come-about": (
        ADULT + MOVED + MET, {"consent-irrelevant", "purpose-enough", "definition-without-exploitation-lived"},
    ),
    "open-list": (ADULT + MOVED + LIVED + OPEN, {"consent-irrelevant", "open-list"}),
    "open-and-named": (ADULT + MOVED + LIVED + OPEN + ":u a pal:Servitude .", {"consent-irrelevant"}),
    "open-beside-named": (
        ADULT + MOVED + LIVED + OPEN + ":c pal:purpose :v . :v a pal:OrganRemoval .", {"consent-irrelevant"},
    ),
    "vulnerability": (
        ADULT + MOVED + LIVED + MET + ":m a pal:AbuseOfPositionOfVulnerability .",
        {"consent-irrelevant", "vulnerability"},
    ),
    "means-later": (
        ADULT + MOVED + LIVED + ENTRY + "pal:DuringExploitation .", {"consent-irrelevant", "means-during-exploitation"},
    ),
    "means-at-both": (
        ADULT + MOVED + LIVED + ENTRY + "pal:DuringExploitation , pal:AtEntry .", {"consent-irrelevant"},
    ),
    "one-means-at-entry": (
        ADULT + MOVED + LIVED + ENTRY
        + "pal:DuringExploitation . :c pal:means :n . :n a pal:Fraud ; pal:phase pal:AtEntry .",
        {"consent-irrelevant"},
    ),
    "means-later-and-harboured": (
        ADULT + MOVED + LIVED + ENTRY + "pal:DuringExploitation . :c pal:act :b . :b a pal:Harbouring .",
        {"consent-irrelevant"},
    ),
    "two-conducts": (
        ADULT + ":c a pal:Conduct ; pal:towards :p ; pal:act :a . :a a pal:Receipt . "
        ":d a pal:Conduct ; pal:towards :p ; pal:means :m ; pal:purpose :u . :m a pal:Fraud . :u a pal:Servitude .",
        {"elements-apart"},
    ),
    "child-two-conducts": (
        CHILD + ":c a pal:Conduct ; pal:towards :p ; pal:towardsChild :p ; pal:act :a . :a a pal:Receipt . "
        ":d a pal:Conduct ; pal:towards :p ; pal:towardsChild :p ; pal:purpose :u . :u a pal:Servitude .",
        {"child-means-not-needed", "elements-apart"},
    ),
    "child-then-adult": (
        CHILD + ":c a pal:Conduct ; pal:towardsChild :p ; pal:towards :p . "
        ":d a pal:Conduct ; pal:towards :p ; pal:act :a ; pal:purpose :u . :a a pal:Receipt . :u a pal:Servitude .",
        {"child-means-not-needed"},
    ),
    "indicator-of-person": (ADULT + ":p pal:observed :i . :i a pal:Indicator .", {"indicator"}),
    "indicator-of-conduct": (
        ADULT + ":c a pal:Conduct ; pal:towards :p ; pal:indicator :i . :i a pal:Indicator .", {"indicator"},
    ),
    "sexual-exploitation": (ADULT + USED, {"exploitation-alone"}),
    "assaulted-migrant": (
        ADULT + MOVED + EXCHANGE + ":p pal:experienced :v . :v a pal:Violence .",
        {"violence-alone", "area-without-definition"},
    ),
    "bad-conditions": (ADULT + ":p pal:experienced :lived . :lived a pal:LabourExploitation .", {"labour-conditions"}),
    "bad-conditions-meant": (
        ADULT + ":c a pal:Conduct ; pal:towards :p ; pal:purpose :u . :u a pal:LabourExploitation .",
        {"labour-conditions"},
    ),
    "no-right-to-refuse": (
        ADULT + ":p pal:experienced :lived . :lived a pal:LabourExploitation , pal:NoRightToRefuseClients .",
        {"no-right-to-refuse-clients"},
    ),
    "no-right-to-refuse-and-met": (
        ADULT + MOVED + LIVED + MET + ":p pal:experienced :hours . :hours a pal:NoRightToRefuseClients .",
        {"consent-irrelevant", "no-right-to-refuse-clients"},
    ),
    "forced-labour": (ADULT + LIVED, {"exploitation-alone"}),
    "sex-work": (ADULT + EXCHANGE, {"sex-work"}),
    "migrant-sex-work": (ADULT + MOVED + EXCHANGE, set()),
    "age-not-recorded": (":p a pal:Person . " + MOVED + EXCHANGE, {"age-not-recorded"}),
    "consent-not-recorded": (
        ADULT + MOVED + ":p pal:exchanged :exchange . :exchange a pal:SexualServicesExchange .",
        {"consent-not-recorded"},
    ),
    "exchange-by-child": (CHILD + EXCHANGE, {"child-means-not-needed", "exchange-by-child"}),
    "others": (ADULT + ":p pal:involved :i . :i a pal:ThirdPartyInvolvement .", {"third-party-involvement"}),
    "smuggled": (
        ADULT + MOVED + ":p pal:involved :i . :i a pal:PaidHelpToCrossBorder .",
        {"third-party-involvement", "smuggling"},
    ),
    "raided": (ADULT + ":p pal:underwent :raid . :raid a pal:Intervention .", {"intervention"}),
    "red-and-met": (
        ADULT + EXCHANGE + LIVED + MET, {"consent-irrelevant", "movement-not-needed", "red-and-definition"},
    ),
    "sexual-without-exchange": (
        ADULT + MOVED + SEXUAL + ":p pal:experienced :lived . :lived a pal:OtherSexualExploitation .",
        {"consent-irrelevant", "sexual-purpose-outside-yellow"},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for name in ("elements", "overlap", "remarks"):
        graph.parse(ROOT / "shapes" / f"{name}.ttl")
    return graph


def spoken(shapes: Graph) -> dict[str, URIRef]:
    """The shapes of remarks and divergences, by identifier."""
    kinds = (PAL.Remark, PAL.Divergence)
    found = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    return {str(shapes.value(shape, DCTERMS.identifier)): shape for shape in found if isinstance(shape, URIRef)}


@pytest.fixture(scope="module")
def said(
    shapes: Graph, results_of: Callable[[Graph, Mapping[str, str]], dict[str, set[tuple[str, str]]]]
) -> dict[str, set[str]]:
    asking = Graph()
    for triple in shapes:
        if triple[1] != SH.targetClass:
            asking.add(triple)
    ids = spoken(shapes)
    for identifier, shape in ids.items():
        asking.add((ASKED[identifier], RDF.type, SH.NodeShape))
        asking.add((ASKED[identifier], SH.targetClass, PAL.Person))
        asking.add((ASKED[identifier], SH.node, shape))
    broken = results_of(asking, {name: turtle for name, (turtle, _) in CASES.items()})
    return {name: set(ids) - {shape for shape, _ in found} for name, found in broken.items()}


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(said: dict[str, set[str]], name: str) -> None:
    assert said[name] == CASES[name][1]


def test_every_remark_is_tried(shapes: Graph) -> None:
    assert set(spoken(shapes)) == {identifier for _, expected in CASES.values() for identifier in expected}


def test_every_remark_is_complete(shapes: Graph) -> None:
    for identifier, shape in spoken(shapes).items():
        text = shapes.value(shape, SH.message)
        assert isinstance(text, Literal), identifier
        assert text.language == "en", identifier
        assert "\n" not in text, identifier
        assert text.endswith("."), identifier
        assert " was trafficked" not in text, identifier
        assert shapes.value(shape, RDFS.label), identifier
        assert shapes.value(shape, SKOS.definition), identifier
        assert bool(shapes.value(shape, PAL.provision)) != (identifier in OWN_RULES), identifier
        assert shapes.value(shape, SH.targetClass) == PAL.Person, identifier
        assert shapes.value(shape, SH.order) is not None, identifier


def test_every_provision_is_described(shapes: Graph, ontology: Graph) -> None:
    for provision in set(shapes.objects(None, PAL.provision)):
        assert ontology.value(provision, RDFS.label), provision


def test_consent_has_the_fixed_words(shapes: Graph) -> None:
    text = shapes.value(spoken(shapes)["consent-irrelevant"], SH.message)
    assert text == Literal("Consent to the intended exploitation would be irrelevant: a means was used.", lang="en")
