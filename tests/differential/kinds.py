"""What the generator draws from: the classes of the ontology by the property that their facts hang on, what each
definition asks, when and where it is law, and so on."""

from functools import cache
from typing import NamedTuple

from rdflib import RDF, RDFS, Graph, URIRef

from palermo.names import CLASSIFICATION_CLASS, PAL
from palermo.reference.axioms import Axioms, read_axioms
from palermo.reference.law import CONDUCT, PERSON, Card, Law
from palermo.reference.packs import read

#: The properties that facts hang on, and the class at or below which their values are.
ON_CONDUCT = {"act": "Act", "means": "Means", "purpose": "Purpose", "indicator": "Indicator"}
ON_PERSON = {
    "moved": "Movement",
    "exchanged": "SexualServicesExchange",
    "experienced": "ExploitationOrViolence",
    "involved": "ThirdPartyInvolvement",
    "underwent": "Intervention",
    "observed": "Indicator",
}
STATUSES = ("Established", "Alleged", "NotEstablished", "Refuted")
#: How the standing of a node may be written.
STANDINGS = (
    "none", *STATUSES, "both", "refuted-and-alleged", "assessed", "assessed-differently",
    "assessed-established-refuted", "status-and-assessment", "final", "final-dated", "final-undated",
    "final-same-day",
)  # fmt: skip
AGES = (
    "none", "child", "adult", "at-time", "at-least", "at-most", "between", "birth", "birth-leap-day",
    "birth-on-birthday", "birth-day-before", "fact", "facts", "at-time-and-facts", "at-most-and-facts",
    "birth-and-facts", "child-and-number",
)  # fmt: skip
STRUCTURES = (
    "no-conduct", "one-conduct", "several-conducts", "one-person", "several-persons", "shared-conduct",
    "shared-fact", "fact-on-conduct-and-person", "two-classes", "redundant-superclass", "all-kinds-refuted",
    "class-itself-refuted", "one-kind-refuted", "agent-is-a-person", "agent-is-a-classified-person",
    "person-only-towards", "explicit-towards-child", "crossed-border", "crossed-no-border", "phase-AtEntry",
    "phase-DuringExploitation", "started", "ended", "conduct-status", "label-on-case", "label-on-person",
    "label-under-instrument", "label-under-other-instrument", "label-without-source",
    "two-names-of-one-person", "jurisdiction", "several-jurisdictions", "no-jurisdiction", "a-court", "a-member",
    "a-part", "asked-of-a-day", "asked-of-a-place",
)  # fmt: skip


class Theme(NamedTuple):
    """A definition, the classes of facts that it asks for, by the property that they hang on, and its instrument."""

    card: Card
    asked: dict[str, tuple[str, ...]]
    instruments: tuple[str, ...]


class Kinds(NamedTuple):
    """The ontology as the generator sees it."""

    axioms: Axioms
    on_conduct: dict[str, str]  # property -> the class at or below which its values are
    on_person: dict[str, str]
    classes: dict[str, tuple[str, ...]]  # property -> the classes of its values
    unions: tuple[tuple[str, str, tuple[str, ...]], ...]  # property, class, its kinds
    classifications: tuple[str, ...]
    themes: tuple[Theme, ...]  # those of the default definitions first
    instruments: tuple[str, ...]
    members: dict[str, tuple[str, ...]]  # a jurisdiction -> those that a membership says lie within it


def _below(axioms: Axioms, iri: str) -> tuple[str, ...]:
    return tuple(sorted(c for c in axioms.below(iri) if not c.startswith("_:")))


@cache
def kinds() -> Kinds:
    """The kinds of the core pack."""
    ontology = read((), "ontology")
    axioms = read_axioms(ontology)
    law = Law(ontology, read((), "shapes"), axioms)
    on_conduct, on_person = (
        _properties(ontology, law, CONDUCT, ON_CONDUCT),
        _properties(ontology, law, PERSON, ON_PERSON),
    )
    classes = {name: _below(axioms, top) for name, top in (on_conduct | on_person).items()}
    unions = [
        (name, whole, tuple(sorted(parts)))
        for whole, exact in axioms.kinds.items()
        for parts in exact
        for name in on_conduct
        if whole in classes[name]
    ]
    found = ontology.subjects(RDF.type, URIRef(CLASSIFICATION_CLASS))
    themes = sorted((_theme(law, card) for card in law.definitions), key=lambda theme: not theme.card.default)
    return Kinds(
        axioms,
        on_conduct,
        on_person,
        classes,
        tuple(sorted(unions)),
        tuple(sorted(str(c) for c in found)),
        tuple(themes),
        tuple(sorted(frozenset().union(*(law.instruments(card.provision) for card in law.definitions)))),
        {j.within: tuple(sorted({i.member for i in law.joinings if i.within == j.within})) for j in law.joinings},
    )


def _properties(ontology: Graph, law: Law, focus: str, known: dict[str, str]) -> dict[str, str]:
    """The properties that facts hang on, and the class of their values: those known, and others that a definition asks
    about at this focus, by their range."""
    found = {name: PAL + top for name, top in known.items()}
    asked = {leaf.predicate for reach in law.reaches.values() for leaf in reach.leaves if leaf.focus == focus}
    for predicate in sorted(asked):
        if predicate.removeprefix(PAL) not in found:
            found[predicate.removeprefix(PAL)] = str(ontology.value(URIRef(predicate), RDFS.range))
    return found


def _theme(law: Law, card: Card) -> Theme:
    asked: dict[str, set[str]] = {}
    for leaf in law.reaches[card.iri].leaves:
        asked.setdefault(leaf.predicate.removeprefix(PAL), set()).update(_below(law.axioms, leaf.cls))
    classes = {name: tuple(sorted(classes)) for name, classes in asked.items()}
    return Theme(card, classes, tuple(sorted(law.instruments(card.provision))))


def everything() -> frozenset[str]:
    """The tags that a generator which covers every construct has to reach."""
    k = kinds()
    tags = {f"structure:{s}" for s in STRUCTURES} | {f"age:{a}" for a in AGES}
    tags |= {f"class:{name}:{cls}" for name, classes in k.classes.items() for cls in classes}
    tags |= {f"standing:{where}:{s}" for where in ("fact", "conduct", "age") for s in STANDINGS}
    tags |= {f"label:{c}" for c in k.classifications} | {f"under:{i}" for i in k.instruments}
    tags |= {f"{word}:{theme.card.id}" for word in ("theme", "asked") for theme in k.themes} | {"asked:applicable"}
    return frozenset(tags)
