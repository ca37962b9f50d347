"""Blocks on a stream, as text for a terminal or as Markdown."""

from collections.abc import Callable, Iterable
from typing import TextIO, TypeVar

from palermo.write.context import Context
from palermo.write.report.block import Block

Show = Callable[[TextIO, Context, Iterable[Block]], None]
Value = TypeVar("Value")


def text_out(out: TextIO, context: Context, blocks: Iterable[Block]) -> None:
    """Write blocks as text."""
    from palermo.write.layout import Layout

    out.write("".join(line + "\n" for line in Layout(context.width, context.colour).lines(blocks)))


def markdown_out(out: TextIO, _context: Context, blocks: Iterable[Block]) -> None:
    """Write blocks as Markdown."""
    from palermo.write.markdown import markdown_lines

    out.write("".join(line + "\n" for line in markdown_lines(blocks)))


def shown_as(
    show: Show, blocks: Callable[[Context, Value], Iterable[Block]]
) -> Callable[[TextIO, Context, Value], None]:
    """A writer of values that ``blocks`` turns into blocks."""
    return lambda out, context, value: show(out, context, blocks(context, value))
