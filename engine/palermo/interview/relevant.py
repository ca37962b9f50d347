"""Which questions can still change an outcome, and which of them to ask first.

An outcome is read off three views, and on each a definition only gains by more facts. So a question matters exactly
where it belongs to a smallest set of answers that would make a definition hold on one of them, given what was answered:
the established view, the alleged one, or the possible one, on which all holds that was not refuted.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palermo import names
from palermo.interview.draft import Drafter
from palermo.interview.places import Place, Sought
from palermo.interview.settled import Asked
from palermo.interview.values import SAID, Answer, Answers, Question
from palermo.split.case import Case
from palermo.terms import Triple
from palermo.whatif.minimal import members, minimal_sets
from palermo.whatif.parts import Parts
from palermo.whatif.trial import Trial, with_triples


class Topic(NamedTuple):
    """What one question asks for: facts for one shape, by one property; or the class of person by age (``word``)."""

    shape: str
    on_conduct: bool = False
    property: str = ""
    word: str = ""


class Rank(NamedTuple):
    """What makes a topic come early: the smallest set that it belongs to, then how many sets do with it, then whether
    it is a trait of the person, then the order of the definitions."""

    size: int
    sets: int
    later: bool
    order: int


class Relevance:
    """Ranks what is left to ask under some definitions."""

    def __init__(self, parts: Parts, drafter: Drafter, definitions: Sequence[Sought]) -> None:
        self._parts, self._drafter, self._definitions = parts, drafter, definitions
        self._supers = parts.vocabulary.classes
        self._topics = _shared(definitions)
        self._order: dict[Topic, int] = {}
        for one in definitions:
            asked = (
                *(self._topics[_own(p)] for p in one.places),
                *(Topic(shape, word=word) for word, shape in one.ages),
            )
            for topic in asked:
                self._order.setdefault(topic, len(self._order))

    def first(self, answers: Answers) -> Question | None:
        """The question to ask first of those that can still change an outcome; None where there is none."""
        case = self._drafter.case(answers)
        asked = Asked(self._parts, answers)
        ranks: dict[Topic, Rank] = {}
        for definition in self._definitions:
            for topics in self._sets(definition, case, asked):
                for topic in topics:
                    known = ranks.get(topic, Rank(len(topics), 0, not self._is_trait(topic), self._order[topic]))
                    ranks[topic] = known._replace(size=min(known.size, len(topics)), sets=known.sets - 1)
        if not ranks:
            return None
        return self._question(min(ranks, key=lambda topic: ranks[topic]), asked)

    def _is_trait(self, topic: Topic) -> bool:
        return bool(topic.word) or topic.shape in self._parts.characteristics

    # --- the smallest sets

    def _sets(self, sought: Sought, case: Case, asked: Asked) -> Iterator[tuple[Topic, ...]]:
        """The smallest sets of topics of which the right answers would make a definition hold, on each view."""
        additions, topics = self._open(sought, asked)
        test = self._parts.shapes.conforms(sought.definition)
        seen: set[tuple[frozenset[Triple], str]] = set()
        for base, worlds in self._views(sought, case, asked):
            for world in worlds:
                if (frozenset(base.triples), world) in seen:
                    continue
                seen.add((frozenset(base.triples), world))
                trial = Trial(self._parts.reader, base, additions)
                among = [n for n, topic in enumerate(topics) if not topic.word or topic.word == world]
                found, _ = minimal_sets(
                    lambda bits, trial=trial: trial.holds(test, self._drafter.person, bits),  # type: ignore[misc]
                    sum(1 << n for n in among),
                )
                for bits in found:
                    if bits:
                        yield tuple(dict.fromkeys(topics[bit.bit_length() - 1] for bit in members(bits)))

    def _open(self, sought: Sought, asked: Asked) -> tuple[list[tuple[Triple, ...]], list[Topic]]:
        """What may still be answered, as triples, and the topic of each. Classes that no place tells apart are one."""
        groups: dict[tuple[str, ...], tuple[Place, str]] = {}
        for place in sought.places:
            for cls in place.classes:
                if not asked.settled(place, cls):
                    met = [p.id for p in sought.places if _alike(p, place) and self._meets(p, cls)]
                    groups.setdefault((str(place.on_conduct), place.property, *met), (place, cls))
        additions = [self._supposed(place, cls) for place, cls in groups.values()]
        topics = [self._topics[_own(place)] for place, _ in groups.values()]
        if asked.age is None:
            for word, shape in sought.ages:
                additions.append(((self._drafter.person, names.TYPE, word),))
                topics.append(Topic(shape, word=word))
        return additions, topics

    def _meets(self, place: Place, cls: str) -> bool:
        return not self._supers.get(cls, frozenset((cls,))).isdisjoint(place.classes)

    def _supposed(self, place: Place, cls: str) -> tuple[Triple, ...]:
        node = f"{self._drafter.base}supposed-{place.property}-{cls}"
        return tuple(self._drafter.fact(node, place.on_conduct, place.property, cls, names.ESTABLISHED, None))

    # --- the views that a record has, each as a case of which the established view is that

    def _views(self, sought: Sought, case: Case, asked: Asked) -> Iterator[tuple[Case, tuple[str, ...]]]:
        """The record as each view has it, and the classes of person by age to suppose in turn."""
        words = tuple(word for word, _ in sought.ages) or ("",)
        base = with_triples(case, self._drafter.dealing())
        yield base, words if asked.age is None else ("",)
        yield _believed(base, (names.ALLEGED,)), words if asked.age is None else ("",)
        possible = self._possible(sought, case, asked, _believed(base, (names.ALLEGED,)))
        if asked.age is None:
            yield possible, words
        elif asked.age in ("alleged", "not-proved", "unknown"):
            without = possible._replace(triples=tuple(t for t in possible.triples if t[1] != names.AGE))
            for word in words:
                added = ((self._drafter.person, names.TYPE, word),) if word else ()
                yield with_triples(without, added), ("",)
        else:
            yield possible, ("",)

    def _possible(self, sought: Sought, case: Case, asked: Asked, base: Case) -> Case:
        """With all that was asked and not refuted, and that no wider question could still refute."""
        refutations = self._parts.reader.read(case).refutations
        added: list[Triple] = []
        for place in sought.places:
            node = self._drafter.conduct if place.on_conduct else self._drafter.person
            for cls in place.classes:
                closed = refutations.refuting(node, place.property, cls) or self._wider(sought, place, cls, asked)
                if asked.settled(place, cls) and not closed:
                    added += self._supposed(place, cls)
        return with_triples(base, added)

    def _wider(self, sought: Sought, place: Place, cls: str, asked: Asked) -> bool:
        """Whether a class above one that was asked for is still to be asked for."""
        above = self._supers.get(cls, frozenset())
        wider = {one for p in sought.places if _alike(p, place) for one in p.classes if one in above}
        return any(not asked.settled(place, one) for one in wider)

    # --- the question on a topic

    def _question(self, topic: Topic, asked: Asked) -> Question:
        if topic.word:
            return Question(f"age {topic.word}", "age", topic.shape, word=topic.word)
        places = [p for one in self._definitions for p in one.places if self._topics[_own(p)] == topic]
        every = tuple(dict.fromkeys(cls for place in places for cls in place.classes))
        classes = tuple(cls for cls in every if not asked.settled(places[0], cls))
        options = tuple(self._options(classes, places[0], asked))
        settles = classes
        part = len(classes) < len(every)
        if options and asked.narrowed(places[0], classes):
            classes, part = options, True
        if options == classes and len(classes) == 1:
            options = ()
        id_ = f"{topic.shape} {topic.property} {' '.join(settles)}"
        asks = (topic.shape, topic.on_conduct, topic.property)
        return Question(id_, "standing", *asks, classes, options, part, settles=settles)

    def _options(self, classes: tuple[str, ...], place: Place, asked: Asked) -> Iterator[str]:
        """The kinds to choose from: those of the one class, or the classes themselves, a union by its kinds."""
        found: dict[str, None] = {}
        for cls in classes:
            kinds = self._kinds(cls) if len(classes) == 1 else self._parts.unions.get(cls, ())
            found |= dict.fromkeys(kinds or (() if len(classes) == 1 else (cls,)))
        yield from (cls for cls in found if not asked.settled(place, cls))

    def _kinds(self, cls: str) -> tuple[str, ...]:
        if cls in self._parts.unions:
            return self._parts.unions[cls]
        below = {c for c, supers in self._supers.items() if cls in supers and c != cls}
        below -= {c for c in below if c in self._supers[cls]}
        return tuple(sorted(c for c in below if not (self._supers[c] - {c}) & below))


def _own(place: Place) -> Topic:
    return Topic(place.owner, place.on_conduct, place.property)


def _shared(definitions: Sequence[Sought]) -> dict[Topic, Topic]:
    """Each definition's own topics, and the one to ask for: the first that looks for the same classes."""
    classes: dict[Topic, set[str]] = {}
    for place in (place for one in definitions for place in one.places):
        classes.setdefault(_own(place), set()).update(place.classes)
    first: dict[tuple[bool, str, frozenset[str]], Topic] = {}
    return {
        own: first.setdefault((own.on_conduct, own.property, frozenset(found)), own) for own, found in classes.items()
    }


def _alike(one: Place, other: Place) -> bool:
    return (one.on_conduct, one.property) == (other.on_conduct, other.property)


def _believed(case: Case, statuses: tuple[str, ...]) -> Case:
    """The case with what has one of these statuses established."""
    return case._replace(
        triples=tuple(
            (s, p, names.ESTABLISHED) if p == names.EVIDENTIAL_STATUS and o in statuses else (s, p, o)
            for s, p, o in case.triples
        )
    )


def takes_kinds(answer: Answer) -> bool:
    """Whether an answer is followed by the question of which kinds."""
    return answer.question.kind == "standing" and answer.value in SAID and bool(answer.question.options)
