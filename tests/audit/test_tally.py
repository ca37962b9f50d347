"""What is counted, and under which groups."""

import pytest

from palermo.audit import Auditor, chosen_groupings
from palermo.audit.tally import Tally
from palermo.problems import PalermoError, Problem
from palermo.read import read_cases

PAL = "https://w3id.org/palermo#"
LABEL = """
:case a pal:Case ; dct:title 'x'@en ; pal:concerns :p ; pal:labelling :l .
:l a pal:Labelling ; pal:as pal:TraffickingInPersons .
"""
DEALING = """
:p a pal:Person , pal:Adult . :k a pal:Conduct ; pal:towards :p ; pal:act :a ; pal:means :m ; pal:purpose :o .
:a a pal:Recruitment . :m a pal:Deception . :o a pal:ForcedLabourOrServices .
"""
BARE = ":p a pal:Person , pal:Adult ."


def test_labels_of_all_kinds(core, cases_folder) -> None:
    auditor = Auditor(core, chosen_groupings(core))
    for case in read_cases([str(cases_folder)], core.vocabulary):
        assert not isinstance(case, Problem)
        auditor.take(core.classify(case))
    audit = auditor.result()
    assert (audit.cases, audit.persons, audit.labelled) == (2, 7, 7)
    assert audit.totals.labels == 9
    assert audit.totals.supports == (3, 1, 3, 1, 1)
    assert audit.totals.more == 4
    assert dict(audit.totals.missing) == {"act": 1, "means": 2, "purpose": 2}


def test_a_label_on_the_case_counts_for_each_person(audited) -> None:
    audit = audited(LABEL + BARE + ":case pal:concerns :q . :q a pal:Person .")
    assert audit.totals.labels == audit.labelled == 2


def test_a_case_without_labels_is_a_case(audited) -> None:
    audit = audited(":case a pal:Case ; pal:concerns :p ." + BARE)
    assert (audit.cases, audit.persons, audit.labelled, audit.totals.labels) == (1, 1, 0, 0)
    assert all(not table.groups and table.others is None for table in audit.tables)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("", ""),
        (":l dct:source :police . :police rdfs:label 'the  police'@en , 'la police'@fr .", "the police"),
        (":l dct:source 'a\\n newspaper' .", "a newspaper"),
        (":l dct:source :office .", "office"),
        (":l dct:source <https://user@news.example.com:80/a/b?c#d> .", "news.example.com:80"),
        (":l dct:source <urn:isbn:1> .", "urn:isbn:1"),
        (":l dct:source [ rdfs:comment 'somebody' ] .", ""),
    ],
)
def test_what_a_source_is_called(audited, groups, source, name) -> None:
    assert list(groups(audited(LABEL + BARE + source), "source")) == [name]


def test_two_sources_are_two_groups_of_one_label(audited, groups) -> None:
    audit = audited(LABEL + BARE + ":l dct:source 'b' , 'a' .")
    assert list(groups(audit, "source")) == ["a", "b"]
    assert audit.totals.labels == 1


def test_instrument_and_classification(audited, groups) -> None:
    audit = audited(LABEL + BARE + ":l pal:underInstrument law:un-protocol-2000 .")
    assert list(groups(audit, "instrument")) == ["https://w3id.org/palermo/law/un-protocol-2000"]
    assert list(groups(audit, "classification")) == [PAL + "TraffickingInPersons"]


def test_what_stands_nearest_prevails(audited, groups) -> None:
    on_case = LABEL + DEALING + ":case pal:sector 'farming' ; pal:jurisdiction 'ZA' ."
    assert list(groups(audited(on_case), "sector")) == ["farming"]
    assert list(groups(audited(on_case), "jurisdiction")) == ["ZA"]
    assert list(groups(audited(on_case + ":k pal:sector 'fishing' , 'building' ."), "sector")) == [
        "building",
        "fishing",
    ]
    assert list(groups(audited(LABEL + BARE), "sector")) == [""]


def test_a_purpose_counts_by_its_most_specific_classes(audited, groups) -> None:
    assert list(groups(audited(LABEL + DEALING), "purpose")) == [PAL + "ForcedLabourOrServices"]
    several = DEALING + ":o a pal:Exploitation , pal:Servitude ."
    assert list(groups(audited(LABEL + several), "purpose")) == [PAL + "ForcedLabourOrServices", PAL + "Servitude"]


@pytest.mark.parametrize(
    ("standing", "keys"),
    [
        (":o pal:evidentialStatus pal:Alleged .", [PAL + "ForcedLabourOrServices"]),
        (":o pal:evidentialStatus pal:Refuted .", [""]),
        (":o pal:evidentialStatus pal:NotEstablished .", [""]),
        (":k pal:evidentialStatus pal:Refuted .", [""]),
    ],
)
def test_what_is_refuted_or_not_proved_is_no_group(audited, groups, standing, keys) -> None:
    assert list(groups(audited(LABEL + DEALING + standing), "purpose")) == keys


