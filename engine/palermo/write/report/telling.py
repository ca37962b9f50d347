"""The words of a report: templates and labels of the rulebook, facts of the record."""

from collections.abc import Iterable, Sequence

from palermo.findings import CaseFindings, Finding
from palermo.names import ENDED_ON, FACT, STARTED_ON, TYPE
from palermo.view.record import ClassTree, index
from palermo.view.standing import read_standings
from palermo.write.context import Context
from palermo.write.record import Record
from palermo.write.report.outcome import outcome_key
from palermo.write.words import Words


class Telling:
    """What the sections of one case's report share."""

    def __init__(self, findings: CaseFindings, context: Context, supposed: frozenset[str] | None = None) -> None:
        """``supposed``, in a report on an assumption, are the nodes whose standing is one, and not the record's."""
        self.findings = findings
        self._supposed = supposed
        self.context = context
        self.words = Words(context.rulebook, context.lang)
        self.record = Record(findings.case, context.rulebook, context.lang)
        vocabulary = context.rulebook.vocabulary
        self._standings = read_standings(index(findings.case, ClassTree(vocabulary.classes, vocabulary.individuals)))
        self.sources = _numbered(self.record, findings.case.iri)
        self.any_source = any(self.record.sources(node) for node in self.record.subjects())

    def fact(self, node: str, standing: str, stated: bool) -> str:
        """A fact in one line: its label, what kind it is, its standing and its source."""
        words, record = self.words, self.record
        if self._supposed and node in self._supposed:  # whoever the source is, it does not say so
            said = words.say("whatif.supposed", standing=words.say("standing." + standing))
            return f"{self.named(node)}: {said}"
        parts = [words.say("standing.stated" if stated else "standing." + standing)]
        sources = record.sources(node)
        if sources:
            parts.append(words.say("source", source=", ".join(self._cited(source) for source in sources)))
        elif self.any_source and not record.sources(self.findings.case.iri):
            parts.append(words.say("no-source"))
        return f"{self.named(node)}: {'; '.join(parts)}"

    def named(self, node: str) -> str:
        """A fact by its label and what kind it is."""
        name, kinds = self.record.name(node), ", ".join(self.record.kinds(node))
        return f"{name} ({kinds})" if name and kinds else name or kinds or self.words.say("fact-unnamed")

    def _cited(self, source: str) -> str:
        """A source by its number where the report lists it, else by name."""
        return f"[{self.sources[source]}]" if source in self.sources else source

    def speaking_to_none(self, finding: Finding) -> list[str]:
        """The facts of the conduct reported that speak to no element of its definition, in order."""
        told = {evidence.fact for element in finding.elements for evidence in element.evidence}
        told.update(indicator for element in finding.elements for indicator in element.indicators)
        classes = self.context.rulebook.vocabulary.classes
        facts = {s for s, p, o in self.findings.case.triples if p == TYPE and FACT in classes.get(str(o), ())}
        hung = {o for s, _, o in self.findings.case.triples if s == finding.conduct and isinstance(o, str)}
        return sorted((hung & facts) - told)

    def is_dated(self, conduct: str | None) -> bool:
        """Whether the description says when a conduct began or ended."""
        return conduct is not None and not {STARTED_ON, ENDED_ON}.isdisjoint(self.record.said(conduct))

    def needed(self, person: str, finding: Finding) -> tuple[str, ...]:
        """The elements on which a finding rests."""
        return self.context.rulebook.needed(self.findings.case, person, finding)

    def definition(self, id_: str) -> str:
        """How a section calls the definition that it is on: title and provision, marked where it was not verified."""
        words = self.words
        card = words.definition(id_)
        if card is None:
            return id_
        provision = words.citation(card.provision)
        title = words.label(card.iri)
        named = f"{title} · {provision}" if provision else title
        return named if card.verified else words.say("unverified.mark", definition=named)

    def outcome(self, finding: Finding) -> str:
        """What a definition comes to, as a heading says it: on the record, or under an assumption."""
        if self._supposed is not None:
            return self.words.say("whatif.heading." + finding.outcome)
        return self.words.say("heading." + outcome_key(finding))

    def standing(self, node: str) -> str:
        """The standing that the description gives a node."""
        return self._standings.standing(node)

    def fact_as_recorded(self, node: str) -> str:
        """The same for a fact that no finding weighs: its standing is the one that the description gives it."""
        return self.fact(node, self._standings.standing(node), node not in self._standings.of)

    def fact_shortly(self, node: str) -> str:
        """A fact by its kind, with its standing where that is not established."""
        words, standing = self.words, self.standing(node)
        kind = ", ".join(self.record.kinds(node)) or self.record.name(node) or words.say("fact-unnamed")
        if standing == "established":
            return kind
        return words.say("fact-shortly", kind=kind, standing=words.say("standing." + standing))

    def element_labels(self, finding: Finding, ids: Iterable[str]) -> list[str]:
        """The labels of a finding's elements, by identifier."""
        labels = {element.element: self.words.label(element.shape) for element in finding.elements}
        return [labels.get(id_, id_) for id_ in ids]

    def way(self, finding: Finding, atoms: Sequence[str]) -> str:
        """One way to complete a definition: the elements and characteristics that would have to be shown."""
        elements = {element.element for element in finding.elements}
        labels = self.element_labels(finding, [atom for atom in atoms if atom in elements])
        traits = [self.trait(atom) for atom in atoms if atom not in elements]
        return self.words.join([*labels, *traits])

    def trait(self, id_: str) -> str:
        """A characteristic as a clause."""
        return self.words.say_for("alternative", id_, characteristic=self.words.trait_label(id_))


def _numbered(record: Record, case: str) -> dict[str, int]:
    """The sources that a report lists once and cites by number: those of the case, and those cited more than once."""
    cited = [source for node in record.subjects() for source in record.sources(node)]
    often = sorted(source for source in set(cited) if cited.count(source) > 1)
    return {source: number for number, source in enumerate(dict.fromkeys([*record.sources(case), *often]), 1)}
