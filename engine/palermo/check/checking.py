"""The check of packs from end to end: read, look at each family of diagnostics, put in order.

In: packs. Out: everything that is wrong with them, in one run. What follows from a fault that is told is not told too.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Final

from palermo.check import (
    axioms,
    circles,
    descriptions,
    files,
    force,
    imports,
    judged,
    law,
    sparql,
    terms,
    wording,
    written,
)
from palermo.check.diagnostic import Diagnostic, Place, Report, in_order
from palermo.check.material import Material
from palermo.check.prefixes import known
from palermo.check.reading import read_file
from palermo.check.shapes import ReadShapes
from palermo.compile.packs import CORE, Pack, read_packs
from palermo.compile.refused import Refused

#: Seconds that a reasoner may take.
LIMIT: Final = 60


def check(
    names: Sequence[str], packs: Sequence[str] = (), *, lang: str = "en", reasoner: bool = False, timeout: float = LIMIT
) -> Report:
    """Checks packs: folders, names of installed packs, or ``core``. ``packs`` are others that they sit on. With
    ``reasoner``, a description-logic reasoner is asked too, where it is there and nothing else is wrong.

    Raises PalermoError where a pack cannot be opened, or where one that they sit on is broken.
    """
    folders = [name for name in names if name != CORE]
    core, *own = read_packs(folders)
    beside = read_packs([name for name in packs if name != CORE])[1:]
    others = [pack for pack in beside if _where(pack) not in map(_where, own)]
    chosen = [core, *own] if CORE in names else own
    material = read(chosen, core, others, lang=lang)
    found = _all(material, chosen, core, others)
    for folder in folders:
        if os.path.isdir(folder):
            found.extend(files.unread(material, folder))
    reasoned = _reasoned(material, timeout) if reasoner and not _any_error(found) else None
    found.extend(reasoned or ())
    count = sum(len(pack.sources) for pack in chosen)
    return Report(
        tuple(pack.name for pack in chosen), in_order(found), count, len(material.named), reasoned is not None
    )


def _where(pack: Pack) -> str:
    """Where a pack is, whatever name leads there."""
    return os.path.realpath(pack.sources[0].path)


def check_packs(
    own: Sequence[Pack], core: Pack, others: Sequence[Pack] = (), *, lang: str = "en"
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with packs that are open already, in order."""
    material = read(own, core, others, lang=lang)
    return in_order(_all(material, own, core, others))


def _all(material: Material, own: Sequence[Pack], core: Pack, others: Sequence[Pack]) -> list[Diagnostic]:
    found = list(problems(material))
    if not _any_error(found):
        found.extend(_refused(material, own, core, others))
    return found


def _any_error(found: Sequence[Diagnostic]) -> bool:
    return any(one.severity == "error" for one in found)


def _reasoned(material: Material, timeout: float) -> list[Diagnostic] | None:
    from palermo.check.reasoner import reason

    return reason(material, timeout)


def read(own: Sequence[Pack], core: Pack, others: Sequence[Pack], *, lang: str) -> Material:
    """What is to be checked: the packs' files, and what they sit on."""
    whole = any(pack.name == CORE for pack in own)
    usual = known(source for pack in (core, *others) for source in pack.sources)
    read_files = [
        [read_file(source, f"{pack.name}{number}", usual) for number, source in enumerate(pack.sources)] for pack in own
    ]
    below = imports.beneath(None if whole else core, read_files, others)
    every = [file for group in read_files for file in group]
    return Material(every, below.triples, usual, below.absent, below.names, lang=lang, whole=whole)


def problems(material: Material) -> Iterator[Diagnostic]:
    """What the families of diagnostics say."""
    yield from files.problems(material)
    if any(file.unreadable for file in material.own):
        return
    broken = list(axioms.broken_lists(material))
    yield from broken
    if broken:
        return
    judge = terms.Judge(material)
    yield from judge.problems(sparql.uses(material))
    meant = material.as_meant(judge.meant) if judge.meant else material
    yield from terms.Judge(meant).unused()
    yield from _others(meant)


def _others(material: Material) -> Iterator[Diagnostic]:
    read_shapes = ReadShapes(material)
    yield from imports.problems(material)
    yield from descriptions.problems(material, read_shapes.counted)
    yield from wording.problems(material)
    yield from circles.problems(material)
    yield from axioms.problems(material)
    yield from force.problems(material)
    yield from sparql.problems(material)
    yield from written.problems(read_shapes)
    yield from judged.problems(read_shapes)
    yield from law.problems(read_shapes)


def _refused(material: Material, own: Sequence[Pack], core: Pack, others: Sequence[Pack]) -> Iterator[Diagnostic]:
    """What the compiler refuses although nothing was found: a check never calls sound what cannot be used."""
    from palermo.compile.compiler import compile_packs
    from palermo.compile.imports import resolved

    whole = any(pack.name == CORE for pack in own)
    try:
        compile_packs([*own, *others] if whole else resolved(core, [*own, *others]))
    except Refused as error:
        problem = error.problem
        yield material.found("K512", Place(problem.file, problem.line, problem.column), what=problem.message)
