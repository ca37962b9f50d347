"""Reading for people's own code: cases of a path, sound ones only, and one clear error for what is not."""

from collections.abc import Iterator, Sequence

from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.split.case import Case


def read_cases(path: str | Sequence[str], rulebook: Rulebook | None = None) -> Iterator[Case]:
    """The cases of one or several files or folders, each checked against the quality shapes of a rulebook (the core
    one where none is given).

    Raises PalermoError at the first problem, with file, line and column; cases before it have been given.
    """
    from palermo.pipeline import sound_cases

    judge = rulebook if rulebook is not None else Rulebook.load()
    for item in sound_cases(judge, [path] if isinstance(path, str) else list(path)):
        if isinstance(item, Problem):
            raise PalermoError(item)
        yield item
