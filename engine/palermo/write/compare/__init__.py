"""Comparisons of definitions as text, JSON, CSV and as a page; and their cases as Turtle. Each writer is imported only
when it is chosen."""

from collections.abc import Callable, Sequence
from typing import TextIO

from palermo.compare.relation import Comparison
from palermo.write.context import Context


def _text(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    from palermo.write.compare.report import write_text

    write_text(out, context, found, matrix)


def _json(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    from palermo.write.compare.as_json import write_json

    write_json(out, context, found, matrix)


def _csv(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    from palermo.write.compare.as_csv import write_csv

    write_csv(out, context, found, matrix)


def _html(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    from palermo.write.compare.page import write_page

    write_page(out, context, found, matrix)


#: The name of a format to what writes it: one comparison, or the matrix of those of all definitions of the context.
WRITERS: dict[str, Callable[[TextIO, Context, Sequence[Comparison], bool], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "html": _html,
}
