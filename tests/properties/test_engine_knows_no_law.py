"""The engine knows no law: with every other name of rulebook and cases renamed at random, it says the same.

Two kinds of bijection are tried. One keeps the order of names: then every list must come out the same, in order, since
the engine sorts facts, persons and what is missing by name. The other does so only where names break ties: for the
nodes of cases and the identifiers of elements (of two conducts with as few missing elements, the one whose list comes
first in the alphabet is reported, then the one whose IRI does) and of definitions (a label under an instrument that has
no definition of it is tested by the first that it has). Then each list is compared as a set, since the order within it
goes by names that were changed.
"""

from functools import cache
from pathlib import Path

import pytest
from law_words import Found, Law, law_in, read_law
from material import ROOT, Collection, collections
from renamed_findings import findings, same_but_for_order, under
from renaming import Bijection, bijection, n_quads, renamed_packs, rulebook_of

from palermo.findings import CaseFindings
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case

IN_ORDER, ANY_ORDER = (1, 2), (3, 4, 5)
SEEDS = [*((seed, True) for seed in IN_ORDER), *((seed, False) for seed in ANY_ORDER)]


@cache
def renamed(index: int, seed: int, in_order: bool) -> tuple[Bijection, Rulebook, tuple[Case, ...]]:
    """A bijection, and one of the collections under it."""
    packs, _, cases = collections()[index]
    names = bijection(packs, cases, seed, in_order=in_order)
    return names, rulebook_of(renamed_packs(packs, names)), tuple(map(names.case, cases))


def pairs(seed: int, in_order: bool) -> list[tuple[Collection, Bijection, Rulebook, Case, Case]]:
    """Every case, as it is and renamed, with what it is judged by."""
    found = []
    for index, collection in enumerate(collections()):
        names, book, cases = renamed(index, seed, in_order)
        found += [(collection, names, book, old, new) for old, new in zip(collection.cases, cases, strict=True)]
    return found


def same(a: object, b: object, in_order: bool) -> bool:
    return a == b if in_order else same_but_for_order(a, b)


def test_the_bijection_leaves_only_what_is_the_engines_own() -> None:
    packs, _, cases = collections()[0]
    names, _, renamed_cases = renamed(0, 1, True)
    for table in (names.iris, names.ids):
        assert len(set(table.values())) == len(table)
    assert len(names.iris) > 500
    assert len(names.ids) > 100
    text = b"".join(source.text for pack in renamed_packs(packs, names) for source in pack.sources)
    assert not [iri for iri in names.iris if f"<{iri}>".encode() in text]
    assert all(old.triples != new.triples for old, new in zip(cases, renamed_cases, strict=True))


@pytest.mark.parametrize(("seed", "in_order"), SEEDS)
def test_findings_are_the_same_up_to_the_renaming(seed: int, in_order: bool) -> None:
    for collection, names, book, old, new in pairs(seed, in_order):
        expected = under(findings(collection.rulebook, old), names)
        assert isinstance(expected, CaseFindings)
        assert same(findings(book, new), expected, in_order), f"{old.iri} in {old.file}"


@pytest.mark.parametrize(("seed", "in_order"), [SEEDS[0], SEEDS[-1]])
def test_quality_is_the_same_up_to_the_renaming(seed: int, in_order: bool) -> None:
    for collection, names, book, old, new in pairs(seed, in_order):
        expected = under(collection.rulebook.validate(old), names)
        assert same(book.validate(new), expected, in_order), f"{old.iri} in {old.file}"


@pytest.mark.parametrize(("seed", "in_order"), [SEEDS[0], SEEDS[-1]])
def test_explanations_are_the_same_up_to_the_renaming(seed: int, in_order: bool) -> None:
    for collection, names, book, old, new in pairs(seed, in_order):
        for person in findings(collection.rulebook, old).persons:
            for definition in collection.rulebook.chosen(("all",), True):
                expected = under(collection.rulebook.explain(old, person.person, definition), names)
                found = book.explain(new, names.iri(person.person), names.id(definition))
                assert same(found, expected, in_order), f"{old.iri} in {old.file}"


@pytest.mark.parametrize(("seed", "in_order"), [SEEDS[0], SEEDS[-1]])
def test_inference_is_the_same_up_to_the_renaming(seed: int, in_order: bool) -> None:
    for collection, names, book, old, new in pairs(seed, in_order):
        for view in ("established", "alleged"):
            expected = {names.triple(triple) for triple in collection.rulebook.infer(old, view)}
            assert set(book.infer(new, view)) == expected, f"{old.iri} in {old.file}"


@pytest.mark.parametrize(("seed", "in_order"), [SEEDS[0], SEEDS[-1]])
def test_renamed_cases_pass_the_gates(seed: int, in_order: bool, tmp_path: Path) -> None:
    for index, collection in enumerate(collections()):
        _, book, cases = renamed(index, seed, in_order)
        file = tmp_path / f"{index}.nq"
        file.write_bytes(n_quads(cases))
        read = list(read_cases([str(file)], book.vocabulary))
        assert all(isinstance(item, Case) for item in read), [item for item in read if not isinstance(item, Case)]
        found = {item.iri: set(item.triples) for item in read if isinstance(item, Case)}
        assert found == {case.iri: set(case.triples) for case in cases}
        assert len(read) == len(collection.cases)


# --- no name of the law in Python


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(ROOT)


def sources() -> list[Path]:
    return [path for folder in ("engine", "cli") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_name_of_a_legal_concept_stands_in_python(law: Law) -> None:
    found: list[str] = []
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        hits = law_in(path.read_text(encoding="utf-8"), where, law)
        found += [f"{where}:{hit.line}: {hit.word!r} ({hit.of})" for hit in hits]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        ('X = PAL + "Deception"', "Deception"),
        ('if cls.endswith("#ForcedLabourOrServices"): pass', "ForcedLabourOrServices"),
        ('if card.id == "un-protocol-2000": pass', "un-protocol-2000"),
        ("def is_recruitment(fact): pass", "recruitment"),
        ("class BrothelRule: pass", "brothel"),
        ('say(f"{person} was kept in servitude")', "servitude"),
        ("record.exchanged = 1", "exchanged"),
        ('if region == "s-m-e": pass', "s-m-e"),
        ('QUIET = {"Q306"}', "Q306"),
        ('match element:\n    case "means":\n        pass', "means"),
        ("call(coercion=True)", "coercion"),
        ("from palermo.trafficking import x", "trafficking"),
        ("for victim in persons:\n    pass", "victim"),
    ],
)
def test_a_planted_name_is_found(law: Law, planted: str, word: str) -> None:
    hits = law_in(planted, "engine/palermo/planted.py", law)
    assert Found(hits[0].line, word, hits[0].of) in hits


def test_what_the_engine_may_know_is_not_found(law: Law) -> None:
    innocent = '"""Such as a deception."""\nfrom palermo.names import CONDUCT\nif "Child" in kinds: outcome = "alleged"'
    assert law_in(innocent, "engine/palermo/innocent.py", law) == []
