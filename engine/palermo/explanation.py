"""Why a definition comes to what it does: a tree of values, from the definition down to facts and what they refute."""

from collections.abc import Mapping
from typing import NamedTuple

from palermo.compile.plan import Card
from palermo.compile.shape import Shape, is_step
from palermo.conclude.case import Concluder
from palermo.conclude.element import element_form, evidence_at
from palermo.conclude.finding import Judge
from palermo.conclude.situation import Situation
from palermo.conclude.words import Words
from palermo.entail import View
from palermo.evaluate.completion import FRESH
from palermo.findings import OUTCOMES, Evidence, Finding


class Step(NamedTuple):
    """One step of an explanation. ``kind`` is ``definition``, ``element``, ``characteristic``, ``shape``, ``all``,
    ``any`` or ``conduct``; ``outcome`` one of the four words; ``evidence`` the facts that speak to it."""

    id: str
    kind: str
    shape: str | None
    text: str
    provision: str | None
    focus: str
    outcome: str
    evidence: tuple[Evidence, ...]
    children: tuple["Step", ...]


class Explanation(NamedTuple):
    """Why one definition comes to what it does for one person; a tree for each conduct, the reported one first."""

    case: str
    person: str
    definition: str
    finding: Finding
    conducts: tuple[Step, ...]


class _Focus(NamedTuple):
    """Whom and which conduct a tree is about, and the two views in which that conduct is the only one."""

    situation: Situation
    judge: Judge
    person: str
    conduct: str
    established: View
    alleged: View


class Explainer:
    """Explains findings of one rulebook."""

    __slots__ = ("_concluder", "_lang", "_shapes", "_words")

    def __init__(self, concluder: Concluder, shapes: Mapping[str, Shape], words: Words, lang: str) -> None:
        self._concluder, self._shapes, self._words, self._lang = concluder, shapes, words, lang

    def explain(self, situation: Situation, card: Card, person: str) -> Explanation:
        """The explanation of one definition for one person."""
        judge = self._concluder.judge(situation, self._lang)
        finding = judge.finding(card, self._concluder.forms.of(card), person)
        conducts = situation.conducts.get(person) or [FRESH]
        first = finding.conduct or FRESH
        ordered = [first, *(c for c in conducts if c != first)]
        steps = tuple(
            self._step(card.iri, person, _Focus(situation, judge, person, c, *judge.views(person, c)), str(n))
            for n, c in enumerate(ordered, 1)
        )
        return Explanation(situation.record.case.iri, person, card.id, finding, steps)

    def _step(self, shape_id: str, node: str, at: _Focus, number: str) -> Step:
        shape = self._shapes[shape_id]
        kind = self._kind(shape)
        children: tuple[Step, ...] = ()
        evidence: tuple[Evidence, ...] = ()
        if kind in ("element", "characteristic"):
            evidence = self._evidence(shape, node, at)
        else:
            inner = self._inner(shape, node, at)
            children = tuple(self._step(i, n, at, f"{number}.{k}") for k, (i, n) in enumerate(inner, 1))
        return Step(
            number,
            kind,
            None if shape_id.startswith("_:") else shape_id,
            self._text(shape, kind),
            self._provision(shape_id),
            node or "",
            self._outcome(shape_id, node, at),
            evidence,
            children,
        )

    def _kind(self, shape: Shape) -> str:
        if shape.element:
            return "element"
        if any(card.iri == shape.id for card in self._concluder.cards["characteristics"]):
            return "characteristic"
        if any(card.iri == shape.id for card in self._concluder.cards["definitions"]):
            return "definition"
        if is_step(shape.path, self._concluder.steps):
            return "conduct"
        return "any" if any(name == "or" for name, _ in shape.constraints) else "all"

    def _inner(self, shape: Shape, node: str, at: _Focus) -> list[tuple[str, str]]:
        """The shapes that a shape comes down to, each with its focus."""
        step = is_step(shape.path, self._concluder.steps)
        found: list[tuple[str, str]] = []
        if step and shape.characteristic:
            found.append((shape.characteristic, node))
        focus = at.conduct if step else node
        for name, parameter in shape.constraints:
            if name in ("node", "property"):
                found.append((parameter, focus))
            elif name in ("and", "or"):
                found += [(member, focus) for member in parameter]
            elif name == "qualified" and step:
                found.append((parameter[0], focus))
        return self._flat(found)

    def _flat(self, inner: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Nameless shapes that only bundle others say nothing of their own."""
        found: list[tuple[str, str]] = []
        for shape_id, node in inner:
            shape = self._shapes[shape_id]
            bundle = shape_id.startswith("_:") and shape.path is None
            if (
                bundle
                and shape.constraints
                and all(name in ("node", "property", "and") for name, _ in shape.constraints)
            ):
                members = [
                    m
                    for name, parameter in shape.constraints
                    for m in (parameter if isinstance(parameter, tuple) else (parameter,))
                ]
                found += self._flat([(m, node) for m in members])
            else:
                found.append((shape_id, node))
        order = {c.iri: c.order for c in self._concluder.cards["elements"]}
        return sorted(found, key=lambda pair: order.get(pair[0], -1.0))

    def _outcome(self, shape_id: str, node: str, at: _Focus) -> str:
        test = self._concluder.shapes.conforms(shape_id)
        if node != FRESH and test(at.established, node):
            return OUTCOMES[0]
        if node != FRESH and test(at.alleged, node):
            return OUTCOMES[1]
        refuted = at.conduct != FRESH and at.situation.standings.standing(at.conduct) == "refuted"
        if refuted and node == at.conduct:
            return OUTCOMES[3]
        return OUTCOMES[2] if at.judge.completions(shape_id, node, at.person, at.conduct) else OUTCOMES[3]

    def _evidence(self, shape: Shape, node: str, at: _Focus) -> tuple[Evidence, ...]:
        form = element_form(self._concluder.shapes, shape.id, shape.code, None, node == at.conduct)
        return evidence_at(self._concluder.shapes, form, at.situation, node) if shape.element else ()

    def _text(self, shape: Shape, kind: str) -> str:
        return self._words.own_label(shape.id, self._lang) or self._words.wording(f"explain.{kind}", self._lang)

    def _provision(self, shape_id: str) -> str | None:
        provision = self._concluder.provisions.get(shape_id)
        return self._words.citation(provision, self._lang)
