"""``palermo new sheet``: a workbook to describe cases in."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs


@click.command("sheet")
@click.option(
    "--rows",
    type=click.Choice(("facts", "persons")),
    default="facts",
    show_default=True,
    help="One row a fact (says most), or one row a person (quicker; one dealing with each is assumed).",
)
@click.option("-o", "--output", metavar="FILE.xlsx", required=True, help="Where to write the workbook.")
@options.packs
@options.lang
def command(rows: str, output: str, packs: tuple[str, ...], lang: str) -> int:
    """Write a workbook (Excel, LibreOffice) to describe cases in, with lists to choose from and every entry explained.

    Filled in, `palermo import sheet` turns it into cases.
    """
    from palermo.sheet import new_workbook

    work = session.start(packs)
    outputs.write_new(output, new_workbook(work.rulebook, rows, lang))
    return 0
