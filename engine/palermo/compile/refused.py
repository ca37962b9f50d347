"""A pack that cannot be compiled."""

from typing import Protocol

from palermo.problems import PalermoError, Problem


class Refused(PalermoError):
    """A pack holds something that the engine does not take; the problem names the shape, the place, and what to
    write."""


class Refuse(Protocol):
    """Makes the error for a shape or another thing of a pack, with its place."""

    def __call__(self, owner: str, message: str, near: str = "", /) -> Refused:
        """From the IRI of what is refused and what is wrong; ``near`` is text that stands on the line in question."""
        ...


def refuse(message: str, *, file: str = "", line: int | None = None, column: int | None = None, code: str) -> Refused:
    """The error for one refused construct."""
    return Refused(Problem(file, line, column, message, code))
