"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from palermo.read.formats import FORMATS

__all__ = ["FORMATS", "definitions", "engine", "formats", "lang", "loudness", "output", "packs", "paths"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _together(*decorators: Decorator) -> Decorator:
    def apply(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


paths = _together(
    click.argument("paths", metavar="PATH...", nargs=-1, required=True),
    click.option(
        "--input-format",
        type=click.Choice(FORMATS),
        help="Format of the input, where its name does not say it; needed for standard input (-).",
    ),
)
packs = click.option(
    "--with",
    "packs",
    metavar="PACK",
    multiple=True,
    help="Add a pack: a folder with ontology/ and shapes/. Repeatable.",
)
definitions = click.option(
    "--definition",
    "definitions",
    metavar="ID",
    multiple=True,
    help="Definition to classify under, or 'all'. Repeatable. Default: those the rulebook marks as default.",
)
lang = click.option("--lang", metavar="TAG", default="en", show_default=True, help="Language of labels and wording.")
engine = click.option(
    "--engine",
    type=click.Choice(("compiled", "reference")),
    default="compiled",
    show_default=True,
    help="The compiled engine, or the slow independent one that it is checked against (extra 'reference').",
)
output = click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
loudness = _together(
    click.option("-v", "--verbose", is_flag=True, help="Say on standard error what was done."),
    click.option("-q", "--quiet", is_flag=True, help="Nothing on standard error but errors."),
)


def formats(*names: str, default: str = "text") -> Decorator:
    """The option ``--format`` with these choices."""
    return click.option(
        "--format", "format_", type=click.Choice(names), default=default, show_default=True, help="Form of the output."
    )
