"""The section of a report on one definition: the outcome, why, on what evidence, what is missing."""

from collections.abc import Iterator

from palermo.findings import ElementOutcome, Finding
from palermo.names import TOWARDS, TOWARDS_CHILD
from palermo.terms import local_name
from palermo.write.report.block import Block, heading, line, row
from palermo.write.report.telling import Telling

_SHOWN = ("established", "alleged")


def finding_blocks(telling: Telling, person: str, finding: Finding) -> Iterator[Block]:
    """The section on one finding."""
    words = telling.words
    card = words.definition(finding.definition)
    provision = words.citation(card.provision if card else None)
    title = words.label(card.iri) if card else finding.definition
    named = f"{title} · {provision}" if provision else title
    yield heading(named, words.say("heading." + finding.outcome), finding.outcome)
    yield line(" ".join(_because(telling, finding)))
    conduct = _conduct(telling, person, finding)
    if conduct:
        yield line(conduct)
    for element in finding.elements:
        yield from _element_rows(telling, finding, element, provision)


def _because(telling: Telling, finding: Finding) -> Iterator[str]:
    """The sentences that say what the definition comes to."""
    words, classification, nothing = telling.words, finding.classification, _nothing_recorded(finding)
    named = _elements_that_decide(finding)
    if finding.outcome == "not-established" and classification and nothing:
        yield words.say_for("nothing-recorded", local_name(classification), classification=_kind(telling, finding))
    labels = telling.element_labels(finding, named)
    if labels:
        last = "or-last" if finding.outcome == "not-established" else "and"
        yield words.say("because." + finding.outcome, elements=words.join(labels, last))
    else:
        yield words.say(f"because.{finding.outcome}-no-element")
    if finding.outcome == "not-established":
        if finding.missing_alternatives and not nothing:
            ways = [telling.way(finding, way) for way in finding.missing_alternatives]
            yield words.say("would-be", alternatives=words.say("or").join(ways))
        if classification:
            yield words.say_for("does-not-mean", local_name(classification), classification=_kind(telling, finding))


def _elements_that_decide(finding: Finding) -> list[str]:
    """The elements to name in the sentence on the outcome."""
    if finding.outcome == "not-established":
        return list(finding.missing)
    wanted = {"established": "established", "alleged": "alleged", "excluded": "excluded"}[finding.outcome]
    return [element.element for element in finding.elements if element.outcome == wanted]


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


def _element_rows(telling: Telling, finding: Finding, element: ElementOutcome, provision: str) -> Iterator[Block]:
    """The rows of one element: facts that carry it first, then the others, then indicators."""
    texts = [*_evidence(telling, element), *_elsewhere(telling, element)]
    reason = _reason(telling, finding, element)
    if reason:
        texts.insert(0, reason)
    texts += [
        telling.words.say("indicated", fact=telling.fact_as_recorded(indicator)) for indicator in element.indicators
    ]
    label, status = telling.words.label(element.shape), telling.words.say("element." + element.outcome)
    aside = _short(element.provision or "", provision)
    for text in texts or [""]:
        yield row(label, status, text, aside, element.outcome)
        label = status = aside = ""


def _evidence(telling: Telling, element: ElementOutcome) -> list[str]:
    """The facts of the conduct that speak to the element; those that its outcome rests on come first."""
    weighed = sorted(element.evidence, key=lambda evidence: evidence.fact not in element.facts)
    return [telling.fact(evidence.fact, evidence.standing, evidence.stated) for evidence in weighed]


def _elsewhere(telling: Telling, element: ElementOutcome) -> Iterator[str]:
    """The facts that the outcome rests on and that are not facts of this conduct."""
    words, record = telling.words, telling.record
    here = {evidence.fact for evidence in element.evidence}
    for fact in element.facts:
        if fact in here:
            continue
        text = telling.fact_as_recorded(fact)
        conducts = [node for node in record.subjects_of(fact) if record.nodes(node, TOWARDS)]
        if element.why == "recorded-elsewhere" and conducts:
            persons = [record.name(person) for person in record.nodes(conducts[0], TOWARDS)]
            name = record.label(conducts[0]) or words.say("conduct.unnamed")
            text += "; " + words.say("elsewhere", conduct=name, persons=words.join(persons))
        yield text


def _reason(telling: Telling, finding: Finding, element: ElementOutcome) -> str:
    """Why the element is not established, in words; empty where it is, or where the standing of its facts says so."""
    words = telling.words
    if element.why is None:
        return ""
    if element.outcome == "alleged" and element.evidence:
        return ""
    if finding.outcome in _SHOWN and element.outcome not in _SHOWN:
        return f"{words.say('why.' + element.why)}; {words.say('not-needed')}"
    if element.why == "not-recorded" and any(evidence.standing == "refuted" for evidence in element.evidence):
        return words.say("why.not-recorded-but-refuted")
    return words.say("why." + element.why)


def _short(provision: str, base: str) -> str:
    """A provision without the name of the instrument, where the heading has just named it."""
    instrument, comma, _ = base.rpartition(", ")
    return provision.removeprefix(instrument + comma) if comma else provision
