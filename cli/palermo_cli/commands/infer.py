"""``palermo infer``: a case with all that follows from it."""

import click

from palermo.problems import Problem
from palermo_cli import options, session
from palermo_cli import output as outputs
from palermo_cli.errors import report


@click.command("infer", short_help="The case with all that follows from it, as RDF.")
@options.paths
@click.option(
    "--view",
    type=click.Choice(("established", "alleged")),
    default="established",
    show_default=True,
    help="Draw conclusions from established facts only, or from alleged ones too.",
)
@options.packs
@options.formats("turtle", "trig", default="turtle")
@options.output
def command(
    paths: tuple[str, ...],
    input_format: str | None,
    view: str,
    packs: tuple[str, ...],
    format_: str,
    output: str | None,
) -> int:
    """Write the cases in PATH with what the ontology adds to them on one view. TriG has a graph for each case."""
    from palermo.pipeline import sound_cases
    from palermo.write.turtle import graph_lines, prefix_lines

    work = session.start(packs)
    problems = 0
    with outputs.opened(output) as out:
        out.write("\n".join(prefix_lines()) + "\n\n")
        for item in sound_cases(work.rulebook, paths, input_format):
            if isinstance(item, Problem):
                problems += 1
                report(item)
            else:
                triples = work.rulebook.infer(item, view)
                out.write("\n".join(graph_lines(triples, item.iri if format_ == "trig" else None)) + "\n\n")
    return 2 if problems else 0
