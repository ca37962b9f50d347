"""The text report, read as a lawyer would: what follows, why, what is missing, on what evidence, by which provision."""

import re

import pytest

PERSON = """
:case a pal:Case ; dct:title "A case"@en ; pal:concerns :p .
:p a pal:Person ; rdfs:label "the person"@en .
:c a pal:Conduct ; pal:towards :p ; rdfs:label "the dealing"@en ; pal:act :a .
:a a pal:Recruitment ; rdfs:label "was recruited"@en ; pal:evidentialStatus pal:Established ;
  dct:source "Judgment" .
"""


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_established_says_why_on_what_and_under_which_provision(written, waitress) -> None:
    text = flat(written("text", waitress))
    assert "Trafficking in persons · UN Trafficking Protocol (2000), Art. 3 ESTABLISHED on the record as stated" in text
    assert "The record carries what this definition asks, in one conduct: act, means and purpose." in text
    assert (
        "act established was promised work as a waitress in a resort hotel abroad Art. 3(a) (recruitment): stated;"
        in text
    )
    assert "Source [1]: Fact sheet" in text
    assert "YELLOW trafficking for sexual exploitation." in text
    assert "Basis: the record as stated by the author of the description; sources: as cited." in text


def test_not_established_names_what_is_missing_and_the_ways_to_it(written, described) -> None:
    text = flat(written("text", described(PERSON + ":c pal:purpose [ a pal:Servitude ] .")))
    assert "NOT ESTABLISHED on this record" in text
    assert "This record does not show means." in text
    assert "also showed, in one conduct: means, or that the person was under 18 at that time." in text
    assert "This does not mean that the person was not trafficked" in text
    assert "was recruited (recruitment): established; source Judgment" in text


def test_no_element_recorded(written, classified) -> None:
    text = flat(written("text", classified("05-consenting-adults.ttl")))
    assert "Nothing recorded points to trafficking." in text
    assert "No conduct of others towards the person is recorded." in text


def test_excluded_says_because(written, described) -> None:
    refuted = """:p a pal:Adult .
        :c pal:means [ a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ; rdfs:label "any"@en ] ."""
    text = flat(written("text", described(PERSON + refuted)))
    assert "EXCLUDED on this record" in text
    assert "cannot be met on this record, because the record refutes means" in text
    assert "any (means of the Protocol): refuted" in text


def test_established_by_whoever_decided_is_not_as_stated(written, described) -> None:
    facts = """:c pal:means [ a pal:Deception ; pal:evidentialStatus pal:Established ] ;
        pal:purpose [ a pal:Servitude ] ."""
    text = flat(written("text", described(PERSON + facts)))
    assert "ESTABLISHED on this record" in text
    assert "as stated" not in text.replace("as stated by its author", "")


def test_nothing_shown_lists_no_ways(written, classified) -> None:
    text = flat(written("text", classified("02-brothel-working-conditions.ttl")))
    assert "This record shows none of: act, means, purpose." in text
    assert "if the record also showed" not in text


def test_with_something_alleged_it_would_rest_on_that(written, described) -> None:
    alleged = ":p a pal:Adult . :c pal:purpose [ a pal:Servitude ; pal:evidentialStatus pal:Alleged ] ."
    text = flat(written("text", described(PERSON + alleged)))
    assert (
        "The finding would rest on what is alleged (purpose) if the record also showed, in one conduct: means." in text
    )
    assert "would be established" not in text


def test_recorded_in_another_conduct_towards_the_person(written, described) -> None:
    other = """:d a pal:Conduct ; pal:towards :p ; rdfs:label "another's dealing"@en ;
        pal:means [ a pal:Deception ; rdfs:label "was lied to"@en ] .
        :c pal:purpose [ a pal:Servitude ] ."""
    text = flat(written("text", described(PERSON + other)))
    assert "recorded in another conduct, another's dealing: was lied to" in text
    assert "comes closest among 2 recorded" in text


def test_recorded_towards_another_person_is_said_shortly_after_what_is_refuted(written, described) -> None:
    other = """:case pal:concerns :q . :q a pal:Person ; rdfs:label "the other"@en .
        :d a pal:Conduct ; pal:towards :q ; pal:purpose [ a pal:DebtBondage ; rdfs:label "their debt"@en ] ,
            [ a pal:Slavery ; pal:evidentialStatus pal:Alleged ] .
        :c pal:purpose [ a pal:Servitude ; pal:evidentialStatus pal:Refuted ; rdfs:label "no servitude"@en ] ."""
    text = flat(written("text", described(PERSON + other)))
    assert "purpose not established servitude refuted; no other kind recorded Art. 3(a) no servitude" in text
    assert re.search(r"recorded towards another person \(the other\): (debt bondage and )?slavery \(alleged\)", text)


