"""``owl:imports`` by a local catalogue: what of the core a rulebook holds, and what is refused."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.compile.imports import Header, catalogue, closure, header_of
from palermo.compile.packs import CORE, ONTOLOGY, SHAPES, Pack, Source, open_packs, read_triples
from palermo.compile.refused import Refused
from palermo.rulebook import Rulebook

HOME = "https://w3id.org/palermo/"
QUALITY = f"<{HOME}shapes/case-quality>"
WriteParts = Callable[..., str]


@pytest.fixture(scope="module")
def whole() -> Pack:
    """The core."""
    return open_packs(())[0]


@pytest.fixture(scope="module")
def headers(whole: Pack) -> dict[str, Header]:
    """The headers of the core's files, read whole, by file name within the core."""
    return {_short(source): header_of(source) for source in whole.sources}


def _short(source: Source) -> str:
    """``ontology/case.ttl`` and the like."""
    path = source.path.replace(os.sep, "/")
    return path[path.rindex(f"/{source.part}/") + 1 :]


def of_core(packs: tuple[Pack, ...]) -> set[str]:
    """The core's files in a rulebook."""
    return {_short(source) for pack in packs if pack.name == CORE for source in pack.sources}


# --- the core's own headers


def test_each_file_of_the_core_is_called_after_its_place(headers: dict[str, Header]) -> None:
    """One ontology a file; that of an instrument is called without the folder it stands in."""
    assert len(headers) >= 15
    for name, header in headers.items():
        assert header.names == (HOME + name.removesuffix(".ttl").replace("/instruments/", "/"),), name


def test_headers_come_first_so_that_the_rest_need_not_be_read(headers: dict[str, Header]) -> None:
    for name, header in headers.items():
        assert header_of(header.source, first=True) == header, name


def test_imports_of_the_core_are_found_and_run_in_no_circle(headers: dict[str, Header]) -> None:
    known = catalogue(headers.values())
    for name, header in headers.items():
        for iri in header.imports:
            assert name not in {_short(inner.source) for inner in closure(known[iri], known)}, iri


def _named(source: Source) -> Iterator[tuple[bool, str]]:
    """The project's own names in a file, each with whether something is said of it there."""
    for quad in pyoxigraph.parse(source.text, format=pyoxigraph.RdfFormat.TURTLE):
        header = quad.predicate.value.startswith("http://purl.org/dc/terms/isPartOf")
        for at, term in enumerate((quad.subject, quad.predicate, quad.object)):
            if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(HOME[:-1]) and not header:
                yield at == 0, term.value


def test_what_a_file_speaks_of_is_within_its_imports(headers: dict[str, Header]) -> None:
    """So nothing dangles in a rulebook that imports a part of the core. Ontology files may name shapes, of which they
    say what these mean: the shapes import them."""
    known = catalogue(headers.values())
    for name, header in headers.items():
        here = set[str]()
        for reached in closure([header], known):
            here |= {term for said, term in _named(reached.source) if said}
        used = {term for said, term in _named(header.source) if not said}
        if header.source.part == ONTOLOGY:
            used = {term for term in used if not term.startswith(HOME + "shapes")}
        assert sorted(used - here - set(header.imports)) == [], name


def test_what_any_field_may_use_knows_no_law(headers: dict[str, Header]) -> None:
    """The vocabulary of cases, their quality and the general wording import nothing of trafficking."""
    known = catalogue(headers.values())
    start = [known[HOME + name][0] for name in ("ontology/case", "shapes/case-quality", "ontology/wording")]
    files = {_short(header.source) for header in closure(start, known)}
    assert {"ontology/case.ttl", "shapes/case-quality.ttl", "ontology/wording/findings.ttl"} <= files
    assert not {"ontology/facts.ttl", "ontology/protocol.ttl", "ontology/overlap.ttl", "shapes/elements.ttl"} & files
    text = b"".join(known_source.text for known_source in (h.source for h in closure(start, known))).lower()
    for word in (b"traffick", b"exploitation", b"recruit", b"un-protocol"):
        assert word not in text, word


def test_the_general_wording_is_whole(headers: dict[str, Header]) -> None:
    """A file of wording that knows no law is among what onto:wording imports, so that other fields have it too."""
    known = catalogue(headers.values())
    general = {_short(header.source) for header in closure(known[HOME + "ontology/wording"], known)}
    for name, header in headers.items():
        around = {_short(inner.source) for inner in closure([header], known)}
        if name.startswith("ontology/wording/") and around <= {name, "ontology/case.ttl", *general}:
            assert name in general, name


