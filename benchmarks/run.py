"""``make bench``: Palermo beside its peers, in one run, on this machine. Prints tables; asserts nothing.

``run.py [--cases N] [--example FILE] [startup] [batch] [definitions] [comparing]``
"""

import argparse
import platform
import sys
import tempfile
from pathlib import Path

from batch import batch
from comparing import comparing
from definitions import definitions
from measure import ROOT, pin_to_one_core
from startup import startup


def main() -> None:
    """Run what is asked for, everything by default."""
    parser = argparse.ArgumentParser(description="Palermo beside its peers, in one run.")
    parser.add_argument(
        "what",
        nargs="*",
        choices=["startup", "batch", "definitions", "comparing", []],
        help="which benchmarks; all by default",
    )
    parser.add_argument("--cases", type=int, default=10_000, help="how many cases to generate")
    parser.add_argument("--example", type=Path, help="the example of the start-up benchmark")
    asked = parser.parse_args()
    example = asked.example or sorted((ROOT / "examples").glob("*.ttl"))[0]
    _say(f"Python {platform.python_version()} on {platform.machine()}; {pin_to_one_core()}")
    with tempfile.TemporaryDirectory() as folder:
        if not asked.what or "startup" in asked.what:
            for line in startup(example, Path(folder)):
                _say(line)
        if not asked.what or "batch" in asked.what:
            for line in batch(asked.cases, Path(folder)):
                _say(line)
        if not asked.what or "definitions" in asked.what:
            for line in definitions(asked.cases, Path(folder)):
                _say(line)
        if not asked.what or "comparing" in asked.what:
            for line in comparing(Path(folder)):
                _say(line)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
