"""What terms say of themselves: labels, definitions, citations; in which languages; what is still to be filled in."""

import re
from collections.abc import Iterator
from typing import Final

from palermo import names
from palermo.check.diagnostic import Diagnostic
from palermo.check.material import Material
from palermo.check.prefixes import CUSTOMARY
from palermo.check.terms import CLASSES, PROPERTIES, SHAPES
from palermo.names import DCT, DEFINITION_TEXT, ELI, LABEL, OWL, PART_OF, SH, SKOS, SOURCE, TYPE
from palermo.split.pack_terms import space_of
from palermo.terms import Literal, is_blank

INSTRUMENT: Final = ELI + "LegalResource"
SUBDIVISION: Final = ELI + "LegalResourceSubdivision"
_CITED: Final = frozenset({INSTRUMENT, SUBDIVISION, DCT + "BibliographicResource"})
#: What reports show by its label, and explain by its definition.
_JUDGED: Final = frozenset(
    {
        names.DEFINITION_CLASS, names.ELEMENT_CLASS, names.CIRCLE_CLASS, names.CATEGORY_CLASS,
        names.CHARACTERISTIC_CLASS, names.REMARK_CLASS, names.DIVERGENCE_CLASS,
    }
)  # fmt: skip
_DEFINED: Final = (
    CLASSES | PROPERTIES | _JUDGED | {names.CLASSIFICATION_CLASS, names.NOT_ENCODED_CLASS, names.REGION_CLASS}
)
_EXPLAINED: Final = _DEFINED - {names.ELEMENT_CLASS}
#: What says nothing to a reader: a header, a template whose label is its text.
_SILENT: Final = frozenset({OWL + "Ontology", names.WORDING_CLASS, names.MEMBERSHIP_CLASS, names.CASE})
_TEXTS: Final = frozenset(
    {LABEL, DEFINITION_TEXT, names.TITLE, names.DESCRIPTION, names.QUESTION, SH + "message", SH + "description"}
) | {SKOS + n for n in ("prefLabel", "altLabel", "scopeNote", "note", "editorialNote", "example", "changeNote")}
_ONE_EACH: Final = (LABEL, DEFINITION_TEXT, SH + "message", names.TITLE, names.QUESTION)
_TO_FILL: Final = re.compile(r"\bFILL[ _-]?IN\b|\bTODO\b|\bXXX\b")
_UNVERIFIED: Final = "unverified"


def problems(material: Material, counted: frozenset[str]) -> Iterator[Diagnostic]:
    """What is missing in what terms say of themselves. ``counted`` are the classes that elements ask for."""
    judge = _Descriptions(material, counted)
    for iri in material.named:
        if iri not in material.lost and not judge.is_elsewhere(iri):
            yield from judge.of(iri)
    yield from judge.languages()
    yield from _strings(material)


