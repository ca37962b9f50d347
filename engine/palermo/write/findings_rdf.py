"""Findings as RDF triples: ``pal:Finding`` nodes and their like, with stable IRIs below that of the case.

The terms are declared in ``ontology/case.ttl``.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from palermo.findings import CaseFindings, DivergenceFinding, Finding, LabelFinding, PersonFindings, Placement
from palermo.names import (
    APPLICABLE,
    APPLICABLE_BECAUSE,
    AS,
    BASIS,
    CATEGORY,
    CAVEAT,
    CIRCLE,
    CLASSIFICATION,
    CONDUCT_REPORTED,
    DEFINITION,
    DIVERGENCE,
    DIVERGENCE_FINDING,
    ELEMENT,
    ELEMENT_FINDING,
    ELEMENT_FOUND,
    FACT_FOUND,
    FINDING,
    IN_CASE,
    INDICATOR_FOUND,
    LABEL,
    LABEL_FINDING,
    MISSING,
    MISSING_ALTERNATIVE,
    OF,
    OUTCOME,
    PERSON_CHARACTERISTIC,
    PLACEMENT,
    PROV,
    PROVISION,
    RDFS,
    REGION,
    REMARK,
    REMARK_FINDING,
    SOURCE,
    SUPPORT,
    TYPE,
    VIEW,
    WHY,
    XSD,
)
from palermo.split.case import Case
from palermo.terms import Literal, Term, Triple, local_name
from palermo.write.context import VERSION, Context

GENERATED_BY = PROV + "wasGeneratedBy"
COMMENT = RDFS + "comment"


class FindingsRdf:
    """Makes the triples of findings; every node says which run it came from."""

    def __init__(self, context: Context) -> None:
        self._packs = context.rulebook.packs
        self.run = f"https://w3id.org/palermo/run/{VERSION}/{context.rulebook.digest[:16]}"

    def run_triples(self) -> list[Triple]:
        """What is said of the run itself. It carries no time: the same input gives the same bytes."""
        return [
            (self.run, TYPE, PROV + "Activity"),
            (self.run, LABEL, Literal(f"palermo {VERSION}, rulebook of {', '.join(self._packs)}")),
        ]

    def case_triples(self, findings: CaseFindings) -> Iterator[Triple]:
        """The findings on one case."""
        names = _person_names(findings.persons)
        for person in findings.persons:
            base = f"{findings.case.iri}/finding/{names[person.person]}"
            for node, cls, pairs in self._nodes(base, person, findings.case):
                yield (node, TYPE, cls)
                yield (node, OF, person.person)
                yield (node, IN_CASE, findings.case.iri)
                yield (node, GENERATED_BY, self.run)
                yield from ((node, predicate, value) for predicate, value in pairs if value is not None)
            for finding in person.findings:
                yield from _element_triples(f"{base}/{quote(finding.definition, safe='')}", finding)

    def _nodes(
        self, base: str, person: PersonFindings, case: Case
    ) -> Iterator[tuple[str, str, list[tuple[str, Term | None]]]]:
        """The nodes on one person: IRI, class, and what is said of it."""
        for finding in person.findings:
            yield f"{base}/{quote(finding.definition, safe='')}", FINDING, _finding_pairs(finding)
        for view, placement in (("established", person.established), ("alleged", person.alleged)):
            pairs = _placement_pairs(view, placement)
            if view == "established":
                pairs += _each(PERSON_CHARACTERISTIC, person.characteristics)
            yield f"{base}/placement/{view}", PLACEMENT, pairs
        for remark in person.remarks:
            yield (
                f"{base}/remark/{quote(remark.id, safe='')}",
                REMARK_FINDING,
                [
                    (REMARK, Literal(remark.id)),
                    (VIEW, Literal(remark.view)),
                    (COMMENT, Literal(remark.text)),
                    (PROVISION, _text(remark.provision)),
                ],
            )
        for number, label in enumerate(person.labellings, 1):
            sources = case.objects(label.labelling, SOURCE)  # as written: a literal stays one
            pairs = [*_label_pairs(label), *((SOURCE, source) for source in sources)]
            yield f"{base}/label/{number}", LABEL_FINDING, pairs
        for divergence in person.divergences:
            yield (
                f"{base}/divergence/{quote(divergence.id, safe='')}",
                DIVERGENCE_FINDING,
                _divergence_pairs(divergence),
            )


def _text(value: str | None) -> Literal | None:
    return None if value is None else Literal(value)


def _truth(value: bool | None) -> Literal | None:
    return None if value is None else Literal("true" if value else "false", XSD + "boolean")


def _each(predicate: str, values: Iterable[str]) -> list[tuple[str, Term | None]]:
    return [(predicate, Literal(value)) for value in values]


def _finding_pairs(finding: Finding) -> list[tuple[str, Term | None]]:
    return [
        (DEFINITION, Literal(finding.definition)),
        (CLASSIFICATION, finding.classification),
        (OUTCOME, Literal(finding.outcome)),
        (CONDUCT_REPORTED, finding.conduct),
        *_each(MISSING, finding.missing),
        *_each(MISSING_ALTERNATIVE, (" ".join(way) for way in finding.missing_alternatives)),
        (BASIS, Literal(finding.basis)),
        (CAVEAT, Literal(finding.caveat)),
        (APPLICABLE, _truth(finding.applicable)),
        (APPLICABLE_BECAUSE, Literal(finding.applicable_because)),
    ]


def _placement_pairs(view: str, placement: Placement) -> list[tuple[str, Term | None]]:
    return [
        (VIEW, Literal(view)),
        *_each(CIRCLE, (circle for circle, holds in placement.circles if holds)),
        (REGION, _text(placement.region)),
        *_each(CATEGORY, placement.categories),
    ]


def _label_pairs(label: LabelFinding) -> list[tuple[str, Term | None]]:
    return [
        (PROV + "wasDerivedFrom", label.labelling),
        (AS, label.labelled_as),
        (DEFINITION, _text(label.definition)),
        (SUPPORT, _text(label.support)),
        *_each(MISSING, label.missing),
    ]


def _divergence_pairs(divergence: DivergenceFinding) -> list[tuple[str, Term | None]]:
    return [(DIVERGENCE, Literal(divergence.id)), (COMMENT, Literal(divergence.text))]


def _element_triples(finding_iri: str, finding: Finding) -> Iterator[Triple]:
    for element in finding.elements:
        node = f"{finding_iri}/{quote(element.element, safe='')}"
        yield (finding_iri, ELEMENT_FOUND, node)
        yield (node, TYPE, ELEMENT_FINDING)
        yield (node, ELEMENT, Literal(element.element))
        yield (node, OUTCOME, Literal(element.outcome))
        if element.why is not None:
            yield (node, WHY, Literal(element.why))
        yield from ((node, FACT_FOUND, fact) for fact in element.facts)
        yield from ((node, INDICATOR_FOUND, indicator) for indicator in element.indicators)
        if element.provision is not None:
            yield (node, PROVISION, Literal(element.provision))


def _person_names(persons: Iterable[PersonFindings]) -> dict[str, str]:
    """Person to what stands for it in IRIs: the end of its IRI where no other person has the same, else all of it."""
    iris = [person.person for person in persons]
    short = [local_name(iri) for iri in iris]
    return {iri: quote(name if short.count(name) == 1 else iri, safe="") for iri, name in zip(iris, short, strict=True)}
