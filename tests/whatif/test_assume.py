"""Assumptions as they are written: what they name, what they add, and what is refused in one clear line."""

from collections.abc import Callable

import pytest

from palermo.names import EVIDENTIAL_STATUS
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import local_name
from palermo.whatif import Assumed, what_if

CaseOf = Callable[[str], Case]
PERSON = "https://example.org/t#p"
CASE = """
:case a pal:Case ; pal:concerns :p . :p a pal:Person . :c a pal:Conduct ; pal:towards :p .
:c pal:act :a ; pal:purpose :aim ; pal:means :promise .
:a a pal:Recruitment . :aim a pal:Servitude .
:promise a pal:Deception ; pal:evidentialStatus pal:Alleged . """
NO_MEANS = CASE.replace(" ; pal:means :promise", "")


def under(core: Rulebook, case: Case, assume: tuple[str, ...] = (), refute: tuple[str, ...] = ()) -> Assumed:
    found = what_if(core, case, PERSON, "un-protocol-2000", assume=assume, refute=refute)
    assert found.under_assumption is not None
    return found.under_assumption


@pytest.mark.parametrize(
    ("turtle", "assume", "refute", "outcome"),
    [
        (CASE, ("promise",), (), "established"),
        (CASE, (":promise",), (), "established"),
        (CASE, ("https://example.org/t#promise",), (), "established"),
        (CASE, ("<https://example.org/t#promise>",), (), "established"),
        (CASE, (), ("promise",), "not-established"),
        (CASE, (), ("aim",), "not-established"),  # of the class that was refuted, other kinds stay open
        (CASE, ("Fraud",), (), "established"),
        (CASE, ("fraud",), (), "established"),
        (CASE, ("pal:Fraud",), (), "established"),
        (CASE, ("Fraud@c",), (), "established"),
        (CASE, ("threat of force",), (), "established"),
        (CASE, ("https://w3id.org/palermo#Fraud",), (), "established"),
        (CASE, ("child",), (), "established"),
        (CASE, ("child@c",), (), "established"),
        (CASE, ("child@p",), (), "established"),
        (CASE, ("Child",), (), "established"),
        (CASE, ("adult",), (), "alleged"),
        (CASE, ("adult",), ("ProtocolMeans",), "excluded"),
        (CASE, (), ("child", "ProtocolMeans"), "excluded"),
        (CASE, (), ("ProtocolMeans",), "not-established"),  # a child needs none, and age is open
        (CASE, (), ("c",), "excluded"),
        (CASE + ":c pal:evidentialStatus pal:Alleged .", ("c", "promise"), (), "established"),
        (CASE + ":aim pal:evidentialStatus pal:Refuted .", ("aim", "promise"), (), "established"),
        (NO_MEANS, ("Deception",), (), "established"),
        (NO_MEANS, ("WithheldDocuments",), (), "not-established"),
        (CASE + ":p pal:age :f . :f a pal:AgeFact ; pal:years 15 .", (), ("f",), "alleged"),
        (CASE + ":p pal:age :f . :f a pal:AgeFact ; pal:years 15 .", ("adult",), ("f",), "alleged"),
    ],
)
def test_outcome_under_assumption(
    core: Rulebook, case_of: CaseOf, turtle: str, assume: tuple[str, ...], refute: tuple[str, ...], outcome: str
) -> None:
    assert under(core, case_of(turtle), assume, refute).finding.outcome == outcome


def test_nothing_is_taken_from_the_case(core: Rulebook, case_of: CaseOf) -> None:
    case = case_of(CASE)
    assumed = under(core, case, ("promise", "child"), ("Fraud",))
    assert set(case.triples) < set(assumed.findings.case.triples)


def test_a_refuted_class_takes_what_is_recorded_of_it_along(core: Rulebook, case_of: CaseOf) -> None:
    assumed = under(core, case_of(CASE.replace("pal:Alleged", "pal:Established")), (), ("ProtocolMeans",))
    assert {local_name(s.node) for s in assumed.supposed} == {"case-supposed-ProtocolMeans", "promise"}
    assert all(s.refuted for s in assumed.supposed)
    assert assumed.finding.outcome == "not-established"


def test_a_refuted_age_takes_what_is_recorded_of_it_along(core: Rulebook, case_of: CaseOf) -> None:
    alleged = ":p pal:age :f . :f a pal:AgeFact ; pal:years 15 ; pal:evidentialStatus pal:Alleged ."
    assumed = under(core, case_of(NO_MEANS + alleged), (), ("child",))
    assert "f" in {local_name(s.node) for s in assumed.supposed}
    assert assumed.finding.missing_alternatives == (("means",),)


def test_a_class_hangs_where_it_fits(core: Rulebook, case_of: CaseOf) -> None:
    def property_of(text: str, turtle: str = CASE) -> tuple[str, str]:
        one = under(core, case_of(turtle), (text,)).supposed[-1]
        return local_name(one.property or ""), local_name(one.at or "")

    assert property_of("ForcedLabourOrServices") == ("purpose", "c")
    assert property_of("ForcedLabourOrServices@p") == ("experienced", "p")
    assert property_of("Movement") == ("moved", "p")
    assert property_of("WithheldDocuments") == ("indicator", "c")
    assert property_of("WithheldDocuments@p") == ("observed", "p")
    second = ":d a pal:Conduct ; pal:towards :p ."
    assert property_of("Fraud", CASE + second) == ("means", "c")  # the conduct reported
    assert property_of("Fraud@d", CASE + second) == ("means", "d")


