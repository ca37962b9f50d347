"""Explanations: trees of values that agree with the finding they explain."""

from collections.abc import Callable, Iterator

import pytest

from palermo.explanation import Explanation, Step
from palermo.findings import OUTCOMES
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.split.case import Case

EX = "https://example.org/t#"
CaseOf = Callable[[str], Case]
FULL = "pal:act [ a pal:Recruitment ] ; pal:means [ a pal:Fraud ] ; pal:purpose [ a pal:Slavery ]"

RECORDS = {
    "nothing": "",
    "whole": f":d a pal:Conduct ; pal:towards :x ; {FULL} .",
    "an element alleged": (
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Recruitment ] ; pal:purpose [ a pal:Slavery ] ; "
        "pal:means [ a pal:Fraud ; pal:evidentialStatus pal:Alleged ] ."
    ),
    "means refuted": (
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Recruitment ] ; pal:purpose [ a pal:Slavery ] ; "
        "pal:means [ a pal:ProtocolMeans ; pal:evidentialStatus pal:Refuted ] ."
    ),
    "means examined": (
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Recruitment ] ; "
        "pal:means [ a pal:Fraud ; pal:evidentialStatus pal:NotEstablished ] ."
    ),
    "conduct refuted": f":d a pal:Conduct ; pal:evidentialStatus pal:Refuted ; pal:towards :x ; {FULL} .",
    "conduct not proved": f":d a pal:Conduct ; pal:evidentialStatus pal:NotEstablished ; pal:towards :x ; {FULL} .",
    "two conducts": (
        f":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Receipt ] . :e a pal:Conduct ; pal:towards :x ; {FULL} ."
    ),
    "over two conducts": (
        ":d a pal:Conduct ; pal:towards :x ; pal:act [ a pal:Receipt ] . "
        ":e a pal:Conduct ; pal:towards :x ; pal:purpose [ a pal:Slavery ] ; pal:means [ a pal:Fraud ] ."
    ),
    "one refuted, one open": (
        f":d a pal:Conduct ; pal:evidentialStatus pal:Refuted ; pal:towards :x ; {FULL} . "
        ":e a pal:Conduct ; pal:towards :x ."
    ),
}
AGES = {"open": "", "child": ":x a pal:Child .", "adult": ":x pal:ageAtTime 30 ."}


@pytest.fixture
def explain(core: Rulebook, case_of: CaseOf) -> Callable[..., Explanation]:
    """Why a definition comes to what it does for ``:x``."""

    def run(turtle: str, definition: str = "un-protocol-2000") -> Explanation:
        case = case_of(f":case a pal:Case ; pal:concerns :x . :x a pal:Person . {turtle}")
        return core.explain(case, EX + "x", definition)

    return run


def steps(step: Step) -> Iterator[Step]:
    """A step and all below it."""
    yield step
    for child in step.children:
        yield from steps(child)


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("definition", ["un-protocol-2000", "un-protocol-2000-sexual"])
def test_every_leaf_agrees_with_the_finding(
    explain: Callable[..., Explanation], record: str, age: str, definition: str
) -> None:
    """Elements of the reported conduct have the outcome and the evidence that the finding gives them."""
    found = explain(RECORDS[record] + AGES[age], definition)
    told = {e.shape: e for e in found.finding.elements}
    leaves = [s for s in steps(found.conducts[0]) if s.kind == "element"]
    assert {s.shape for s in leaves} == told.keys()
    for leaf in leaves:
        assert leaf.shape is not None
        assert (leaf.outcome, leaf.evidence) == (told[leaf.shape].outcome, told[leaf.shape].evidence)
        assert leaf.provision == told[leaf.shape].provision
        assert leaf.focus == (found.finding.conduct or "")


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("record", RECORDS)
def test_the_tree_hangs_together(explain: Callable[..., Explanation], record: str, age: str) -> None:
    """A tree a conduct, the reported one first; ids that are unique and say the place; outcomes of the four words."""
    found = explain(RECORDS[record] + AGES[age])
    assert found.conducts[0].outcome == found.finding.outcome
    conducts = [next((s.focus for s in steps(t) if s.kind == "element"), "") for t in found.conducts]
    assert conducts[0] == (found.finding.conduct or "")
    expected = {EX + n for n in "de" if f":{n} a pal:Conduct" in RECORDS[record]} or {""}
    assert set(conducts) == expected
    assert len(conducts) == len(expected)
    every = [s for tree in found.conducts for s in steps(tree)]
    assert len({s.id for s in every}) == len(every)
    for step in every:
        assert step.outcome in OUTCOMES
        assert step.text
        assert [c.id for c in step.children] == [f"{step.id}.{n}" for n in range(1, len(step.children) + 1)]
        assert bool(step.children) is (step.kind not in ("element", "characteristic"))


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("record", RECORDS)
def test_a_step_follows_from_its_parts(explain: Callable[..., Explanation], record: str, age: str) -> None:
    """``any`` comes to what its best part does; ``all`` to no better than its worst."""
    for tree in explain(RECORDS[record] + AGES[age]).conducts:
        for step in steps(tree):
            parts = [OUTCOMES.index(child.outcome) for child in step.children]
            if not parts:
                continue
            own = OUTCOMES.index(step.outcome)
            if step.kind == "any" or (step.kind == "definition" and len(parts) > 1):
                assert own == min(parts), step
            else:
                assert own >= max(parts), step


def test_what_it_names(explain: Callable[..., Explanation]) -> None:
    """The case, the person, the definition, and the characteristic that a branch asks."""
    found = explain(RECORDS["whole"])
    assert (found.case, found.person, found.definition) == (EX + "case", EX + "x", "un-protocol-2000")
    tree = found.conducts[0]
    assert (tree.kind, tree.shape, tree.id) == ("definition", "https://w3id.org/palermo/shapes#un-protocol-2000", "1")
    kinds = [s.kind for s in steps(tree)]
    assert kinds.count("characteristic") == 1
    assert kinds.count("element") == 5
    (child,) = (s for s in steps(tree) if s.kind == "characteristic")
    assert (child.focus, child.outcome) == (EX + "x", "not-established")


def test_evidence_of_every_standing(explain: Callable[..., Explanation]) -> None:
    """What was refuted and what was not proved is named beside what is established."""
    found = explain(
        RECORDS["whole"] + ":d pal:means :m , :n . :m a pal:Coercion ; pal:evidentialStatus pal:Refuted . "
        ":n a pal:Abduction ; pal:evidentialStatus pal:NotEstablished ."
    )
    means = next(s for s in steps(found.conducts[0]) if s.shape and s.shape.endswith("#means"))
    assert {e.standing for e in means.evidence} == {"established", "not-established", "refuted"}


def test_it_is_the_same_finding(core: Rulebook, case_of: CaseOf) -> None:
    """As ``classify`` gives."""
    case = case_of(":case a pal:Case ; pal:concerns :x . :x a pal:Person . " + RECORDS["two conducts"])
    (one,) = core.classify(case).persons
    assert core.explain(case, EX + "x", "un-protocol-2000").finding == one.findings[0]


def test_one_definition_at_a_time(explain: Callable[..., Explanation]) -> None:
    """``all`` is refused, and an unknown one with the nearest."""
    with pytest.raises(PalermoError, match="one definition at a time"):
        explain("", "all")
    with pytest.raises(PalermoError, match="did you mean"):
        explain("", "un-protocol-2001")
