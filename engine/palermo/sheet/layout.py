"""Reads what the workbook looks like: sheets, columns, texts (``ontology/templates/sheet.ttl``, where the terms are
explained)."""

import os
from typing import Any, Final, NamedTuple

import pyoxigraph as ox

from palermo.data import folder
from palermo.names import FIRST, IDENTIFIER, LABEL, NIL, REST, SKOS, TYPE

SHEET: Final = "https://w3id.org/palermo/sheet#"
_NOTE: Final = SKOS + "note"


class Column(NamedTuple):
    """A column: heading and note by language, what its cells hold (``kind``), which node they speak of (``on``)."""

    titles: dict[str, str]
    notes: dict[str, str]
    kind: str
    on: str
    property: str | None
    values: str | None
    width: int

    def title(self, lang: str) -> str:
        """The heading in a language, else in English."""
        return in_language(self.titles, lang)

    def note(self, lang: str) -> str:
        """What is said of the column in a language, else in English."""
        return in_language(self.notes, lang)


class Sheet(NamedTuple):
    """A sheet of a layout, and its columns in order."""

    layout: str
    titles: dict[str, str]
    notes: dict[str, str]
    columns: tuple[Column, ...]

    def title(self, lang: str) -> str:
        """The sheet's name in a language, else in English."""
        return in_language(self.titles, lang)

    def note(self, lang: str) -> str:
        """What is said of the sheet in a language, else in English."""
        return in_language(self.notes, lang)


class Layout(NamedTuple):
    """All sheets of all layouts, in the order of the file, and the texts by identifier and language."""

    sheets: tuple[Sheet, ...]
    texts: dict[str, dict[str, str]]

    def of(self, layout: str) -> tuple[Sheet, ...]:
        """The sheets of one layout."""
        return tuple(sheet for sheet in self.sheets if sheet.layout == layout)

    def names(self) -> tuple[str, ...]:
        """The names of the layouts."""
        return tuple(dict.fromkeys(sheet.layout for sheet in self.sheets))

    def text(self, id_: str, lang: str) -> str:
        """A text in a language, else in English."""
        return in_language(self.texts[id_], lang)


def in_language(texts: dict[str, str], lang: str) -> str:
    """The text in a language, else in English, else in the first there is."""
    return texts.get(lang) or texts.get("en") or texts[min(texts)]


def read_layout() -> Layout:
    """The packaged layouts."""
    graph = _Graph(os.path.join(folder("ontology"), "templates", "sheet.ttl"))
    sheets = tuple(_sheet(graph, node) for node in graph.of_type("Sheet"))
    return Layout(sheets, {graph.text(node, IDENTIFIER): graph.texts(node, LABEL) for node in graph.of_type("Text")})


def _sheet(graph: "_Graph", node: str) -> Sheet:
    columns = tuple(_column(graph, item) for item in graph.list(node, SHEET + "columns"))
    return Sheet(graph.text(node, SHEET + "layout"), graph.texts(node, LABEL), graph.texts(node, _NOTE), columns)


def _column(graph: "_Graph", node: str) -> Column:
    return Column(
        graph.texts(node, LABEL),
        graph.texts(node, _NOTE),
        graph.text(node, SHEET + "kind"),
        graph.text(node, SHEET + "on"),
        graph.one(node, SHEET + "property"),
        graph.one(node, SHEET + "values"),
        int(graph.text(node, SHEET + "width")),
    )


class _Graph:
    """The triples of the file, in its order."""

    def __init__(self, path: str) -> None:
        self._said: dict[tuple[str, str], list[Any]] = {}
        self._types: list[tuple[str, str]] = []
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            subject = str(quad.subject) if isinstance(quad.subject, ox.BlankNode) else quad.subject.value
            if quad.predicate.value == TYPE:
                self._types.append((subject, quad.object.value))
            self._said.setdefault((subject, quad.predicate.value), []).append(quad.object)

    def of_type(self, name: str) -> list[str]:
        return [subject for subject, cls in self._types if cls == SHEET + name]

    def one(self, node: str, predicate: str) -> str | None:
        found = self._said.get((node, predicate))
        return _name(found[0]) if found else None

    def text(self, node: str, predicate: str) -> str:
        found = self.one(node, predicate)
        if found is None:
            raise ValueError(f"sheet.ttl: {node} has no {predicate}")
        return found

    def texts(self, node: str, predicate: str) -> dict[str, str]:
        return {value.language or "": value.value for value in self._said.get((node, predicate), ())}

    def list(self, node: str, predicate: str) -> list[str]:
        found, at = [], self.one(node, predicate)
        while at is not None and at != NIL:
            found.append(self.text(at, FIRST))
            at = self.one(at, REST)
        return found


def _name(node: Any) -> str:
    return str(node) if isinstance(node, ox.BlankNode) else str(node.value)
