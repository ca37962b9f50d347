"""What a name in an assumption means: a fact or conduct of the record, a class of the vocabulary, a characteristic."""

from typing import NamedTuple

from palermo.conclude.situation import Situation
from palermo.names import CONDUCT, FACT
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.terms import local_name
from palermo.whatif.parts import Parts


class Meant(NamedTuple):
    """What is meant: ``kind`` is ``recorded`` (a fact or conduct), ``class`` or ``trait`` (the shape of a
    characteristic); ``at`` the conduct or person that was named for it."""

    kind: str
    iri: str
    at: str | None = None


class Meanings:
    """Looks names up in one case and one rulebook."""

    def __init__(self, rulebook: Rulebook, parts: Parts, situation: Situation, lang: str) -> None:
        record = situation.record
        self._file = record.case.file
        self._facts = sorted(n for n in record.kinds if isinstance(n, str) and record.of_kind(n, FACT))
        self._conducts = sorted(
            {n for n in record.kinds if isinstance(n, str) and record.of_kind(n, CONDUCT)}
            | {c for conducts in situation.conducts.values() for c in conducts}
        )
        self._persons = sorted(situation.persons)
        self._traits = {card.id: card.iri for card in rulebook.characteristics}
        self._classes = {c for c, above in parts.vocabulary.classes.items() if FACT in above and c != FACT}
        self._labels = {c: rulebook.label(c, lang) for c in sorted(self._classes)}
        self._of_word = {word: iri for iri in sorted(self._traits.values()) if (word := parts.word_of(iri)) is not None}

    def of(self, text: str) -> Meant:
        """What a name means. Raises PalermoError where it means nothing, or more than one thing."""
        wanted = text.strip()
        recorded = _ending(wanted, [*self._facts, *self._conducts])
        if recorded:
            return Meant("recorded", self._only(text, recorded))
        term, at, place = wanted.rpartition("@")
        name = term if at else wanted
        where = self._place(text, place) if at else None
        if name in self._traits:
            return Meant("trait", self._traits[name], where)
        classes = self._named(name)
        if not classes:
            raise self._unknown(text, name)
        iri = self._only(text, classes)
        if iri in self._of_word:
            return Meant("trait", self._of_word[iri], where)
        return Meant("class", iri, where)

    def _place(self, text: str, place: str) -> str:
        found = _ending(place, [*self._conducts, *self._persons])
        if found:
            return self._only(text, found)
        known = [local_name(n) for n in (*self._conducts, *self._persons)]
        raise self._refused(
            f"{text}: the case has no conduct and no person {place}; {_near(place, known, 'it has')}", "P350"
        )

    def _named(self, name: str) -> list[str]:
        """The classes with this IRI, name or label; those of the very spelling, if there are any."""
        plain = name.strip("<>")
        if not plain:
            return []
        known = self._classes | self._of_word.keys()
        if plain in known:
            return [plain]
        local = plain.rsplit(":", 1)[-1]
        exact = sorted(c for c in known if local_name(c) == local)
        if exact:
            return exact
        low = local.casefold()
        return sorted(c for c in known if low in (local_name(c).casefold(), self._labels.get(c, "").casefold()))

    def _unknown(self, text: str, name: str) -> PalermoError:
        known = [
            *(local_name(n) for n in (*self._facts, *self._conducts)),
            *self._traits,
            *(local_name(c) for c in self._classes),
            *self._labels.values(),
        ]
        return self._refused(
            f"{text}: no fact of the case, no class of the vocabulary and no characteristic is called that; "
            f"{_near(name, known, 'the facts are')}",
            "P350",
        )

    def _only(self, text: str, found: list[str]) -> str:
        if len(found) == 1:
            return found[0]
        raise self._refused(f"{text} may be {' or '.join(f'<{iri}>' for iri in found)}; write the IRI", "P351")

    def _refused(self, message: str, code: str) -> PalermoError:
        return PalermoError(Problem(self._file, None, None, message, code))


def _ending(name: str, nodes: list[str]) -> list[str]:
    """The nodes of this IRI, or else those that end so."""
    plain = name.strip("<>").lstrip(":")
    if plain in nodes:
        return [plain]
    return list(dict.fromkeys(n for n in nodes if plain and local_name(n) == plain))


def _near(name: str, known: list[str], otherwise: str) -> str:
    """Names that come near, or the first of those that there are."""
    from difflib import get_close_matches

    lowered = {word.casefold(): word for word in reversed(known)}
    close = get_close_matches(name.casefold(), lowered, 3)
    if close:
        return f"did you mean {' or '.join(lowered[word] for word in close)}?"
    return f"{otherwise} {', '.join(known[:5]) or 'none'}"
