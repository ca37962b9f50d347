"""What was found before, kept under the bits that it depends on, and put together as lines of JSON."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from palermo.lane.forms import Forms, Root
from palermo.lane.lines import OWN
from palermo.lane.numbers import Numbers
from palermo.lane.parts import CASE_LABEL, PERSON_LABEL, TITLE, Made

#: Parts of results, as numbers are given to them, beside definitions and atoms.
FRAMES: Final = "frame"
RECORDED: Final = "recorded"
SCOPE: Final = "scope"
SETTING: Final = "setting"
LABELS: Final = "labels"
#: So much is remembered that was put together.
_MOST: Final = 8192
#: In place of a group: the conduct.
CONDUCT: Final = -1


class Template(NamedTuple):
    """A finding as JSON with ``%s`` where names go, without what follows from time and place. ``holes`` say which
    names, by group and place in it; ``verdict`` numbers what labels and divergences need to know of the finding,
    ``bits`` say whether the definition holds on the two views."""

    text: str
    holes: tuple[tuple[int, int], ...]
    verdict: int
    bits: int


class Model(NamedTuple):
    """The place in the diagram as JSON, and a number for its categories."""

    text: str
    verdict: int


class Table:
    """Results of one kind by the bits that they depend on: those of its parts."""

    def __init__(self, parts: Iterable[Hashable]) -> None:
        self._parts = (FRAMES, *parts)
        self.kept: dict[Hashable, Any] = {}
        self.mask = 0

    def refresh(self, numbers: Numbers) -> None:
        """Take note of numbers given out since."""
        self.mask = 0
        for part in self._parts:
            self.mask |= numbers.mask(part)


class Results:
    """The tables of one rulebook, for one choice of definitions."""

    def __init__(self, forms: Forms, file: str) -> None:
        self._file = file
        self._width = self._remaining = 0
        #: What was put together of several results, by the bits of all.
        self._known: dict[tuple[object, ...], str] = {}
        self.findings = [Table((("definition", d.card.id), RECORDED)) for d in forms.definitions]
        self.model = _table(forms.model)
        self.characteristics = _table(forms.characteristics)
        self.remarks = [_table([root]) for root in forms.remarks]
        self.divergences = [_table([root]) for root in forms.divergences]
        self.scope, self.setting, self.labels = Table((SCOPE,)), Table((SETTING,)), Table((LABELS, SCOPE))
        #: What is said of definitions that part, by their verdicts.
        self.apart: dict[tuple[int, ...], str] = {}
        #: The labels that a category tests, by their bits: for these, the place in the diagram counts.
        self.by_category: set[int] = set()
        self._tables = [
            *self.findings, *self.remarks, *self.divergences,
            self.model, self.characteristics, self.scope, self.setting, self.labels,
        ]  # fmt: skip

    def refresh(self, numbers: Numbers) -> None:
        """Take note of the fields of numbers that were given out since."""
        if numbers.width != self._width:
            self._width = numbers.width
            self._known.clear()
            for table in self._tables:
                table.refresh(numbers)
            self._remaining = 0
            for table in (*self.remarks, *self.divergences):
                self._remaining |= table.mask

    def label_key(self, bits: int, verdicts: tuple[int, ...], model: Model) -> tuple[int, tuple[int, ...], int]:
        """What the labels of a case come to depends on this."""
        own = bits & self.labels.mask
        return own, verdicts, model.verdict if own in self.by_category else 0

    def line(self, made: Made, prefix: str) -> str | None:
        """The findings on a case as a line of JSON; None where a result is not there yet."""
        bits, filled, frame, spoken = made.bits, made.filled, made.frame, made.spoken
        scope = self.scope.kept.get(bits & self.scope.mask)
        if scope is None or "" in spoken.values():
            return None
        findings: list[str] = []
        verdicts: list[int] = []
        for table, when in zip(self.findings, scope, strict=True):
            template = table.kept.get(bits & table.mask)
            if template is None:
                return None
            names = [filled[group].names[at] if group >= 0 else frame.conduct for group, at in template.holes]
            findings.append(template.text % tuple(names) + when)
            verdicts.append(template.verdict)
            bits |= template.bits
        model = self.model.kept.get(bits & self.model.mask)
        setting = self.setting.kept.get(bits & self.setting.mask)
        characteristics = self.characteristics.kept.get(bits & self.characteristics.mask)
        if model is None or setting is None or characteristics is None:
            return None
        outcomes = tuple(verdicts)
        rest = self._rest(bits, outcomes, model)
        if rest is None:
            return None
        label = spoken.get(TITLE) or spoken.get(CASE_LABEL, "null")
        return (
            f'{{"case":{frame.case},"label":{label},"file":{self._file},{setting},"persons":[{{"person":{frame.person},'
            f'"label":{spoken.get(PERSON_LABEL, "null")},"characteristics":{characteristics},'
            f'"findings":[{",".join(findings)}],"model":{model.text},{rest}}}]}}'
        ).replace(OWN, prefix)

    def _rest(self, bits: int, verdicts: tuple[int, ...], model: Model) -> str | None:
        """Remarks, labellings and divergences as JSON; None where one is not there yet."""
        labels = self.label_key(bits, verdicts, model)
        key = (bits & self._remaining, labels)
        found = self._known.get(key)
        if found is not None:
            return found
        remarks = [table.kept.get(bits & table.mask) for table in self.remarks]
        divergences = [table.kept.get(bits & table.mask) for table in self.divergences]
        divergences.append(self.apart.get(verdicts))
        labellings = self.labels.kept.get(labels)
        if None in remarks or None in divergences or labellings is None:
            return None
        made = (
            f'"remarks":[{",".join(filter(None, remarks))}],"labellings":{labellings},'
            f'"divergences":[{",".join(filter(None, divergences))}]'
        )
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = made
        return made


def _table(roots: Sequence[Root]) -> Table:
    """A table of what depends on whether these shapes hold."""
    atoms = (atom for root in roots for atom in root.atoms)
    return Table((*atoms, *(definition for root in roots for definition in root.definitions)))
