"""Broken Turtle is told fault by fault, what is sound of it is kept, and nothing is told twice."""

import random
from collections.abc import Callable
from types import ModuleType

import pytest

from palermo.check import Diagnostic, check_packs
from palermo.compile.packs import Pack, Source, read_packs
from palermo.read.turtle import tokens

Check = Callable[[str], tuple[Diagnostic, ...]]
TERM = """
:Trick a owl:Class ; rdfs:subClassOf pal:Deception ; rdfs:label "trick"@en ;
    skos:definition "A kind of deception."@en ; dct:source :source .
:source a eli:LegalResource ; rdfs:label "Example Act"@en .
"""


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    return [(one.code, one.place.line) for one in found]


def test_a_sound_pack_is_told_nothing(small: Check) -> None:
    assert small(TERM) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TERM + ":a rdfs:label ; .\n:b :c .\n", [("K101", 18), ("K101", 19)], id="two statements"),
        pytest.param(TERM.replace("owl:Class ;", "owl:Class"), [("K101", 15)], id="a semicolon"),
        pytest.param(TERM.replace(":source .\n:s", ":source\n:s"), [("K101", 16)], id="a full stop"),
        pytest.param(TERM.replace('"trick"@en', '"trick@en'), [("K101", 15)], id="a quotation mark"),
        pytest.param(TERM.replace("pal:Deception", "<pal Deception>"), [("K101", 15)], id="an IRI with a space"),
        pytest.param(TERM.replace("pal:Deception", "<Deception>"), [("K101", 15)], id="an IRI without scheme"),
        pytest.param(TERM.replace("pal:Deception", "pall:Deception"), [("K108", 15)], id="a prefix misspelt"),
        pytest.param(TERM.replace("pal:Deception", "foaf:Deception"), [("K108", 15)], id="a prefix not declared"),
        pytest.param(TERM + ":x :y << :a :b :c >> .\n", [("K101", 18)], id="a triple in a triple"),
        pytest.param(TERM + ":x :y " + "[ :y " * 101 + "1" + "]" * 101 + " .\n", [("K101", 18)], id="too deep"),
        pytest.param("@prefix rdfs: <http://example.org/a b#> .\n" + TERM, [("K101", 14)], id="a directive"),
        pytest.param("@prefix rdfs: <https://example.org/rdfs#> .\n" + TERM, [("K104", 14), ("K106", 14)], id="taken"),
        pytest.param("@prefix s: <http://www.w3.org/2004/02/skos/core> .\n" + TERM + ":source s:note 'x'@en .",
                     [("K105", 14)], id="a sign lost"),
    ],
)  # fmt: skip
def test_a_fault_is_told_once(small: Check, text: str, expected: list[tuple[str, int]]) -> None:
    assert told(small(text)) == expected


def test_what_is_no_text() -> None:
    (core,) = read_packs(())
    for content in (b"\xef\xbb\xbf# x", "caf\xe9".encode("latin-1"), b"PK\x03\x04", b"a\0b"):
        (found,) = check_packs([Pack("p", (Source("p/ontology/p.ttl", content, "ontology"),))], core)
        assert found.code == "K102"


def test_a_slip_in_a_predicate_is_not_told_as_what_is_missing(small: Check) -> None:
    text = TERM.replace("skos:definition", "skos:defintion").replace("rdfs:label", "rdfs:lable")
    assert told(small(text)) == [("K202", 15), ("K202", 16)]


def test_whatever_is_done_to_a_pack_is_told_without_a_crash(pages: ModuleType) -> None:
    """Random slips, of letters and of whole words. Nothing that is called sound is refused by the compiler, which the
    check asks itself; here it is that nothing goes wrong in telling."""
    chance = random.Random(20300131)
    (core,) = read_packs(())
    files = {path: text for path, text in pages.law().items() if path.endswith(".ttl") and not path.startswith("cases")}
    for _ in range(25):
        changed = dict(files)
        path = chance.choice(sorted(files))
        for _ in range(chance.choice((1, 1, 2, 5))):
            changed[path] = slipped(changed[path], chance)
        sources = tuple(Source(name, text.encode(), name.partition("/")[0]) for name, text in changed.items())
        for found in check_packs([Pack("law", sources)], core):
            assert found.message
            assert "{" not in found.message.replace("{{", "") or "{" in changed[path]


def slipped(text: str, chance: random.Random) -> str:
    words = list(tokens(text))
    word, other = chance.choice(words), chance.choice(words)
    at, end = word.offset, word.offset + len(word.text)
    place = chance.randrange(len(text))
    return chance.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + chance.choice("[](){};,.<>\"'@^\\:# \n_a1") + text[place:],
            text[:at] + text[end:],
            text[:at] + other.text + text[end:],
            text[:at] + word.text + " " + text[at:],
        )
    )
