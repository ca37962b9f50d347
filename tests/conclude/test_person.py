"""The diagram, remarks, divergences and labels of one person."""

from collections.abc import Callable
from itertools import product

import pytest

from palermo.findings import PersonFindings
from palermo.names import PAL
from palermo.rulebook import Rulebook
from palermo.split.case import Case

EX = "https://example.org/t#"
MY = "https://example.org/my#"
S = ":x pal:exchanged [ a pal:SexualServicesExchange{0} ] . "
M = ":x pal:moved [ a pal:Movement{0} ] . "
E = ":x pal:experienced [ a pal:PhysicalViolence{0} ] . "
FULL = (
    ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Recruitment{0} ] ; pal:means [ a pal:Fraud ] ; "
    "pal:purpose [ a pal:{1} ] . "
)
ALLEGED = " ; pal:evidentialStatus pal:Alleged"
REGIONS = {"": "none", "s": "s", "m": "m", "e": "e", "sm": "s-m", "se": "s-e", "me": "m-e", "sme": "s-m-e"}
About = Callable[..., PersonFindings]


@pytest.fixture
def about(core: Rulebook, case_of: Callable[[str], Case]) -> About:
    """What is concluded about ``:x``, an adult unless said otherwise."""

    def run(
        turtle: str, age: str = ":x a pal:Adult .", rulebook: Rulebook = core, definitions: tuple[str, ...] = ()
    ) -> PersonFindings:
        case = case_of(f":case a pal:Case ; pal:concerns :x . :x a pal:Person . {age} {turtle}")
        (one,) = rulebook.classify(case, definitions).persons
        return one

    return run


# --- circles and regions


@pytest.mark.parametrize(("s", "m", "e"), list(product((False, True), repeat=3)))
def test_exactly_one_of_eight_regions(core: Rulebook, about: About, s: bool, m: bool, e: bool) -> None:
    """By the circles that hold, on each view by itself."""
    holding = {"s": s, "m": m, "e": e}
    name = REGIONS["".join(c for c, holds in holding.items() if holds)]
    found = about("".join(t.format("") for t, holds in ((S, s), (M, m), (E, e)) if holds))
    assert found.established.region == found.alleged.region == name
    assert found.established.circles == (("sexual-services", s), ("mobility", m), ("exploitation", e))
    within = frozenset(
        card.iri for card, (_, holds) in zip(core.circles, found.established.circles, strict=True) if holds
    )
    assert [r.id for r in core._plan.regions if r.circles == within] == [name]
    alleged = about("".join(t.format(ALLEGED) for t, holds in ((S, s), (M, m), (E, e)) if holds))
    assert (alleged.established.region, alleged.alleged.region) == ("none", name)


def test_the_diagram_has_eight_areas(core: Rulebook) -> None:
    """No two with the same circles."""
    assert len({r.circles for r in core._plan.regions}) == len(core._plan.regions) == 8
    assert sorted(r.id for r in core._plan.regions) == sorted(REGIONS.values())


def test_without_circles_there_is_no_region(alone: Callable[..., Rulebook], case_of: Callable[[str], Case]) -> None:
    """A rulebook about something else has no diagram."""
    rulebook = alone("pal:concerns a owl:ObjectProperty .", "my:c a pal:Circle ; dct:identifier 'c' ; sh:class my:K .")
    (one,) = rulebook.classify(case_of(":case pal:concerns :x .")).persons
    assert (one.established.region, one.established.circles) == (None, (("c", False),))


# --- categories

CATEGORIES = [
    (S, ":x a pal:Adult .", ""),
    (S + M, ":x a pal:Adult .", "blue"),
    (S + M, "", "blue"),
    (S + M, ":x a pal:Child .", ""),
    (S + E, ":x a pal:Adult .", "red"),
    (S + E, ":x a pal:Child .", ""),
    (S + M + E, ":x a pal:Adult .", "blue red"),
    (M + E, ":x a pal:Adult .", ""),
    (M + E + FULL.format("", "Slavery"), ":x a pal:Adult .", "green"),
    (S + M + E + FULL.format("", "Slavery"), ":x a pal:Adult .", "blue green red"),
    (S + M + E + FULL.format("", "SexualExploitation"), ":x a pal:Adult .", "yellow"),
    (M + E + FULL.format("", "SexualExploitation"), ":x a pal:Adult .", "green"),
    (E + FULL.format("", "Slavery"), ":x a pal:Adult .", ""),
    (":x pal:exchanged [ a pal:NonConsensualExchange ] . " + M, ":x a pal:Adult .", "red"),
    (":x pal:experienced [ a pal:ExploitationOfProstitutionOfOthers ] . " + M, ":x a pal:Adult .", "red"),
]


