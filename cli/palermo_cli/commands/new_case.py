"""``palermo new case``: a case description with every part explained, or one that questions and answers make."""

import os

import click

from palermo.data import folder
from palermo_cli import options
from palermo_cli import output as outputs


@click.command("case")
@click.option(
    "--interview", is_flag=True, help="Ask for what the record says, and write the case that the answers make."
)
@options.output
@options.packs
@options.definitions
@click.option(
    "--include-unverified",
    "unverified",
    is_flag=True,
    help="With 'all', also definitions that were not held in full against the text of the law.",
)
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    interview: bool,
    output: str | None,
    packs: tuple[str, ...],
    definitions: tuple[str, ...],
    unverified: bool,
    lang: str,
) -> int:
    """Write a case description with every part explained, to standard output or to a new FILE.

    With --interview, questions are asked, only such as can still change the result under the definitions chosen, and
    the case that the answers describe is written in the end. Answers are yes, no, unknown, alleged or not proved;
    'help' explains a question, 'back' returns to the one before, 'stop' ends and writes what there is. Answers may come
    from standard input, one a line. Broken off by Ctrl-C, nothing is written.
    """
    if interview:
        from palermo_cli.commands.interviewing import interview as hold

        return hold(output, packs, definitions, lang, unverified)
    if packs or definitions or unverified or ctx.get_parameter_source("lang") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--with, --definition, --include-unverified and --lang go with --interview", ctx)
    template = os.path.join(folder("ontology"), "templates", "new-case.ttl")
    with open(template, encoding="utf-8") as skeleton, outputs.opened(output, fresh=True) as out:
        out.write(skeleton.read())
    return 0
