"""A view with all that follows from it: what shapes are judged on."""

from typing import NamedTuple

from palermo.names import TYPE
from palermo.terms import Term, Triple
from palermo.view.record import Edges, Types

#: Property to object to subjects.
Inverse = dict[str, dict[Term, list[str]]]


class View(NamedTuple):
    """A case at one standing with all that follows: edges out, edges in (for the properties that some shape follows
    backwards), classes. ``memo`` keeps what shapes came to, so that a shape is judged once for each node."""

    out: Edges
    inv: Inverse
    types: Types
    memo: dict[tuple[int, Term], bool]

    def narrowed(self, inv: Inverse) -> "View":
        """The same view with other edges in, and nothing remembered."""
        return View(self.out, inv, self.types, {})


def triples_of(view: View) -> list[Triple]:
    """All that a view holds, as triples, in order."""
    found: list[Triple] = [(s, p, o) for p, edges in view.out.items() for s, objects in edges.items() for o in objects]
    found += [(n, TYPE, c) for n, classes in view.types.items() if isinstance(n, str) for c in classes]
    return sorted(set(found), key=repr)
