"""Options that several commands share."""

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from palermo.problems import Notice
from palermo.read.formats import FORMATS
from palermo_cli.lazily import Option, helped

__all__ = [
    "FORMATS",
    "bulk",
    "definitions",
    "engine",
    "formats",
    "helped",
    "lang",
    "loudness",
    "output",
    "packs",
    "paths",
    "point_in_time",
]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
#: ``click.option``, with options that start quickly.
option = partial(click.option, cls=Option)


def _together(*decorators: Decorator) -> Decorator:
    def apply(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


def _without_notices(_ctx: click.Context, _parameter: click.Parameter, quiet: bool) -> bool:
    if quiet:
        warnings.simplefilter("ignore", Notice)
    return quiet


paths = _together(
    click.argument("paths", metavar="PATH...", nargs=-1, required=True),
    option(
        "--input-format",
        type=click.Choice(FORMATS),
        help="Format of the input, where its name does not say it; needed for standard input (-).",
    ),
)
packs = option(
    "--with",
    "packs",
    metavar="PACK",
    multiple=True,
    help="Add a pack: a folder with ontology/ and shapes/, or the name of an installed one. Repeatable.",
)
definitions = option(
    "--definition",
    "definitions",
    metavar="ID",
    multiple=True,
    help="Definition to classify under; 'all', or 'applicable' for those that were law at the time and place of the "
    "conduct, or may have been. Repeatable. Default: those the rulebook marks as default.",
)
point_in_time = _together(
    option(
        "--at", metavar="DATE", help="Ask what was law on this day (YYYY-MM-DD), whatever the dates of the conduct."
    ),
    option(
        "--jurisdiction",
        "jurisdictions",
        metavar="CODE",
        multiple=True,
        help="Ask what was law there (ISO 3166: ZA, GB-SCT), whatever the case records. Repeatable.",
    ),
    option(
        "--include-unverified",
        "unverified",
        is_flag=True,
        help="With 'all' and 'applicable', also definitions that were not held in full against the text of the law.",
    ),
)
lang = option("--lang", metavar="TAG", default="en", show_default=True, help="Language of labels and wording.")
engine = option(
    "--engine",
    type=click.Choice(("compiled", "reference")),
    default="compiled",
    show_default=True,
    help="The compiled engine, or the slow independent one that it is checked against (extra 'reference').",
)
output = option(
    "-o",
    "--output",
    metavar="FILE",
    is_eager=True,  # before --format, which its name decides where that is not given
    help="Write to FILE, whole or not at all. Its ending chooses the form, unless --format does.",
)
#: What the ending of an output file's name says of its form.
_ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "n-quads",
    ".csv": "csv",
    ".md": "markdown",
    ".svg": "svg",
    ".png": "png",
    ".html": "html",
}
bulk = _together(
    option(
        "--jobs",
        metavar="N",
        type=click.IntRange(min=1),
        help="Classify by N processes at once; the output is the same.  [default: 1]",
    ),
    option("--resume", is_flag=True, help="Continue an interrupted run into the same FILE, with the same options."),
    option("--cache", metavar="DIR", help="Keep results in this folder: a later run classifies only what changed."),
    option("--scheduler", metavar="ADDRESS", help="Classify on the Dask cluster with this scheduler (extra 'dask')."),
)
loudness = _together(
    option("-v", "--verbose", is_flag=True, help="Say on standard error what was done."),
    option("-q", "--quiet", is_flag=True, callback=_without_notices, help="Nothing on standard error but errors."),
)


def formats(*names: str, default: str = "text") -> Decorator:
    """The option ``--format`` with these choices. Where it is not given, the ending of the output file's name decides,
    if it names one of them; else the default holds."""

    def chosen(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
        if value is not None:
            return value
        name = ctx.params.get("output") or ""
        by_name = _ENDINGS.get(name[name.rfind(".") :].lower()) if "." in name else None
        return by_name if by_name in names else default

    return option(
        "--format",
        "format_",
        type=click.Choice(names),
        callback=chosen,
        help=f"Form of the output.  [default: {default}]",
    )
