"""``palermo new case --interview``: the dialogue. It goes to standard error, so that the file alone is the output."""

import sys
from collections.abc import Sequence
from secrets import token_hex
from typing import Final

from palermo.escape import esc
from palermo.interview import Answer, Interview, Misunderstood, Question
from palermo.problems import PalermoError, Problem
from palermo.write.wrap import wrapped
from palermo_cli import output as outputs
from palermo_cli import session

#: Where the names of a case begin that no author has given an address: no place on the web.
_BASE: Final = "https://example.org/cases/interview-{}#"
_PROMPT: Final = "> "


def interview(output: str | None, packs: Sequence[str], definitions: Sequence[str], lang: str, unverified: bool) -> int:
    """Hold the interview and write the case. Nothing is written where it is broken off."""
    work = session.start(packs, definitions, unverified=unverified)
    held = Interview(work.rulebook, work.definitions, _BASE.format(token_hex(6)), lang)
    with outputs.opened(output, fresh=True) as out:
        out.write(_Dialogue(held).hold())
    return 0


class _Dialogue:
    """Questions and answers, line by line."""

    def __init__(self, held: Interview) -> None:
        self._held = held
        self._echoes = not sys.stdin.isatty()
        self._known: tuple[str, ...] = ()
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if self._echoes and reconfigure is not None:
            reconfigure(encoding="utf-8", errors="strict")

    def hold(self) -> str:
        """The case as a file, once there is nothing more to ask or the answers end."""
        held = self._held
        self._tell(held.welcome())
        answers: tuple[Answer, ...] = ()
        shown: Question | None = None
        while True:
            question = held.next(answers)
            if question is None:
                break
            if question != shown:
                self._tell(("", *held.asked(question)))
            shown = question
            text = self._read()
            command = "stop" if text is None else held.command(text)
            if command == "stop" or text is None:
                break
            if command == "help":
                self._tell(held.help(question))
            elif command == "back":
                if not answers:
                    self._tell((held.say("wrong.back"),))
                answers = answers[:-1]
                shown = None
            else:
                try:
                    answers = held.answer(answers, question, text)
                except Misunderstood as wrong:
                    self._tell((str(wrong),))
                    continue
                if held.in_law(answers):
                    self._tell(self._news(held.shown(answers)))
        self._tell(("", *held.closing(answers)))
        return held.turtle(answers)

    def _news(self, findings: tuple[str, ...]) -> tuple[str, ...]:
        """The finding as it stands; of several, those that an answer changed."""
        news = tuple(line for line in findings if len(findings) == 1 or line not in self._known)
        self._known = findings
        return news or (self._held.say("unchanged"),)

    def _read(self) -> str | None:
        """The next line; None at the end of the input."""
        sys.stderr.write(_PROMPT)
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            message = "the answers are not UTF-8: save the file as UTF-8"
            raise PalermoError(Problem("-", None, None, message)) from None
        if self._echoes or not line:
            sys.stderr.write(esc(line.rstrip("\r\n")) + "\n")
        return line.rstrip("\r\n") if line else None

    def _tell(self, lines: Sequence[str]) -> None:
        for line in lines:
            words = line.lstrip(" ")
            indent = " " * (len(line) - len(words))
            for n, piece in enumerate(wrapped(esc(words), outputs.WIDEST - 2 * len(indent))):
                sys.stderr.write(indent + ("  " if n and indent else "") + piece + "\n")
