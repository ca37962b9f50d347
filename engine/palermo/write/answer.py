"""The answer to a query as a text table, Markdown, JSON (SPARQL 1.1 Query Results JSON Format), CSV or Turtle."""

import csv
from collections.abc import Callable
from typing import TextIO

from palermo.escape import esc
from palermo.problems import PalermoError, Problem
from palermo.query.answer import Answer
from palermo.terms import XSD_STRING, Literal, Term
from palermo.write.as_csv import cell
from palermo.write.as_json import line as json_line
from palermo.write.context import Context
from palermo.write.markdown import marked
from palermo.write.turtle import graph_lines, iri, prefix_lines
from palermo.write.wrap import columns, padded


def _shown(value: Term | None) -> str:
    if value is None:
        return ""
    return esc(value.lexical if isinstance(value, Literal) else iri(value))


def _text(out: TextIO, _context: Context, found: Answer) -> None:
    if found.triples is not None:
        _turtle(out, _context, found)
        return
    if found.boolean is not None:
        out.write("yes\n" if found.boolean else "no\n")
        return
    table = [list(found.variables), *([_shown(value) for value in row] for row in found.rows)]
    widths = [max(columns(row[at]) for row in table) for at in range(len(found.variables))]
    table.insert(1, ["─" * width for width in widths])
    for row in table:
        out.write("  ".join(padded(text, width) for text, width in zip(row, widths, strict=True)).rstrip() + "\n")
    out.write(f"{len(found.rows)} {'row' if len(found.rows) == 1 else 'rows'}\n")


def _markdown(out: TextIO, _context: Context, found: Answer) -> None:
    if found.variables:
        out.write("| " + " | ".join(marked(name) for name in found.variables) + " |\n")
        out.write("| " + " | ".join("---" for _ in found.variables) + " |\n")
        for row in found.rows:
            out.write("| " + " | ".join(marked(_shown(value)) for value in row) + " |\n")
        return
    out.write("```\n")
    _text(out, _context, found)
    out.write("```\n")


def _term(value: Term) -> dict[str, str]:
    if isinstance(value, str):
        return {"type": "bnode", "value": value[2:]} if value.startswith("_:") else {"type": "uri", "value": value}
    tree = {"type": "literal", "value": value.lexical}
    if value.language:
        return tree | {"xml:lang": value.language}
    return tree if value.datatype == XSD_STRING else tree | {"datatype": value.datatype}


def _json(out: TextIO, _context: Context, found: Answer) -> None:
    _tabular(found, "json")
    if found.boolean is not None:
        out.write(json_line({"head": {}, "boolean": found.boolean}) + "\n")
        return
    rows = [
        {name: _term(value) for name, value in zip(found.variables, row, strict=True) if value is not None}
        for row in found.rows
    ]
    listed = ",\n  ".join(json_line(row) for row in rows)
    out.write(f'{{"head": {json_line({"vars": found.variables})},\n "results": {{"bindings": [{listed}]}}}}\n')


def _csv(out: TextIO, _context: Context, found: Answer) -> None:
    _tabular(found, "csv")
    writer = csv.writer(out, lineterminator="\n")
    if found.boolean is not None:
        writer.writerow(["yes" if found.boolean else "no"])
        return
    writer.writerow(found.variables)
    for row in found.rows:
        writer.writerow(
            ["" if value is None else cell(value if isinstance(value, str) else value.lexical) for value in row]
        )


def _turtle(out: TextIO, _context: Context, found: Answer) -> None:
    if found.triples is None:
        raise PalermoError(Problem("QUERY", None, None, "SELECT and ASK give rows: use --format text, json or csv"))
    out.write("\n".join([*prefix_lines(), "", *graph_lines(found.triples, None)]) + "\n")


def _tabular(found: Answer, name: str) -> None:
    """Raises PalermoError where the answer is a graph."""
    if found.triples is not None:
        message = f"CONSTRUCT and DESCRIBE give a graph, not {name}: use --format turtle"
        raise PalermoError(Problem("QUERY", None, None, message))


WRITERS: dict[str, Callable[[TextIO, Context, Answer], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "turtle": _turtle,
    "markdown": _markdown,
}
