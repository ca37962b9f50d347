"""Names for nodes that have none: made from a node's place in its case.

A name is ``<case IRI>/<property>-<hash>``: the property by which the node is reached, and ten hexadecimal digits that
sum up what is said of the node. It depends on the case's triples only: not on their order, their syntax, or the labels
of blank nodes. The method is colour refinement (every node's colour takes in those of its neighbours until no more
nodes are told apart); nodes that stay alike are individualised, one choice after the other. Where the alike nodes form
trees, any choice gives the same triples; else all choices are tried and the least result is taken (McKay & Piperno
2014, "Practical graph isomorphism, II").
"""

from collections.abc import Iterable
from typing import Final

from palermo.names import TYPE
from palermo.terms import Literal, Term, Triple, local_name

#: So many interchangeable nodes without IRI may stand in one case.
MOST_ALIKE: Final = 64
#: Node colours worked out for one case, at most.
_MOST_WORK: Final = 200_000
_DIGITS: Final = 10

#: For a blank node: (what it is in the triple, predicate, text of the other term, or the other blank node).
_Edge = tuple[str, str, str | None]
_Colours = dict[str, str]


class TooAlike(Exception):
    """The case has more interchangeable nodes without IRI than can be told apart; carries how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def name_blanks(case: str, triples: Iterable[Triple]) -> dict[str, str]:
    """An IRI for each blank node of a case. Raises TooAlike."""
    triples = list(triples)
    colours = _Refinement(triples).discrete()
    base = case if case.endswith("/") else case + "/"
    names: dict[str, str] = {}
    taken = {term for s, _, o in triples for term in (s, o) if isinstance(term, str)}
    roles = _roles(triples)
    for blank, colour in sorted(colours.items(), key=lambda item: item[1]):
        digits = _DIGITS
        while (name := f"{base}{roles[blank]}-{colour[:digits]}") in taken:
            digits += 1
        taken.add(name)
        names[blank] = name
    return names


def name_case(triples: Iterable[Triple], blank: str) -> str:
    """An IRI for a case node that has none, from all that is said in the case. Raises TooAlike."""
    return f"urn:palermo:case:{_Refinement(list(triples)).discrete()[blank][:16]}"


def renamed(triples: Iterable[Triple], names: dict[str, str]) -> list[Triple]:
    """The triples with their blank nodes named."""
    get = names.get
    return [(get(s, s), p, get(o, o) if isinstance(o, str) else o) for s, p, o in triples]


def _roles(triples: list[Triple]) -> dict[str, str]:
    """For each blank node the local name to call it by: of a property that leads to it, or else of a class."""
    into: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for s, p, o in triples:
        if isinstance(o, str) and o.startswith("_:"):
            into[o] = min(into.get(o, p), p)
        if s.startswith("_:"):
            kinds.setdefault(s, "")
            if p == TYPE and isinstance(o, str):
                kinds[s] = min(kinds[s] or o, o)
    return {blank: _tidy(into.get(blank) or kinds.get(blank, "")) for blank in into | kinds}


def _tidy(iri: str) -> str:
    name = local_name(iri) if iri else ""
    if not name or not all(c.isascii() and (c.isalnum() or c in "-_") for c in name):
        return "node"
    return name[0].lower() + name[1:]


class _Refinement:
    """The blank nodes of one case with what is said of each."""

    def __init__(self, triples: list[Triple]) -> None:
        # What hashlib.blake2b is; hashlib itself would load all of OpenSSL first, which a single case would feel.
        from _blake2 import blake2b

        self._blake2b = blake2b
        self._work = 0
        self._edges: dict[str, list[tuple[str, str]]] = {}  # blank -> (role and predicate, neighbouring blank)
        own: dict[str, list[str]] = {}
        for s, p, o in triples:
            here = s.startswith("_:")
            there = isinstance(o, str) and o.startswith("_:")
            if here:
                own.setdefault(s, []).append(f"> {p} {'_:' if there else _text(o)}")
                self._edges.setdefault(s, [])
            if isinstance(o, str) and there:
                own.setdefault(o, []).append(f"< {p} {'_:' if here else s}")
                self._edges.setdefault(o, [])
                if here:
                    self._edges[s].append((f"> {p}", o))
                    self._edges[o].append((f"< {p}", s))
        self._first = {blank: self._hash("\n".join(sorted(said))) for blank, said in own.items()}

    def discrete(self) -> _Colours:
        """A colour of its own for each blank node."""
        colours = self._stable(self._first)
        alike = _alike(colours)
        if not alike:
            return colours
        count = sum(map(len, alike))
        if count > MOST_ALIKE:
            raise TooAlike(count)
        if self._is_forest({blank for group in alike for blank in group}):
            while alike:
                colours = self._stable(self._singled(colours, min(alike[0])))
                alike = _alike(colours)
            return colours
        return self._least(colours)

    def _stable(self, colours: _Colours) -> _Colours:
        """Colours refined until each node has its own or no more nodes are told apart."""
        kinds = len(set(colours.values()))
        while kinds < len(colours):
            self._spend(len(colours))
            refined = {blank: self._hash(self._seen_from(blank, colours)) for blank in colours}
            before, kinds = kinds, len(set(refined.values()))
            if kinds == before:
                break
            colours = refined
        return colours

    def _seen_from(self, blank: str, colours: _Colours) -> str:
        around = sorted(f"{how} {colours[other]}" for how, other in self._edges[blank])
        return "\n".join([colours[blank], *around])

    def _singled(self, colours: _Colours, blank: str) -> _Colours:
        return {**colours, blank: self._hash(colours[blank] + "\nsingled out")}

    def _is_forest(self, among: set[str]) -> bool:
        """Whether the alike nodes, joined as the triples join them, form trees."""
        leader = {blank: blank for blank in among}

        def root(blank: str) -> str:
            while leader[blank] != blank:
                leader[blank] = leader[leader[blank]]
                blank = leader[blank]
            return blank

        pairs = {(min(a, b), max(a, b)) for a in among for _, b in self._edges[a] if b in among}
        for a, b in sorted(pairs):
            if root(a) == root(b):
                return False
            leader[root(a)] = root(b)
        return True

    def _least(self, colours: _Colours) -> _Colours:
        """Of all ways to single out, the colours whose triples come first in order."""
        best: tuple[list[str], _Colours] | None = None
        waiting = [colours]
        while waiting:
            here = waiting.pop()
            alike = _alike(here)
            if not alike:
                form = self._form(here)
                if best is None or form < best[0]:
                    best = form, here
                continue
            waiting.extend(self._stable(self._singled(here, blank)) for blank in alike[0])
        assert best is not None
        return best[1]

    def _form(self, colours: _Colours) -> list[str]:
        return sorted(
            f"{colours[blank]} {how} {colours[other]}" for blank, said in self._edges.items() for how, other in said
        )

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > _MOST_WORK:
            raise TooAlike(len(self._first))

    def _hash(self, text: str) -> str:
        return self._blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _alike(colours: _Colours) -> list[list[str]]:
    """The groups of nodes of one colour, where more than one has it, by colour."""
    groups: dict[str, list[str]] = {}
    for blank, colour in colours.items():
        groups.setdefault(colour, []).append(blank)
    return [groups[colour] for colour in sorted(groups) if len(groups[colour]) > 1]


def _text(term: Term) -> str:
    if isinstance(term, Literal):
        return f'"{term.lexical}" {term.datatype} {term.language or ""}'
    return term
