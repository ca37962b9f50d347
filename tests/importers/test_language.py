"""The language of record maps, term by term: a third standard needs no Python."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.importers import Asked, Record, Rejected, Told, read_records
from palermo.names import XSD
from palermo.terms import Literal, Term

PAL = "https://w3id.org/palermo#"
EX = "https://example.org/map#"

#: About another field than this project's; each column uses other terms of the language.
MAP = """
@prefix map: <https://w3id.org/palermo/mapping#> .
@prefix pal: <https://w3id.org/palermo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/map#> .

:map a map:RecordMap ; rdfs:label "bird records"@en ; <http://purl.org/dc/terms/identifier> "birds" ;
    map:base "https://example.org/birds/" ; map:status pal:Alleged ; map:caseTitle "sighting {key}"@en ;
    map:factLabel "{column}: {label} ({certainty})"@en ; map:assumes "One bird."@en ; map:headerEnding "__x" ;
    map:marked "1" , "yes" ; map:unmarked "0" ; map:missing "-99" ; map:codeFile "codes.ttl" ;
    map:nodes ( :case :bird ) ;
    map:columns ( :trees :kinds :ringed :count :year :day :ring :judge :verdict :who :other :left ) .
:case a map:Node ; map:fragment "case" ; map:class pal:Case .
:bird a map:Node ; map:fragment "bird" ; map:class :Bird .

:kinds a map:CodeColumn ; map:header "Kinds" ; map:codes :kind ; map:separator "|" ; map:fragment "k" .
:trees a map:CodeColumn ; map:header "Trees" ; map:codes :tree ; map:separator "|" .
:ringed a map:FlagColumn ; map:header "is_ringed" ; map:code :ring-seen ; map:missing "?" .
:count a map:NumberColumn ; map:header "Count" ; rdfs:label "Head count" ; map:least 1 ; map:most 9 ;
    map:makes [ map:on "bird" ; map:property :count ] ,
        [ map:on "bird" ; map:property :seen ; skos:exactMatch :Sighting ; map:holds :number ; map:certainty "high" ;
          map:status pal:Established ] .
:year a map:YearColumn ; map:header "Year" ; map:on "case" ; map:property :year .
:day a map:DateColumn ; map:header "Day" ;
    map:makes [ map:on "case" ; map:property :day ] ,
        [ map:on "bird" ; map:property :nestedOn ; map:when [ map:column :kinds ; map:hasCode "nest" , "egg" ] ] .
:ring a map:TextColumn ; map:header "Ring number" ; map:identity true ; map:on "bird" ; map:property :ring .
:judge a map:CodeColumn ; map:header "Judge" ; rdfs:label "Ruling" ; map:codes :judges .
:verdict a map:CodeColumn ; map:header "Verdict" ; rdfs:label "Ruling" ; map:codes :verdicts ; map:sourceColumn :judge .
:who a map:CodeColumn ; map:header "Hunter" ; map:codes :hunters ; map:needs :kinds , :ringed .
:other a map:CodeColumn ; map:header "App" ; map:codes :apps ; map:separator "|" ; map:otherwise :another .
:left a map:IgnoredColumn ; map:header "Remark" ; map:otherHeader "Comment" ; rdfs:label "Day" ;
    skos:note "Free text."@en .
"""
CODES = """
@prefix map: <https://w3id.org/palermo/mapping#> .
@prefix pal: <https://w3id.org/palermo#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/map#> .

:nest a skos:Concept ; skos:inScheme :kind ; skos:notation "nest" ; skos:prefLabel "Nest"@en , "Nido"@it ;
    map:makes [ skos:broadMatch :Nesting ; map:on "bird" ; map:property :did ; map:certainty "medium" ;
            map:phase :Spring ] ,
        [ map:on "case" ; map:property :place ; map:value "tree" ] .
:roost a skos:Concept ; skos:inScheme :kind ; skos:notation "roost" ; skos:prefLabel "Roost"@en ;
    map:on "case" ; map:property :place ; map:value "tree" .
:oak a skos:Concept ; skos:inScheme :tree ; skos:notation "oak" ; skos:prefLabel "Oak"@en ;
    map:on "case" ; map:property :place ; map:value "tree" .
:ash a skos:Concept ; skos:inScheme :tree ; skos:notation "ash" ; skos:prefLabel "Ash"@en ;
    map:on "case" ; map:property :place ; map:value "tree" .
:egg a skos:Concept ; skos:inScheme :kind ; skos:notation "egg" , "eggs" ; skos:prefLabel "Egg"@en ;
    map:on "bird" ; map:property :did ; skos:exactMatch :Laying ; map:certainty "low" ;
    map:says [ map:property :atLeast ; map:value 1 ] .
