"""The write pass: findings to strings. Strings are made here and nowhere before.

Out: text, JSON, JSON lines, Turtle, TriG, CSV or Markdown on a text stream, stable in order, the same bytes on every
run. Each writer is imported only when it is chosen.
"""

from collections.abc import Callable
from typing import TextIO

from palermo.write.context import Context, Writer


def _text(out: TextIO, context: Context) -> Writer:
    from palermo.write.blocks_out import text_out
    from palermo.write.report.writer import ReportWriter

    return ReportWriter(out, context, text_out)


def _markdown(out: TextIO, context: Context) -> Writer:
    from palermo.write.blocks_out import markdown_out
    from palermo.write.report.writer import ReportWriter

    return ReportWriter(out, context, markdown_out)


def _json(out: TextIO, context: Context) -> Writer:
    from palermo.write.as_json import JsonWriter

    return JsonWriter(out, context)


def _jsonl(out: TextIO, context: Context) -> Writer:
    from palermo.write.as_json import JsonLinesWriter

    return JsonLinesWriter(out, context)


def _turtle(out: TextIO, context: Context) -> Writer:
    from palermo.write.as_rdf import TurtleWriter

    return TurtleWriter(out, context)


def _trig(out: TextIO, context: Context) -> Writer:
    from palermo.write.as_rdf import TrigWriter

    return TrigWriter(out, context)


def _csv(out: TextIO, context: Context) -> Writer:
    from palermo.write.as_csv import CsvWriter

    return CsvWriter(out, context)


#: The name of a format to what makes its writer.
WRITERS: dict[str, Callable[[TextIO, Context], Writer]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "turtle": _turtle,
    "trig": _trig,
    "csv": _csv,
    "markdown": _markdown,
}
