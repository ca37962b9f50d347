"""What every writer of a summary is given, and how what it names is called."""

from collections.abc import Sequence
from typing import NamedTuple

from palermo.problems import Problem
from palermo.summary.areas import Areas, read_areas
from palermo.summary.figures import LABEL_SOURCE, Summary
from palermo.summary.told import NONE_NAMED
from palermo.write.context import Context
from palermo.write.words import Words


class Report(NamedTuple):
    """A summary, and the inputs that could not be read or classified."""

    summary: Summary
    problems: Sequence[Problem] = ()


class Names:
    """The words for definitions, elements, groups, areas and categories."""

    def __init__(self, context: Context) -> None:
        self.words = Words(context.rulebook, context.lang)
        self.areas: Areas = read_areas(context.rulebook)
        self._rulebook = context.rulebook
        self._areas = {card.id: card for card in self.areas.cards}

    def definition(self, id_: str) -> str:
        """Where a definition stands, and its identifier, which alone names one that the rulebook does not have."""
        card = next((card for card in self._rulebook.definitions if card.id == id_), None)
        if card is None:
            return id_
        named = self.words.citation(card.provision) or self.words.label(card.iri)
        return self.words.say("summary.definition", definition=named, id=id_)

    def element(self, definition: str, element: str) -> str:
        """The label of an element of a definition."""
        return self.words.element_label(definition, element)

    def elements(self, definition: str, missing: Sequence[str]) -> str:
        """A set of elements that are missing."""
        if not missing:
            return self.words.say("summary.missing.sets.none")
        labels = ", ".join(self.element(definition, element) for element in missing)
        return self.words.say("summary.missing.sets.alone", elements=labels) if len(missing) == 1 else labels

    def group(self, grouping: str, key: str) -> str:
        """What a group is called: a source that the rulebook knows by its label, else the key itself."""
        if key == NONE_NAMED:
            return self.words.say("summary.none." + grouping)
        if grouping == LABEL_SOURCE and key in self._rulebook.vocabulary.individuals:
            return self.words.label(key)
        return key

    def area(self, id_: str) -> str:
        """What an area of the diagram is called."""
        card = self._areas.get(id_)
        return self.words.label(card.iri) if card else id_

    def category(self, id_: str) -> str:
        """A category: its colour, and what it is."""
        card = next((card for card in self._rulebook.categories if card.id == id_), None)
        if card is None:
            return id_
        return self.words.say("summary.category", colour=id_.upper(), label=self.words.label(card.iri))

    def dividing(self) -> str:
        """The definitions that divide areas of the diagram."""
        ids = dict.fromkeys(card.id for area in self.areas.cards for card in area.definitions)
        return ", ".join(map(self.definition, ids))