:song a skos:Concept ; skos:inScheme :kind ; skos:notation "song" ; skos:prefLabel "Song"@en ;
    map:unmapped "A song is no nest."@en ; map:note "It sang."@en .
:ring-seen a skos:Concept ; skos:prefLabel "Ring"@en ;
    map:on "bird" ; map:property :bears ; skos:closeMatch :Ring ; map:certainty "high" .
:jury a skos:Concept ; skos:inScheme :judges ; skos:notation "C" ; skos:prefLabel "a jury"@en ; map:unmapped "Who."@en .
:rare a skos:Concept ; skos:inScheme :verdicts ; skos:notation "rare" ; skos:prefLabel "Rare"@en ;
    map:on "bird" ; map:property pal:labelling ; skos:exactMatch :Rarity ; map:certainty "high" .
:cat a skos:Concept ; skos:inScheme :hunters ; skos:notation "cat" ; skos:prefLabel "Cat"@en ; map:unmapped "Who."@en .
:merlin a skos:Concept ; map:status pal:Refuted ;
    skos:inScheme :apps ; skos:notation "Merlin" ; skos:prefLabel "Merlin"@en ;
    map:makes [ map:on "bird" ; map:property :by ; skos:exactMatch :App ; map:certainty "high" ] .
:another a skos:Concept ; skos:notation "another" ; skos:prefLabel "Another app"@en ;
    map:on "bird" ; map:property :by ; skos:exactMatch :App ; map:certainty "low" .
"""

Read = Callable[..., list[Record | Rejected | Told]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads one row (header and cells) with the map."""

    def reading(row: dict[str, str], **asked: bool) -> list[Record | Rejected | Told]:
        (tmp_path / "map.ttl").write_text(MAP, encoding="utf-8")
        (tmp_path / "codes.ttl").write_text(CODES, encoding="utf-8")
        filled = row if {"Remark", "Comment"} & set(row) else {**row, "Remark": "x"}  # a row that holds nothing is none
        lines = [",".join(f'"{cell}"' for cell in cells) for cells in (filled, filled.values())]
        (tmp_path / "Year 1.csv").write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
        found = read_records([str(tmp_path / "map.ttl")], str(tmp_path / "Year 1.csv"), Asked(**asked))
        return [item for item in found if not isinstance(item, Told)]

    return reading


def said(found: list[Record | Rejected | Told], node: str) -> set[tuple[str, Term]]:
    """What the one record says of a node, its class and the case's constant words left out."""
    [record] = found
    assert isinstance(record, Record)
    lines = record.encoded().splitlines()
    assert len(lines) == len(set(lines))
    assert set(lines) == set(record.case().encoded().splitlines())  # as bytes and as triples
    start = f"{record.document}#"
    return {
        (p.rpartition("#")[2].rpartition("/")[2], o.removeprefix(start) if isinstance(o, str) else o)
        for s, p, o in record.triples
        if s == start + node and (p.endswith("#type"), node) not in ((True, "case"), (True, "bird"))
        if not p.endswith(("/title", "/description"))
    }


def refusal(found: list[Record | Rejected | Told]) -> tuple[str, int | None, str, str]:
    [told] = found
    assert isinstance(told, Rejected)
    assert told.problem.code == "P613"
    return told.header, told.problem.column, told.value, told.problem.message


