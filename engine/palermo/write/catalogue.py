"""Definitions and terms of the rulebook as text, Markdown and JSON."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TextIO

from palermo.catalogue import Entry
from palermo.rulebook import Card
from palermo.write.as_json import line as json_line
from palermo.write.blocks_out import Show, markdown_out, shown_as, text_out
from palermo.write.context import Context
from palermo.write.report.block import Block, heading, item, line
from palermo.write.report.closing import gap_text
from palermo.write.words import Words


def definition_tree(context: Context, card: Card) -> dict[str, Any]:
    """One definition as an entry of the JSON of ``definitions``."""
    rulebook, words = context.rulebook, Words(context.rulebook, context.lang)
    return {
        "id": card.id,
        "label": words.label(card.iri),
        "classification": card.concludes,
        "provision": words.citation(card.provision) or None,
        "jurisdiction": card.jurisdiction,
        "in_force_from": card.in_force_from,
        "in_force_until": card.in_force_until,
        "replaces": _identifier(context, card.replaces),
        "verified": card.verified,
        "unverified": rulebook.unverified(card.id, context.lang) or None,
        "elements": [rulebook.elements[shape].id for shape, _ in card.elements],
        "not_encoded": [
            {"id": gap.id, "text": words.text(gap.text_of), "provision": words.citation(gap.provision) or None}
            for gap in rulebook.not_encoded(card.id)
        ],
    }


def _definitions_json(out: TextIO, context: Context) -> None:
    trees = ",\n ".join(json_line(definition_tree(context, card)) for card in context.rulebook.definitions)
    out.write(f"[{trees}]\n")


def _definitions_shown(show: Show) -> Callable[[TextIO, Context], None]:
    return lambda out, context: show(out, context, _definition_blocks(context))


def _definition_blocks(context: Context) -> Iterator[Block]:
    words, rulebook = Words(context.rulebook, context.lang), context.rulebook
    for card in rulebook.definitions:
        yield Block("case", words.label(card.iri), card.id)
        yield from _lines(words.text(card.iri), words.citation(card.provision), *_of(context, card))
        yield heading(words.say("show.elements"))
        for shape, _ in card.elements:
            element = rulebook.elements[shape]
            yield item(f"{words.label(shape)}: {words.text(shape)}", 1, words.citation(element.provision))
        gaps = rulebook.not_encoded(card.id)
        if gaps:
            yield heading(words.say("not-encoded"))
        for gap in gaps:
            yield item(gap_text(words, gap.text_of), 1, words.citation(gap.provision))
        yield line("", 0)


def _of(context: Context, card: Card) -> Iterator[str]:
    """What a definition concludes, when and where it is law, the versions of it, and what was not verified."""
    words = Words(context.rulebook, context.lang)
    if card.concludes:
        yield words.say("show.concludes", classification=words.label(card.concludes))
    if card.jurisdiction:
        yield words.say("show.jurisdiction", jurisdiction=card.jurisdiction)
    if card.in_force_from:
        yield words.say("show.from", date=card.in_force_from)
    if card.in_force_until:
        yield words.say("show.until", date=card.in_force_until)
    yield from _versions(context, card)
    if card.default:
        yield words.say("show.default")
    note = context.rulebook.unverified(card.id, context.lang)
    if note or not card.verified:
        yield words.say("show.note" if card.verified else "show.unverified", note=note)


def _identifier(context: Context, iri: str | None) -> str | None:
    """The identifier of a definition; its IRI where the rulebook has none."""
    return next((card.id for card in context.rulebook.definitions if card.iri == iri), iri)


def _versions(context: Context, card: Card) -> Iterator[str]:
    """The versions before and after a definition."""
    words = Words(context.rulebook, context.lang)
    if card.replaces:
        yield words.say("show.replaces", definition=_identifier(context, card.replaces))
    for other in context.rulebook.definitions:
        if other.replaces == card.iri:
            yield words.say("show.followed-by", definition=other.id)


def _lines(*texts: object) -> Iterator[Block]:
    yield from (line(str(text)) for text in texts if text)


def _entry_json(out: TextIO, _context: Context, found: Entry) -> None:
    out.write(json_line(found._asdict()) + "\n")


def _entry_blocks(context: Context, found: Entry) -> Iterator[Block]:
    words = Words(context.rulebook, context.lang)
    yield Block("case", found.label, words.say("kind." + found.kind))
    yield from _lines(
        found.iri, found.identifier and words.say("show.identifier", identifier=found.identifier), found.text
    )
    yield from (line(words.say("show.source", source=provision)) for provision in found.provisions)
    for card in context.rulebook.definitions:
        yield from (line(text) for text in (_of(context, card) if card.iri == found.iri else ()))
    lists: Sequence[tuple[str, tuple[str, ...]]] = (
        ("show.above", found.above),
        ("show.below", found.below),
        ("show.types", found.types),
        ("show.indicates", found.indicates),
        ("show.indicated-by", found.indicated_by),
    )
    for title, iris in lists:
        if iris:
            yield heading(words.say(title))
        for iri in iris:
            yield item(words.label(iri), 1, iri)


DEFINITION_WRITERS: dict[str, Callable[[TextIO, Context], None]] = {
    "text": _definitions_shown(text_out),
    "json": _definitions_json,
    "markdown": _definitions_shown(markdown_out),
}
ENTRY_WRITERS: dict[str, Callable[[TextIO, Context, Entry], None]] = {
    "text": shown_as(text_out, _entry_blocks),
    "json": _entry_json,
    "markdown": shown_as(markdown_out, _entry_blocks),
}
