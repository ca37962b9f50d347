"""One interview: a state is the answers so far, and nothing else is remembered."""

from collections.abc import Sequence

from palermo.findings import CaseFindings
from palermo.interview.answering import Understanding
from palermo.interview.draft import Drafter
from palermo.interview.places import sought
from palermo.interview.relevant import Relevance, takes_kinds
from palermo.interview.telling import Telling
from palermo.interview.values import OPENING, Answers, Question
from palermo.interview.writing import written
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.write.words import Words


class Interview:
    """Asks about one person's situation under some definitions of a rulebook (default: its default ones).

    ``base`` is what the names of the case begin with. Raises PalermoError for a definition that is not known, and where
    the rulebook has no words for an interview.
    """

    def __init__(self, rulebook: Rulebook, definitions: Sequence[str], base: str, lang: str = "en") -> None:
        self._rulebook, self._lang = rulebook, lang
        self._definitions = rulebook.chosen(definitions)
        self._words = Words(rulebook, lang)
        self._understanding = Understanding(rulebook, self._words)
        if not self._understanding.accepted("yes"):
            message = "the packs have no wording for an interview: let one of them import onto:wording"
            raise PalermoError(Problem("--with", None, None, message))
        parts = rulebook.parts()
        named = frozenset((*rulebook.elements, *parts.characteristics))
        cards = {card.id: card for card in rulebook.definitions}
        looked_for = [sought(parts, named, cards[id_].iri) for id_ in self._definitions]
        self._drafter = Drafter(rulebook.vocabulary, base, lang, self.say("default.role"))
        self._relevance = Relevance(parts, self._drafter, looked_for)
        self._telling = Telling(rulebook, self._words, lang)
        self._base = base
        self._whole = all(one.whole for one in looked_for)
        dated = any(place.on_conduct for one in looked_for for place in one.places)
        self._opening = OPENING if dated else tuple(id_ for id_ in OPENING if id_ not in ("started", "ended"))

    # --- the next question, and what answers it

    def next(self, answers: Answers) -> Question | None:
        """The question after these answers; None where no answer that may be asked for changes an outcome."""
        if len(answers) < len(self._opening):
            return Question(self._opening[len(answers)], "text")
        last = answers[-1]
        if takes_kinds(last):
            return last.question._replace(id=last.question.id + " kinds", kind="kinds")
        return self._relevance.first(answers)

    def answer(self, answers: Answers, question: Question, text: str) -> Answers:
        """The answers with one more. Raises Misunderstood, with what to write instead."""
        return (*answers, self._understanding.answer(question, text, answers))

    def command(self, text: str) -> str | None:
        """``back``, ``help`` or ``stop`` where a text is one of these words."""
        return self._understanding.command(text)

    def in_law(self, answers: Answers) -> bool:
        """Whether the last answer was one that findings rest on, and is complete."""
        return bool(answers) and answers[-1].question.kind != "text" and not takes_kinds(answers[-1])

    # --- what the answers come to

    def case(self, answers: Answers) -> Case:
        """The case that the answers describe."""
        return self._drafter.case(answers)

    def findings(self, answers: Answers) -> CaseFindings:
        """What follows from the answers, under the definitions chosen."""
        return self._rulebook.classify(self.case(answers), self._definitions, self._lang)

    def turtle(self, answers: Answers) -> str:
        """The case as a file."""
        return written(self.case(answers), self._base, self.say("file"))

    # --- in words

    def say(self, id_: str, **places: object) -> str:
        """A sentence of the interview."""
        return self._words.say("interview." + id_, **places)

    def welcome(self) -> tuple[str, ...]:
        """What to show before the first question."""
        commands = {value: self._understanding.accepted(value)[0] for value in ("help", "back", "stop")}
        return self.say("welcome"), self.say("commands", **commands)

    def asked(self, question: Question) -> tuple[str, ...]:
        """A question in words, line by line."""
        return tuple(self._telling.question(question))

    def help(self, question: Question) -> tuple[str, ...]:
        """What a question means."""
        return tuple(self._telling.help(question))

    def shown(self, answers: Answers) -> tuple[str, ...]:
        """The finding under each definition as it stands."""
        return tuple(self._telling.findings(self.findings(answers), last=False))

    def closing(self, answers: Answers) -> tuple[str, ...]:
        """The last lines: the findings, and whether further answers could change them."""
        found = tuple(self._telling.findings(self.findings(answers), last=True))
        left = self.next(answers) is not None
        end = self.say("unasked") if left else self.say("done" if self._whole else "done.further")
        return (*found, end, self.say("caveat"))
