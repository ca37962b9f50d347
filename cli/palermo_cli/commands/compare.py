"""``palermo compare``: how definitions relate to one another."""

import errno
import os
from collections.abc import Sequence

import click

from palermo_cli import options, session
from palermo_cli import output as outputs


@click.command("compare", short_help="How two definitions relate, with smallest cases that show it.")
@click.argument("ids", metavar="[DEFINITION DEFINITION]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Compare each definition with each: a matrix.")
@click.option(
    "--include-unverified",
    "unverified",
    is_flag=True,
    help="With --all, also definitions that were not held in full against the text of the law.",
)
@click.option(
    "--witness",
    "folder",
    metavar="DIR",
    help="Also write the smallest cases there as Turtle, with what is expected of them: palermo test DIR holds them "
    "against the findings.",
)
@click.option("--no-reasoner", "alone", is_flag=True, help="Do not ask the description-logic reasoner.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1, max=86400),
    default=60,
    show_default=True,
    help="How long the reasoner may take.",
)
@options.packs
@options.formats("text", "json", "csv", "html")
@options.output
@options.lang
def command(
    ids: tuple[str, ...],
    every: bool,
    unverified: bool,
    folder: str | None,
    alone: bool,
    timeout: float,
    packs: tuple[str, ...],
    format_: str,
    output: str | None,
    lang: str,
) -> int:
    """Say how two DEFINITIONs relate: equivalent, the one within the other, overlapping, disjoint, or undetermined;
    with a smallest case that meets the one and not the other, for each side, and one that meets both.

    It is about the definitions as they are encoded, not about when, where and to whom a law applies. The answer is that
    of a description-logic reasoner (HermiT, extra 'reasoner'); without it, that of the engine, which tries every
    smallest way to meet the one definition under the other.
    """
    from palermo.compare import compare_all
    from palermo.write.compare import WRITERS
    from palermo.write.compare.turtle_files import Files

    if every and ids:
        raise click.UsageError("--all compares all definitions: leave out their names, or leave out --all")
    if timeout != timeout:  # not a number, which no range refuses
        raise click.UsageError("--timeout takes a number of seconds")
    if not every and len(ids) != 2:
        raise click.UsageError("name two definitions, as palermo definitions lists them, or give --all")
    if folder is not None:
        _made(folder)
    work = session.start(packs, ("all",) if every else (), unverified=unverified)
    chosen = work.definitions if every else ids
    pairs = None if every else ((0, 1),)
    found = compare_all(work.rulebook, chosen, reasoner=not alone, timeout=timeout, pairs=pairs)
    context = session.context(work._replace(definitions=tuple(dict.fromkeys(chosen))), lang, output)
    with outputs.opened(output) as out:
        WRITERS[format_](out, context, found, every)
    if folder is not None:
        _write(folder, list(Files(context).files(found)))
    return 0


def _made(folder: str) -> None:
    """Make the folder, where it is not there, before anything else is done."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"--witness {folder or 'with nothing'}: name a folder; {error.strerror}") from None


def _write(folder: str, files: Sequence[tuple[str, str]]) -> None:
    """Write each file into a folder. A file that is there and says something else is somebody's, and refused."""
    paths = [os.path.join(folder, name) for name, _ in files]
    for path, (_, text) in zip(paths, files, strict=True):
        if os.path.exists(path) and _content(path) != text:
            raise OSError(errno.EEXIST, "there already, and changed; name another folder, or move it away", path)
    for path, (_, text) in zip(paths, files, strict=True):
        with outputs.opened(path) as out:
            out.write(text)


def _content(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()
