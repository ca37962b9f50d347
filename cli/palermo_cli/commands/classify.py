"""``palermo classify``: the main job."""

import click

from palermo_cli import options, session
from palermo_cli.reporting import classify_to


@click.command("classify", short_help="Classify described cases, and say why.")
@options.paths
@options.packs
@options.definitions
@options.point_in_time
@options.formats("text", "json", "jsonl", "turtle", "trig", "csv", "markdown")
@options.output
@options.lang
@options.engine
@options.loudness
@options.helped
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    packs: tuple[str, ...],
    definitions: tuple[str, ...],
    at: str | None,
    jurisdictions: tuple[str, ...],
    unverified: bool,
    format_: str,
    output: str | None,
    lang: str,
    engine: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Classify the cases in PATH (files, folders, or - for standard input) and report what follows for each person.

    The report says which classification follows, why, what is missing, on what evidence and under which provision.
    A file that cannot be read, or breaks the rules of a description, is named; the others are classified all the same.
    """
    work = session.start(packs, definitions, engine, at=at, jurisdictions=jurisdictions, unverified=unverified)
    return classify_to(
        work,
        paths,
        format_=format_,
        lang=lang,
        file=output,
        input_format=input_format,
        verbose=verbose,
        quiet=quiet,
    )
