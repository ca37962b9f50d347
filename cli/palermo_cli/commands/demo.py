"""``palermo demo``: the main job on the built-in examples."""

import click

from palermo.data import folder
from palermo_cli import options, session
from palermo_cli.reporting import classify_to


@click.command("demo", short_help="Classify the built-in examples.")
@options.formats("text", "json", "jsonl", "turtle", "trig", "csv", "markdown")
@options.output
@options.lang
@options.engine
def command(format_: str, output: str | None, lang: str, engine: str) -> int:
    """Classify the built-in examples: those of a fact sheet, and decided cases."""
    work = session.start((), (), engine)
    return classify_to(work, [folder("examples")], format_=format_, lang=lang, file=output)
