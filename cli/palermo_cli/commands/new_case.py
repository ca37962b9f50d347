"""``palermo new case``: a case description with every part explained."""

import os

import click

from palermo.data import folder
from palermo_cli import options
from palermo_cli import output as outputs


@click.command("case")
@options.output
def command(output: str | None) -> int:
    """Write a case description with every part explained, to standard output or to a new FILE."""
    template = os.path.join(folder("ontology"), "templates", "new-case.ttl")
    with open(template, encoding="utf-8") as skeleton, outputs.opened(output, fresh=True) as out:
        out.write(skeleton.read())
    return 0
