"""Findings, explanations and quality results under a bijection of names, and how to compare them."""

import re
from collections.abc import Callable

from renaming import Bijection

from palermo.findings import CaseFindings
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IRI = _words("""
    person shape conduct fact facts indicators classification labelled_as labelling source focus path value case
""")
_ID = _words("""
    definition element missing missing_alternatives circles region categories characteristics code
""")
#: Texts, citations and the engine's own words, which stay. ``id`` is an identifier but for a step of an explanation.
_STAYS = _words("""
    outcome why provision basis caveat text view support label standing stated severity message component kind
    applicable applicable_because jurisdictions years
""")
_INNER = _words("""
    findings elements evidence established alleged remarks labellings divergences persons finding conducts children
""")
#: The one text that names definitions by their identifiers.
_DEFINITIONS_DIFFER = "definitions-differ"


def under(value: object, names_: Bijection) -> object:
    """Findings, an explanation or results of quality shapes, with every name put under the bijection.

    Raises KeyError for a field that this module has not been told about.
    """
    if isinstance(value, Case):
        return names_.case(value)
    fields: tuple[str, ...] | None = getattr(value, "_fields", None)
    if not isinstance(value, tuple):
        return value
    if fields is None:
        return tuple(under(member, names_) for member in value)
    made = {name: _field(value, name, getattr(value, name), names_) for name in fields}
    return type(value)(**made)


def _field(owner: object, name: str, value: object, names_: Bijection) -> object:
    if name == "case" and isinstance(value, Case):
        return names_.case(value)
    if name in _INNER:
        return under(value, names_)
    if name == "text" and getattr(owner, "id", "") == _DEFINITIONS_DIFFER and isinstance(value, str):
        groups = r"(?<=: )[\w.-]*[\w-](?:, [\w.-]*[\w-])*"
        return re.sub(groups, lambda found: ", ".join(map(names_.id, found.group().split(", "))), value)
    if name in _STAYS or (name == "id" and type(owner).__name__ == "Step"):
        return value
    if name in _ID or name == "id":
        return _each(value, names_.id)
    if name in _IRI:
        return _each(value, names_.iri)
    raise KeyError(f"{type(owner).__name__}.{name}: say in {__name__} what it holds")


def _each(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple) and not isinstance(value, Literal):
        return tuple(_each(member, change) for member in value)
    return value


def unordered(value: object) -> object:
    """The same value with every list as a sorted one: for comparing where order goes by names."""
    if isinstance(value, str) and re.search(r"[\w.-]+: ", value):  # the text that lists definitions
        return sorted(re.findall(r"[\w-]+", value))
    if not isinstance(value, tuple):
        return value
    members = [unordered(member) for member in value]
    return members if hasattr(value, "_fields") else sorted(members, key=repr)


def same_but_for_order(a: object, b: object) -> bool:
    """Whether two findings are the same, taking each list as a set."""
    return unordered(a) == unordered(b)


def findings(rulebook: Rulebook, case: Case) -> CaseFindings:
    """The findings of a case under all definitions."""
    return rulebook.classify(case, ("all",), unverified=True)
