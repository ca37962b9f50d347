"""``palermo new``: a commented skeleton to fill in. Each kind has a module of its own."""

import click

from palermo_cli.program import LazyGroup

#: What can be written new, to the module that writes it, in the order of the help page.
SKELETONS = {
    "case": "new_case",
    "pack": "new_pack",
    "sheet": "new_sheet",
}


class Skeletons(LazyGroup):
    """The kinds of skeleton."""

    modules = SKELETONS


@click.group("new", cls=Skeletons, short_help="A commented skeleton to fill in.")
def command() -> None:
    """Write a commented skeleton to fill in."""
