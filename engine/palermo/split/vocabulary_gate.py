"""The vocabulary gate: does a case speak the vocabulary of the packs, and nothing that belongs to packs?

A misspelt term would be ignored in silence and so change a finding; an axiom or a conclusion in a case would change the
rules. Each is an error of the case, which is then not classified. Terms of other vocabularies pass.
"""

from typing import Final, NamedTuple

from palermo import names
from palermo.escape import clip
from palermo.names import OWL, PAL, RDF, RDFS, SH, TYPE, XSD
from palermo.split.lexical import LexicalGate
from palermo.terms import Literal, Term, Triple
from palermo.vocabulary import PropertyInfo, Vocabulary


class Fault(NamedTuple):
    """What is wrong with a triple; None in ``predicate`` or ``object`` where the subject alone is at fault."""

    code: str
    message: str
    subject: str
    predicate: str | None = None
    object: Term | None = None


_PREFIXES: Final = (
    ("pal:", PAL), ("rdf:", RDF), ("rdfs:", RDFS), ("owl:", OWL), ("sh:", SH), ("xsd:", XSD), ("dct:", names.DCT),
)  # fmt: skip
_AXIOMS: Final = frozenset({names.SUBCLASS, names.SUBPROPERTY, names.DOMAIN, names.RANGE})
_AXIOM_CLASSES: Final = frozenset({RDFS + "Class", RDFS + "Datatype", RDF + "Property"})
_OWL_ASSERTIONS: Final = frozenset({names.SAME_AS, OWL + "differentFrom"})
_OWL_TYPES: Final = frozenset({names.THING, OWL + "NamedIndividual"})
#: What the engine concludes, and what rulebooks are made of: neither is for a case to say.
_CONCLUSIONS: Final = frozenset(
    PAL + name
    for name in ("Finding", "ElementFinding", "Placement", "RemarkFinding", "LabelFinding", "DivergenceFinding")
)
_RULES: Final = frozenset({
    names.DEFINITION_CLASS, names.ELEMENT_CLASS, names.CIRCLE_CLASS, names.CATEGORY_CLASS, names.CHARACTERISTIC_CLASS,
    names.REMARK_CLASS, names.DIVERGENCE_CLASS, names.REGION_CLASS, names.NOT_ENCODED_CLASS, names.WORDING_CLASS,
})  # fmt: skip
_CLASS_CLASSES: Final = frozenset({RDFS + "Class", OWL + "Class"})
_FINE: Final = ""  # a namespace that is nobody's here
_MEMO: Final = 4096


