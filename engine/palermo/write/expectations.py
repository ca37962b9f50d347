"""The outcome of a trial of expectations as text, Markdown and JSON."""

from collections.abc import Callable, Iterator
from typing import TextIO

from palermo.expectations import Trial, Unmet
from palermo.write.as_json import line as json_line
from palermo.write.blocks_out import markdown_out, shown_as, text_out
from palermo.write.context import Context
from palermo.write.report.block import Block, line, row


def _tree(unmet: Unmet) -> dict[str, object]:
    tree: dict[str, object] = {
        "case": unmet.case,
        "person": unmet.person,
        "expected": unmet.expected,
        "found": unmet.found,
        "file": unmet.file,
    }
    return tree | {"reason": unmet.reason} if unmet.reason else tree


def _json(out: TextIO, _context: Context, found: Trial) -> None:
    """The JSON of ``test``."""
    unmet = ",\n  ".join(json_line(_tree(one)) for one in found.unmet)
    out.write(f'{{"expectations": {found.expectations}, "met": {found.met},\n "unmet": [{unmet}]}}\n')


def _blocks(_context: Context, found: Trial) -> Iterator[Block]:
    for unmet in found.unmet:
        yield Block("case", unmet.label or unmet.case, unmet.file)
        yield line(unmet.person or "", 0)
        if unmet.reason:
            yield line(unmet.reason)
        for name, expected in unmet.expected.items():
            got = unmet.found.get(name)
            if expected != got:
                yield row(name, f"expected {_shown(expected)}", f"found {_shown(got)}")
        yield line("", 0)
    yield line(f"{found.expectations} expectations, {found.met} met, {len(found.unmet)} unmet", 0)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "nothing"
    return "nothing" if value is None else str(value)


WRITERS: dict[str, Callable[[TextIO, Context, Trial], None]] = {
    "text": shown_as(text_out, _blocks),
    "json": _json,
    "markdown": shown_as(markdown_out, _blocks),
}
