"""Blocks of a report as Markdown: the content of the text, for a page."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from palermo.escape import esc
from palermo.write.report.block import Block

#: Characters that Markdown or HTML would take for markup.
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&])")


def markdown_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a Markdown page with the same content."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "row":
            yield from _table(list(group))
        elif kind == "item":
            yield ""
            for block in group:
                status = f"**{marked(block.status)}** " if block.status else ""
                yield f"{_INDENT * (block.depth // 3)}- {status}{marked(block.text)}{_aside(block)}"
        else:
            for block in group:
                yield ""
                yield _HEADS.get(kind, "") + marked(block.text) + _aside(block)


_INDENT = "  "
_HEADS = {"case": "# ", "person": "## ", "heading": "### "}


def _table(rows: list[Block]) -> Iterator[str]:
    yield ""
    yield "| | | | |"
    yield "| --- | --- | --- | --- |"
    for row in rows:
        yield "| " + " | ".join(marked(cell) for cell in (row.label, row.status, row.text, row.aside)) + " |"


def _aside(block: Block) -> str:
    if not block.aside:
        return ""
    aside = marked(block.aside)
    return f" — **{aside}**" if block.kind == "heading" else f" ({aside})"


def marked(text: str) -> str:
    """``text`` as Markdown that shows it and nothing else."""
    return _MARKUP.sub(r"\\\1", esc(text))
