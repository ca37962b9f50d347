"""A rulebook: what it holds, which definitions are chosen, its texts; and that it knows no law of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.compile.refused import Refused
from palermo.names import PAL
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.split.case import Case

EX = "https://example.org/t#"
MY = "https://example.org/my#"
LAW = "https://w3id.org/palermo/law/"
CaseOf = Callable[[str], Case]


def test_the_core(core: Rulebook) -> None:
    """Its packs, definitions and digest."""
    assert core.packs == ("core",)
    assert [d.id for d in core.definitions][:2] == ["un-protocol-2000", "un-protocol-2000-sexual"]
    protocol = core.definitions[0]
    assert protocol.concludes == PAL + "TraffickingInPersons"
    assert protocol.in_force_from == "2003-12-25"
    assert protocol.default
    assert [(core.elements[e].id, on_conduct) for e, on_conduct in protocol.elements] == [
        ("act", True),
        ("means", True),
        ("purpose", True),
    ]
    assert [c.id for c in core.circles] == ["sexual-services", "mobility", "exploitation"]
    assert core.digest
    assert repr(core).startswith("Rulebook(packs=('core',)")


def test_packs_come_after_the_core(pack: Callable[..., str]) -> None:
    """In the order given, by the names of their folders."""
    one, other = pack("my:A a owl:Class .", name="one"), pack("my:B a owl:Class .", name="other")
    found = Rulebook.load([one + "/", other], cache=False)
    assert found.packs == ("core", "one", "other")
    assert {MY + "A", MY + "B"} <= found.vocabulary.classes.keys()


def test_a_pack_that_is_none(tmp_path: Path) -> None:
    """Missing, empty, or a file."""
    with pytest.raises(Refused, match="no such pack"):
        Rulebook.load([str(tmp_path / "nowhere")], cache=False)
    with pytest.raises(Refused, match="not a pack; it needs a folder ontology/ or shapes/"):
        Rulebook.load([str(tmp_path)], cache=False)
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="no such pack"):
        Rulebook.load([str(tmp_path / "file")], cache=False)


def test_nothing_is_fetched(pack: Callable[..., str]) -> None:
    """``owl:imports`` of a pack names a document; it is not asked for, and the pack is refused."""
    with pytest.raises(Refused, match="nothing is fetched") as caught:
        Rulebook.load([pack("my:o a owl:Ontology ; owl:imports <http://127.0.0.1:9/never> .")], cache=False)
    assert caught.value.problem.code == "P313"


# --- which definitions


def test_chosen(core: Rulebook) -> None:
    """The default ones for none; all for ``all``; else those asked for, each once, in the order asked."""
    both = ("un-protocol-2000", "un-protocol-2000-sexual")
    assert core.chosen() == both[:1]
    assert core.chosen(["all"]) == tuple(d.id for d in core.definitions if d.verified)
    assert core.chosen(["all"], True) == tuple(d.id for d in core.definitions)
    assert core.chosen([*reversed(both), both[0]]) == tuple(reversed(both))


def test_an_unknown_definition(core: Rulebook) -> None:
    """With the nearest known one, or all where none is near."""
    with pytest.raises(PalermoError, match='did you mean "un-protocol-2000"') as caught:
        core.chosen(["un-protocol-200"])
    assert caught.value.problem.code == "P320"
    with pytest.raises(PalermoError, match="there are un-protocol-2000, un-protocol-2000-sexual"):
        core.chosen(["xyz"])


def test_an_unknown_definition_beside_all(core: Rulebook) -> None:
    """It is a mistake there too."""
    with pytest.raises(PalermoError):
        core.chosen(["all", "un-protocol-200"])


def test_findings_come_in_the_order_asked(core: Rulebook, case_of: CaseOf) -> None:
    """One finding a definition."""
    case = case_of(":case a pal:Case ; pal:concerns :x .")
    asked = ("un-protocol-2000-sexual", "un-protocol-2000")
    assert tuple(f.definition for f in core.classify(case, asked).persons[0].findings) == asked


# --- texts


def test_texts(core: Rulebook) -> None:
    """Labels, definitions, messages, wording, citations; what has none is named by the end of its IRI."""
    assert core.label(PAL + "Case") == "case"
    assert core.label(EX + "Nothing") == "Nothing"
    assert core.text(PAL + "Case").startswith("A situation under examination")
    assert core.text(EX + "Nothing") == core.wording("no such wording") == ""
    assert core.wording("caveat")
    assert core.message("https://w3id.org/palermo/shapes#remark-open-list").startswith("The only purpose")
    assert LAW + "un-protocol-2000-art-3-a" in core.citations(PAL + "Deception")
    assert core.instrument(LAW + "un-protocol-2000-art-3-a") == LAW + "un-protocol-2000"
    assert core.instrument(EX + "nothing") is None


def test_languages(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    """A text that is missing in a language is given in English, else as it is."""
    rulebook = rulebook_with(
        "my:A a owl:Class ; rdfs:label 'a'@en , 'una'@it . my:B a owl:Class ; rdfs:label 'b' . "
        "my:C a owl:Class ; rdfs:label 'ce'@fr .",
        "my:r a pal:Remark , sh:NodeShape ; dct:identifier 'r' ; sh:class pal:Adult ; sh:message 'yes'@en , 'sì'@it .",
    )
    assert [rulebook.label(MY + "A", lang) for lang in ("it", "en", "de")] == ["una", "a", "a"]
    assert (rulebook.label(MY + "B", "it"), rulebook.label(MY + "C", "it")) == ("b", "ce")
    case = case_of(
        ":case pal:concerns :x ; dct:title 'A case'@en , 'Un caso'@it . :x a pal:Adult ; rdfs:label 'L'@fr ."
    )
    found = rulebook.classify(case, lang="it")
    assert found.label == "Un caso"
    assert found.persons[0].label == "L"
    assert "sì" in [r.text for r in found.persons[0].remarks]


def test_what_is_not_encoded(core: Rulebook) -> None:
    """Listed by definition, each with a text."""
    entries = core.not_encoded("un-protocol-2000")
    assert entries
    assert all(core.label(e.text_of) or core.text(e.text_of) for e in entries)
    assert core.not_encoded("no such definition") == ()


def test_indicators_of_a_class(core: Rulebook) -> None:
    """The reverse of ``pal:indicates``."""
    found = core.indicated_by(PAL + "Coercion")
    assert found
    assert list(found) == sorted(found)


# --- quality shapes


def test_validate(core: Rulebook, case_of: CaseOf) -> None:
    """As written, before anything follows; violations first, in a fixed order."""
    good = case_of(":case a pal:Case ; dct:title 'c'@en ; pal:concerns :x . :x a pal:Person ; rdfs:label 'p'@en .")
    assert [r for r in core.validate(good) if r.severity == "violation"] == []
    bad = case_of(":case a pal:Case . :x a pal:Person ; pal:act :a ; pal:ageAtTime 3 , 4 . :a a pal:Recruitment .")
    results = core.validate(bad)
    assert results == core.validate(bad._replace(triples=tuple(reversed(bad.triples))))
    severities = [r.severity for r in results]
    assert severities[0] == "violation"
    assert severities == sorted(severities, key=["violation", "warning", "info"].index)
    assert all(r.message and r.code.startswith("Q") for r in results)


def test_a_sparql_shape_of_a_pack(rulebook_with: Callable[..., Rulebook], case_of: CaseOf) -> None:
    """Quality shapes may use SHACL-SPARQL; a full processor runs them on the case."""
    pytest.importorskip("pyshacl")
    rulebook = rulebook_with(
        "",
        "my:q a sh:NodeShape ; sh:targetClass pal:Person ; dct:identifier 'X1' ; sh:severity sh:Warning ; sh:sparql "
        "[ sh:message 'odd'@en ; sh:select 'SELECT $this WHERE { $this <https://example.org/my#odd> true }' ] .",
    )
    (result,) = (
        r for r in rulebook.validate(case_of(":x a pal:Person ; my:odd true . :y a pal:Person .")) if r.code == "X1"
    )
    assert (result.focus, result.message, result.severity) == (EX + "x", "odd", "warning")


# --- a rulebook about something else

REFUGEE = """
my:Fear a pal:Element , sh:PropertyShape ; dct:identifier 'fear' ; sh:order 1 ; sh:path my:fears ;
    sh:qualifiedValueShape [ sh:class my:Persecution ] ; sh:qualifiedMinCount 1 .
