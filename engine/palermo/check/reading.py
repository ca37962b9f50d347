"""A pack's file, read for checking: its triples with their places, its prefixes, and what is wrong with its text.

What does not parse is told and left out; the terms that it speaks of are kept apart, so that nothing is called
undefined because the statement that defines it is broken.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from palermo.check.diagnostic import Place
from palermo.check.placed import Said, said_in
from palermo.check.prefixes import Known, Prefix, declared_in, used_in
from palermo.check.syntax import problem_of, recover
from palermo.compile.packs import Source
from palermo.problems import Problem
from palermo.read.gate import foreign, unclean
from palermo.read.turtle import offence, tokens
from palermo.terms import Literal, Term

_BOM: Final = b"\xef\xbb\xbf"
_NAME: Final = re.compile(r"<([^<>\s]*)>|(?<![\w.])([\w.-]*):([\w.%-]*)")
#: Where the names of a prefix that nothing declares are put.
_NOWHERE: Final = "urn:palermo:undeclared:"


class ReadFile(NamedTuple):
    """One file. ``text`` is empty where it is no text at all. ``faults`` are problems of syntax (``unreadable``: the
    file is no Turtle text); ``undeclared`` are prefixes used and not declared, with where; ``lost`` are the terms that
    broken statements name."""

    source: Source
    text: str
    said: tuple[Said, ...]
    declared: tuple[Prefix, ...]
    used: dict[str, int]
    undeclared: dict[str, int]
    faults: tuple[Problem, ...]
    lost: frozenset[str]
    unreadable: bool = False

    def place(self, offset: int) -> Place:
        """Line and column of an offset in the text."""
        start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.source.path, self.text.count("\n", 0, offset) + 1, offset - start + 1)


@lru_cache(maxsize=512)
def read_file(source: Source, scope: str, known: Known) -> ReadFile:
    """Reads one file; ``scope`` keeps its blank nodes apart. Never raises: what is wrong is told in what comes back,
    which is remembered for the next check of the same file."""
    wrong = _no_text(source)
    if wrong is not None:
        return ReadFile(source, "", (), (), {}, {}, (wrong,), frozenset(), True)
    text = source.text.decode("utf-8")
    words = list(tokens(text))
    declared, used = declared_in(words), used_in(words)
    spaces = {p.name: p.iri or known.namespaces.get(p.name, _NOWHERE) for p in declared}
    undeclared = {name: at for name, at in used.items() if name not in spaces}
    extra = {name: known.namespaces.get(name, f"{_NOWHERE}{number}#") for number, name in enumerate(undeclared)}
    meant = {p.iri: near for p in declared if (near := known.near(p)) is not None}
    deep = offence(text)
    if deep is not None:
        code, message, offset = deep
        line = text.count("\n", 0, offset) + 1
        fault = Problem(source.path, line, offset - text.rfind("\n", 0, offset), message, code)
        return ReadFile(source, text, (), declared, used, undeclared, (fault,), _named(text, spaces | extra))
    faults: tuple[Problem, ...] = ()
    lost: frozenset[str] = frozenset()
    kept = text
    if problem_of(text, _prelude(extra), source) is not None:
        kept, faults, pieces = recover(text, words, _prelude(spaces | extra), source)
        lost = frozenset().union(*(_named(piece, spaces | extra) for piece in pieces))
    said = tuple(_meant(one, extra, meant) for one in said_in(kept, scope))
    return ReadFile(source, text, said, declared, used, undeclared, faults, lost)


def _no_text(source: Source) -> Problem | None:
    if source.text.startswith(_BOM):
        return Problem(source.path, 1, 1, "a byte order mark: save the file as UTF-8 without it", "P105")
    other = foreign(source.text[:16])
    if other is not None:
        return Problem(source.path, None, None, *other)
    fault = unclean(source.text)
    return Problem(source.path, fault[1], fault[2], fault[0], "P105") if fault is not None else None


def _prelude(spaces: dict[str, str]) -> str:
    return " ".join(f"@prefix {name}: <{iri}> ." for name, iri in spaces.items())


def _meant(said: Said, extra: dict[str, str], meant: dict[str, str]) -> Said:
    """A triple with its names as they are meant: under a prefix that is not declared, in a namespace a slip away."""
    if not extra and not meant:
        return said
    s, p, o = said.triple
    return said._replace(triple=(_as_meant(s, extra, meant), _as_meant(p, extra, meant), _object(o, extra, meant)))


def _object(term: Term, extra: dict[str, str], meant: dict[str, str]) -> Term:
    if isinstance(term, Literal):
        return term._replace(datatype=_as_meant(term.datatype, extra, meant))
    return _as_meant(term, extra, meant)


def _as_meant(iri: str, extra: dict[str, str], meant: dict[str, str]) -> str:
    prefix, colon, local = iri.partition(":")
    if colon and prefix in extra and prefix != "_":
        return extra[prefix] + local
    return next((right + iri[len(wrong) :] for wrong, right in meant.items() if iri.startswith(wrong)), iri)


def _named(piece: str, spaces: dict[str, str]) -> frozenset[str]:
    """The IRIs that a broken piece of text names."""
    return frozenset(
        full if full is not None else spaces.get(prefix or "", "") + (local or "")
        for full, prefix, local in (match.groups() for match in _NAME.finditer(piece))
    )
