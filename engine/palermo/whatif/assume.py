"""Assumptions as somebody writes them: what they name in the record and the vocabulary, and the case with them added.

A recorded fact or conduct is named by its IRI or the ending of it, any other fact by its class, as ``CLASS``
or ``CLASS@CONDUCT-OR-PERSON``, a characteristic by its identifier. The record goes before the vocabulary.
"""

from collections.abc import Sequence
from typing import Final

from palermo.conclude.situation import Situation
from palermo.findings import Finding
from palermo.names import (
    AGE,
    AGE_FACT,
    CHILD,
    CONDUCT,
    ESTABLISHED,
    EVIDENTIAL_STATUS,
    REFUTED,
    TYPE,
    XSD,
    YEARS_AT_LEAST,
    YEARS_AT_MOST,
)
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Triple
from palermo.view.age import MAJORITY
from palermo.whatif.age import Ages
from palermo.whatif.blueprint import Blueprint
from palermo.whatif.fresh import Fresh
from palermo.whatif.hanging import Hanging
from palermo.whatif.names import Namer
from palermo.whatif.naming import Meanings, Meant
from palermo.whatif.parts import Parts
from palermo.whatif.recorded import Recorded
from palermo.whatif.trial import Trial, with_triples
from palermo.whatif.universe import survey
from palermo.whatif.values import Assumption, Supposed
from palermo.whatif.ways import Ways

#: So many ways to meet a characteristic are looked at; the first is taken.
_FEW: Final = 64


class Assumer:
    """Adds assumptions to one case, for one finding on one person."""

    __slots__ = ("_finding", "_lang", "_parts", "_person", "_rulebook", "_situation")

    def __init__(
        self, rulebook: Rulebook, parts: Parts, situation: Situation, person: str, finding: Finding, lang: str
    ) -> None:
        self._rulebook, self._parts, self._situation = rulebook, parts, situation
        self._person, self._finding, self._lang = person, finding, lang

    def case(self, assumptions: Sequence[Assumption]) -> tuple[tuple[Supposed, ...], Case]:
        """What is supposed for some assumptions, and the case with it; facts of the record come first, since they may
        leave room for the others. Raises PalermoError for what names nothing, or has no room."""
        meanings = Meanings(self._rulebook, self._parts, self._situation, self._lang)
        meant = [(meanings.of(one.text), one) for one in assumptions]
        self._refuse_both(meant)
        supposed: list[Supposed] = []
        case = self._situation.record.case
        for step in (("recorded",), ("class", "trait")):
            situation = self._rulebook.situation(case)
            maker = _Maker(self._parts, situation, self._person, self._finding, case)
            for meaning, one in meant:
                if meaning.kind in step:
                    made = maker.supposed(meaning, one)
                    supposed += [s for s in made if s not in supposed]
            case = with_triples(case, [t for s in supposed for t in s.triples])
            case = case._replace(named=case.named | {s.node for s in supposed if s.kind in ("fresh", "fresh-conduct")})
        return tuple(supposed), case

    def _refuse_both(self, meant: Sequence[tuple[Meant, Assumption]]) -> None:
        for meaning, one in meant:
            for other, another in meant:
                if meaning == other and one.refuted != another.refuted:
                    raise _refused(self._situation.record.case, f"{one.text} is both assumed and refuted; choose one")


