"""Whether a definition was law at the time and place of a conduct: yes, no, or open where the record does not say.

A question of time and place only. Who is party to a treaty, what else a law's scope asks, and which court may judge is
not looked at. ``None`` stands for open throughout. Days are text, ``YYYY-MM-DD``, and compare as such.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from palermo.compile.plan import Card, Membership
from palermo.conclude.words import Words
from palermo.names import ENDED_ON, JURISDICTION, STARTED_ON
from palermo.terms import Literal
from palermo.view.record import Record

_DAY: Final = len("2010-05-31")
_MOST_KNOWN: Final = 4096

#: The first and the last day of something.
Days = tuple[str, str]


class Asked(NamedTuple):
    """What a reader asks: of a day and of jurisdictions instead of those recorded, and whether findings under what was
    not law then and there are left out."""

    at: str | None = None
    jurisdictions: tuple[str, ...] = ()
    only_applicable: bool = False


NOTHING_ASKED: Final = Asked()


class Applies(NamedTuple):
    """Whether a definition was law then and there, and why, in words."""

    value: bool | None
    because: str


class Applicability:
    """The time and place of the definitions of a rulebook. Remembers what it has answered, up to a bound."""

    __slots__ = ("_codes", "_known", "_within", "_words")

    def __init__(self, definitions: Sequence[Card], memberships: Sequence[Membership], words: Words) -> None:
        self._within: dict[str, list[Membership]] = {}
        for membership in memberships:
            self._within.setdefault(membership.member, []).append(membership)
        codes = {card.jurisdiction for card in definitions}
        codes.update(code for m in memberships for code in (m.member, m.within))
        self._codes = codes
        self._words = words
        self._known: dict[tuple[object, ...], Applies] = {}

    def is_place(self, code: str) -> bool:
        """Whether a jurisdiction is the code of a place, and not the name of a court."""
        return code in self._codes or _is_iso(code)

    def judge(
        self, card: Card, conduct: bool, days: Days | None, codes: tuple[str, ...], asked: Asked, lang: str
    ) -> Applies:
        """Whether a definition was law on these days under these jurisdictions. ``conduct`` says whether there is one,
        for the words."""
        key = (card.iri, conduct, days, codes, asked, lang)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._judged(card, conduct, days, codes, asked, lang)
        return found

    def _judged(
        self, card: Card, conduct: bool, days: Days | None, codes: tuple[str, ...], asked: Asked, lang: str
    ) -> Applies:
        when, time = _time(card, conduct, days)
        where, place, code = self._place(card.jurisdiction, codes, days)
        say = self._words.wording
        days_said = say("applicable.days", lang) if days and days[0] != days[1] else "{first}"
        said = days_said.format(first=days[0], last=days[1]) if days else ""
        day = say("applicable.when.asked" if asked.at else "applicable.when.conduct", lang).format(days=said)
        force = _force(card)
        span = say("applicable.force." + force, lang).format(first=card.in_force_from, last=card.in_force_until)
        there = say("applicable.where.asked" if asked.jurisdictions else "applicable.where.case", lang).format(
            codes=", ".join(codes)
        )
        sentences = (
            say("applicable.time." + when, lang).format(when=day, force=span),
            say("applicable.place." + where, lang).format(law=card.jurisdiction, code=code, where=there),
        )
        return Applies(_all((time, place)), " ".join(sentence for sentence in sentences if sentence))

    # --- place

    def _place(self, law: str | None, codes: tuple[str, ...], days: Days | None) -> tuple[str, bool | None, str]:
        """The wording, the verdict, and the jurisdiction that decides: the first of those with the best verdict."""
        if law is None:
            return "any", True, ""
        if not codes:
            return "none", None, ""
        verdicts = [(*self._of(law, code, days), code) for code in codes]
        best = True if any(v is True for _, v, _ in verdicts) else None
        return next((v for v in verdicts if v[1] is best), verdicts[0])

    def _of(self, law: str, code: str, days: Days | None) -> tuple[str, bool | None]:
        if code == law:
            return "same", True
        inside = self._inside(code, law, days)
        if inside is not False:
            return ("within", True) if inside else ("open", None)
        if self._inside(law, code, days) is not False:
            return "part", None
        return ("outside", False) if self.is_place(code) else ("unknown", None)

    def _inside(self, code: str, other: str, days: Days | None) -> bool | None:
        """Whether a jurisdiction lay within another on these days: surely, perhaps, or not."""
        if other in self._around(code, days, True):
            return True
        return None if other in self._around(code, days, False) else False

    def _around(self, code: str, days: Days | None, surely: bool) -> set[str]:
        """The jurisdictions within which one lay, at whatever depth."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            one = waiting.pop()
            country, dash, _ = one.partition("-")
            steps = [country] if dash and _is_iso(one) else []
            for membership in self._within.get(one, ()):
                held = _held(membership, days)
                if held or (held is None and not surely):
                    steps.append(membership.within)
            waiting += [step for step in steps if step not in found]
            found.update(steps)
        return found