class _Descriptions:
    """Judges what terms say of themselves."""

    def __init__(self, material: Material, counted: frozenset[str]) -> None:
        self._material, self._counted = material, counted
        self._types = {s: frozenset(material.graph.nodes(s, TYPE)) for s in material.named}

    def is_elsewhere(self, iri: str) -> bool:
        """Whether what the term is stands elsewhere, so that its words are not missing here."""
        return not self._types[iri] or bool(self._material.others.nodes(iri, TYPE))

    def of(self, iri: str) -> Iterator[Diagnostic]:
        """What one term lacks."""
        material, types = self._material, self._types[iri]
        if not types.isdisjoint(_SILENT) or self._is_quality(iri, types) or space_of(iri) in CUSTOMARY:
            return
        place = material.at(iri)
        texts = material.graph.texts(iri, LABEL)
        if not texts and types.isdisjoint(_CITED):
            yield material.found("K301", place, iri)
        if not types.isdisjoint(_EXPLAINED) and not material.graph.texts(iri, DEFINITION_TEXT):
            yield material.found("K302", place, iri)
        if self._wants_citation(iri, types) and not material.graph.objects(iri, SOURCE):
            yield material.found("K303", place, iri)
        yield from self._cited(iri, types)
        yield from self._verified(iri)

    def _is_quality(self, iri: str, types: frozenset[str]) -> bool:
        """A quality shape speaks by its message and code, which are checked apart."""
        graph = self._material.graph
        targets = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
        return types <= SHAPES and any(graph.objects(iri, SH + t) for t in targets)

    def _wants_citation(self, iri: str, types: frozenset[str]) -> bool:
        """Whether a term is one of the law: a class that a definition counts or one below it, or what one concludes."""
        if names.CLASSIFICATION_CLASS in types:
            return True
        if types.isdisjoint(CLASSES):
            return False
        return not self._counted.isdisjoint(self._material.classes.get(iri, frozenset((iri,))))

    def _cited(self, iri: str, types: frozenset[str]) -> Iterator[Diagnostic]:
        """What provisions, instruments and works lack, which reports cite."""
        material = self._material
        if types.isdisjoint(_CITED):
            return
        if not material.graph.texts(iri, LABEL):
            yield material.found("K304", material.at(iri), iri)
        if SUBDIVISION in types and not self._is_of_instrument(iri):
            yield material.found("K305", material.at(iri), iri)

    def _is_of_instrument(self, iri: str) -> bool:
        seen, waiting = {iri}, [iri]
        while waiting:
            for above in self._material.graph.nodes(waiting.pop(), PART_OF):
                types = self._material.graph.nodes(above, TYPE)
                if INSTRUMENT in types or not types:  # of one without type something else is told
                    return True
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return False

    def _verified(self, iri: str) -> Iterator[Diagnostic]:
        material = self._material
        if material.graph.lexical(iri, names.VERIFIED) in ("false", "0"):
            notes = material.graph.literals(iri, names.EDITORIAL_NOTE)
            if not any(note.lexical.startswith(_UNVERIFIED) for note in notes):
                yield material.found("K310", material.at(iri, names.VERIFIED), iri)

    def languages(self) -> Iterator[Diagnostic]:
        """Labels that are missing in a language that most of the labels have; two terms that are called the same."""
        material = self._material
        labels = {
            iri: material.own_graph.literals(iri, LABEL)
            for iri in material.named
            if self._types[iri].isdisjoint(_SILENT) and material.own_graph.literals(iri, LABEL)
        }
        counted: dict[str, int] = {}
        for literals in labels.values():
            for language in {literal.language for literal in literals if literal.language}:
                counted[language] = counted.get(language, 0) + 1
        usual = [language for language, count in sorted(counted.items()) if 2 * count >= len(labels)]
        for iri, literals in labels.items():
            have = {literal.language for literal in literals}
            for language in usual:
                if language not in have and have != {None} and not self.is_elsewhere(iri):
                    yield material.found("K306", material.at(iri, LABEL), iri, language=language)
        yield from self._same()

    def _same(self) -> Iterator[Diagnostic]:
        """Classes that carry the label of another class."""
        material = self._material
        carriers: dict[tuple[str, str | None], str] = {}
        for graph in (material.others, material.own_graph):
            for iri in [n for cls in sorted(CLASSES) for n in graph.instances(cls) if not is_blank(n)]:
                for label in graph.literals(iri, LABEL):
                    other = carriers.setdefault((label.lexical.lower(), label.language), iri)
                    if other != iri and graph is material.own_graph:
                        place = material.at(iri, LABEL, label)
                        yield material.found("K311", place, iri, label=label.lexical, other=material.short(other))


def _strings(material: Material) -> Iterator[Diagnostic]:
    """What is wrong with texts as texts: no language, two in one language, something still to be filled in."""
    seen: set[tuple[str, str, str | None]] = set()
    for file, said in material.said():
        s, p, o = said.triple
        if _TO_FILL.search(o.lexical if isinstance(o, Literal) else o):
            yield material.found("K309", file.place(said.at[2]), material.owner(s), property=material.short(p))
        if not isinstance(o, Literal):
            continue
        if p in _TEXTS and not o.language:
            yield material.found("K307", file.place(said.at[2]), material.owner(s), property=material.short(p))
        if p in _ONE_EACH and o.language:
            key = (s, p, o.language)
            if key in seen or _elsewhere(material, key):
                yield material.found(
                    "K308", file.place(said.at[2]), material.owner(s), property=material.short(p), language=o.language
                )
            seen.add(key)


def _elsewhere(material: Material, key: tuple[str, str, str | None]) -> bool:
    s, p, language = key
    return any(literal.language == language for literal in material.others.literals(s, p))
