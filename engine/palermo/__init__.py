"""Palermo: cases described in RDF, classified under legal definitions, with reasons.

>>> import palermo
>>> rulebook = palermo.Rulebook.load()
>>> rulebook.chosen()
('un-protocol-2000',)

``palermo.read_cases(path)`` reads the cases of a file or folder; ``rulebook.classify(case)`` gives the findings, which
are values (:mod:`palermo.findings`). Names are loaded when they are first asked for: importing the package costs
nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from palermo.api import read_cases
    from palermo.findings import CaseFindings, Finding, PersonFindings
    from palermo.problems import PalermoError, Problem
    from palermo.rulebook import Rulebook
    from palermo.split.case import Case

__all__ = [
    "Case",
    "CaseFindings",
    "Finding",
    "PalermoError",
    "PersonFindings",
    "Problem",
    "Rulebook",
    "read_cases",
]

_HOMES = {
    "Case": "palermo.split.case",
    "CaseFindings": "palermo.findings",
    "Finding": "palermo.findings",
    "PalermoError": "palermo.problems",
    "PersonFindings": "palermo.findings",
    "Problem": "palermo.problems",
    "Rulebook": "palermo.rulebook",
    "read_cases": "palermo.api",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'palermo' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