class _Maker:
    """Makes what is to be added for one assumption, in one situation."""

    def __init__(self, parts: Parts, situation: Situation, person: str, finding: Finding, case: Case) -> None:
        self._parts, self._situation, self._person, self._case = parts, situation, person, case
        self._definition, self._reported = finding.elements, finding.conduct
        namer = self._namer = Namer(case)
        self._recorded, self._fresh, self._ages = (
            Recorded(parts, situation, namer),
            Fresh(parts, situation, namer),
            Ages(parts, situation),
        )
        self._hanging = Hanging(parts, [element.shape for element in finding.elements])

    def supposed(self, meaning: Meant, one: Assumption) -> list[Supposed]:
        """What one assumption adds."""
        if meaning.kind == "recorded":
            return self._settled(meaning.iri, one)
        if meaning.kind == "class":
            return self._of_class(meaning, one)
        return self._of_trait(meaning, one)

    def _settled(self, node: str, one: Assumption) -> list[Supposed]:
        kind = "conduct" if self._situation.record.of_kind(node, CONDUCT) else "fact"
        made = self._recorded.settled(node, kind, REFUTED if one.refuted else ESTABLISHED)
        if not made:
            raise _refused(self._case, f"nothing can prevail over the final assessment of {one.text}; date it earlier")
        return made

    # --- classes

    def _of_class(self, meaning: Meant, one: Assumption) -> list[Supposed]:
        """A fact of a class. Where it is to be refuted, so are the facts of that class that are recorded there."""
        made, node, p = self._place(meaning, one)
        status = REFUTED if one.refuted else ESTABLISHED
        made.append(self._fresh.hung(node, p, Blueprint(frozenset((meaning.iri,))), 1, status))
        if one.refuted:
            view = self._situation.whole
            there = [v for v in view.out.get(p, {}).get(node, ()) if isinstance(v, str)]
            for fact in sorted(v for v in there if meaning.iri in view.types.get(v, ())):
                if self._situation.standings.standing(fact) != "refuted":
                    made += self._settled(fact, one)
        return made

    def _place(self, meaning: Meant, one: Assumption) -> tuple[list[Supposed], str, str]:
        """The node that a fact of a class hangs on, and by which property; with the conduct that is made for it where
        none is recorded."""
        if meaning.at is not None:
            on_conduct = self._situation.record.of_kind(meaning.at, CONDUCT)
            return [], meaning.at, self._property(meaning.iri, on_conduct, one)
        if not self._hanging.properties(meaning.iri, True):
            return [], self._person, self._property(meaning.iri, False, one)
        p = self._property(meaning.iri, True, one)
        if self._reported is not None:
            return [], self._reported, p
        fresh = self._fresh.conduct(self._person)
        return [fresh], fresh.node, p

    def _property(self, cls: str, on_conduct: bool, one: Assumption) -> str:
        found = self._hanging.properties(cls, on_conduct)
        if len(found) == 1:
            return found[0]
        where = "a conduct" if on_conduct else "a person"
        several = f"it may hang on {where} by {' or '.join(found)}; write the fact into the case instead"
        none = f"no property hangs such a fact on {where}; name another place after @"
        raise _refused(self._case, f"{one.text}: {several if found else none}")

    # --- characteristics

    def _of_trait(self, meaning: Meant, one: Assumption) -> list[Supposed]:
        word = self._parts.word_of(meaning.iri)
        if word is not None:
            return self._of_age(word, meaning, one)
        if one.refuted:
            raise _refused(self._case, f"{one.text} cannot be refuted as such; refute a fact, or a class of fact")
        universe = survey(self._parts, self._situation, meaning.iri, meaning.at or self._person)
        trial = Trial(self._parts.reader, self._case, [atom.triples for atom in universe.atoms])
        sets = Ways(self._parts, trial, universe, meaning.at or self._person, _FEW).to(meaning.iri)
        if not sets:
            raise _refused(self._case, f"{one.text}: the record leaves no room for it")
        return [atom for n, atom in enumerate(universe.atoms) if sets[0] >> n & 1]

    def _of_age(self, word: str, meaning: Meant, one: Assumption) -> list[Supposed]:
        """That the person was a child, or an adult, or that this is found not so. Room is left where age is open."""
        at = meaning.at if meaning.at is not None else self._reported
        conduct = at if at is not None and at in self._situation.conducts.get(self._person, ()) else None
        open_person, open_conducts = self._ages.open(self._person, word)
        is_open = conduct in open_conducts if conduct is not None else open_person
        if not is_open or (one.refuted and self._ages.settled(self._person, conduct)):
            raise _refused(
                self._case, f"{one.text}: the record settles the age; refute the fact that says so, if it is a fact"
            )
        if one.refuted:
            return self._age_refuted(word, one)
        if word == CHILD and conduct is not None:
            return [self._ages.child_at(self._person, conduct)]
        return [self._ages.from_the_beginning(self._person, word)]

    def _age_refuted(self, word: str, one: Assumption) -> list[Supposed]:
        """A refuted fact of age that covers all years of a child, or of an adult; and the recorded facts that lie
        within, refuted too."""
        node = self._namer.name("age", f"{self._person} {word}")
        p, edge = (YEARS_AT_MOST, MAJORITY - 1) if word == CHILD else (YEARS_AT_LEAST, MAJORITY)
        triples: tuple[Triple, ...] = (
            (self._person, AGE, node),
            (node, TYPE, AGE_FACT),
            (node, p, Literal(str(edge), XSD + "integer")),
            (node, EVIDENTIAL_STATUS, REFUTED),
        )
        trait = self._ages.trait(word)
        made = [Supposed("characteristic", self._person, None, None, (), (), trait, None, True, triples)]
        for fact in sorted(f for f in self._ages.own_facts(self._person) if isinstance(f, str)):
            if self._ages.says(fact) == word and self._situation.standings.standing(fact) != "refuted":
                made += self._settled(fact, one)
        return made


def _refused(case: Case, message: str) -> PalermoError:
    return PalermoError(Problem(case.file, None, None, message, "P352"))
