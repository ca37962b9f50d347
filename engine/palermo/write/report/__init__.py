"""A report as a list of blocks: the same content for a terminal and for a page."""

import os
from collections.abc import Iterator, Sequence

from palermo.data import folder
from palermo.findings import CaseFindings, Finding, PersonFindings
from palermo.write.context import Context
from palermo.write.report.block import Block, line
from palermo.write.report.finding import finding_blocks
from palermo.write.report.model import model_blocks
from palermo.write.report.points import point_blocks
from palermo.write.report.telling import Telling


def case_blocks(findings: CaseFindings, context: Context) -> Iterator[Block]:
    """The report on one case."""
    telling = Telling(findings, context)
    yield from case_head(telling)
    if not findings.persons:
        yield line(telling.words.say("no-persons"), 0)
    for person in findings.persons:
        yield from _person_blocks(telling, person)


def case_head(telling: Telling) -> Iterator[Block]:
    """The title of a case, and the sources that its report cites by number."""
    findings = telling.findings
    yield Block("case", findings.label or findings.case.iri, _file(findings.case.file))
    for source, number in telling.sources.items():
        yield line(telling.words.say("sources", number=number, source=source), 0)
    if not telling.any_source:
        yield line(telling.words.say("no-source-at-all"), 0)


def _person_blocks(telling: Telling, person: PersonFindings) -> Iterator[Block]:
    words = telling.words
    name = person.label or telling.record.name(person.person) or person.person
    traits = [words.trait_label(trait) for trait in person.characteristics]
    yield Block("person", ", ".join([name, *traits]))
    findings: Sequence[Finding] = person.findings
    if len(findings) > 1:
        from palermo.write.report.definitions import in_order, overview_blocks

        findings = in_order(findings)
        yield from overview_blocks(telling, findings)
    if not findings and telling.context.definitions:
        yield line(words.say("definitions.none"))
    for finding in findings:
        yield from finding_blocks(telling, person.person, finding, len(findings) > 1)
    yield from model_blocks(telling, person)
    yield from point_blocks(telling, person)
    for basis in sorted({finding.basis for finding in person.findings}):
        yield Block(
            "basis", words.say("basis-line-cited" if telling.any_source else "basis-line", basis=basis), depth=1
        )


def _file(path: str) -> str:
    """How a report calls a file: one of the built-in examples by its place among them, wherever they are installed."""
    inside = folder("examples") + os.sep
    return path[len(inside) :].replace(os.sep, "/") if path.startswith(inside) else path
