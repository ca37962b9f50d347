"""A pack that cannot be compiled."""

from collections.abc import Callable

from palermo.problems import PalermoError, Problem


class Refused(PalermoError):
    """A pack holds something that the engine does not take; the problem names the shape, the place, and what to
    write."""


#: Makes the error for a shape, with its place, from the shape's IRI and what is wrong.
Refuse = Callable[[str, str], Refused]


def refuse(message: str, *, file: str = "", line: int | None = None, column: int | None = None, code: str) -> Refused:
    """The error for one refused construct."""
    return Refused(Problem(file, line, column, message, code))