@pytest.mark.parametrize(("turtle", "age", "categories"), CATEGORIES)
def test_categories(about: About, turtle: str, age: str, categories: str) -> None:
    """The overlaps that are met, in alphabetical order."""
    found = about(turtle.replace("{0}", ""), age)
    assert found.established.categories == tuple(categories.split())


def test_categories_of_the_alleged_view(about: About) -> None:
    """Blue as established; yellow, which is not blue, if what is alleged is proved."""
    found = about((S + M + E).replace("{0}", "") + FULL.format(ALLEGED, "SexualExploitation"))
    assert found.established.categories == ("blue", "red")
    assert found.alleged.categories == ("yellow",)


# --- characteristics, remarks, divergences


@pytest.mark.parametrize(
    ("age", "characteristics"),
    [
        ("", ()),
        (":x a pal:Adult .", ("adult",)),
        (":x pal:ageAtTime 17 .", ("child",)),
        (":x pal:age [ a pal:AgeFact ; pal:years 17 ; pal:evidentialStatus pal:Alleged ] .", ()),
    ],
)
def test_characteristics(about: About, age: str, characteristics: tuple[str, ...]) -> None:
    """Those of the established view."""
    assert about("", age).characteristics == characteristics


def test_a_remark_names_the_first_view_in_which_it_holds(core: Rulebook, about: About) -> None:
    """Established where it does; alleged, and worded under that condition, where only then."""
    established = {r.id: r for r in about(FULL.format("", "Slavery")).remarks}
    alleged = {r.id: r for r in about(FULL.format(ALLEGED, "Slavery")).remarks}
    one, other = established["consent-irrelevant"], alleged["consent-irrelevant"]
    assert (one.view, other.view) == ("established", "alleged")
    assert one.provision == other.provision == "UN Trafficking Protocol (2000), Art. 3(b)"
    assert other.text == core.wording("remark.alleged").format(text=one.text) != one.text
    assert "consent-irrelevant" not in {r.id for r in about("").remarks}


def test_remarks_are_in_order_and_divergences_apart(core: Rulebook, about: About) -> None:
    """By ``sh:order``; a divergence is no remark."""
    found = about((S + M + E).replace("{0}", "") + FULL.format("", "Slavery"))
    order = [card.id for card in core.remarks]
    assert [r.id for r in found.remarks] == sorted((r.id for r in found.remarks), key=order.index)
    assert len(found.remarks) > 1
    assert {d.id for d in found.divergences} <= {card.id for card in core.divergences} | {"definitions-differ"}
    assert not {r.id for r in found.remarks} & {card.id for card in core.divergences}


def test_divergences_are_those_of_the_established_view(about: About) -> None:
    """A definition met without movement; not where it is only alleged."""
    ids = {d.id for d in about(FULL.format("", "Slavery")).divergences}
    assert "definition-without-movement" in ids
    assert about(FULL.format(ALLEGED, "Slavery")).divergences == ()


def test_definitions_that_part_from_one_another(about: About) -> None:
    """Said where those chosen come to different outcomes, and only there."""
    turtle = M.format("") + E.format("") + FULL.format("", "Slavery")
    both = about(turtle, definitions=("all",))
    (said,) = (d for d in both.divergences if d.id == "definitions-differ")
    assert all(f.definition in said.text for f in both.findings)
    assert "definitions-differ" not in {d.id for d in about(turtle).divergences}
    two = ("un-protocol-2000", "un-protocol-2000-sexual")
    same = about(M.format("") + E.format("") + FULL.format("", "SexualExploitation"), definitions=two)
    assert "definitions-differ" not in {d.id for d in same.divergences}


# --- labels


def label(as_: str, extra: str = "") -> str:
    """A labelling of ``:x`` by the police."""
    return f":x pal:labelling :l . :l a pal:Labelling ; pal:as {as_} ; dct:source :police{extra} . "


REFUTED = (
    ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Recruitment ] ; pal:means [ a pal:ProtocolMeans ; "
    "pal:evidentialStatus pal:Refuted ] ; pal:purpose [ a pal:Slavery ] . "
)


@pytest.mark.parametrize(
    ("record", "support", "missing"),
    [
        (FULL.format("", "Slavery"), "supported", ()),
        (FULL.format(ALLEGED, "Slavery"), "if-proved", ()),
        (":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Receipt ] . ", "unsupported", ("means", "purpose")),
        (REFUTED, "contradicted", ("means",)),
    ],
)
def test_support(about: About, record: str, support: str, missing: tuple[str, ...]) -> None:
    """Each word, by the outcome of the definition that tests the label."""
    (found,) = about(label("pal:TraffickingInPersons") + record).labellings
    assert (found.definition, found.support, found.missing) == ("un-protocol-2000", support, missing)
    assert (found.source, found.labelled_as, found.labelling) == (
        EX + "police",
        PAL + "TraffickingInPersons",
        EX + "l",
    )


