"""From the graphs of a file to its cases, each passed by the gates and without blank nodes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from palermo.escape import clip
from palermo.names import CASE, TYPE
from palermo.problems import Problem
from palermo.split.case import Case
from palermo.split.naming import MOST_ALIKE, TooAlike, name_blanks, name_case, renamed
from palermo.split.pack_terms import short
from palermo.split.reach import Graph
from palermo.split.vocabulary_gate import Fault, VocabularyGate
from palermo.terms import Term, Triple
from palermo.vocabulary import Vocabulary

#: Finds a subject, or a triple, in the source text: line and column, or None and None.
Locate = Callable[[str, str | None, Term | None], tuple[int | None, int | None]]

#: The triples of a file by graph; None is the default graph.
Graphs = dict[str | None, list[Triple]]

#: So many faults of one case are told.
_MOST_FAULTS: Final = 20
_FILE_WIDE: Final = frozenset({"P132", "P133"})


class Splitter:
    """Splits the files of one run. It remembers which cases it has seen, and which terms have passed the gate."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._gate = VocabularyGate(vocabulary)
        self._seen: dict[str, str] = {}

    def split(
        self, graphs: Graphs, file: str, locate: Locate
    ) -> Iterator[Case | Problem]:
        """The cases of a whole file, sorted by IRI, and its problems."""
        loose = graphs.get(None, [])
        if not loose:
            yield from self._sorted(((name, triples) for name, triples in graphs.items()), file, locate)
            return
        wrong = self._axioms(loose, file, locate)
        if wrong:
            yield from wrong
            return
        graph = Graph(loose, self._vocabulary, self._gate.terms.is_term)
        nodes: set[str] = set()
        parts: list[tuple[str | None, list[Triple]]] = []
        for case in dict.fromkeys(graph.cases):
            reached = graph.reach(case)
            nodes |= reached.nodes
            parts.append((None, reached.triples))
        for name, triples in graphs.items():
            if name is None:
                continue
            centre = next((s for s, p, o in triples if p == TYPE and o == CASE), "")
            reached = graph.reach(centre, triples)
            nodes |= reached.nodes
            parts.append((name, triples + reached.triples))
        yield from self._sorted(parts, file, locate)
        yield from self._unreached(graph, nodes, bool(parts), file, locate)

    def _sorted(
        self, parts: Iterable[tuple[str | None, list[Triple]]], file: str, locate: Locate
    ) -> Iterator[Case | Problem]:
        made = [self._made(name, triples, file, locate) for name, triples in parts]
        made.sort(key=lambda pair: pair[0])
        for _, results in made:
            yield from results

    def graph(self, name: str | None, triples: list[Triple], file: str, locate: Locate) -> list[Case | Problem]:
        """The case of one named graph, or its problems."""
        return self._made(name, triples, file, locate)[1]

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
                message = f"{error.count} nodes without IRI are too much alike (at most {MOST_ALIKE}): give them IRIs"
                return iri, [Problem(file, line, column, message, "P125")]
        if iri in self._seen:
            line, column = locate(iri, TYPE, CASE)
            message = f"the case {short(iri)} was already read from {clip(self._seen[iri], 120)}: a case stands once"
            return iri, [Problem(file, line, column, message, "P123")]
        self._seen[iri] = file
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
        line, column = locate(triples[0][0], None, None) if triples else (None, None)
        return Problem(file, line, column, f"no case in {where}: one node must be of class {short(CASE)}", "P120")

    def _axioms(self, triples: list[Triple], file: str, locate: Locate) -> list[Problem]:
        """Axioms among loose triples: they would speak to every case of the file, so they stop all of them."""
        faults = [fault for fault in self._gate.faults(triples)[0] if fault.code in _FILE_WIDE]
        return list(_problems(faults, file, locate))

    def _unreached(
        self, graph: Graph, nodes: set[str], some: bool, file: str, locate: Locate
    ) -> Iterator[Problem]:
        left = [node for node in graph.about if node not in nodes]
        if not left:
            return
        if not some:
            loose = [triple for said in graph.about.values() for triple in said]
            yield self._no_single_case(None, [], loose, file, locate)
            return
        places = [(locate(node, None, None), node) for node in left[:200]]
        (line, column), node = min(places, key=lambda place: (place[0][0] or 1 << 60, place[0][1] or 0))
        more = f", nor {len(left) - 1} more" if len(left) > 1 else ""
        message = f"no case reaches {short(node)}{more}: link it to the case's persons or conducts, or leave it out"
        yield Problem(file, line, column, message, "P122")


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
    for place in sorted(told, key=lambda key: (key[0] or 1 << 60, key[1] or 0, key[3]))[:_MOST_FAULTS]:
        yield told[place]

