"""What a report says once, after the last case."""

from collections.abc import Iterator, Sequence

from palermo.findings import OUTCOMES, CaseFindings, Finding, PersonFindings
from palermo.rulebook import NotEncoded
from palermo.write.context import Context
from palermo.write.report.block import Block, item, line, row
from palermo.write.report.key import short_key
from palermo.write.report.outcome import outcome_key
from palermo.write.words import Words

#: So many rows an overview has at most.
_MOST = 200
#: Of so many definitions it is told in full what is not encoded; of more, in catchwords.
_IN_FULL = 3


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
            for together in self._groups(person.findings):
                if len(self._rows) >= _MOST:
                    self._more += 1
                    continue
                finding = together[0]
                outcome = self._words.say("outcome." + outcome_key(finding))
                text = "; ".join(self._parts(person, together))
                self._rows.append(row(label, outcome, text, self._colours(person), finding.outcome, 0))
                label = ""

    def _groups(self, findings: Sequence[Finding]) -> list[list[Finding]]:
        """Findings with the same outcome, as it is called; best outcomes first."""
        groups: dict[str, list[Finding]] = {}
        for finding in sorted(findings, key=lambda finding: OUTCOMES.index(finding.outcome)):
            groups.setdefault(outcome_key(finding), []).append(finding)
        return list(groups.values())

    def _parts(self, person: PersonFindings, together: Sequence[Finding]) -> Iterator[str]:
        yield person.label or person.person
        if len(person.findings) > 1:
            yield ", ".join(finding.definition for finding in together)
        for finding in together if len(together) == 1 else ():
            missing = [self._words.element_label(finding.definition, element) for element in finding.missing]
            if missing:
                yield self._words.say("overview.missing", elements=", ".join(missing))

    def _colours(self, person: PersonFindings) -> str:
        """The overlap categories, and those that would follow if what is alleged were proved."""
        now, then = (", ".join(c.upper() for c in p.categories) for p in (person.established, person.alleged))
        conditional = self._words.say("overview.if-proved", colours=then) if then and then != now else ""
        return "; ".join(filter(None, (now, conditional)))

    def blocks(self) -> Iterator[Block]:
        """The overview; nothing for a single case."""
        if self.cases < 2:
            return
        yield Block("case", self._words.say("overview"))
        yield line(self._words.say("overview.no-sample"), 0)
        yield from self._rows
        if self._more:
            yield line(self._words.say("overview.more", count=self._more), 0)
        yield line("", 0)
        yield line("", 0)


def closing_blocks(context: Context, cases: int) -> Iterator[Block]:
    """What is not encoded, what this is not; for one case also what the words mean."""
    words = Words(context.rulebook, context.lang)
    new: dict[str, list[NotEncoded]] = {}
    seen: set[str] = set()
    for definition in context.definitions:
        for gap in context.rulebook.not_encoded(definition):
            if gap.text_of not in seen:
                seen.add(gap.text_of)
                new.setdefault(definition, []).append(gap)
    if new:
        yield Block("case", words.say("not-encoded"))
    for definition, gaps in new.items():
        if len(context.definitions) > _IN_FULL:
            labels = ", ".join(words.label(gap.text_of) for gap in gaps)
            yield item(words.say("not-encoded.of", definition=definition, gaps=labels), 0)
        else:
            yield from (item(gap_text(words, gap.text_of), 0, words.citation(gap.provision)) for gap in gaps)
    if new and len(context.definitions) > _IN_FULL:
        yield line(words.say("not-encoded.in-full"), 0)
    if cases == 1:
        yield short_key(context)
    yield Block("basis", words.say("not-advice"), depth=0)


def gap_text(words: Words, iri: str) -> str:
    """What is not encoded: its label and what it is."""
    label, text = words.label(iri), words.text(iri)
    return f"{label}: {text}" if text else label
