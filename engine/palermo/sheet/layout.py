"""Reads what the workbook looks like: sheets, columns, texts (``ontology/templates/sheet.ttl``, where the terms are
explained)."""

import os
from typing import Final, NamedTuple

from palermo.compile.graph import Graph
from palermo.compile.packs import Source, parse
from palermo.data import folder
from palermo.names import IDENTIFIER, LABEL, SKOS

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

    def of(self, layout: str) -> "Layout":
        """The sheets of one layout, with all texts."""
        return self._replace(sheets=tuple(sheet for sheet in self.sheets if sheet.layout == layout))

    def names(self) -> tuple[str, ...]:
        """The names of the layouts."""
        return tuple(dict.fromkeys(sheet.layout for sheet in self.sheets))

    def classes(self) -> tuple[str, ...]:
        """The classes of whose individuals some column wants one."""
        return tuple(column.values for sheet in self.sheets for column in sheet.columns if column.values)

    def text(self, id_: str, lang: str) -> str:
        """A text in a language, else in English."""
        return in_language(self.texts[id_], lang)


def in_language(texts: dict[str, str], lang: str) -> str:
    """The text in a language, else in English, else in the first there is."""
    return texts.get(lang) or texts.get("en") or texts[min(texts)]


def read_layout() -> Layout:
    """The packaged layouts."""
    path = os.path.join(folder("ontology"), "templates", "sheet.ttl")
    with open(path, "rb") as file:
        graph = Graph(parse(Source(path, file.read()), "sheet"))
    sheets = tuple(_sheet(graph, node) for node in graph.instances(SHEET + "Sheet"))
    texts = graph.instances(SHEET + "Text")
    return Layout(sheets, {_text(graph, node, IDENTIFIER): graph.texts(node, LABEL) for node in texts})


def _sheet(graph: Graph, node: str) -> Sheet:
    head = graph.node(node, SHEET + "columns")
    columns = tuple(_column(graph, str(item)) for item in graph.items(head or ""))
    return Sheet(_text(graph, node, SHEET + "layout"), graph.texts(node, LABEL), graph.texts(node, _NOTE), columns)


def _column(graph: Graph, node: str) -> Column:
    return Column(
        graph.texts(node, LABEL),
        graph.texts(node, _NOTE),
        _text(graph, node, SHEET + "kind"),
        _text(graph, node, SHEET + "on"),
        graph.node(node, SHEET + "property"),
        graph.node(node, SHEET + "values"),
        int(_text(graph, node, SHEET + "width")),
    )


def _text(graph: Graph, node: str, predicate: str) -> str:
    found = graph.lexical(node, predicate)
    if found is None:
        raise ValueError(f"sheet.ttl: {node} has no {predicate}")
    return found
