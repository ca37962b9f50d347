"""What was found before, kept under the bits that it depends on, and put together as lines of JSON."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from palermo.lane.forms import Definition, Forms, Root
from palermo.lane.lines import OWN
from palermo.lane.numbers import Numbers
from palermo.lane.parts import CASE_LABEL, PERSON_LABEL, TITLE, Frame
from palermo.lane.reads import Formula, Test

#: Parts of results, as numbers are given to them, beside atoms; the first four are of a definition.
VERDICT: Final = "verdict"
ELEMENT: Final = "element"
INDICATED: Final = "indicated"
BASIS: Final = "basis"
FRAMES: Final = "frame"
RECORDED: Final = "recorded"
SCOPE: Final = "scope"
SETTING: Final = "setting"
LABELS: Final = "labels"
#: So much is remembered that was put together.
_MOST: Final = 32_768
_Value = TypeVar("_Value")
#: Gives for each text the same string, so that what is often needed lies together in memory.
Same = Callable[[str], str]


class Template(NamedTuple):
    """A piece of JSON with ``%s`` where names go; ``holes`` say which names (``palermo.lane.parts.hole``)."""

    text: str
    holes: tuple[int, ...]


_NO_INDICATORS: Final = Template('"indicators":[]', ())


class Verdict(NamedTuple):
    """What a definition comes to, as JSON: what stands before its elements, and what is missing. ``number`` is one for
    what labels and divergences need to know of it, ``bits`` say whether the definition holds on the two views."""

    head: Template
    missing: str
    number: int
    bits: int


class Element(NamedTuple):
    """What an element comes to, as JSON up to its indicators, and what follows these. They are none where the element
    is established."""

    head: Template
    end: str
    is_established: bool


class Findings(NamedTuple):
    """A finding without what follows from time and place: the parts of its JSON, where after each but the last two are
    left open for a name, the case's prefix and the rest; which names; and its verdict."""

    parts: list[str]
    holes: tuple[int, ...]
    verdict: Verdict


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

    def get(self, bits: int) -> Any:
        """What is kept for a case with these bits, None where nothing is."""
        return self.kept.get(bits & self.mask)

    def keep(self, bits: int, value: object) -> None:
        """Keep a result for cases with these bits, unless one is there."""
        self.kept.setdefault(bits & self.mask, value)

    def refresh(self, numbers: Numbers) -> None:
        """Take note of numbers given out since."""
        self.mask = 0
        for part in self._parts:
            self.mask |= numbers.mask(part)


