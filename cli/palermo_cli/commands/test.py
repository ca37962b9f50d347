"""``palermo test``: cases that carry ``pal:expects``, held against the findings."""

import click

from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.command("test", short_help="Hold expectations in cases against the findings.")
@options.paths
@options.packs
@options.formats("text", "json", "markdown")
@options.output
@options.lang
@options.engine
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    packs: tuple[str, ...],
    format_: str,
    output: str | None,
    lang: str,
    engine: str,
) -> int:
    """Hold what the cases in PATH expect against what is found. Exit code 1 on any difference.

    A pack within PATH that carries cases of its own (cases/ beside ontology/ or shapes/) is loaded for those.
    """
    from palermo.expectations import together, trial
    from palermo.read.walk import only_packs, packs_within
    from palermo.write.expectations import WRITERS

    work = session.start(packs, ("all",), engine)
    trials = []
    plain = [path for path in paths if not only_packs(path)]
    if plain:
        trials.append(trial(work.rulebook, work.judge, plain, input_format))
    for pack in packs_within(paths):
        own = session.start((*packs, pack), ("all",), engine)
        trials.append(trial(own.rulebook, own.judge, [f"{pack}/cases"], input_format))
    found = together(trials)
    with outputs.opened(output) as out:
        WRITERS[format_](out, session.context(work, lang, output), found)
    for problem in found.problems:
        report(problem)
    return 2 if found.problems else 1 if found.unmet else 0
