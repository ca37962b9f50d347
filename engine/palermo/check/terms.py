"""Terms: named and not there, there and not used, declared twice, in somebody else's namespace, of another kind."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from palermo import names
from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.check.near import nearest_term
from palermo.check.prefixes import CUSTOMARY
from palermo.check.standards import STANDARDS
from palermo.check.uses import Use, uses_in
from palermo.names import OWL, RDF, RDFS, SH, TYPE
from palermo.split.pack_terms import Terms, space_of
from palermo.terms import Literal, is_blank
from palermo.vocabulary import Vocabulary

CLASSES: Final = frozenset({OWL + "Class", RDFS + "Class"})
PROPERTIES: Final = frozenset(
    {
        *(OWL + n for n in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "OntologyProperty")),
        *(OWL + n for n in ("FunctionalProperty", "InverseFunctionalProperty", "TransitiveProperty")),
        *(OWL + n for n in ("SymmetricProperty", "AsymmetricProperty", "ReflexiveProperty", "IrreflexiveProperty")),
        RDF + "Property",
    }
)
SHAPES: Final = frozenset({SH + "NodeShape", SH + "PropertyShape"})
#: What the engine or a report reads of its own accord, so that nothing has to refer to it.
_READ_ANYWAY: Final = frozenset(
    {
        OWL + "Ontology", names.CASE, names.DEFINITION_CLASS, names.ELEMENT_CLASS, names.CIRCLE_CLASS,
        names.CATEGORY_CLASS, names.CHARACTERISTIC_CLASS, names.REMARK_CLASS, names.DIVERGENCE_CLASS,
        names.REGION_CLASS, names.NOT_ENCODED_CLASS, names.WORDING_CLASS, names.MEMBERSHIP_CLASS,
        OWL + "NamedIndividual", *SHAPES,
    }
)  # fmt: skip
_ENGINE: Final = frozenset(value for value in vars(names).values() if isinstance(value, str))
_CONTAINER: Final = re.compile(r"_[1-9][0-9]*\Z")


def owned_spaces(material: Material, *, by_header: bool = False) -> frozenset[str]:
    """The namespaces in which the packs define terms: those of their headers' sites, and, unless ``by_header``, those
    that a file under check gives a prefix and defines something in."""
    graph = material.graph
    spaces = {space_of(s) for s, _ in graph.pairs(TYPE) if not is_blank(s)}
    sites = {_site(header) for header in graph.instances(OWL + "Ontology")}
    prefixed = {p.iri for file in material.own for p in file.declared}
    return frozenset(
        s for s in spaces if s not in CUSTOMARY and s and (_site(s) in sites or (s in prefixed and not by_header))
    )


def kinds_of(material: Material, iri: str) -> frozenset[str]:
    """What a term is said to be: class, property, shape."""
    types = material.graph.nodes(iri, TYPE)
    found = {
        name
        for name, known in (("class", CLASSES), ("property", PROPERTIES), ("shape", SHAPES))
        if not known.isdisjoint(types)
    }
    if any(p.startswith(SH) for p in material.graph.predicates(iri)) and "shape" not in found:
        found.add("shape")
    return frozenset(found)


def _site(iri: str) -> str:
    return "/".join(iri.rstrip("#/").split("#")[0].split("/")[:4])


class Judge:
    """Judges the terms of one material. ``meant`` are misspelt terms with what they were to be, once that was asked."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.meant: dict[str, str] = {}
        self._owned = owned_spaces(material)
        self._typed = {s for s, _ in material.graph.pairs(TYPE) if not is_blank(s)}
        self._elsewhere = {s for s, _ in material.others.pairs(TYPE) if not is_blank(s)}
        named = frozenset(self._typed)
        vocabulary = Vocabulary(tuple(sorted(self._owned)), dict.fromkeys(named, named), {}, {})
        self._near_spaces = Terms(vocabulary)

    def problems(self, more: Iterable[Use] = ()) -> Iterator[Diagnostic]:
        """What is wrong with terms where they are named. ``more`` are uses outside triples, in SPARQL."""
        yield from self.uses([*uses_in(self._material), *more])
        yield from self.declarations()

    # --- uses

    def uses(self, uses: Iterable[Use]) -> Iterator[Diagnostic]:
        """Terms that are used and not there, or are of another kind; each once, with all its places."""
        missing: dict[str, list[Use]] = {}
        for use in uses:
            if use.iri in self._material.lost:
                continue
            if not self._is_there(use.iri):
                missing.setdefault(use.iri, []).append(use)
            elif (wrong := self._wrong_kind(use)) is not None:
                yield wrong
        for iri, found in missing.items():
            yield self._missing(iri, found)

    def _is_there(self, iri: str) -> bool:
        space = space_of(iri)
        known = STANDARDS.get(space)
        if known is not None:
            name = iri[len(space) :]
            return name in known or (space == RDF and _CONTAINER.match(name) is not None) or iri in self._typed
        if iri in self._typed or self._material.is_own(iri):
            return True
        if iri in self._material.absent:
            return False
        if space in self._owned:
            return False
        return self._near_spaces.misnamed(iri, "term") is None

    def _missing(self, iri: str, found: list[Use]) -> Diagnostic:
        material = self._material
        first, *rest = found
        more = tuple(use.place for use in rest)
        module = material.absent.get(iri)
        if module is not None:
            return material.found("K113", first.place, iri, more=more, module=material.short(module))
        meant = self._meant(iri, first.kind)
        if meant is not None:
            self.meant[iri] = meant
            return material.found("K202", first.place, iri, more=more, meant=material.short(meant))
        return material.found("K201", first.place, iri, more=more)

    def _meant(self, iri: str, kind: str) -> str | None:
        space = space_of(iri)
        if space in STANDARDS:
            return nearest_term(iri, space, (space + name for name in STANDARDS[space]))
        if space not in self._owned:
            wrong = self._near_spaces.misnamed(iri, "term")
            said = re.search(r"<([^<>]*)>\?", wrong[1]) if wrong is not None else None
            return said.group(1) if said is not None else None
        known = self._typed - set(self._material.graph.instances(OWL + "Ontology"))
        wanted = {term for term in known if kind in ("term", *kinds_of(self._material, term))}
        return nearest_term(iri, space, wanted) or nearest_term(iri, space, known)

    def _wrong_kind(self, use: Use) -> Diagnostic | None:
        if use.kind not in ("class", "property", "shape") or space_of(use.iri) in STANDARDS:
            return None
        kinds = kinds_of(self._material, use.iri)
        individual = not kinds and use.iri in self._typed and use.iri not in self._material.classes
        if use.kind in kinds or (not kinds and not individual):
            return None
        material = self._material
        have, want = (texts_of(material, name) for name in (next(iter(sorted(kinds)), "individual"), use.kind))
        return material.found("K209", use.place, use.iri, have=have, want=want)

    # --- declarations

    def declarations(self) -> Iterator[Diagnostic]:
        """Terms that are declared as two things, or as nothing, or that are not the pack's to declare or change."""
        material = self._material
        for iri in material.named:
            if iri in material.lost or space_of(iri) in CUSTOMARY:
                continue
            if iri in self._elsewhere:
                yield from self._changed(iri)
            elif iri not in self._typed:
                yield self._nothing(iri)
            else:
                if not material.whole and self._is_of_others(iri):
                    yield material.found("K205", material.at(iri), iri, space=space_of(iri))
                yield from self._two_kinds(iri)

    def _nothing(self, iri: str) -> Diagnostic:
        material = self._material
        meant = nearest_term(iri, space_of(iri), self._typed - {iri})
        if meant is not None:
            self.meant[iri] = meant
            return material.found("K202", material.at(iri), iri, meant=material.short(meant))
        return material.found("K208", material.at(iri), iri)

    def _is_of_others(self, iri: str) -> bool:
        """Whether a namespace is one of those that the packs below define their terms in."""
        space = space_of(iri)
        sites = {_site(header) for header in self._material.others.instances(OWL + "Ontology")}
        return _site(space) in sites and any(space_of(term) == space for term in self._elsewhere)

    def _changed(self, iri: str) -> Iterator[Diagnostic]:
        material = self._material
        for p, values in material.own_graph.predicates(iri).items():
            for value in values:
                if value in material.others.objects(iri, p):
                    continue
                if self._changes(iri, p, value):
                    yield material.found("K206", material.at(iri, p, value), iri, what=material.short(p))

    def _changes(self, iri: str, p: str, value: object) -> bool:
        if isinstance(value, Literal):
            said = self._material.others.literals(iri, p)
            return any(other.language == value.language for other in said)
        return p not in (RDFS + "seeAlso", RDFS + "isDefinedBy") and not p.startswith(names.SKOS)

    def _two_kinds(self, iri: str) -> Iterator[Diagnostic]:
        material = self._material
        types = set(material.graph.nodes(iri, TYPE))
        pairs = (
            (CLASSES, PROPERTIES),
            ({OWL + "ObjectProperty"}, {OWL + "DatatypeProperty"}),
            ({SH + "NodeShape"}, {SH + "PropertyShape"}),
        )
        for one, other in pairs:
            a, b = sorted(types & one), sorted(types & other)
            if a and b:
                place = material.at(iri, TYPE, b[0])
                yield material.found("K207", place, iri, one=material.short(a[0]), other=material.short(b[0]))

    # --- what nothing uses

    def unused(self) -> Iterator[Diagnostic]:
        """Terms that are declared and that nothing refers to."""
        material = self._material
        used = {p for _, said in material.said() for p in (said.triple[1],)}
        used |= {p for s in material.others.subjects() for p in material.others.predicates(s)}
        for graph in (material.others, material.own_graph):
            for s in graph.subjects():
                for p, values in graph.predicates(s).items():
                    used.update(o for o in values if isinstance(o, str) and o != s and p != RDFS + "isDefinedBy")
        for iri in material.named:
            mine = iri not in self._elsewhere and iri in self._typed and iri not in material.lost
            if mine and iri not in used and iri not in _ENGINE and not self._is_of_use(iri):
                yield material.found("K203", material.at(iri), iri)

    def _is_of_use(self, iri: str) -> bool:
        graph = self._material.graph
        types = graph.nodes(iri, TYPE)
        if space_of(iri) in CUSTOMARY or not _READ_ANYWAY.isdisjoint(types):
            return True
        if not CLASSES.isdisjoint(types):
            return bool(graph.objects(iri, names.SUBCLASS) or graph.objects(iri, OWL + "equivalentClass"))
        return not PROPERTIES.isdisjoint(types) and bool(graph.objects(iri, names.SUBPROPERTY))


def texts_of(material: Material, kind: str) -> str:
    """The word for a kind of term."""
    from palermo.check import texts

    return texts.say(f"kind.{kind}", material.lang)