# --- what a rulebook holds


def test_without_packs_everything_and_nothing_is_parsed(whole: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {source.part for source in whole.sources} == {ONTOLOGY, SHAPES}
    monkeypatch.setattr(pyoxigraph, "parse", None)
    assert open_packs(()) == (whole,)


def test_a_pack_without_imports_sits_on_the_whole_core_and_is_not_parsed(
    whole: Pack, pack: WriteParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pack("my:o a owl:Ontology .", "my:s a sh:NodeShape .")
    monkeypatch.setattr(pyoxigraph, "parse", None)
    opened = open_packs([folder])
    assert opened[0] == whole
    assert [source.part for source in opened[1].sources] == [ONTOLOGY, SHAPES]


def test_a_pack_with_imports_gets_what_it_imports_and_no_more(pack: WriteParts) -> None:
    opened = open_packs([pack(f"my:o a owl:Ontology ; owl:imports <{HOME}ontology/protocol> , {QUALITY} .")])
    assert of_core(opened) == {
        "ontology/case.ttl",
        "ontology/facts.ttl",
        "ontology/protocol.ttl",
        "shapes/case-quality.ttl",
    }


def test_imports_may_stand_in_shapes_be_spelled_oddly_and_go_round(pack: WriteParts) -> None:
    odd = "<http://www.w3.org/2002/07/owl#\\u0069mports>"
    opened = open_packs(
        [pack("my:o a owl:Ontology ; owl:imports my:s .", f"my:s a owl:Ontology ; {odd} my:o , {QUALITY} .")]
    )
    assert of_core(opened) == {"ontology/case.ttl", "shapes/case-quality.ttl"}
    assert len(opened[1].sources) == 2


def test_what_one_pack_needs_the_other_gets(whole: Pack, pack: WriteParts) -> None:
    """A pack without imports needs all of the core; one that imports another needs what that needs."""
    narrow = pack(f"my:a a owl:Ontology ; owl:imports {QUALITY} .", name="narrow")
    wide = pack("my:b a owl:Ontology .", name="wide")
    above = pack("my:c a owl:Ontology ; owl:imports my:a .", name="above")
    upon = pack("my:d a owl:Ontology ; owl:imports my:b .", name="upon")
    assert of_core(open_packs([narrow, above])) == {"ontology/case.ttl", "shapes/case-quality.ttl"}
    assert open_packs([narrow, wide])[0] == whole
    assert open_packs([narrow, wide, upon])[0] == whole


def test_a_pack_that_imports_only_its_own_files_sits_on_the_whole_core(whole: Pack, pack: WriteParts) -> None:
    opened = open_packs([pack("my:o a owl:Ontology .", "my:s a owl:Ontology ; owl:imports my:o .")])
    assert opened[0] == whole


def test_an_ontology_goes_by_its_version_too(pack: WriteParts) -> None:
    one = pack(f"my:a a owl:Ontology ; owl:versionIRI my:a2 ; owl:imports {QUALITY} .", name="one")
    two = pack("my:b a owl:Ontology ; owl:imports my:a2 .", name="two")
    assert len(open_packs([one, two])) == 3


def test_a_pack_given_twice_is_one(pack: WriteParts) -> None:
    folder = pack("my:o a owl:Ontology .")
    assert [p.name for p in open_packs([folder, folder + "/", os.path.relpath(folder)])] == [CORE, "mine"]


def test_packs_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """And a blank node of the one is none of the other, though both call it the same."""
    folders = []
    for number, place in enumerate(("here", "there")):
        folder = tmp_path / place / "law" / "ontology"
        folder.mkdir(parents=True)
        text = f"<urn:{place}> <urn:p> _:node . _:node <urn:q> {number} ."
        (folder / "a.ttl").write_text(text, encoding="utf-8")
        folders.append(str(folder.parent))
    opened = open_packs(folders)
    assert [pack.name for pack in opened] == [CORE, "law", "law-2"]
    assert len({s for pack in opened[1:] for _, (s, _, _) in read_triples(pack) if s.startswith("_:")}) == 2


# --- what is refused


@pytest.mark.parametrize(
    ("iri", "hint"),
    [
        ("http://www.w3.org/2004/02/skos/core", "give the pack that has it by --with, or take the import out"),
        (HOME + "ontology/protocl", f"did you mean <{HOME}ontology/protocol>?"),
    ],
)
def test_an_import_that_is_not_there_is_refused_where_it_stands(pack: WriteParts, iri: str, hint: str) -> None:
    folder = pack("", f"\nmy:s a owl:Ontology ;\n    owl:imports my:o ,\n        <{iri}> .\nmy:o a owl:Ontology .")
    with pytest.raises(Refused) as caught:
        open_packs([folder])
    problem = caught.value.problem
    assert problem.code == "P313"
    assert problem.place().endswith("my.ttl:17:9")
    assert (
        problem.message
        == f"imports <{iri}>, which neither the core nor a pack given here is; nothing is fetched: {hint}"
    )


def test_imports_are_asked_of_packs_also_where_the_core_is_whole(pack: WriteParts) -> None:
    with pytest.raises(Refused, match=r"imports <https://example\.org/my#x>"):
        open_packs([pack("my:b a owl:Ontology .", name="wide"), pack("my:a a owl:Ontology ; owl:imports my:x .")])


def test_broken_syntax_is_refused_before_imports_are_looked_for(pack: WriteParts) -> None:
    with pytest.raises(Refused) as caught:
        open_packs([pack("my:o a owl:Ontology ; owl:imports ; .")])
    assert caught.value.problem.code == "P312"


GRAPHS = st.integers(1, 7).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, n), max_size=3), min_size=n, max_size=n)  # n itself is no file
)


