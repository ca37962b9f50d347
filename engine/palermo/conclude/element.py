"""What an element of a definition comes to at one focus: on which facts it rests, or why it is not established."""

from collections.abc import Callable
from typing import NamedTuple

from palermo.compile.plan import Card
from palermo.compile.shape import Path
from palermo.conclude.situation import Situation
from palermo.conclude.words import Words
from palermo.entail import View
from palermo.evaluate.completion import FRESH
from palermo.evaluate.paths import bind_path
from palermo.evaluate.shapes import Shapes
from palermo.findings import MOST_ELSEWHERE, ElementOutcome, Evidence
from palermo.names import INDICATOR
from palermo.view.standing import RANK


class Leaf(NamedTuple):
    """One place where an element looks: a path, and the shape that a value must have (None for any value)."""

    path: Path
    value: str | None


class ElementForm(NamedTuple):
    """What an element asks, as far as evidence goes: its leaves and the classes that they name."""

    iri: str
    id: str
    provision: str | None
    leaves: tuple[Leaf, ...]
    classes: frozenset[str]
    on_conduct: bool


def element_form(shapes: Shapes, iri: str, id_: str, provision: str | None, on_conduct: bool) -> ElementForm:
    """The form of an element shape."""
    leaves = tuple(_leaves(shapes, iri))
    classes = {c for leaf in leaves if leaf.value for c in _classes(shapes, leaf.value)}
    return ElementForm(iri, id_, provision, leaves, frozenset(classes), on_conduct)


class Forms:
    """The forms of the elements of definitions, each made when it is first asked for."""

    __slots__ = ("_elements", "_made", "_shapes", "_words")

    def __init__(self, shapes: Shapes, elements: dict[str, Card], words: Words) -> None:
        self._shapes, self._elements, self._words = shapes, elements, words
        self._made: dict[str, tuple[ElementForm, ...]] = {}

    def of(self, card: Card) -> tuple[ElementForm, ...]:
        """The forms of a definition's elements, in its order."""
        found = self._made.get(card.iri)
        if found is None:
            found = self._made[card.iri] = tuple(self._form(*element) for element in card.elements)
        return found

    def _form(self, iri: str, on_conduct: bool) -> ElementForm:
        card = self._elements[iri]
        return element_form(self._shapes, iri, card.id, self._words.citation(card.provision), on_conduct)


def _leaves(shapes: Shapes, shape_id: str) -> list[Leaf]:
    shape = shapes[shape_id]
    if shape.path is not None:
        values = [parameter[0] for name, parameter in shape.constraints if name == "qualified"]
        return [Leaf(shape.path, value) for value in values] or [Leaf(shape.path, None)]
    found: list[Leaf] = []
    for name, parameter in shape.constraints:
        if name in ("node", "property"):
            found += _leaves(shapes, parameter)
        elif name in ("and", "or"):
            found += [leaf for member in parameter for leaf in _leaves(shapes, member)]
    return found


def _classes(shapes: Shapes, shape_id: str) -> set[str]:
    found: set[str] = set()
    for name, parameter in shapes[shape_id].constraints:
        if name == "class":
            found.add(parameter)
        elif name == "node":
            found |= _classes(shapes, parameter)
        elif name in ("and", "or"):
            for member in parameter:
                found |= _classes(shapes, member)
    return found


def evidence_at(shapes: Shapes, form: ElementForm, situation: Situation, focus: str) -> tuple[Evidence, ...]:
    """Every fact at a focus that speaks to an element, whatever its standing, by IRI. A refuted fact speaks to it
    where it refutes what the element asks."""
    if focus == FRESH:
        return ()
    standings = situation.standings
    found: dict[str, str] = {}
    for leaf in form.leaves:
        test = shapes.conforms(leaf.value) if leaf.value else None
        for value in bind_path(leaf.path)(situation.whole, focus):
            if isinstance(value, str) and (test is None or test(situation.whole, value)):
                found[value] = situation.standing_on(focus, value)
    found.update(dict.fromkeys(refuting(form, situation, focus), "refuted"))
    stated = focus not in standings.of  # a status of the conduct is a status of its facts
    return tuple(Evidence(f, found[f], stated and f not in standings.of) for f in sorted(found))


def refuting(form: ElementForm, situation: Situation, focus: str) -> set[str]:
    """The facts at a focus that refute what an element asks."""
    if not situation.refutations:
        return set()
    return {
        fact
        for leaf in form.leaves
        if leaf.path[0] == "p"
        for cls in form.classes
        for fact in situation.refutations.refuting(focus, leaf.path[1], cls)
    }


