"""What was found on a case, kept under the bits that each part of it depends on."""

import re
from typing import Any, Final

from palermo.findings import OUTCOMES, CaseFindings, Finding, PersonFindings
from palermo.lane.forms import Forms, Root
from palermo.lane.lines import OWN
from palermo.lane.narrow import narrow
from palermo.lane.numbers import Numbers
from palermo.lane.parts import OF_CONDUCT, Made
from palermo.lane.results import Judged, Model, Results, Template, Verdict
from palermo.names import AS, LABELLED, UNDER_INSTRUMENT
from palermo.rulebook import Rulebook
from palermo.terms import Literal
from palermo.write.as_json import line as _line

_HOLE: Final = re.compile(r'"@@(-?[0-9]+)@@"')
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
            for table, element in zip(tables.elements, elements, strict=True):
                table.keep(bits, element)
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

    def _verdict(self, finding: Finding, iri: str, tree: Tree, made: Made, prefix: str) -> Verdict | None:
        """What a definition comes to."""
        head = {key: tree[key] for key in ("definition", "classification", "outcome", "conduct")}
        conduct = made.frame.conduct
        if head["conduct"] is not None:
            if not conduct or prefix + conduct[:-1] != head["conduct"]:
                return None
            head["conduct"] = _hole(OF_CONDUCT)
        rank = OUTCOMES.index(finding.outcome)
        return Verdict(
            _template(as_json(head)[:-1]),
            _fields({key: tree[key] for key in ("missing", "missing_alternatives")}),
            self._number("verdict", (finding.outcome, finding.missing)),
            self._numbers.of_atom(iri, rank == 0, rank <= 1),
        )

    def _element(self, tree: Tree, made: Made, prefix: str) -> Template | None:
        """What an element comes to; None where it names a fact that is none of the case's parts."""
        holes = {prefix + name[:-1]: _hole(at) for at, name in made.names.items() if name}
        named = [*tree["facts"], *tree["indicators"]]
        if not holes.keys() >= set(named):
            return None
        own = tree | {key: [holes[fact] for fact in tree[key]] for key in ("facts", "indicators")}
        return _template(as_json(own))

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
