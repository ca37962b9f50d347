"""From the graphs of a file to its cases, each passed by the gates and without blank nodes."""

from collections.abc import Callable, Collection, Iterator
from typing import Final, NamedTuple

from palermo.escape import clip
from palermo.names import CASE, CONDUCT, TOWARDS, TOWARDS_CHILD, TYPE
from palermo.problems import Problem
from palermo.split.case import Case
from palermo.split.naming import MOST_ALIKE, TooAlike, name_blanks, name_case, renamed
from palermo.split.pack_terms import short
from palermo.split.reach import Graph
from palermo.split.seen import Seen
from palermo.split.vocabulary_gate import Fault, VocabularyGate
from palermo.terms import Term, Triple
from palermo.vocabulary import Vocabulary

#: Finds a subject, or a triple, in the source text: line and column, or None and None.
Locate = Callable[[str, str | None, Term | None], tuple[int | None, int | None]]
#: The triples of a file by graph; None is the default graph.
Graphs = dict[str | None, list[Triple]]

#: So many faults of one case are told.
_MOST_FAULTS: Final = 20
_FAR: Final = 1 << 60


class _Part(NamedTuple):
    """The triples of what should be one case: those of a named graph, or those that a case node reaches."""

    name: str | None
    triples: list[Triple]
    nodes: set[str]
    centre: str = ""


class Splitter:
    """Splits the files of one run. It remembers which cases it has seen, and which terms have passed the gate."""

    def __init__(self, vocabulary: Vocabulary, seen: Seen | None = None) -> None:
        self._vocabulary = vocabulary
        self._gate = VocabularyGate(vocabulary)
        self._seen = Seen() if seen is None else seen

    def split(self, graphs: Graphs, file: str, locate: Locate) -> Iterator[Case | Problem]:
        """The cases of a whole file, sorted by IRI, and its problems."""
        loose = graphs.get(None, [])
        if not loose:
            yield from self._sorted([_Part(name, triples, set()) for name, triples in graphs.items()], file, locate)
            return
        axioms = [fault for fault in self._gate.faults(loose)[0] if fault.code in ("P132", "P133")]
        if axioms:  # they would speak to every case of the file
            yield from _problems(axioms, file, locate)
            return
        graph = Graph(loose, self._vocabulary, self._gate.terms)
        parts = [_Part(None, *graph.reach(case), case) for case in graph.cases]
        for name, triples in graphs.items():
            if name is not None:
                centre = _centre(triples)
                reached = graph.reach(centre, triples)
                parts.append(_Part(name, triples + reached.triples, reached.nodes, centre))
        if not parts:
            yield self._no_single_case(None, [], loose, file, locate)
            return
        left = graph.left(set[str]().union(*(part.nodes for part in parts)))
        torn = self._torn(parts, left)
        yield from self._sorted(parts, file, locate, torn)
        if left:
            yield from self._unreached(left, file, locate)

    def graph(self, name: str | None, triples: list[Triple], file: str, locate: Locate) -> list[Case | Problem]:
        """The case of one named graph, or its problems."""
        return self._made(name, triples, file, locate)[1]

    def _sorted(
        self, parts: list[_Part], file: str, locate: Locate, torn: Collection[str] = ()
    ) -> Iterator[Case | Problem]:
        made = [(*self._made(part.name, part.triples, file, locate), part.centre in torn) for part in parts]
        made.sort(key=lambda entry: entry[0])
        for _, results, is_torn in made:
            yield from (item for item in results if not is_torn or isinstance(item, Problem))

    def _made(
        self, name: str | None, triples: list[Triple], file: str, locate: Locate
    ) -> tuple[str, list[Case | Problem]]:
        """The IRI of the case that these triples describe, and the case or its problems."""
        cases = [s for s, p, o in triples if o == CASE and p == TYPE]
        if len(cases) != 1:
            cases = list(dict.fromkeys(cases))
            if len(cases) != 1:
                return name or "", [self._no_single_case(name, cases, triples, file, locate)]
        triples = list(dict.fromkeys(triples))
        iri = cases[0]
        faults, blank = self._gate.faults(triples)
        if faults:
            return iri, list(_problems(faults, file, locate))
        named: frozenset[str] = frozenset()
        if blank:
            try:
                iri, triples, named = _named(iri, triples)
            except TooAlike as error:
                line, column = locate(cases[0], None, None)
                limit = f"at most {MOST_ALIKE} may be, and fewer where they point at each other"
                message = f"{error.count} nodes without IRI that nothing tells apart ({limit}): give them IRIs"
                return iri, [Problem(file, line, column, message, "P125")]
        before = self._seen.before(iri, file)
        if before is not None:
            line, column = locate(iri, TYPE, CASE)
            message = f"the case {short(iri)} was already read from {clip(before, 120)}: a case stands once"
            return iri, [Problem(file, line, column, message, "P123")]
        return iri, [Case(iri, tuple(triples), file, named)]

    def _no_single_case(
        self, name: str | None, cases: list[str], triples: list[Triple], file: str, locate: Locate
    ) -> Problem:
        where = f"the graph {short(name)}" if name else "the file"
        if cases:
            line, column = locate(cases[1], TYPE, CASE)
            message = f"{where} holds {len(cases)} cases: give each a graph of its own"
            return Problem(file, line, column, message, "P121")
        faults, _ = self._gate.faults(triples)
        if faults:
            return next(_problems(faults, file, locate))
        line, column = locate(triples[0][0], None, None)
        return Problem(file, line, column, f"no case in {where}: one node must be of class {short(CASE)}", "P120")

    # --- what no case reaches

    def _torn(self, parts: list[_Part], left: list[Triple]) -> set[str]:
        """The cases that have lost a part of themselves: what is left speaks, or misspeaks, the packs' vocabulary, and
        it points to a thing of the case, or there is but one case. To classify them would be to guess."""
        owned = self._gate.terms.is_owned
        spoken = any(owned(p) or (p == TYPE and isinstance(o, str) and owned(o)) for _, p, o in left)
        if not spoken and not self._gate.faults(left)[0]:
            return set()
        points_at = {o for _, _, o in left if isinstance(o, str)}
        return {part.centre for part in parts if len(parts) == 1 or not part.nodes.isdisjoint(points_at)}

    def _unreached(self, left: list[Triple], file: str, locate: Locate) -> Iterator[Problem]:
        faults, _ = self._gate.faults(left)
        if faults:
            yield from _problems(faults, file, locate)
            return
        nodes = list(dict.fromkeys(triple[0] for triple in left))
        places = [(locate(node, None, None), node) for node in nodes[:200]]
        (line, column), node = min(places, key=lambda place: (place[0][0] or _FAR, place[0][1] or 0, place[1]))
        more = f", nor {len(nodes) - 1} more" if len(nodes) > 1 else ""
        aimless = next((s for s, p, o in left if p == TYPE and o == CONDUCT and not _is_towards(s, left)), None)
        if aimless is not None:
            message = f"the conduct {short(aimless)} is towards nobody: write {short(TOWARDS)} and the person"
            yield Problem(file, *locate(aimless, None, None), message, "P122")
            return
        message = f"no case reaches {short(node)}{more}: link it to the case's persons or conducts, or leave it out"
        yield Problem(file, line, column, message, "P122")


