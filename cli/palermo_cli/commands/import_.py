"""``palermo import``: records of a case-data standard to RDF cases."""

import click

from palermo.importers.written import SYNTAXES
from palermo_cli import options
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.group("import", short_help="Records of a case-data standard to RDF cases.")
def command() -> None:
    """Turn records of a case-data standard into case descriptions in RDF."""


@command.command("sherloc")
@click.argument("file")
@options.formats(*SYNTAXES, default="trig")
@options.output
def sherloc(file: str, format_: str, output: str | None) -> int:
    """Turn UNODC's table of court cases (CSV) into RDF, a case a row.

    One conduct and one person are assumed for each row, and said so; what its labels claim is alleged.
    """
    from palermo.importers import convert

    with outputs.opened(output) as out:
        problems = convert("sherloc", file, out, format_)
    for problem in problems:
        report(problem)
    return 2 if problems else 0
