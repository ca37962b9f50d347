"""Explanations as text, Markdown and JSON: a tree of steps down to facts, with the source and provision of each."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TextIO

from palermo.explanation import Explanation, Step
from palermo.findings import CaseFindings
from palermo.write.as_json import line as json_line
from palermo.write.blocks_out import Show, markdown_out, text_out
from palermo.write.context import VERSION, Context
from palermo.write.report import case_head
from palermo.write.report.block import Block, heading, item, line
from palermo.write.report.definitions import banner_blocks
from palermo.write.report.finding import applicability_blocks
from palermo.write.report.outcome import outcome_key
from palermo.write.report.telling import Telling


class ExplanationWriter(Protocol):
    """Writes the explanations of one run, case by case."""

    def begin(self) -> None:
        """Write what comes before the first case."""

    def case(self, findings: CaseFindings, explanations: Sequence[Explanation]) -> None:
        """Write one case."""

    def end(self) -> None:
        """Write what comes after the last case."""


class _Told:
    def __init__(self, out: TextIO, context: Context, show: Show) -> None:
        self._out = out
        self._context = context
        self._show = show

    def begin(self) -> None:
        """Write which definitions were not verified in full, where any chosen was not."""
        blocks = list(banner_blocks(self._context))
        if blocks:
            self._show(self._out, self._context, blocks)
            self._out.write("\n\n")

    def case(self, findings: CaseFindings, explanations: Sequence[Explanation]) -> None:
        """Write the trees of one case."""
        self._show(self._out, self._context, _case_blocks(findings, explanations, self._context))
        self._out.write("\n\n")

    def end(self) -> None:
        """Write what is said once."""
        self._out.write(self._context.rulebook.wording("not-advice", self._context.lang) + "\n")


class _Json:
    def __init__(self, out: TextIO, _context: Context) -> None:
        self._out = out
        self._separator = "\n  "

    def begin(self) -> None:
        """Write the head."""
        self._out.write(f'{{"palermo": {json_line(VERSION)},\n "cases": [')

    def case(self, findings: CaseFindings, explanations: Sequence[Explanation]) -> None:
        """Write one case."""
        tree = {
            "case": findings.case.iri,
            "label": findings.label,
            "file": findings.case.file,
            "explanations": [
                {
                    "person": explanation.person,
                    "definition": explanation.definition,
                    "outcome": explanation.finding.outcome,
                    "applicable": explanation.finding.applicable,
                    "applicable_because": explanation.finding.applicable_because,
                    "conducts": [step_tree(step) for step in explanation.conducts],
                }
                for explanation in explanations
            ],
        }
        self._out.write(self._separator + json_line(tree))
        self._separator = ",\n  "

    def end(self) -> None:
        """Close the document."""
        self._out.write("]}\n")


def step_tree(step: Step) -> dict[str, object]:
    """A step, and the steps under it, as JSON."""
    return {
        "id": step.id,
        "kind": step.kind,
        "shape": step.shape,
        "text": step.text,
        "provision": step.provision,
        "focus": step.focus,
        "outcome": step.outcome,
        "evidence": [evidence._asdict() for evidence in step.evidence],
        "steps": [step_tree(child) for child in step.children],
    }


def _case_blocks(findings: CaseFindings, explanations: Sequence[Explanation], context: Context) -> Iterator[Block]:
    telling = Telling(findings, context)
    labels = {person.person: person.label for person in findings.persons}
    yield from case_head(telling)
    many = len({explanation.definition for explanation in explanations}) > 1
    for explanation in explanations:
        yield Block("person", labels.get(explanation.person) or telling.record.name(explanation.person))
        yield from _explanation_blocks(telling, explanation, many)


def _explanation_blocks(telling: Telling, explanation: Explanation, many: bool) -> Iterator[Block]:
    words, outcome = telling.words, explanation.finding.outcome
    card = words.definition(explanation.definition)
    title = words.label(card.iri) if card else explanation.definition
    yield heading(
        words.say("explanation", definition=title), words.say("heading." + outcome_key(explanation.finding)), outcome
    )
    yield from applicability_blocks(telling, explanation.finding, many)
    for number, step in enumerate(explanation.conducts):
        if number:
            yield line(words.say("other-conduct"), 1)
        yield from _step_blocks(telling, step, 1)


def _step_blocks(telling: Telling, step: Step, depth: int) -> Iterator[Block]:
    words = telling.words
    named = step.text or (words.label(step.shape) if step.shape else "")
    text = f"{named}: {words.say('step.' + step.outcome)}"
    yield item(text, depth, step.provision or "", step.outcome)
    for evidence in step.evidence:
        yield item(telling.fact(evidence.fact, evidence.standing, evidence.stated), depth + 1)
    for child in step.children:
        yield from _step_blocks(telling, child, depth + 1)


WRITERS: dict[str, Callable[[TextIO, Context], ExplanationWriter]] = {
    "text": lambda out, context: _Told(out, context, text_out),
    "json": _Json,
    "markdown": lambda out, context: _Told(out, context, markdown_out),
}
