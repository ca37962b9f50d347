"""A problem with an input: one value that the terminal, JSON and the tests all read."""

from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong with an input, where, and what to do.

    ``line`` and ``column`` count from 1; None where the place is not known. ``code`` is a stable number such as
    ``P104`` (before quality shapes) or ``Q101`` (a quality shape). ``message`` says what is wrong and what to do, in
    one line of text.
    """

    file: str
    line: int | None
    column: int | None
    message: str
    code: str = ""

    def place(self) -> str:
        """``FILE:LINE:COLUMN``, as far as it is known."""
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class PalermoError(Exception):
    """The command could not do its work; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place()}: {problem.message}")
        self.problem = problem

    def __reduce__(self) -> tuple[type["PalermoError"], tuple[Problem]]:
        """How another process is sent it."""
        return PalermoError, (self.problem,)


class Notice(UserWarning):
    """What a person may want to know while a command works, and that is nothing wrong; one line of text."""
