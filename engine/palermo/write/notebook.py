"""A finding as a small table of HTML, for notebooks. All text is escaped; nothing is linked or loaded."""

from html import escape

from palermo.escape import esc
from palermo.findings import ElementOutcome, Finding
from palermo.terms import local_name


def finding_html(finding: Finding) -> str:
    """One finding: outcome, elements with their facts, what is missing, and what the finding is not."""
    rows = "".join(_row(element) for element in finding.elements)
    missing = f"<p>missing: {_safe(', '.join(finding.missing))}</p>" if finding.missing else ""
    return (
        f"<div><p><strong>{_safe(finding.definition)}</strong>: {_safe(finding.outcome)} on this record</p>"
        f"<table><thead><tr><th>element</th><th>outcome</th><th>facts</th><th>provision</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{missing}"
        f"<p><small>{_safe(finding.basis)}; {_safe(finding.caveat)}</small></p>"
        f"<p><small>{_safe(finding.applicable_because)}</small></p></div>"
    )


def _row(element: ElementOutcome) -> str:
    why = f" ({element.why})" if element.why else ""
    facts = ", ".join(local_name(fact) for fact in element.facts)
    cells = (element.element, element.outcome + why, facts, element.provision or "")
    return "<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in cells) + "</tr>"


def _safe(text: str) -> str:
    return escape(esc(text))
