"""Engine against reference on many generated cases: ``run.py --count 5000 --seed 1 --jobs 2``.

Prints the seeds, each disagreement with the first field that differs and a smallest case that shows it, and what the
cases did not exercise. Exit code 1 where the two disagree or something stayed unexercised.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from time import monotonic
from typing import NamedTuple

from compare import Difference, disagree, shrink, turtle
from generator import generate
from kinds import everything

from palermo.reference import Reference
from palermo.rulebook import Rulebook
from palermo.split.case import Case

_CHUNK = 25
_SHOWN = 10


class Disagreement(NamedTuple):
    """A case on which the two differ, and where."""

    seed: int
    difference: Difference
    turtle: str


class Part(NamedTuple):
    """What came of some seeds."""

    tags: frozenset[str]
    disagreements: tuple[Disagreement, ...]


@cache
def judges() -> tuple[Rulebook, Reference]:
    """Both, loaded once a process."""
    return Rulebook.load(), Reference.load()


def valid(case: Case) -> bool:
    """Whether a case breaks no quality rule, so that it may be classified."""
    return not any(result.severity == "violation" for result in judges()[0].validate(case))


def differs_as(field: str, case: Case) -> bool:
    """Whether engine and reference differ on a valid case in the field named last in ``field``."""
    if not valid(case):
        return False
    found = disagree(*judges(), case)
    return found is not None and found.field.rsplit(".", 1)[-1] == field.rsplit(".", 1)[-1]


def judge(seeds: Iterable[int]) -> Part:
    """Generate, classify and compare the cases of some seeds."""
    tags: set[str] = set()
    found = []
    for seed in seeds:
        generated = generate(seed)
        tags |= generated.tags
        difference = disagree(*judges(), generated.case)
        if difference is not None:
            smallest = shrink(generated.case, partial(differs_as, difference.field))
            found.append(Disagreement(seed, disagree(*judges(), smallest) or difference, turtle(smallest)))
    return Part(frozenset(tags), tuple(found))


def judge_all(first: int, count: int, jobs: int) -> Part:
    """The same for ``count`` seeds from ``first`` on, in ``jobs`` processes."""
    chunks = [range(i, min(i + _CHUNK, first + count)) for i in range(first, first + count, _CHUNK)]
    if jobs == 1:
        parts = list(map(judge, chunks))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            parts = list(pool.map(judge, chunks))
    return Part(
        frozenset().union(*(part.tags for part in parts)), tuple(d for part in parts for d in part.disagreements)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and say by the exit code whether all agree."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    begun = monotonic()
    part = judge_all(options.seed, options.count, options.jobs)
    for found in part.disagreements[:_SHOWN]:
        sys.stdout.write(f"seed {found.seed}: {found.difference.field}\n  engine:    {found.difference.engine}\n")
        sys.stdout.write(f"  reference: {found.difference.reference}\n{found.turtle}\n")
    unexercised = sorted(everything() - part.tags)
    sys.stdout.writelines(f"not exercised: {tag}\n" for tag in unexercised)
    sys.stdout.write(
        f"differential: seeds {options.seed} to {options.seed + options.count - 1}: {options.count} cases, "
        f"{len(part.disagreements)} disagreements, {len(everything()) - len(unexercised)} of {len(everything())} "
        f"constructs exercised, {monotonic() - begun:.0f} s\n"
    )
    seeds = " ".join(str(found.seed) for found in part.disagreements)
    sys.stdout.write(f"seeds that disagree: {seeds}\n" if seeds else "")
    return 1 if part.disagreements or unexercised else 0


if __name__ == "__main__":
    sys.exit(main())
