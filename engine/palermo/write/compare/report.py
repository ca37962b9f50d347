"""Comparisons as text: one with its three sides, or the matrix of all with a key."""

from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from palermo.compare.relation import RELATIONS, Comparison, Shown
from palermo.escape import esc
from palermo.write.blocks_out import text_out
from palermo.write.compare.matrix import counted, relation_of, relations, tried, way
from palermo.write.compare.telling import Part, Side, Telling
from palermo.write.context import Context
from palermo.write.report.block import Block, heading, item, line, row
from palermo.write.report.definitions import banner_blocks
from palermo.write.wrap import columns, padded

#: So many examples are named on each side.
_EXAMPLES: Final = 4
#: How wide the names of definitions may be before the marks of the matrix.
_NAME: Final = 40


def write_text(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    """Write one comparison, or the matrix."""
    text_out(out, context, banner_blocks(context))
    if matrix:
        _write_matrix(out, context, found)
    else:
        text_out(out, context, _blocks(context, found[0]))


def _blocks(context: Context, found: Comparison) -> Iterator[Block]:
    telling = Telling(context)
    say = telling.words.say
    yield Block("case", say("compare.title", a=found.a, b=found.b), telling.relation(found))
    for id_ in dict.fromkeys((found.a, found.b)):
        card = telling.words.definition(id_)
        if card is not None:
            yield row(id_, "", telling.words.label(card.iri), telling.words.citation(card.provision), depth=1)
    yield line("", 0)
    yield line(telling.because(found), 0)
    yield line(say("compare.scope"), 0)
    for side in telling.sides(found) if found.a != found.b else telling.sides(found)[2:]:
        yield heading(side.heading)
        yield from _side(telling, side)
    if found.open_lists:
        yield heading(say("compare.open-lists"))
        yield from (item(telling.open_list(one), 1) for one in found.open_lists)
        yield line(say("compare.open-lists.how"))
    yield heading(say("compare.how"))
    yield line(telling.how(found))


def _side(telling: Telling, side: Side) -> Iterator[Block]:
    if side.shown is None:
        yield line(side.instead)
        return
    say = telling.words.say
    yield line(say("compare.smallest"))
    yield row(say("compare.person"), "", telling.person(side.shown))
    yield from _rows(telling.parts(side.shown))
    yield from (line(sentence) for sentence in telling.shows(side))
    yield from _examples(telling, side.shown)


def _rows(parts: Sequence[Part]) -> Iterator[Block]:
    """A row for each fact; those of a conduct stand with it."""
    for part in parts:
        if part.name or not part.parts:
            yield row(part.name, "", part.kinds)
        elif len(parts) > 1:
            yield row(part.kinds, "", "")
        yield from _rows(part.parts)


def _examples(telling: Telling, shown: Shown) -> Iterator[Block]:
    if not shown.examples:
        return
    say = telling.words.say
    yield line(say("compare.examples"))
    for example in shown.examples[:_EXAMPLES]:
        yield item(say("compare.example", title=example.title, person=example.person), 2, f"examples/{example.file}")
    if len(shown.examples) > _EXAMPLES:
        yield item(say("compare.examples-more", count=len(shown.examples) - _EXAMPLES), 2)


# --- the matrix


def _write_matrix(out: TextIO, context: Context, found: Sequence[Comparison]) -> None:
    telling = Telling(context)
    say = telling.words.say
    ids = context.definitions
    if not found:
        text_out(out, context, [line(say("compare.all.empty"), 0)])
        return
    text_out(out, context, [Block("case", say("compare.all", count=len(ids)))])
    for marks in _tables(telling, ids, found, context.width):
        out.write("\n" + "\n".join(marks) + "\n")
    out.write("\n")
    key = [
        row(say("compare.mark." + r), "", say("compare.key." + r), depth=1)
        for r in RELATIONS
        if r in relations(found).values()
    ]
    text_out(out, context, [line(say("compare.all.read"), 0), *key, line("", 0)])
    closing = [
        say("compare.all.counts", **counted(found)),
        say("compare.all.how." + way(found), count=tried(found)),
        say("compare.scope"),
    ]
    if found[0].by != "reasoner":
        closing.insert(2, say("compare.why." + found[0].reasoner))
    text_out(out, context, [line(sentence, 0) for sentence in closing])


def _tables(telling: Telling, ids: Sequence[str], found: Sequence[Comparison], width: int) -> Iterator[list[str]]:
    """The matrix, in as many tables beside one another as the width asks for. Columns have the numbers of rows."""
    known = relations(found)
    say = telling.words.say
    marks = {relation: say("compare.mark." + relation) for relation in RELATIONS}
    names = [_clipped(esc(id_)) for id_ in ids]
    wide = max(columns(name) for name in names)
    number = len(str(len(ids)))
    cell = max(number, *(columns(mark) for mark in marks.values())) + 1
    fits = max(1, (width - number - 1 - wide) // cell)

    def mark(row: str, column: str) -> str:
        return say("compare.mark.itself") if row == column else marks[relation_of(known, row, column)]

    for start in range(0, len(ids), fits):
        part = ids[start : start + fits]
        head = " " * (number + 1 + wide) + "".join(f"{at:>{cell}}" for at in range(start + 1, start + len(part) + 1))
        rows = [
            f"{at:>{number}} {padded(name, wide)}" + "".join(f"{mark(a, b):>{cell}}" for b in part)
            for at, (a, name) in enumerate(zip(ids, names, strict=True), 1)
        ]
        yield [head, *rows]


def _clipped(name: str) -> str:
    return name if columns(name) <= _NAME else name[: _NAME - 1] + "…"
