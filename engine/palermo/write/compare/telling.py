"""Comparisons in words: who a smallest case is about, its facts, and what it shows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palermo.compare.relation import Comparison, OpenList, Shown
from palermo.names import ADULT, AGE_AT_TIME, CASE, CHILD, PERSON, TYPE
from palermo.split.case import Case
from palermo.terms import Literal
from palermo.write.context import Context
from palermo.write.words import Words


class Part(NamedTuple):
    """A fact of a case: what it is to the node that it hangs on, its kinds or value, and what hangs on it."""

    name: str
    kinds: str
    parts: "tuple[Part, ...]"


class Side(NamedTuple):
    """One side of a comparison: its heading, the case on it, which definition is met and which is not (None for both),
    and the sentence that stands where there is no case."""

    heading: str
    shown: Shown | None
    met: str | None
    other: str | None
    instead: str


class Telling:
    """The words of a rulebook for comparisons, in one language."""

    def __init__(self, context: Context) -> None:
        self.words = Words(context.rulebook, context.lang)
        self._rulebook = context.rulebook

    # --- sides

    def sides(self, found: Comparison) -> tuple[Side, Side, Side]:
        """The three sides: only A, only B, both."""
        a, b, say = found.a, found.b, self.words.say
        within, contains = found.relation in ("equivalent", "within"), found.relation in ("equivalent", "contains")
        apart = found.relation == "disjoint" or bool(found.unmeetable)
        return (
            Side(say("compare.only", definition=a), found.only_a, a, b, self._instead(found, within, a, b)),
            Side(say("compare.only", definition=b), found.only_b, b, a, self._instead(found, contains, b, a)),
            Side(
                say("compare.both"),
                found.both,
                None,
                None,
                say("compare.no-both") if apart else self._instead(found, False, a, b),
            ),
        )

    def _instead(self, found: Comparison, nothing: bool, a: str, b: str) -> str:
        if nothing:
            return self.words.say("compare.no-only", a=a, b=b)
        return self.words.say("compare.not-found" if found.relation == "undetermined" else "compare.not-shown")

    def relation(self, found: Comparison) -> str:
        """The relation in a word or two."""
        return self.words.say("compare.relation." + found.relation, a=found.a, b=found.b)

    def because(self, found: Comparison) -> str:
        """The relation in a sentence, and which definition nothing can meet."""
        said = self.words.say("compare.because." + found.relation, a=found.a, b=found.b)
        return " ".join((said, *(self.words.say("compare.unmeetable", definition=id_) for id_ in found.unmeetable)))

    def how(self, found: Comparison) -> str:
        """How a comparison was found."""
        way = "reasoner" if found.by == "reasoner" else "bounded" if found.bounded else "branches"
        said = self.words.say("compare.how." + way, count=found.tried)
        return said if way == "reasoner" else f"{said} {self.words.say('compare.why.' + found.reasoner)}"

    def open_list(self, one: OpenList) -> str:
        """That a list is open."""
        return self.words.say("compare.open-list", definition=one.definition, element=self.words.label(one.shape))

    # --- cases

    def sentence(self, side: Side) -> str:
        """A case in one sentence, and what it shows; empty where the side has none."""
        if side.shown is None:
            return ""
        person = self.person(side.shown)
        parts = "; ".join(self._in_sentence(part) for part in self.parts(side.shown))
        said = self.words.say("compare.words", person=person[:1].upper() + person[1:], parts=parts)
        return " ".join((f"{said}.", *self.shows(side)))

    def facts(self, side: Side) -> str:
        """A case in a few words, without what it shows."""
        if side.shown is None:
            return ""
        parts = "; ".join(self._in_sentence(part) for part in self.parts(side.shown))
        return self.words.say("compare.words", person=self.person(side.shown), parts=parts)

    def _in_sentence(self, part: Part) -> str:
        named = self.words.say("compare.part", name=part.name, kinds=part.kinds) if part.name else part.kinds
        if not part.parts:
            return named
        inner = "; ".join(self._in_sentence(inner) for inner in part.parts)
        return self.words.say("compare.within", name=named, parts=inner)

    def shows(self, side: Side) -> Iterator[str]:
        """What a case shows: which definition is met, which is not, and what open lists leave to say."""
        if side.shown is None:
            return
        ends = {str(o) for _, p, o in side.shown.case.triples if p == TYPE} & self._rulebook.plan.never_proposed
        if ends:
            kinds = self.words.join(sorted(self.words.label(end) for end in ends))
            yield self.words.say("compare.open-end", kind=kinds)
        if side.met is None or side.other is None:
            return
        yield self.words.say("compare.met", definition=side.met)
        missing = self.words.join([self.element(side.other, element) for element in side.shown.missing])
        id_ = "compare.not-met" if missing else "compare.not-met.no-element"
        yield self.words.say(id_, definition=side.other, elements=missing)
        if side.shown.left_open:
            elements = self.words.join([self.element(side.other, element) for element in side.shown.left_open])
            yield self.words.say("compare.left-open", definition=side.other, elements=elements)

    def element(self, definition: str, element: str) -> str:
        """The label of an element of a definition."""
        return self.words.element_label(definition, element)

    def person(self, shown: Shown) -> str:
        """Who the case is about."""
        said = {(p, o) for s, p, o in shown.case.triples if s == shown.person}
        id_ = "adult" if (TYPE, ADULT) in said else "child" if (TYPE, CHILD) in said else "open"
        if any(p == AGE_AT_TIME for p, _ in said):
            id_ = "sixteen"
        return self.words.say("compare." + id_)

    def parts(self, shown: Shown) -> tuple[Part, ...]:
        """The facts of a case, from the person outward."""
        hidden = {s for s, p, o in shown.case.triples if p == TYPE and o == CASE}
        return tuple(sorted(self._parts(shown.case, shown.person, hidden | {shown.person})))

    def _parts(self, case: Case, node: str, seen: set[str]) -> Iterator[Part]:
        types = {o for s, p, o in case.triples if s == node and p == TYPE}
        also = sorted(self.words.label(str(o)) for o in types - {PERSON, ADULT, CHILD}) if PERSON in types else []
        yield from (Part("", label, ()) for label in also)
        for s, p, o in case.triples:
            if s == node and p not in (TYPE, AGE_AT_TIME):
                if isinstance(o, Literal):
                    yield Part(self.words.label(p), o.lexical, ())
                elif o not in seen:
                    yield Part(
                        self.words.label(p), self._kinds(case, o), tuple(sorted(self._parts(case, o, seen | {node})))
                    )
            elif o == node and s not in seen:
                yield Part("", self._kinds(case, s), tuple(sorted(self._parts(case, s, seen | {node}))))

    def _kinds(self, case: Case, node: str) -> str:
        """The classes written on a node, the most specific ones."""
        known = self._rulebook.vocabulary.classes
        kinds = [str(o) for s, p, o in case.triples if s == node and p == TYPE]
        lowest = [k for k in kinds if not any(k in known.get(other, ()) for other in kinds if other != k)]
        return self.words.join(sorted(self.words.label(kind) for kind in lowest)) or self.words.label(node)

    def outcomes(self, found: Comparison, shown: Shown) -> Sequence[tuple[str, str]]:
        """Definitions and what they come to on a case; the one where both are the same."""
        pairs = tuple(zip((found.a, found.b), shown.outcomes, strict=True))
        return pairs[:1] if found.a == found.b else pairs
