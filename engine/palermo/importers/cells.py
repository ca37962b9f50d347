"""From the text of a cell to what it makes."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Final

from palermo.escape import clip
from palermo.importers.made import NOTHING, ORIGIN, Made, joined, made, refused, triples_of
from palermo.importers.record_map import Code, Column, Make
from palermo.names import XSD
from palermo.terms import Literal, Term, Triple

_NUMBER: Final = re.compile(r"(-?[0-9]{1,9})(?:\.0*)?", re.ASCII)
_YEAR: Final = re.compile(r"([12][0-9]{3})(?:\.0*)?", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
#: Cells of one column that are remembered, and up to which length.
_MANY: Final = 4096
_LONG: Final = 200

#: A cell; or the cell, and those beside it on which it depends what is made.
Key = str | tuple[str, ...]


class _Refused(Exception):
    """A cell cannot be taken; the message says why."""


class Cells(dict[Key, Made]):
    """What the cells of a column make: looked up by the cell and the cells beside it on which that depends. Remembered
    up to a bound."""

    def __init__(self, column: Column, beside: tuple[Column, ...], sourced: bool) -> None:
        super().__init__()
        self._column = column
        self._beside = beside
        self._sourced = sourced
        alone = not column.beside() and column.separator is not None
        self._codes = Codes(column, sourced) if alone and _distinct(column) else None

    def __missing__(self, key: Key) -> Made:
        cells = (key,) if isinstance(key, str) else key
        found = self._codes.together(cells[0]) if self._codes is not None else None
        if found is None:
            found = _made(self._column, self._beside, cells, self._sourced)
        if len(self) >= _MANY:
            self.clear()
        if sum(map(len, cells)) <= _LONG:
            self[key] = found
        return found


class Codes(dict[str, Made]):
    """What each code of a column makes by itself: cells that join codes in ever other ways are put together of it."""

    def __init__(self, column: Column, sourced: bool) -> None:
        source: Term | None = ORIGIN if sourced else None
        super().__init__({
            notation: made(_facts(column, code, {}, source), code.notes) for notation, code in column.codes.items()
        })  # fmt: skip
        self._column = column

    def together(self, cell: str) -> Made | None:
        """What the codes of a cell make; None where there is more to say of it."""
        found = [self.get(part) for part in parts(self._column, cell)]
        return joined([each for each in found if each is not None]) if found and None not in found else None


def _distinct(column: Column) -> bool:
    """Whether no two codes of a column make the same."""
    makes = [make for code in column.codes.values() for make in code.makes]
    return all(make.classes for make in makes) and len(set(map(id, column.codes.values()))) == len(column.codes)


def _made(column: Column, beside: tuple[Column, ...], key: tuple[str, ...], sourced: bool) -> Made:
    """What a cell makes, the first of ``key``, with the cells ``beside`` it."""
    if why := unreadable(key[0]):
        return refused(why)
    text = key[0].strip()
    if text in column.missing:
        return refused("empty, and each record needs it") if column.required else NOTHING
    others = dict(zip((other.header for other in beside), key[1:], strict=True))
    kinds = {other.header: other for other in beside}
    codes = {header: set(parts(kinds[header], cell)) for header, cell in others.items()}
    source: Term | None = ORIGIN if sourced else None
    if column.source is not None:
        named = [kinds[column.source].codes.get(part) for part in parts(kinds[column.source], others[column.source])]
        source = Literal(", ".join(code.label for code in named if code is not None)) if any(named) else source
    try:
        return _of_kind(column, text, codes, source)
    except _Refused as why_not:
        return refused(str(why_not))


def unreadable(text: str) -> str:
    """Why no text of a table can be read as it is, or nothing: a byte that is not UTF-8 stands as a lone surrogate."""
    if text.isprintable():
        return ""
    if "\0" in text:
        return "a NUL byte in the cell: this is damaged text"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "not UTF-8 text: save the table as UTF-8"
    return ""


def parts(column: Column, text: str) -> list[str]:
    """The codes that a cell of a code column holds, each once; those that stand for nothing are left out."""
    found = text.split(column.separator) if column.separator else [text]
    return [part for part in dict.fromkeys(part.strip() for part in found) if part not in column.missing]


def _of_kind(column: Column, text: str, codes: dict[str, set[str]], source: Term | None) -> Made:
    if "CodeColumn" in column.kinds:
        return _coded(column, text, codes, source)
    if "FlagColumn" in column.kinds:
        return _flagged(column, text, codes, source)
    value = next(read(column, text) for kind, read in _READERS.items() if kind in column.kinds)
    return made(
        triple
        for fragment, make in _holding(column.makes, column.fragment, codes)
        for triple in triples_of(make, fragment, value, source)
    )


def _coded(column: Column, text: str, codes: dict[str, set[str]], source: Term | None) -> Made:
    found: list[Code] = []
    for part in parts(column, text):
        code = column.codes.get(part) or column.otherwise
        if code is None:
            raise _Refused(f"no such code: {_shown(column, part)}; {_nearest(column, part)}")
        found.append(code)
    triples = (triple for code in found for triple in _facts(column, code, codes, source))
    return made(triples, tuple(note for code in found for note in code.notes))


def _flagged(column: Column, text: str, codes: dict[str, set[str]], source: Term | None) -> Made:
    if text in column.marked:
        code = column.codes[""]
        return made(_facts(column, code, codes, source), code.notes)
    if text in column.unmarked:
        return NOTHING
    known = " nor ".join([*sorted(column.marked), *sorted(column.unmarked)])
    raise _Refused(f"neither {known}: {_shown(column, text)}")


def _facts(column: Column, code: Code, codes: dict[str, set[str]], source: Term | None) -> Iterator[Triple]:
    whole = f"{column.fragment}-{code.slug}" if code.slug else column.fragment
    for fragment, make in _holding(code.makes, whole, codes):
        yield from triples_of(make, fragment, None, source)


def _holding(makes: tuple[Make, ...], fragment: str, codes: dict[str, set[str]]) -> Iterator[tuple[str, Make]]:
    """The makes whose condition holds, each with the fragment of its fact."""
    for number, make in enumerate(makes, 1):
        if make.when is None or not make.when.codes.isdisjoint(codes[make.when.header]):
            yield fragment if number == 1 else f"{fragment}-{number}", make


def _shown(column: Column, text: str) -> str:
    return "(value withheld)" if column.identity else clip(text)


def _nearest(column: Column, text: str) -> str:
    folded = {notation.casefold(): notation for notation in column.codes}
    near = get_close_matches(text.casefold(), list(folded), 1)
    if near:
        return f"did you mean {clip(folded[near[0]])}?"
    if column.separator is None and any(mark in text for mark in ";,|"):
        return "the column holds one code a record"
    return f"the codes are those of the list, such as {clip(next(iter(column.codes)))}"


# --- values


def _text(column: Column, text: str) -> Term:
    return ORIGIN if "SourceColumn" in column.kinds else Literal(text)


def _number(column: Column, text: str) -> Term:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _Refused(f"not a whole number: {_shown(column, text)}")
    number = int(match[1])
    if column.least is not None and number < column.least:
        raise _Refused(f"less than {column.least}: {_shown(column, text)}")
    if column.most is not None and number > column.most:
        raise _Refused(f"more than {column.most}: {_shown(column, text)}")
    return Literal(str(number), XSD + "integer")


def _year(column: Column, text: str) -> Term:
    match = _YEAR.fullmatch(text)
    if match is None:
        raise _Refused(f"not a year of four digits: {_shown(column, text)}")
    return Literal(match[1], XSD + "gYear")


def _date(column: Column, text: str) -> Term:
    match = _DATE.fullmatch(text)
    try:
        if match is not None and date.fromisoformat(match[1]):
            return Literal(match[1], XSD + "date")
    except ValueError:
        pass
    raise _Refused(f"not a day written as 2020-01-31: {_shown(column, text)}")


_READERS: Final[dict[str, Callable[[Column, str], Term]]] = {
    "SourceColumn": _text,
    "TextColumn": _text,
    "NumberColumn": _number,
    "YearColumn": _year,
    "DateColumn": _date,
}
