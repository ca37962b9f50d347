"""What the generator draws from: the classes of the ontology by the property that their facts hang on, and so on."""

from functools import cache
from typing import NamedTuple

from rdflib import RDF, URIRef

from palermo.names import CLASSIFICATION_CLASS, PAL
from palermo.reference.axioms import Axioms, read_axioms
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
#: What a definition asks for: drawn more often than the rest.
ASKED = {"act": "ProtocolAct", "means": "ProtocolMeans", "purpose": "ProtocolExploitation"}

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
    "two-names-of-one-person",
)  # fmt: skip


class Kinds(NamedTuple):
    """The ontology as the generator sees it."""

    axioms: Axioms
    classes: dict[str, tuple[str, ...]]  # property -> the classes of its values
    asked: dict[str, tuple[str, ...]]
    unions: tuple[tuple[str, str, tuple[str, ...]], ...]  # property, class, its kinds
    classifications: tuple[str, ...]


def _below(axioms: Axioms, name: str) -> tuple[str, ...]:
    return tuple(sorted(c for c in axioms.below(PAL + name) if not c.startswith("_:")))


@cache
def kinds() -> Kinds:
    """The kinds of the core pack."""
    ontology = read((), "ontology")
    axioms = read_axioms(ontology)
    classes = {name: _below(axioms, top) for name, top in (ON_CONDUCT | ON_PERSON).items()}
    unions = [
        (name, whole, tuple(sorted(parts)))
        for whole, exact in axioms.kinds.items()
        for parts in exact
        for name in ON_CONDUCT
        if whole in classes[name]
    ]
    found = ontology.subjects(RDF.type, URIRef(CLASSIFICATION_CLASS))
    return Kinds(
        axioms,
        classes,
        {name: _below(axioms, top) for name, top in ASKED.items()},
        tuple(sorted(unions)),
        tuple(sorted(str(c) for c in found)),
    )


def everything() -> frozenset[str]:
    """The tags that a generator which covers every construct has to reach."""
    k = kinds()
    tags = {f"structure:{s}" for s in STRUCTURES} | {f"age:{a}" for a in AGES}
    tags |= {f"class:{name}:{cls}" for name, classes in k.classes.items() for cls in classes}
    tags |= {f"standing:{where}:{s}" for where in ("fact", "conduct", "age") for s in STANDINGS}
    tags |= {f"label:{c}" for c in k.classifications}
    return frozenset(tags)
