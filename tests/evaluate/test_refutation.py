"""What a record refutes: down the classes and properties, up only through exact unions, local to its place."""

from collections.abc import Callable

import pytest

from palermo.evaluate.refutation import Refutations, read_table
from palermo.names import PAL
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.view.record import ClassTree, index
from palermo.view.standing import read_standings
from palermo.vocabulary import PropertyInfo

EX = "https://example.org/t#"


@pytest.fixture
def refutations(core: Rulebook, case_of: Callable[[str], Case]) -> Callable[[str], Refutations]:
    """What a case refutes."""
    tree = ClassTree(core.vocabulary.classes, core.vocabulary.individuals)

    def read(turtle: str) -> Refutations:
        record = index(case_of(turtle), tree)
        table = read_table(record, read_standings(record), tree)
        unions = core._plan.axioms.unions
        return Refutations(table, core.vocabulary.classes, core.vocabulary.properties, unions)

    return read


def test_nothing_is_refuted_where_nothing_says_so(refutations: Callable[[str], Refutations]) -> None:
    """Also where a fact is not established, or contested."""
    for status in ("Alleged", "NotEstablished", "Established , pal:Refuted"):
        found = refutations(f":d pal:means :m . :m a pal:Means ; pal:evidentialStatus pal:{status} .")
        assert not found
        assert found.refuting(EX + "d", PAL + "means", PAL + "Means") == ()


def test_the_facts_that_refute_are_named_in_order(refutations: Callable[[str], Refutations]) -> None:
    """Each once, by IRI."""
    found = refutations(
        ":d pal:means :m , :l . :m a pal:Means ; pal:evidentialStatus pal:Refuted . "
        ":l a pal:Deception , pal:Fact ; pal:evidentialStatus pal:Refuted ."
    )
    assert found
    assert found.refuting(EX + "d", PAL + "means", PAL + "Deception") == (EX + "l", EX + "m")
    assert found.refuting(EX + "d", PAL + "means", PAL + "Fraud") == (EX + "m",)
    assert found.refuting(EX + "e", PAL + "means", PAL + "Fraud") == ()
    assert found.refuting(EX + "d", PAL + "act", PAL + "Fraud") == ()


def test_facts_of_a_refuted_conduct_refute_nothing(refutations: Callable[[str], Refutations]) -> None:
    """On another conduct that names the same fact they do."""
    found = refutations(
        ":d a pal:Conduct ; pal:evidentialStatus pal:Refuted ; pal:means :m . :e a pal:Conduct ; pal:means :m . "
        ":m a pal:Means ; pal:evidentialStatus pal:Refuted ."
    )
    assert found.refuting(EX + "d", PAL + "means", PAL + "Means") == ()
    assert found.refuting(EX + "e", PAL + "means", PAL + "Means") == (EX + "m",)


def test_unions_within_unions_and_in_circles() -> None:
    """Refutation climbs as far as each union is wholly refuted, and ends where unions name one another."""
    classes = {
        "a": frozenset("auw"),
        "b": frozenset("buw"),
        "c": frozenset("cw"),
        "u": frozenset("uw"),
        "w": frozenset("w"),
    }
    unions: dict[str, tuple[str, ...]] = {"u": ("a", "b"), "w": ("c", "u")}
    properties = {"p": PropertyInfo("object", (), (), False, frozenset("pq"))}

    def refuted(*kinds: str) -> set[str]:
        from palermo.evaluate.refutation import Refuting

        table = {("s", "q"): [Refuting(k, f"f{k}") for k in kinds]}
        found = Refutations(table, classes, properties, unions)
        return {c for c in classes if found.refuting("s", "p", c)}

    assert refuted("a") == {"a"}
    assert refuted("a", "b") == {"a", "b", "u"}
    assert refuted("a", "b", "c") == set("abcuw")
    assert refuted("u") == set("abu")
    assert refuted("u", "c") == set("abcuw")
    assert refuted("w") == set("abcuw")
    circle = Refutations({}, {"x": frozenset("xy"), "y": frozenset("xy")}, {}, {"x": ("y",), "y": ("x",)})
    assert circle.refuting("s", "p", "x") == ()