@settings(max_examples=200, deadline=None)
@given(GRAPHS)
def test_what_is_reached_is_reached_over_any_imports_round_or_not(imports: list[list[int]]) -> None:
    """Held against repeated squaring of who imports whom; what is not there is refused where it is reached."""
    files = [Source(f"{i}.ttl", b"") for i in range(len(imports))]
    headers = [Header(f, (f"urn:{i}",), tuple(f"urn:{j}" for j in imports[i])) for i, f in enumerate(files)]
    reached = [{i, *targets} for i, targets in enumerate(imports)]
    for _ in imports:
        reached = [set().union(*(reached[j] if j < len(imports) else {j} for j in r)) for r in reached]
    known = catalogue(headers)
    for i, header in enumerate(headers):
        if len(imports) in reached[i]:
            with pytest.raises(Refused):
                list(closure([header], known))
        else:
            found = [inner.source.path for inner in closure([header], known)]
            assert sorted(found) == sorted(f"{j}.ttl" for j in reached[i])


# --- the same for all who read packs


def test_the_reference_and_show_read_the_same_files(pack: WriteParts) -> None:
    pytest.importorskip("rdflib")
    from palermo.names import SUBCLASS
    from palermo.ontology_files import pairs
    from palermo.reference.packs import read

    folder = pack(f"my:o a owl:Ontology ; owl:imports <{HOME}ontology/facts> .\nmy:A a owl:Class .")
    assert len(read([folder], SHAPES)) == 0
    ontology = {str(s) for s in read([folder], ONTOLOGY).subjects()}
    assert {"https://example.org/my#A", "https://w3id.org/palermo#Act"} <= ontology
    assert "https://w3id.org/palermo#Recruitment" not in ontology
    above = {low for low, _ in pairs([folder], (SUBCLASS,))}
    assert "https://w3id.org/palermo#Act" in above
    assert "https://w3id.org/palermo#Recruitment" not in above


def test_a_narrow_rulebook_knows_no_more_than_it_imports(pack: WriteParts) -> None:
    book = Rulebook.load([pack(f"my:o a owl:Ontology ; owl:imports {QUALITY} .")], cache=False)
    assert book.definitions == book.circles == book.remarks == ()
    assert "https://w3id.org/palermo#Act" not in book.vocabulary.classes
    assert "https://w3id.org/palermo#Case" in book.vocabulary.classes
    assert book.packs == (CORE, "mine")


def test_the_cache_tells_a_narrow_rulebook_from_a_whole_one(
    pack: WriteParts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PALERMO_CACHE", str(tmp_path / "kept"))
    narrow = pack(f"my:o a owl:Ontology ; owl:imports {QUALITY} .")
    for _ in range(2):
        assert not Rulebook.load([narrow]).definitions
        assert Rulebook.load([]).definitions
