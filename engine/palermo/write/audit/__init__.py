"""Audits as text, Markdown, CSV, JSON and as a chart. Each writer is imported only when it is chosen."""

from collections.abc import Callable
from typing import TextIO

from palermo.write.audit.report import Report
from palermo.write.context import Context


def _text(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.audit.page import write_text

    write_text(out, context, report)


def _markdown(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.audit.page import write_markdown

    write_markdown(out, context, report)


def _json(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.audit.as_json import write_json

    write_json(out, context, report)


def _csv(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.audit.as_csv import write_csv

    write_csv(out, context, report)


def _svg(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.audit.chart import write_chart

    write_chart(out, context, report)


#: The name of a format to what writes it.
WRITERS: dict[str, Callable[[TextIO, Context, Report], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "svg": _svg,
}
