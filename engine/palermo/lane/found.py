"""What was found on a case, kept under the bits that each part of it depends on."""

import re
from typing import Any, Final

from palermo.findings import OUTCOMES, CaseFindings, Finding, PersonFindings
from palermo.lane.forms import Forms, Root
from palermo.lane.lines import OWN
from palermo.lane.numbers import Numbers
from palermo.lane.parts import Made
from palermo.lane.results import CONDUCT, Model, Results, Table, Template
from palermo.names import AS, LABELLED, UNDER_INSTRUMENT
from palermo.rulebook import Rulebook
from palermo.terms import Literal
from palermo.write.as_json import line as as_json

_HOLE: Final = re.compile(r'"@@(-?[0-9]+)\.([0-9]+)@@"')
_APART: Final = "definitions-differ"
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
        if len(person.findings) != len(self._forms.definitions) or not self._testable(found, person):
            return False
        results, bits = self._results, made.bits
        templates = self._templates(made, prefix, person, tree["findings"])
        if templates is None:
            return False
        verdicts: list[int] = []
        whens: list[str] = []
        for table, (template, when) in zip(results.findings, templates, strict=True):
            table.kept.setdefault(bits & table.mask, template)
            verdicts.append(template.verdict)
            whens.append(when)
        for template, _ in templates:
            bits |= template.bits
        results.refresh(self._numbers)
        _keep(results.scope, bits, tuple(whens))
        setting = {key: said[key] for key in ("jurisdictions", "years")}
        _keep(results.setting, bits, as_json(setting)[1:-1])
        _keep(results.characteristics, bits, as_json(tree["characteristics"]))
        categories = person.established.categories, person.alleged.categories
        model = Model(as_json(tree["model"]), self._number("categories", categories))
        _keep(results.model, bits, model)
        _keep_roots(self._forms.remarks, results.remarks, tree["remarks"], bits)
        _keep_roots(self._forms.divergences, results.divergences, tree["divergences"], bits)
        apart = [entry for entry in tree["divergences"] if entry["id"] == _APART]
        results.apart.setdefault(tuple(verdicts), "".join(map(as_json, apart)))
        tested = {label.definition for label in person.labellings}
        if not tested.isdisjoint(card.id for card in self._rulebook.categories):
            results.by_category.add(bits & results.labels.mask)
        key = results.label_key(bits, tuple(verdicts), model)
        results.labels.kept.setdefault(key, as_json(tree["labellings"]).replace(prefix, OWN))
        return True

    def _testable(self, found: CaseFindings, person: PersonFindings) -> bool:
        """Whether each label is tested by definitions that were chosen, or by a category."""
        out = self._rulebook.situation(found.case).record.out
        chosen = frozenset(definition.card.id for definition in self._forms.definitions)
        categories = {card.id for card in self._rulebook.categories}
        for nodes in out.get(LABELLED, {}).values():
            for node in nodes:
                instruments = sorted(
                    v.lexical if isinstance(v, Literal) else v for v in out.get(UNDER_INSTRUMENT, {}).get(node, ())
                )
                for labelled_as in out.get(AS, {}).get(node, ()):
                    cards = self._rulebook.tests_of(str(labelled_as), next(iter(instruments), None), chosen)
                    if not {card.id for card in cards} <= chosen | categories:
                        return False
        return True

    def _templates(
        self, made: Made, prefix: str, person: PersonFindings, trees: list[Tree]
    ) -> list[tuple[Template, str]] | None:
        """Each finding as a template, and what follows from time and place; None where one names a fact that is none of
        the case's parts."""
        places = {
            name[1:-1].replace(OWN, prefix): f"@@{group}.{at}@@"
            for group, filling in made.filled.items()
            for at, name in enumerate(filling.names)
        }
        if made.frame.conduct is not None:
            places[made.frame.conduct[1:-1].replace(OWN, prefix)] = f"@@{CONDUCT}.0@@"
        try:
            return [
                self._template(finding, iri, tree, places, prefix)
                for finding, iri, tree in zip(person.findings, self._iris, trees, strict=True)
            ]
        except KeyError:
            return None

    def _template(
        self, finding: Finding, iri: str, tree: Tree, places: dict[str, str], prefix: str
    ) -> tuple[Template, str]:
        when = {key: tree.pop(key) for key in ("applicable", "applicable_because")}
        if tree["conduct"] is not None:
            tree["conduct"] = places[tree["conduct"]]
        for element in tree["elements"]:
            for key in ("facts", "indicators"):
                element[key] = [places[fact] for fact in element[key]]
        text = as_json(tree)[:-1].replace("%", "%%").replace(prefix, OWN)
        holes = tuple((int(group), int(at)) for group, at in _HOLE.findall(text))
        verdict = self._number("verdict", (finding.outcome, finding.missing))
        rank = OUTCOMES.index(finding.outcome)
        bits = self._numbers.of_atom(iri, rank == 0, rank <= 1)
        return Template(_HOLE.sub("%s", text), holes, verdict, bits), "," + as_json(when)[1:]

    def _number(self, what: str, value: object) -> int:
        return self._numbers.number(what, value)


def _keep(table: Table, bits: int, value: object) -> None:
    table.kept.setdefault(bits & table.mask, value)


def _keep_roots(roots: tuple[Root, ...], tables: list[Table], entries: list[Tree], bits: int) -> None:
    by_id = {entry["id"]: as_json(entry) for entry in entries}
    for root, table in zip(roots, tables, strict=True):
        _keep(table, bits, by_id.get(root.id, ""))
