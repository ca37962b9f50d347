"""``make bench``: Palermo beside its peers, in one run, on this machine. Prints tables; asserts nothing.

``run.py [PART…] [--cases N] [--rounds N] [--million] [--results FILE] [--cache FOLDER] [--scratch FOLDER]``
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from comparing import comparing
from definitions import definitions
from engines import engines
from environments import default_folder
from growth import growth
from importing import importing
from jobs import jobs
from machine import machine
from measure import ROOT, pin_to_one_core
from order import order
from parse import parse
from persons import persons
from results import Part, keep, lines
from second_run import second_run
from setting import Setting
from startup import startup

PARTS: dict[str, Callable[[Setting], Part]] = {
    "startup": startup,
    "parse": parse,
    "engines": engines,
    "growth": growth,
    "jobs": jobs,
    "order": order,
    "cache": second_run,
    "importing": importing,
    "persons": persons,
    "definitions": definitions,
    "comparing": comparing,
}
#: Of how many runs a median is taken.
USUAL = 5


def main() -> None:
    """Run what is asked for, everything by default."""
    parser = argparse.ArgumentParser(description="Palermo beside its peers, in one run.")
    parser.add_argument("what", nargs="*", choices=[*PARTS, []], help="which benchmarks; all by default")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases to generate")
    parser.add_argument("--rounds", type=int, default=USUAL, help="of how many runs the median is taken")
    parser.add_argument("--million", action="store_true", help="run a million cases too, once")
    parser.add_argument("--example", type=Path, help="the example of the start-up benchmark")
    parser.add_argument("--results", type=Path, help="keep what was found in this file of JSON")
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where the peers' environments are kept")
    parser.add_argument("--scratch", type=Path, help="where files are put meanwhile; some GB")
    asked = parser.parse_args()
    example = asked.example or sorted((ROOT / "examples").glob("*.ttl"))[0]
    told = machine()
    _say(", ".join(f"{name} {value}" for name, value in told.items()) + f"; {pin_to_one_core()}")
    with tempfile.TemporaryDirectory(dir=asked.scratch) as folder:
        setting = Setting(Path(folder), asked.cache, asked.cases, asked.rounds, asked.million, example)
        for name in asked.what or PARTS:
            part = PARTS[name](setting)
            if asked.rounds != USUAL:
                part = part._replace(how=f"{part.how} Medians of {asked.rounds}.")
            for line in lines(part):
                _say(line)
            if asked.results:
                keep(asked.results, told, part, tuple(PARTS))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
