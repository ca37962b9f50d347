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
from palermo.check.syntax import Recovered, blank, problem_of, recover
from palermo.compile.packs import Source
from palermo.problems import Problem
from palermo.read.gate import foreign, unclean
from palermo.read.turtle import Token, offence, tokens
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
    no_text = _no_text(source)
    if no_text is not None:
        return ReadFile(source, "", (), (), {}, {}, (no_text,), frozenset(), True)
    text = source.text.decode("utf-8")
    words = list(tokens(text))
    declared, used = declared_in(words), used_in(words)
    wrong = {p.name: p for p in declared if known.meant(p) is not None or not is_declaration(p.name, p.iri)}
    spaces = {p.name: p.iri for p in declared if p.name not in wrong}
    undeclared = {name: at for name, at in used.items() if name not in spaces and name not in wrong}
    instead = {p.name: known.meant(p) or known.namespaces.get(p.name, _NOWHERE) for p in wrong.values()}
    instead |= {name: known.namespaces.get(name, f"{_NOWHERE}{number}#") for number, name in enumerate(undeclared)}
    kept, faults, pieces = _sound_part(text, words, spaces, instead, source)
    instead |= {p.name: spaces[p.name] for p in declared if p.name in spaces and kept[p.start : p.start + 1].isspace()}
    for prefix in wrong.values():
        kept = kept[: prefix.start] + blank(kept[prefix.start : prefix.end]) + kept[prefix.end :]
    said = tuple(_meant(one, instead) for one in said_in(kept, scope))
    lost = frozenset[str]().union(*(_named(piece, spaces | instead) for piece in pieces))
    return ReadFile(source, text, said, declared, used, undeclared, faults, lost)


def _sound_part(
    text: str, words: list[Token], spaces: dict[str, str], instead: dict[str, str], source: Source
) -> Recovered:
    """The text with blanks for what does not parse, what is wrong there, and the pieces taken out."""
    deep = offence(text)
    if deep is not None:
        code, message, offset = deep
        line = text.count("\n", 0, offset) + 1
        fault = Problem(source.path, line, offset - text.rfind("\n", 0, offset), message, code)
        return Recovered("", (fault,), (text,))
    if problem_of(text, _prelude(instead), source) is None:
        return Recovered(text, (), ())
    return recover(text, words, _prelude(spaces | instead), source)


@lru_cache(maxsize=512)
def is_declaration(name: str, iri: str) -> bool:
    """Whether a declaration can be read."""
    import pyoxigraph

    try:
        list(pyoxigraph.parse(_prelude({name: iri}).encode(), format=pyoxigraph.RdfFormat.TURTLE))
    except SyntaxError:
        return False
    return True


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


def _meant(said: Said, extra: dict[str, str]) -> Said:
    """A triple with the names under prefixes that are not declared, or wrongly, as they are meant."""
    if not extra:
        return said
    s, p, o = said.triple
    return said._replace(triple=(_as_meant(s, extra), _as_meant(p, extra), _object(o, extra)))


def _object(term: Term, extra: dict[str, str]) -> Term:
    if isinstance(term, Literal):
        return term._replace(datatype=_as_meant(term.datatype, extra))
    return _as_meant(term, extra)


def _as_meant(iri: str, extra: dict[str, str]) -> str:
    prefix, colon, local = iri.partition(":")
    return extra[prefix] + local if colon and prefix in extra and prefix != "_" else iri


def _named(piece: str, spaces: dict[str, str]) -> frozenset[str]:
    """The IRIs that a broken piece of text names."""
    return frozenset(
        full if full is not None else spaces.get(prefix or "", "") + (local or "")
        for full, prefix, local in (match.groups() for match in _NAME.finditer(piece))
    )
