"""What was written as an answer, understood, or refused in one sentence."""

from typing import Final

from palermo.interview.values import STANDINGS, Answer, Answers, Question
from palermo.problems import PalermoError
from palermo.rulebook import Rulebook
from palermo.write.words import Words

#: The longest text that is taken as an answer.
LONGEST: Final = 500
#: The oldest age that is taken as one.
_OLDEST: Final = 130
#: What may be asked of the interview itself, at any question.
COMMANDS: Final = ("back", "help", "stop")


class Misunderstood(Exception):
    """An answer that is none; its text is the sentence that says why, and what to write instead."""


class Understanding:
    """Understands answers in the words of one rulebook and language."""

    def __init__(self, rulebook: Rulebook, words: Words) -> None:
        self._rulebook, self._words = rulebook, words
        self._standings = {word: value for value in STANDINGS for word in self.accepted(value)}
        self._commands = {word: value for value in COMMANDS for word in self.accepted(value)}

    def accepted(self, value: str) -> list[str]:
        """The words that are taken for an answer or a command, the one to show first."""
        said = self._words.say(f"interview.accept.{value}")
        return [word.strip().casefold() for word in said.split(",") if word.strip()]

    def command(self, text: str) -> str | None:
        """``back``, ``help`` or ``stop``, where a text is that and no answer."""
        return self._commands.get(" ".join(text.split()).casefold())

    def answer(self, question: Question, text: str, before: Answers) -> Answer:
        """The answer that a text is. Raises Misunderstood."""
        said = " ".join(text.split())
        if not text.strip("\r\n\t ").isprintable() or len(said) > LONGEST:
            raise self._wrong("text", count=LONGEST)
        if question.kind == "text":
            return Answer(question, self._text(question, said, before))
        if question.kind == "kinds":
            return self._kinds(question, said)
        value = self._standings.get(said.casefold())
        if value is None and question.kind == "age" and said.isascii() and said.isdecimal() and int(said) <= _OLDEST:
            value = str(int(said))
        if value is None:
            raise self._wrong("age" if question.kind == "age" else "standing", answer=said)
        return Answer(question, value)

    def _kinds(self, question: Question, said: str) -> Answer:
        parts = said.replace(",", " ").split()
        numbers = [int(part) for part in parts if part.isascii() and part.isdecimal()]
        count = len(question.options)
        if numbers == [0] and len(parts) == 1:
            return Answer(question, "0")
        if not parts or len(numbers) != len(parts) or not all(1 <= n <= count for n in numbers):
            raise self._wrong("kinds", answer=said, count=count)
        chosen = tuple(question.options[n - 1] for n in sorted(set(numbers)))
        return Answer(question, ", ".join(map(str, sorted(set(numbers)))), chosen)

    def _text(self, question: Question, said: str, before: Answers) -> str:
        if not said:
            return ""
        try:
            if question.id == "jurisdiction":
                return self._rulebook.asked((), None, (said,)).jurisdictions[0]
            if question.id in ("started", "ended"):
                said = str(self._rulebook.asked((), said).at)
        except PalermoError as error:
            raise Misunderstood(error.problem.message) from None
        started = next((a.value for a in before if a.question.id == "started"), "")
        if question.id == "ended" and said < started:
            raise self._wrong("days", started=started)
        return said

    def _wrong(self, what: str, **places: object) -> Misunderstood:
        return Misunderstood(self._words.say(f"interview.wrong.{what}", **places))
