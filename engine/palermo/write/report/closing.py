"""What a report says once, after the last case."""

from collections.abc import Iterator

from palermo.findings import CaseFindings
from palermo.write.context import Context
from palermo.write.report.block import Block, heading, item, line, row
from palermo.write.words import Words

#: The sentences that explain the report's own words, in order.
_LEGEND = ("read.established", "read.alleged", "read.not-established", "read.excluded", "read.findings")
#: So many rows an overview has at most.
_MOST = 200


class Overview:
    """A row for each person and definition, where a run has more than one case."""

    def __init__(self, context: Context) -> None:
        self._words = Words(context.rulebook, context.lang)
        self._rows: list[Block] = []
        self.cases = 0
        self._more = 0

    def add(self, findings: CaseFindings) -> None:
        """Take in one case."""
        self.cases += 1
        label = findings.label or findings.case.iri
        for person in findings.persons:
            for finding in person.findings:
                if len(self._rows) >= _MOST:
                    self._more += 1
                    continue
                missing = [self._words.element_label(finding.definition, element) for element in finding.missing]
                parts = [person.label or person.person]
                if len(person.findings) > 1:
                    parts.append(finding.definition)
                if missing:
                    parts.append(self._words.say("overview.missing", elements=self._words.join(missing, "or-last")))
                colours = ", ".join(category.upper() for category in person.established.categories)
                outcome = self._words.say("outcome." + finding.outcome)
                self._rows.append(row(label, outcome, "; ".join(parts), colours, finding.outcome))
                label = ""

    def blocks(self) -> Iterator[Block]:
        """The overview; nothing for a single case."""
        if self.cases < 2:
            return
        yield Block("case", self._words.say("overview"))
        yield from self._rows
        if self._more:
            yield line(self._words.say("overview.more", count=self._more), 2)
        yield line("", 0)


def closing_blocks(context: Context) -> Iterator[Block]:
    """How to read the words, what is not encoded, what this is not."""
    words = Words(context.rulebook, context.lang)
    yield Block("case", words.say("how-to-read"))
    for id_ in _LEGEND:
        yield item(words.say(id_), 0)
    seen: set[str] = set()
    for definition in context.definitions:
        for gap in context.rulebook.not_encoded(definition):
            if not seen:
                yield heading(words.say("not-encoded"))
            if gap.text_of not in seen:
                seen.add(gap.text_of)
                yield item(gap_text(words, gap.text_of), 1, words.citation(gap.provision))
    yield Block("basis", words.say("not-advice"), depth=0)


def gap_text(words: Words, iri: str) -> str:
    """What is not encoded: its label and what it is."""
    label, text = words.label(iri), words.text(iri)
    return f"{label}: {text}" if text else label
