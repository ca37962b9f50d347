"""The diagram of three circles with a number in each area, as a drawing.

Areas differ by pattern as well as by colour. An area whose overlap asks that a definition is met is divided by a line:
above it those for whom the definition is met, below it, without pattern, those for whom it is not.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from palermo.rulebook import Card
from palermo.summary.figures import Area, View
from palermo.write.drawing import WIDTH, Drawing, Sheet, paragraph, xml
from palermo.write.summary.report import Names

_RADIUS: Final = 122
_CENTRES: Final = ((139, 142), (261, 142), (200, 248))
_HEIGHT: Final = 378
_STEP: Final = 17
_NAME, _NUMBER, _WORD, _COLOUR = 15, 17, 14, 13


class _Colour(NamedTuple):
    """How an area looks, on a light page and on a dark one: its ground, and the lines of its pattern."""

    ground: str
    lines: str
    dark_ground: str
    dark_lines: str
    pattern: str


_LEVEL, _SLANTED, _DOTTED, _UPRIGHT = (
    "M0 3.5H7", "M-1 1L1 -1M-1 8L8 -1M6 8L8 6", "M2.5 3.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0", "M3.5 0V7",
)  # fmt: skip
_COLOURS: Final = {
    "blue": _Colour("#a6caf3", "#4f86c6", "#1c4270", "#5f94cf", _LEVEL),
    "red": _Colour("#f2a797", "#b9553f", "#722c1f", "#c9705c", _SLANTED),
    "green": _Colour("#b9e0b4", "#3f8a46", "#245229", "#6fb875", _DOTTED),
    "yellow": _Colour("#ffe566", "#b08f14", "#665400", "#b39a2e", _UPRIGHT),
}
_OTHER: Final = _Colour("#e4e4e4", "#8a8a8a", "#3a3f46", "#8a8a8a", _SLANTED)
_PLAIN, _DARK_PLAIN = "#fafafa", "#23272c"


class _Spot(NamedTuple):
    """Where letters stand in an area: the middle of its upper and lower part, the line of the first letters, and the
    height at which it is divided."""

    upper: int
    lower: int
    first: int
    divided: int


#: By the circles that an area lies within, in the order of the rulebook.
_SPOTS: Final = {
    (0,): _Spot(76, 76, 106, 0),
    (1,): _Spot(324, 324, 106, 0),
    (2,): _Spot(200, 200, 288, 0),
    (0, 1): _Spot(200, 200, 76, 92),
    (0, 2): _Spot(125, 135, 214, 226),
    (1, 2): _Spot(281, 268, 186, 224),
    (0, 1, 2): _Spot(200, 200, 149, 191),
}


def drawable(names: Names) -> bool:
    """Whether the rulebook has a diagram that this module can draw: of three circles."""
    return len({circle.id for card in names.areas.cards for circle in card.circles}) == len(_CENTRES)


def diagram(names: Names, view: View, notes: Sequence[str]) -> Drawing:
    """The drawing of one view; ``notes`` are sentences to stand below."""
    return _Diagram(names, view).drawing(notes)


class _Part(NamedTuple):
    """An area: its figures, where it is, and the category that names it."""

    area: Area
    circles: tuple[int, ...]
    category: Card | None

    @property
    def look(self) -> _Colour:
        return _COLOURS.get(self.category.id, _OTHER) if self.category else _OTHER


class _Diagram:
    def __init__(self, names: Names, view: View) -> None:
        self._names, self._say, self._view = names, names.words.say, view
        self._sheet = Sheet(f"diagram-{view.view}")
        cards = {card.id: card for card in names.areas.cards}
        circles = max((card.circles for card in cards.values()), key=len)
        at = {circle.id: index for index, circle in enumerate(circles)}
        self._circles = circles
        self._parts = [
            _Part(area, tuple(at[circle.id] for circle in cards[area.region].circles), cards[area.region].category)
            for area in view.areas
            if area.region in cards
        ]

    def drawing(self, notes: Sequence[str]) -> Drawing:
        """Title, circles, and what the colours and numbers stand for."""
        sheet, say = self._sheet, self._say
        title = say("summary.diagram")
        sheet.title(title)
        sheet.note(say("summary.view." + self._view.view) + ".")
        sheet.skip(8)
        self._define()
        sheet.parts += [f'<g transform="translate(0 {sheet.y:.0f})">', *self._circled(), *self._lettered(), "</g>"]
        sheet.skip(_HEIGHT + 8)
        for part in self._named():
            sheet.beside(self._swatch(part), self._legend(part))
            sheet.skip(4)
        for note in notes:
            sheet.skip(4)
            sheet.note(note)
        told = [say("summary.view." + self._view.view) + ":", *map(self._told, self._parts)]
        told += [self._legend(part) + "." for part in self._named()]
        return sheet.drawing(title, " ".join([*told, *notes]), self._dark())

    # --- circles

    def _define(self) -> None:
        id_, sheet = self._sheet.id, self._sheet
        for index in range(len(_CENTRES)):
            sheet.defined.append(f'<clipPath id="{id_}-in-{index}">{_circle(index)}</clipPath>')
        for part in self._parts:
            if part.category:
                sheet.defined.append(
                    f'<pattern id="{id_}-{part.category.id}" width="7" height="7" patternUnits="userSpaceOnUse">'
                    f'<path class="lines-{part.category.id}" d="{part.look.pattern}" fill="none"'
                    f' stroke="{part.look.lines}"/></pattern>'
                )
            if part.area.met is not None:
                above = _SPOTS[part.circles].divided
                box = f'<rect width="{WIDTH}" height="{above}"/>'
                sheet.defined.append(f'<clipPath id="{id_}-above-{above}">{box}</clipPath>')

    def _circled(self) -> Iterator[str]:
        """The circles, and over them the areas in which two and then three of them meet."""
        for index in range(len(_CENTRES)):
            yield _circle(index, f' class="plain" fill="{_PLAIN}"')
        for part in sorted(self._parts, key=lambda part: len(part.circles)):
            if len(part.circles) > 1:
                yield from self._overlap(part)
        for index in range(len(_CENTRES)):
            yield _circle(index, ' class="frame" fill="none" stroke="#333333" stroke-width="1.6"')

    def _overlap(self, part: _Part) -> Iterator[str]:
        *others, last = part.circles
        yield "".join(f'<g clip-path="url(#{self._sheet.id}-in-{index})">' for index in others)
        if part.area.met is None:
            yield from self._filled(part, last)
        else:
            above = _SPOTS[part.circles].divided
            yield _circle(last, f' class="plain" fill="{_PLAIN}"')
            yield f'<g clip-path="url(#{self._sheet.id}-above-{above})">'
            yield from self._filled(part, last)
            yield "</g>"
            yield f'<g clip-path="url(#{self._sheet.id}-in-{last})"><path class="frame" d="M0 {above}H{WIDTH}"'
            yield ' stroke="#333333" stroke-width="1.6" stroke-dasharray="5 3"/></g>'
        yield "</g>" * len(others)

    def _filled(self, part: _Part, index: int) -> Iterator[str]:
        name = part.category.id if part.category else "other"
        yield _circle(index, f' class="ground-{name}" fill="{part.look.ground}"')
        if part.category:
            yield _circle(index, f' fill="url(#{self._sheet.id}-{name})"')

    # --- letters

    def _lettered(self) -> Iterator[str]:
        yield '<g text-anchor="middle">'
        for part in self._parts:
            if not part.circles:
                yield from self._outside(part)
            elif len(part.circles) == 1:
                yield from self._one(part)
            else:
                yield from self._several(part)
        yield "</g>"

    def _outside(self, part: _Part) -> Iterator[str]:
        lines = paragraph(self._names.area(part.area.region), 118, 8.6)
        top = _HEIGHT - _STEP * len(lines) - 8
        for at, line in enumerate(lines):
            yield _at(66, top + _STEP * at, line, _NAME)
        yield _at(66, _HEIGHT - 4, f"{part.area.persons:,}", _NUMBER, bold=True)

    def _one(self, part: _Part) -> Iterator[str]:
        spot = _SPOTS[part.circles]
        lines = paragraph(self._names.words.label(self._circles[part.circles[0]].iri), 112, 8.6)
        for at, line in enumerate(lines):
            yield _at(spot.upper, spot.first + _STEP * at, line, _NAME)
        number = f"{part.area.persons:,}"
        yield _at(spot.upper, spot.first + _STEP * len(lines) + 4, number, _NUMBER, bold=True)

    def _several(self, part: _Part) -> Iterator[str]:
        spot, y = _SPOTS[part.circles], _SPOTS[part.circles].first
        name, ground = (part.category.id if part.category else "other"), part.look.ground
        halo = f' class="ink halo-{name}" stroke="{ground}"'
        plain = f' class="ink halo-plain" stroke="{_PLAIN}"'
        if part.category:
            yield _at(spot.upper, y, part.category.id.upper(), _COLOUR, bold=True, halo=halo)
            y += _STEP
        if part.area.met is None or part.area.not_met is None:
            yield _at(spot.upper, y + 2, f"{part.area.persons:,}", _NUMBER, bold=True, halo=halo)
            return
        yield _at(spot.upper, y, f"{part.area.met:,}", _NUMBER, bold=True, halo=halo)
        yield _at(spot.upper, y + 14, self._say("summary.chart.met"), _WORD, halo=halo)
        yield _at(spot.lower, spot.divided + _STEP, f"{part.area.not_met:,}", _NUMBER, bold=True, halo=plain)
        yield _at(spot.lower, spot.divided + _STEP + 14, self._say("summary.chart.not-met"), _WORD, halo=plain)

    # --- what it stands for

    def _named(self) -> list[_Part]:
        named = [part for part in self._parts if part.category]
        return sorted(named, key=lambda part: (part.category.order if part.category else 0, part.area.region))

    def _swatch(self, part: _Part) -> str:
        name = part.category.id if part.category else "other"
        box = '<rect x="{x}" y="{y}" width="26" height="15"'
        return (
            f'{box} class="ground-{name}" fill="{part.look.ground}"/>'
            f'{box} class="frame" fill="url(#{self._sheet.id}-{name})" stroke="#333333" stroke-width="0.8"/>'
        )

    def _legend(self, part: _Part) -> str:
        id_ = part.category.id if part.category else ""
        count, here = dict(self._view.categories).get(id_, 0), part.area.named or 0
        how = "none" if not count else "all" if count == here else ""
        category = self._names.category(id_)
        return self._names.words.say_for(
            "summary.chart.category", how, category=category, count=f"{count:,}", here=f"{here:,}"
        )

    def _told(self, part: _Part) -> str:
        area, count = self._names.area(part.area.region), f"{part.area.persons:,}"
        if part.area.met is None or part.area.not_met is None:
            return self._say("summary.chart.area", area=area, count=count)
        met, not_met = f"{part.area.met:,}", f"{part.area.not_met:,}"
        return self._say("summary.chart.area.divided", area=area, count=count, met=met, not_met=not_met)

    def _dark(self) -> str:
        rules = [f".plain {{ fill: {_DARK_PLAIN} }} .halo-plain {{ stroke: {_DARK_PLAIN} }}"]
        for part in self._named():
            name, look = part.category.id if part.category else "other", part.look
            rules.append(f".ground-{name} {{ fill: {look.dark_ground} }} .halo-{name} {{ stroke: {look.dark_ground} }}")
            rules.append(f".lines-{name} {{ stroke: {look.dark_lines} }}")
        return " ".join(rules)


def _circle(index: int, attributes: str = "") -> str:
    x, y = _CENTRES[index]
    return f'<circle cx="{x}" cy="{y}" r="{_RADIUS}"{attributes}/>'


def _at(x: float, y: float, content: str, size: int, *, bold: bool = False, halo: str = ' class="ink"') -> str:
    """Letters around a point; with a halo, they stay readable on a pattern."""
    weight = ' font-weight="bold"' if bold else ""
    under = ' stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if "stroke" in halo else ""
    return f'<text{halo} x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="#141414"{weight}{under}>{xml(content)}</text>'