def english(text: str) -> Literal:
    return Literal(text, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en")


def fact(cls: str, label: str, status: str = "Alleged") -> set[tuple[str, Term]]:
    return {("type", EX + cls), ("label", english(label)), ("evidentialStatus", PAL + status)}


def test_names_and_titles_of_a_table_without_keys(read: Read) -> None:
    [record] = read({"Kinds": ""})
    assert isinstance(record, Record)
    assert record.iri == "https://example.org/birds/year-1/row/1#case"
    texts = {p.rpartition("/")[2]: o.lexical for s, p, o in record.triples if isinstance(o, Literal)}
    assert texts == {"title": "sighting 1", "description": "One bird."}
    assert said([record], "bird") == said([record], "case") == set()


def test_several_codes_in_a_cell(read: Read) -> None:
    found = read({"Kinds": " nest |eggs|song|nest| "})
    assert said(found, "bird") == {("did", "k-nest"), ("did", "k-egg")}
    assert said(found, "case") == {("place", Literal("tree"))}
    assert said(found, "k-nest") == {*fact("Nesting", "Kinds: Nest (medium)"), ("phase", EX + "Spring")}
    assert said(found, "k-egg") == {*fact("Laying", "Kinds: Egg (low)"), ("atLeast", Literal("1", XSD + "integer"))}
    [record] = found
    assert isinstance(record, Record)
    assert "One bird. It sang." in record.quads()


def test_what_two_codes_make_alike_is_said_once(read: Read) -> None:
    assert said(read({"Kinds": "roost|nest"}), "case") == {("place", Literal("tree"))}
    assert said(read({"Trees": "oak|ash|oak"}), "case") == {("place", Literal("tree"))}
    assert said(read({"App": "Merlin|Merlin"}), "bird") == {("by", "app-merlin")}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("nest|nets", "Kinds: no such code: nets; did you mean nest?"),
        ("NEST", "Kinds: no such code: NEST; did you mean nest?"),
        ("nest;egg", "Kinds: no such code: nest;egg; "),
        ("x" * 300, "Kinds: no such code: " + "x" * 59 + "…; the codes are those of the list, such as egg"),
    ],
)
def test_a_code_that_is_not_in_the_list(read: Read, cell: str, reason: str) -> None:
    header, column, value, message = refusal(read({"Remark": "", "Kinds": cell}))
    assert (header, column, value) == ("Kinds", 2, cell)
    assert message.startswith(f"record left out: {reason}")


def test_several_codes_where_one_is_wanted(read: Read) -> None:
    assert refusal(read({"Judge": "C;C"}))[3].endswith("no such code: C;C; the column holds one code a record")


def test_a_list_that_the_standard_lets_its_users_extend(read: Read) -> None:
    assert said(read({"App": "Merlin"}), "app-merlin") == fact("App", "App: Merlin (high)", "Refuted")
    found = read({"App": "eBird|Avis|Merlin"})
    assert said(found, "bird") == {("by", "app-another"), ("by", "app-merlin")}
    assert said(found, "app-another") == fact("App", "App: Another app (low)")


@pytest.mark.parametrize("cell", ["1", "yes", " 1 "])
def test_a_marked_flag(read: Read, cell: str) -> None:
    found = read({"is_ringed": cell})
    assert said(found, "bird") == {("bears", "is-ringed")}
    assert said(found, "is-ringed") == fact("Ring", "is_ringed: Ring (high)")


@pytest.mark.parametrize("cell", ["0", "?", "", " "])
def test_a_flag_that_is_not_marked_or_missing_says_nothing(read: Read, cell: str) -> None:
    assert said(read({"is_ringed": cell}), "bird") == set()


def test_a_flag_that_is_neither(read: Read) -> None:
    assert refusal(read({"is_ringed": "-99"}))[3] == "record left out: is_ringed: neither 1 nor yes nor 0: -99"
    assert said(read({"Kinds": "-99"}), "bird") == set()  # missing in every other column


@pytest.mark.parametrize(("cell", "number"), [("7", "7"), ("07", "7"), ("7.0", "7"), ("7.", "7"), (" 7 ", "7")])
def test_numbers(read: Read, cell: str, number: str) -> None:
    found = read({"Count": cell})
    value = Literal(number, XSD + "integer")
    assert said(found, "bird") == {("count", value), ("seen", "count-2")}
    assert said(found, "count-2") == {
        *fact("Sighting", "Head count: Head count (high)", "Established"), ("number", value)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Count": "0"}, "Count: less than 1: 0"),
        ({"Count": "10"}, "Count: more than 9: 10"),
        ({"Count": "7.5"}, "Count: not a whole number: 7.5"),
        ({"Count": "1e1"}, "Count: not a whole number: 1e1"),
        ({"Count": "٧"}, "Count: not a whole number: ٧"),
        ({"Count": "9999999999"}, "Count: not a whole number: 9999999999"),
        ({"Year": "19"}, "Year: not a year of four digits: 19"),
        ({"Year": "3019"}, "Year: not a year of four digits: 3019"),
        ({"Day": "2019-02-29"}, "Day: not a day written as 2020-01-31: 2019-02-29"),
        ({"Day": "31.12.2019"}, "Day: not a day written as 2020-01-31: 31.12.2019"),
        ({"Day": "2019-02-28T12:30"}, "Day: not a day written as 2020-01-31: 2019-02-28T12:30"),
        ({"Day": "2019-W01-1"}, "Day: not a day written as 2020-01-31: 2019-W01-1"),
        ({"Kinds": "n\udce9st"}, "Kinds: not UTF-8 text: save the table as UTF-8"),
        ({"Kinds": "n\0st"}, "Kinds: a NUL byte in the cell: this is damaged text"),
        ({"Hunter": "cat"}, "Hunter speaks of somebody else than the person of the record: nothing stands in any of"),
        ({"Hunter": "cat", "Kinds": " "}, "Hunter speaks of somebody else than the person of the record"),
    ],
)
def test_what_cannot_be_taken(read: Read, row: dict[str, str], reason: str) -> None:
    assert refusal(read(row))[3].startswith(f"record left out: {reason}")


