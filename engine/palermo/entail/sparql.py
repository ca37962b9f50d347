"""SPARQL rules of packs on a view: run after the axioms' rules, round by round, up to a bound."""

from typing import Any, Final

from palermo.compile.plan import SparqlRule
from palermo.entail.rules import Facts
from palermo.names import TYPE
from palermo.problems import PalermoError, Problem
from palermo.terms import Literal, Term

#: How many rounds the rules may take to come to an end.
BOUND: Final = 50


def fire(rules: tuple[SparqlRule, ...], facts: Facts) -> bool:
    """One round of every rule for each member of its class; whether anything was added. Raises PalermoError for a
    query that does not parse."""
    import pyoxigraph as ox

    before = facts.size
    for rule in rules:
        store = _store(ox, facts)
        for node in [n for n, types in facts.types.items() if rule.target in types and isinstance(n, str)]:
            try:
                made = list(store.query(rule.query, substitutions={ox.Variable("this"): ox.NamedNode(node)}))
            except (SyntaxError, ValueError) as error:
                message = f"a SPARQL rule does not run: {error}; mend its query"
                raise PalermoError(Problem(rule.shape, None, None, message, "P341")) from error
            for triple in sorted(made, key=str):
                _add(facts, str(triple.subject.value), str(triple.predicate.value), _term(triple.object))
    return facts.size > before


def _add(facts: Facts, s: str, p: str, o: Term) -> None:
    if p == TYPE and isinstance(o, str):
        facts.become(s, o)
    else:
        facts.add(s, p, o)


def _store(ox: Any, facts: Facts) -> Any:
    store = ox.Store()
    edges = ((s, p, o) for p, subjects in facts.out.items() for s, objects in subjects.items() for o in objects)
    types = ((n, TYPE, c) for n, classes in facts.types.items() if isinstance(n, str) for c in classes)
    for s, p, o in (*edges, *types):
        store.add(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _node(ox, o)))
    return store


def _node(ox: Any, term: Term) -> Any:
    if isinstance(term, str):
        return ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.lexical, language=term.language)
    return ox.Literal(term.lexical, datatype=ox.NamedNode(term.datatype))


def _term(node: Any) -> Term:
    if type(node).__name__ != "Literal":
        return str(node.value)
    return Literal(node.value, node.datatype.value, node.language.lower() if node.language else None)
