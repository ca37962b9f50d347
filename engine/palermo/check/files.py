"""Files: syntax, prefixes, files that nobody reads, headers, and what does not belong into a pack."""

import os
from collections.abc import Iterator
from typing import Final

from palermo.check.diagnostic import Diagnostic, Place
from palermo.check.material import Material
from palermo.check.near import nearest
from palermo.check.prefixes import CUSTOMARY
from palermo.check.reading import ReadFile, is_declaration
from palermo.check.terms import owned_spaces
from palermo.compile.packs import APART, ONTOLOGY, SHAPES
from palermo.names import CASE, DEFINITION_CLASS, OWL, TYPE
from palermo.read.formats import format_of_name
from palermo.split.pack_terms import space_of
from palermo.terms import is_blank

_CASES: Final = "cases"
#: What the parser says, and what is said instead.
_SIGNS: Final = (("end", "Unexpected end"), ("string", "Line jumps are not allowed"))


def problems(material: Material) -> Iterator[Diagnostic]:
    """What is wrong with the files under check as files."""
    for file in material.own:
        yield from _syntax(material, file)
        yield from _prefixes(material, file)
    yield from _headers(material)
    for node in material.own_instances(CASE):
        yield material.found("K114", material.at(node), node)


def _syntax(material: Material, file: ReadFile) -> Iterator[Diagnostic]:
    code = "K102" if file.unreadable else "K101"
    for fault in file.faults:
        variant = next((name for name, sign in _SIGNS if sign in fault.message), "")
        yield material.found(code, Place(fault.file, fault.line, fault.column), variant=variant, what=fault.message)
    for prefix, offset in file.undeclared.items():
        known = material.known.namespaces.get(prefix)
        near = nearest(prefix, material.known.namespaces) if known is None else None
        variant = "known" if known is not None else "near" if near is not None else ""
        yield material.found("K108", file.place(offset), variant=variant, prefix=prefix, namespace=known, meant=near)


def _prefixes(material: Material, file: ReadFile) -> Iterator[Diagnostic]:
    known = material.known
    seen: dict[str, str] = {}
    for declared in file.declared:
        place = file.place(declared.offset)
        prefix, space = declared.name, declared.iri
        near = known.near(declared)
        if not is_declaration(prefix, space):
            continue  # told as syntax
        if near is not None:
            yield material.found("K105", place, prefix=prefix, namespace=space, known=near)
        elif not known.is_right(declared):
            name = known.prefixes.get(declared.iri)
            if name is not None:
                yield material.found("K103", place, prefix=prefix, namespace=space, known=name)
            else:
                yield material.found("K104", place, prefix=prefix, namespace=space, known=known.namespaces[prefix])
        if seen.setdefault(declared.name, declared.iri) != declared.iri:
            yield material.found("K106", place, prefix=prefix)
        if declared.name not in file.used and not file.faults and file.text.count(f"{declared.name}:") < 2:
            yield material.found("K107", place, prefix=prefix)


def _headers(material: Material) -> Iterator[Diagnostic]:
    """Namespaces in which a pack defines terms, and that no header of an ontology speaks for: slips in names of such a
    namespace are not seen in cases."""
    if any(file.faults for file in material.own):
        return  # it may be the header that does not parse
    headed = owned_spaces(material, by_header=True)
    told: set[str] = set()
    for iri in material.named:
        space = space_of(iri)
        owned = material.graph.nodes(iri, TYPE) and space not in CUSTOMARY and space not in headed
        if owned and space not in told and iri not in material.graph.instances(OWL + "Ontology"):
            told.add(space)
            if any(space == prefix.iri for file in material.own for prefix in file.declared):
                yield material.found("K112", material.at(iri), iri, namespace=space)


def unread(material: Material, folder: str) -> Iterator[Diagnostic]:
    """Files of a pack's folder that look as if they were meant to be read, and are not; and a pack that states a law
    and has no case to try it on."""
    for base, inner, names in os.walk(folder):
        inner[:] = sorted(n for n in inner if not n.startswith(".") and (base != folder or n != _CASES))
        here = os.path.relpath(base, folder).split(os.sep)
        inside = here[0] in (ONTOLOGY, SHAPES)
        if inside:
            inner[:] = [n for n in inner if n not in APART]
        elif here != ["."] and nearest(here[0], (ONTOLOGY, SHAPES)) is None:
            inner.clear()
            continue
        for name in sorted(names):
            if (
                format_of_name(name)[0] is not None
                and not (inside and name.endswith(".ttl"))
                and not name.startswith(".")
            ):
                variant = "form" if inside else ""
                yield material.found("K109", Place(os.path.join(base, name)), variant=variant, file=name)
    cases = os.path.join(folder, _CASES)
    own = [node for node in material.own_instances(DEFINITION_CLASS) if not is_blank(node)]
    if own and not (os.path.isdir(cases) and any(name.endswith(".ttl") for name in os.listdir(cases))):
        yield material.found("K618", material.at(own[0]), own[0], folder=cases)