class Elements:
    """Judges the elements of one situation."""

    __slots__ = ("_indicated", "_recorded", "_shapes", "_situation")

    def __init__(self, shapes: Shapes, indicated: dict[str, frozenset[str]], situation: Situation) -> None:
        self._shapes, self._indicated, self._situation = shapes, indicated, situation
        self._recorded: dict[str, tuple[tuple[str, str], ...]] = {}

    def outcome(
        self,
        form: ElementForm,
        person: str,
        conduct: str,
        established: View,
        alleged: View,
        is_open: Callable[[], bool],
    ) -> ElementOutcome:
        """What an element comes to for a person on a conduct (``FRESH`` for none). ``is_open`` says whether the record
        leaves it open that the element could be there."""
        focus = conduct if form.on_conduct else person
        test = self._shapes.conforms(form.iri)
        evidence = evidence_at(self._shapes, form, self._situation, focus)
        if focus != FRESH and test(established, focus):
            outcome, why, facts = "established", None, _with(evidence, "established")
        elif focus != FRESH and test(alleged, focus):
            outcome, (why, facts) = "alleged", _alleged(evidence)
        elif not is_open():
            outcome, why, facts = "excluded", "refuted", self._refuting(form, focus, conduct)
        else:
            outcome, (why, facts) = "not-established", self._unproved(form, evidence, person, conduct)
        indicators = self._indicators(form, person, conduct) if outcome != "established" else ()
        return ElementOutcome(form.id, form.iri, outcome, why, facts, indicators, form.provision, evidence)

    def _refuting(self, form: ElementForm, focus: str, conduct: str) -> tuple[str, ...]:
        """The facts that refute an element, or the conduct where the element is asked of that and it is refuted."""
        if form.on_conduct and conduct != FRESH and self._situation.standings.standing(conduct) == "refuted":
            return (conduct,)
        return tuple(sorted(refuting(form, self._situation, focus)))

    def _unproved(
        self, form: ElementForm, evidence: tuple[Evidence, ...], person: str, conduct: str
    ) -> tuple[str, tuple[str, ...]]:
        examined = _with(evidence, "not-established")
        asked = conduct if form.on_conduct else FRESH
        if examined or (asked != FRESH and self._situation.standings.standing(asked) == "not-established"):
            return "examined-not-proved", examined
        elsewhere = self._elsewhere(form, person, conduct)
        return ("recorded-elsewhere", elsewhere) if elsewhere else ("not-recorded", ())

    def _elsewhere(self, form: ElementForm, person: str, conduct: str) -> tuple[str, ...]:
        """Facts of the element on another conduct, or on another person where it is asked of the person: those towards
        the same person, then others, up to a bound, since every person of a case could list those of all others."""
        recorded = self._recorded.get(form.iri)
        if recorded is None:
            recorded = self._recorded[form.iri] = self._recorded_anywhere(form)
        focus = conduct if form.on_conduct else person
        near = set(self._situation.conducts.get(person, ())) if form.on_conduct else {person}
        found = dict.fromkeys(fact for fact, at in recorded if at in near and at != focus) if len(near) > 1 else {}
        for fact, at in recorded:
            if len(found) >= MOST_ELSEWHERE:
                break
            if at not in near:
                found[fact] = None
        return tuple(sorted(list(found)[:MOST_ELSEWHERE]))

    def _recorded_anywhere(self, form: ElementForm) -> tuple[tuple[str, str], ...]:
        """Each established or alleged fact of an element in the case, with the conduct or person that it is on."""
        situation, test = self._situation, self._shapes.conforms(form.iri)
        if form.on_conduct:
            everywhere = {c for conducts in situation.conducts.values() for c in conducts}
        else:
            everywhere = set(situation.persons)
        found = {
            (e.fact, at)
            for at in everywhere
            if situation.admits(at) and test(situation.alleged, at)
            for e in evidence_at(self._shapes, form, situation, at)
            if RANK[e.standing] < 2
        }
        return tuple(sorted(found))

    def _indicators(self, form: ElementForm, person: str, conduct: str) -> tuple[str, ...]:
        """Indicators on the conduct or the person that point to what the element asks."""
        view = self._situation.alleged
        if not self._situation.has_indicators or not form.classes:
            return ()
        found: set[str] = set()
        for edges in view.out.values():
            for subject in (conduct, person):
                for value in edges.get(subject, ()):
                    types = view.types.get(value, frozenset())
                    if not isinstance(value, str) or INDICATOR not in types:
                        continue
                    if any(form.classes & self._indicated.get(t, frozenset()) for t in types):
                        found.add(value)
        return tuple(sorted(found))


def _with(evidence: tuple[Evidence, ...], standing: str) -> tuple[str, ...]:
    return tuple(e.fact for e in evidence if e.standing == standing)


def _alleged(evidence: tuple[Evidence, ...]) -> tuple[str, tuple[str, ...]]:
    """Why an alleged element is not established: contested where all that speaks for it is contested. Facts that are
    established themselves count where only together with alleged ones they make the element."""
    facts = tuple(e.fact for e in evidence if RANK[e.standing] == 1)
    if facts and all(e.standing == "contested" for e in evidence if RANK[e.standing] == 1):
        return "contested", facts
    return "alleged", facts
