"""Values, days and places: what is well formed, what is in order, which version follows which."""

import re
from collections.abc import Iterator
from typing import Final

from palermo import names
from palermo.check.circles import circles
from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.names import DEFINITION_CLASS, JURISDICTION, REPLACES
from palermo.split.lexical import LexicalGate
from palermo.terms import Literal

#: A code of ISO 3166-1 or 3166-2, or that of a group of States.
_JURISDICTION: Final = re.compile(r"[A-Z]{2,8}(?:-[A-Z0-9]{1,3})?\Z")
_FROM, _UNTIL = names.IN_FORCE_FROM, names.IN_FORCE_UNTIL


def problems(material: Material) -> Iterator[Diagnostic]:
    """What is wrong with values, days in force, versions and places."""
    yield from _values(material)
    yield from _times(material)
    yield from _versions(material)
    yield from _places(material)


def _values(material: Material) -> Iterator[Diagnostic]:
    """Literals that are not what their datatype, or the property that they are given for, wants."""
    gate = LexicalGate()
    properties = material.axioms.vocabulary.properties
    for file, said in material.said():
        s, p, o = said.triple
        if not isinstance(o, Literal):
            continue
        known = not o.datatype.startswith(names.XSD) or o.datatype in _XSD_TYPES
        wrong = gate.fault(o) if known else None
        info = properties.get(p)
        for wanted in info.ranges if info is not None and wrong is None and known else ():
            wrong = wrong or gate.misfit(o, wanted)
        if wrong is not None:
            yield material.found("K610", file.place(said.at[2]), material.owner(s), value=o.lexical, what=wrong)
    yield from _several(material)


def _several(material: Material) -> Iterator[Diagnostic]:
    """Two values of a property that has one."""
    for iri, info in material.axioms.vocabulary.properties.items():
        for s in dict.fromkeys(s for s, _ in material.own_graph.pairs(iri)) if info.functional else ():
            values = material.graph.objects(s, iri)
            if len(values) > 1:
                last = material.own_graph.objects(s, iri)[-1]
                place = material.at(s, iri, last)
                yield material.found("K619", place, material.owner(s), property=material.short(iri))


def _xsd_types() -> frozenset[str]:
    from palermo.check.standards import STANDARDS

    return frozenset(names.XSD + name for name in STANDARDS[names.XSD])


_XSD_TYPES: Final = _xsd_types()


def _day(material: Material, node: str, predicate: str) -> str | None:
    """The day that a node gives for a property, as text that sorts; None where there is none that is right."""
    for literal in material.graph.literals(node, predicate):
        if LexicalGate().fault(Literal(literal.lexical, names.XSD + "date")) is None:
            return literal.lexical[:10]
    return None


def _times(material: Material) -> Iterator[Diagnostic]:
    dated = dict.fromkeys(s for p in (_FROM, _UNTIL) for s, _ in material.own_graph.pairs(p))
    for node in dated:
        first, last = _day(material, node, _FROM), _day(material, node, _UNTIL)
        if first is not None and last is not None and last < first:
            place = (
                material.at(node, _UNTIL, material.own_graph.objects(node, _UNTIL)[0])
                if material.own_graph.objects(node, _UNTIL)
                else material.at(node)
            )
            yield material.found("K611", place, node, first=first, last=last)
    for node in material.own_instances(DEFINITION_CLASS):
        if not material.graph.objects(node, _FROM):
            yield material.found("K614", material.at(node), node)


def _versions(material: Material) -> Iterator[Diagnostic]:
    """Versions of a definition that replace one another."""
    definitions = set(material.graph.instances(DEFINITION_CLASS))
    edges: dict[str, set[str]] = {}
    for later, earlier in material.graph.pairs(REPLACES):
        if later in definitions and isinstance(earlier, str):
            edges.setdefault(later, set()).add(earlier)
    rounds = {node for circle in circles(edges) for node in circle}
    for later, before in edges.items():
        for earlier in sorted(before):
            if not material.says(later, REPLACES, earlier):
                continue
            place = material.at(later, REPLACES, earlier)
            if later in rounds and earlier in rounds:
                yield material.found("K613", place, later, variant="circle", earlier=material.short(earlier))
            elif earlier not in definitions:
                if material.graph.predicates(earlier):
                    yield material.found("K613", place, later, earlier=material.short(earlier))
            else:
                yield from _overlap(material, later, earlier)


def _overlap(material: Material, later: str, earlier: str) -> Iterator[Diagnostic]:
    begins, ended = _day(material, later, _FROM), _day(material, earlier, _UNTIL)
    if begins is None:
        return
    name = material.short(earlier)
    if ended is None:
        if not material.graph.objects(earlier, _UNTIL):
            place = material.at(earlier) if material.is_own(earlier) else material.at(later, REPLACES, earlier)
            yield material.found("K612", place, later, variant="open", begins=begins, earlier=name)
    elif ended >= begins:
        own = material.own_graph.objects(earlier, _UNTIL)
        place = material.at(earlier, _UNTIL, own[0]) if own else material.at(later, REPLACES, earlier)
        yield material.found("K612", place, later, ended=ended, begins=begins, earlier=name)


def _places(material: Material) -> Iterator[Diagnostic]:
    definitions = set(material.graph.instances(DEFINITION_CLASS))
    for file, said in material.said():
        s, p, o = said.triple
        speaks = p in (names.MEMBER, names.WITHIN) or (p == JURISDICTION and s in definitions)
        right = isinstance(o, Literal) and _JURISDICTION.match(o.lexical) is not None
        if speaks and not right:
            yield material.found("K615", file.place(said.at[2]), material.owner(s), value=material.short(o))
