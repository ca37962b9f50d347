"""What a description-logic reasoner finds that the structure alone does not tell: HermiT, where it and Java are there.

It runs in a process of its own, with a time limit, on the axioms alone: no texts, no shapes, no dates (which HermiT
does not take), and nothing that would be fetched.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from palermo.check.diagnostic import Diagnostic, Place
from palermo.check.material import Material
from palermo.check.terms import CLASSES, PROPERTIES
from palermo.names import DOMAIN, FIRST, NIL, OWL, RANGE, RDFS, REST, SUBCLASS, SUBPROPERTY, TYPE, XSD
from palermo.terms import Literal, Term, Triple, is_blank

_DATATYPES: Final = frozenset(XSD + name for name in ("string", "boolean", "integer", "decimal"))
_AXIOMS: Final = frozenset({SUBCLASS, SUBPROPERTY, DOMAIN, RANGE})
_ANNOTATIONS: Final = frozenset(OWL + n for n in ("imports", "versionInfo", "versionIRI", "priorVersion", "deprecated"))
_LISTED: Final = frozenset(
    OWL + n
    for n in (
        "unionOf", "intersectionOf", "members", "distinctMembers", "oneOf", "disjointUnionOf", "propertyChainAxiom",
        "hasKey",
    )
)  # fmt: skip
#: How the answer begins, and its lines.
_ANSWER: Final = "Classes equivalent to"
_NAMED: Final = re.compile(r"^\t(\S+)$", re.MULTILINE)
_NOTHING: Final = OWL + "Nothing"


def reason(material: Material, timeout: float) -> list[Diagnostic] | None:
    """What the reasoner finds; None where it is not there, does not come to an end in time, or gives no answer."""
    try:
        from palermo.compare import java
    except ImportError:
        return None
    with tempfile.TemporaryDirectory(prefix="palermo-") as folder:
        path = os.path.join(folder, "ontology.nt")
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(_lines(axioms_of(material)))
        command = java.command(folder, "-N", "-U", Path(path).as_uri())
        if command is None:
            return None
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=timeout, cwd=folder, check=False
            )
        except (subprocess.TimeoutExpired, OSError):
            return None
    said = done.stdout + done.stderr
    if "InconsistentOntology" in said:
        return [material.found("K406", _first(material), what=_whole(material))]
    if done.returncode != 0 or not done.stdout.startswith(_ANSWER):
        return None
    empty = [iri for iri in _NAMED.findall(done.stdout) if iri != _NOTHING]
    return list(_empty(material, empty))


def axioms_of(material: Material) -> Iterator[Triple]:
    """The axioms among the triples: what OWL says of classes, properties and individuals."""
    graph = material.graph
    properties = material.axioms.vocabulary.properties
    listed = _lists(material)
    for s in graph.subjects():
        for p, values in graph.predicates(s).items():
            for o in values:
                if _is_axiom(material, s, p, o, listed) or (p in properties and properties[p].kind == "object"):
                    yield s, p, o


def _is_axiom(material: Material, s: str, p: str, o: Term, listed: frozenset[str]) -> bool:
    if p in (FIRST, REST):
        return s in listed
    if p == TYPE:
        return isinstance(o, str) and (o.startswith(OWL) or o in material.classes or o in CLASSES | PROPERTIES)
    if p == RANGE and isinstance(o, str) and o.startswith((XSD, RDFS)):
        return o in _DATATYPES
    if isinstance(o, Literal):
        return p.startswith(OWL) and p not in _ANNOTATIONS and o.datatype in _DATATYPES | {XSD + "nonNegativeInteger"}
    return p in _AXIOMS or (p.startswith(OWL) and p not in _ANNOTATIONS)


def _lists(material: Material) -> frozenset[str]:
    """The cells of the lists that axioms have."""
    found: set[str] = set()
    for predicate in _LISTED:
        for _, head in material.graph.pairs(predicate):
            cell = head if isinstance(head, str) else NIL
            while is_blank(cell) and cell not in found:
                found.add(cell)
                cell = material.graph.node(cell, REST) or NIL
    return frozenset(found)


def _empty(material: Material, empty: list[str]) -> Iterator[Diagnostic]:
    """Classes that can have no member and are under no other such class."""
    for iri in empty:
        above = material.classes.get(iri, frozenset()) - {iri}
        if not above & set(empty) and (material.is_own(iri) or not material.whole):
            place = material.at(iri) if material.is_own(iri) else _first(material)
            yield material.found("K406", place, iri, what=_of_class(material, iri))


def _first(material: Material) -> Place:
    return Place(material.own[0].source.path) if material.own else Place("")


def _whole(material: Material) -> str:
    from palermo.check.texts import say

    return say("reasoner.inconsistent", material.lang)


def _of_class(material: Material, iri: str) -> str:
    from palermo.check.texts import say

    return say("reasoner.empty", material.lang, term=material.short(iri))


def _lines(triples: Iterable[Triple]) -> Iterator[str]:
    """N-Triples, with plain names for blank nodes."""
    from palermo.write.turtle import full

    names: dict[str, str] = {}

    def plain(term: Term) -> Term:
        return names.setdefault(term, f"_:b{len(names)}") if isinstance(term, str) and is_blank(term) else term

    for s, p, o in triples:
        yield f"{full(plain(s))} {full(p)} {full(plain(o))} .\n"
