"""What is supposed, in words and as Turtle."""

from palermo.names import PAL
from palermo.terms import Literal
from palermo.whatif.values import Supposed
from palermo.write.report.telling import Telling
from palermo.write.turtle import PREFIXES, subject_lines


class Saying:
    """Says what is supposed of one case. ``several`` tells whether conducts must be told apart."""

    def __init__(self, telling: Telling, several: bool) -> None:
        self._telling, self._words, self._several = telling, telling.words, several

    def words(self, supposed: Supposed) -> str:
        """One thing that is supposed, as part of a sentence."""
        text = self._said(supposed)
        return self._words.say("whatif.refuted", fact=text) if supposed.refuted else text

    def either(self, choice: tuple[Supposed, ...]) -> list[str]:
        """Alternatives: each that is recorded by itself, and those that are not together."""
        fresh = [one for one in choice if one.kind == "fresh" and not one.refuted]
        if len(fresh) < 2:
            return [self.words(one) for one in choice]
        kinds = self._words.join([self._classes(one) for one in fresh], "or")
        together = self._where(fresh[0], self._words.say("whatif.fresh", kind=kinds))
        return [*(self.words(one) for one in choice if one not in fresh), together]

    def together(self, supposed: tuple[Supposed, ...]) -> str:
        """Several things that are supposed together."""
        parts = [self.words(one) for one in supposed]
        return "; ".join(parts[:-1]) + (self._words.say("whatif.and") if parts[1:] else "") + parts[-1]

    def _said(self, supposed: Supposed) -> str:
        words = self._words
        if supposed.kind == "fresh-conduct":
            return words.say("whatif.fresh-conduct")
        if supposed.kind == "conduct":
            return words.say("whatif.conduct", conduct=self.conduct(supposed.node), standing=self._standing(supposed))
        if supposed.kind == "fact":
            fact = self._telling.named(supposed.node)
            return self._where(supposed, words.say("whatif.fact", fact=fact, standing=self._standing(supposed)))
        if supposed.kind == "characteristic":
            label = words.trait_label(supposed.trait or "")
            return self._where(supposed, words.say_for("alternative", supposed.trait or "", characteristic=label))
        if supposed.kind == "value":
            return self._where(supposed, self._value(supposed))
        return self._where(supposed, self._fresh(supposed))

    def _fresh(self, supposed: Supposed) -> str:
        words, named = self._words, self._classes(supposed)
        if supposed.refuted:
            return words.say("whatif.fresh.any", kind=named)
        if not supposed.kinds:
            return words.say("whatif.fresh", kind=named)
        kinds = words.join([words.in_sentence(kind) for kind in supposed.kinds], "or")
        return words.say("whatif.fresh.kinds", kind=named, kinds=kinds)

    def _classes(self, supposed: Supposed) -> str:
        classes = self._words.join([self._words.in_sentence(cls) for cls in supposed.classes])
        return classes or self._words.in_sentence(supposed.property or "")

    def _value(self, supposed: Supposed) -> str:
        value = supposed.triples[0][2]
        shown = value.lexical if isinstance(value, Literal) else self._telling.record.name(value) or value
        label = self._words.in_sentence(supposed.property or "")
        return self._words.say("whatif.value", property=label, value=shown)

    def _where(self, supposed: Supposed, text: str) -> str:
        """The text with the conduct that it is about, where there are several."""
        if not self._several or supposed.at is None or supposed.at == supposed.node:
            return text
        if supposed.at in {person.person for person in self._telling.findings.persons}:
            return text
        return self._words.say("whatif.in-conduct", fact=text, conduct=self.conduct(supposed.at))

    def conduct(self, node: str) -> str:
        """What to call a conduct."""
        return self._telling.record.name(node) or self._words.say("conduct.unnamed")

    def _standing(self, supposed: Supposed) -> str:
        return self._words.say("standing." + (supposed.standing or "established"))


def turtle(supposed: Supposed) -> str:
    """What is supposed as a Turtle document of its own."""
    lines = list(subject_lines(supposed.triples))
    used = [p for p, space in PREFIXES.items() if space == PAL or any(f"{p}:" in text for text in lines)]
    return "\n".join([*(f"@prefix {p}: <{PREFIXES[p]}> ." for p in used), *lines]) + "\n"
