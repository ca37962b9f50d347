"""``palermo audit``: labels that others gave, against the findings."""

import sys

import click

from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report
from palermo_cli.progress import watched


@click.command("audit", short_help="Count labels that others gave by what the records support.")
@options.paths
@options.packs
@options.definitions
@options.point_in_time
@click.option(
    "--by",
    metavar="GROUP",
    multiple=True,
    help="Group labels by this: source, instrument, classification, or a property that the ontology names for it; any "
    "other word has them listed. Repeatable; all by default. A chart shows the first, by default the source.",
)
@click.option(
    "--min-cell",
    "threshold",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Withhold figures below this, and others from which they could be worked out. 0 withholds nothing.",
)
@click.option("--rows", is_flag=True, help="Also list the labels one by one (in CSV: instead of the figures).")
@click.option(
    "--unlabelled-rows",
    is_flag=True,
    help="Also list the persons who meet a definition and carry no such label. Such a list is dangerous: it could send "
    "somebody to a door. Where a count will do, leave this out.",
)
@click.option("--strict", is_flag=True, help="Exit code 1 where a label is unsupported or contradicted.")
@options.formats("text", "json", "csv", "markdown", "svg")
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
    by: tuple[str, ...],
    threshold: int,
    rows: bool,
    unlabelled_rows: bool,
    strict: bool,
    format_: str,
    output: str | None,
    lang: str,
    engine: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Hold the labels that others gave in the cases of PATH (files, folders, or - for standard input) against what the
    records show, and count: supported, supported only if allegations are proved, unsupported, contradicted.

    Also counted, and not listed, are the persons who meet a definition and carry no label of what it concludes. The
    definitions chosen are for that; a label is tested by the instrument that it names. A figure below --min-cell is
    withheld, since it could lead to a person.
    """
    from palermo.audit import Auditor, chosen_groupings
    from palermo.pipeline import classified
    from palermo.problems import Problem
    from palermo.write.audit import WRITERS
    from palermo.write.audit.report import Report

    if format_ == "svg" and (rows or unlabelled_rows):
        raise click.UsageError("a chart has no rows: leave out --rows and --unlabelled-rows, or use another --format")
    work = session.start(packs, definitions, engine, at=at, jurisdictions=jurisdictions, unverified=unverified)
    groups = chosen_groupings(work.rulebook, by)
    problems: list[Problem] = []
    with (
        Auditor(work.rulebook, groups, rows=rows, unlabelled_rows=unlabelled_rows, lang=lang) as auditor,
        outputs.opened(output) as out,
    ):
        items = classified(work.rulebook, work.judge, paths, work.definitions, lang, input_format)
        for item in watched(items, "auditing", quiet):
            if isinstance(item, Problem):
                problems.append(item)
                report(item)
            else:
                auditor.take(item)
        found = auditor.result(threshold)
        written = Report(found, auditor.labels, auditor.persons, problems)
        WRITERS[format_](out, session.context(work, lang, output), written)
    if verbose and not quiet:
        digest = work.rulebook.digest[:12]
        sys.stderr.write(f"palermo: {found.cases} cases audited, {len(problems)} problems, rulebook {digest}\n")
    return 2 if problems else 1 if strict and auditor.unsupported else 0
