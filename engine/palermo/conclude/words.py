"""The sentences of a rulebook, by language: labels, messages, wording. They come from the packs."""

from collections.abc import Mapping, Sequence

from palermo.compile.plan import Texts
from palermo.findings import OUTCOMES
from palermo.terms import local_name


class Words:
    """Looks up the texts of a rulebook. A text that is missing in a language is given in English, else as it is."""

    __slots__ = ("_definitions", "_labels", "_messages", "_notes", "_wording")

    def __init__(self, labels: Texts, definitions: Texts, messages: Texts, wording: Texts, notes: Texts) -> None:
        self._labels, self._definitions, self._messages, self._wording = labels, definitions, messages, wording
        self._notes = notes

    def label(self, iri: str, lang: str = "en") -> str:
        """The label of a term, or its local name where it has none."""
        return self.own_label(iri, lang) or local_name(iri)

    def own_label(self, iri: str, lang: str = "en") -> str:
        """The label that the packs give a term, or an empty string."""
        return _pick(self._labels.get(iri), lang)

    def text(self, iri: str, lang: str = "en") -> str:
        """The definition of a term, or an empty string."""
        return _pick(self._definitions.get(iri), lang)

    def note(self, definition: str, lang: str = "en") -> str:
        """What of a definition was not verified, or an empty string."""
        return _pick(self._notes.get(definition), lang)

    def unverified(self, definition: str, lang: str = "en") -> str:
        """The caveat of findings under a definition that was not verified in full."""
        template = self.wording("caveat.unverified", lang) or "{caveat} {note}"
        return template.format(caveat=self.wording("caveat", lang), note=self.note(definition, lang))

    def message(self, shape: str, lang: str = "en") -> str:
        """The message of a shape, or its label where it has none."""
        return _pick(self._messages.get(shape), lang) or self.label(shape, lang)

    def quality(self, shape: str) -> str:
        """What a quality shape says, in English; empty where a nested shape leaves it to its owner."""
        return _pick(self._messages.get(shape), "en")

    def wording(self, id_: str, lang: str = "en") -> str:
        """A sentence of a report, by identifier, or an empty string."""
        return _pick(self._wording.get(id_), lang)

    def citation(self, provision: str | None, lang: str = "en") -> str | None:
        """The citation of a provision."""
        return None if provision is None else self.label(provision, lang)

    def remark(self, shape: str, alleged: bool, lang: str = "en") -> str:
        """The text of a remark, put under a condition where it holds only on what is alleged."""
        text = self.message(shape, lang)
        frame = self.wording("remark.alleged", lang) if alleged else ""
        return frame.format(text=text) if frame else text

    def apart(self, outcomes: Sequence[tuple[str, str]], lang: str = "en") -> str:
        """How the definitions of a report part from one another: each outcome with those that come to it. Given are the
        identifiers of the definitions in order, each with its outcome."""
        group = self.wording("divergence.group", lang) or "{outcome}: {definitions}"
        listed = "; ".join(
            group.format(outcome=self.wording("outcome." + outcome, lang) or outcome, definitions=", ".join(ids))
            for outcome in OUTCOMES
            if (ids := [definition for definition, own in outcomes if own == outcome])
        )
        return (self.wording("divergence.definitions", lang) or "{findings}").format(findings=listed)


def _pick(texts: Mapping[str, str] | None, lang: str) -> str:
    if not texts:
        return ""
    return texts.get(lang) or texts.get("en") or texts.get("") or texts[min(texts)]
