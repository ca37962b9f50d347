"""The section of a report on one definition: the outcome, why, on what evidence, what is missing."""

from collections.abc import Iterator

from palermo.findings import Finding
from palermo.names import TOWARDS, TOWARDS_CHILD
from palermo.terms import local_name
from palermo.write.report.block import Block, heading, line
from palermo.write.report.element import element_rows
from palermo.write.report.outcome import SHOWN
from palermo.write.report.telling import Telling


def finding_blocks(telling: Telling, person: str, finding: Finding, many: bool) -> Iterator[Block]:
    """The section on one finding; ``many`` says whether it is one of several."""
    card = telling.words.definition(finding.definition)
    provision = telling.words.citation(card.provision if card else None)
    yield heading(telling.definition(finding.definition), telling.outcome(finding), finding.outcome)
    yield from applicability_blocks(telling, finding, many)
    yield line(" ".join(_because(telling, person, finding, many)))
    conduct = _conduct(telling, person, finding)
    if conduct:
        yield line(conduct)
    for element in finding.elements:
        yield from element_rows(telling, person, finding, element, provision)
    other = telling.speaking_to_none(finding)
    if other:
        yield line(telling.words.say("other-facts"))
        for fact in other:
            yield line(telling.fact_as_recorded(fact), 4)


def applicability_blocks(telling: Telling, finding: Finding, many: bool) -> Iterator[Block]:
    """Why a definition was not law then and there, or why that is open; nothing where it was. Of a default definition
    that is used alone, nothing is said where the record has no dates."""
    if finding.applicable is True:
        return
    card = telling.words.definition(finding.definition)
    silent = card is not None and card.default and not many and not telling.is_dated(finding.conduct)
    if finding.applicable is False or not silent:
        key = "applicable.line." + ("no" if finding.applicable is False else "open")
        yield line(telling.words.say(key, because=finding.applicable_because))


def _because(telling: Telling, person: str, finding: Finding, many: bool) -> Iterator[str]:
    """The sentences that say what the definition comes to."""
    words, classification = telling.words, finding.classification
    named, also = _elements_that_decide(telling, person, finding)
    if finding.outcome == "not-established" and classification and _nothing_recorded(finding):
        yield words.say_for("nothing-recorded", local_name(classification), classification=_kind(telling, finding))
    labels = telling.element_labels(finding, named)
    if not labels:
        yield words.say(f"because.{finding.outcome}-no-element")
    elif finding.outcome == "not-established":
        yield words.not_shown(labels)
    else:
        yield words.say("because." + finding.outcome, elements=words.join(labels))
    if also:
        yield words.say("because.also", elements=words.join(telling.element_labels(finding, also)))
    if finding.outcome == "not-established":
        yield from _ways(telling, finding)
        if classification and not many:
            yield words.say_for("does-not-mean", local_name(classification), classification=_kind(telling, finding))


def _ways(telling: Telling, finding: Finding) -> Iterator[str]:
    """What would have to be shown; nothing where that would only list every element again."""
    words, ids = telling.words, {element.element for element in finding.elements}
    shown = any(element.outcome in SHOWN for element in finding.elements)
    if not finding.missing_alternatives or (not shown and any(ids >= set(way) for way in finding.missing_alternatives)):
        return
    ways = words.say("or").join(telling.way(finding, way) for way in finding.missing_alternatives)
    alleged = [element.element for element in finding.elements if element.outcome == "alleged"]
    if alleged:
        resting = words.join(telling.element_labels(finding, alleged))
        yield words.say("would-rest", alternatives=ways, elements=resting)
    else:
        yield words.say("would-be", alternatives=ways)


def _elements_that_decide(telling: Telling, person: str, finding: Finding) -> tuple[list[str], list[str]]:
    """The elements to name in the sentence on the outcome, and those that are recorded without being needed."""
    if finding.outcome == "not-established":
        return list(finding.missing), []
    if finding.outcome == "excluded":
        return [e.element for e in finding.elements if e.outcome == "excluded"], []
    needed = telling.needed(person, finding)
    resting = [e.element for e in finding.elements if e.outcome == finding.outcome and e.element in needed]
    return resting, [e.element for e in finding.elements if e.outcome in SHOWN and e.element not in needed]


def _nothing_recorded(finding: Finding) -> bool:
    return not any(element.evidence or element.facts or element.indicators for element in finding.elements)


def _kind(telling: Telling, finding: Finding) -> str:
    return telling.words.in_sentence(finding.classification) if finding.classification else ""


def _conduct(telling: Telling, person: str, finding: Finding) -> str:
    """Which conduct the elements are those of; empty where there is but one, without a label."""
    words, record = telling.words, telling.record
    if finding.conduct is None:
        return words.say("conduct.none") if finding.elements else ""
    label = record.label(finding.conduct)
    name = label or words.say("conduct.unnamed")
    standing = telling.standing(finding.conduct)
    count = sum(
        1
        for subject in record.subjects()
        if person in record.nodes(subject, TOWARDS) + record.nodes(subject, TOWARDS_CHILD)
    )
    said = []
    if count > 1:
        said.append(words.say("conduct.many", conduct=name, count=count))
    elif label:
        said.append(words.say("conduct.one", conduct=name))
    if standing != "established":
        said.append(words.say("conduct.standing", standing=words.say("standing." + standing)))
    return " ".join(said)
