"""What a drawing (SVG) shows, read back from it."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


class Letters(NamedTuple):
    """A line of letters, and the middle of them."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


class Circle(NamedTuple):
    """A circle, and whether a point lies in it."""

    x: float
    y: float
    radius: float

    def holds(self, x: float, y: float) -> bool:
        return (x - self.x) ** 2 + (y - self.y) ** 2 < self.radius**2


def drawn(text: str) -> ElementTree.Element:
    """The drawing, parsed."""
    return ElementTree.fromstring(text)


def told(root: ElementTree.Element) -> str:
    """Its description, for who listens."""
    found = root.find(f"{SVG}desc")
    assert found is not None
    return found.text or ""


def letters(root: ElementTree.Element) -> Iterator[Letters]:
    """All lines of letters, where they stand within the group that is moved."""
    for node in root.iter(f"{SVG}text"):
        at = {name: float(node.get(name) or 0) for name in ("x", "y", "font-size")}
        middle = at["y"] - at["font-size"] * 0.36
        yield Letters(node.text or "", at["x"], middle, at["font-size"], node.get("font-weight") == "bold")


def circles(root: ElementTree.Element) -> list[Circle]:
    """The circles that are outlined, in their order."""
    outlined = [node for node in root.iter(f"{SVG}circle") if node.get("class") == "frame"]
    return [Circle(*(float(node.get(name) or 0) for name in ("cx", "cy", "r"))) for node in outlined]


def contrast(ink: str, ground: str) -> float:
    """How far two colours are apart (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
