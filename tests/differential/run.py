"""Engine against reference on many cases: ``run.py --count 5000 --seed 1 --jobs 2 [FILE|FOLDER …]``.

The cases are generated, and those of the files and folders named. Prints the seeds, each disagreement with the first
field that differs and a smallest case that shows it, and what the generated cases did not exercise. Exit code 1 where
the two disagree, or where 1,500 generated cases or more leave something unexercised.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from time import monotonic
from typing import NamedTuple

from asking import Asked, asked_of
from generator import generate
from kinds import everything
from records import cases_in, is_sound, judges

from compare import Difference, disagree, shrink, turtle
from palermo.split.case import Case

_CHUNK = 25
_SHOWN = 10
_ENOUGH = 1500


class Disagreement(NamedTuple):
    """A case on which the two differ, and where; ``name`` is a generated case's seed, or the case's IRI."""

    name: str
    difference: Difference
    turtle: str
    asked: Asked


class Part(NamedTuple):
    """What came of some seeds."""

    tags: frozenset[str]
    disagreements: tuple[Disagreement, ...]


def differs_as(field: str, asked: Asked, case: Case) -> bool:
    """Whether engine and reference differ on a valid case in the field named last in ``field``."""
    if not is_sound(case):
        return False
    found = disagree(*judges(), case, asked)
    return found is not None and found.field.rsplit(".", 1)[-1] == field.rsplit(".", 1)[-1]


def judge_case(name: str, case: Case, asked: Asked) -> Disagreement | None:
    """Classify one case both ways; where they differ, the smallest case that does so too."""
    difference = disagree(*judges(), case, asked)
    if difference is None:
        return None
    smallest = shrink(case, partial(differs_as, difference.field, asked))
    return Disagreement(name, disagree(*judges(), smallest, asked) or difference, turtle(smallest), asked)


def judge_seeds(seeds: Iterable[int]) -> Part:
    """Generate and judge the cases of some seeds."""
    made = [generate(seed) for seed in seeds]
    found = (judge_case(str(generated.seed), generated.case, generated.asked) for generated in made)
    tags = frozenset().union(*(generated.tags for generated in made))
    return Part(tags, tuple(disagreement for disagreement in found if disagreement))


def judge_files(paths: Sequence[str]) -> tuple[int, tuple[Disagreement, ...]]:
    """Judge the cases in files and folders; how many there were."""
    cases = cases_in(*paths) if paths else []
    found = (judge_case(case.iri, case, asked_of(case)) for case in cases)
    return len(cases), tuple(disagreement for disagreement in found if disagreement)


def judge_all(first: int, count: int, jobs: int) -> Part:
    """The same for ``count`` seeds from ``first`` on, in ``jobs`` processes."""
    chunks = [range(i, min(i + _CHUNK, first + count)) for i in range(first, first + count, _CHUNK)]
    if jobs == 1:
        parts = list(map(judge_seeds, chunks))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            parts = list(pool.map(judge_seeds, chunks))
    return Part(
        frozenset().union(*(part.tags for part in parts)), tuple(d for part in parts for d in part.disagreements)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and say by the exit code whether all agree."""
    options = _options(arguments)
    begun = monotonic()
    part = judge_all(options.seed, options.count, options.jobs)
    read, more = judge_files(options.paths)
    disagreements = (*part.disagreements, *more)
    for found in disagreements[:_SHOWN]:
        sys.stdout.write(f"case {found.name}: {found.difference.field}\n  engine:    {found.difference.engine}\n")
        sys.stdout.write(f"  reference: {found.difference.reference}\n  asked: {found.asked}\n{found.turtle}\n")
    unexercised = sorted(everything() - part.tags) if options.count >= _ENOUGH else []
    sys.stdout.writelines(f"not exercised: {tag}\n" for tag in unexercised)
    sys.stdout.write(
        f"differential: {options.count} generated cases (seeds {options.seed} to {options.seed + options.count - 1}), "
        f"{read} from files: {len(disagreements)} disagreements; {len(part.tags)} of {len(everything())} constructs "
        f"exercised; {monotonic() - begun:.0f} s\n"
    )
    if disagreements:
        sys.stdout.write(f"disagree: {' '.join(found.name for found in disagreements)}\n")
    return 1 if disagreements or unexercised else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="files and folders of cases to compare besides")
    parser.add_argument("--count", type=int, default=5000, help="how many generated cases")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
