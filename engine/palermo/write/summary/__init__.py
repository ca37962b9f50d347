"""Summaries as text, Markdown, HTML, CSV, JSON, and as charts. Each writer is imported only when it is chosen."""

from collections.abc import Callable
from typing import TextIO

from palermo.write.context import Context
from palermo.write.summary.report import Report


def _text(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.summary.page import write_text

    write_text(out, context, report)


def _markdown(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.summary.page import write_markdown

    write_markdown(out, context, report)


def _html(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.summary.html import write_html

    write_html(out, context, report)


def _json(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.summary.as_json import write_json

    write_json(out, context, report)


def _csv(out: TextIO, context: Context, report: Report) -> None:
    from palermo.write.summary.as_csv import write_csv

    write_csv(out, context, report)


#: The name of a format to what writes it.
WRITERS: dict[str, Callable[[TextIO, Context, Report], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}


def write_svg(out: TextIO, context: Context, report: Report, chart: str | None = None) -> None:
    """Write one chart by its name, see :data:`palermo.write.summary.charts.CHARTS`. Raises PalermoError for one that
    is not there."""
    from palermo.write.drawing import svg
    from palermo.write.summary import charts

    out.writelines(line + "\n" for line in svg(charts.chart(context, report, chart)))


def png_of(context: Context, report: Report, chart: str | None = None) -> bytes:
    """One chart as PNG. Raises PalermoError for one that is not there, or where no library can draw it."""
    from palermo.write.drawing import svg
    from palermo.write.png import png
    from palermo.write.summary import charts

    return png(svg(charts.chart(context, report, chart)))
