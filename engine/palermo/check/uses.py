"""Where the files under check name terms, and what each would have to be there."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from palermo import names
from palermo.check.diagnostic import Place
from palermo.check.material import Material
from palermo.check.reading import ReadFile
from palermo.names import OWL, RDFS, SH, TYPE
from palermo.terms import Literal, is_blank

#: Predicates whose object is a class, a property, a shape.
_TAKES_CLASS: Final = frozenset(
    {
        TYPE, names.SUBCLASS, names.DOMAIN, names.RANGE, names.INDICATES, SH + "class", SH + "targetClass",
        *(OWL + n for n in ("equivalentClass", "disjointWith", "someValuesFrom", "onClass", "complementOf")),
    }
)  # fmt: skip
_TAKES_PROPERTY: Final = frozenset(
    {
        names.SUBPROPERTY, SH + "path", SH + "inversePath", SH + "targetSubjectsOf", SH + "targetObjectsOf",
        *(SH + n for n in ("equals", "disjoint", "lessThan", "lessThanOrEquals")),
        *(SH + n for n in ("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")),
        *(OWL + n for n in ("inverseOf", "onProperty", "equivalentProperty", "propertyDisjointWith")),
    }
)  # fmt: skip
_TAKES_SHAPE: Final = frozenset(SH + n for n in ("property", "node", "not", "qualifiedValueShape"))
#: Predicates whose object need not be described here.
_POINTS_OUT: Final = frozenset(
    {OWL + "imports", OWL + "versionIRI", OWL + "priorVersion", RDFS + "seeAlso", names.DCT + "isPartOf"}
)


class Use(NamedTuple):
    """A term where it is used; ``kind`` is class, property, shape, datatype or term."""

    iri: str
    kind: str
    file: ReadFile
    offset: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.file.place(self.offset)


def uses_in(material: Material) -> Iterator[Use]:
    """Every term that a triple under check names, but for its subject."""
    members = _members(material)
    for file, said in material.said():
        s, p, o = said.triple
        yield Use(p, "property", file, said.at[1])
        if isinstance(o, Literal):
            if o.datatype.startswith(names.XSD):
                yield Use(o.datatype, "datatype", file, said.at[2])
        elif not is_blank(o) and p not in _POINTS_OUT:
            kind = members.get(s, "term") if p == names.FIRST else _kind(p)
            yield Use(o, kind, file, said.at[2])


def _kind(predicate: str) -> str:
    if predicate in _TAKES_CLASS:
        return "class"
    if predicate in _TAKES_PROPERTY:
        return "property"
    return "shape" if predicate in _TAKES_SHAPE else "term"


def _members(material: Material) -> dict[str, str]:
    """The cells of lists under check, to what their items have to be."""
    found: dict[str, str] = {}
    kinds = {
        **dict.fromkeys((OWL + n for n in ("unionOf", "intersectionOf", "members", "disjointUnionOf")), "class"),
        **dict.fromkeys((SH + n for n in ("and", "or", "xone")), "shape"),
        **dict.fromkeys((SH + n for n in ("path", "alternativePath", "ignoredProperties")), "property"),
        OWL + "propertyChainAxiom": "property",
    }
    for predicate, kind in kinds.items():
        for _, head in material.own_graph.pairs(predicate):
            cell = head if isinstance(head, str) else names.NIL
            while is_blank(cell) and cell not in found:
                found[cell] = kind
                cell = material.own_graph.node(cell, names.REST) or names.NIL
    return found