def test_years_and_days(read: Read) -> None:
    found = read({"Year": "2019.0", "Day": "2019-02-28 00:00:00"})
    day = Literal("2019-02-28", XSD + "date")
    assert said(found, "case") == {("year", Literal("2019", XSD + "gYear")), ("day", day)}
    assert said(found, "bird") == set()


@pytest.mark.parametrize(("kinds", "nested"), [("nest", 1), ("song|eggs", 0), ("egg|song", 1), ("song", 0), ("", 0)])
def test_what_depends_on_a_code_beside_it(read: Read, kinds: str, nested: int) -> None:
    found = said(read({"Day": "2019-02-28", "Kinds": kinds}), "bird")
    assert sum(name == "nestedOn" for name, _ in found) == nested


def test_a_condition_on_a_column_that_the_table_lacks_does_not_hold(read: Read) -> None:
    assert said(read({"Day": "2019-02-28"}), "bird") == set()


def test_a_label_is_a_claim_with_its_source(read: Read) -> None:
    found = read({"Verdict": "rare", "Judge": " C "})
    label = {("type", PAL + "Labelling"), ("as", EX + "Rarity"), ("label", english("Ruling: Rare (high)"))}
    assert said(found, "verdict-rare") == {*label, ("source", Literal("a jury"))}
    assert said(read({"Verdict": "rare", "Judge": ""}), "verdict-rare") == label
    assert said(read({"Verdict": "rare"}), "verdict-rare") == label


def test_a_record_of_somebody_else_is_told_from_one_that_is_not(read: Read) -> None:
    assert said(read({"Hunter": "cat", "Kinds": "", "is_ringed": "0"}), "bird") == set()


def test_identity_is_read_only_where_it_is_asked_for(read: Read) -> None:
    assert said(read({"Ring number": "R-7"}), "bird") == set()
    assert said(read({"Ring number": "R-\udce9"}), "bird") == set()
    assert said(read({"Ring number": "R-7"}, identity=True), "bird") == {("ring", Literal("R-7"))}


def test_a_value_that_identifies_is_withheld(read: Read) -> None:
    header, _, value, message = refusal(read({"Ring number": "R-\udce9"}, identity=True))
    assert (header, value) == ("Ring number", "(withheld)")
    assert "R-" not in message


def test_what_stands_in_an_ignored_column_does_not_matter(read: Read) -> None:
    assert said(read({"Comment": "caf\udce9\0", "Kinds": ""}), "bird") == set()


@pytest.mark.parametrize("header", ["kinds", " KINDS ", "Kinds__x", "Head count", "HEAD-COUNT", "count"])
def test_headers_may_differ_in_small_things(read: Read, header: str) -> None:
    [record] = read({header: "" if "inds" in header.lower() else "3"})
    assert isinstance(record, Record)


def test_what_a_header_says_goes_before_what_a_label_says(read: Read) -> None:
    assert [name for name, _ in said(read({"day": "2019-02-28"}), "case")] == ["day"]
    unknown, _ = read({"Ruling": "rare", "Year": "2019"})  # the label of two columns
    assert isinstance(unknown, Rejected)
    assert unknown.problem.code == "P612"


def test_every_fault_of_a_record_is_told_in_the_order_of_the_table(read: Read) -> None:
    found = read({"Year": "x", "Kinds": "y", "Count": "z", "Remark": "w"})
    assert [(item.header, item.problem.column) for item in found if isinstance(item, Rejected)] == [
        ("Year", 1), ("Kinds", 2), ("Count", 3),
    ]  # fmt: skip
    assert len(found) == 3


def test_an_unknown_column_is_told_with_the_nearest(read: Read) -> None:
    told, record = read({"Kindz": "nest", "Year": "2019"})
    assert isinstance(told, Rejected)
    assert (told.problem.code, told.problem.line, told.problem.column) == ("P612", 1, 1)
    assert told.problem.message == "no column of birds, and left out of the cases: Kindz; the nearest is Kinds"
    assert said([record], "case") == {("year", Literal("2019", XSD + "gYear"))}
