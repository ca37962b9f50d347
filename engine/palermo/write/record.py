"""What a description says of its nodes, in words: labels, kinds, sources. An index over one case, made for a report."""

from palermo.names import DCT, LABEL, SOURCE, TITLE, TYPE
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Term, local_name

#: Where a node's name is looked for, best first.
_NAMES = (LABEL, TITLE, DCT + "bibliographicCitation")


class Record:
    """One case's description, indexed by subject and by object."""

    def __init__(self, case: Case, rulebook: Rulebook, lang: str) -> None:
        self.case = case
        self._rulebook = rulebook
        self._lang = lang
        self._said: dict[str, dict[str, list[Term]]] = {}
        self._pointing: dict[str, set[str]] = {}
        for subject, predicate, value in sorted(case.triples, key=_order):
            self._said.setdefault(subject, {}).setdefault(predicate, []).append(value)
            if isinstance(value, str):
                self._pointing.setdefault(value, set()).add(subject)

    def subjects(self) -> list[str]:
        """The nodes that the description says something of, sorted."""
        return list(self._said)

    def subjects_of(self, node: str) -> list[str]:
        """The nodes that point to ``node``, sorted."""
        return sorted(self._pointing.get(node, ()))

    def said(self, node: str) -> dict[str, list[Term]]:
        """Property to values, as the description has them; empty where it says nothing of the node."""
        return self._said.get(node, {})

    def nodes(self, node: str, predicate: str) -> list[str]:
        """Those values of a property that are nodes, sorted."""
        return [value for value in self.said(node).get(predicate, ()) if isinstance(value, str)]

    def label(self, node: str) -> str:
        """The label that the description gives a node, in the wanted language or in another; empty where none."""
        for predicate in _NAMES:
            found = [value for value in self.said(node).get(predicate, ()) if isinstance(value, Literal)]
            if found:
                return min(found, key=self._preference).lexical
        return ""

    def name(self, node: str) -> str:
        """What to call a node: its label; for a term of the ontology, that one's label; else the end of its IRI where
        it belongs to the case, and nothing where the author gave it no IRI; else the IRI."""
        label = self.label(node)
        if label:
            return label
        if node in self._rulebook.vocabulary.individuals:
            return self._rulebook.label(node, self._lang)
        if node in self.case.named:
            return ""
        return local_name(node) if _space(node) == _space(self.case.iri) else node

    def kinds(self, node: str) -> list[str]:
        """The most specific classes that the description gives a node, in words."""
        classes = self._rulebook.vocabulary.classes
        known = [kind for kind in self.nodes(node, TYPE) if kind in classes]
        specific = [kind for kind in known if not any(kind != other and kind in classes[other] for other in known)]
        return [self._rulebook.label(kind, self._lang) for kind in specific]

    def sources(self, node: str) -> list[str]:
        """The sources that the description names for a node, in words."""
        return [
            value.lexical if isinstance(value, Literal) else self.name(value) or value
            for value in self.said(node).get(SOURCE, ())
        ]

    def _preference(self, literal: Literal) -> tuple[int, str]:
        tag = (literal.language or "").split("-")[0]
        order = (self._lang, "", "en")
        return (order.index(tag) if tag in order else len(order), literal.lexical)


def _order(triple: tuple[str, str, Term]) -> tuple[str, str, bool, str, str]:
    subject, predicate, value = triple
    if isinstance(value, str):
        return (subject, predicate, False, value, "")
    return (subject, predicate, True, value.lexical, value.language or "")


def _space(iri: str) -> str:
    return iri[: len(iri) - len(local_name(iri))]