my:Abroad a pal:Element , sh:PropertyShape ; dct:identifier 'abroad' ; sh:order 2 ; sh:path my:outside ;
    sh:qualifiedValueShape [ sh:class my:Country ] ; sh:qualifiedMinCount 1 .
my:refugee a pal:Definition , sh:NodeShape ; dct:identifier 'refugee' ; pal:defaultDefinition true ;
    pal:concludes my:Refugee ; sh:property my:Fear , my:Abroad .
"""
TERMS = """
pal:Fact a owl:Class . pal:Person a owl:Class . my:Country a owl:Class ; rdfs:subClassOf pal:Fact .
my:Persecution a owl:Class ; rdfs:subClassOf pal:Fact . my:Threat a owl:Class ; rdfs:subClassOf my:Persecution .
my:fears a owl:ObjectProperty ; rdfs:range pal:Fact . my:outside a owl:ObjectProperty .
"""


@pytest.mark.parametrize(
    ("record", "outcome", "missing"),
    [
        (":x my:fears [ a my:Threat ] ; my:outside [ a my:Country ] .", "established", ()),
        (
            ":x my:fears [ a my:Threat ; pal:evidentialStatus pal:Alleged ] ; my:outside [ a my:Country ] .",
            "alleged",
            (),
        ),
        (":x my:fears [ a my:Threat ] .", "not-established", ("abroad",)),
        (
            ":x my:fears [ a my:Persecution ; pal:evidentialStatus pal:Refuted ] ; my:outside [ a my:Country ] .",
            "excluded",
            ("fear",),
        ),
    ],
)
def test_a_rulebook_about_something_else(
    alone: Callable[..., Rulebook], case_of: CaseOf, record: str, outcome: str, missing: tuple[str, ...]
) -> None:
    """Elements asked of the person, no conduct, no diagram, none of the core's terms: the same engine."""
    rulebook = alone(TERMS, REFUGEE)
    (one,) = rulebook.classify(case_of(":case pal:concerns :x . :x a pal:Person . " + record)).persons
    (found,) = one.findings
    assert (found.definition, found.outcome, found.missing, found.conduct) == ("refugee", outcome, missing, None)
    assert [e.element for e in found.elements] == ["fear", "abroad"]
    assert {e.element for e in found.elements if e.outcome == "established"} >= {"abroad"} - set(missing)


def test_elements_are_sorted_and_each_definition_has_its_own(alone: Callable[..., Rulebook]) -> None:
    """By ``sh:order``, then by identifier."""
    (card,) = alone(TERMS, REFUGEE).definitions
    assert card.elements == ((MY + "Fear", False), (MY + "Abroad", False))


# --- the package itself


def test_the_package_s_own_names() -> None:
    """What ``import palermo`` offers, each documented."""
    palermo = pytest.importorskip("palermo")
    if not getattr(palermo, "__file__", None):
        pytest.skip("palermo/__init__.py is not there yet")
    for name in ("Rulebook", "read_cases"):
        assert getattr(palermo, name).__doc__
