"""The parts that a report is made of, before it is known whether a terminal or a page shows them."""

from typing import NamedTuple


class Block(NamedTuple):
    """One part of a report.

    ``kind``: ``case`` and ``person`` are titles, ``heading`` begins a section, ``line`` is a sentence, ``row`` has a
    ``label`` and a ``status`` before its text, ``item`` is an entry of a list. ``aside`` stands at the right. ``tone``
    is the identifier that a colour may be chosen by; the words always say the same.
    """

    kind: str
    text: str
    aside: str = ""
    depth: int = 0
    label: str = ""
    status: str = ""
    tone: str = ""


def line(text: str, depth: int = 1, aside: str = "") -> Block:
    """A sentence or two."""
    return Block("line", text, aside, depth)


def heading(text: str, aside: str = "", tone: str = "") -> Block:
    """The beginning of a section."""
    return Block("heading", text, aside, 1, tone=tone)


def row(label: str, status: str, text: str, aside: str = "", tone: str = "", depth: int = 2) -> Block:
    """A row of a small table: what, how it stands, and on what."""
    return Block("row", text, aside, depth, label, status, tone)


def item(text: str, depth: int = 2, aside: str = "", tone: str = "", status: str = "") -> Block:
    """An entry of a list."""
    return Block("item", text, aside, depth, status=status, tone=tone)
