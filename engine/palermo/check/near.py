"""What was meant by a name that is not there."""

from collections.abc import Iterable

from palermo.terms import local_name


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that another one is most like, a slip or two away; None where none is near. Letter case counts little.

    >>> nearest("Evidnece", ["Evidence", "Element"])
    'Evidence'
    """
    from difflib import get_close_matches

    by_lower: dict[str, str] = {}
    for candidate in sorted(names, reverse=True):
        by_lower[candidate.lower()] = candidate
    found = get_close_matches(name.lower(), by_lower, 1, 0.8 if len(name) > 4 else 0.7)
    return by_lower[found[0]] if found else None


def nearest_term(iri: str, space: str, terms: Iterable[str]) -> str | None:
    """The term most like an IRI of the namespace ``space``: in that namespace, else of the same name in another."""
    known = list(terms)
    name = iri[len(space) :]
    close = nearest(name, (term[len(space) :] for term in known if term.startswith(space)))
    if close is not None:
        return space + close
    return next((term for term in sorted(known) if len(name) > 2 and local_name(term) == name), None)
