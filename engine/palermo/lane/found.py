"""What was found on a case, kept under the bits that each part of it depends on."""

import re
from typing import Any, Final

from palermo.findings import OUTCOMES, CaseFindings, Finding
from palermo.lane.forms import Forms, Root
from palermo.lane.lines import OWN
from palermo.lane.narrow import narrow
from palermo.lane.numbers import Numbers
from palermo.lane.parts import OF_CONDUCT, Made
from palermo.lane.results import DefinitionTables, Element, Judged, Model, Results, Template, Verdict
from palermo.names import AS, LABELLED, UNDER_INSTRUMENT
from palermo.rulebook import Rulebook
from palermo.terms import Literal
from palermo.write.as_json import line as _line

_HOLE: Final = re.compile(r'"@@(-?[0-9]+)@@"')
Tree = dict[str, Any]


class Found:
    """Keeps what was found."""

    def __init__(self, rulebook: Rulebook, forms: Forms, results: Results, numbers: Numbers) -> None:
        self._rulebook, self._forms, self._results, self._numbers = rulebook, forms, results, numbers
        self._iris = [definition.card.iri for definition in forms.definitions]

    def keep(self, made: Made, prefix: str, found: CaseFindings, said: Tree) -> bool:
        """Keep each part of what was found on a case, of which ``said`` is the JSON; whether all of it could be."""
        (person,) = found.persons
        (tree,) = said["persons"]
        tests = self._tests(found)
        if len(person.findings) != len(self._forms.definitions) or tests is None:
            return False
        results, bits = self._results, made.bits
        verdicts: list[int] = []
        whens: list[str] = []
        for tables, iri, finding, own in zip(
            results.findings, self._iris, person.findings, tree["findings"], strict=True
        ):
            whens.append("," + as_json({key: own.pop(key) for key in ("applicable", "applicable_because")})[1:])
            verdict = self._verdict(finding, iri, own, made, prefix)
            elements = [self._element(element, made, prefix) for element in own["elements"]]
            if verdict is None or None in elements:
                return False
            tables.verdict.keep(bits, verdict)
            tables.basis.keep(bits, _fields({key: own[key] for key in ("basis", "caveat")}))
            for place, element in enumerate(elements):
                if element is not None:
                    self._keep_element(tables, place, *element, bits)
            verdicts.append(verdict.number)
            bits |= verdict.bits
        results.refresh(self._numbers)
        bits = results.with_circles(bits)
        results.scope.keep(bits, tuple(whens))
        setting = {key: said[key] for key in ("jurisdictions", "years")}
        results.setting.keep(bits, as_json(setting)[1:-1])
        results.characteristics.keep(bits, as_json(tree["characteristics"]))
        categories = person.established.categories, person.alleged.categories
        model = Model(f'"model":{as_json(tree["model"])}', self._number("categories", categories))
        results.model.keep(bits, model)
        _keep_roots(results.remarks, self._forms.remarks, tree["remarks"], bits)
        _keep_roots(results.divergences, self._forms.divergences, tree["divergences"], bits)
        results.tests.keep(bits, tests)
        key = results.label_key(bits, tuple(verdicts), model)
        results.labels.kept.setdefault(key, as_json(tree["labellings"]).replace(prefix, OWN))
        return True

    def _tests(self, found: CaseFindings) -> tuple[tuple[int, ...], bool] | None:
        """What tests the labels of a case: the places of definitions among those chosen, and whether a category does.
        None where a definition does that was not chosen."""
        out = self._rulebook.situation(found.case).record.out
        places = {definition.card.id: place for place, definition in enumerate(self._forms.definitions)}
        categories = {card.id for card in self._rulebook.categories}
        tests: set[str] = set()
        for nodes in out.get(LABELLED, {}).values():
            for node in nodes:
                instruments = sorted(
                    v.lexical if isinstance(v, Literal) else v for v in out.get(UNDER_INSTRUMENT, {}).get(node, ())
                )
                for labelled_as in out.get(AS, {}).get(node, ()):
                    cards = self._rulebook.tests_of(str(labelled_as), next(iter(instruments), None), frozenset(places))
                    tests.update(card.id for card in cards)
        if not tests <= places.keys() | categories:
            return None
        return tuple(sorted(places[id_] for id_ in tests & places.keys())), not tests.isdisjoint(categories)

    def _verdict(self, finding: Finding, iri: str, tree: Tree, made: Made, prefix: str) -> Verdict | None:
        """What a definition comes to."""
        head = {key: tree[key] for key in ("definition", "classification", "outcome", "conduct")}
        conduct = made.frame.conduct
        if head["conduct"] is not None:
            if not conduct or prefix + conduct[:-1] != head["conduct"]:
                return None
            head["conduct"] = _hole(OF_CONDUCT)
        rank = OUTCOMES.index(finding.outcome)
        number = self._number("verdict", (finding.outcome, finding.missing))
        self._results.outcomes[number] = finding.outcome
        return Verdict(
            _template(as_json(head)[:-1]),
            _fields({key: tree[key] for key in ("missing", "missing_alternatives")}),
            number,
            self._numbers.of_atom(iri, rank == 0, rank <= 1),
        )

    def _element(self, tree: Tree, made: Made, prefix: str) -> tuple[Element, Template] | None:
        """What an element comes to, and what points to it; None where it names a fact that is none of the case's
        parts."""
        holes = {prefix + name[:-1]: _hole(at) for at, name in made.names.items() if name}
        if not holes.keys() >= {*tree["facts"], *tree["indicators"]}:
            return None
        head = {key: tree[key] for key in ("element", "outcome", "why")} | {"facts": [holes[f] for f in tree["facts"]]}
        indicated = {"indicators": [holes[fact] for fact in tree["indicators"]]}
        end = as_json({"provision": tree["provision"]})[1:].replace("%", "%%")
        element = Element(_template(as_json(head)[:-1]), end, tree["outcome"] == OUTCOMES[0])
        return element, _template(as_json(indicated)[1:-1])

    def _keep_element(
        self, tables: DefinitionTables, place: int, element: Element, indicated: Template, bits: int
    ) -> None:
        tables.elements[place].keep(bits, element)
        if not element.is_established:
            tables.indicated[place].keep(bits, indicated)

    def _number(self, what: str, value: object) -> int:
        return self._numbers.number(what, value)


def as_json(tree: object) -> str:
    """JSON as it will be written, narrow."""
    return narrow(_line(tree))


def _hole(at: int) -> str:
    return f"@@{at}@@"


def _template(text: str) -> Template:
    """JSON with holes in it as a template."""
    escaped = text.replace("%", "%%")
    return Template(_HOLE.sub('"%s"', escaped), tuple(map(int, _HOLE.findall(escaped))))


def _fields(tree: Tree) -> str:
    """JSON without its braces as part of a template."""
    return as_json(tree)[1:-1].replace("%", "%%")


def _keep_roots(tables: list[Judged], roots: tuple[Root, ...], entries: list[Tree], bits: int) -> None:
    by_id = {entry["id"]: as_json(entry) for entry in entries}
    for root, table in zip(roots, tables, strict=True):
        table.keep(bits, by_id.get(root.id, ""))
