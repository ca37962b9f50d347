"""What a command works with: the rulebook, the engine asked for, and the definitions chosen."""

import gc
from collections.abc import Sequence
from typing import NamedTuple

from palermo.pipeline import Judge
from palermo.rulebook import Rulebook
from palermo.write.context import Context
from palermo_cli import output


class Session(NamedTuple):
    """A rulebook, who judges by it, and under which definitions."""

    rulebook: Rulebook
    judge: Judge
    definitions: tuple[str, ...]


def start(packs: Sequence[str], definitions: Sequence[str] = (), engine: str = "compiled") -> Session:
    """Load the rulebook. Raises PalermoError where a pack is unsound or a definition unknown."""
    rulebook = Rulebook.load(packs)
    gc.freeze()
    gc.enable()
    chosen = rulebook.chosen(definitions)
    if engine == "reference":
        from palermo.pipeline import ReferenceJudge

        return Session(rulebook, ReferenceJudge(rulebook, packs), chosen)
    return Session(rulebook, rulebook, chosen)


def context(session: Session, lang: str, path: str | None) -> Context:
    """How the output to ``path`` looks."""
    return Context(session.rulebook, session.definitions, lang, output.width(path), output.colour(path))
