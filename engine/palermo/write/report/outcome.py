"""How the outcome of a finding is called, and what a report counts as shown."""

from palermo.findings import Finding

#: Outcomes of an element for which the record has facts.
SHOWN = ("established", "alleged")


def outcome_key(finding: Finding) -> str:
    """The ending of the wordings for an outcome. An established one that rests on nothing but facts without a status
    has its own, since nobody but the author of the description vouches for it."""
    rests = {
        evidence.stated
        for element in finding.elements
        for evidence in element.evidence
        if element.outcome == "established" and evidence.fact in element.facts
    }
    return "established-as-stated" if finding.outcome == "established" and rests == {True} else finding.outcome
