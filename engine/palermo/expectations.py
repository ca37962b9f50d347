"""Expectations in cases (``pal:expects``) held against the findings.

What is not written is not compared, but for one thing: an expected region says that no category follows but those
listed, since RDF cannot list none. Missing elements, where any is listed, are all that may be missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from palermo.findings import OUTCOMES, CaseFindings, PersonFindings
from palermo.names import CATEGORY, DEFINITION, EXPECTS, MISSING, OF, OUTCOME, REGION
from palermo.pipeline import Judge, violations
from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal

Compared = dict[str, object]


class Unmet(NamedTuple):
    """An expectation that was not met: what was expected and what was found, of what was compared. ``reason`` says
    why where nothing could be compared."""

    case: str
    label: str | None
    file: str
    person: str | None
    expected: Compared
    found: Compared
    reason: str | None


class Trial(NamedTuple):
    """What holding expectations against findings came to."""

    expectations: int
    met: int
    unmet: tuple[Unmet, ...]
    problems: tuple[Problem, ...]


def trial(rulebook: Rulebook, judge: Judge, paths: Sequence[str], input_format: str | None = None) -> Trial:
    """Hold the expectations of all cases of these PATHs against the findings under the definitions that they name, or
    the default ones.

    Those of a case that cannot be classified are unmet.
    """
    default, known = rulebook.chosen(()), {card.id for card in rulebook.definitions}
    count = 0
    unmet: list[Unmet] = []
    problems: list[Problem] = []
    for item in read_cases(paths, rulebook.vocabulary, input_format=input_format):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        nodes = sorted(str(node) for node in item.objects(item.iri, EXPECTS))
        wrong = violations(rulebook, item, input_format)
        if wrong:
            problems.extend(wrong)
            unsound = CaseFindings(item, None, ())
            outcomes: list[Unmet | None] = [_unmet(unsound, None, {}, {}, wrong[0].message) for _ in nodes]
        else:
            named = {id_ for node in nodes for id_ in _texts(item, node, DEFINITION)}
            findings = judge.classify(item, (*default, *sorted(named & known)))
            outcomes = [outcome for node in nodes for outcome in _judged(findings, node, default)]
        count += len(outcomes)
        unmet.extend(outcome for outcome in outcomes if outcome is not None)
    return Trial(count, count - len(unmet), tuple(unmet), tuple(problems))


def together(trials: Iterable[Trial]) -> Trial:
    """Several trials as one."""
    every = tuple(trials)
    return Trial(
        sum(t.expectations for t in every),
        sum(t.met for t in every),
        tuple(unmet for t in every for unmet in t.unmet),
        tuple(problem for t in every for problem in t.problems),
    )


def _judged(findings: CaseFindings, node: str, default: Sequence[str]) -> Iterator[Unmet | None]:
    """The outcome of one expectation, under each definition that it is about: None where it is met."""
    case = findings.case
    of = [str(person) for person in case.objects(node, OF) if isinstance(person, str)]
    person = next((p for p in findings.persons if p.person in of), None)
    outcome = next(iter(_texts(case, node, OUTCOME)), None)
    if person is None:
        reason = "the expectation names no person of the case: write pal:of and a person of this case"
        yield _unmet(findings, of[0] if of else None, {}, {}, reason)
        return
    if outcome is not None and outcome not in OUTCOMES:
        close = get_close_matches(outcome, OUTCOMES, 1)
        hint = f"did you mean {close[0]}?" if close else f"use one of {', '.join(OUTCOMES)}"
        yield _unmet(findings, person.person, {"outcome": outcome}, {}, f"unknown outcome {outcome!r}; {hint}")
        return
    for definition in _texts(case, node, DEFINITION) or list(default):
        expected = _expected(case, node, definition)
        found = _found(person, definition, expected)
        unknown = None if "definition" in found else f"no definition is called {definition!r}"
        yield None if expected == found else _unmet(findings, person.person, expected, found, unknown)


def _unmet(
    findings: CaseFindings, person: str | None, expected: Compared, found: Compared, reason: str | None
) -> Unmet:
    return Unmet(findings.case.iri, findings.label, findings.case.file, person, expected, found, reason)


def _expected(case: Case, node: str, definition: str) -> Compared:
    """What is compared, with the values that the expectation writes."""
    expected: Compared = {"definition": definition}
    outcome, missing = _texts(case, node, OUTCOME), _texts(case, node, MISSING)
    region, categories = _texts(case, node, REGION), _texts(case, node, CATEGORY)
    if outcome:
        expected["outcome"] = outcome[0]
    if missing:
        expected["missing"] = missing
    if region:
        expected["region"] = region[0]
    if region or categories:
        expected["categories"] = categories
    return expected


def _found(person: PersonFindings, definition: str, expected: Compared) -> Compared:
    """The same keys with what was found."""
    finding = next((f for f in person.findings if f.definition == definition), None)
    every: Compared = {"region": person.established.region, "categories": sorted(person.established.categories)}
    if finding is not None:
        every |= {"definition": definition, "outcome": finding.outcome, "missing": sorted(finding.missing)}
    return {name: every[name] for name in expected if name in every}


def _texts(case: Case, node: str, predicate: str) -> list[str]:
    return sorted({value.lexical for value in case.objects(node, predicate) if isinstance(value, Literal)})
