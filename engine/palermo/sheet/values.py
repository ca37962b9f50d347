"""From the text of a cell to a term."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final

from palermo.escape import clip
from palermo.names import LANG_STRING, XSD
from palermo.sheet.cells import Cell
from palermo.terms import Literal, Term, local_name

_NUMBER: Final = re.compile(r"[0-9]{1,3}\Z")
#: How alike a slip is to what was meant; and how many entries a list has that a message can hold.
_SLIP: Final = 0.8
_SHORT: Final = 6
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


class Unknown(Exception):
    """A cell says something that cannot be taken; the message says what, and what to do."""

    def __init__(self, cell: Cell, message: str) -> None:
        super().__init__(message)
        self.cell = cell


def several(text: str) -> list[str]:
    """The parts of a cell that lists several, with ``;`` between them."""
    return [part for part in (part.strip() for part in text.split(";")) if part]


def chosen(cell: Cell, text: str, offered: Mapping[str, str]) -> str:
    """The IRI that a text chooses from a list: by its label, whatever the case of its letters, or by its name.

    Raises Unknown with what may have been meant.
    """
    folded = {label.casefold(): iri for label, iri in offered.items()}
    named = {local_name(iri).casefold(): iri for iri in offered.values()}
    found = folded.get(text.casefold()) or named.get(text.casefold().removeprefix("pal:"))
    if found is not None:
        return found
    raise Unknown(cell, f"{clip(text)} is not in the list; {_choice(text.casefold(), folded, named, offered)}")


def _choice(text: str, folded: Mapping[str, str], named: Mapping[str, str], offered: Mapping[str, str]) -> str:
    """What to say of an entry that is not in a list: the one that it is all but a slip of; else all that it is a part
    of, or the whole of a short list. Where several may be meant, none is put before the others."""
    within = [label for label in offered if text in label.casefold()]
    near = get_close_matches(text, [*folded, *named], 1, _SLIP)
    meant = folded.get(near[0]) or named.get(near[0]) if near else None
    if meant is not None and len(within) < 2:
        return f"did you mean {next(label for label, iri in offered.items() if iri == meant)}?"
    within = within or (list(offered) if len(offered) <= _SHORT else [])
    return f"choose from it: {', '.join(within)}" if within else "choose from it"


def advice(text: str, known: list[str], what: str) -> str:
    """What to say of a name that is not known: ``what`` there is none of, and the nearest that there is."""
    near = get_close_matches(text, known, 1)
    return f"no {what}: {clip(text)}" + (f"; did you mean {clip(near[0])}?" if near else "")


def value_of(kind: str, cell: Cell, lang: str, answers: tuple[Mapping[str, str], Mapping[str, str]]) -> Term:
    """The literal that a cell holds, or the IRI where ``kind`` is ``address``. ``answers`` are the words for yes and
    for no, by language. Raises Unknown where the text is not of the kind."""
    text = cell.text
    if kind == "text":
        return Literal(text, LANG_STRING, lang)
    if kind == "string":
        return Literal(text)
    if kind == "number":
        if _NUMBER.match(text):
            return Literal(text, XSD + "integer")
        raise Unknown(cell, f"not a whole number of years: {clip(text)}")
    if kind == "date":
        return _date(cell)
    if kind == "boolean":
        return Literal(_answer(cell, answers), XSD + "boolean")
    return _address(cell)


def _date(cell: Cell) -> Literal:
    match = _DATE.match(cell.text)
    try:
        if match:
            date(*map(int, match.groups()))
            return Literal(cell.text, XSD + "date")
    except ValueError:
        pass
    raise Unknown(cell, f"not a full date: {clip(cell.text)}; write it as a date, or as 2020-01-31")


def _answer(cell: Cell, answers: Iterable[Mapping[str, str]]) -> str:
    for word, texts in zip(("true", "false"), answers, strict=True):
        if cell.text.casefold() in {word, *(text.casefold() for text in texts.values())}:
            return word
    raise Unknown(cell, f"neither yes nor no: {clip(cell.text)}; not known: leave it empty")


def _address(cell: Cell) -> str:
    import pyoxigraph as ox

    try:
        return str(ox.NamedNode(cell.text).value)
    except ValueError:
        raise Unknown(cell, f"not a web address: {clip(cell.text)}") from None
