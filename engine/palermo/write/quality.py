"""The outcome of a quality check as text, Markdown and JSON."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TextIO

from palermo.quality import Quality, QualityResult
from palermo.write.as_json import line as json_line
from palermo.write.blocks_out import markdown_out, shown_as, text_out
from palermo.write.context import Context
from palermo.write.report.block import Block, item, line
from palermo.write.words import Words


def _tree(result: QualityResult) -> dict[str, object]:
    return result._asdict()


def _json(out: TextIO, _context: Context, found: Quality) -> None:
    """The JSON of ``validate``."""
    conforms = "true" if found.conforms else "false"
    results = ",\n  ".join(json_line(_tree(result)) for result in found.results)
    out.write(f'{{"conforms": {conforms},\n "results": [{results}]}}\n')


def _blocks(context: Context, found: Quality) -> Iterator[Block]:
    words = Words(context.rulebook, context.lang)
    for file, results in groupby(found.results, key=lambda result: result.file):
        yield Block("case", file)
        for result in results:
            status = f"{words.say('severity.' + result.severity)} {result.code}".strip()
            place = f"{file}:{result.line}" if result.line else ""
            about = "; ".join(filter(None, (result.focus, result.path and words.label(result.path), result.value)))
            yield item(f"{result.message} ({about})" if about else result.message, 0, place, result.severity, status)
        yield line("", 0)
    count = sum(result.severity == "violation" for result in found.results)
    yield line(words.say("conforms-not" if count else "conforms", count=count, cases=found.cases), 0)


WRITERS: dict[str, Callable[[TextIO, Context, Quality], None]] = {
    "text": shown_as(text_out, _blocks),
    "json": _json,
    "markdown": shown_as(markdown_out, _blocks),
}
