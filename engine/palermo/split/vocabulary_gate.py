"""The vocabulary gate: does a case speak the vocabulary of the packs, and nothing that belongs to packs?

A misspelt term would be ignored in silence and so change a finding; an axiom or a conclusion in a case would change the
rules. Each is an error of the case, which is then not classified. Terms of other vocabularies pass.
"""

from typing import Final, NamedTuple

from palermo import names
from palermo.escape import clip
from palermo.names import OWL, PAL, RDF, RDFS, SH, TYPE
from palermo.split.lexical import LexicalGate
from palermo.split.pack_terms import FINE, Terms, short, space_of
from palermo.terms import Literal, Term, Triple
from palermo.vocabulary import PropertyInfo, Vocabulary


class Fault(NamedTuple):
    """What is wrong with a triple; None in ``predicate`` or ``object`` where the subject alone is at fault."""

    code: str
    message: str
    subject: str
    predicate: str | None = None
    object: Term | None = None


_AXIOMS: Final = frozenset({names.SUBCLASS, names.SUBPROPERTY, names.DOMAIN, names.RANGE})
_AXIOM_CLASSES: Final = frozenset({RDFS + "Class", RDFS + "Datatype", RDF + "Property"})
_OWL_ASSERTIONS: Final = frozenset({names.SAME_AS, OWL + "differentFrom"})
_OWL_TYPES: Final = frozenset({names.THING, OWL + "NamedIndividual"})
#: What the engine concludes, and what rulebooks are made of: neither is for a case to say.
_CONCLUSIONS: Final = frozenset({
    names.FINDING, names.ELEMENT_FINDING, names.PLACEMENT, names.REMARK_FINDING, names.LABEL_FINDING,
    names.DIVERGENCE_FINDING,
})  # fmt: skip
_RULES: Final = frozenset({
    names.DEFINITION_CLASS, names.ELEMENT_CLASS, names.CIRCLE_CLASS, names.CATEGORY_CLASS, names.CHARACTERISTIC_CLASS,
    names.REMARK_CLASS, names.DIVERGENCE_CLASS, names.REGION_CLASS, names.NOT_ENCODED_CLASS, names.WORDING_CLASS,
    names.MEMBERSHIP_CLASS,
})  # fmt: skip
_CLASS_CLASSES: Final = frozenset({RDFS + "Class", OWL + "Class"})
_MEMO: Final = 4096


class _Rule(NamedTuple):
    """What is known of a predicate: its fault if it has one, its declaration if the packs have one, and the
    objects that have been found fine with it."""

    fault: tuple[str, str] | None
    info: PropertyInfo | None
    passed: set[Term]


