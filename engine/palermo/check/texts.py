"""The words of diagnostics, from ``ontology/wording/check.ttl``.

They are read from the file itself and not from a rulebook: a check must speak where no rulebook can be compiled.
"""

import os
from functools import cache
from typing import Final, NamedTuple

from palermo import data
from palermo.compile.graph import Graph
from palermo.compile.packs import Source, parse
from palermo.names import DEFINITION_TEXT, IDENTIFIER, LABEL, SKOS

_FILE: Final = ("wording", "check.ttl")
_PREFIX: Final = "check."


class Text(NamedTuple):
    """The words of one diagnostic, or of one sentence of a report: language to text. ``template`` is the message, with
    places in braces; ``name``, ``means`` and ``advice`` are given for codes only."""

    template: dict[str, str]
    name: dict[str, str]
    means: dict[str, str]
    advice: dict[str, str]


@cache
def texts() -> dict[str, Text]:
    """Code, code with a variant (``K201.imports``), or sentence to its words."""
    path = os.path.join(data.folder("ontology"), *_FILE)
    with open(path, "rb") as file:
        graph = Graph(parse(Source(path, file.read()), "check"))
    return {
        (graph.lexical(node, IDENTIFIER) or "").removeprefix(_PREFIX): Text(
            *(graph.texts(node, p) for p in (LABEL, SKOS + "prefLabel", DEFINITION_TEXT, SKOS + "scopeNote"))
        )
        for node, _ in graph.pairs(IDENTIFIER)
    }


def pick(said: dict[str, str], lang: str) -> str:
    """The text in a language; in English where that is missing."""
    return said.get(lang) or said.get("en") or ""


def say(id_: str, lang: str = "en", /, **places: object) -> str:
    """A template with its places filled in."""
    return pick(texts()[id_].template, lang).format(**places)
