"""The packs among the examples: sound, met in all that their cases expect, by both engines, and known to no program."""

import re
from pathlib import Path

import pytest

from palermo.compile.packs import CORE, open_packs, read_triples
from palermo.expectations import trial
from palermo.names import IDENTIFIER, LABEL
from palermo.pipeline import Judge, ReferenceJudge
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, local_name

ROOT = Path(__file__).resolve().parents[1]
PACKS = sorted(path.parent for path in (ROOT / "examples" / "packs").glob("*/cases"))
LAW, OTHER = "es-cp-177-bis", "refugee-1951"


def folder(name: str) -> str:
    return str(ROOT / "examples" / "packs" / name)


@pytest.fixture(scope="module", params=PACKS, ids=lambda path: path.name)
def pack(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="module")
def book(pack: Path) -> Rulebook:
    return Rulebook.load([str(pack)], cache=False)


def test_there_are_both() -> None:
    assert [path.name for path in PACKS] == [LAW, OTHER]


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_what_its_cases_expect_is_met(pack: Path, book: Rulebook, engine: str) -> None:
    judge: Judge = book if engine == "compiled" else ReferenceJudge(book, [str(pack)])
    found = trial(book, judge, [str(pack / "cases")])
    assert found.problems == found.unmet == ()
    assert found.expectations >= 8


def own(book: Rulebook, pack: Path) -> list[str]:
    """The definitions of a pack itself."""
    return [card.id for card in book.definitions if card.iri.startswith(f"https://example.org/packs/{pack.name}#")]


def told(judge: Judge, case: Case, definitions: list[str]) -> list[object]:
    """Findings, but for the sentence on where definitions part, which the reference leaves out."""
    return [
        person._replace(divergences=tuple(d._replace(text="") for d in person.divergences))
        for person in judge.classify(case, definitions).persons
    ]


def test_engine_and_reference_agree_on_every_finding(pack: Path, book: Rulebook) -> None:
    reference = ReferenceJudge(book, [str(pack)])
    every = sorted({*book.chosen(), *own(book, pack)})
    for case in read_cases([str(pack / "cases")], book.vocabulary):
        assert isinstance(case, Case), case
        assert told(book, case, every) == told(reference, case, every), case.iri


def test_no_quality_shape_complains_of_its_cases(pack: Path, book: Rulebook) -> None:
    for case in read_cases([str(pack / "cases")], book.vocabulary):
        assert isinstance(case, Case), case
        assert book.validate(case) == (), case.iri


def test_each_of_its_definitions_is_met_and_missed_by_a_case(pack: Path, book: Rulebook) -> None:
    """And each of its elements is what some case misses, or what some case has."""
    ids = own(book, pack)
    assert ids
    found = [
        finding
        for case in read_cases([str(pack / "cases")], book.vocabulary)
        if isinstance(case, Case)
        for person in book.classify(case, ids).persons
        for finding in person.findings
    ]
    for id_ in ids:
        outcomes = {finding.outcome for finding in found if finding.definition == id_}
        assert {"established", "not-established"} <= outcomes
        for element in {e.element for f in found if f.definition == id_ for e in f.elements}:
            had = {e.outcome for f in found if f.definition == id_ for e in f.elements if e.element == element}
            assert {"established", "not-established"} <= had, element


def test_a_national_law_is_two_files() -> None:
    files = [path for path in Path(folder(LAW)).rglob("*.ttl") if path.parent.name != "cases"]
    assert [path.parent.name for path in sorted(files)] == ["ontology", "shapes"]
    book = Rulebook.load([folder(LAW)], cache=False)
    assert {"un-protocol-2000", LAW} <= {card.id for card in book.definitions}
    assert LAW not in book.chosen(["all"])
    assert LAW in book.chosen(["all"], True)


def test_the_rulebook_of_another_field_holds_nothing_of_trafficking() -> None:
    core, own = open_packs([folder(OTHER)])
    names = {Path(source.path).name for source in core.sources}
    assert {"case.ttl", "case-quality.ttl", "findings.ttl"} <= names
    assert not {"facts.ttl", "protocol.ttl", "overlap.ttl", "elements.ttl", "remarks.ttl", "facts-quality.ttl"} & names
    book = Rulebook.load([folder(OTHER)], cache=False)
    assert [card.id for card in book.definitions] == [OTHER]
    assert book.chosen() == (OTHER,)
    assert book.circles == book.categories == book.divergences == ()
    texts = [o.lexical for pack in (core, own) for _, (_, _, o) in read_triples(pack) if isinstance(o, Literal)]
    assert not [text for text in texts if re.search("traffick|prostitut|un-protocol", text, re.IGNORECASE)]


def test_both_beside_each_other() -> None:
    """A pack without imports brings the whole core; each definition is then one of several."""
    book = Rulebook.load([folder(LAW), folder(OTHER)], cache=False)
    assert book.packs == (CORE, LAW, OTHER)
    assert book.chosen() == ("un-protocol-2000", OTHER)
    case = next(iter(read_cases([folder(OTHER) + "/cases/01-journalist.ttl"], book.vocabulary)))
    assert isinstance(case, Case)
    outcomes = {f.definition: f.outcome for f in book.classify(case).persons[0].findings}
    assert outcomes == {"un-protocol-2000": "not-established", OTHER: "established"}


def test_no_program_names_what_a_pack_has() -> None:
    """Neither its terms nor its identifiers nor its labels stand in engine or command line."""
    words: set[str] = set()
    for path in PACKS:
        for _, (s, p, o) in read_triples(open_packs([str(path)])[-1]):
            if s.startswith("https://example.org/"):
                words.add(local_name(s))
                words.update([o.lexical] if p in (IDENTIFIER, LABEL) and isinstance(o, Literal) else [])
    names = {word for word in words if re.search(r"[A-Z].*[a-z].*[A-Z]|[- ]", word) and "." not in word}
    assert len(names) > 60
    code = "".join(p.read_text(encoding="utf-8") for d in ("engine", "cli") for p in sorted((ROOT / d).rglob("*.py")))
    core = "".join(p.read_text(encoding="utf-8") for d in ("ontology", "shapes") for p in (ROOT / d).rglob("*.ttl"))
    common = {"not-encoded", "in force"}
    assert sorted(w for w in names - common if w not in core and re.search(rf"\b{re.escape(w)}\b", code)) == []
    assert "refugee" not in code.lower()