class Scope:
    """The time and place of one case, as it records them or as the reader asks."""

    __slots__ = ("_applicability", "_asked", "_codes", "_days", "_lang", "_record")

    def __init__(self, applicability: Applicability, record: Record, asked: Asked, lang: str) -> None:
        self._applicability, self._record, self._asked, self._lang = applicability, record, asked, lang
        recorded = record.out.get(JURISDICTION, {}).get(record.case.iri, ())
        self._codes = asked.jurisdictions or tuple(sorted(v.lexical for v in recorded if isinstance(v, Literal)))
        self._days: dict[str, Days | None] = {}

    def of(self, card: Card, conduct: str | None) -> Applies:
        """Whether a definition was law at the time and place of a conduct; None for no conduct."""
        days = (self._asked.at, self._asked.at) if self._asked.at else self._when(conduct) if conduct else None
        return self._applicability.judge(card, bool(conduct), days, self._codes, self._asked, self._lang)

    def _when(self, conduct: str) -> Days | None:
        """The days of a conduct; where one end is missing the other stands for both."""
        if conduct not in self._days:
            out = self._record.out
            said = [
                value.lexical[:_DAY]
                for predicate in (STARTED_ON, ENDED_ON)
                for value in out.get(predicate, {}).get(conduct, ())
                if isinstance(value, Literal)
            ]
            self._days[conduct] = (min(said), max(said)) if said else None
        return self._days[conduct]


def _is_iso(code: str) -> bool:
    """Whether this looks like a code of ISO 3166-1 (a country: ``ZA``) or ISO 3166-2 (a part of one, which begins with
    the country's: ``GB-SCT``)."""
    country, dash, part = code.partition("-")
    letters = len(country) == 2 and country.isalpha() and country.isupper()
    rest = 1 <= len(part) <= 3 and part.isalnum() and part == part.upper() if dash else True
    return code.isascii() and letters and rest


# --- time


def _time(card: Card, conduct: bool, days: Days | None) -> tuple[str, bool | None]:
    """The wording and the verdict: whether these days lie within those in force."""
    first, last = card.in_force_from, card.in_force_until
    if days is None:
        return ("undated" if conduct else "no-conduct"), None
    lies = _within(days, first, last)
    if lies is False:
        return "no", False
    if first is None:
        return "unknown", None
    return ("yes", True) if lies else ("partly", None)


def _held(membership: Membership, days: Days | None) -> bool | None:
    """Whether a membership was in force on all of these days, on some, or on none; without bounds it always was."""
    first, last = membership.first, membership.last
    if first is None and last is None:
        return True
    return None if days is None else _within(days, first, last)


def _within(days: Days, first: str | None, last: str | None) -> bool | None:
    """Whether all of these days lie within bounds, some, or none."""
    if (first is not None and days[1] < first) or (last is not None and days[0] > last):
        return False
    whole = (first is None or first <= days[0]) and (last is None or days[1] <= last)
    return True if whole else None


def _force(card: Card) -> str:
    """The ending of the wording for the time in force."""
    return {
        (True, True): "both",
        (True, False): "from",
        (False, True): "until",
        (False, False): "unsaid",
    }[card.in_force_from is not None, card.in_force_until is not None]


def _all(verdicts: Sequence[bool | None]) -> bool | None:
    if False in verdicts:
        return False
    return None if None in verdicts else True
