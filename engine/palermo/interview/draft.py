"""Answers to the case that they describe: one person, one conduct towards that person, the facts that were answered."""

from collections.abc import Iterator
from typing import Final

from palermo import names
from palermo.interview.values import SAID, STANDINGS, Answer, Answers, Question
from palermo.split.case import Case
from palermo.terms import Literal, Triple, local_name, plain
from palermo.view.age import MAJORITY
from palermo.vocabulary import Vocabulary

#: The name of a case that is not in a file yet.
FILE: Final = "interview"


class Drafter:
    """Describes answers as a case whose names begin with ``base``."""

    __slots__ = ("_lang", "_role", "_vocabulary", "base")

    def __init__(self, vocabulary: Vocabulary, base: str, lang: str, role: str) -> None:
        self._vocabulary, self.base, self._lang, self._role = vocabulary, base, lang, role

    @property
    def person(self) -> str:
        """The person's name in the case."""
        return self.base + "person"

    @property
    def conduct(self) -> str:
        """The conduct's name in the case."""
        return self.base + "conduct"

    def case(self, answers: Answers) -> Case:
        """The case, its triples in the order in which a reader wants them."""
        return Case(self.base + "case", tuple(dict.fromkeys(self._triples(answers))), FILE)

    def dealing(self) -> tuple[Triple, ...]:
        """That there is a conduct towards the person."""
        return ((self.conduct, names.TYPE, names.CONDUCT), (self.conduct, names.TOWARDS, self.person))

    def fact(self, node: str, on_conduct: bool, p: str, cls: str, status: str, source: str | None) -> Iterator[Triple]:
        """A fact of a class and a status, hung on the conduct or the person."""
        if on_conduct:
            yield from self.dealing()
        yield self.conduct if on_conduct else self.person, p, node
        yield node, names.TYPE, cls
        if names.FACT in self._vocabulary.classes.get(cls, ()):
            yield node, names.EVIDENTIAL_STATUS, status
        if source is not None:
            yield node, names.SOURCE, source

    def _triples(self, answers: Answers) -> Iterator[Triple]:
        said = {a.question.id: a.value for a in answers if a.question.kind == "text" and a.value}
        case, person = self.base + "case", self.person
        source = self.base + "source" if "source" in said else None
        yield case, names.TYPE, names.CASE
        if "title" in said:
            yield case, names.TITLE, self._words(said["title"])
        if "jurisdiction" in said:
            yield case, names.JURISDICTION, Literal(said["jurisdiction"])
        if source is not None:
            yield case, names.SOURCE, source
        yield case, names.CONCERNS, person
        if source is not None:
            yield source, names.LABEL, self._words(said["source"])
        yield person, names.TYPE, names.PERSON
        yield person, names.LABEL, self._words(said.get("role", self._role))
        for id_, p in (("started", names.STARTED_ON), ("ended", names.ENDED_ON)):
            if id_ in said:
                yield from self.dealing()
                yield self.conduct, p, Literal(said[id_], names.XSD + "date")
        yield from self._facts(answers, source)

    def _facts(self, answers: Answers, source: str | None) -> Iterator[Triple]:
        taken = {self.base + word for word in ("case", "person", "conduct", "source", "age")}
        before: Answer | None = None
        for answer in answers:
            if answer.question.kind == "age":
                yield from self._age(answer, source)
            for cls, standing in _recorded(answer, before):
                status = STANDINGS[standing]
                if status is not None:
                    node = _name(self.base, cls, taken)
                    question = answer.question
                    yield from self.fact(node, question.on_conduct, question.property, cls, status, source)
            before = answer

    def _age(self, answer: Answer, source: str | None) -> Iterator[Triple]:
        """What an answer says of the person's age when this began."""
        word, person = answer.question.word, self.person
        other = names.ADULT if word == names.CHILD else names.CHILD
        if answer.value.isdecimal():
            yield person, names.AGE_AT_TIME, Literal(answer.value, names.XSD + "integer")
        elif answer.value in ("yes", "no"):
            yield person, names.TYPE, word if answer.value == "yes" else other
        else:
            status = STANDINGS[answer.value]
            if status is None:
                return
            node = self.base + "age"
            p, years = (names.YEARS_AT_MOST, MAJORITY - 1) if word == names.CHILD else (names.YEARS_AT_LEAST, MAJORITY)
            yield person, names.AGE, node
            yield node, names.TYPE, names.AGE_FACT
            yield node, p, Literal(str(years), names.XSD + "integer")
            yield node, names.EVIDENTIAL_STATUS, status
            if source is not None:
                yield node, names.SOURCE, source

    def _words(self, text: str) -> Literal:
        return plain(text, self._lang)


def _recorded(answer: Answer, before: Answer | None) -> Iterator[tuple[str, str]]:
    """The classes of which an answer records a fact, each with the standing."""
    question = answer.question
    if question.kind == "kinds" and before is not None:
        for cls in answer.chosen or group(question):
            yield cls, before.value
    elif question.kind == "standing" and (answer.value not in SAID or not question.options):
        for cls in question.classes:
            yield cls, answer.value


def group(question: Question) -> tuple[str, ...]:
    """What is recorded where none of the kinds is chosen: the class, if there is one for them all."""
    return question.classes if len(question.classes) == 1 else ()


def _name(base: str, cls: str, taken: set[str]) -> str:
    """A name for a fact, made of its class: ``ThreatOfForce`` gives ``threat-of-force``."""
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in local_name(cls))
    spaced = "".join(
        f"-{c.lower()}" if c.isupper() and n and words[n - 1].islower() else c.lower() for n, c in enumerate(words)
    )
    stem = base + (spaced.strip("-") or "fact")
    stem = stem if stem[len(base)].isalpha() else base + "fact-" + stem[len(base) :]
    node, number = stem, 1
    while node in taken:
        number += 1
        node = f"{stem}-{number}"
    taken.add(node)
    return node
