"""The reference on its own: loading, choosing definitions, keeping cases apart."""

import pytest

from palermo import names
from palermo.names import PAL
from palermo.problems import PalermoError
from palermo.reference import Reference
from palermo.rulebook import Rulebook
from palermo.split.case import Case

_BASE = "https://example.org/one#"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference.load()


def _case(*facts: tuple[str, str]) -> Case:
    triples = [
        (_BASE + "case", names.TYPE, names.CASE),
        (_BASE + "case", names.CONCERNS, _BASE + "person"),
        (_BASE + "person", names.TYPE, names.ADULT),
        (_BASE + "conduct", names.TYPE, names.CONDUCT),
        (_BASE + "conduct", names.TOWARDS, _BASE + "person"),
    ]
    for name, cls in facts:
        triples.append((_BASE + "conduct", PAL + name, _BASE + name))
        triples.append((_BASE + name, names.TYPE, PAL + cls))
    return Case(_BASE + "case", tuple(triples), "one.ttl")


_FULL = (("act", "Recruitment"), ("means", "Deception"), ("purpose", "Servitude"))


def test_cases_that_share_names_are_kept_apart(reference: Reference) -> None:
    parts = [_case(fact) for fact in _FULL]
    found = reference.classify_many([*parts, _case(*_FULL), *parts])
    outcomes = [case.persons[0].findings[0].outcome for case in found]
    assert outcomes == ["not-established"] * 3 + ["established"] + ["not-established"] * 3


def test_a_second_time_gives_the_same(reference: Reference) -> None:
    assert reference.classify(_case(*_FULL)) == reference.classify(_case(*_FULL))


def test_definitions_are_chosen_by_identifier(reference: Reference) -> None:
    def chosen(*ids: str) -> list[str]:
        return [f.definition for f in reference.classify(_case(), ids).persons[0].findings]

    assert chosen() == ["un-protocol-2000"]
    assert chosen("un-protocol-2000-sexual", "un-protocol-2000") == ["un-protocol-2000-sexual", "un-protocol-2000"]
    assert chosen("all") == list(Rulebook.load().chosen(["all"]))
    with pytest.raises(PalermoError, match="no definition is called 'nothing'"):
        chosen("nothing")


def test_no_law_is_named_in_it() -> None:
    from pathlib import Path

    import palermo.reference

    words = ("recruit", "traffick", "decept", "brothel", "prostitut", "exploitation", "protocol")
    for path in Path(palermo.reference.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert [word for word in words if word in text] == [], path.name
