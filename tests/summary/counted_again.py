"""The figures of a summary counted anew, by SPARQL over cases and over the findings that ``classify`` writes as TriG.

Nothing of ``palermo.summary`` is used. Whether the definition is met that divides an area is taken from the outcome
under the definition, and not from the categories, which is where the summary has it from. Cases may be counted in
parts: every figure is a sum over cases.
"""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

DEFINITION: Final = "un-protocol-2000"
#: The areas that are divided, and the category that names each area that has one.
DIVIDED: Final = ("m-e", "s-m-e")
NAMED: Final = {"s-m": "blue", "s-e": "red", "m-e": "green", "s-m-e": "yellow"}

_PREFIXES: Final = """
PREFIX pal: <https://w3id.org/palermo#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
_PERSON: Final = '?place a pal:Placement ; pal:view "established" ; pal:of ?p ; pal:inCase ?c'
_FINDING: Final = "?f a pal:Finding ; pal:of ?p ; pal:inCase ?c ; pal:definition ?d ; pal:outcome ?o"
_PLACE: Final = "?place a pal:Placement ; pal:of ?p ; pal:inCase ?c ; pal:view ?view ; pal:region ?region"
_MET: Final = f"""{_PLACE} . ?f a pal:Finding ; pal:of ?p ; pal:inCase ?c ; pal:definition "{DEFINITION}" ;
    pal:outcome ?o BIND (IF(?o = "established" || (?view = "alleged" && ?o = "alleged"), "met", "not-met") AS ?met)"""
#: What is worked out first, the groups of each case or person. Of several sources of a label the first in order counts;
#: it is called by its text, by the end of its name where it belongs to the case, or by its host.
_STEPS: Final = (
    "?c <urn:jurisdiction> ?v } WHERE { GRAPH ?g { ?c a pal:Case ; pal:jurisdiction ?code } BIND (STR(?code) AS ?v)",
    """?c <urn:year> ?v } WHERE { GRAPH ?g { ?c a pal:Case . ?conduct pal:startedOn ?day }
        BIND (SUBSTR(STR(?day), 1, 4) AS ?v)""",
    """?c <urn:year> ?v } WHERE { GRAPH ?g { ?c a pal:Case ; dct:date ?day }
        FILTER NOT EXISTS { GRAPH ?g { ?conduct pal:startedOn ?other } }
        FILTER (REGEX(STR(?day), "^[0-9]{4}($|-|Z|[+])")) BIND (SUBSTR(STR(?day), 1, 4) AS ?v)""",
    """?u <urn:first> ?first } WHERE { SELECT ?u (MIN(STR(?source)) AS ?first) {
        GRAPH ?h { ?u a pal:LabelFinding ; prov:wasDerivedFrom ?label } GRAPH ?g { ?label dct:source ?source }
        FILTER (?g != ?h) } GROUP BY ?u""",
    """?u <urn:source> ?v } WHERE { ?u <urn:first> ?s . GRAPH ?h { ?u pal:inCase ?c }
        BIND (REPLACE(?s, "[^#/:]*$", "") AS ?base) BIND (REPLACE(STR(?c), "[^#/:]*$", "") AS ?of)
        BIND (REPLACE(REPLACE(?s, "[ \\\\t\\\\n]+", " "), "^ | $", "") AS ?text)
        BIND (IF(!REGEX(?s, "^[A-Za-z][A-Za-z0-9+.-]*:[^ ]+$"), ?text,
              IF(?base = ?of, REPLACE(?s, "^.*[#/:]", ""),
              IF(REGEX(?s, "^https?://"), REPLACE(?s, "^https?://([^/?#]+).*$", "$1"), ?s))) AS ?v)""",
)
#: Where the key of each grouping stands.
_KEYS: Final = {
    "jurisdiction": "?c <urn:jurisdiction> ?v",
    "year": "?c <urn:year> ?v",
    "label-source": "?u a pal:LabelFinding ; pal:of ?p ; pal:inCase ?c ; <urn:source> ?v",
}


class Recount:
    """Figures by name: ``("outcome", definition, outcome)``, ``("region", view, region)`` and so on."""

    def __init__(self) -> None:
        self.figures: Counter[tuple[str, ...]] = Counter()

    def add(self, cases: Path, findings: Path) -> None:
        """Count the cases of a file (N-Quads or TriG, a graph each), with the findings on them in a TriG file."""
        store = ox.Store()
        for path in (cases, findings):
            store.bulk_load(path=str(path))
        for step in _STEPS:
            store.update(f"{_PREFIXES} INSERT {{ {step} }}")
        self._count(store, "cases", "?c a pal:Case BIND (?c AS ?p)")
        self._count(store, "persons", _PERSON)
        self._count(store, "outcome", _FINDING, "?d ?o")
        self._count(store, "missing", f'{_FINDING} ; pal:missing ?m FILTER (?o = "not-established")', "?d ?m")
        self._count(store, "region", _PLACE, "?view ?region")
        self._count(store, "region", _MET, "?view ?region ?met")
        self._count(store, "region", f"{_PLACE} ; pal:category ?category", "?view ?region ?category")
        self._count(store, "category", f"{_PLACE} ; pal:category ?category", "?view ?category")
        self._sets(store)
        for grouping, key in _KEYS.items():
            keyed = f'OPTIONAL {{ {key} }} BIND (COALESCE(?v, "") AS ?key)'
            self._count(store, grouping, f"{_PERSON} {keyed}", "?key")
            self._count(store, grouping, f"{_FINDING} {keyed}", "?key ?d ?o")

    def _sets(self, store: ox.Store) -> None:
        """Which elements are missing together."""
        where = f'{_FINDING} OPTIONAL {{ ?f pal:missing ?m }} FILTER (?o = "not-established")'
        sets: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for *of, missing in _rows(store, f"SELECT ?p ?c ?d ?m WHERE {{ {where} }}"):
            sets[tuple(of)] |= {missing} - {""}
        for (_, _, definition), lacking in sets.items():
            self.figures["set", definition, " ".join(sorted(lacking))] += 1

    def _count(self, store: ox.Store, name: str, where: str, by: str = "") -> None:
        """How many persons of cases there are, by some variables."""
        grouped = f"GROUP BY {by}" if by else ""
        distinct = f"SELECT DISTINCT ?p ?c {by} WHERE {{ {where} }}"
        for *keys, number in _rows(store, f"SELECT {by} (COUNT(*) AS ?n) WHERE {{ {{ {distinct} }} }} {grouped}"):
            self.figures[(name, *keys)] += int(number)


def _rows(store: ox.Store, query: str) -> list[list[str]]:
    solutions = store.query(_PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return [["" if term is None else str(term.value) for term in solution] for solution in solutions]  # type: ignore[union-attr]


def figures_of(tree: dict[str, Any]) -> Counter[tuple[str, ...]]:
    """The same figures as the JSON of a summary has them."""
    found: Counter[tuple[str, ...]] = Counter({("cases",): tree["cases"], ("persons",): tree["persons"]})
    for of in tree["definitions"]:
        found |= _outcomes(("outcome", of["definition"]), of)
        found |= {("missing", of["definition"], element): count for element, count in of["missing"].items()}
        for one in of["missing_sets"]:
            found["set", of["definition"], " ".join(sorted(one["missing"]))] += one["persons"]
    for view in ("established", "alleged") if tree["diagram"] else ():
        found |= _view(view, tree["diagram"][view])
    for grouping, table in tree["by"].items():
        assert table["others"] is None
        for group in table["groups"]:
            found[grouping, group["key"]] = group["persons"]
            for definition, outcomes in group["outcomes"].items():
                found |= _outcomes((grouping, group["key"], definition), outcomes)
    return found


def _outcomes(name: tuple[str, ...], tree: dict[str, Any]) -> Counter[tuple[str, ...]]:
    outcomes = ("established", "alleged", "not-established", "excluded")
    return Counter({(*name, outcome): tree[outcome.replace("-", "_")] for outcome in outcomes})


def _view(view: str, tree: dict[str, Any]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for region, counts in tree["regions"].items():
        found["region", view, region] = counts["persons"]
        assert (counts["definition_met"] is None) == (region not in DIVIDED)
        if region in DIVIDED:
            found["region", view, region, "met"] = counts["definition_met"]
            found["region", view, region, "not-met"] = counts["definition_not_met"]
        if region in NAMED:
            found["region", view, region, NAMED[region]] = counts["of_its_category"]
    for category, count in tree["categories"].items():
        found["category", view, category] = count
    return found


def comparable(figures: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The figures that both ways have, but for noughts: an area is only told to be divided where one divides it, and
    what holds in it but the category that names it stands among the categories."""
    return {name: number for name, number in figures.items() if number and not _only_counted(name)}


def _only_counted(name: tuple[str, ...]) -> bool:
    if len(name) < 4 or name[0] != "region":
        return False
    _, _, region, what = name
    return region not in DIVIDED if what in ("met", "not-met") else NAMED.get(region) != what
