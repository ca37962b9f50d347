"""Places in a source, found only when asked for: what finds them is not even imported before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from palermo.terms import Term

if TYPE_CHECKING:
    from palermo.split.locate import Locator


class Places:
    """Asks a Locator, which the first question makes."""

    def __init__(self, load: Callable[[], str], syntax: str, first_line: int = 1) -> None:
        self._load = load
        self._syntax = syntax
        self._first_line = first_line
        self._locator: Locator | None = None

    def __call__(
        self, subject: str, predicate: str | None = None, value: Term | None = None
    ) -> tuple[int | None, int | None]:
        """Line and column of the last term given."""
        if self._locator is None:
            from palermo.split.locate import Locator

            self._locator = Locator(self._load, self._syntax, self._first_line)
        return self._locator(subject, predicate, value)
