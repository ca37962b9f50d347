"""Templates of the rulebook, filled in. No sentence about law stands in this code."""

from collections.abc import Sequence

from palermo.rulebook import Card, Rulebook


class Words:
    """The wording and labels of a rulebook in one language."""

    def __init__(self, rulebook: Rulebook, lang: str) -> None:
        self._rulebook = rulebook
        self._lang = lang
        self._definitions = {card.id: card for card in (*rulebook.categories, *rulebook.definitions)}
        self._traits = {card.id: card for card in rulebook.characteristics}

    def say(self, id_: str, **places: object) -> str:
        """The template ``id_`` with its places filled in; nothing where the rulebook has none."""
        return self._rulebook.wording(id_, self._lang).format(**places)

    def say_for(self, id_: str, key: str, **places: object) -> str:
        """The template made for ``key`` (``id_.key``) where the rulebook has one, else the one for all."""
        return self.say(f"{id_}.{key}", **places) or self.say(id_, **places)

    def label(self, iri: str) -> str:
        """The label of a term or shape."""
        return self._rulebook.label(iri, self._lang)

    def text(self, iri: str) -> str:
        """The definition of a term or shape, in words."""
        return self._rulebook.text(iri, self._lang)

    def in_sentence(self, iri: str) -> str:
        """The label as it stands inside a sentence: without its capital, unless more capitals follow."""
        label = self.label(iri)
        return label[:1].lower() + label[1:] if label[1:2].islower() else label

    def join(self, parts: Sequence[str], last: str = "and") -> str:
        """The parts as a list in a sentence: ``a, b and c``; ``last`` is the wording before the last of them."""
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + self.say(last) + parts[-1]

    def not_shown(self, labels: Sequence[str]) -> str:
        """The sentence on what the record does not show: one thing, neither of two, or none of several."""
        number = {1: "one", 2: "two"}.get(len(labels), "many")
        return self.say_for(
            "because.not-established", number, elements=", ".join(labels), first=labels[0], last=labels[-1]
        )

    def citation(self, provision: str | None) -> str:
        """The citation of a provision; empty for None."""
        return self.label(provision) if provision else ""

    def definition(self, id_: str) -> Card | None:
        """The definition, or category, with this identifier."""
        return self._definitions.get(id_)

    def element_label(self, definition: str, element: str) -> str:
        """The label of an element of a definition; its identifier where the definition has no such element."""
        card = self._definitions.get(definition)
        for shape, _ in card.elements if card else ():
            if self._rulebook.elements[shape].id == element:
                return self.label(shape)
        return element

    def trait_label(self, id_: str) -> str:
        """The label of a characteristic."""
        card = self._traits.get(id_)
        return self.label(card.iri) if card else id_
