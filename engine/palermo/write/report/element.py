"""The rows of a report on one element: why it is not established, on what facts it rests, where else they are."""

from collections.abc import Iterator

from palermo.findings import ElementOutcome, Finding
from palermo.names import TOWARDS, TOWARDS_CHILD
from palermo.write.report.block import Block, row
from palermo.write.report.outcome import SHOWN
from palermo.write.report.telling import Telling


def element_rows(
    telling: Telling, person: str, finding: Finding, element: ElementOutcome, provision: str
) -> Iterator[Block]:
    """The rows of one element: the reason, the facts that carry it, the others, then indicators. ``provision`` is
    that of the definition."""
    words = telling.words
    reason, alone = _reason(telling, finding, element)
    texts = [reason] if reason else []
    texts += [*_evidence(telling, element), *_elsewhere(telling, person, element)]
    for indicator in element.indicators:
        fact = telling.fact_as_recorded(indicator)
        texts.append(fact if alone else words.say("indicated", fact=fact))
    label, status = words.label(element.shape), words.say("element." + element.outcome)
    aside = _short(element.provision or "", provision)
    for text in texts or [""]:
        yield row(label, status, text, aside, element.outcome)
        label = status = aside = ""


def is_needed(finding: Finding, element: ElementOutcome) -> bool:
    """Whether the definition still waits for an element: false where the shortest ways to it do without."""
    return element.outcome in SHOWN or element.element in finding.missing


def _reason(telling: Telling, finding: Finding, element: ElementOutcome) -> tuple[str, bool]:
    """Why the element is not established, in words, and whether these announce that nothing but indicators follows.
    Empty where the element is established, or where the facts that follow say it themselves."""
    words = telling.words
    if element.why is None or (element.outcome == "alleged" and element.evidence):
        return "", False
    needed = is_needed(finding, element)
    if needed and element.why == "not-recorded" and element.indicators and not element.evidence:
        return words.say("why.not-recorded-indicators"), True
    said = []
    refuted = _refuted_kinds(telling, element)
    if refuted:
        said = [words.say("kind-refuted", kind=kind) for kind in refuted] + [words.say("no-other-kind")]
    elif element.why != "recorded-elsewhere":
        said = [words.say("why." + element.why)]
    if not needed:
        said.append(words.say("not-needed" if finding.outcome != "alleged" else "not-needed-if-proved"))
    return "; ".join(said), False


def _refuted_kinds(telling: Telling, element: ElementOutcome) -> list[str]:
    """The kinds that the record refutes on this conduct, where the element itself stays open and unexamined."""
    if element.why not in ("not-recorded", "recorded-elsewhere"):
        return []
    refuted = [evidence.fact for evidence in element.evidence if evidence.standing == "refuted"]
    return list(dict.fromkeys(kind for fact in refuted for kind in telling.record.kinds(fact)))


def _evidence(telling: Telling, element: ElementOutcome) -> list[str]:
    """The facts of the conduct that speak to the element; those that its outcome rests on come first."""
    weighed = sorted(element.evidence, key=lambda evidence: evidence.fact not in element.facts)
    return [telling.fact(evidence.fact, evidence.standing, evidence.stated) for evidence in weighed]


def _elsewhere(telling: Telling, person: str, element: ElementOutcome) -> Iterator[str]:
    """The facts that the outcome rests on and that are not facts of this conduct: in full where they concern this
    person, by kind where they are about somebody else."""
    words, record = telling.words, telling.record
    persons = [other.person for other in telling.findings.persons]
    here = {evidence.fact for evidence in element.evidence}
    of_others: dict[str, list[str]] = {}
    for fact in element.facts:
        if fact in here:
            continue
        if element.why != "recorded-elsewhere":
            yield telling.fact_as_recorded(fact)
            continue
        conducts = {node: _towards(telling, node) for node in record.subjects_of(fact) if _towards(telling, node)}
        own = [node for node, towards in conducts.items() if person in towards]
        holders = [other for other in persons if other in record.subjects_of(fact)]
        if own:
            name = record.label(own[0]) or words.say("conduct.unnamed")
            yield words.say("elsewhere.conduct", conduct=name, fact=telling.fact_as_recorded(fact))
        elif conducts or (holders and person not in holders):
            whose = [other for towards in conducts.values() for other in towards] or holders
            others = dict.fromkeys(record.name(other) or other for other in whose)
            of_others.setdefault(words.join(list(others)), []).append(telling.fact_shortly(fact))
        else:
            yield words.say("why.recorded-elsewhere", fact=telling.fact_as_recorded(fact))
    for others_named, facts in of_others.items():
        yield words.say("elsewhere.person", persons=others_named, facts=words.join(list(dict.fromkeys(facts))))


def _towards(telling: Telling, node: str) -> list[str]:
    """The persons towards whom a node is a conduct; none where it is something else."""
    record = telling.record
    return list(dict.fromkeys([*record.nodes(node, TOWARDS), *record.nodes(node, TOWARDS_CHILD)]))


def _short(provision: str, base: str) -> str:
    """A provision without the name of the instrument, where the heading has just named it."""
    instrument, comma, _ = base.rpartition(", ")
    return provision.removeprefix(instrument + comma) if comma else provision
