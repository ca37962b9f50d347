"""The smallest cases of comparisons as Turtle files that ``palermo classify``, ``validate`` and ``test`` take."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from palermo.compare.freeze import BASE
from palermo.compare.relation import Comparison, Shown
from palermo.findings import OUTCOMES
from palermo.names import (
    DEFINITION,
    DESCRIPTION,
    EXPECTATION,
    EXPECTS,
    LABEL,
    MISSING,
    OF,
    OUTCOME,
    TITLE,
    TYPE,
)
from palermo.terms import Literal, Triple, plain
from palermo.write.compare.telling import Side, Telling
from palermo.write.context import Context
from palermo.write.turtle import graph_lines, prefix_lines

#: A language that the texts of these files are in: they are data, and made alike for everybody.
_LANG: Final = "en"
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\Z")
#: Where cases in files are named, each by its own stem: the nodes of all have one base while they are compared.
_FOLDER: Final = BASE.rstrip("#") + "/"
_OWN: Final = re.compile(f"<{re.escape(BASE)}([a-z][a-z0-9-]*)>")


class Files:
    """Writes cases of comparisons as Turtle."""

    def __init__(self, context: Context) -> None:
        self._telling = Telling(context._replace(lang=_LANG))

    def text(self, found: Comparison, side: Side) -> str:
        """A case as Turtle, with what is expected of both definitions; empty where the side has none."""
        shown = side.shown
        if shown is None:
            return ""
        triples = (*shown.case.triples, *self._about(found, side, shown), *self._expected(found, shown))
        body = "\n".join(graph_lines(triples, None))
        comment = "# " + " ".join(self._telling.sentence(side).split())
        prefixes = [*prefix_lines(), f"@prefix : <{_FOLDER}{stem(found, side)}#> ."]
        return "\n".join([comment, "", *prefixes, "", _OWN.sub(r":\1", body)]) + "\n"

    def files(self, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
        """Names of files and what is to stand in them; each case has IRIs of its own."""
        for found in comparisons:
            for side in self._telling.sides(found):
                if side.shown is not None:
                    yield stem(found, side) + ".ttl", self.text(found, side)

    def _about(self, found: Comparison, side: Side, shown: Shown) -> Iterator[Triple]:
        say = self._telling.words.say
        if side.met is None:
            title = say("compare.file.both", a=found.a, b=found.b)
        else:
            title = say("compare.file.only", a=side.met, b=side.other)
        yield shown.case.iri, TITLE, plain(title, _LANG)
        yield shown.case.iri, DESCRIPTION, plain(say("compare.file.about"), _LANG)
        yield shown.person, LABEL, plain(say("compare.file.person"), _LANG)

    def _expected(self, found: Comparison, shown: Shown) -> Iterator[Triple]:
        for definition, outcome in self._telling.outcomes(found, shown):
            node = f"{BASE}expected-{slug(definition)}"
            yield shown.case.iri, EXPECTS, node
            yield node, TYPE, EXPECTATION
            yield node, OF, shown.person
            yield node, DEFINITION, Literal(definition)
            yield node, OUTCOME, Literal(outcome)
            for element in shown.missing if outcome == OUTCOMES[2] else ():
                yield node, MISSING, Literal(element)


def stem(found: Comparison, side: Side) -> str:
    """The name of a side's case, which no other of any comparison has: identifiers are without dots in it."""
    if side.met is None or side.other is None:
        return f"{slug(found.a)}.and.{slug(found.b)}"
    return f"{slug(side.met)}.not.{slug(side.other)}"


def slug(id_: str) -> str:
    """An identifier as part of a file's name: itself where it is plain, else what is plain of it and a hash.

    >>> slug("un-1949"), slug("../Law")
    ('un-1949', 'law-e723d0a6')
    """
    if _SLUG.match(id_):
        return id_
    kept = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")[:40] or "definition"
    return f"{kept}-{sha256(id_.encode()).hexdigest()[:8]}"
