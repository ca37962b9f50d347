"""The names of the packs' terms: which IRIs are terms, which only look like it, and what was meant.

A namespace counts as missed by a little where it differs from one of the packs' in scheme, ``www.``, letter case or the
last sign, or by one slip of the pen and the term exists. Each namespace is judged once.
"""

from typing import Final

from palermo import names
from palermo.escape import clip
from palermo.names import OWL, PAL, RDF, RDFS, SH, XSD
from palermo.vocabulary import Vocabulary

_PREFIXES: Final = (
    ("pal:", PAL), ("rdf:", RDF), ("rdfs:", RDFS), ("owl:", OWL), ("sh:", SH), ("xsd:", XSD), ("dct:", names.DCT),
)  # fmt: skip
#: The verdict on a namespace that is nobody's here.
FINE: Final = ""
_BELOW: Final = "?"  # one of the packs' namespaces begins below it: the whole IRI tells
_MEMO: Final = 4096


def short(iri: str) -> str:
    """An IRI as a message shows it: with a customary prefix, or in full."""
    for prefix, namespace in _PREFIXES:
        if iri.startswith(namespace):
            return prefix + clip(iri[len(namespace) :])
    return "a node without IRI" if iri.startswith("_:") else f"<{clip(iri, 120)}>"


class Terms:
    """Judges IRIs against the terms and namespaces of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._owned = frozenset(vocabulary.namespaces)
        stems = [(stem_of(namespace), namespace) for namespace in vocabulary.namespaces]
        self._stems = sorted(stems, key=lambda pair: -len(pair[0]))  # the narrowest namespace first
        #: Verdicts so far, by namespace: FINE for those that are nobody's here.
        self.spaces: dict[str, str] = {}

    def is_term(self, iri: str) -> bool:
        """Whether an IRI is a term of the packs, or stands in one of their namespaces."""
        return self.known(iri) is not None or self.is_owned(iri)

    def is_owned(self, iri: str) -> bool:
        """Whether an IRI stands in a namespace of the packs."""
        return space_of(iri) in self._owned

    def misplaced(self, subject: str) -> tuple[str, str] | None:
        """What is wrong with an IRI as the subject of a case's triple; None where nothing is."""
        space = self._owner(subject)
        if space == FINE:
            return None
        if self.is_owned(subject):
            if self.known(subject) is not None:
                return "P135", f"{short(subject)} is a term of a pack: what it means is said there, not in a case"
            return "P130", f"{short(subject)} stands in a pack's namespace: use a namespace of your own for the case"
        return self.misnamed(subject, "term")

    def known(self, iri: str) -> str | None:
        """What the packs declare an IRI to be."""
        vocabulary = self._vocabulary
        if iri in vocabulary.classes:
            return "class"
        if iri in vocabulary.properties:
            return "property"
        return "individual" if iri in vocabulary.individuals else None

    def misnamed(self, iri: str, wanted: str) -> tuple[str, str] | None:
        """What is wrong with an IRI used as a class, property or other term; None where nothing is."""
        known = self.known(iri)
        if known is not None:
            if wanted in ("class", "property") and known != wanted:
                return "P131", f"{short(iri)} is {_a(known)}, not {_a(wanted)}: use {_a(wanted)} here"
            return None
        namespace = self._owner(iri)
        if namespace == FINE:
            return None
        if not self.is_owned(iri):
            return "P131", self._near_miss(iri, namespace, wanted)
        return "P130", f"unknown {wanted} {short(iri)}{self._meant(iri, wanted)}"

    def _owner(self, iri: str) -> str:
        """The packs' namespace that an IRI stands in or seems to aim at; empty where there is none."""
        space = space_of(iri)
        verdict = self.spaces.get(space)
        if verdict is None:
            verdict = self._judge(space)
            if len(self.spaces) >= _MEMO:
                self.spaces.clear()
            self.spaces[space] = verdict
        if verdict == _BELOW:  # a namespace below which one of the packs' begins: look at the whole IRI
            rest = stem_of(iri)
            return next((own for stem, own in self._stems if rest.startswith(stem) and iri[-1:] != "/"), FINE)
        if verdict.startswith("~"):  # a letter away: only where the packs have such a term
            own = verdict[1:]
            return own if self.known(own + iri[len(space) :]) is not None else FINE
        return verdict

    def _judge(self, space: str) -> str:
        if space in self._owned:
            return space
        stem = stem_of(space)
        for own_stem, own in self._stems:
            if stem == own_stem:
                return own
        if space and any(own_stem.startswith(stem) for own_stem, _ in self._stems):
            return _BELOW
        return next(("~" + own for own_stem, own in self._stems if one_slip(stem, own_stem)), FINE)

    def _near_miss(self, iri: str, namespace: str, wanted: str) -> str:
        local = iri[len(space_of(iri)) :] if stem_of(iri) != stem_of(namespace) else ""
        candidate = namespace + local
        at = iri.lower().find(stem_of(namespace))
        if self.known(candidate) is None and at >= 0:
            candidate = namespace + iri[at + len(stem_of(namespace)) :].lstrip("#/")
        if self.known(candidate) is not None:
            return f"unknown {wanted} <{clip(iri, 120)}>: did you mean <{clip(candidate, 120)}>?"
        return f"unknown {wanted} <{clip(iri, 120)}>: the namespace is written <{clip(namespace, 120)}>"

    def _meant(self, iri: str, wanted: str) -> str:
        from difflib import get_close_matches

        vocabulary = self._vocabulary
        pools: dict[str, list[str]] = {
            "class": list(vocabulary.classes), "property": list(vocabulary.properties),
            "term": [*vocabulary.individuals, *vocabulary.classes],
        }  # fmt: skip
        space = space_of(iri)
        local = iri[len(space) :]
        for pool in (pools[wanted], [*vocabulary.classes, *vocabulary.properties, *vocabulary.individuals]):
            by_name = {term[len(space_of(term)) :].lower(): term for term in reversed(pool)}
            near = get_close_matches(local.lower(), by_name, 1, 0.7)
            if near:
                return f": did you mean {short(by_name[near[0]])}?"
        return ": see what the vocabulary has with `palermo show`"


def space_of(iri: str) -> str:
    """The namespace part of an IRI: up to its last ``#`` or ``/``."""
    cut = iri.rfind("#")
    return iri[: (cut if cut >= 0 else iri.rfind("/")) + 1]


def stem_of(namespace: str) -> str:
    """What is left of a namespace without the things that people get wrong: scheme, ``www.``, case, the last sign."""
    lowered = namespace.lower()
    for scheme in ("https://", "http://"):
        lowered = lowered.removeprefix(scheme)
    return lowered.removeprefix("www.").rstrip("#/")


def one_slip(one: str, other: str) -> bool:
    """Whether two strings differ in one place only, by at most two characters."""
    if abs(len(one) - len(other)) > 2 or len(other) < 8:
        return False
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return max(len(one), len(other)) - start - end <= 2


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "individual" else f"a {kind}"
