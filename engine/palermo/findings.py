"""What the engine concludes, as values. The conclude pass makes them, the write pass turns them into text.

Identifiers (``definition``, ``element``, ``region`` …) are the ``dct:identifier`` strings of the rulebook; IRIs are
strings. Lists are in a fixed order, so that equal records give equal findings, byte for byte. The names follow
the JSON of ``palermo classify``.
"""

from typing import NamedTuple

from palermo.split.case import Case

#: The four words for an outcome, best first.
OUTCOMES = ("established", "alleged", "not-established", "excluded")
#: Why an element is not established.
REASONS = ("not-recorded", "examined-not-proved", "alleged", "contested", "refuted", "recorded-elsewhere")
#: So many facts are listed that are recorded elsewhere in the case, those towards the same person first.
MOST_ELSEWHERE = 20
#: What a label comes to.
SUPPORTS = ("supported", "if-proved", "unsupported", "contradicted")


class Evidence(NamedTuple):
    """A fact of the record that speaks to an element, and its standing here: ``established``, ``alleged``,
    ``contested``, ``not-established`` or ``refuted``. ``stated`` is true where the description gave no status."""

    fact: str
    standing: str
    stated: bool


class ElementOutcome(NamedTuple):
    """What one element of a definition comes to, on the conduct that the finding reports."""

    element: str
    shape: str
    outcome: str
    why: str | None
    facts: tuple[str, ...]
    indicators: tuple[str, ...]
    provision: str | None
    evidence: tuple[Evidence, ...]  # every fact of the conduct that speaks to the element, whatever its standing


class Finding(NamedTuple):
    """What one definition comes to for one person. ``applicable`` says whether the definition was law at the time and
    place of the conduct reported; None where the record leaves that open."""

    definition: str
    classification: str | None
    outcome: str
    conduct: str | None
    elements: tuple[ElementOutcome, ...]
    missing: tuple[str, ...]
    missing_alternatives: tuple[tuple[str, ...], ...]
    basis: str
    caveat: str
    applicable: bool | None = None
    applicable_because: str = ""

    def _repr_html_(self) -> str:
        """The finding as a notebook shows it."""
        from palermo.write.notebook import finding_html

        return finding_html(self)


class Placement(NamedTuple):
    """Where a person's situation lies in the diagram on one view: circles by identifier, in the diagram's order."""

    circles: tuple[tuple[str, bool], ...]
    region: str | None
    categories: tuple[str, ...]


class RemarkFinding(NamedTuple):
    """A point of law that the record gives reason to say; ``view`` is ``established`` or ``alleged``."""

    id: str
    text: str
    provision: str | None
    view: str


class LabelFinding(NamedTuple):
    """Whether a label that somebody gave holds up. ``support`` is None where no definition here can test it."""

    labelled_as: str
    definition: str | None
    source: str | None
    support: str | None
    missing: tuple[str, ...]
    labelling: str


class DivergenceFinding(NamedTuple):
    """Where definitions, or a definition and the model, part company on this record."""

    id: str
    text: str


class PersonFindings(NamedTuple):
    """Everything that is concluded about one person's situation."""

    person: str
    label: str | None
    characteristics: tuple[str, ...]
    findings: tuple[Finding, ...]
    established: Placement
    alleged: Placement
    remarks: tuple[RemarkFinding, ...]
    labellings: tuple[LabelFinding, ...]
    divergences: tuple[DivergenceFinding, ...]


class CaseFindings(NamedTuple):
    """Everything that is concluded about one case; ``case`` is the description it was concluded from.

    ``jurisdictions`` are the codes that the record gives the case; ``years`` those in which its conducts began or,
    where none has a day, those of the dates of the case. Both are sorted, and empty where the record says nothing.
    """

    case: Case
    label: str | None
    persons: tuple[PersonFindings, ...]
    jurisdictions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