def test_persons_who_meet_a_definition_and_were_not_labelled(audited, groups) -> None:
    unlabelled = ":case a pal:Case ; pal:concerns :p ; pal:sector 'farming' ." + DEALING
    audit = audited(unlabelled, LABEL + DEALING)
    assert (audit.meeting, audit.totals.unlabelled) == (2, 1)
    assert audit.unlabelled_by == (("un-protocol-2000", 1),)
    assert groups(audit, "sector")["farming"].unlabelled == 1
    assert groups(audit, "sector")["farming"].labels == 0
    assert groups(audit, "sector")[""].unlabelled == 0
    assert groups(audit, "source")[""].unlabelled is None


@pytest.mark.parametrize(
    ("label", "unlabelled"),
    [
        ("TraffickingForSexualExploitation", 0),  # a narrower one
        ("SexWork", 1),
        ("MigrantSexWork", 1),
    ],
)
def test_a_narrower_label_is_a_label(audited, label, unlabelled) -> None:
    audit = audited(LABEL.replace("TraffickingInPersons", label) + DEALING)
    assert audit.totals.unlabelled == unlabelled


def test_a_label_under_a_law_mapped_as_close_is_a_label(core, audited) -> None:
    close = sorted(core.also_said(PAL + "TraffickingForSexualExploitation") - {PAL + "TraffickingInPersons"})
    laws = [iri for iri in close if core.also_said(iri) >= {PAL + "TraffickingInPersons"} and "Under" in iri]
    assert laws
    for iri in laws:
        assert audited(LABEL.replace("pal:TraffickingInPersons", f"<{iri}>") + DEALING).totals.unlabelled == 0


def test_a_person_counts_once_under_several_definitions(audited) -> None:
    one = ["un-protocol-2000", "un-protocol-2000-sexual"]
    sexual = DEALING.replace("ForcedLabourOrServices", "OtherSexualExploitation")
    nobody = audited(":case a pal:Case ; pal:concerns :p ." + sexual, definitions=one)
    assert (nobody.meeting, nobody.totals.unlabelled) == (1, 1)
    assert nobody.unlabelled_by == (("un-protocol-2000", 1), ("un-protocol-2000-sexual", 1))
    widely = audited(LABEL + sexual, definitions=one)
    assert widely.totals.unlabelled == 0
    assert widely.unlabelled_by == (("un-protocol-2000", 0), ("un-protocol-2000-sexual", 1))


def test_regions_are_divided(audited) -> None:
    moved = ":p pal:moved :j . :j a pal:Movement ."
    audit = audited(LABEL + DEALING + moved, LABEL + BARE + moved, LABEL + BARE)
    assert [tuple(region) for region in audit.regions] == [("m", 1, 1), ("none", 0, 1)]
    assert audit.regions_total[1:] == (1, 2)
    other = audited(LABEL.replace("TraffickingInPersons", "SexWork") + BARE)
    assert other.regions == ()


def test_groups_are_bounded(core, tmp_path) -> None:
    from .conftest import PREFIXES

    for number in range(4):
        text = PREFIXES.replace("/t#", f"/{number}#") + LABEL + BARE + f":l dct:source 'source {number}' ."
        (tmp_path / f"{number}.ttl").write_text(text, encoding="utf-8")
    tally = Tally(core, chosen_groupings(core, ["source", "sector"]), most=2)
    for case in read_cases([str(tmp_path)], core.vocabulary):
        assert not isinstance(case, Problem)
        tally.add(core.classify(case))
    audit = tally.audit()
    source, sector = audit.tables
    assert audit.crowded == ("source",)
    assert [group.key for group in source.groups] == ["source 0", "source 1"]
    assert source.others is not None
    assert source.others.labels == 2
    assert sector.others is None


def test_an_unknown_grouping_has_the_others_listed(core) -> None:
    with pytest.raises(PalermoError, match=r"did you mean source\?"):
        chosen_groupings(core, ["sources"])
    with pytest.raises(PalermoError, match=r"use one of source, instrument, .*sector.*, classification"):
        chosen_groupings(core, ["weather"])


def test_a_pack_may_name_a_grouping(rulebook_with) -> None:
    book = rulebook_with("my:season a owl:DatatypeProperty ; pal:auditGroup 'season' ; rdfs:label 'season'@en .")
    assert [grouping.id for grouping in chosen_groupings(book)][2:-1] == ["jurisdiction", "purpose", "season", "sector"]
