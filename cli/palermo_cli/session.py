"""What a command works with: the rulebook, the engine asked for, and the definitions chosen."""

import gc
from collections.abc import Callable, Sequence
from typing import NamedTuple

from palermo.pipeline import Judge, judge_of
from palermo.rulebook import Rulebook
from palermo.write.context import Context
from palermo_cli import output


class Session(NamedTuple):
    """A rulebook, who judges by it, and under which definitions. The judge knows the time and place asked for."""

    rulebook: Rulebook
    judge: Judge
    definitions: tuple[str, ...]


def start(
    packs: Sequence[str],
    definitions: Sequence[str] = (),
    engine: str = "compiled",
    *,
    at: str | None = None,
    jurisdictions: Sequence[str] = (),
    unverified: bool = False,
    load: Callable[[tuple[str, ...]], Rulebook] = Rulebook.load,
) -> Session:
    """Load the rulebook. Raises PalermoError where a pack is unsound, a definition unknown, or what is asked no day or
    no jurisdiction."""
    rulebook = load(tuple(packs))
    gc.freeze()
    gc.enable()
    chosen = rulebook.chosen(definitions, unverified)
    return Session(rulebook, judge_of(rulebook, packs, definitions, engine, at, jurisdictions), chosen)


def context(session: Session, lang: str, path: str | None) -> Context:
    """How the output to ``path`` looks."""
    return Context(session.rulebook, session.definitions, lang, output.width(path), output.colour(path))
