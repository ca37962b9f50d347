"""One case before the judge: its views, built once each, and what conforms to what in them."""

from collections.abc import Iterable

from palermo.names import TOWARDS_CHILD
from palermo.reference.judge import Judge
from palermo.reference.law import CONDUCT, Atom, Element, Law, Leaf
from palermo.reference.record import ALLEGED, ESTABLISHED, Record
from palermo.reference.views import View, Views, fresh_conduct
from palermo.split.case import Case
from palermo.terms import Literal

#: The worlds of the possible view.
WORLDS = ("child", "adult")
NOT_ESTABLISHED, EXCLUDED = "not-established", "excluded"


class Trial:
    """Answers questions about one case."""

    def __init__(self, case: Case, law: Law, judge: Judge) -> None:
        self.law, self.judge = law, judge
        self.record = Record(case, law.axioms)
        self.views = Views(self.record, law)
        self._built: dict[tuple[str, str | None], View] = {}

    def view(self, name: str, keep: str | None = None) -> View:
        """A view by name: ``established``, ``alleged``, or the possible view's world ``child`` or ``adult``."""
        key = (name, keep)
        if key not in self._built:
            build = self.views.world if name in WORLDS else self.views.plain
            self._built[key] = build(name, keep)
        return self._built[key]

    def outcome(self, shape: str, node: str, keep: str | None = None) -> str:
        """The first view in which the node conforms to the shape, as an outcome."""
        for name in (ESTABLISHED, ALLEGED):
            if self.judge.conforms(self.view(name, keep), shape, node):
                return name
        possible = any(self.judge.conforms(self.view(world, keep), shape, node) for world in WORLDS)
        return NOT_ESTABLISHED if possible else EXCLUDED

    def holds(self, view: str, shape: str, person: str) -> bool:
        """Whether the person conforms to the shape in the whole established or alleged view."""
        return self.judge.conforms(self.view(view), shape, person)

    def focus(self, element: Element, person: str, conduct: str | None) -> str:
        """The node of which an element is asked."""
        return (conduct or fresh_conduct(person)) if element.focus == CONDUCT else person

    def values(self, name: str, keep: str | None, focus: str, leaves: Iterable[Leaf]) -> set[str]:
        """The facts of the focus in a view that answer one of the leaves."""
        view = self.view(name, keep)
        entailed = self.judge.entailed(view)
        asked: dict[str, set[str]] = {}
        for leaf in leaves:
            asked.setdefault(leaf.predicate, set()).add(leaf.cls)
        hanging = {(p, o) for s, p, o in entailed if s == focus and p in asked and o in self.record.facts}
        return {str(o) for p, o in hanging if self.judge.classes(view, str(o)) & asked[p]}

    def written(self, focus: str, leaves: Iterable[Leaf]) -> set[str]:
        """The facts that the description hangs on the focus and that answer one of the leaves by their stated class."""
        found = set()
        for leaf in leaves:
            for p, o in self.record.edges(focus):
                if isinstance(o, Literal) or o not in self.record.facts:
                    continue
                if leaf.predicate in self.law.axioms.properties_above(p) and leaf.cls in self.record.classes(o):
                    found.add(o)
        return found

    def open_atom(self, atom: Atom, person: str, conduct: str | None) -> bool:
        """Whether a characteristic can still be supposed of the conduct; only age can be closed."""
        if TOWARDS_CHILD not in self.law.axioms.properties_above(atom.predicate):
            return True
        return "child" in self.views.ages.at(person, conduct).may