def test_an_element_that_is_not_waited_for_is_not_needed(written, described) -> None:
    text = flat(written("text", described(PERSON + ":p a pal:Child .")))
    assert "means not established no such fact recorded; not needed here" in text
    assert "purpose not established no such fact recorded Art." in text


def test_an_indicator_is_indicated_and_not_established(written, classified, described) -> None:
    text = flat(written("text", classified("02-brothel-working-conditions.ttl")))
    assert "no such fact recorded; indicators only: Art. 3(a) the owner set the long hours" in text
    facts = """:c pal:purpose [ a pal:Servitude ; pal:evidentialStatus pal:Alleged ] ;
        pal:indicator [ a pal:LongHours ; rdfs:label "long days"@en ] ."""
    assert "indicated by: long days (long hours): stated" in flat(written("text", described(PERSON + facts)))


def test_a_label_is_audited(written, classified) -> None:
    text = flat(written("text", classified("06-raid-and-rescue.ttl")))
    assert "UNSUPPORTED by this record" in text
    assert "Tested by: Trafficking in persons (UN Trafficking Protocol (2000), Art. 3)." in text
    assert "Labels and findings of others" in text


def test_a_giver_without_a_label_is_the_source_at_its_address(written, described) -> None:
    label = """:p pal:labelling [ a pal:Labelling ; pal:as pal:TraffickingInPersons ; dct:source %s ] ."""
    text = flat(written("text", described(PERSON + label % "<https://example.org/report>")))
    assert "given by the source at https://example.org/report: UNSUPPORTED" in text
    text = flat(written("text", described(PERSON + label % '"a police file"')))
    assert "given by a police file: UNSUPPORTED" in text


def test_the_key_comes_first_where_there_are_several_cases(written, waitress, classified) -> None:
    several = written("text", waitress, classified("05-consenting-adults.ttl"))
    assert several.startswith("How to read this report")
    assert several.count("How to read this report") == 1
    assert several.index("the woman") < several.index("Sex work between consenting adults")
    one = written("text", waitress)
    assert "How to read" not in one
    assert "no traffic light" in flat(one)


def test_the_overview_is_no_sample_and_keeps_conditions(written, described, waitress) -> None:
    facts = """:p a pal:Adult ; pal:exchanged [ a pal:ConsensualExchange ] ;
        pal:experienced [ a pal:PhysicalViolence ; pal:evidentialStatus pal:Alleged ] ."""
    text = flat(written("text", waitress, described(PERSON + facts)))
    overview = text[text.index("Overview") :]
    assert "Not a sample" in overview
    assert "established, as stated the woman" in overview
    assert "if proved: RED" in overview


def test_a_built_in_example_is_called_by_its_name(written, waitress) -> None:
    text = written("text", waitress)
    assert " 04-waitress.ttl" in text
    assert "/04-waitress.ttl" not in text


def test_what_is_not_encoded_and_not_advice_is_said_once(written, waitress, classified) -> None:
    text = written("text", waitress, classified("05-consenting-adults.ttl"))
    assert text.count("Not encoded") == 1
    assert text.rstrip().endswith("An aid to analysis, not legal advice.")
    assert text.count("not legal advice") == 1
    assert "Overview" in text


def test_nothing_is_said_of_no_case(written) -> None:
    assert written("text") == ""


@pytest.mark.parametrize("width", [60, 77, 100])
def test_lines_fit_the_width(written, classified, width) -> None:
    for name in ("04-waitress.ttl", "02-brothel-working-conditions.ttl", "06-raid-and-rescue.ttl"):
        assert max(map(len, written("text", classified(name), width=width).splitlines())) <= width


def test_colour_only_adds_colour(written, waitress) -> None:
    coloured = written("text", waitress, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == written("text", waitress)


def test_words_speak_of_the_record(written, classified) -> None:
    for name in ("02-brothel-working-conditions.ttl", "04-waitress.ttl", "06-raid-and-rescue.ttl"):
        text = flat(written("text", classified(name))).lower()
        assert "was trafficked" not in text
        assert "victim" not in text


@pytest.mark.parametrize("format_", ["text", "markdown", "csv"])
@pytest.mark.parametrize("harm", ["\x1b[31m", "\x9b31m", "\u202e", "\u200b", "\x07", "\r"])
def test_nothing_a_terminal_would_obey_is_printed(written, waitress, format_, harm) -> None:
    (person,) = waitress.persons
    case = waitress._replace(label=f"a{harm}b", persons=(person._replace(label=f"c{harm}d"),))
    assert harm not in written(format_, case)


def test_markdown_has_the_content_of_the_text(written, waitress) -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w{4,}", text))

    assert words(written("text", waitress)) <= words(written("markdown", waitress))


def test_markdown_shows_markup_as_text(written, waitress) -> None:
    text = written("markdown", waitress._replace(label="<b>[x](javascript:y)|*"))
    assert r"\<b\>\[x\](javascript:y)\|\*" in text
