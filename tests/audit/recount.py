"""The figures of an audit counted anew, by SPARQL over cases and over the findings that ``classify`` writes as TriG.

Nothing of ``palermo.audit`` is used. Cases may be counted in parts: every figure is a sum over cases.
"""

from collections import Counter
from pathlib import Path
from typing import Final

import pyoxigraph as ox

ROOT: Final = Path(__file__).resolve().parents[2]
DEFINITION: Final = "un-protocol-2000"

_PREFIXES: Final = """
PREFIX pal: <https://w3id.org/palermo#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_LABEL: Final = """
?u a pal:LabelFinding ; pal:of ?p ; pal:inCase ?c ; pal:as ?as ; prov:wasDerivedFrom ?labelling .
OPTIONAL { ?u pal:support ?said } BIND (COALESCE(?said, "untested") AS ?support)
"""
_OPEN: Final = "FILTER NOT EXISTS { ?%s pal:evidentialStatus ?s . FILTER (?s IN (pal:Refuted, pal:NotEstablished)) }"
#: What is worked out first, one after the other. A label of a classification is one of wider and equal ones too, and of
#: what is close to one of these; values that stand nearer to the person prevail; a source is called by its label, its
#: text, the end of its name where it belongs to the case, or its host.
_STEPS: Final = (
    """?p <urn:said> ?concluded } WHERE { ?l a pal:LabelFinding ; pal:of ?p ; pal:as ?as .
        ?as (skos:broader|skos:broadMatch|skos:exactMatch|^skos:exactMatch)* ?wide .
        ?wide (skos:closeMatch|^skos:closeMatch)? ?concluded""",
    f"""?p <urn:meets> ?concluded }} WHERE {{ ?f a pal:Finding ; pal:of ?p ; pal:definition "{DEFINITION}" ;
        pal:outcome "established" ; pal:classification ?concluded""",
    """?p <urn:unlabelled> true } WHERE { ?p <urn:meets> ?concluded FILTER NOT EXISTS { ?p <urn:said> ?concluded }""",
    "?p <urn:jurisdiction> ?v } WHERE { ?c pal:concerns ?p ; pal:jurisdiction ?v",
    "?p <urn:sector> ?v } WHERE { ?k pal:towards ?p ; pal:sector ?v",
    "?p <urn:sector> ?v } WHERE { ?c pal:concerns ?p ; pal:sector ?v FILTER NOT EXISTS { ?p <urn:sector> ?nearer }",
    f"""?p <urn:purpose> ?class }} WHERE {{ ?k pal:towards ?p ; pal:purpose ?fact . ?fact a ?class .
        {_OPEN.replace("%s", "k")} {_OPEN.replace("%s", "fact")}
        FILTER NOT EXISTS {{ ?fact a ?narrower . FILTER (?narrower != ?class) ?narrower rdfs:subClassOf+ ?class }}""",
    "?l <urn:source> ?v } WHERE { ?l dct:source ?s . ?l a pal:Labelling . ?s rdfs:label ?v",
    """?l <urn:source> ?v } WHERE { ?l dct:source ?s . ?l a pal:Labelling . FILTER (isLiteral(?s))
        BIND (REPLACE(STR(?s), "[ \\t\\n]+", " ") AS ?v)""",
    """?l <urn:source> ?v } WHERE { ?l dct:source ?s . ?l a pal:Labelling .
        FILTER (isIRI(?s) && STRBEFORE(STR(?s), "#") = STRBEFORE(STR(?l), "#") && CONTAINS(STR(?s), "#"))
        FILTER NOT EXISTS { ?s rdfs:label ?named } BIND (STRAFTER(STR(?s), "#") AS ?v)""",
    """?l <urn:source> ?v } WHERE { ?l dct:source ?s . ?l a pal:Labelling .
        FILTER (isIRI(?s) && STRBEFORE(STR(?s), "#") != STRBEFORE(STR(?l), "#"))
        BIND (REPLACE(STR(?s), "^https?://([^/?#]+).*$", "$1") AS ?v)""",
)
#: Where the key of each grouping stands, for a label or a person.
_KEYS: Final = {
    "source": "?labelling <urn:source> ?v",
    "instrument": "?labelling pal:underInstrument ?v",
    "classification": "?u pal:as ?v",
    "jurisdiction": "?p <urn:jurisdiction> ?v",
    "sector": "?p <urn:sector> ?v",
    "purpose": "?p <urn:purpose> ?v",
}
#: Groupings of persons as well as of labels.
OF_PERSONS: Final = ("jurisdiction", "purpose", "sector")


class Recount:
    """Figures by name: ``("all", support)``, ``("missing", element)``, ``(grouping, key, support)`` and so on."""

    def __init__(self) -> None:
        self.figures: Counter[tuple[str, ...]] = Counter()

    def add(self, cases: Path, findings: Path) -> None:
        """Count the cases of an N-Quads file, with the findings on them in a TriG file."""
        store = ox.Store()
        for path in (cases, findings, *sorted((ROOT / "ontology").rglob("*.ttl"))):
            store.bulk_extend(ox.Quad(*quad.triple) for quad in ox.parse(path=str(path), rename_blank_nodes=True))
        for step in _STEPS:
            store.update(f"{_PREFIXES} INSERT {{ {step} }}")
        unlabelled = '?u <urn:unlabelled> true BIND (?u AS ?p) BIND ("unlabelled" AS ?support)'
        self._count(store, "all", _LABEL, "?support")
        self._count(store, "missing", f'{_LABEL} ?u pal:missing ?m FILTER (?said = "unsupported")', "?m")
        self._count(store, "unlabelled", unlabelled, "")
        self._count(store, "meeting", "?u <urn:meets> ?concluded", "")
        for grouping, key in _KEYS.items():
            keyed = f'OPTIONAL {{ {key} }} BIND (COALESCE(STR(?v), "") AS ?key)'
            self._count(store, grouping, f"{_LABEL} {keyed}", "?key ?support")
            if grouping in OF_PERSONS:
                self._count(store, grouping, f"{unlabelled} {keyed}", "?key ?support")
        region = f"""?f a pal:Finding ; pal:of ?u ; pal:definition "{DEFINITION}" ; pal:classification ?concluded ;
            pal:outcome ?o . ?u <urn:said> ?concluded . ?place a pal:Placement ; pal:of ?u ; pal:view "established" ;
            pal:region ?region . BIND (IF(?o = "established", "met", "not-met") AS ?met)"""
        self._count(store, "region", region, "?region ?met")

    def _count(self, store: ox.Store, name: str, where: str, by: str) -> None:
        grouped = f"GROUP BY {by}" if by else ""
        query = f"{_PREFIXES} SELECT {by} (COUNT(DISTINCT ?u) AS ?n) WHERE {{ {where} }} {grouped}"
        solutions = store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            *keys, number = (str(term.value) for term in solution if term is not None)  # type: ignore[union-attr]
            self.figures[(name, *keys)] += int(number)


def figures_of(tree: dict[str, object]) -> Counter[tuple[str, ...]]:
    """The same figures as the JSON of an audit with nothing withheld has them."""
    found: Counter[tuple[str, ...]] = Counter()
    supports = {"supported": "supported", "if_proved": "if-proved", "unsupported": "unsupported"}
    supports |= {"contradicted": "contradicted", "untested": "untested"}
    for name, word in supports.items():
        found["all", word] = tree[name]
    for element, number in tree["missing"].items():
        found["missing", element] = number
    found["unlabelled",] = tree["established_but_unlabelled"]
    found["meeting",] = tree["persons_meeting"]
    for grouping, groups in tree["by"].items():
        for key, group in groups.items():
            for name, word in supports.items():
                found[grouping, key, word] = group[name]
            if grouping in OF_PERSONS:
                found[grouping, key, "unlabelled"] = group["established_but_unlabelled"]
    for region, counts in tree["regions"].items():
        found["region", region, "met"] = counts["definition_met"]
        found["region", region, "not-met"] = counts["definition_not_met"]
    return found
