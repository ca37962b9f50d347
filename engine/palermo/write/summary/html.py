"""A summary as a page for a browser: the same parts, with the charts among them.

The page holds all it needs, runs nothing and fetches nothing, and says so by its content security policy. It is dark
where the reader's screen is; charts stand side by side where there is room, and on a narrow screen each row of a table
is told with the names of its figures.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import Final, TextIO

from palermo.escape import esc
from palermo.write.context import Context
from palermo.write.drawing import DARK, Drawing, svg
from palermo.write.grid import Grid
from palermo.write.report.block import Block
from palermo.write.summary.charts import DIAGRAM, Charts
from palermo.write.summary.page import Page, Part, Picture
from palermo.write.summary.report import Report

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1b1a; --ground: #fdfcfa; --soft: #6a6660; --line: #d8d3cc; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; }
.charts svg { width: 100%; max-width: 27rem; height: auto; flex: 1 1 20rem; border: 1px solid var(--line); }
.scroll { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; font-size: .9375rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: right; vertical-align: bottom;
  font-variant-numeric: tabular-nums; }
th { overflow-wrap: normal; } th:first-child { text-align: left; } tbody th { font-weight: normal; }
.end { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; color: var(--soft); }
@media (max-width: 40rem) {
  thead th { display: none; } thead th:first-child { display: block; padding: 0; }
  table, thead, tbody, thead tr { display: block; }
  tbody tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  tbody th { display: block; border: 0; padding: 0; }
  td { display: inline-block; border: 0; padding: 0 1rem 0 0; font-weight: bold; } td:empty { display: none; }
  td::before { content: attr(data-label) " "; color: var(--soft); font-weight: normal; } }
@media print { .scroll { overflow: visible; } .charts svg { break-inside: avoid; } }
"""
_DARK: Final = """@media screen and (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --ground: #1a1918;
  --soft: #a8a29a; --line: #3d3a36; } %s }
"""


def write_html(out: TextIO, context: Context, report: Report) -> None:
    """Write the page."""
    charts = Charts(context, report)
    views = charts.views(notes=False)
    style = _STYLE + _DARK % " ".join([DARK, *dict.fromkeys(view.dark for view in views)])
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = list(Page(context, report).parts())
    title = next(part.text for part in parts if isinstance(part, Block))
    out.write(
        f'<!doctype html>\n<html lang="{_safe(context.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )
    out.writelines(line + "\n" for line in _body(parts, charts, views))
    out.write("</main>\n</body>\n</html>\n")


def _body(parts: Iterable[Part], charts: Charts, views: list[Drawing]) -> Iterator[str]:
    for kind, group in groupby(parts, key=_kind):
        if kind == "item":
            yield "<ul>"
            yield from (f"<li>{_safe(part.text)}</li>" for part in group if isinstance(part, Block))
            yield "</ul>"
            continue
        for part in group:
            if isinstance(part, Grid):
                yield from _table(part)
            elif isinstance(part, Picture):
                yield from _pictures(views if part.chart == DIAGRAM else [charts.one(part.chart)])
            else:
                yield _BLOCKS.get(part.kind, "<p>{}</p>").format(_safe(part.text))


def _kind(part: Part) -> str:
    return part.kind if isinstance(part, Block) else type(part).__name__


_BLOCKS: Final = {"case": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "basis": '<p class="end">{}</p>'}


def _pictures(drawings: Iterable[Drawing]) -> Iterator[str]:
    yield '<div class="charts">'
    for drawing in drawings:
        yield from svg(drawing, alone=False)
    yield "</div>"


def _table(grid: Grid) -> Iterator[str]:
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{_safe(grid.head[0])}"><table><thead><tr>'
    yield from (f'<th scope="col">{_safe(text)}</th>' for text in grid.head)
    yield "</tr></thead><tbody>"
    for name, *figures in grid.rows:
        cells = "".join(
            f'<td data-label="{_safe(label)}">{_safe(figure)}</td>'
            for label, figure in zip(grid.head[1:], figures, strict=True)
        )
        yield f'<tr><th scope="row">{_safe(name)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _safe(text: str) -> str:
    """Text as HTML that shows it and nothing else, in attributes too."""
    return escape(esc(text), quote=True)
