"""The sections of a report on points of law, on where definitions part, and on labels that others gave."""

from collections.abc import Iterator

from palermo.findings import LabelFinding, PersonFindings
from palermo.write.report.block import Block, heading, item
from palermo.write.report.telling import Telling


def point_blocks(telling: Telling, person: PersonFindings) -> Iterator[Block]:
    """Remarks, divergences and labels."""
    words = telling.words
    if person.remarks:
        yield heading(words.say("remarks"))
    for remark in person.remarks:
        yield item(remark.text, aside=remark.provision or "")
    if person.divergences:
        yield heading(words.say("divergences"))
    for divergence in person.divergences:
        yield item(divergence.text)
    if person.labellings:
        yield heading(words.say("labels"))
    for label in person.labellings:
        yield item(_label_text(telling, label), tone=label.support or "")


def _label_text(telling: Telling, label: LabelFinding) -> str:
    words = telling.words
    given = words.in_sentence(label.labelled_as)
    parts = [
        words.say("label.given", label=given, source=telling.record.name(label.source))
        if label.source
        else words.say("label.given-unknown", label=given)
    ]
    parts[0] += ": " + words.say("support." + (label.support or "none")) + "."
    if label.definition and label.missing:
        elements = [words.element_label(label.definition, element) for element in label.missing]
        parts.append(words.say("label.missing", elements=words.join(elements, "or-last")))
    card = words.definition(label.definition) if label.definition else None
    if card:
        provision = words.citation(card.provision)
        where = f"{words.label(card.iri)} ({provision})" if provision else words.label(card.iri)
        parts.append(words.say("label.tested-by", definition=where))
    return " ".join(parts)
