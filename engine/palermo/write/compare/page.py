"""Comparisons as one page: the matrix of all with what is behind each cell, or one comparison with its three sides.

The page holds all it needs, runs nothing and fetches nothing, and says so by its content security policy. It is dark
where the reader's screen is; the table scrolls on a narrow one. A cell is told by its mark and its words; its colour
only helps.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import combinations
from typing import Final, TextIO

from palermo.compare.relation import RELATIONS, Comparison, Shown
from palermo.escape import esc
from palermo.write.compare.matrix import counted, relation_of, relations, tried, way
from palermo.write.compare.telling import Part, Side, Telling
from palermo.write.context import Context
from palermo.write.report.definitions import banner_blocks

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1b1a; --ground: #fdfcfa; --soft: #6a6660; --line: #d8d3cc;
  --equivalent: #cfe3d4; --within: #d3e0ee; --contains: #d3e0ee; --overlapping: transparent; --disjoint: #ecd6d2;
  --undetermined: #efe6c8; --note: #efe6c8; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --ground: #1a1918; --soft: #a8a29a; --line: #3d3a36;
  --equivalent: #24452e; --within: #22384f; --contains: #22384f; --overlapping: transparent; --disjoint: #552c26;
  --undetermined: #4a4119; --note: #4a4119; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; }
a { color: inherit; } .soft { color: var(--soft); } .note { background: var(--note); padding: .75rem 1rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; overflow-wrap: normal; }
th, td { border: 1px solid var(--line); padding: .2rem .4rem; text-align: center; white-space: nowrap; }
th[scope=row] { text-align: left; font-weight: normal; position: sticky; left: 0; background: var(--ground); }
td a { display: block; min-width: 1.25rem; text-decoration: none; }
.equivalent { background: var(--equivalent); } .within { background: var(--within); }
.contains { background: var(--contains); } .disjoint { background: var(--disjoint); }
.undetermined { background: var(--undetermined); }
.words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
section { border-top: 1px solid var(--line); } dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; }
dt { text-align: center; min-width: 1.5rem; } .facts dt { text-align: left; color: var(--soft); } dd { margin: 0; }
@media (max-width: 30rem) { body { padding: .75rem; } th[scope=row] { max-width: 9rem; white-space: normal; } }
@media print { .scroll { overflow: visible; } }
"""


