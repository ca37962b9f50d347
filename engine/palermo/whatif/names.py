"""IRIs for what a proposal adds to a case: in the case's own space, and the same on every run."""

from palermo.split.case import Case
from palermo.terms import local_name


class Namer:
    """Names what is not recorded in one case. The same words and key give the same name, others another."""

    __slots__ = ("_base", "_given", "_taken")

    def __init__(self, case: Case) -> None:
        joined = "" if case.iri.endswith(("#", "/", ":")) else "-"
        self._base = f"{case.iri}{joined}supposed-"
        self._given: dict[tuple[str, str], str] = {}
        self._taken = {term for s, _, o in case.triples for term in (s, o) if isinstance(term, str)}

    def name(self, what: str, key: str) -> str:
        """The name for something that ``what`` says and ``key`` tells apart."""
        known = self._given.get((what, key))
        if known is None:
            ending = f"{what} {local_name(key)}" if what.endswith(" of") else what
            stem = self._base + "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in ending).split())
            known, number = stem, 1
            while known in self._taken:
                number += 1
                known = f"{stem}-{number}"
            self._taken.add(known)
            self._given[what, key] = known
        return known
