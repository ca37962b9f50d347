"""What the words of a report mean: first where a run has several cases, in two lines at its end where it has one."""

from collections.abc import Iterator

from palermo.write.context import Context
from palermo.write.report.block import Block, item, line
from palermo.write.words import Words

#: The sentences that explain the report's own words, in order.
_KEY = (
    "read.established",
    "read.alleged",
    "read.not-established",
    "read.excluded",
    "read.facts",
    "read.signs",
    "read.labels",
    "read.findings",
)


def key_blocks(context: Context) -> Iterator[Block]:
    """The key of a run with several cases."""
    words = Words(context.rulebook, context.lang)
    yield Block("case", words.say("how-to-read"))
    for id_ in _KEY:
        yield item(_said(context, words, id_), 0)
    yield line("", 0)


def short_key(context: Context) -> Block:
    """The key of a run with one case."""
    return Block("basis", _said(context, Words(context.rulebook, context.lang), "read.shortly"))


def _said(context: Context, words: Words, id_: str) -> str:
    """A sentence of the key, and what it adds where the rulebook has circles."""
    more = words.say(id_ + ".model") if context.rulebook.circles else ""
    return f"{words.say(id_)} {more}" if more else words.say(id_)