def write_page(out: TextIO, context: Context, found: Sequence[Comparison], matrix: bool) -> None:
    """Write the page of one comparison, or of the matrix."""
    page = _Page(context)
    title, body = page.matrix(found) if matrix else page.one(found[0])
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    out.write(
        f'<!doctype html>\n<html lang="{_safe(context.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    for line in body:
        out.write(line + "\n")
    out.write("</main>\n</body>\n</html>\n")


class _Page:
    """The lines of a page's body."""

    def __init__(self, context: Context) -> None:
        self._context, self._telling = context, Telling(context)
        self._say = self._telling.words.say

    # --- one

    def one(self, found: Comparison) -> tuple[str, Iterator[str]]:
        """The title and body of the page of one comparison."""
        return self._say("compare.title", a=found.a, b=found.b), self._one(found)

    def _one(self, found: Comparison) -> Iterator[str]:
        say, telling = self._say, self._telling
        yield f"<h1>{_safe(say('compare.title', a=found.a, b=found.b))}: {_safe(telling.relation(found))}</h1>"
        yield from self._banner()
        yield '<dl class="facts">'
        for id_ in dict.fromkeys((found.a, found.b)):
            yield f"<dt>{_safe(id_)}</dt><dd>{self._named(id_)}</dd>"
        yield "</dl>"
        yield _p(telling.because(found))
        yield _p(say("compare.scope"), "soft")
        for side in telling.sides(found) if found.a != found.b else telling.sides(found)[2:]:
            yield f"<section><h2>{_safe(side.heading)}</h2>"
            yield from self._side(side)
            yield "</section>"
        if found.open_lists:
            yield f"<section><h2>{_safe(say('compare.open-lists'))}</h2><ul>"
            yield from (f"<li>{_safe(telling.open_list(one))}</li>" for one in found.open_lists)
            yield f"</ul>{_p(say('compare.open-lists.how'))}</section>"
        yield f"<section><h2>{_safe(say('compare.how'))}</h2>{_p(telling.how(found))}</section>"

    def _side(self, side: Side) -> Iterator[str]:
        if side.shown is None:
            yield _p(side.instead)
            return
        yield _p(self._say("compare.smallest"))
        yield f'<dl class="facts"><dt>{_safe(self._say("compare.person"))}</dt>'
        yield f"<dd>{_safe(self._telling.person(side.shown))}</dd>"
        yield from self._facts(self._telling.parts(side.shown))
        yield "</dl>"
        yield from (_p(sentence) for sentence in self._telling.shows(side))
        yield from self._examples(side.shown)

    def _facts(self, parts: Sequence[Part]) -> Iterator[str]:
        for part in parts:
            if part.name or not part.parts:
                yield f"<dt>{_safe(part.name)}</dt><dd>{_safe(part.kinds)}</dd>"
            elif len(parts) > 1:
                yield f"<dt>{_safe(part.kinds)}</dt><dd></dd>"
            yield from self._facts(part.parts)

    def _examples(self, shown: Shown) -> Iterator[str]:
        if not shown.examples:
            return
        yield _p(self._say("compare.examples")) + "<ul>"
        for example in shown.examples:
            said = self._say("compare.example", title=example.title, person=example.person)
            yield f'<li>{_safe(said)} <span class="soft">examples/{_safe(example.file)}</span></li>'
        yield "</ul>"

    def _named(self, id_: str) -> str:
        """A definition's label and citation."""
        card = self._telling.words.definition(id_)
        if card is None:
            return _safe(id_)
        citation = self._telling.words.citation(card.provision)
        return f'{_safe(self._telling.words.label(card.iri))} <span class="soft">{_safe(citation)}</span>'

    def _banner(self) -> Iterator[str]:
        blocks = [block for block in banner_blocks(self._context) if block.text]
        if blocks:
            head, *rest = (_safe(block.text) for block in blocks)
            yield f'<div class="note"><p><strong>{head}</strong></p>'
            yield from (f"<p>{text}</p>" for text in rest)
            yield "</div>"

    # --- all

    def matrix(self, found: Sequence[Comparison]) -> tuple[str, Iterator[str]]:
        """The title and body of the page of the matrix."""
        title = "compare.all" if found else "compare.all.empty"
        return self._say(title, count=len(self._context.definitions)), self._matrix(found)

    def _matrix(self, found: Sequence[Comparison]) -> Iterator[str]:
        say, ids = self._say, self._context.definitions
        if not found:
            yield f"<h1>{_safe(say('compare.all.empty'))}</h1>"
            return
        yield f"<h1>{_safe(say('compare.all', count=len(ids)))}</h1>"
        yield from self._banner()
        yield _p(say("compare.all.counts", **counted(found)))
        yield _p(say("compare.all.how." + way(found), count=tried(found)))
        yield _p(say("compare.scope"), "soft")
        yield from self._key(found)
        yield from self._table(found)
        yield f"<h2>{_safe(say('compare.page.pairs'))}</h2>"
        for (i, j), one in zip(combinations(range(1, len(ids) + 1), 2), found, strict=True):
            yield from self._pair(one, f"p-{i}-{j}")

    def _key(self, found: Sequence[Comparison]) -> Iterator[str]:
        seen = set(relations(found).values())
        yield _p(self._say("compare.all.read")) + "<dl>"
        for relation in (r for r in RELATIONS if r in seen):
            mark, words = self._say("compare.mark." + relation), self._say("compare.key." + relation)
            yield f'<dt class="{relation}">{_safe(mark)}</dt><dd>{_safe(words)}</dd>'
        yield "</dl>"

    def _table(self, found: Sequence[Comparison]) -> Iterator[str]:
        ids, known = self._context.definitions, relations(found)
        name = _safe(self._say("compare.all", count=len(ids)))
        yield f'<div class="scroll" role="region" tabindex="0" aria-label="{name}"><table><thead><tr><td></td>'
        for number, id_ in enumerate(ids, 1):
            yield f'<th scope="col" title="{_safe(id_)}">{number}<span class="words"> {_safe(id_)}</span></th>'
        yield "</tr></thead><tbody>"
        for i, row in enumerate(ids, 1):
            yield f'<tr><th scope="row">{i} {_safe(row)}</th>'
            for j, column in enumerate(ids, 1):
                yield self._cell(i, j, None if i == j else relation_of(known, row, column))
            yield "</tr>"
        yield "</tbody></table></div>"

    def _cell(self, i: int, j: int, relation: str | None) -> str:
        if relation is None:
            return f"<td>{_safe(self._say('compare.mark.itself'))}</td>"
        mark, words = _safe(self._say("compare.mark." + relation)), _safe(self._say("compare.key." + relation))
        target = f"p-{min(i, j)}-{max(i, j)}"
        return (
            f'<td class="{relation}"><a href="#{target}" title="{words}"><span aria-hidden="true">{mark}</span>'
            f'<span class="words">{words}</span></a></td>'
        )

    def _pair(self, found: Comparison, target: str) -> Iterator[str]:
        telling = self._telling
        title = self._say("compare.title", a=found.a, b=found.b)
        yield f'<section id="{target}"><h3>{_safe(title)}: {_safe(telling.relation(found))}</h3>'
        yield _p(telling.because(found)) + "<ul>"
        for side in telling.sides(found):
            if side.shown is not None:
                id_ = "compare.page.only" if side.met else "compare.page.both"
                yield f"<li>{_safe(self._say(id_, definition=side.met, words=telling.facts(side)))}</li>"
        yield "</ul></section>"


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{_safe(text)}</p>' if kind else f"<p>{_safe(text)}</p>"


def _safe(text: str) -> str:
    """Text as HTML that shows it and nothing else, in attributes too."""
    return escape(esc(text), quote=True)
