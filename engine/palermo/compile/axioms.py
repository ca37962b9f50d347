"""Ontology triples to the vocabulary and the inference rules of a rulebook (OWL 2 RL, Tables 4 to 9)."""

from typing import Any, Final

from palermo.compile.graph import Graph
from palermo.compile.plan import Axioms
from palermo.names import DOMAIN, INDICATES, OWL, RANGE, RDF, RDFS, SUBCLASS, SUBPROPERTY, THING, TYPE
from palermo.terms import Literal, is_blank
from palermo.vocabulary import PropertyInfo, Vocabulary

_PROPERTY_CLASSES: Final = {
    OWL + "ObjectProperty": "object",
    OWL + "DatatypeProperty": "datatype",
    OWL + "AnnotationProperty": "annotation",
    RDF + "Property": "object",
}
_CHARACTERISTICS: Final = frozenset(
    OWL + name
    for name in (
        "FunctionalProperty",
        "InverseFunctionalProperty",
        "TransitiveProperty",
        "SymmetricProperty",
        "AsymmetricProperty",
        "ReflexiveProperty",
        "IrreflexiveProperty",
    )
)
_CLASS_CLASSES: Final = (OWL + "Class", RDFS + "Class")

#: A class expression, as nested tuples: ``("class", iri)``, ``("all", (e, …))``, ``("any", (e, …))``,
#: ``("some", property, e)``, ``("value", property, term)``, ``("only", property, e)``.
Expression = tuple[Any, ...]


def read_axioms(graph: Graph) -> Axioms:
    """The axioms of an ontology graph."""
    classes = read_classes(graph)
    properties = _properties(graph)
    individuals = _individuals(graph, classes)
    vocabulary = Vocabulary(_namespaces(graph, classes, properties, individuals), classes, properties, individuals)
    return Axioms(vocabulary, _rules(graph), _unions(graph), _indicated(graph, classes), disjoint=_disjoint(graph))


def read_classes(graph: Graph) -> dict[str, frozenset[str]]:
    """Each named class to itself and every class above it."""
    return _closures(_class_edges(graph))


def closure_of(edges: dict[str, set[str]], start: str) -> frozenset[str]:
    """Everything that is reached from a node over the edges, itself included."""
    seen = {start}
    stack = [start]
    while stack:
        for target in edges.get(stack.pop(), ()):
            if target not in seen:
                seen.add(target)
                stack.append(target)
    return frozenset(seen)