class Judged(Table):
    """What is said where certain shapes hold on the one view and the other. Whether they do is worked out by their
    formulas, and then kept."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self._leaves = tuple(leaf for root in roots for leaf in (*root.atoms, *root.wholes))
        super().__init__(self._leaves)
        self._roots = tuple(roots)
        self._tests: list[Test] = []
        self._said: dict[tuple[bool, ...], Any] = {}

    def refresh(self, numbers: Numbers) -> None:
        """Take note of numbers given out since."""
        super().refresh(numbers)
        at = {leaf: numbers.atom_bits(leaf) or (0, 0) for leaf in self._leaves}
        self._tests = [root.formula.test(at, view) for view in (0, 1) for root in self._roots]

    def get(self, bits: int) -> Any:
        """What is said of a case with these bits, None where it was not yet."""
        found = self.kept.get(bits & self.mask)
        if found is None:
            found = self._said.get(self._truths(bits))
            if found is not None:
                self.kept[bits & self.mask] = found
        return found

    def keep(self, bits: int, value: object) -> None:
        """Keep what is said of a case with these bits, unless that is there."""
        if bits & self.mask not in self.kept:
            self.kept[bits & self.mask] = self._said.setdefault(self._truths(bits), value)

    def _truths(self, bits: int) -> tuple[bool, ...]:
        return tuple([test(bits) for test in self._tests])


class Circle(Judged):
    """Whether a circle of the diagram holds on the two views, as bits."""

    def __init__(self, root: Root) -> None:
        super().__init__([root])
        self._iri = root.iri
        self._own: tuple[int, int] | None = None
        #: The bits that it may give.
        self.own = 0

    def refresh(self, numbers: Numbers) -> None:
        """Take note of numbers given out since."""
        super().refresh(numbers)
        if self._own is None:
            numbers.of_atom(self._iri, False, False)
            self._own = numbers.atom_bits(self._iri)
            self.own = numbers.mask(self._iri)

    def get(self, bits: int) -> int:
        """The bits for a case with these bits."""
        found: int | None = self.kept.get(bits & self.mask)
        if found is None and self._own is not None:
            found = 0
            for holds, bit in zip(self._truths(bits), self._own, strict=True):
                found |= bit if holds else 0
            self.kept[bits & self.mask] = found
        return found or 0


class DefinitionTables:
    """The findings under one definition: their verdicts, their elements, what they rest on, and all together."""

    def __init__(self, definition: Definition) -> None:
        id_ = definition.card.id
        self.verdict = Table(((VERDICT, id_),))
        of_elements = [((ELEMENT, id_, at), (INDICATED, id_, at)) for at, _ in enumerate(definition.elements)]
        self.elements = [Table((element,)) for element, _ in of_elements]
        self.indicated = [Table((indicated,)) for _, indicated in of_elements]
        self.basis = Table(((BASIS, id_), RECORDED))
        self.whole = Table(((VERDICT, id_), *(part for parts in of_elements for part in parts), (BASIS, id_), RECORDED))

    def tables(self) -> tuple[Table, ...]:
        """All of them."""
        return self.verdict, *self.elements, *self.indicated, self.basis, self.whole

    def finding(self, bits: int, same: Same) -> Findings | None:
        """The finding on a case, put together from parts; None where one is not there yet. Texts that are alike are
        taken from ``same``."""
        found: Findings | None = self.whole.get(bits)
        if found is None:
            verdict, basis = self.verdict.get(bits), self.basis.get(bits)
            elements = [self._element(place, bits) for place in range(len(self.elements))]
            if verdict is None or basis is None or None in elements:
                return None
            told = [element for element in elements if element is not None]
            text = f'{verdict.head.text},"elements":[{",".join(e.text for e in told)}],{verdict.missing},{basis}'
            holes = (*verdict.head.holes, *(hole for element in told for hole in element.holes))
            found = Findings([*map(same, _parts(text))], holes, verdict)
            self.whole.keep(bits, found)
        return found

    def _element(self, place: int, bits: int) -> Template | None:
        """What one of the elements comes to, with what points to it; None where either is not there yet."""
        element: Element | None = self.elements[place].get(bits)
        if element is None:
            return None
        head, end, is_established = element
        indicated: Template | None = _NO_INDICATORS if is_established else self.indicated[place].get(bits)
        if indicated is None:
            return None
        return Template(f"{head.text},{indicated.text},{end}", head.holes + indicated.holes)


def _parts(text: str) -> list[str]:
    """The parts of a template between its names, with two places after each but the last."""
    first, *rest = text.split('"%s"')
    parts = [first.replace("%%", "%")]
    for part in rest:
        parts[-1] += '"'
        parts += ["", "", part.replace("%%", "%")]
    return parts


class Setting(NamedTuple):
    """What time, place and the person alone come to, as JSON: for each definition whether it was law, jurisdictions and
    years, characteristics."""

    whens: tuple[str, ...]
    case: str
    person: str


class Diagram(NamedTuple):
    """The bits that say which circles hold, and the place in the diagram."""

    bits: int
    model: Model


class Memo(dict[Hashable, Any]):
    """What was put together of several results, by the bits of ``mask``; forgotten when it gets too much."""

    def __init__(self) -> None:
        super().__init__()
        self.mask = 0

    def put(self, key: Hashable, value: _Value) -> _Value:
        """Remember a value, and give it back."""
        if len(self) >= _MOST:
            self.clear()
        self[key] = value
        return value


class Results:
    """The tables of one rulebook, for one choice of definitions. ``differ`` says as JSON how definitions with certain
    outcomes part, an empty string where they do not."""

    def __init__(self, forms: Forms, file: str, differ: Callable[[Sequence[str]], str]) -> None:
        self._file, self._differ = f',"file":{file}', differ
        self._width = self._of_circles = 0
        self._settings, self._diagrams, self._remarked, self._ends = Memo(), Memo(), Memo(), Memo()
        self._apart = Memo()
        self._texts: dict[str, str] = {}
        self.findings = [DefinitionTables(definition) for definition in forms.definitions]
        self.circles = [Circle(root) for root in forms.circles]
        self.model, self.characteristics = (
            Judged((*_as_wholes(forms.circles), *forms.categories)),
            Judged(forms.characteristics),
        )
        self.remarks = [Judged([root]) for root in forms.remarks]
        self.divergences = [Judged([root]) for root in forms.divergences]
        self.scope, self.setting, self.labels = Table((SCOPE,)), Table((SETTING,)), Table((LABELS, SCOPE))
        #: What tests the labels of a case: the places of definitions among those chosen, and whether a category does.
        self.tests = Table((LABELS,))
        #: The outcomes of definitions, by the numbers of their verdicts.
        self.outcomes: dict[int, str] = {}
        self._tables: list[Table] = [
            *(table for tables in self.findings for table in tables.tables()), *self.circles,
            *self.remarks, *self.divergences, self.model, self.characteristics, self.scope, self.setting, self.labels,
            self.tests,
        ]  # fmt: skip

    def refresh(self, numbers: Numbers) -> None:
        """Take note of the fields of numbers that were given out since."""
        if numbers.width == self._width:
            return
        self._width = numbers.width
        for table in self._tables:
            table.refresh(numbers)
        self._of_circles = _masks(circle.own for circle in self.circles)
        for memo, tables in (
            (self._settings, [self.scope, self.setting, self.characteristics]),
            (self._diagrams, [*self.circles, self.model]),
            (self._remarked, self.remarks),
            (self._ends, [*self.divergences, self.labels, self.tests]),
        ):
            memo.clear()
            memo.mask = _masks(table.mask for table in tables)

    def with_circles(self, bits: int) -> int:
        """The bits of a case with those that say which circles hold."""
        for circle in self.circles:
            bits |= circle.get(bits)
        return bits

    def label_key(self, bits: int, verdicts: tuple[int, ...], model: Model) -> tuple[int, tuple[int, ...], int] | None:
        """What the labels of a case come to depends on this: on the verdicts of the definitions that test them, and on
        its categories where one tests them. None where it is not known what tests them."""
        tests: tuple[tuple[int, ...], bool] | None = self.tests.get(bits)
        if tests is None:
            return None
        places, by_category = tests
        own = tuple([verdicts[place] for place in places])
        return bits & self.labels.mask, own, model.verdict if by_category else 0

    def line(
        self, frame: Frame, names: dict[int, str], bits: int, spoken: dict[int, str], prefix: str
    ) -> list[str] | None:
        """The findings on a case as the parts of a line of JSON, with its end; None where a result is not there yet.
        ``names`` are those of its nodes by their holes, ``bits`` those of its parts; ``spoken`` is what it says in its
        own words, as JSON, by what it is."""
        setting = self._settings.get(bits & self._settings.mask) or self._setting(bits)
        if setting is None:
            return None
        label = spoken.get(TITLE) or spoken.get(CASE_LABEL, "null")
        line = [
            '{"case":"', prefix, frame.case, ',"label":', label, self._file, setting.case,
            ',"persons":[{"person":"', prefix, frame.person,
            ',"label":', spoken.get(PERSON_LABEL, "null"), setting.person,
        ]  # fmt: skip
        verdicts: list[int] = []
        for tables, when in zip(self.findings, setting.whens, strict=True):
            whole = tables.whole
            found = whole.kept.get(bits & whole.mask) or tables.finding(bits, self._one)
            if found is None:
                return None
            parts, holes, verdict = found
            parts = parts.copy()
            parts[1::3] = [prefix] * len(holes)
            parts[2::3] = map(names.__getitem__, holes)
            line += parts
            line.append(when)
            verdicts.append(verdict.number)
            bits |= verdict.bits
        diagram = self._diagrams.get(bits & self._diagrams.mask) or self._diagram(bits)
        if diagram is None:
            return None
        bits |= diagram.bits
        remarks = self._remarked.get(bits & self._remarked.mask) or self._remarks(bits)
        end = self._end(bits, tuple(verdicts), diagram.model)
        if remarks is None or end is None:
            return None
        line += (diagram.model.text, remarks, end.replace(OWN, prefix) if OWN in end else end)
        return line

    def _setting(self, bits: int) -> Setting | None:
        """What time, place and the person alone come to; None where some of it is not there yet."""
        whens, case = self.scope.get(bits), self.setting.get(bits)
        characteristics = self.characteristics.get(bits)
        if whens is None or case is None or characteristics is None:
            return None
        *most, last = whens
        said = Setting(
            (*(f"{when}," for when in most), f"{last}],"),
            f",{case}",
            f',"characteristics":{characteristics},"findings":[',
        )
        return self._settings.put(bits & self._settings.mask, said)

    def _diagram(self, bits: int) -> Diagram | None:
        """Which circles hold, and the place in the diagram; None where that was not told yet."""
        circles = self.with_circles(bits) & self._of_circles
        model = self.model.get(bits | circles)
        return None if model is None else self._diagrams.put(bits & self._diagrams.mask, Diagram(circles, model))

    def _remarks(self, bits: int) -> str | None:
        """Remarks as JSON; None where one is not there yet."""
        remarks = [table.get(bits) for table in self.remarks]
        if None in remarks:
            return None
        text = f',"remarks":[{",".join(filter(None, remarks))}]'
        return self._remarked.put(bits & self._remarked.mask, self._one(text))

    def _end(self, bits: int, verdicts: tuple[int, ...], model: Model) -> str | None:
        """Labellings and divergences as JSON, and the end of the line; None where one is not there yet."""
        key = (bits & self._ends.mask, verdicts, model.verdict)
        found: str | None = self._ends.get(key)
        if found is not None:
            return found
        divergences = [table.get(bits) for table in self.divergences]
        divergences.append(self._differing(verdicts))
        labellings = self.labels.kept.get(self.label_key(bits, verdicts, model))
        if None in divergences or labellings is None:
            return None
        text = f',"labellings":{labellings},"divergences":[{",".join(filter(None, divergences))}]}}]}}\n'
        return self._ends.put(key, self._one(text))

    def _one(self, text: str) -> str:
        if len(self._texts) >= _MOST:
            self._texts.clear()
        return self._texts.setdefault(text, text)

    def _differing(self, verdicts: tuple[int, ...]) -> str:
        found: str | None = self._apart.get(verdicts)
        if found is None:
            found = self._apart.put(verdicts, self._differ([self.outcomes[verdict] for verdict in verdicts]))
        return found


def _masks(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _as_wholes(roots: Iterable[Root]) -> Iterator[Root]:
    """Shapes that are judged as a whole elsewhere."""
    for root in roots:
        yield Root(root.iri, root.id, Formula("whole", (root.iri,)), (), (root.iri,))