class VocabularyGate:
    """Judges the triples of cases against one vocabulary, and remembers which terms have passed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lexical = LexicalGate()
        self._rules: dict[str, _Rule] = {}
        self.terms = Terms(vocabulary)

    def faults(self, triples: list[Triple]) -> tuple[list[Fault], bool]:
        """What is wrong with these triples, and whether blank nodes are among them."""
        found: list[Fault] = []
        blank = False
        rules = self._rules
        spaces = self.terms.spaces
        last = ""
        for subject, predicate, value in triples:
            rule = rules.get(predicate)
            if rule is None:
                rule = rules[predicate] = self._rule(predicate)
            if rule.fault is not None:
                found.append(Fault(*rule.fault, subject, predicate))
                continue
            if subject is not last:
                last = subject
                if subject[:2] == "_:":
                    blank = True
                elif spaces.get(space_of(subject)) != FINE and (wrong := self.terms.misplaced(subject)) is not None:
                    found.append(Fault(*wrong, subject))
            if value in rule.passed:
                continue
            if isinstance(value, Literal):
                wrong = self._literal(predicate, rule, value)
            elif value[:2] == "_:":
                blank = True
                wrong = self._blank(predicate, rule)
            else:
                wrong = self._resource(predicate, rule, value)
            if wrong is not None:
                found.append(Fault(*wrong, subject, predicate, value))
        if found:
            found = [fault for fault in found if not self._own_node(fault, triples)]
        return found, blank

    # --- predicates

    def _rule(self, predicate: str) -> _Rule:
        fault = None
        of_owl = predicate.startswith(OWL) and predicate not in _OWL_ASSERTIONS
        if predicate == OWL + "imports":
            fault = ("P133", "owl:imports: not fetched; name packs with --with, and leave the import out of the case")
        elif of_owl or predicate in _AXIOMS or predicate.startswith(SH):
            fault = ("P132", f"{short(predicate)} is an axiom, which belongs to a pack: a case file holds facts only")
        info = self._vocabulary.properties.get(predicate)
        if fault is None and info is None and predicate != TYPE:
            fault = self.terms.misnamed(predicate, "property")
        return _Rule(fault, info, set())

    # --- objects

    def _literal(self, predicate: str, rule: _Rule, value: Literal) -> tuple[str, str] | None:
        if predicate == TYPE:
            return "P136", f'"{clip(value.lexical)}" is text: rdf:type takes a class'
        wrong = self._lexical.fault(value)
        if wrong is not None:
            return "P137", f'"{clip(value.lexical)}" {wrong}'
        info = rule.info
        if info is not None:
            if info.kind == "object":
                return "P136", f'{short(predicate)} takes a node, not the text "{clip(value.lexical)}"'
            for wanted in info.ranges:
                wrong = self._lexical.misfit(value, wanted)
                if wrong is not None:
                    return "P138", f'{short(predicate)} "{clip(value.lexical)}": {wrong}'
        if len(value.lexical) < 80:
            self._pass(rule, value)
        return None

    def _blank(self, predicate: str, rule: _Rule) -> tuple[str, str] | None:
        if rule.info is not None and rule.info.kind == "datatype":
            return "P136", f"{short(predicate)} takes a value, not a node"
        return None

    def _resource(self, predicate: str, rule: _Rule, value: str) -> tuple[str, str] | None:
        if predicate == TYPE:
            wrong = self._type(value)
            if wrong is None:
                self._pass(rule, value)
            return wrong
        if rule.info is not None and rule.info.kind == "datatype":
            return "P136", f"{short(predicate)} takes a value, not the node {short(value)}"
        if self.terms.spaces.get(space_of(value)) == FINE:
            return None
        wrong = self.terms.misnamed(value, "term") or self._as_thing(rule.info, value)
        if wrong is None and self.terms.is_owned(value):
            self._pass(rule, value)
        return wrong

    def _as_thing(self, info: PropertyInfo | None, value: str) -> tuple[str, str] | None:
        """The fault of a class that stands where a thing of that class is meant."""
        vocabulary = self._vocabulary
        if info is None or info.kind != "object" or value in vocabulary.individuals or value not in vocabulary.classes:
            return None
        if not _CLASS_CLASSES.isdisjoint(info.ranges):
            return None
        return "P131", f"{short(value)} is a class: write a node of that class, [ a {short(value)} ]"

    def _type(self, value: str) -> tuple[str, str] | None:
        if value in _CONCLUSIONS:
            return "P134", f"{short(value)} is a conclusion: leave it out, the engine draws its own"
        if value in _RULES or value in _AXIOM_CLASSES or value.startswith(SH):
            return "P132", f"{short(value)} belongs to a pack: a case file holds facts only"
        if value.startswith(OWL) and value not in _OWL_TYPES:
            return "P132", f"{short(value)} belongs to a pack: a case file holds facts only"
        return self.terms.misnamed(value, "class")

    def _pass(self, rule: _Rule, value: Term) -> None:
        if len(rule.passed) >= _MEMO:
            rule.passed.clear()
        rule.passed.add(value)

    def _own_node(self, fault: Fault, triples: list[Triple]) -> bool:
        """Whether an unknown name is one that the case itself describes, in a namespace it shares with a pack."""
        if fault.code != "P130":
            return False
        iri = fault.object if isinstance(fault.object, str) else fault.subject
        if iri.startswith(PAL[:-1]) or fault.predicate == TYPE or (fault.predicate and fault.object is None):
            return False
        if fault.predicate is not None and self._rules[fault.predicate].fault is not None:
            return False
        return any(subject == iri and predicate == TYPE for subject, predicate, _ in triples)