def test_a_conduct_is_made_where_none_is_recorded(core: Rulebook, case_of: CaseOf) -> None:
    case = case_of(":case a pal:Case ; pal:concerns :p . :p a pal:Person .")
    assumed = under(core, case, ("Recruitment", "Fraud", "Servitude"))
    assert assumed.finding.outcome == "established"
    assert [s.kind for s in assumed.supposed] == ["fresh-conduct", "fresh", "fresh", "fresh"]
    assert under(core, case, ("child",)).finding.missing_alternatives == (("act", "purpose"),)


def test_a_recorded_fact_goes_before_a_class_of_that_name(core: Rulebook, case_of: CaseOf) -> None:
    case = case_of(CASE.replace(":promise", ":Fraud"))
    (one,) = under(core, case, ("Fraud",)).supposed
    assert (one.kind, local_name(one.node)) == ("fact", "Fraud")
    (one,) = under(core, case, ("pal:Fraud",)).supposed
    assert one.kind == "fresh"


def test_final_assessments_are_prevailed_over(core: Rulebook, case_of: CaseOf) -> None:
    final = ":promise pal:assessment [ a pal:Assessment ; pal:evidentialStatus pal:Refuted ; pal:final true ] ."
    assert under(core, case_of(CASE + final), ("promise",)).finding.outcome == "established"


@pytest.mark.parametrize(
    ("turtle", "assume", "refute", "message"),
    [
        (CASE, ("promisse",), (), "did you mean promise"),
        (CASE, ("Deceptoin",), (), "did you mean Deception"),
        (CASE, ("xyzzyxyzzy",), (), "no fact of the case, no class of the vocabulary"),
        (CASE, ("",), (), "no fact of the case"),
        (CASE, ("@c",), (), "no fact of the case"),
        (CASE, ("Fraud@conduct",), (), "no conduct and no person conduct"),
        (CASE, ("Fraud@",), (), "no conduct and no person"),
        (CASE, ("Recruitment@p",), (), "no property hangs such a fact on a person"),
        (CASE, ("promise",), ("promise",), "both assumed and refuted"),
        (CASE, ("adult",), ("adult",), "both assumed and refuted"),
        (CASE + ":p pal:ageAtTime 30 .", ("child",), (), "the record settles the age"),
        (CASE + ":p pal:ageAtTime 15 .", (), ("child",), "the record settles the age"),
        (CASE + "<https://example.org/u#promise> a pal:Fraud . :c pal:means <https://example.org/u#promise> .",
         ("promise",), (), "may be <https://example.org/t#promise> or <https://example.org/u#promise>; write the IRI"),
    ],
)  # fmt: skip
def test_refused_in_one_line(
    core: Rulebook, case_of: CaseOf, turtle: str, assume: tuple[str, ...], refute: tuple[str, ...], message: str
) -> None:
    with pytest.raises(PalermoError) as raised:
        under(core, case_of(turtle), assume, refute)
    assert message in raised.value.problem.message
    assert "\n" not in raised.value.problem.message
    assert raised.value.problem.code.startswith("P35")


def test_a_characteristic_of_a_pack(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    """One that is not about age is met by the smallest set that makes it hold, and cannot be refuted as such."""
    rulebook = rulebook_with(
        "my:Papers a owl:Class ; rdfs:subClassOf pal:Fact . "
        "my:holds a owl:ObjectProperty ; rdfs:domain pal:Person ; rdfs:range my:Papers .",
        'my:papers a pal:Characteristic , sh:NodeShape ; dct:identifier "papers" ; rdfs:label "with papers"@en ; '
        "sh:property [ sh:path my:holds ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class my:Papers ] ] .",
    )
    (one,) = under(rulebook, case_of(CASE), ("papers",)).supposed
    assert (local_name(one.classes[0]), local_name(one.at or "")) == ("Papers", "p")
    with pytest.raises(PalermoError, match="cannot be refuted as such"):
        under(rulebook, case_of(CASE), (), ("papers",))


def test_a_person_or_definition_that_is_not_there(core: Rulebook, case_of: CaseOf) -> None:
    with pytest.raises(PalermoError, match="the case has no person"):
        what_if(core, case_of(CASE), "https://example.org/t#nobody", "un-protocol-2000")
    with pytest.raises(PalermoError, match="no definition is called"):
        what_if(core, case_of(CASE), PERSON, "un-protocol")


def test_what_is_supposed_carries_its_standing(core: Rulebook, case_of: CaseOf) -> None:
    (one,) = under(core, case_of(CASE), ("Fraud",)).supposed
    assert [o for _, p, o in one.triples if p == EVIDENTIAL_STATUS] == ["https://w3id.org/palermo#Established"]
