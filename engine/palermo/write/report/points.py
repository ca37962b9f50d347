"""The sections of a report on points of law, on where definitions part, and on labels that others gave."""

from collections.abc import Iterator

from palermo.findings import LabelFinding, PersonFindings
from palermo.names import SOURCE
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
        circles = telling.context.rulebook.circles
        yield heading(words.say_for("divergences", "model") if circles else words.say("divergences"))
    for divergence in person.divergences:
        yield item(divergence.text)
    if person.labellings:
        yield heading(words.say("labels"))
    for label in person.labellings:
        yield item(_label_text(telling, label), tone=label.support or "")


def _label_text(telling: Telling, label: LabelFinding) -> str:
    words = telling.words
    given, giver = words.in_sentence(label.labelled_as), _giver(telling, label)
    parts = [
        words.say("label.given", label=given, source=giver) if giver else words.say("label.given-unknown", label=given)
    ]
    parts[0] += ": " + words.say("support." + (label.support or "none")) + "."
    if label.definition and label.missing:
        parts.append(words.not_shown([words.element_label(label.definition, element) for element in label.missing]))
    card = words.definition(label.definition) if label.definition else None
    if card:
        provision = words.citation(card.provision)
        where = f"{words.label(card.iri)} ({provision})" if provision else words.label(card.iri)
        parts.append(words.say("label.tested-by", definition=where))
    return " ".join(parts)


def _giver(telling: Telling, label: LabelFinding) -> str:
    """Who gave a label: the source as it is written or labelled, or what stands at its address; empty where none."""
    if not label.source:
        return ""
    name = telling.record.name(label.source)
    if name == label.source and name in telling.record.nodes(label.labelling, SOURCE):
        return telling.words.say("label.source-at", address=name)
    return name
