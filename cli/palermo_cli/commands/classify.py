"""``palermo classify``: the main job."""

from collections.abc import Sequence
from functools import partial

import click

from palermo.problems import PalermoError, Problem
from palermo_cli import options, session
from palermo_cli.reporting import classify_to, result_of

#: The forms of output whose cases stand for themselves, so that they can be made in any number of portions.
_BY_PORTIONS = ("jsonl", "csv")


@click.command("classify", short_help="Classify described cases, and say why.")
@options.paths
@options.packs
@options.definitions
@options.point_in_time
@options.formats("text", "json", "jsonl", "turtle", "trig", "csv", "markdown")
@options.output
@options.bulk
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
    jobs: int | None,
    resume: bool,
    cache: str | None,
    scheduler: str | None,
    lang: str,
    engine: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Classify the cases in PATH (files, folders, or - for standard input) and report what follows for each person.

    The report says which classification follows, why, what is missing, on what evidence and under which provision.
    A file that cannot be read, or breaks the rules of a description, is named; the others are classified all the same.
    """
    start = partial(
        session.start, packs, definitions, engine, at=at, jurisdictions=jurisdictions, unverified=unverified
    )
    asked = {"--jobs": jobs, "--resume": resume, "--cache": cache, "--scheduler": scheduler}
    if format_ not in _BY_PORTIONS:
        _refuse([name for name, value in asked.items() if value], f"a run in --format {format_}: use jsonl or csv")
        return classify_to(
            start(),
            paths,
            format_=format_,
            lang=lang,
            file=output,
            input_format=input_format,
            verbose=verbose,
            quiet=quiet,
        )
    from palermo.bulk.partition import rulebook_of
    from palermo.bulk.values import Order
    from palermo_cli.bulk import Wanted, classify_in_bulk

    if scheduler is not None and jobs is not None:
        _refuse(["--jobs"], "a run with --scheduler: the cluster has its own workers")
    work = start(load=rulebook_of)
    order = Order(packs, definitions, engine, at, jurisdictions, unverified, lang, format_, work.rulebook.digest)
    wanted = Wanted(paths, input_format, output, jobs or 1, resume, cache, scheduler, quiet)
    cases, problems = classify_in_bulk(order, wanted)
    return result_of(work, cases, problems, verbose and not quiet)


def _refuse(options_: Sequence[str], why: str) -> None:
    """Raises PalermoError where one of these options was given."""
    if options_:
        raise PalermoError(Problem(options_[0], None, None, f"not for {why}"))
