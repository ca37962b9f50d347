"""The section of a report on the diagram: circles, area, overlap categories, and the facts of the person's life. Where
the rulebook has no diagram, those of the facts that no definition looks at."""

from collections.abc import Iterator

from palermo.findings import PersonFindings, Placement
from palermo.names import FACT, TYPE
from palermo.terms import local_name
from palermo.write.report.block import Block, heading, item, line, row
from palermo.write.report.telling import Telling


def model_blocks(telling: Telling, person: PersonFindings) -> Iterator[Block]:
    """Where the person's situation lies in the diagram, on both views."""
    words, rulebook = telling.words, telling.context.rulebook
    if not rulebook.circles:
        rest = list(_life(telling, person.person, _told(person), 2))
        yield from [heading(words.say("person-facts")), *rest] if rest else ()
        return
    shown = [_category(telling, id_) for id_ in person.established.categories]
    colours = words.join([colour for colour, _ in shown])
    tone = person.established.categories[0] if shown else ""
    provision = words.citation(rulebook.circles[0].provision)
    yield heading(" · ".join(filter(None, (words.say("model"), provision))), colours, tone)
    now, then = dict(person.established.circles), dict(person.alleged.circles)
    for card in rulebook.circles:
        standing = "established" if now.get(card.id) else "alleged" if then.get(card.id) else "none"
        mark = {"established": "●", "alleged": "◐", "none": "○"}[standing]
        yield row(f"{mark} {words.label(card.iri)}", words.say("circle." + standing), "")
    yield line(_area(telling, person.established), 2)
    yield from _category_items(telling, person.established)
    if person.alleged != person.established:
        yield line(words.say("if-proved", text=_area(telling, person.alleged)), 2)
        if person.alleged.categories != person.established.categories:
            yield from _category_items(telling, person.alleged)
    life = list(_life(telling, person.person))
    yield from [line(words.say("person-facts"), 2), *life] if life else ()


def _area(telling: Telling, placement: Placement) -> str:
    """The area of the diagram, named by its circles."""
    words, rulebook = telling.words, telling.context.rulebook
    holding = [words.label(card.iri) for card in rulebook.circles if dict(placement.circles).get(card.id)]
    if not holding:
        return words.say("region.none")
    return words.say("region.one" if len(holding) == 1 else "region", circles=words.say("region.and").join(holding))


def _category(telling: Telling, id_: str) -> tuple[str, str]:
    """A category's colour word, and its label with what it means."""
    words = telling.words
    card = words.definition(id_)
    if card is None:
        return id_.upper(), ""
    return id_.upper(), words.say("category", label=words.label(card.iri), meaning=words.text(card.iri))


def _category_items(telling: Telling, placement: Placement) -> Iterator[Block]:
    for id_ in placement.categories:
        colour, meaning = _category(telling, id_)
        yield item(meaning, status=colour, tone=id_)
    if not placement.categories:
        overlap = sum(holds for _, holds in placement.circles) > 1
        yield line(telling.words.say("no-category" if overlap else "no-overlap"), 2)


def _life(telling: Telling, person: str, told: frozenset[str] = frozenset(), depth: int = 3) -> Iterator[Block]:
    """The facts that hang on the person: what the circles rest on, and what lies outside them."""
    record, vocabulary = telling.record, telling.context.rulebook.vocabulary
    for predicate in record.said(person):
        for node in record.nodes(person, predicate):
            is_fact = any(FACT in vocabulary.classes.get(kind, ()) for kind in record.nodes(node, TYPE))
            if is_fact and node not in told:
                yield row(_of_life(telling, predicate), "", telling.fact_as_recorded(node), depth=depth)


def _told(person: PersonFindings) -> frozenset[str]:
    """The facts that the findings on a person show."""
    elements = [element for finding in person.findings for element in finding.elements]
    shown = (*(e.facts for e in elements), *(e.indicators for e in elements))
    return frozenset(fact for facts in shown for fact in facts) | {v.fact for e in elements for v in e.evidence}


def _of_life(telling: Telling, predicate: str) -> str:
    """How a report calls a property of the person: in words made for it, else by its label."""
    return telling.words.say("life." + local_name(predicate)) or telling.words.label(predicate)
