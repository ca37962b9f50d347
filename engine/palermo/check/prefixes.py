"""The prefixes of a Turtle text: which are declared, where, and which are used.

Read from the tokens, so that a text with broken syntax tells them too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from palermo.compile.packs import Source
from palermo.names import DCT, ELI, OWL, PROV, RDF, RDFS, SH, SKOS, XSD
from palermo.read.turtle import Token

#: Namespace to customary prefix, for vocabularies that everybody shares.
CUSTOMARY: Final = {
    RDF: "rdf", RDFS: "rdfs", OWL: "owl", XSD: "xsd", SH: "sh", SKOS: "skos", DCT: "dct", ELI: "eli", PROV: "prov",
    "http://purl.org/dc/elements/1.1/": "dc", "http://schema.org/": "schema", "http://xmlns.com/foaf/0.1/": "foaf",
    "http://purl.org/vocab/vann/": "vann", "http://rdfs.org/ns/void#": "void", "http://www.w3.org/ns/dcat#": "dcat",
    "http://data.europa.eu/m8g/": "cccev",
}  # fmt: skip
#: Other prefixes that are as good.
_ALSO: Final = {(DCT, "dcterms"), ("http://schema.org/", "sdo")}
_DECLARED: Final = re.compile(r"^@?prefix[ \t]+([^\s:]*):[ \t]*<([^<>\s]*)>", re.MULTILINE | re.IGNORECASE)
_NAME: Final = re.compile(r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?\Z")
#: Names that are no prefixes where they stand before a colon.
_NO_PREFIX: Final = ("_", "http", "https", "urn", "mailto")


class Prefix(NamedTuple):
    """A declaration: where its name stands, and where all of it begins and ends; ``iri`` is empty where what follows
    the name is no IRI."""

    name: str
    iri: str
    offset: int
    start: int
    end: int


def declared_in(words: Sequence[Token]) -> tuple[Prefix, ...]:
    """The declarations among the tokens of a text."""
    found: list[Prefix] = []
    for number, token in enumerate(words):
        if token.kind == "word" and token.text.lower() in ("@prefix", "prefix"):
            name, iri, stop = (*words[number + 1 : number + 4], token, token, token)[:3]
            if name.kind == "word" and name.text.endswith(":"):
                last = stop if token.text[0] == "@" and stop.text == "." else iri if iri.kind == "iri" else name
                said = iri.text[1:-1] if iri.kind == "iri" else ""
                found.append(Prefix(name.text[:-1], said, name.offset, token.offset, last.offset + len(last.text)))
    return tuple(found)


def used_in(words: Sequence[Token]) -> dict[str, int]:
    """Each prefix that a name in the text begins with, to where it stands first."""
    found: dict[str, int] = {}
    for before, token in zip((None, *words), words, strict=False):
        if before is not None and before.text.lower() in ("@prefix", "prefix"):
            continue
        prefix, colon, _ = token.text.partition(":")
        if token.kind == "word" and colon and prefix not in _NO_PREFIX and _NAME.match(prefix):
            found.setdefault(prefix, token.offset)
    return found


def known(sources: Iterable[Source]) -> "Known":
    """The customary prefixes, and those that most of these files use."""
    return _known(tuple(pair for source in sources for pair in _pairs(source)))


@lru_cache(maxsize=512)
def _pairs(source: Source) -> tuple[tuple[str, str], ...]:
    return tuple(_DECLARED.findall(source.text.decode("utf-8", "replace")))


@lru_cache(maxsize=16)
def _known(pairs: tuple[tuple[str, str], ...]) -> "Known":
    return Known(pairs)


class Known:
    """The prefixes that are known: the customary ones, and of others the most frequent for each namespace."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        counted: dict[str, Counter[str]] = {}
        for name, iri in pairs:
            if name:
                counted.setdefault(iri, Counter())[name] += 1
        common = {iri: min(names, key=lambda name: (-names[name], name)) for iri, names in counted.items()}
        #: Namespace to prefix.
        self.prefixes: dict[str, str] = {**common, **CUSTOMARY}
        #: Prefix to namespace.
        self.namespaces: dict[str, str] = {name: iri for iri, name in self.prefixes.items()}

    def is_right(self, declared: Prefix) -> bool:
        """Whether a declaration is the known one, or none is known for its prefix and namespace."""
        known = self.prefixes.get(declared.iri)
        if known is not None:
            return declared.name == known or (declared.iri, declared.name) in _ALSO
        return declared.name not in self.namespaces

    def near(self, declared: Prefix) -> str | None:
        """The known namespace that a declared one seems to aim at; None where it is one, or is like none."""
        from palermo.split.pack_terms import one_slip, stem_of

        if declared.iri in self.prefixes or not declared.iri:
            return None
        stem = stem_of(declared.iri)
        for known, name in self.prefixes.items():
            other = stem_of(known)
            if stem == other or (one_slip(stem, other) and (declared.name == name or _same_but_sign(stem, other))):
                return known
        return None

    def meant(self, declared: Prefix) -> str | None:
        """The namespace that a declaration was to give, where it gives another by a slip; None where it does not."""
        near = self.near(declared)
        if near is not None:
            return near
        usual = self.namespaces.get(declared.name)
        return usual if usual in CUSTOMARY and usual != declared.iri else None


def _same_but_sign(one: str, other: str) -> bool:
    return one.replace("-", "").replace("_", "") == other.replace("-", "").replace("_", "")
