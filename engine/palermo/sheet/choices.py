"""What the lists of a workbook offer: taken from the rulebook, by label."""

from collections.abc import Iterable
from typing import NamedTuple

from palermo.names import CONDUCT, FACT, PERSON
from palermo.rulebook import Rulebook
from palermo.terms import local_name


class Choices(NamedTuple):
    """Labels to IRIs: the properties by which facts hang on a person or a conduct, the kinds of fact that each takes,
    and the individuals of a class."""

    properties: dict[str, str]
    on_conduct: frozenset[str]
    kinds: dict[str, dict[str, str]]
    individuals: dict[str, dict[str, str]]


def choices(rulebook: Rulebook, classes: Iterable[str], lang: str) -> Choices:
    """The choices of a rulebook; ``classes`` are those of whose individuals a column wants one."""
    vocabulary = rulebook.vocabulary
    facts = {
        iri: info.domains
        for iri, info in sorted(vocabulary.properties.items())
        if {CONDUCT, PERSON} & set(info.domains)
        and any(FACT in vocabulary.classes.get(range_, ()) for range_ in info.ranges)
    }
    kinds = {}
    for iri in facts:
        ranges = vocabulary.properties[iri].ranges
        within = [cls for cls, above in vocabulary.classes.items() if all(range_ in above for range_ in ranges)]
        kinds[iri] = labelled(rulebook, (cls for cls in within if not cls.startswith("_:")), lang)
    individuals = {
        cls: labelled(rulebook, (i for i, above in vocabulary.individuals.items() if cls in above), lang)
        for cls in dict.fromkeys(classes)
    }
    on_conduct = frozenset(iri for iri, domains in facts.items() if CONDUCT in domains)
    return Choices(labelled(rulebook, facts, lang), on_conduct, kinds, individuals)


def labelled(rulebook: Rulebook, iris: Iterable[str], lang: str) -> dict[str, str]:
    """Label to IRI, in the order of the labels. Two terms of one label are told apart by their names."""
    named = sorted((rulebook.label(iri, lang), iri) for iri in iris)
    count: dict[str, int] = {}
    for label, _ in named:
        count[label] = count.get(label, 0) + 1
    return {label if count[label] == 1 else f"{label} ({local_name(iri)})": iri for label, iri in named}