@pytest.mark.parametrize(
    ("as_", "extra", "definition"),
    [
        ("pal:TraffickingInPersons", "", "un-protocol-2000"),
        ("pal:TraffickingForSexualExploitation", "", "un-protocol-2000-sexual"),
        ("pal:HumanTrafficking", "", "un-protocol-2000"),
        ("pal:MigrantSexWork", "", "blue"),
        ("pal:ExploitationInSexWork", "", "red"),
        ("pal:TraffickingInPersons", " ; pal:underInstrument law:un-protocol-2000", "un-protocol-2000"),
        (
            "pal:TraffickingForSexualExploitation",
            " ; pal:underInstrument law:un-protocol-2000",
            "un-protocol-2000-sexual",
        ),
        ("my:Unheard", " ; pal:underInstrument law:un-protocol-2000", None),
        ("pal:TraffickingInPersons", " ; pal:underInstrument law:ilo-c029-1930", None),
        ("pal:TraffickingInPersons", " ; pal:underInstrument my:unheard", None),
        ("my:Unheard", "", None),
    ],
)
def test_what_tests_a_label(about: About, as_: str, extra: str, definition: str | None) -> None:
    """The instrument named, else what the ontology names; where nothing can, no support is given."""
    (found,) = about(label(as_, extra)).labellings
    assert found.definition == definition
    assert (found.support is None) is (definition is None)


@pytest.mark.parametrize(
    ("record", "support"),
    [
        (S + M, "supported"),
        (S.replace("{0}", "") + M.replace("{0}", ALLEGED), "if-proved"),
        (S, "unsupported"),
        (S + ":x pal:moved [ a pal:Movement ; pal:evidentialStatus pal:Refuted ] . ", "unsupported"),
    ],
)
def test_a_category_tests_a_label(about: About, record: str, support: str) -> None:
    """Never contradicted, and nothing is missing."""
    (found,) = about(label("pal:MigrantSexWork") + record.replace("{0}", "")).labellings
    assert (found.support, found.missing) == (support, ())


def test_a_label_on_the_case_is_that_of_each_person(core: Rulebook, case_of: Callable[[str], Case]) -> None:
    """Tested for each by itself; a person's own label is that person's alone."""
    case = case_of(
        ":case a pal:Case ; pal:concerns :x , :y ; pal:labelling :l . :l a pal:Labelling ; pal:as "
        "pal:TraffickingInPersons . :x a pal:Adult . "
        ":y a pal:Adult ; pal:labelling :k . :k pal:as pal:MigrantSexWork . " + FULL.format("", "Slavery")
    )
    found = {p.person: [(la.labelling, la.support) for la in p.labellings] for p in core.classify(case).persons}
    assert found == {
        EX + "x": [(EX + "l", "supported")],
        EX + "y": [(EX + "k", "unsupported"), (EX + "l", "unsupported")],
    }


def test_a_label_is_never_an_input(about: About) -> None:
    """Whatever was said of the person, findings, circles and remarks are the same."""
    turtle = S.format("") + M.format("")
    plain, labelled = about(turtle), about(turtle + label("pal:TraffickingInPersons , pal:HumanTrafficking"))
    assert len(labelled.labellings) == 2
    assert labelled._replace(labellings=()) == plain


def test_a_definition_without_elements_tests_a_label(rulebook_with: Callable[..., Rulebook], about: About) -> None:
    """It is a definition all the same, and no category."""
    rulebook = rulebook_with(
        "my:K a owl:Class . my:C a pal:Classification .",
        "my:d a pal:Definition , sh:NodeShape ; dct:identifier 'mine' ; pal:concludes my:C ; sh:class my:K .",
    )
    (found,) = about(label("my:C") + ":x a my:K .", rulebook=rulebook).labellings
    assert (found.definition, found.support) == ("mine", "supported")


# --- who the persons are


def test_persons(core: Rulebook, case_of: Callable[[str], Case]) -> None:
    """Whom the case concerns, whom a conduct is towards, who is described as a person; not who only acts."""
    case = case_of(
        ":case a pal:Case ; pal:concerns :a . :d pal:towards :b ; pal:by :agent , :both . :c a pal:Child . "
        ":agent a pal:Person . :both a pal:Person . :e pal:towardsChild :both . :thing rdfs:label 'no person' ."
    )
    assert [p.person for p in core.classify(case).persons] == [EX + n for n in ("a", "b", "both", "c")]
