"""A person's findings under several definitions side by side, and what is said of definitions as such: which of them
were law then and there, and which were not verified in full."""

from collections.abc import Iterator, Sequence

from palermo.findings import OUTCOMES, Finding
from palermo.write.context import Context
from palermo.write.report.block import Block, heading, item, line, row
from palermo.write.report.outcome import outcome_key
from palermo.write.report.telling import Telling
from palermo.write.words import Words

#: The ending of the wordings for each answer to whether a definition was law then and there, in the order of a report.
_LAW = {True: "yes", None: "open", False: "no"}


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Findings as a report has them: by whether the definition was law then and there, then by outcome."""
    order = list(_LAW)
    return sorted(findings, key=lambda f: (order.index(f.applicable), OUTCOMES.index(f.outcome)))


def overview_blocks(telling: Telling, findings: Sequence[Finding]) -> Iterator[Block]:
    """A table of findings, in groups by whether the definition was law then and there."""
    words = telling.words
    yield heading(words.say("definitions", count=len(findings)))
    group = None
    for finding in findings:
        if _LAW[finding.applicable] != group:
            group = _LAW[finding.applicable]
            yield line(words.say("definitions." + group))
        yield _row(telling, finding)
    if any(finding.outcome == "not-established" for finding in findings):
        yield line(words.say("definitions.not-established"))


def _row(telling: Telling, finding: Finding) -> Block:
    """One definition: its citation, the outcome, and what is missing, refuted or alleged."""
    words = telling.words
    card = words.definition(finding.definition)
    named = (words.citation(card.provision) or words.label(card.iri)) if card else finding.definition
    if card and not card.verified:
        named = words.say("unverified.mark", definition=named)
    by_outcome = {outcome: [e.element for e in finding.elements if e.outcome == outcome] for outcome in OUTCOMES}
    listed = {
        "alleged": by_outcome["alleged"],
        "not-established": list(finding.missing),
        "excluded": by_outcome["excluded"],
    }.get(finding.outcome, [])
    labels = telling.element_labels(finding, listed)
    what = finding.outcome if labels else f"{finding.outcome}-no-element"
    text = words.say("definitions.what." + what, elements=", ".join(labels))
    return row(named, words.say("outcome." + outcome_key(finding)), text, finding.definition, finding.outcome)


def banner_blocks(context: Context) -> Iterator[Block]:
    """Which of the definitions chosen were not verified in full, and what of them; nothing where all were."""
    cards = [card for card in context.rulebook.definitions if card.id in context.definitions and not card.verified]
    if not cards:
        return
    words = Words(context.rulebook, context.lang)
    yield Block("case", words.say("unverified"))
    for card in cards:
        named = " · ".join(filter(None, (words.label(card.iri), words.citation(card.provision))))
        note = context.rulebook.unverified(card.id, context.lang)
        yield item(words.say("unverified.definition", definition=named, id=card.id, note=note or "?"), 0)
    yield line(words.say("unverified.advice"), 0)
    yield line("", 0)
