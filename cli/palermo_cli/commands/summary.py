"""``palermo summary``: tables and charts of the findings on many cases."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report
from palermo_cli.progress import watched

if TYPE_CHECKING:
    from palermo.problems import Problem
    from palermo.summary.inputs import Item
    from palermo.summary.tally import Tally

#: The names of :data:`palermo.write.summary.charts.CHARTS` and :data:`palermo.summary.inputs.INPUT_FORMATS`, written
#: out so that the program starts quickly; a test holds them together.
CHARTS = ("diagram", "outcomes", "missing", "jurisdiction", "year", "label-source")
INPUT_FORMATS = (*options.FORMATS, "json", "jsonl")

_PICTURES = ("svg", "png")


@click.command("summary", short_help="Turn findings on many cases into tables and charts.")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@options.option(
    "--input-format",
    type=click.Choice(INPUT_FORMATS),
    help="Format of the input, where its name does not say it: 'json' and 'jsonl' are findings, the others cases.",
)
@options.packs
@options.definitions
@options.point_in_time
@options.option(
    "--chart",
    type=click.Choice(CHARTS),
    help="Which chart to write, with --format svg or png.  [default: the diagram of three circles; outcomes where "
    "there is none]",
)
@options.formats("text", "json", "csv", "markdown", "html", *_PICTURES)
@options.output
@options.lang
@options.engine
@options.loudness
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    packs: tuple[str, ...],
    definitions: tuple[str, ...],
    at: str | None,
    jurisdictions: tuple[str, ...],
    unverified: bool,
    chart: str | None,
    format_: str,
    output: str | None,
    lang: str,
    engine: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Count the findings in FILE, as palermo classify writes them (--format jsonl or json, also gzipped), or - for
    standard input: outcomes by definition, what is missing, where situations lie in the diagram, and outcomes by
    jurisdiction, year and source of a label.

    A FILE that holds case descriptions is classified first, under the definitions chosen. What the charts show is told
    in words, too. With -o page.html everything stands on one page; -o picture.png is one chart, and needs the extra
    'charts'.
    """
    from palermo.summary.inputs import told_by
    from palermo.summary.tally import Tally
    from palermo.write.summary import WRITERS, png_of, write_svg
    from palermo.write.summary.report import Report

    if chart and format_ not in _PICTURES:
        raise click.UsageError("--chart goes with --format svg or png; a page (-o page.html) has all charts")
    if format_ == "png" and output is None and sys.stdout.isatty():
        raise click.UsageError("a picture cannot be shown here: give it a file, such as -o picture.png")
    work = session.start(packs, definitions, engine, at=at, jurisdictions=jurisdictions, unverified=unverified)
    tally = Tally(work.rulebook)
    with outputs.opened(output) as out:
        items = told_by(work.rulebook, work.judge, paths, work.definitions, input_format)
        problems = _counted(tally, watched(items, "counting", quiet))
        written = Report(tally.summary(), problems)
        context = session.context(work, lang, output)
        if format_ == "png":
            picture = png_of(context, written, chart)
            out.flush()
            out.buffer.write(picture)
        elif format_ == "svg":
            write_svg(out, context, written, chart)
        else:
            WRITERS[format_](out, context, written)
    if verbose and not quiet:
        sys.stderr.write(f"palermo: {written.summary.cases} cases counted, {len(problems)} problems\n")
    return 2 if problems else 0


def _counted(tally: "Tally", items: "Iterator[Item]") -> "list[Problem]":
    """Count what the inputs tell; the problems met, each reported as it comes."""
    from palermo.problems import Problem
    from palermo.summary.told import Told

    problems = []
    for item in items:
        if isinstance(item, Told):
            tally.add(item)
        elif isinstance(item, Problem):
            problems.append(item)
            report(item)
        else:
            tally.leave_out(item.inputs)
    return problems