def _closures(edges: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {node: closure_of(edges, node) for node in edges}


def _class_edges(graph: Graph) -> dict[str, set[str]]:
    """Subclass edges between named classes, with those that follow from equivalences, intersections and unions."""
    edges: dict[str, set[str]] = {c: set() for cls in _CLASS_CLASSES for c in graph.instances(cls) if not is_blank(c)}

    def edge(lower: str, upper: str) -> None:
        edges.setdefault(lower, set()).add(upper)
        edges.setdefault(upper, set())

    for lower, upper in graph.pairs(SUBCLASS):
        if isinstance(upper, str):
            for kind in [lower] if not is_blank(lower) else _members(graph, lower, "unionOf"):
                for part in _named_parts(graph, upper):
                    edge(kind, part)
    for a, b in graph.pairs(OWL + "equivalentClass"):
        for here, there in ((a, b), (b, a)):
            if isinstance(here, str) and isinstance(there, str):
                for kind in [there] if not is_blank(there) else _members(graph, there, "unionOf"):
                    for part in _named_parts(graph, here):
                        edge(kind, part)
    for cls in list(edges):
        for part in _members(graph, cls, "intersectionOf"):
            edge(cls, part)
        for kind in _members(graph, cls, "unionOf"):
            edge(kind, cls)
    return {c: {u for u in uppers if not is_blank(u)} for c, uppers in edges.items() if not is_blank(c)}


def _named_parts(graph: Graph, expression: str) -> list[str]:
    """The named classes that a member of this expression is surely a member of."""
    if not is_blank(expression):
        return [expression]
    return [p for part in _members(graph, expression, "intersectionOf", True) for p in _named_parts(graph, part)]


def _members(graph: Graph, node: str, word: str, blank: bool = False) -> list[str]:
    head = graph.node(node, OWL + word)
    if head is None:
        return []
    return [m for m in graph.items(head) if isinstance(m, str) and (blank or not is_blank(m))]


def _unions(graph: Graph) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for a, b in graph.pairs(OWL + "equivalentClass"):
        for named, union in ((a, b), (b, a)):
            if isinstance(union, str) and is_blank(union) and isinstance(named, str) and not is_blank(named):
                kinds = _members(graph, union, "unionOf")
                if kinds and len(kinds) == len(_members(graph, union, "unionOf", True)):
                    found[named] = tuple(sorted(kinds))
    for head_of, _ in graph.pairs(OWL + "unionOf"):
        if not is_blank(head_of):
            found[head_of] = tuple(sorted(_members(graph, head_of, "unionOf")))
    return found


def _disjoint(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The sets of named classes of which no two share a member."""
    found = {tuple(sorted((a, b))) for a, b in graph.pairs(OWL + "disjointWith") if isinstance(b, str)}
    found.update(
        tuple(sorted(_members(graph, node, "members"))) for node in graph.instances(OWL + "AllDisjointClasses")
    )
    found.update(tuple(sorted(_members(graph, s, "disjointUnionOf"))) for s, _ in graph.pairs(OWL + "disjointUnionOf"))
    return tuple(sorted(group for group in found if not any(is_blank(cls) for cls in group)))


def _properties(graph: Graph) -> dict[str, PropertyInfo]:
    kinds: dict[str, str] = {}
    for cls, kind in _PROPERTY_CLASSES.items():
        for p in graph.instances(cls):
            kinds.setdefault(p, kind)
    for characteristic in ("TransitiveProperty", "SymmetricProperty", "InverseFunctionalProperty"):
        for p in graph.instances(OWL + characteristic):
            kinds.setdefault(p, "object")
    edges: dict[str, set[str]] = {p: set() for p in kinds}
    for lower, upper in graph.pairs(SUBPROPERTY):
        if isinstance(upper, str):
            edges.setdefault(lower, set()).add(upper)
    for a, b in graph.pairs(OWL + "equivalentProperty"):
        if isinstance(b, str):
            edges.setdefault(a, set()).add(b)
            edges.setdefault(b, set()).add(a)
    closed = _closures(edges)
    functional = set(graph.instances(OWL + "FunctionalProperty"))
    return {
        p: PropertyInfo(
            kinds.get(p, "object"),
            _named(graph, closed[p], DOMAIN),
            _named(graph, closed[p], RANGE),
            p in functional,
            closed[p],
        )
        for p in closed
        if not is_blank(p)
    }


def _named(graph: Graph, properties: frozenset[str], word: str) -> tuple[str, ...]:
    """Domains or ranges of a property and of those above it (prp-dom, prp-rng after prp-spo1)."""
    found = {part for p in properties for c in graph.nodes(p, word) for part in _named_parts(graph, c)}
    return tuple(sorted(found - {THING}))


def _individuals(graph: Graph, classes: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    builtin = {*_CLASS_CLASSES, *_PROPERTY_CLASSES, OWL + "Ontology"} | _CHARACTERISTICS
    for s in graph.subjects():
        types = [t for t in graph.nodes(s, TYPE) if t not in builtin]
        if not is_blank(s) and types and s not in classes:
            found[s] = frozenset().union(*(classes.get(t, frozenset((t,))) for t in types))
    return found


def _namespaces(graph: Graph, *terms: dict[str, Any]) -> tuple[str, ...]:
    """The namespaces in which the packs define terms; those of the standards that they reuse are left out."""
    found = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for kind in terms for iri in kind}
    declared = set(graph.instances(OWL + "Ontology"))
    own = {n for n in found if any(_site(n) == _site(o) for o in declared)}
    return tuple(sorted(own))


def _site(iri: str) -> str:
    """The part of an IRI that says whose it is: scheme, host and first folder of the path."""
    return "/".join(iri.rstrip("#/").split("#")[0].split("/")[:4])


def _indicated(graph: Graph, classes: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    direct: dict[str, set[str]] = {}
    for indicator, pointed in graph.pairs(INDICATES):
        if isinstance(pointed, str):
            direct.setdefault(indicator, set()).update(classes.get(pointed, {pointed}))
    return {
        c: frozenset().union(*(direct[u] for u in uppers if u in direct))
        for c, uppers in classes.items()
        if any(u in direct for u in uppers)
    }


# --- rules that a closed class tree does not answer


def _rules(graph: Graph) -> tuple[tuple[Any, ...], ...]:
    found: list[tuple[Any, ...]] = []
    for a, b in graph.pairs(OWL + "inverseOf"):
        if isinstance(b, str) and not is_blank(a) and not is_blank(b):
            found += [("inverse", a, b), ("inverse", b, a)]
    found += [("inverse", p, p) for p in graph.instances(OWL + "SymmetricProperty")]
    found += [("transitive", p) for p in graph.instances(OWL + "TransitiveProperty")]
    for p, head in graph.pairs(OWL + "propertyChainAxiom"):
        if isinstance(head, str):
            steps = tuple(m for m in graph.items(head) if isinstance(m, str))
            found.append(("chain", steps, p))
    for lower, upper in graph.pairs(SUBCLASS):
        if isinstance(upper, str):
            found += _member_rules(graph, lower, upper)
    for a, b in graph.pairs(OWL + "equivalentClass"):
        if isinstance(b, str):
            found += _member_rules(graph, a, b)
            found += _member_rules(graph, b, a)
    return tuple(sorted(set(found), key=repr))


def _member_rules(graph: Graph, lower: str, upper: str) -> list[tuple[Any, ...]]:
    """Rules of one inclusion: recognising a complex lower side, unfolding a complex upper side."""
    if is_blank(upper):
        return [] if is_blank(lower) else _consequences(graph, lower, _expression(graph, upper))
    if is_blank(lower) or _is_defined_in_place(graph, lower):
        expression = _expression(graph, lower)
        if expression is None or (expression[0] == "any" and all(e[0] == "class" for e in expression[1])):
            return []  # the members of a union of named classes are carried up by the class tree
        return [("member", expression, upper)]
    return []


def _is_defined_in_place(graph: Graph, node: str) -> bool:
    return any(graph.objects(node, OWL + w) for w in ("intersectionOf", "unionOf", "onProperty"))


def _consequences(graph: Graph, cls: str, expression: Expression | None) -> list[tuple[Any, ...]]:
    if expression is None:
        return []
    if expression[0] == "all":
        return [rule for part in expression[1] for rule in _consequences(graph, cls, part)]
    if expression[0] == "value":
        return [("value", cls, expression[1], expression[2])]
    if expression[0] == "only" and expression[2][0] == "class":
        return [("only", cls, expression[1], expression[2][1])]
    return []


def _expression(graph: Graph, node: str) -> Expression | None:
    """A class expression, or None where it is outside the rules (a complement, a cardinality, an enumeration)."""
    for word, name in (("intersectionOf", "all"), ("unionOf", "any")):
        head = graph.node(node, OWL + word)
        if head is not None:
            parts = [_expression(graph, m) for m in graph.items(head) if isinstance(m, str)]
            known = tuple(p for p in parts if p is not None)
            return (name, known) if len(known) == len(parts) else None
    on = graph.node(node, OWL + "onProperty")
    if on is None:
        return None if is_blank(node) else ("class", node)
    some, only = graph.node(node, OWL + "someValuesFrom"), graph.node(node, OWL + "allValuesFrom")
    value = graph.objects(node, OWL + "hasValue")
    if value:
        term = value[0]
        return ("value", on, tuple(term) if isinstance(term, Literal) else term)
    inner = _expression(graph, some or only or "_:none")
    if inner is None:
        return None
    return ("some", on, inner) if some else ("only", on, inner)