def _is_towards(conduct: str, triples: list[Triple]) -> bool:
    return any(s == conduct and p in (TOWARDS, TOWARDS_CHILD) for s, p, _ in triples)


def _centre(triples: list[Triple]) -> str:
    return next((s for s, p, o in triples if p == TYPE and o == CASE), "")


def _named(iri: str, triples: list[Triple]) -> tuple[str, list[Triple], frozenset[str]]:
    names: dict[str, str] = {}
    if iri.startswith("_:"):
        names[iri] = name_case(triples, iri)
        triples = renamed(triples, names)
        iri = names[iri]
    more = name_blanks(iri, triples)
    names.update(more)
    return iri, renamed(triples, more), frozenset(names.values())


def _problems(faults: list[Fault], file: str, locate: Locate) -> Iterator[Problem]:
    """One problem a fault, each fault once, in the order of the file."""
    told: dict[tuple[int | None, int | None, str, str], Problem] = {}
    for fault in faults[:1000]:
        line, column = locate(fault.subject, fault.predicate, fault.object)
        problem = Problem(file, line, column, fault.message, fault.code)
        told.setdefault((line, column, fault.code, fault.message), problem)
    for place in sorted(told, key=lambda key: (key[0] or _FAR, key[1] or 0, key[3]))[:_MOST_FAULTS]:
        yield told[place]
