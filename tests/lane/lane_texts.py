"""Texts of many cases that share their parts: whatever was learned of one case is asked of others soon after."""

from random import Random
from typing import Final, NamedTuple

from lane_compare import lane_of, order_of, portion_of
from lane_pieces import Drawer, Piece, frames

from palermo.pipeline import violations
from palermo.problems import PalermoError, Problem
from palermo.read.lines import runs
from palermo.rulebook import Rulebook
from palermo.split.splitter import Splitter

#: How the cases of a text are called: what their graph is called, and what their names begin with.
_STYLES: Final = (
    *((("https://example.org/c{n}#", "case"),) * 4),
    ("https://example.org/c{n}#", "graph"), ("https://example.org/c{n}#", ""), ("https://example.org/c{n}/", "case"),
    ("https://example.org/c{n}/", ""), ("https://example.org/c{n}", ""), ("https://{z}.example.org/c{n}#", "case"),
    ("https://example.org/c{m}#", "g{n}"), ("https://example.org/c{n}#", "{x}"),
)  # fmt: skip


class Text(NamedTuple):
    """A text of N-Quads, and how many cases were written into it."""

    text: str
    cases: int


def text_of(rng: Random, rulebook: Rulebook, cases: int) -> Text:
    """A text of this many cases, made of few parts."""
    tame, wrong = rng.random() < 0.8, rng.choice((0, 0, 0.05))
    known, most = [], rng.choice((1, 1, 2, 3))
    while len(known) < most:
        roles, frame = frames(rng)
        if (is_plain if tame else is_sound)(rulebook, frame) or rng.random() < 0.02:
            known.append((roles, frame))
    pools: list[list[Piece]] = []
    for roles, frame in known:
        drawer, pool = Drawer(rng, rulebook, roles, tame), list[Piece]()
        most = rng.choice((4, 6, 8, 12, 16))
        for _ in range(10 * most):
            if len(pool) == most:
                break
            piece = drawer.piece()
            if not piece or (not is_sound(rulebook, (*frame, *piece)) and rng.random() > wrong):
                continue
            if not tame or is_plain(rulebook, (*frame, *piece)) or rng.random() < 0.04:
                pool.append(piece)
        pools.append(pool)
    if rng.random() < 0.3:  # what was drawn for other roles
        pools = [[*pool, *rng.choice(pools)] for pool in pools]
    styles = rng.choices(_STYLES, k=rng.choice((1, 1, 1, 2)))
    likely, careless = rng.choice((0.2, 0.4, 0.6)), rng.choice((0, 0, 0.02, 0.2))
    made = []
    for number in range(cases):
        at = rng.randrange(len(known))
        pieces = [piece for piece in pools[at] if rng.random() < likely]
        if rng.random() < careless:
            rng.shuffle(pieces)
        lines = [line for piece in (known[at][1], *pieces) for line in piece]
        if rng.random() < careless:
            _spoil(rng, lines)
        prefix, graph = _called(rng, rng.choice(styles), number)
        made.append(_written(lines, prefix, graph))
    if rng.random() < 0.15:
        _mangle(rng, made)
    return Text("".join(made), cases)


def is_sound(rulebook: Rulebook, lines: Piece) -> bool:
    """Whether a case of these lines can be classified."""
    text = _written(list(lines), "https://example.org/t#", "https://example.org/t#g")
    try:
        (run,) = runs([text], "")
    except PalermoError:
        return False
    (item,) = Splitter(rulebook.vocabulary).graph(run.graph, run.triples, "", _nowhere) or [None]
    return item is not None and not isinstance(item, Problem) and not violations(rulebook, item, find=_nowhere)


def is_plain(rulebook: Rulebook, lines: Piece) -> bool:
    """Whether the lane knows a case of these lines once it has met another of the same."""
    order = order_of(rulebook)
    lane, judge = lane_of(rulebook, order)
    names = ("https://example.org/t1#", "https://example.org/t2#")
    lane(portion_of("".join(_written(list(lines), name, f"{name}g") for name in names)))
    return judge.count == 1


def _nowhere(_subject: str, _predicate: str | None, _object: object) -> tuple[None, None]:
    return None, None


def _called(rng: Random, style: tuple[str, str], n: int) -> tuple[str, str]:
    given = {"n": n, "m": n // 3, "z": rng.choice("abz"), "x": rng.choice(("case", "graph", "g"))}
    prefix, graph = (part.format(**given) for part in style)
    return prefix, prefix + graph


def _written(lines: list[str], prefix: str, graph: str) -> str:
    whole = not prefix.endswith(("#", "/"))
    found = []
    for line in lines:
        text = line.replace("{}", prefix)
        for brace, own in (("{", "<" + prefix + ("/" if whole else "")), ("}", ">")):
            text = _outside(text, brace, own)
        found.append(f"{text} <{graph}> .\n")
    return "".join(found)


def _outside(text: str, brace: str, own: str) -> str:
    """A text with something put for each curly brace that stands outside of words."""
    head, quote, rest = text.partition('"')
    return head.replace(brace, own) + quote + rest


def _spoil(rng: Random, lines: list[str]) -> None:
    """One small change to the lines of a case."""
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            lines[at], lines[to] = lines[to], lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            del lines[at]
        case _:
            lines.append(lines.pop(at))


def _mangle(rng: Random, made: list[str]) -> None:
    """One change to the text that is no longer canonical, or that tears a case."""
    at = rng.randrange(len(made))
    lines = made[at].splitlines(keepends=True)
    line = rng.randrange(len(lines))
    text = lines[line]
    match rng.randrange(14):
        case 0:
            lines[line] = text.replace("\n", "\r\n")
        case 1:
            lines.insert(line, "# a remark\n")
        case 2:
            lines.insert(line, "\n")
        case 3:
            lines[line] = text.replace(" <", "  <", 1)
        case 4:
            lines[line] = text.replace(" .\n", ".\n")
        case 5:
            lines[line] = text.replace(" ", "\t", 2)
        case 6:
            lines[line] = text.replace("palermo#", "p\\u0061lermo#")
        case 7:
            lines[line] = text.replace("example.org/c", "ex\\u0061mple.org/c", rng.choice((1, 2)))
        case 8:
            made.append(lines.pop(line))
        case 9:
            made[-1] = made[-1].rstrip("\n")
            return
        case 10:
            lines[line] = text.replace('"', '"\1', 1)
        case 11:
            lines[line] = "_:b <https://example.com/p> _:c" + text[text.rindex(" <") :]
        case 12:
            made.append(made[at])
        case _:
            lines[line] = text.replace(">", "", 1)
    made[at] = "".join(lines)