def short(iri: str) -> str:
    """An IRI as a message shows it: with a customary prefix, or in full."""
    for prefix, namespace in _PREFIXES:
        if iri.startswith(namespace):
            return prefix + clip(iri[len(namespace) :])
    return "a node without IRI" if iri.startswith("_:") else f"<{clip(iri, 120)}>"


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
        self._spaces: dict[str, str] = {}
        self._owned = frozenset(vocabulary.namespaces)
        self._stems = tuple((_stem(namespace), namespace) for namespace in vocabulary.namespaces)

    def is_term(self, iri: str) -> bool:
        """Whether an IRI is a term of the packs, or stands in one of their namespaces."""
        vocabulary = self._vocabulary
        return (
            iri in vocabulary.classes
            or iri in vocabulary.properties
            or iri in vocabulary.individuals
            or _space(iri) in self._owned
        )

    def faults(self, triples: list[Triple]) -> tuple[list[Fault], bool]:
        """What is wrong with these triples, and whether blank nodes are among them."""
        found: list[Fault] = []
        blank = False
        rules = self._rules
        spaces = self._spaces
        last = ""
        for subject, predicate, value in triples:
            rule = rules.get(predicate)
            if rule is None:
                rule = rules[predicate] = self._rule(predicate)
            if rule.fault is not None:
                found.append(Fault(*rule.fault, subject, predicate, value))
                continue
            if subject is not last:
                last = subject
                if subject[:2] == "_:":
                    blank = True
                elif spaces.get(_space(subject)) != _FINE and (wrong := self._subject(subject)) is not None:
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
        if predicate == OWL + "imports":
            fault = ("P133", "owl:imports: not fetched; name packs with --with, and leave the import out of the case")
        elif predicate in _AXIOMS or predicate.startswith(SH):
            fault = ("P132", f"{short(predicate)} is an axiom, which belongs to a pack: a case file holds facts only")
        elif predicate.startswith(OWL) and predicate not in _OWL_ASSERTIONS:
            fault = ("P132", f"{short(predicate)} is an axiom, which belongs to a pack: a case file holds facts only")
        info = self._vocabulary.properties.get(predicate)
        if fault is None and info is None and predicate != TYPE:
            fault = self._misnamed(predicate, "property")
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
        if self._spaces.get(_space(value)) == _FINE:
            return None
        wrong = self._misnamed(value, "term") or self._as_thing(rule.info, value)
        if wrong is None and _space(value) in self._owned:
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
        return self._misnamed(value, "class")

    def _pass(self, rule: _Rule, value: Term) -> None:
        if len(rule.passed) >= _MEMO:
            rule.passed.clear()
        rule.passed.add(value)

    # --- names

    def _subject(self, subject: str) -> tuple[str, str] | None:
        space = self._owner(subject)
        if space == _FINE:
            return None
        if _space(subject) in self._owned:
            if self._known(subject) is not None:
                return "P135", f"{short(subject)} is a term of a pack: what it means is said there, not in a case"
            return "P130", f"{short(subject)} stands in a pack's namespace: use a namespace of your own for the case"
        return self._misnamed(subject, "term")

    def _known(self, iri: str) -> str | None:
        """What the packs declare an IRI to be."""
        vocabulary = self._vocabulary
        if iri in vocabulary.classes:
            return "class"
        if iri in vocabulary.properties:
            return "property"
        return "individual" if iri in vocabulary.individuals else None

    def _misnamed(self, iri: str, wanted: str) -> tuple[str, str] | None:
        """What is wrong with an IRI used as a class, property or other term; None where nothing is."""
        known = self._known(iri)
        if known is not None:
            if wanted in ("class", "property") and known != wanted:
                return "P131", f"{short(iri)} is {_a(known)}, not {_a(wanted)}: use {_a(wanted)} here"
            return None
        namespace = self._owner(iri)
        if namespace == _FINE:
            return None
        if _space(iri) not in self._owned:
            return "P131", self._near_miss(iri, namespace, wanted)
        return "P130", f"unknown {wanted} {short(iri)}{self._meant(iri, wanted)}"

    def _owner(self, iri: str) -> str:
        """The packs' namespace that an IRI stands in or seems to aim at; empty where there is none."""
        space = _space(iri)
        verdict = self._spaces.get(space)
        if verdict is None:
            verdict = self._judge(space)
            if len(self._spaces) >= _MEMO:
                self._spaces.clear()
            self._spaces[space] = verdict
        if verdict == "?":  # a namespace below which one of the packs' begins: look at the whole IRI
            rest = _stem(iri)
            return next((own for stem, own in self._stems if rest.startswith(stem) and iri[-1:] != "/"), _FINE)
        if verdict.startswith("~"):  # a letter away: only where the packs have such a term
            own = verdict[1:]
            return own if self._known(own + iri[len(space) :]) is not None else _FINE
        return verdict

    def _judge(self, space: str) -> str:
        if space in self._owned:
            return space
        stem = _stem(space)
        for own_stem, own in self._stems:
            if stem == own_stem:
                return own
            if own_stem.startswith(stem) and space:
                return "?"
        return next(("~" + own for own_stem, own in self._stems if _one_slip(stem, own_stem)), _FINE)

    def _near_miss(self, iri: str, namespace: str, wanted: str) -> str:
        local = iri[len(_space(iri)) :] if _stem(iri) != _stem(namespace) else ""
        candidate = namespace + local
        if self._known(candidate) is None and _stem(iri).startswith(_stem(namespace)):
            candidate = namespace + _stem(iri)[len(_stem(namespace)) :].lstrip("#/")
        if self._known(candidate) is not None:
            return f"unknown {wanted} <{clip(iri, 120)}>: did you mean <{clip(candidate, 120)}>?"
        return f"unknown {wanted} <{clip(iri, 120)}>: the namespace is written <{clip(namespace, 120)}>"

    def _meant(self, iri: str, wanted: str) -> str:
        from difflib import get_close_matches

        vocabulary = self._vocabulary
        pools: dict[str, list[str]] = {
            "class": list(vocabulary.classes), "property": list(vocabulary.properties),
            "term": [*vocabulary.individuals, *vocabulary.classes],
        }  # fmt: skip
        space = _space(iri)
        local = iri[len(space) :]
        for pool in (pools[wanted], [*vocabulary.classes, *vocabulary.properties, *vocabulary.individuals]):
            by_name = {term[len(_space(term)) :].lower(): term for term in reversed(pool)}
            near = get_close_matches(local.lower(), by_name, 1, 0.7)
            if near:
                return f": did you mean {short(by_name[near[0]])}?"
        return ": see what the vocabulary has with `palermo show`"

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


def _space(iri: str) -> str:
    """The namespace part of an IRI: up to its last ``#`` or ``/``."""
    cut = iri.rfind("#")
    return iri[: (cut if cut >= 0 else iri.rfind("/")) + 1]


def _stem(namespace: str) -> str:
    """What is left of a namespace without the things that people get wrong: scheme, ``www.``, case, the last sign."""
    lowered = namespace.lower()
    for scheme in ("https://", "http://"):
        lowered = lowered.removeprefix(scheme)
    return lowered.removeprefix("www.").rstrip("#/")


def _one_slip(one: str, other: str) -> bool:
    """Whether two strings differ in one place only, by at most two characters."""
    if abs(len(one) - len(other)) > 2 or len(other) < 8:
        return False
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return max(len(one), len(other)) - start - end <= 2


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "individual" else f"a {kind}"
