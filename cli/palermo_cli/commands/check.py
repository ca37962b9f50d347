"""``palermo check``: is an extension of the rulebook sound?"""

import click

from palermo_cli import options
from palermo_cli import output as outputs


@click.command("check", short_help="Is a pack sound: terms, texts, shapes, dates, imports.")
@click.argument("names", metavar="PACK...", nargs=-1, required=True)
@options.packs
@click.option("--no-reasoner", is_flag=True, help="Do not ask the description-logic reasoner (extra 'reasoner').")
@options.formats("text", "json")
@options.output
@options.lang
def command(
    names: tuple[str, ...], packs: tuple[str, ...], no_reasoner: bool, format_: str, output: str | None, lang: str
) -> int:
    """Check packs: folders with ontology/ and shapes/, names of installed packs, or 'core'.

    Everything that is found is told in one run, with its place and what to do. Each kind of problem has a number and a
    page in docs/diagnostics/. Where Java is there and nothing else is wrong, a reasoner is asked whether the ontology
    contradicts itself. Exit code 1 where there are errors or warnings; notices do not count.
    """
    from palermo.check import check
    from palermo.write.check import WRITERS, Look

    report = check(names, packs, lang=lang, reasoner=not no_reasoner)
    with outputs.opened(output) as out:
        WRITERS[format_](out, Look(lang, outputs.width(output), outputs.colour(output)), report)
    return 0 if report.sound else 1
