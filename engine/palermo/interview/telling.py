"""Questions, help and findings in words. The words are those of the rulebook."""

from collections.abc import Iterator, Mapping

from palermo.findings import CaseFindings, Finding
from palermo.interview.draft import group
from palermo.interview.values import Question
from palermo.rulebook import Rulebook
from palermo.write.words import Words


class Telling:
    """Says things in one language."""

    def __init__(self, rulebook: Rulebook, words: Words, lang: str) -> None:
        self._rulebook, self._words, self._lang = rulebook, words, lang
        cards = (*rulebook.definitions, *rulebook.characteristics, *rulebook.elements.values())
        self._provisions = {card.iri: card.provision for card in cards}
        self._traits = {card.iri for card in rulebook.characteristics}

    def question(self, question: Question) -> Iterator[str]:
        """What to show for a question, line by line."""
        if question.kind == "text":
            yield self._say(f"ask.{question.id}", default=self._say("default.role"))
        elif question.kind == "kinds":
            yield self._say("ask.kinds")
            for number, cls in enumerate(question.options, 1):
                yield "  " + self._kind(number, cls)
            whole = group(question)
            known = self._words.label(whole[0]) if whole else ""
            yield "  " + (self._say("none.group", label=known) if whole else self._say("none.nothing"))
        else:
            yield self._asked(question)
            if question.part:
                kinds = [self._words.label(cls) for cls in question.options or question.classes]
                yield self._say("only", kinds=", ".join(kinds))
            yield self._say("choices.age" if question.kind == "age" else "choices")

    def help(self, question: Question) -> Iterator[str]:
        """What a question means: definition, provision, and which answers there are."""
        if question.kind == "text":
            yield self._say("help.text")
            return
        label, text = self._words.label(question.shape), self._words.text(question.shape)
        yield self._say("help.definition", label=label, definition=text) if text else label
        citation = self._words.citation(self._provisions.get(question.shape))
        if citation:
            yield self._say("help.provision", citation=citation)
        if question.kind != "kinds":
            yield self._say("help.standing")
            yield self._say("help.answers")

    def findings(self, found: CaseFindings, last: bool) -> Iterator[str]:
        """Each finding in a line: the outcome, and what is not shown."""
        for person in found.persons:
            for finding in person.findings:
                yield self._finding(finding, "last" if last else "so-far")

    def _finding(self, finding: Finding, id_: str) -> str:
        words = self._words
        card = words.definition(finding.definition)
        places = {
            "definition": words.label(card.iri) if card else finding.definition,
            "outcome": words.say("outcome." + finding.outcome),
        }
        ways = words.say("or").join(self._way(finding, way) for way in finding.missing_alternatives)
        if finding.outcome == "not-established" and ways:
            return self._say(f"{id_}.missing", ways=ways, **places)
        return self._say(id_, **places)

    def _way(self, finding: Finding, atoms: tuple[str, ...]) -> str:
        labels = {element.element: self._words.label(element.shape) for element in finding.elements}
        named = [labels[atom] for atom in atoms if atom in labels]
        traits = [
            self._words.say_for("alternative", atom, characteristic=self._words.trait_label(atom))
            for atom in atoms
            if atom not in labels
        ]
        return self._words.join([*named, *traits])

    def _asked(self, question: Question) -> str:
        """The rulebook's own question, on the one class that is asked for or on the shape; else one made of label and
        definition."""
        only = question.classes[0] if len(question.classes) == 1 else ""
        own = self._own(only) or self._own(question.shape)
        if own:
            return own
        kind = "characteristic" if question.kind == "age" or question.shape in self._traits else "element"
        label, text = self._words.label(question.shape), self._words.text(question.shape)
        return self._say(f"ask.{kind}", label=label, definition=text).strip()

    def _own(self, term: str) -> str:
        texts: Mapping[str, str] = self._rulebook.plan.questions.get(term) or {}
        return texts.get(self._lang) or texts.get("en") or texts.get("") or ""

    def _kind(self, number: int, cls: str) -> str:
        label, text = self._words.label(cls), self._words.text(cls)
        if text:
            return self._say("kind", number=number, label=label, definition=text)
        return self._say("kind.short", number=number, label=label)

    def _say(self, id_: str, **places: object) -> str:
        return self._words.say("interview." + id_, **places)
